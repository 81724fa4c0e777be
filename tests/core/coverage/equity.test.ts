import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atkinson, gini, lorenz, theil, weightedMean, weightedMedian } from '../../../src/core/coverage/equity.ts';
import type { Lorenz } from '../../../src/core/coverage/equity.ts';
import { createRandom } from '../make.ts';

const list = (...figures: number[]): Float64Array => Float64Array.from(figures);
const ones = (count: number): Float64Array => new Float64Array(count).fill(1);

/** Share of the burden of the lowest share of people, along the curve. */
function burdenOf({ people, burden }: Lorenz, share: number): number {
  const i = Math.max(
    1,
    people.findIndex((p) => p >= share),
  );
  const part = (share - people[i - 1]!) / (people[i]! - people[i - 1]!);
  return burden[i - 1]! + part * (burden[i]! - burden[i - 1]!);
}

interface Town {
  values: Float64Array;
  weights: Float64Array;
  /** Each person's burden: a row of 3 people three times. */
  persons: number[];
  leftOut: number;
}

/** Rows with equal values, zeros, unreachable and unplaced homes, nobody and unknown elders among them. */
function createTown(random: () => number): Town {
  const rows = Array.from({ length: 1 + Math.floor(random() * 25) }, () => ({
    value: random() < 0.08 ? Infinity : random() < 0.08 ? NaN : 25 * Math.floor(random() * 30),
    weight: random() < 0.08 ? NaN : Math.floor(random() * 9),
  }));
  const known = rows.filter(({ weight }) => weight > 0);
  return {
    values: Float64Array.from(rows, ({ value }) => value),
    weights: Float64Array.from(rows, ({ weight }) => weight),
    persons: known
      .filter(({ value }) => Number.isFinite(value))
      .flatMap(({ value, weight }) => new Array<number>(weight).fill(value))
      .sort((a, b) => a - b),
    leftOut: known.reduce((sum, { value, weight }) => (Number.isFinite(value) ? sum : sum + weight), 0),
  };
}

function* createTowns(seed: number, count: number): Generator<Town> {
  const random = createRandom(seed);
  for (let town = 0; town < count; town++) yield createTown(random);
}

const sum = (figures: readonly number[]): number => figures.reduce((a, b) => a + b, 0);

describe('the Lorenz curve', () => {
  it('runs from (0, 0) to (1, 1), one point a different value, and counts who is left out', () => {
    const curve = lorenz(list(300, 100, Infinity, 100, NaN, 50, 900), list(2, 1, 7, 1, 5, NaN, 0));
    expect(Array.from(curve.people)).toEqual([0, 0.5, 1]);
    expect(Array.from(curve.burden)).toEqual([0, 0.25, 1]);
    expect(curve.leftOut).toBe(12);
  });

  it('is none without people, and where nobody has anything to bear', () => {
    for (const curve of [lorenz(list(), list()), lorenz(list(5, NaN), list(0, 4)), lorenz(list(0, 0), list(3, 4))]) {
      expect(curve.people).toHaveLength(0);
      expect(curve.burden).toHaveLength(0);
    }
    expect(lorenz(list(5, NaN), list(0, 4)).leftOut).toBe(4);
  });

  it('agrees with people counted one by one on random towns, and bends one way only', () => {
    let curves = 0;
    for (const { values, weights, persons, leftOut } of createTowns(21, 200)) {
      const curve = lorenz(values, weights);
      expect(curve.leftOut).toBe(leftOut);
      const total = sum(persons);
      expect(curve.people.length > 0).toBe(total > 0);
      if (total === 0) continue;
      curves += 1;
      for (let count = 1; count <= persons.length; count++) {
        const expected = sum(persons.slice(0, count)) / total;
        expect(burdenOf(curve, count / persons.length)).toBeCloseTo(expected, 12);
      }
      expect([curve.people[0], curve.burden[0], curve.people.at(-1), curve.burden.at(-1)]).toEqual([0, 0, 1, 1]);
      const slopes = Array.from(curve.people.keys())
        .slice(1)
        .map((i) => (curve.burden[i]! - curve.burden[i - 1]!) / (curve.people[i]! - curve.people[i - 1]!));
      expect(slopes.every((slope, i) => i === 0 || slope > slopes[i - 1]!)).toBe(true);
    }
    expect(curves).toBeGreaterThan(150);
  });
});

