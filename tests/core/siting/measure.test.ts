/** Figures of a choice against the plain sums of the oracle. */
import { describe, expect, it } from 'vitest';
import { Limits } from '../../../src/core/siting/limits.ts';
import {
  areWhole,
  findMetres,
  findWorst,
  keepsRules,
  listUnreachable,
  sumCovered,
  sumWalks,
} from '../../../src/core/siting/measure.ts';
import { listChoices, makeInstance, valueOf } from './enumerate.ts';
import { makeLimited, seedsTo } from './small-tasks.ts';

const listAll = (candidates: number) =>
  seedsTo(2 ** candidates).map((bits) => seedsTo(candidates).filter((place) => ((bits >> place) & 1) === 1));

describe('a choice', () => {
  it.each(seedsTo(60))('keeps the rules exactly where it is one of those that do (case %i)', (seed) => {
    const { limits, count, ...made } = makeLimited(seed);
    const allowed = new Set(listChoices(made, count).map(String));
    for (const chosen of listAll(limits.candidates))
      expect(keepsRules(chosen, limits), chosen.join()).toBe(allowed.has(String(chosen)));
  });

  it.each(seedsTo(40))('has its weight, walks and worst-off counted in full (case %i)', (seed) => {
    const { instance, limits } = makeLimited(seed);
    const all = instance.weights.reduce((sum, weight) => sum + weight, 0);
    for (const chosen of listAll(Math.min(limits.candidates, 7))) {
      expect(sumCovered(instance, chosen)).toBeCloseTo(valueOf(instance, 'coverage', chosen), 9);
      const mean = valueOf(instance, 'mean', chosen);
      if (mean < Infinity) expect(sumWalks(instance, chosen)).toBeCloseTo(mean * all, 6);
      else expect(sumWalks(instance, chosen)).toBe(Infinity);
      expect(findWorst(instance, chosen)).toBe(valueOf(instance, 'worst', chosen));
    }
  });

  it('leaves rows without weight out, though nobody reaches them', () => {
    const town = makeInstance([[Infinity], [40], [7]], { weights: [0, 2, 3], existing: [Infinity, 50, 5] });
    expect([...findMetres(town, [])]).toEqual([Infinity, 50, 5]);
    expect([...findMetres(town, [0])]).toEqual([Infinity, 40, 5]);
    expect(sumWalks(town, [0])).toBe(95);
    expect(findWorst(town, [0])).toBe(40);
    expect(findWorst({ ...town, weights: new Float64Array(3) }, [])).toBe(0);
    expect(sumWalks({ ...town, weights: new Float64Array(3) }, [])).toBe(0);
  });

  it('covers at the limit and not beyond it', () => {
    const town = makeInstance([[500], [500.0001]], { weights: [3, 4], limitMetres: 500 });
    expect(sumCovered(town, [0])).toBe(3);
    expect(listUnreachable(town, new Limits(1, {}, 1), 500)).toEqual([1]);
  });

  it('cannot reach by a forbidden candidate, by one beyond the limit, or by an endless walk', () => {
    const table = [
      [10, Infinity],
      [Infinity, 10],
      [900, 900],
      [Infinity, Infinity],
      [Infinity, Infinity],
    ];
    const given = { weights: [1, 1, 1, 1, 0], existing: [Infinity, Infinity, Infinity, 3, Infinity] };
    const town = makeInstance(table, given);
    expect(listUnreachable(town, new Limits(2, { forbidden: [1] }, 2), 500)).toEqual([1, 2]);
    expect(listUnreachable(town, new Limits(2, {}, 2), Infinity)).toEqual([]);
    const endless = { ...town, pairs: { ...town.pairs, metres: town.pairs.metres.map(() => Infinity) } };
    expect(listUnreachable(endless, new Limits(2, {}, 2), Infinity)).toEqual([0, 1, 2]);
  });

  it('is counted in whole elders only where all weights are whole', () => {
    expect(areWhole(Float64Array.of(0, 3, 1e6))).toBe(true);
    expect(areWhole(Float64Array.of(0, 3, 0.5))).toBe(false);
    expect(areWhole(new Float64Array(0))).toBe(true);
  });
});
