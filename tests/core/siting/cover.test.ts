/** A choice while it changes, searched and shaken: against counting everything again. */
import { describe, expect, it } from 'vitest';
import { Cover, fillGreedily, findBestAddition } from '../../../src/core/siting/cover.ts';
import { CoverExchange } from '../../../src/core/siting/exchange.ts';
import { Limits } from '../../../src/core/siting/limits.ts';
import { createMeanTask } from '../../../src/core/siting/mean-task.ts';
import { MeanSearch } from '../../../src/core/siting/mean-search.ts';
import { findPrices } from '../../../src/core/siting/most-goal.ts';
import { createRandom } from '../../../src/core/siting/random.ts';
import { Relaxation } from '../../../src/core/siting/relaxation.ts';
import { createTask } from '../../../src/core/siting/task.ts';
import type { Rules } from '../../../src/core/siting/types.ts';
import { RowWeighting } from '../../../src/core/siting/weighting.ts';
import { findOptimum, listChoices, makeInstance, valueOf } from './enumerate.ts';
import { createDice } from './random-cases.ts';
import { countCost, countServed, listOf, makeCoverTask, makeLimited, makePlain, seedsTo } from './small-tasks.ts';

const startOf = (seed: number, isPerCost = false) => {
  const made = makeLimited(seed);
  const task = makeCoverTask(made);
  return { ...made, task, cover: new Cover(task, made.limits, isPerCost) };
};

/** What the cover says of itself is what its choice comes to. */
function checkCover({ task, chosen, served, scores, open, weights }: Cover): void {
  expect(served).toBeCloseTo(countServed(task, chosen), 9);
  const isServed = (row: number, by: readonly number[]) => listOf(task.byRow, row).some((place) => by.includes(place));
  const rows = seedsTo(task.rows);
  expect([...open].sort((a, b) => a - b)).toEqual(rows.filter((row) => !isServed(row, chosen)));
  scores.forEach((score, place) => {
    const others = chosen.filter((each) => each !== place);
    const own = listOf(task.byCandidate, place).filter((row) => !isServed(row, others));
    expect(score).toBeCloseTo(
      own.reduce((sum, row) => sum + weights[row]!, 0),
      9,
    );
  });
}

describe('a cover', () => {
  it.each(seedsTo(60))('knows its scores, open rows and weight after any changes (case %i)', (seed) => {
    const { cover, limits, task } = startOf(seed);
    const dice = createDice(seed + 5);
    for (let step = 0; step < 20; step++) {
      const place = dice(limits.candidates);
      if (!cover.isChosen(place)) cover.add(place);
      else if (!limits.isForced(place)) cover.remove(place);
      if (cover.open.length > 0 && dice(4) === 0) cover.raise(cover.open[dice(cover.open.length)]!);
      checkCover(cover);
    }
    // Raised weights are for searching only.
    expect(cover.task.weights).toEqual(task.weights);
    const next = limits.forced.concat(limits.isForced(0) ? [] : [0]);
    cover.replace(next);
    expect([...cover.chosen].sort((a, b) => a - b)).toEqual([...next].sort((a, b) => a - b));
    checkCover(cover);
  });

  it.each(seedsTo(60))('finds the first of the candidates that add most (case %i)', (seed) => {
    const { cover, limits } = startOf(seed);
    const dice = createDice(seed + 6);
    const isBarred = Uint8Array.from({ length: limits.candidates }, () => (dice(4) === 0 ? 1 : 0));
    for (const barred of [null, isBarred]) {
      const able = seedsTo(limits.candidates).filter(
        (place) => barred?.[place] !== 1 && !cover.isChosen(place) && cover.account.canAdd(place),
      );
      const most = Math.max(0, ...able.map((place) => cover.scores[place]!));
      const first = most > 0 ? able.find((place) => cover.scores[place] === most)! : -1;
      expect(findBestAddition(cover, barred)).toBe(first);
    }
  });

  it.each(seedsTo(60))(
    'is filled until nothing that helps may come, by worth or by worth for money (case %i)',
    (seed) => {
      for (const isPerCost of [false, true]) {
        const { cover, limits, ...made } = startOf(seed, isPerCost);
        if (limits.findConflict() !== null) continue;
        fillGreedily(cover);
        checkCover(cover);
        expect(findBestAddition(cover)).toBe(-1);
        if (cover.account.isComplete())
          expect(listChoices(made, made.count).map(String)).toContain(String([...cover.chosen].sort((a, b) => a - b)));
      }
    },
  );

  it('stops at what is enough', () => {
    const town = makePlain(1);
    const task = makeCoverTask({ instance: town, limits: new Limits(town.candidates, {}, 30) });
    const all = task.weights.reduce((sum, weight) => sum + weight, 0);
    const cover = new Cover(task, new Limits(town.candidates, {}, 30));
    fillGreedily(cover, null, 0.6 * all);
    expect(cover.served).toBeGreaterThanOrEqual(0.6 * all);
    const last = cover.chosen.at(-1)!;
    expect(cover.served - cover.scores[last]!).toBeLessThan(0.6 * all);
  });
});

