/** The best sites by value, against every choice. */
import { describe, expect, it } from 'vitest';
import { Limits } from '../../../src/core/siting/limits.ts';
import { pickBest } from '../../../src/core/siting/pick.ts';
import type { Rules } from '../../../src/core/siting/types.ts';
import { listChoices } from './enumerate.ts';
import { createDice } from './random-cases.ts';
import { makeLimited, seedsTo } from './small-tasks.ts';

const add = (values: Float64Array, places: readonly number[]) => places.reduce((sum, place) => sum + values[place]!, 0);

function makeValues(seed: number, candidates: number): Float64Array {
  const dice = createDice(seed + 11);
  // Many equal ones, some of no value, some below.
  return Float64Array.from({ length: candidates }, () => (dice(4) === 0 ? 0 : dice(12) - 3));
}

function makeState(seed: number, { candidates, forced, allowed }: Limits): Int8Array {
  const dice = createDice(seed + 501);
  return Int8Array.from({ length: candidates }, (_, place) => {
    if (forced.includes(place)) return 1;
    if (allowed[place] === 0) return -1;
    return dice(6) === 0 ? 1 : -Math.floor(dice(5) / 4);
  });
}

describe('the best pick', () => {
  it.each(seedsTo(160))('is worth as much as any choice, and keeps the rules it looks at (case %i)', (seed) => {
    const { limits, count, instance, rules } = makeLimited(seed);
    const values = makeValues(seed, limits.candidates);
    const choices = listChoices({ instance, rules }, count);
    if (choices.length === 0) return;
    const most = Math.max(...choices.map((chosen) => add(values, chosen)));
    const picked = pickBest(values, limits);
    expect(picked.value).toBeCloseTo(add(values, picked.places), 9);
    expect(picked.value).toBeGreaterThanOrEqual(most - 1e-9);
    if (!limits.areGroupsInClasses) return;
    // By the rules that it knows, exactly the best.
    const { budget: _, conflicts: __, ...known } = rules;
    const allowed = listChoices({ instance, rules: known }, count);
    expect(allowed).toContainEqual([...picked.places].sort((a, b) => a - b));
    expect(picked.value).toBeCloseTo(Math.max(...allowed.map((chosen) => add(values, chosen))), 9);
  });

  it.each(seedsTo(120))('holds what is in and leaves what is out (case %i)', (seed) => {
    const { limits, count, instance, rules } = makeLimited(seed);
    const values = makeValues(seed + 1, limits.candidates);
    const state = makeState(seed, limits);
    const { budget: _, conflicts: __, ...known } = rules;
    const allowed = listChoices({ instance, rules: known }, count).filter((chosen) =>
      state.every((value, place) => value === 0 || (value === 1) === chosen.includes(place)),
    );
    if (allowed.length === 0) return;
    const picked = pickBest(values, limits, state);
    const most = Math.max(...allowed.map((chosen) => add(values, chosen)));
    expect(picked.value).toBeGreaterThanOrEqual(most - 1e-9);
    if (!limits.areGroupsInClasses) return;
    expect(allowed).toContainEqual([...picked.places].sort((a, b) => a - b));
    expect(picked.value).toBeCloseTo(most, 9);
  });

  it.each(seedsTo(80))('says what another place must be worth to come in (case %i)', (seed) => {
    const { limits, count, instance, rules } = makeLimited(seed);
    const { groups: _, atLeastPerGroup: __, atMostPerGroup: ___, budget: ____, conflicts: _____, ...free } = rules;
    const plain: Rules = free;
    const lighter = new Limits(limits.candidates, plain, count);
    const choices = listChoices({ instance, rules: plain }, count);
    if (choices.length === 0) return;
    const values = makeValues(seed + 2, limits.candidates);
    const picked = pickBest(values, lighter);
    for (let place = 0; place < limits.candidates; place++) {
      if (picked.places.includes(place) || lighter.allowed[place] === 0) continue;
      const holding = choices.filter((chosen) => chosen.includes(place)).map((chosen) => add(values, chosen));
      const threshold = picked.thresholds[lighter.classOf[place]!]!;
      const expected = picked.value + values[place]! - threshold;
      // Never more than promised: the bound on a case with the place taken in rests on it.
      expect(Math.max(-Infinity, ...holding)).toBeLessThanOrEqual(expected + 1e-9);
      const isExact = values[place]! > 0 && threshold < Infinity && plain.classes === undefined;
      if (isExact) expect(Math.max(...holding)).toBeCloseTo(expected, 9);
    }
  });

  it('takes forced places of negative value, and nothing else that has none', () => {
    const values = Float64Array.of(-5, 0, 3, 2, -1);
    const picked = pickBest(values, new Limits(5, { forced: [0] }, 4));
    expect([...picked.places].sort((a, b) => a - b)).toEqual([0, 2, 3]);
    expect(picked.value).toBe(0);
    expect(pickBest(values, new Limits(5, {}, 0))).toMatchObject({ places: [], value: 0 });
    expect(pickBest(new Float64Array(0), new Limits(0, {}, 3))).toMatchObject({ places: [], value: 0 });
  });

  it('fills a group with its least bad place', () => {
    const groups = Int32Array.of(1, 1, 2, 2);
    const picked = pickBest(Float64Array.of(4, 5, -2, -1), new Limits(4, { groups, atLeastPerGroup: 1 }, 2));
    expect([...picked.places].sort((a, b) => a - b)).toEqual([1, 3]);
    expect(picked.value).toBe(4);
  });
});
