/** Weak duality: whatever the prices, no choice that keeps the rules costs less than the bound. */
import { describe, expect, it } from 'vitest';
import { branch, type Search, settle } from '../../../src/core/siting/branch.ts';
import { Limits } from '../../../src/core/siting/limits.ts';
import { createMeanTask } from '../../../src/core/siting/mean-task.ts';
import { type Costs, Relaxation } from '../../../src/core/siting/relaxation.ts';
import { listChoices } from './enumerate.ts';
import { createDice } from './random-cases.ts';
import { countCost, makeCoverTask, makeLimited, seedsTo } from './small-tasks.ts';

const WAYS = ['most covered', 'fewest sites', 'least walks'] as const;

/** One case read as each of the three kinds of cost, with what every allowed choice costs. */
function makeCosts(seed: number, way: (typeof WAYS)[number]) {
  const made = makeLimited(seed);
  const { limits, instance, rules, count } = made;
  const cover = makeCoverTask(made);
  let costs: Costs = { task: cover, limits, fallback: cover.weights, pairCosts: null, siteCost: 0 };
  if (way === 'fewest sites') costs = { ...costs, fallback: cover.weights.map(() => Infinity), siteCost: 1 };
  if (way === 'least walks') {
    const task = createMeanTask(instance, limits);
    costs = { task, limits, fallback: task.fallback, pairCosts: task.pairCosts, siteCost: 0 };
  }
  const choices = listChoices({ instance, rules }, count).map((chosen) => ({ chosen, cost: countCost(costs, chosen) }));
  const least = choices.reduce((most, { cost }) => Math.min(most, cost), Infinity);
  return { ...made, costs, choices, least };
}

const toRoom = (value: number) => 1e-9 * Math.max(1, Math.abs(value));

/** A search that keeps the cheapest choice of those that it is offered and that keep all rules. */
function createSearch(made: ReturnType<typeof makeCosts>, isLate: () => boolean) {
  const known = new Map(made.choices.map(({ chosen, cost }) => [String(chosen), cost]));
  const found = { cost: Infinity };
  const search: Search = {
    costs: made.costs,
    prices: new Relaxation(made.costs).prices,
    cutoff: () => found.cost,
    known: () => Math.min(found.cost, 1e6),
    closed: () => found.cost,
    offer: (places) => {
      const cost = known.get(String([...places].sort((a, b) => a - b)));
      if (cost !== undefined) found.cost = Math.min(found.cost, cost);
    },
    isLate,
  };
  return { search, found };
}

