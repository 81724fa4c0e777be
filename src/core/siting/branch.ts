/** Proof by cases: a candidate is taken in or left out, each case with its own bound, until none can hold a better answer. */
import { Account, type Limits } from './limits.ts';
import { type Costs, Relaxation } from './relaxation.ts';

export interface Search {
  costs: Costs;
  /** Prices to begin with. */
  prices: Float64Array;
  /** A case whose bound is not below this cannot hold a better answer. */
  cutoff: () => number;
  /** Cost of the best answer, or about what one may cost. */
  known: () => number;
  /** Cost of the best answer, Infinity where there is none. */
  closed: () => number;
  /** A choice that may be an answer. */
  offer: (places: readonly number[]) => void;
  isLate: () => boolean;
}

interface Case {
  state: Int8Array;
  prices: Float64Array;
  budgetPrice: number;
  bound: number;
}

const ROUNDS = 60;
/** Each open case keeps its prices, so that many of them fill the memory. */
const MOST_OPEN = 500;
/** A case begins with prices that are nearly right: short steps. */
const STEP = 0.3;

/** Yields the bound on all open cases now and then; returns it at the end (the best answer's cost where all are closed, Infinity without any). */
export function* branch(search: Search): Generator<number, number, void> {
  const { limits } = search.costs;
  const root = new Int8Array(limits.candidates);
  for (const place of limits.forced) root[place] = 1;
  limits.allowed.forEach((value, place) => {
    if (value === 0) root[place] = -1;
  });
  const open: Case[] = [{ state: root, prices: search.prices, budgetPrice: 0, bound: -Infinity }];
  while (open.length > 0) {
    if (search.isLate()) return open.reduce((least, { bound }) => Math.min(least, bound), search.closed());
    const next = takeNext(open);
    if (next.bound < search.cutoff()) open.push(...split(next, search));
    yield open.reduce((least, { bound }) => Math.min(least, bound), search.closed());
  }
  return search.closed();
}

/** The case that holds the bound of all back, of equal ones the latest; with many open ones the latest, which closes soonest. */
function takeNext(open: Case[]): Case {
  let least = open.length - 1;
  if (open.length < MOST_OPEN) {
    for (let at = least; at >= 0; at--) if (open[at]!.bound < open[least]!.bound) least = at;
  }
  return open.splice(least, 1)[0]!;
}

/** The two cases of a case, the likelier one last; none where it holds no better answer. */
function split(given: Case, search: Search): Case[] {
  const relaxation = new Relaxation(search.costs, given.prices, STEP);
  relaxation.budgetPrice = given.budgetPrice;
  relaxation.state = given.state;
  for (let round = 0; round < ROUNDS && !relaxation.isDone; round++) {
    relaxation.advance(search.known());
    if (relaxation.bound >= search.cutoff()) return [];
    if (round % 20 === 0) search.offer(relaxation.picked.places);
  }
  const state = given.state.slice();
  settle(state, relaxation, search.cutoff());
  const place = choosePlace(state, relaxation);
  if (place < 0) {
    search.offer(Array.from(state.keys()).filter((at) => state[at] === 1));
    return [];
  }
  const { prices, budgetPrice } = relaxation.best ?? relaxation;
  const bound = Math.max(given.bound, relaxation.bound);
  const out = state.slice();
  out[place] = -1;
  state[place] = 1;
  return [
    { state: out, prices, budgetPrice, bound },
    { state, prices, budgetPrice, bound },
  ];
}

/**
 * Decides what can be decided: a candidate that no better answer holds, or that the ones taken in exclude by the rules, is
 * left out; one without which no answer is better is taken in.
 */
export function settle(state: Int8Array, relaxation: Relaxation, cutoff: number): void {
  closeByRules(state, relaxation.costs.limits);
  if (settleByValues(state, relaxation, cutoff)) closeByRules(state, relaxation.costs.limits);
}

function closeByRules(state: Int8Array, limits: Limits): void {
  const account = new Account(limits);
  for (let place = 0; place < state.length; place++) if (state[place] === 1) account.add(place);
  for (let place = 0; place < state.length; place++) {
    if (state[place] === 0 && !account.canAdd(place)) state[place] = -1;
  }
}

/** By what the bound would become with the candidate, or without it. Whether any was taken in. */
function settleByValues(state: Int8Array, { best, bound, costs }: Relaxation, cutoff: number): boolean {
  const { limits } = costs;
  if (best === null || limits.groups > 0) return false;
  const { values, picked } = best;
  const isPicked = new Uint8Array(state.length);
  for (const place of picked.places) isPicked[place] = 1;
  let next = 0;
  for (let place = 0; place < state.length; place++) {
    if (state[place] !== 0 || isPicked[place] === 1) continue;
    next = Math.max(next, values[place]!);
    if (bound + picked.thresholds[limits.classOf[place]!]! - values[place]! >= cutoff) state[place] = -1;
  }
  const needed = picked.places.filter((place) => state[place] === 0 && bound + values[place]! - next >= cutoff);
  for (const place of needed) state[place] = 1;
  return needed.length > 0;
}

/** The free candidate that the bound is least sure about; -1 where none is free. */
function choosePlace(state: Int8Array, { leaning, best }: Relaxation): number {
  let chosen = -1;
  let least = Infinity;
  for (let place = 0; place < state.length; place++) {
    if (state[place] !== 0) continue;
    // Among those never picked the more valuable ones first.
    const doubt = Math.abs(leaning[place]! - 0.6) - 1e-12 * (best?.values[place] ?? 0);
    if (doubt < least) {
      least = doubt;
      chosen = place;
    }
  }
  return chosen;
}
