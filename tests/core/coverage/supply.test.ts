import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  createExponentialDecay,
  createGaussianDecay,
  createGravityDecay,
  createStepDecay,
  createThirds,
  floatingCatchment,
  nearestLoad,
} from '../../../src/core/coverage/supply.ts';
import type { Decay, Pairs } from '../../../src/core/coverage/supply.ts';
import { createRandom } from '../make.ts';

/** One row a home, one cost a facility; null = no pair. */
type Costs = readonly (readonly (number | null)[])[];

function pairsOf(costs: Costs): Pairs {
  const rows = costs.map((row) => row.flatMap((cost, place) => (cost === null ? [] : [{ place, cost }])));
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.length);
  const all = rows.flat();
  return {
    starts: Uint32Array.from(starts),
    facility: Uint32Array.from(all, ({ place }) => place),
    cost: Float64Array.from(all, ({ cost }) => cost),
  };
}

/** The paper's formula word for word, cell by cell of the whole matrix. */
function catchmentByFormula(costs: Costs, demand: readonly number[], supply: readonly number[], decay: Decay) {
  const weight = (home: number, place: number): number => {
    const cost = costs[home]![place] ?? null;
    return cost === null || !Number.isFinite(cost) ? 0 : decay(cost);
  };
  const ratio = supply.map((places, j) => {
    const heads = demand.reduce((sum, people, i) => sum + (Number.isNaN(people) ? 0 : people) * weight(i, j), 0);
    return heads > 0 ? places / heads : NaN;
  });
  const perHead = costs.map((_, i) => ratio.reduce((sum, r, j) => (Number.isNaN(r) ? sum : sum + r * weight(i, j)), 0));
  return { perHead, ratio };
}

/** The greatest difference, relative to the expected figure (absolute where that is 0). NaN only against NaN. */
function worstDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  return Array.from(expected).reduce((worst, figure, i) => {
    if (Number.isNaN(figure) && Number.isNaN(found[i])) return worst;
    const difference = Math.abs(found[i]! - figure);
    return Math.max(worst, Number.isNaN(difference) ? Infinity : difference / (Math.abs(figure) || 1));
  }, 0);
}