describe('indices of inequality', () => {
  it('are 0 where all bear the same, however much, and null where there is nothing to compare', () => {
    for (const index of [gini, theil, (v: Float64Array, w: Float64Array) => atkinson(v, w, 1)]) {
      expect(index(list(3000, 3000), list(2, 9))).toBe(0);
      expect(index(list(), list())).toBeNull();
      expect(index(list(0, 0), list(2, 9))).toBeNull();
      expect(index(list(Infinity, NaN, 70), list(2, 9, NaN))).toBeNull();
    }
  });

  it('reach their ends when one of a hundred bears it all', () => {
    const values = list(0, 500);
    const weights = list(99, 1);
    expect(gini(values, weights)).toBeCloseTo(0.99, 12);
    expect(theil(values, weights)).toBeCloseTo(Math.log(100), 12);
    expect(atkinson(values, weights, 1)).toBe(1);
    expect(atkinson(values, weights, 2)).toBe(1);
    expect(atkinson(values, weights, 0.5)).toBeCloseTo(0.99, 12);
    expect(atkinson(values, weights, 0)).toBe(0);
  });

  it('agree with people compared two by two and one by one on random towns', () => {
    for (const { values, weights, persons } of createTowns(22, 150)) {
      const count = persons.length;
      const mean = sum(persons) / count;
      if (!(mean > 0)) {
        expect(gini(values, weights)).toBeNull();
        continue;
      }
      const differences = sum(persons.map((a) => sum(persons.map((b) => Math.abs(a - b)))));
      expect(gini(values, weights)).toBeCloseTo(differences / (2 * count * count * mean), 12);
      const logs = sum(persons.map((value) => (value > 0 ? value * Math.log(value) : 0)));
      expect(theil(values, weights)).toBeCloseTo(logs / (count * mean) - Math.log(mean), 10);
      const roots = sum(persons.map(Math.sqrt)) / count;
      expect(atkinson(values, weights, 0.5)).toBeCloseTo(1 - roots ** 2 / mean, 12);
      const harmonic = persons[0] === 0 ? 0 : count / sum(persons.map((value) => 1 / value));
      expect(atkinson(values, weights, 2)).toBeCloseTo(1 - harmonic / mean, 12);
      const product = persons.reduce((so, value) => so * value ** (1 / count), 1);
      expect(atkinson(values, weights, 1)).toBeCloseTo(1 - product / mean, 10);
    }
  });

  it('do not change with the unit of the burden or with twice the people, nor do mean and median with the people', () => {
    for (const { values, weights, persons } of createTowns(23, 40)) {
      if (!(sum(persons) > 0)) continue;
      const [longer, more] = [values.map((value) => value * 3.7), weights.map((weight) => weight * 2)];
      for (const index of [gini, theil, (v: Float64Array, w: Float64Array) => atkinson(v, w, 0.5)]) {
        expect(index(longer, weights)).toBeCloseTo(index(values, weights)!, 12);
        expect(index(values, more)).toBeCloseTo(index(values, weights)!, 12);
      }
      expect(weightedMean(values, more)).toBeCloseTo(weightedMean(values, weights)!, 9);
      expect(weightedMedian(values, more)).toBe(weightedMedian(values, weights));
    }
  });

  it('and everything else here are the same in any order of rows', () => {
    const random = createRandom(24);
    const rows = Array.from({ length: 500 }, () => ({
      value: random() < 0.5 ? Math.floor(random() * 20) : random() * 1000,
      // Thirds have no end in binary: sums of them show the order in which they were added.
      weight: (random() * 50) / 3,
      key: random(),
    }));
    const figures = (list: typeof rows): number[] => {
      const values = Float64Array.from(list, ({ value }) => value);
      const weights = Float64Array.from(list, ({ weight }) => weight);
      const all = [gini, theil, weightedMean, weightedMedian].map((figure) => figure(values, weights)!);
      const curve = lorenz(values, weights);
      return [...all, atkinson(values, weights, 0.5)!, ...curve.people, ...curve.burden];
    };
    const plain = figures(rows);
    const mixed = figures([...rows].sort((a, b) => a.key - b.key));
    expect(mixed).toHaveLength(plain.length);
    mixed.forEach((figure, i) => expect(Math.abs(figure - plain[i]!)).toBeLessThanOrEqual(1e-12 * plain[i]!));
    // The sorted ones are the same to the last bit.
    expect(mixed.slice(5)).toEqual(plain.slice(5));
    expect([mixed[0], mixed[3]]).toEqual([plain[0], plain[3]]);
  });

  it('throw on negative and unequal input', () => {
    expect(() => gini(list(1), list(1, 2))).toThrow('got 1 values for 2 weights');
    expect(() => lorenz(list(1, -2), list(1, 2))).toThrow('a value must not be negative, got -2');
    expect(() => theil(list(1, 2), list(1, -2))).toThrow('a weight must be finite and not negative, got -2');
    expect(() => weightedMedian(list(1), list(Infinity))).toThrow('got Infinity');
    expect(() => atkinson(list(1), list(1), -1)).toThrow('epsilon must not be negative, got -1');
  });
});