describe('exchange of sites', () => {
  it.each(seedsTo(100))('never makes a choice worse and never breaks a rule (case %i)', (seed) => {
    const { cover, limits, task, ...made } = startOf(seed, seed % 3 === 0);
    const choices = listChoices(made, made.count);
    if (limits.findConflict() !== null || choices.length === 0) return;
    const allowed = new Set(choices.map(String));
    const most = Math.max(...choices.map((chosen) => countServed(task, chosen)));
    fillGreedily(cover);
    const exchange = new CoverExchange(cover, createRandom(seed));
    const dice = createDice(seed);
    const isKept = () => allowed.has(String([...exchange.best].sort((a, b) => a - b)));
    let [served, wasKept] = [exchange.served, isKept()];
    for (let step = 0; step < 20; step++) {
      if (step === 0) exchange.descend();
      else if (step % 5 === 0) exchange.tryFrom(seedsTo(4).map(() => dice(limits.candidates)));
      else exchange.shake();
      expect(exchange.served).toBeCloseTo(countServed(task, exchange.best), 9);
      // A choice that lacks a group's sites gives way to any that has them.
      if (wasKept) expect(isKept()).toBe(true);
      if (wasKept) expect(exchange.served).toBeGreaterThanOrEqual(served - 1e-9);
      if (isKept()) expect(exchange.served).toBeLessThanOrEqual(most + 1e-9);
      [served, wasKept] = [exchange.served, isKept()];
      checkCover(exchange.cover);
    }
    if (limits.conflicts === null && limits.costs === null && limits.areGroupsInClasses) expect(wasKept).toBe(true);
  });

  it.each(seedsTo(6))('leaves no swap that would serve more (town %i)', (seed) => {
    const town = makePlain(seed);
    const limits = new Limits(town.candidates, { forbidden: [3], forced: [5] }, 6);
    const task = makeCoverTask({ instance: town, limits });
    const cover = new Cover(task, limits);
    fillGreedily(cover);
    const greedy = cover.served;
    const exchange = new CoverExchange(cover, createRandom(1));
    exchange.descend();
    expect(exchange.served).toBeGreaterThanOrEqual(greedy);
    expect(exchange.best).toContain(5);
    for (const out of exchange.best.filter((place) => place !== 5)) {
      for (let place = 0; place < town.candidates; place++) {
        if (place === 3) continue;
        const other = exchange.best.map((each) => (each === out ? place : each));
        expect(countServed(task, other)).toBeLessThanOrEqual(exchange.served + 1e-6);
      }
    }
  });

  it('goes the same way again with the same seed, and finds the best of small towns by shaking', () => {
    const gaps = seedsTo(30).map((seed) => {
      const instance = makePlain(seed, { rows: 30, candidates: 11, limitMetres: 230 });
      const limits = new Limits(11, {}, 4);
      const task = makeCoverTask({ instance, limits });
      const [one, other] = [0, 1].map(() => {
        const cover = new Cover(task, limits);
        fillGreedily(cover);
        const exchange = new CoverExchange(cover, createRandom(7));
        for (let step = 0; step < 60; step++) exchange.shake();
        return exchange;
      });
      expect(one!.best).toEqual(other!.best);
      return findOptimum({ instance, rules: {} }, { model: 'coverage', count: 4 })! - one!.served;
    });
    expect(gaps.filter((gap) => gap > 1e-9).length).toBeLessThanOrEqual(1);
  });

  it('begins prices that bound what any choice serves', () => {
    for (const seed of seedsTo(60)) {
      const { cover, limits, task, ...made } = startOf(seed);
      const choices = listChoices(made, made.count);
      if (choices.length === 0) continue;
      fillGreedily(cover);
      const prices = findPrices(cover);
      prices.forEach((price, row) => expect(price >= 0 && price <= task.weights[row]! + 1e-12).toBe(true));
      const costs = { task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 };
      const least = Math.min(...choices.map((chosen) => countCost(costs, chosen)));
      expect(new Relaxation(costs, prices).advance(least)).toBeLessThanOrEqual(least + 1e-9);
    }
  });
});

