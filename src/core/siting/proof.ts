/** How an answer is proven: by prices, by a solver, by cases; shared by all questions. */
import type { Best, Clock } from './best.ts';
import { branch, settle } from './branch.ts';
import { readChosen, toStart } from './program.ts';
import type { Relaxation } from './relaxation.ts';
import type { Limits } from './limits.ts';
import type { Task } from './task.ts';
import type { Answer, Instance, LinearProgram, Solver } from './types.ts';

export interface Run {
  instance: Instance;
  limits: Limits;
  solver: Solver | null;
  clock: Clock;
}

export interface Proof {
  best: Best;
  /** Objective = offset - cost of the relaxation (for most), else offset + cost. */
  offset: number;
}

/** Stands for the cost of the best answer while there is none. */
const NOBODY = 1e15;
/** Rounds after which prices stand, though time is left, so that the answer does not hang on the machine. */
const PRICE_ROUNDS = 3000;
/** Rounds between two looks at the answer. */
const ROUNDS_A_STEP = 10;
/** Prices that stand still are moved again with longer steps, as long as that gains this part of the bound. */
const RESTART_STEP = 0.3;
const RESTART_GAIN = 2e-4;
/** Programs with more entries than this take a solver longer than anybody waits. */
export const SOLVER_ENTRIES = 200_000;

export const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);

/** What a better answer must cost less than. */
export function findCutoff(best: Best, { offset }: { offset: number }): number {
  if (best.chosen === null) return Infinity;
  const known = best.goal.isMost ? offset - best.objective : best.objective - offset;
  const grain = best.goal.grain;
  return grain > 0 ? known - grain * (1 - 1e-6) : known - 1e-7 * Math.abs(best.objective);
}

/** The cost of the best answer in the relaxation. */
function findKnown({ best, offset }: Proof): number {
  if (best.goal.isMost) return best.chosen === null ? offset : offset - best.objective;
  return Math.min(best.objective - offset, NOBODY);
}

/** Moves prices a few rounds at a time until the bound meets the answer or stands still. */
export class Tightening {
  readonly relaxation: Relaxation;
  readonly #proof: Proof;
  #rounds = 0;
  /** The bound when prices last stood still. */
  #stood = -Infinity;

  constructor(relaxation: Relaxation, proof: Proof) {
    this.relaxation = relaxation;
    this.#proof = proof;
  }

  /** Some rounds; returns whether more of them can help. */
  step(): boolean {
    const { best, offset } = this.#proof;
    const { relaxation } = this;
    for (let round = 0; round < ROUNDS_A_STEP && !relaxation.isDone; round++) {
      this.#rounds++;
      relaxation.advance(findKnown(this.#proof));
    }
    best.tighten(best.goal.isMost ? offset - relaxation.bound : offset + relaxation.bound);
    if (best.isProven() || this.#rounds >= PRICE_ROUNDS) return false;
    return !relaxation.isDone || this.#resume();
  }

  #resume(): boolean {
    const { relaxation } = this;
    const gained = relaxation.bound - this.#stood;
    this.#stood = relaxation.bound;
    if (!(gained > RESTART_GAIN * Math.abs(relaxation.bound))) return false;
    relaxation.resume(RESTART_STEP);
    return true;
  }
}

/** Until prices stand still, or this share of the time is used. */
export function* tightenByPrices(
  { clock }: Run,
  tightening: Tightening,
  { best }: { best: Best },
): Generator<Answer, void, void> {
  while (!clock.isPast(0.6) && tightening.step()) yield best.answer();
}

/**
 * What the bound decides about each candidate: 1 = no better answer is without it, -1 = none holds it, 0 = open. The best
 * answer itself stays possible, so that a solver can begin with it.
 */
export function decideByBound(relaxation: Relaxation, proof: Proof): Int8Array {
  const { limits } = relaxation.costs;
  const state = new Int8Array(limits.candidates);
  for (const place of limits.forced) state[place] = 1;
  const { chosen } = proof.best;
  if (chosen === null) return state;
  settle(state, relaxation, findCutoff(proof.best, proof));
  const isChosen = new Set(chosen);
  state.forEach((value, place) => {
    const isOther = value === 1 ? !isChosen.has(place) : isChosen.has(place);
    if (value !== 0 && isOther) state[place] = 0;
  });
  return state;
}

/** Hands the program over with the best answer as its start; takes answer and bound back. False where it has none at all. */
export function askSolver(
  { solver, clock }: Run,
  program: LinearProgram,
  { task, best, offset }: { task: Task; best: Best; offset: number },
): boolean {
  const start = best.chosen === null ? null : toStart(task, best.chosen, program.costs.length);
  const solution = solver?.(program, { seconds: clock.left, start });
  if (!solution) return true;
  if (solution.values !== null) best.offer(readChosen(solution.values, task.candidates));
  if (solution.status === 'infeasible') {
    // Without an answer there is none; else only what is better than the best was left in.
    if (best.chosen !== null) best.tighten(best.objective);
    else best.tighten(best.goal.isMost ? -Infinity : Infinity);
    return false;
  }
  // What was left out beforehand holds no better answer than the best, so the bound is at least that.
  const bound = solution.bound + offset;
  best.tighten(best.goal.isMost ? Math.max(bound, best.objective) : Math.min(bound, best.objective));
  return true;
}

/** Our own search by cases, for as long as there is time. */
export function* proveByCases(run: Run, relaxation: Relaxation, proof: Proof): Generator<Answer, void, void> {
  const { best, offset } = proof;
  const { isMost } = best.goal;
  const cases = branch({
    costs: relaxation.costs,
    prices: relaxation.best?.prices ?? relaxation.prices,
    cutoff: () => findCutoff(best, proof),
    known: () => findKnown(proof),
    closed: () => (best.chosen === null ? Infinity : findKnown(proof)),
    offer: (places) => best.offer(places),
    isLate: () => run.clock.isUp(),
  });
  for (;;) {
    const step = cases.next();
    best.tighten(isMost ? offset - step.value : offset + step.value);
    if (step.done || best.isProven()) return;
    yield best.answer();
  }
}