describe('mean and median of people', () => {
  it('take the lower of two middle values, and leave out who has none', () => {
    const values = list(400, 100, Infinity, 900, NaN);
    expect(weightedMedian(values, list(2, 2, 50, NaN, 50))).toBe(100);
    expect(weightedMedian(values, list(3, 2, 50, NaN, 50))).toBe(400);
    expect(weightedMean(values, list(2, 2, 50, NaN, 50))).toBe(250);
    expect(weightedMean(values, list(0, 0, 50, NaN, 50))).toBeNull();
    expect(weightedMedian(values, list(0, 0, 50, NaN, 50))).toBeNull();
  });

  it('agree with people in a row on random towns', () => {
    for (const { values, weights, persons } of createTowns(25, 150)) {
      const middle = persons[Math.ceil(persons.length / 2) - 1];
      expect(weightedMedian(values, weights)).toBe(middle ?? null);
      if (middle === undefined) expect(weightedMean(values, weights)).toBeNull();
      else expect(weightedMean(values, weights)).toBeCloseTo(sum(persons) / persons.length, 9);
    }
  });
});

const METHODS = new URL('../../../../shared/reference/methods.json', import.meta.url);
const isAbsent = !existsSync(METHODS);
const absent = isAbsent ? ' (skipped: ../shared is absent)' : '';

interface Equity {
  values: number[];
  gini: number;
  theil_T: number;
  atkinson_05: number;
  atkinson_1: number;
  hoover: number;
  weighted: { x: number[]; w: number[]; gini: number; palma_top10_bottom40: number };
  theil_two_regions: { y: number[]; T: number };
}

describe.skipIf(isAbsent)(`known answers${absent}`, () => {
  const known = isAbsent ? null! : (JSON.parse(readFileSync(METHODS, 'utf8')) as { equity: Equity }).equity;

  it('Gini, Theil and Atkinson of five, and Theil of two regions', () => {
    const values = list(...known.values);
    expect(gini(values, ones(5))).toBeCloseTo(known.gini, 14);
    expect(theil(values, ones(5))).toBeCloseTo(known.theil_T, 14);
    expect(atkinson(values, ones(5), 0.5)).toBeCloseTo(known.atkinson_05, 14);
    expect(atkinson(values, ones(5), 1)).toBeCloseTo(known.atkinson_1, 14);
    expect(theil(list(...known.theil_two_regions.y), ones(6))).toBeCloseTo(known.theil_two_regions.T, 14);
  });

  it('the greatest gap of the curve from the diagonal is Hoover, its ends give Palma', () => {
    const curve = lorenz(list(...known.values), ones(5));
    const gaps = Array.from(curve.people, (share, i) => share - curve.burden[i]!);
    expect(Math.max(...gaps)).toBeCloseTo(known.hoover, 14);
    const { x, w, gini: expected, palma_top10_bottom40: palma } = known.weighted;
    expect(gini(list(...x), list(...w))).toBeCloseTo(expected, 14);
    const weighted = lorenz(list(...x), list(...w));
    expect((1 - burdenOf(weighted, 0.9)) / burdenOf(weighted, 0.4)).toBeCloseTo(palma, 12);
  });
});