describe('row weighting', () => {
  it.each(seedsTo(60))('keeps a choice that serves every row, smaller and smaller (case %i)', (seed) => {
    const dice = createDice(seed + 17);
    const instance = makePlain(seed, { rows: 16 + dice(10), candidates: 6 + dice(6), limitMetres: 350 });
    const rules = seed % 3 === 0 ? { forced: [dice(6)] } : {};
    const limits = new Limits(instance.candidates, rules, instance.candidates);
    const task = createTask(instance, limits, { limitMetres: 350, isEveryRow: true });
    const weighting = new RowWeighting(new Cover(task, limits), createRandom(seed));
    const sizes = listChoices({ instance, rules }, Infinity)
      .filter((chosen) => countServed(task, chosen) === task.rows)
      .map((chosen) => chosen.length);
    const least = Math.min(...sizes);
    let before = weighting.best;
    for (let step = 0; step < 200 && !weighting.isStuck; step++) {
      const isBetter = weighting.step();
      expect(isBetter).toBe((weighting.best?.length ?? Infinity) < (before?.length ?? Infinity));
      before = weighting.best;
      expect(before).not.toBeNull();
      expect(countServed(task, before!)).toBe(task.rows);
      expect(new Set(before).size).toBe(before!.length);
      for (const place of limits.forced) expect(before).toContain(place);
    }
    expect(weighting.best).toHaveLength(least);
  });
});

describe('shorter walks', () => {
  it.each(seedsTo(80))('cost what they come to, and never more after a search (case %i)', (seed) => {
    const { limits, instance, rules, count } = makeLimited(seed);
    const choices = listChoices({ instance, rules }, count);
    if (limits.findConflict() !== null || choices.length === 0) return;
    const task = createMeanTask(instance, limits);
    const costs = { task, limits, fallback: task.fallback, pairCosts: task.pairCosts, siteCost: 0 };
    const all = instance.weights.reduce((sum, weight) => sum + weight, 0);
    for (const chosen of choices) {
      const walks = valueOf(instance, 'mean', chosen) * all;
      if (walks < Infinity) expect(countCost(costs, chosen) + task.fixed).toBeCloseTo(walks, 6);
      else if (all > 0) expect(countCost(costs, chosen) + task.fixed).toBe(Infinity);
    }
    const search = new MeanSearch(task, limits);
    search.fill();
    search.descend();
    const allowed = new Set(choices.map(String));
    const least = Math.min(...choices.map((chosen) => countCost(costs, chosen)));
    const random = createRandom(seed);
    let last = Infinity;
    for (let step = 0; step < 15; step++) {
      search.shake(random);
      const isKept = allowed.has(String([...search.best].sort((a, b) => a - b)));
      const cost = countCost(costs, search.best);
      if (cost < Infinity) expect(search.cost).toBeCloseTo(cost, 6);
      expect(search.cost).toBeLessThanOrEqual(last + 1e-9);
      last = search.cost;
      if (isKept) expect(cost).toBeGreaterThanOrEqual(least - 1e-9);
      if (limits.isPlain) expect(isKept).toBe(true);
    }
  });

  it.each(seedsTo(5))('have no swap left that shortens them (town %i)', (seed) => {
    const town = makePlain(seed, { rows: 50, candidates: 20 });
    const limits = new Limits(20, {}, 4);
    const task = createMeanTask(town, limits);
    const search = new MeanSearch(task, limits);
    search.fill();
    search.descend();
    const walks = (chosen: readonly number[]) => valueOf(town, 'mean', chosen);
    for (const out of search.best)
      for (let place = 0; place < 20; place++)
        expect(walks(search.best.map((each) => (each === out ? place : each)))).toBeGreaterThanOrEqual(
          walks(search.best) - 1e-9,
        );
  });
});