describe.each(WAYS)('the bound by prices (%s)', (way) => {
  it.each(seedsTo(80))('is below the cost of every choice at every round (case %i)', (seed) => {
    const { costs, least, limits, instance, rules } = makeCosts(seed, way);
    if (least === Infinity) return;
    const relaxation = new Relaxation(costs);
    for (let round = 0; round < 60 && !relaxation.isDone; round++)
      expect(relaxation.advance(least)).toBeLessThanOrEqual(least + toRoom(least));
    expect(relaxation.bound).toBeLessThanOrEqual(least + toRoom(least));
    if (limits.groups > 0 || rules.classes) return;
    // The same prices also bound what fewer or more sites can do.
    for (let count = limits.forced.length; count <= instance.candidates; count++) {
      const others = listChoices({ instance, rules }, count).map((chosen) => countCost(costs, chosen));
      const lowest = Math.min(Infinity, ...others);
      expect(relaxation.findBound(limits.withCount(count))).toBeLessThanOrEqual(lowest + toRoom(lowest));
    }
  });

  it.each(seedsTo(60))('holds at any prices up to the fallback, and in every case of a search (case %i)', (seed) => {
    const { costs, choices, limits } = makeCosts(seed, way);
    const dice = createDice(seed + 61);
    for (let round = 0; round < 6; round++) {
      const prices = costs.fallback.map((limit) => Math.min(limit, 20) * (dice(11) / 10));
      const state = Int8Array.from({ length: limits.candidates }, (_, place) =>
        limits.forced.includes(place) ? 1 : limits.allowed[place] === 0 ? -1 : dice(5) === 0 ? dice(2) * 2 - 1 : 0,
      );
      const open = choices.filter(({ chosen }) =>
        state.every((value, place) => value === 0 || (value === 1) === chosen.includes(place)),
      );
      const least = Math.min(Infinity, ...open.map(({ cost }) => cost));
      const relaxation = new Relaxation(costs, prices);
      relaxation.state = state;
      for (let step = 0; step < 5; step++)
        expect(relaxation.advance(Math.min(least, 1e6))).toBeLessThanOrEqual(least + toRoom(least));
    }
  });

  it.each(seedsTo(80))('settles only what no better answer does otherwise (case %i)', (seed) => {
    const { costs, choices, limits, least } = makeCosts(seed, way);
    if (least === Infinity) return;
    for (const cutoff of [least + 1e-6, least * 1.2 + 1e-6]) {
      const relaxation = new Relaxation(costs);
      for (let round = 0; round < 100 && !relaxation.isDone; round++) relaxation.advance(cutoff);
      const state = new Int8Array(limits.candidates);
      for (const place of limits.forced) state[place] = 1;
      settle(state, relaxation, cutoff);
      for (const { chosen, cost } of choices) {
        if (cost >= cutoff - 1e-9) continue;
        state.forEach((value, place) => {
          if (value !== 0) expect(value === 1, `${place} in ${chosen.join()}`).toBe(chosen.includes(place));
        });
      }
    }
  });

  it.each(seedsTo(80))('closes by cases on the cheapest choice, or finds that there is none (case %i)', (seed) => {
    const made = makeCosts(seed, way);
    const { search, found } = createSearch(made, () => false);
    const cases = branch(search);
    let steps = 0;
    for (let step = cases.next(); ; step = cases.next()) {
      expect(step.value).toBeLessThanOrEqual(made.least + toRoom(made.least));
      expect(++steps).toBeLessThan(3000);
      if (!step.done) continue;
      if (made.least === Infinity) expect([step.value, found.cost]).toEqual([Infinity, Infinity]);
      else {
        expect(found.cost).toBeCloseTo(made.least, 6);
        expect(step.value).toBeCloseTo(made.least, 6);
      }
      return;
    }
  });

  it.each(seedsTo(30))('promises nothing false when the time is up in the middle (case %i)', (seed) => {
    const made = makeCosts(seed, way);
    for (const most of [0, 1, 3]) {
      let looks = 0;
      const { search } = createSearch(made, () => looks++ >= most);
      const cases = branch(search);
      let step = cases.next();
      while (!step.done) step = cases.next();
      expect(step.value).toBeLessThanOrEqual(made.least + toRoom(made.least));
    }
  });
});

describe('prices', () => {
  it('prove the whole of a question without rivals: every candidate has rows of its own', () => {
    const rows = 6;
    const lists = {
      starts: Uint32Array.from({ length: rows + 1 }, (_, row) => row),
      items: Uint32Array.from({ length: rows }, (_, row) => row),
    };
    const weights = Float64Array.of(9, 1, 7, 3, 5, 2);
    const task = { candidates: rows, rows, weights, byCandidate: lists, byRow: lists };
    const limits = new Limits(rows, {}, 3);
    const relaxation = new Relaxation({ task, limits, fallback: weights, pairCosts: null, siteCost: 0 });
    for (let round = 0; round < 400 && !relaxation.isDone; round++) relaxation.advance(6);
    // 9 + 7 + 5 are served, 6 are not.
    expect(relaxation.bound).toBeLessThanOrEqual(6 + 1e-9);
    expect(relaxation.bound).toBeGreaterThan(5.9);
    relaxation.resume(1);
    expect(relaxation.isDone).toBe(false);
  });
});
