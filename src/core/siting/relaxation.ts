/**
 * A bound on every answer: rows are not made to be served but pay a price each when they are, which leaves a question that
 * is solved at sight (`pickBest`). Prices are moved from the best ones known along a running mean of slopes (the volume
 * algorithm of Barahona and Anbil, 2000). All questions are read as least cost:
 * sum over rows of the least of `fallback` and the pair costs of the chosen, and `siteCost` for each site.
 */
import { pickBest, type Picked } from './pick.ts';
import type { Limits } from './limits.ts';
import type { Task } from './task.ts';

export interface Costs {
  task: Task;
  limits: Limits;
  /** Cost of a row that nobody serves; Infinity where every row must be served. */
  fallback: Float64Array;
  /** Cost of each pair in the order of `task.byCandidate`; null = 0. */
  pairCosts: Float64Array | null;
  siteCost: number;
}

/** Rounds without a better bound after which steps shrink, by how much, and the shortest step, as a part of the first. */
const PATIENCE = 5;
const SHRINK = 0.66;
const GROW = 1.1;
const SHORTEST = 1e-4;
/** Weight of the newest slope in the running mean: small means fewer swings and a tighter bound in the end. */
const NEWEST = 0.02;
/** Steps do not die out only because the bound is already near the best answer. */
const LEAST_AIM = 0.005;

export class Relaxation {
  readonly costs: Costs;
  prices: Float64Array;
  budgetPrice = 0;
  /** The best bound so far, and the prices and values of candidates behind it. */
  bound = -Infinity;
  best: { prices: Float64Array; budgetPrice: number; values: Float64Array; picked: Picked } | null = null;
  /** How often each candidate was picked lately, 0-1. */
  readonly leaning: Float64Array;
  state: Int8Array | null = null;
  values: Float64Array;
  picked: Picked = { places: [], value: 0, thresholds: new Float64Array(0) };
  #step: number;
  #idle = 0;
  /** Running mean of slopes; and the budget's. */
  readonly #mean: Float64Array;
  #budgetMean = 0;
  readonly #slope: Float64Array;
  readonly #budgetScale: number;
  #rounds = 0;

  constructor(costs: Costs, prices: Float64Array | null = null, step = 1) {
    this.#step = step;
    this.costs = costs;
    const { task, fallback } = costs;
    this.prices = prices?.slice() ?? createPrices(costs);
    this.values = new Float64Array(task.candidates);
    this.leaning = new Float64Array(task.candidates);
    this.#mean = new Float64Array(fallback.length);
    this.#slope = new Float64Array(fallback.length);
    this.#budgetScale = Math.sqrt(Math.max(1, task.rows));
  }

  get isDone(): boolean {
    return this.#step < SHORTEST;
  }

  /** Goes on from the best prices with longer steps. */
  resume(step: number): void {
    this.#step = step;
    this.#idle = 0;
  }

  /** What the best prices prove under other limits on the same candidates, such as another count. */
  findBound(limits: Limits): number {
    if (this.best === null) return -Infinity;
    const { prices, budgetPrice, values } = this.best;
    return sumOf(prices) - budgetPrice * this.#budgetScale - pickBest(values, limits, this.state).value;
  }

  /** One round: the bound at the present prices, then new prices. `known` is the cost of the best answer. Returns the bound. */
  advance(known: number): number {
    const bound = this.#evaluate();
    const along = this.#takeSlope();
    if (bound > this.bound) {
      this.#keep(bound);
      this.#idle = 0;
      if (along > 0) this.#step = Math.min(2, this.#step * GROW);
    } else if (++this.#idle >= PATIENCE) {
      this.#idle = 0;
      this.#step *= SHRINK;
    }
    this.#move(known);
    return bound;
  }