describe('a question made ready', () => {
  it.each(seedsTo(100))(
    'keeps the best coverage of every count, whatever rows and candidates it drops (case %i)',
    (seed) => {
      const made = makeLimited(seed);
      const task = makeCoverTask(made);
      const none = valueOf(made.instance, 'coverage', []);
      for (let count = 0; count <= made.count; count++) {
        const choices = listChoices(made, count);
        if (choices.length === 0) continue;
        const best = Math.max(...choices.map((chosen) => countServed(task, chosen)));
        expect(none + best).toBeCloseTo(findOptimum(made, { model: 'coverage', count })!, 9);
      }
    },
  );

  it.each(seedsTo(100))('needs the same least number of sites for every row (case %i)', (seed) => {
    const { instance, rules } = makeLimited(seed);
    const limits = new Limits(instance.candidates, rules, instance.candidates);
    const task = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: true });
    const choices = listChoices({ instance, rules }, Infinity);
    const reach = valueOf(
      instance,
      'coverage',
      seedsTo(instance.candidates).filter((place) => limits.allowed[place] === 1),
    );
    const sizesOf = (serves: (chosen: number[]) => boolean) =>
      Math.min(Infinity, ...choices.filter(serves).map((chosen) => chosen.length));
    const plain = sizesOf((chosen) => valueOf(instance, 'coverage', chosen) > reach - 1e-9);
    expect(sizesOf((chosen) => countServed(task, chosen) === task.rows)).toBe(plain);
  });

  it.each<[Rules, string]>([
    [{ costs: Float64Array.of(5, 1), budget: 1 }, 'cheaper'],
    [{ groups: Int32Array.of(1, 2, 1), atMostPerGroup: 1, forced: [2] }, 'in another group'],
    [{ conflicts: [[0, 2]], forced: [2] }, 'free to come'],
    [{ classes: Int32Array.of(0, 1, 1), countPerClass: [0, 3] }, 'of another service'],
  ])('keeps a candidate whose homes another serves too where %j makes it %s', (rules, _) => {
    const size = rules.costs ? 2 : 3;
    const table = [
      [1, 1, Infinity],
      [1, Infinity, Infinity],
    ].map((row) => row.slice(0, size));
    const instance = makeInstance(table, { weights: [3, 4], limitMetres: 5 });
    const task = makeCoverTask({ instance, limits: new Limits(size, rules, 3) });
    const best = Math.max(...listChoices({ instance, rules }, 3).map((chosen) => countServed(task, chosen)));
    expect(best).toBe(findOptimum({ instance, rules }, { model: 'coverage', count: 3 }));
    expect(best).toBe(3);
    // Without rules it goes.
    const free = makeCoverTask({ instance, limits: new Limits(size, {}, 3) });
    expect(listOf(free.byCandidate, 1)).toEqual([]);
  });

  it('makes one row of alike ones and leaves out what is served already, weighs nothing or nobody reaches', () => {
    const near = [
      [1, 2, Infinity],
      [2, 1, Infinity],
      [Infinity, 9, 1],
      [1, 1, 1],
      [1, 1, 1],
      [Infinity, Infinity, Infinity],
    ];
    const town = makeInstance(near, {
      weights: [3, 4, 5, 0, 6, 7],
      existing: [Infinity, Infinity, Infinity, Infinity, 5, Infinity],
      limitMetres: 5,
    });
    const task = makeCoverTask({ instance: town, limits: new Limits(3, {}, 3) });
    expect([...task.weights].sort((a, b) => a - b)).toEqual([5, 7]);
    expect(task.rows).toBe(2);
  });
});