function shuffle(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

const heads = (...figures: number[]): Float64Array => Float64Array.from(figures);
const within = (until: number) => [{ until, weight: 1 }];

describe('a floating catchment', () => {
  it('divides supply by the demand around it, and gives a home what all in reach have per head', () => {
    // 10 places for 20 + 30 people, 6 for 30: 0.2 at the first home, 0.2 + 0.2 at the second.
    const { perHead, ratios } = floatingCatchment(
      pairsOf([
        [100, null],
        [200, 300],
      ]),
      heads(20, 30),
      heads(10, 6),
      within(300),
    );
    expect(Array.from(ratios)).toEqual([0.2, 0.2]);
    expect(Array.from(perHead)).toEqual([0.2, 0.4]);
  });

  it('is closed at a step: at it the weight holds, a thousandth beyond it no longer', () => {
    const decay = createStepDecay(createThirds(30));
    expect([0, 10, 10.001, 20, 20.001, 30, 30.001].map(decay)).toEqual([1, 1, 0.68, 0.68, 0.22, 0.22, 0]);
    // A limit whose thirds are no round numbers is still itself within the catchment.
    expect(createStepDecay(createThirds(1000 / 3))(1000 / 3)).toBe(0.22);
  });

  it('gives 0 to a home without any facility, and lists a facility without people', () => {
    const { perHead, ratios } = floatingCatchment(
      pairsOf([
        [null, 50, null],
        [null, null, null],
        [null, null, 900],
      ]),
      heads(5, 7, 9),
      heads(3, 4, 8),
      within(500),
    );
    expect(Array.from(perHead)).toEqual([0.8, 0, 0]);
    expect(Array.from(ratios)).toEqual([NaN, 0.8, NaN]);
  });

  it('never counts the unreachable or the unplaced, though a step be without end', () => {
    const { perHead, ratios } = floatingCatchment(
      pairsOf([[1], [Infinity], [NaN]]),
      heads(10, 10, 10),
      heads(5),
      within(Infinity),
    );
    expect(Array.from(perHead)).toEqual([0.5, 0, 0]);
    expect(Array.from(ratios)).toEqual([0.5]);
  });

  it('counts nobody where elders are unknown, and still gives the home a figure', () => {
    const { perHead } = floatingCatchment(pairsOf([[1], [2], [3]]), heads(10, NaN, 0), heads(5), within(9));
    expect(Array.from(perHead)).toEqual([0.5, 0.5, 0.5]);
  });

  it('lists a facility of unknown supply, and one whose only demand is too faint for a quotient', () => {
    const pairs = pairsOf([[1, 1, 40]]);
    const { perHead, ratios } = floatingCatchment(pairs, heads(10), heads(5, NaN, 5), createGaussianDecay(1.04));
    expect(ratios[1]).toBeNaN();
    expect(ratios[2]).toBeNaN();
    expect(perHead[0]).toBeCloseTo(0.5, 12);
  });

  it('throws on what does not fit', () => {
    const pairs = pairsOf([[1], [2]]);
    const run = (demand: Float64Array, supply: Float64Array, decay: Parameters<typeof floatingCatchment>[3]) => () =>
      floatingCatchment(pairs, demand, supply, decay);
    expect(run(heads(1), heads(1), within(1))).toThrow('pairs has 3 starts for 1 homes');
    expect(run(heads(1, 1), heads(), within(1))).toThrow('pairs name facility 0 of 0');
    expect(run(heads(1, -1), heads(1), within(1))).toThrow('demand must be finite and not negative, got -1');
    expect(run(heads(1, 1), heads(Infinity), within(1))).toThrow('supply must be finite');
    expect(run(heads(1, 1), heads(1), [])).toThrow('steps must ascend');
    expect(run(heads(1, 1), heads(1), [...within(2), ...within(2)])).toThrow('steps must ascend, got 2, 2');
    expect(run(heads(1, 1), heads(1), (cost) => 1 / (cost - 1))).toThrow('the weight of cost 1 is Infinity');
    expect(run(heads(1, 1), heads(1), (cost) => 1 - cost)).toThrow('the weight of cost 2 is -1');
    const short = { ...pairs, cost: heads(1) };
    expect(() => floatingCatchment(short, heads(1, 1), heads(1), within(1))).toThrow('2 facilities and 1 costs');
    const before = { ...pairs, cost: heads(1, -1) };
    expect(() => floatingCatchment(before, heads(1, 1), heads(1), within(1))).toThrow('got -1');
  });

  it('agrees with the formula on 200 random towns, and neither loses nor makes supply', () => {
    const random = createRandom(11);
    const decays: Decay[] = [
      createStepDecay(within(500)),
      createStepDecay(createThirds(600)),
      createGravityDecay({ scale: 100, power: 2, least: 10 }),
      createGaussianDecay(300),
      createExponentialDecay(0.004),
    ];
    for (let town = 0; town < 200; town++) {
      const decay = decays[town % decays.length]!;
      const supply = Array.from({ length: Math.floor(random() * 6) }, () => Math.floor(random() * 40));
      const costs = Array.from({ length: Math.floor(random() * 12) }, () =>
        // Steps of 50 m put many pairs exactly on a limit.
        supply.map(() => (random() < 0.3 ? null : random() < 0.05 ? Infinity : 50 * Math.floor(random() * 20))),
      );
      const demand = costs.map(() => (random() < 0.1 ? NaN : Math.floor(random() * 90)));
      const found = floatingCatchment(pairsOf(costs), heads(...demand), heads(...supply), decay);
      const expected = catchmentByFormula(costs, demand, supply, decay);
      expect(worstDifference(found.perHead, expected.perHead)).toBeLessThan(1e-12);
      expect(worstDifference(found.ratios, expected.ratio)).toBeLessThan(1e-12);
      const given = demand.reduce((sum, people, i) => sum + (people || 0) * found.perHead[i]!, 0);
      const there = supply.reduce((sum, places, j) => (Number.isNaN(found.ratios[j]) ? sum : sum + places), 0);
      expect(worstDifference([given], [there])).toBeLessThan(1e-12);
    }
  });

  it('is the same in any order of homes and facilities', () => {
    const random = createRandom(12);
    const costs = Array.from({ length: 60 }, () => Array.from({ length: 15 }, () => Math.floor(random() * 900)));
    const demand = costs.map(() => random() * 100);
    const supply = Array.from({ length: 15 }, () => random() * 30);
    const steps = createThirds(600);
    const plain = floatingCatchment(pairsOf(costs), heads(...demand), heads(...supply), steps);
    const homes = shuffle(60, random);
    const places = shuffle(15, random);
    const mixed = floatingCatchment(
      pairsOf(homes.map((home) => places.map((place) => costs[home]![place]!))),
      heads(...homes.map((home) => demand[home]!)),
      heads(...places.map((place) => supply[place]!)),
      steps,
    );
    const perHead = homes.map((home) => plain.perHead[home]!);
    expect(worstDifference(mixed.perHead, perHead)).toBeLessThan(1e-12);
    expect(
      worstDifference(
        mixed.ratios,
        places.map((place) => plain.ratios[place]!),
      ),
    ).toBeLessThan(1e-12);
  });
});

describe('decays', () => {
  it('refuse what would make no weight', () => {
    expect(() => createGravityDecay({ scale: 1, power: 1, least: 0 })).toThrow('least must be positive, got 0');
    expect(() => createGravityDecay({ scale: 1, power: 1.5, least: 1 })).toThrow('power must be whole, got 1.5');
    expect(() => createGaussianDecay(NaN)).toThrow('sigma must be positive, got NaN');
    expect(() => createExponentialDecay(-1)).toThrow('rate must be positive, got -1');
  });
});

describe('load by nearest assignment', () => {
  const nearest = Int32Array.of(0, 0, 2, -1, 0, 2);
  const metres = heads(500, 501, 10, Infinity, 20, NaN);
  const elders = heads(10, 20, 30, 40, NaN, 60);

  it('counts everybody at their nearest, and apart those within the closed limit', () => {
    const load = nearestLoad(nearest, metres, elders, { facilities: 3, limitMetres: 500 });
    expect(Array.from(load.all)).toEqual([30, 0, 30]);
    expect(Array.from(load.within)).toEqual([10, 0, 30]);
  });

  it('throws on what does not fit', () => {
    const run =
      (limitMetres: number, facilities: number, people = elders) =>
      () =>
        nearestLoad(nearest, metres, people, { facilities, limitMetres });
    expect(run(0, 3)).toThrow('limitMetres must be positive, got 0');
    expect(run(500, 2)).toThrow('home 2 has facility 2 of 2');
    expect(run(500, 3, heads(1))).toThrow('6 metres and 1 elders for 6 homes');
    expect(run(500, 3, heads(1, 2, 3, 4, 5, -6))).toThrow('got -6');
  });

  it('agrees with a look from each facility on random towns, and adds up to all with a facility', () => {
    const random = createRandom(13);
    for (let town = 0; town < 50; town++) {
      const facilities = 1 + Math.floor(random() * 5);
      const homes = Array.from({ length: 30 }, () => {
        const place = Math.floor(random() * (facilities + 1)) - 1;
        const way = place < 0 ? Infinity : 50 * Math.floor(random() * 20);
        return { place, way, people: random() < 0.1 ? NaN : Math.floor(random() * 50) };
      });
      const { all, within: near } = nearestLoad(
        Int32Array.from(homes, ({ place }) => place),
        Float64Array.from(homes, ({ way }) => way),
        Float64Array.from(homes, ({ people }) => people),
        { facilities, limitMetres: 500 },
      );
      const known = homes.filter(({ people }) => people >= 0);
      const sum = (list: typeof homes): number => list.reduce((total, { people }) => total + people, 0);
      for (let facility = 0; facility < facilities; facility++) {
        const own = known.filter(({ place }) => place === facility);
        expect(all[facility]).toBe(sum(own));
        expect(near[facility]).toBe(sum(own.filter(({ way }) => way <= 500)));
      }
      expect(all.reduce((a, b) => a + b, 0)).toBe(sum(known.filter(({ place }) => place >= 0)));
    }
  });
});

const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const isAbsent = !existsSync(REFERENCE);
const absent = isAbsent ? ' (skipped: ../shared is absent)' : '';

function read(name: string): Buffer {
  return readFileSync(new URL(name, REFERENCE));
}

interface Methods {
  '2sfca_three_tracts': { pop: number[]; supply: number[]; scenario0: Scenario; scenario3: Scenario };
  '2sfca_gaussian_line': { consumers: number[]; pop: number; providers: number[]; supply: number } & {
    sigma: number;
    A: number[];
  };
  decay: Record<'gaussian_sigma20' | 'gravity_scale20_alpha_minus2_min1' | 'step_luo_qi', Record<string, number>>;
}
type Scenario = Record<'A' | 'binary', number[]>;

describe.skipIf(isAbsent)(`known answers${absent}`, () => {
  const methods = isAbsent ? null! : (JSON.parse(read('methods.json').toString()) as Methods);

  it.each([
    ['scenario0', 80, 40],
    ['scenario3', 40, 20],
  ] as const)('three tracts, %s: gravity and binary', (name, across, toCity) => {
    const { pop, supply, ...scenarios } = methods['2sfca_three_tracts'];
    // A cost of 61 and more is out of the catchment: 80 across the city is no pair.
    const far = across < 61 ? across : null;
    const pairs = pairsOf([
      [1, far, toCity],
      [far, 1, toCity],
      [toCity, toCity, 1],
    ]);
    const gravity = createGravityDecay({ scale: 1, power: 1, least: 1 });
    const weighted = floatingCatchment(pairs, heads(...pop), heads(...supply), gravity);
    const binary = floatingCatchment(pairs, heads(...pop), heads(...supply), within(60));
    expect(worstDifference(weighted.perHead, scenarios[name].A)).toBeLessThan(1e-8);
    expect(worstDifference(binary.perHead, scenarios[name].binary)).toBeLessThan(1e-8);
    const given = pop.reduce((sum, people, i) => sum + people * weighted.perHead[i]!, 0);
    expect(given).toBeCloseTo(135, 10);
  });

  it('three homes and two facilities on a line, Gaussian', () => {
    const { consumers, providers, pop, supply, sigma, A } = methods['2sfca_gaussian_line'];
    const { perHead } = floatingCatchment(
      pairsOf(consumers.map((home) => providers.map((place) => Math.abs(home - place)))),
      Float64Array.from(consumers, () => pop),
      Float64Array.from(providers, () => supply),
      createGaussianDecay(sigma),
    );
    A.forEach((expected, i) => expect(perHead[i]).toBeCloseTo(expected, 6));
  });

  it('decays at their published costs', () => {
    const { gaussian_sigma20, gravity_scale20_alpha_minus2_min1, step_luo_qi } = methods.decay;
    const gaussian = createGaussianDecay(20);
    for (const [cost, weight] of Object.entries(gaussian_sigma20)) expect(gaussian(+cost)).toBeCloseTo(weight, 10);
    const gravity = createGravityDecay({ scale: 20, power: 2, least: 1 });
    for (const [cost, weight] of Object.entries(gravity_scale20_alpha_minus2_min1)) {
      // 60 is given as 0.11.
      expect(gravity(+cost)).toBeCloseTo(weight, cost === '60' ? 2 : 12);
    }
    const zones = createStepDecay(createThirds(60));
    for (const [zone, weight] of Object.entries(step_luo_qi)) {
      const [from, until] = zone.split('-').map(Number) as [number, number];
      expect(zones((from + until) / 2)).toBe(weight);
      expect(zones(until)).toBe(weight);
    }
  });
});

function readTable(name: string): Record<string, string>[] {
  const [header, ...lines] = read(`belo-horizonte/${name}`).toString().trim().split('\n');
  const columns = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]!]));
  });
}