  #keep(bound: number): void {
    this.bound = bound;
    const { prices, values, picked, budgetPrice } = this;
    if (this.best === null) {
      this.best = { prices: prices.slice(), budgetPrice, values: values.slice(), picked };
      return;
    }
    this.best.prices.set(prices);
    this.best.values.set(values);
    Object.assign(this.best, { picked, budgetPrice });
  }

  #evaluate(): number {
    const { limits, siteCost } = this.costs;
    const { prices, values } = this;
    this.#price();
    const rate = this.#budgetRate();
    for (let place = 0; place < values.length; place++) values[place]! -= siteCost + rate * limits.costOf(place);
    this.picked = pickBest(values, limits, this.state);
    return sumOf(prices) - this.budgetPrice * this.#budgetScale - this.picked.value;
  }

  /** What one unit of cost takes off a candidate's value. */
  #budgetRate(): number {
    const { limits } = this.costs;
    return limits.costs === null ? 0 : (this.budgetPrice * this.#budgetScale) / Math.max(limits.ceiling(), 1e-9);
  }

  #price(): void {
    const { task, pairCosts } = this.costs;
    const { starts, items } = task.byCandidate;
    const { prices, values } = this;
    for (let place = 0; place < values.length; place++) {
      values[place] = 0;
      if (this.state !== null && this.state[place] === -1) continue;
      let value = 0;
      const end = starts[place + 1]!;
      if (pairCosts === null) for (let index = starts[place]!; index < end; index++) value += prices[items[index]!]!;
      else {
        for (let index = starts[place]!; index < end; index++) {
          const gain = prices[items[index]!]! - pairCosts[index]!;
          if (gain > 0) value += gain;
        }
      }
      values[place] = value;
    }
  }

  /** Takes the slope at the present prices into the running mean; returns how far the two point the same way. */
  #takeSlope(): number {
    const slope = this.#findSlope();
    const mean = this.#mean;
    const budgetSlope = this.#findBudgetSlope();
    const share = this.#rounds++ === 0 ? 1 : NEWEST;
    let along = budgetSlope * this.#budgetMean;
    for (let row = 0; row < mean.length; row++) {
      along += slope[row]! * mean[row]!;
      mean[row]! += share * (slope[row]! - mean[row]!);
    }
    this.#budgetMean += share * (budgetSlope - this.#budgetMean);
    for (let place = 0; place < this.leaning.length; place++) this.leaning[place]! *= 1 - share;
    for (const place of this.picked.places) this.leaning[place]! += share;
    return along;
  }

  /** New prices from the best ones; at its ceiling or floor a price cannot go on, and counts for nothing. */
  #move(known: number): void {
    const centre = this.best?.prices ?? this.prices;
    const budgetCentre = this.best?.budgetPrice ?? 0;
    const { fallback } = this.costs;
    const mean = this.#mean;
    const canSpend = this.#budgetMean > 0 || budgetCentre > 0;
    let square = canSpend ? this.#budgetMean ** 2 : 0;
    for (let row = 0; row < mean.length; row++) {
      const slope = mean[row]!;
      if (!((slope > 0 && centre[row]! >= fallback[row]!) || (slope < 0 && centre[row]! <= 0))) square += slope * slope;
    }
    if (square < 1e-12) {
      this.#step = 0;
      return;
    }
    const aim = Math.max(known - this.bound, LEAST_AIM * Math.abs(known), 1e-9);
    const length = (this.#step * aim) / square;
    for (let row = 0; row < mean.length; row++) {
      this.prices[row] = Math.min(fallback[row]!, Math.max(0, centre[row]! + length * mean[row]!));
    }
    if (canSpend) this.budgetPrice = Math.max(0, budgetCentre + length * this.#budgetMean);
  }

  /** 1 less the number of picked candidates that serve the row at its price. */
  #findSlope(): Float64Array {
    const { task, pairCosts } = this.costs;
    const { starts, items } = task.byCandidate;
    const slope = this.#slope.fill(1);
    for (const place of this.picked.places) {
      for (let index = starts[place]!; index < starts[place + 1]!; index++) {
        const row = items[index]!;
        if (pairCosts === null || this.prices[row]! > pairCosts[index]!) slope[row]!--;
      }
    }
    return slope;
  }

  #findBudgetSlope(): number {
    const { limits } = this.costs;
    if (limits.costs === null) return 0;
    const spent = this.picked.places.reduce((sum, place) => sum + limits.costOf(place), 0);
    return this.#budgetScale * (spent / Math.max(limits.ceiling(), 1e-9) - 1);
  }
}

function sumOf(prices: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < prices.length; row++) sum += prices[row]!;
  return sum;
}

/** Prices to begin with: low where a site costs, half of the most where rows have a most, else a part of the longest walk. */
function createPrices({ task, fallback, pairCosts, siteCost }: Costs): Float64Array {
  if (siteCost > 0) return invertSizes(task);
  if (pairCosts === null) return fallback.map((limit) => limit / 2);
  const most = new Float64Array(task.rows);
  task.byCandidate.items.forEach((row, index) => (most[row] = Math.max(most[row]!, pairCosts[index]!)));
  return fallback.map((limit, row) => Math.min(limit, most[row]! / 4));
}

/** 1 over the most rows that a candidate of the row serves: then no candidate earns more than it costs. */
function invertSizes({ rows, candidates, byCandidate: { starts, items } }: Task): Float64Array {
  const largest = new Float64Array(rows);
  for (let place = 0; place < candidates; place++) {
    const size = starts[place + 1]! - starts[place]!;
    for (let index = starts[place]!; index < starts[place + 1]!; index++) {
      largest[items[index]!] = Math.max(largest[items[index]!]!, size);
    }
  }
  return largest.map((size) => 1 / Math.max(1, size));
}
