/** What may come and what may go, against all choices that keep the rules. */
import { describe, expect, it } from 'vitest';
import { Account, Limits } from '../../../src/core/siting/limits.ts';
import { listChoices } from './enumerate.ts';
import { createDice } from './random-cases.ts';
import { makeLimited, seedsTo } from './small-tasks.ts';

const seeds = seedsTo(100);

/** Adds what may come, takes away what may go, and shows the account with its places at every step. */
function walk(seed: number, limits: Limits, look: (account: Account, chosen: number[]) => void): void {
  const dice = createDice(seed + 77);
  const account = new Account(limits);
  for (const place of limits.forced) account.add(place);
  for (let step = 0; step < 25; step++) {
    look(
      account,
      [...account.isChosen.keys()].filter((place) => account.isChosen[place] === 1),
    );
    const place = dice(limits.candidates);
    if (account.isChosen[place] === 1) {
      if (account.canRemove(place)) account.remove(place);
    } else if (account.canAdd(place)) account.add(place);
  }
}

describe('limits', () => {
  it.each(seeds)('see no conflict where some choice keeps all rules (case %i)', (seed) => {
    const { limits, count, ...made } = makeLimited(seed);
    const isPossible = listChoices(made, count).length > 0;
    if (isPossible) expect(limits.findConflict()).toBeNull();
    // Without candidates that exclude each other and services, the rules are few enough to be sure.
    else if (limits.conflicts === null && limits.areGroupsInClasses) expect(limits.findConflict()).not.toBeNull();
  });

  it('meet possible and impossible rules', () => {
    const possible = seeds.filter((seed) => {
      const { count, ...made } = makeLimited(seed);
      return listChoices(made, count).length > 0;
    });
    expect(possible.length).toBeGreaterThan(50);
    expect(possible.length).toBeLessThan(seeds.length - 10);
  });

  it.each(seeds)('bar a place only where no choice could hold it as well (case %i)', (seed) => {
    const { limits, count, ...made } = makeLimited(seed);
    if (limits.findConflict() !== null) return;
    const isSure = limits.conflicts === null && made.rules.classes === undefined;
    const choices = listChoices(made, count);
    walk(seed, limits, (account, chosen) => {
      expect(account.size).toBe(chosen.length);
      for (let place = 0; place < limits.candidates; place++) {
        if (chosen.includes(place)) continue;
        const canReach = choices.some((choice) => [...chosen, place].every((each) => choice.includes(each)));
        if (!account.canAdd(place)) expect(canReach, `${place} barred beside ${chosen.join()}`).toBe(false);
        else if (isSure) expect(canReach, `${place} let in beside ${chosen.join()}`).toBe(true);
      }
    });
  });

  it.each(seeds)('keep forced sites, count, budget, groups and services on every way (case %i)', (seed) => {
    const { limits, count, ...made } = makeLimited(seed);
    if (limits.findConflict() !== null) return;
    // A group may fall short on the way; nothing else may.
    const { atLeastPerGroup: _, ...rules } = made.rules;
    const choices = new Set(listChoices({ ...made, rules }, count).map(String));
    const full = new Set(listChoices(made, count).map(String));
    walk(seed, limits, (account, chosen) => {
      if (choices.size > 0 && limits.conflicts === null) expect(choices).toContain(String(chosen));
      if (choices.has(String(chosen))) expect(account.isComplete()).toBe(full.has(String(chosen)));
      for (const place of limits.forced) expect(account.canRemove(place)).toBe(false);
    });
  });

  it.each(seeds)('tell what groups still need and the least that it costs (case %i)', (seed) => {
    const { limits, ...made } = makeLimited(seed);
    if (limits.findConflict() !== null) return;
    const { groups = [], atLeastPerGroup = 0, forbidden = [], costs } = made.rules;
    const isBudget = made.rules.budget !== undefined;
    walk(seed, limits, (account, chosen) => {
      let missing = 0;
      let cheapest = 0;
      for (const group of new Set(atLeastPerGroup > 0 ? groups : [])) {
        const members = [...groups.keys()].filter((place) => groups[place] === group);
        const needed = Math.max(0, atLeastPerGroup - members.filter((place) => chosen.includes(place)).length);
        const open = members.filter((place) => !chosen.includes(place) && !forbidden.includes(place));
        const prices = open.map((place) => (isBudget ? costs![place]! : 0)).sort((a, b) => a - b);
        missing += open.length < needed ? Infinity : needed;
        for (const price of prices.slice(0, needed)) cheapest += price;
      }
      // Candidates that chosen ones exclude may be out of the counting.
      if (limits.conflicts === null) {
        expect(account.countMissing()).toBe(missing);
        expect(account.findCheapestCompletion()).toBeCloseTo(cheapest, 9);
      } else expect(account.countMissing()).toBeGreaterThanOrEqual(missing);
      expect(account.isComplete()).toBe(missing === 0);
    });
  });

  it('forget a place that came and went', () => {
    for (const seed of seedsTo(40)) {
      const { limits } = makeLimited(seed);
      walk(seed, limits, (account) => {
        const show = () => [account.size, [...account.inGroup], [...account.inClass], [...account.isChosen]];
        const showFree = () =>
          seedsTo(limits.candidates).map((place) => [account.canAdd(place), account.isExcluded(place)]);
        const [before, free, cost] = [show(), showFree(), account.cost];
        const place = seedsTo(limits.candidates).find((each) => account.isChosen[each] === 0);
        if (place === undefined) return;
        account.add(place);
        expect(account.size).toBe(Number(before[0]) + 1);
        account.remove(place);
        expect(show()).toEqual(before);
        expect(account.cost).toBeCloseTo(cost, 9);
        expect(showFree()).toEqual(free);
      });
    }
  });

  it('take costs that make up the budget but for rounding', () => {
    const limits = new Limits(3, { costs: Float64Array.of(0.1, 0.2, 0.001), budget: 0.3 }, 3);
    const account = new Account(limits);
    account.add(0);
    expect(account.canAdd(1)).toBe(true);
    account.add(1);
    expect(account.canAdd(2)).toBe(false);
  });

  it('of another count differ in nothing else', () => {
    const costs = Float64Array.of(1, 2, 3);
    const rules = { forced: [2, 2], forbidden: [0], costs, budget: 5, conflicts: [[1, 2]] as const };
    const limits = new Limits(3, rules, 1).withCount(2);
    expect(limits).toMatchObject({ count: 2, forced: [2], allowed: Uint8Array.of(0, 1, 1), budget: 5 });
    expect([limits.isForced(2), limits.isForced(1), limits.costOf(1)]).toEqual([true, false, 2]);
    expect(limits.conflicts?.map((others) => [...others])).toEqual([[], [2], [1]]);
    expect(new Limits(3, { forced: [0], forbidden: [1] }, 2).isPlain).toBe(true);
    expect(limits.isPlain).toBe(false);
  });

  it('number each pair once however often it is named, and groups below zero not at all', () => {
    const limits = new Limits(
      4,
      {
        groups: Int32Array.of(-1, 310, -1, 310),
        atMostPerGroup: 1,
        conflicts: [
          [0, 2],
          [2, 0],
          [0, 2],
        ],
      },
      4,
    );
    expect(limits.groups).toBe(1);
    const account = new Account(limits);
    account.add(0);
    expect([account.isExcluded(2), account.canAdd(2), account.canAdd(1)]).toEqual([true, false, true]);
    account.add(1);
    expect(account.canAdd(3)).toBe(false);
    account.remove(0);
    expect([account.isExcluded(2), account.canAdd(2)]).toEqual([false, true]);
  });
});
