/** The curve of coverage against the number of sites, against enumeration of every count. */
import { describe, expect, it } from 'vitest';
import { curveOf, type CurvePoint } from '../../../src/core/siting/curve.ts';
import type { Instance, Rules } from '../../../src/core/siting/types.ts';
import { findOptimum, makeInstance } from './enumerate.ts';
import { createDice, makeCase, makeServices } from './random-cases.ts';

function listSteps(instance: Instance, rules: Rules, most: number, seconds = 60): CurvePoint[][] {
  const work = curveOf(instance, rules, { most, seconds, now: () => performance.now() });
  const steps: CurvePoint[][] = [];
  for (let step = work.next(); ; step = work.next()) {
    steps.push(step.value);
    if (step.done) return steps;
  }
}

const seeds = Array.from({ length: 80 }, (_, seed) => seed);

describe('the curve', () => {
  it.each(seeds)('never promises what no choice covers, and never denies what one covers (case %i)', (seed) => {
    const made = seed % 2 === 0 ? makeCase(seed) : makeServices(seed);
    const most = made.instance.candidates;
    const optima = Array.from({ length: most + 1 }, (_, count) => findOptimum(made, { model: 'coverage', count }));
    const steps = listSteps(made.instance, made.rules, most);
    for (const point of steps.flat()) {
      const optimum = optima[point.count];
      expect(optimum).not.toBeNull();
      expect(point.objective).toBeLessThanOrEqual(optimum! + 1e-9);
      expect(point.bound).toBeGreaterThanOrEqual(optimum! - 1e-6);
    }
    const last = steps.at(-1)!;
    last.slice(1).forEach((point, index) => {
      expect(point.objective).toBeGreaterThanOrEqual(last[index]!.objective);
      expect(point.bound).toBeGreaterThanOrEqual(last[index]!.bound);
    });
  });

  it('has the best choice of every count in nearly all small cases without rules', () => {
    const points = seeds.flatMap((seed) => {
      const { instance } = makeCase(seed);
      return listSteps(instance, {}, instance.candidates)
        .at(-1)!
        .map(({ count, objective }) => [
          objective,
          findOptimum({ instance, rules: {} }, { model: 'coverage', count })!,
        ]);
    });
    expect(points.length).toBeGreaterThan(300);
    const missed = points.filter(([objective, optimum]) => Math.abs(objective! - optimum!) > 1e-9);
    expect(missed.length).toBeLessThanOrEqual(points.length / 100);
  });

  const dice = createDice(5);
  const spots = Array.from({ length: 200 }, () => [dice(1000), dice(1000)] as const);
  const homes = Array.from({ length: 600 }, () => [dice(1000), dice(1000)] as const);
  const table = homes.map(([x, y]) => spots.map(([east, north]) => Math.hypot(x - east, y - north)));
  const town = makeInstance(table, { weights: homes.map(() => dice(40)), limitMetres: 90 });

  it('of a town has close bounds at every count, each step at least as good as the one before', () => {
    const steps = listSteps(town, {}, 30);
    expect(steps.at(-1)!.map(({ count }) => count)).toEqual(Array.from({ length: 31 }, (_, count) => count));
    for (const { objective, bound } of steps.at(-1)!) expect(bound).toBeLessThanOrEqual(1.05 * objective);
    steps.slice(1).forEach((step, index) => {
      step.forEach(({ objective, bound }, count) => {
        expect(objective).toBeGreaterThanOrEqual(steps[index]![count]!.objective);
        expect(bound).toBeLessThanOrEqual(steps[index]![count]!.bound);
      });
    });
  });

  it('has an answer of every count at once, and ends when the time is up', () => {
    let clock = 0;
    const work = curveOf(town, {}, { most: 12, seconds: 1, now: () => (clock += 20) });
    expect(work.next().value).toHaveLength(13);
    let steps = 1;
    while (!work.next().done) steps++;
    expect(steps).toBeLessThan(80);
  });

  it('begins where the rules can be kept, and is empty where they cannot', () => {
    const curve = (rules: Rules) =>
      listSteps(town, rules, 4)
        .at(-1)!
        .map(({ count }) => count);
    expect(curve({ forced: [3, 7] })).toEqual([2, 3, 4]);
    expect(curve({ forced: [3], forbidden: [3] })).toEqual([]);
    expect(() => curve({ capacities: new Float64Array(200) })).toThrow('a curve knows no capacities');
  });
});