/** Pairs of all cells of the travel time matrix, its rows grouped by origin. */
function readPairs(cells: number): Pairs {
  const text = gunzipSync(read('belo-horizonte/travel_matrix.csv.gz')).toString().trim();
  const rows = text.split('\n').slice(1);
  const byHome: [place: number, minutes: number][][] = Array.from({ length: cells }, () => []);
  for (const row of rows) {
    const [home, place, minutes] = row.split(',').map(Number) as [number, number, number];
    byHome[home]!.push([place, minutes]);
  }
  const starts = new Uint32Array(cells + 1);
  byHome.forEach((list, home) => (starts[home + 1] = starts[home]! + list.length));
  const all = byHome.flat();
  return {
    starts,
    facility: Uint32Array.from(all, ([place]) => place),
    cost: Float64Array.from(all, ([, minutes]) => minutes),
  };
}

describe.skipIf(isAbsent)(`Belo Horizonte as the R package accessibility has it${absent}`, () => {
  const land = isAbsent ? [] : readTable('land_use.csv');
  const results = isAbsent ? [] : readTable('expected.csv');
  const pairs = isAbsent ? null! : readPairs(land.length);
  const column = (name: string): Float64Array => Float64Array.from(land, (row) => Number(row[name]));
  const expected = (name: string): number[] =>
    results.map((row) => (row[name] === 'Inf' ? Infinity : Number(row[name])));
  const [people, schools, jobs] = [column('population'), column('schools'), column('jobs')];

  /** One figure a cell, from the pairs of the cell. */
  const fold = (start: number, add: (so: number, place: number, minutes: number) => number): number[] =>
    land.map((_, home) => {
      let figure = start;
      for (let pair = pairs.starts[home]!; pair < pairs.starts[home + 1]!; pair++) {
        figure = add(figure, pairs.facility[pair]!, pairs.cost[pair]!);
      }
      return figure;
    });

  it('is read whole: closest school, schools and jobs within 30 minutes', () => {
    expect(land.map((row) => row['id'])).toEqual(results.map((row) => row['id']));
    expect(pairs.cost).toHaveLength(748_437);
    const inHalfAnHour = (counts: Float64Array) =>
      fold(0, (sum, place, minutes) => sum + (minutes <= 30 ? counts[place]! : 0));
    const closest = fold(Infinity, (least, place, minutes) => (schools[place]! > 0 ? Math.min(least, minutes) : least));
    expect(closest).toEqual(expected('closest_school_min'));
    expect(inHalfAnHour(schools)).toEqual(expected('schools_30min'));
    expect(inHalfAnHour(jobs)).toEqual(expected('jobs_30min'));
  });

  it.each([15, 30, 45])('2SFCA of schools within %i minutes', (minutes) => {
    const { perHead } = floatingCatchment(pairs, people, schools, within(minutes));
    expect(worstDifference(perHead, expected(`schools_2sfca_${minutes}`))).toBeLessThan(1e-12);
  });

  it('E2SFCA of schools in zones of 10, 20 and 30 minutes', () => {
    // That package opens a zone at its border (10 minutes is in the second). Times have one decimal.
    const steps = createThirds(30).map(({ until, weight }) => ({ until: until - 0.05, weight }));
    const { perHead } = floatingCatchment(pairs, people, schools, steps);
    expect(worstDifference(perHead, expected('schools_e2sfca_step10_20_30'))).toBeLessThan(1e-12);
    const closed = floatingCatchment(pairs, people, schools, createThirds(30));
    expect(worstDifference(closed.perHead, expected('schools_e2sfca_step10_20_30'))).toBeGreaterThan(1e-3);
  });

  it('balanced FCA (Paez and others 2019), which is ours with demand and supply shared out first', () => {
    const decay = createExponentialDecay(0.1);
    const outOf = fold(0, (sum, _place, minutes) => sum + decay(minutes));
    const into = new Float64Array(land.length);
    pairs.facility.forEach((place, pair) => (into[place]! += decay(pairs.cost[pair]!)));
    const demand = people.map((count, home) => (outOf[home]! > 0 ? count / outOf[home]! : 0));
    const supply = schools.map((count, place) => (into[place]! > 0 ? count / into[place]! : 0));
    const { perHead } = floatingCatchment(pairs, demand, supply, decay);
    expect(worstDifference(perHead, expected('schools_bfca_exp0.1'))).toBeLessThan(1e-12);
  });
});
