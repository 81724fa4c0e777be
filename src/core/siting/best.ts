/** The best answer so far and what is proven about it; and the time left. */
import type { Answer, Status } from './types.ts';

/** An answer counts as optimal when no better one can be better by more than this part of it. */
const RELATIVE = 1e-6;

export class Clock {
  readonly #now: () => number;
  readonly #start: number;
  readonly seconds: number;

  constructor(now: () => number, seconds: number) {
    this.#now = now;
    this.#start = now();
    this.seconds = seconds;
  }

  get left(): number {
    return Math.max(0, this.seconds - (this.#now() - this.#start) / 1000);
  }

  /** Whether no time is left. */
  isUp(): boolean {
    return this.left === 0;
  }

  /** Whether this part of the time is used up. */
  isPast(share: number): boolean {
    return this.left <= this.seconds * (1 - share);
  }
}

export interface Goal {
  isMost: boolean;
  /** Difference that does not count: 1 elder for coverage, 0 where only the relative one counts. */
  unit: number;
  /** Objectives are multiples of this, so bounds are rounded to it; 0 = any number. */
  grain: number;
  /** The objective of a choice that keeps all rules; null where it does not answer the question. */
  measure: (chosen: readonly number[]) => number | null;
}

export class Best {
  readonly goal: Goal;
  chosen: number[] | null = null;
  objective: number;
  bound: number;

  constructor(goal: Goal) {
    this.goal = goal;
    this.objective = goal.isMost ? -Infinity : Infinity;
    this.bound = -this.objective;
  }

  /** Takes a choice where it is better; says whether it was. */
  offer(places: readonly number[]): boolean {
    const objective = this.goal.measure(places);
    if (objective === null || !this.#isBetter(objective, this.objective)) return false;
    this.chosen = [...places].sort((a, b) => a - b);
    this.objective = objective;
    return true;
  }

  #isBetter(value: number, than: number): boolean {
    return this.goal.isMost ? value > than : value < than;
  }

  /** Takes a bound where it is tighter. It is rounded to what objectives can be, and never beyond the answer itself. */
  tighten(bound: number): boolean {
    const { isMost, grain } = this.goal;
    const slack = 1e-9 * Math.max(1, Math.abs(bound));
    let rounded = bound;
    if (grain > 0 && Number.isFinite(bound))
      rounded = grain * (isMost ? Math.floor(bound / grain + slack) : Math.ceil(bound / grain - slack));
    if (!this.#isBetter(this.bound, rounded)) return false;
    this.bound = rounded;
    return true;
  }

  isProven(): boolean {
    if (this.chosen === null) return false;
    const difference = Math.abs(this.bound - this.objective);
    if (this.#isBetter(this.objective, this.bound)) return true;
    return difference < this.goal.unit || difference <= RELATIVE * Math.abs(this.objective);
  }

  answer(): Answer {
    if (this.chosen === null) return refuse(null, []);
    const isPassed = this.#isBetter(this.objective, this.bound);
    const bound = isPassed ? this.objective : this.bound;
    const difference = Math.abs(bound - this.objective);
    const gap = difference === 0 ? 0 : difference / Math.abs(this.objective);
    let status: Status = Number.isFinite(gap) ? 'within_gap' : 'heuristic';
    if (this.isProven()) status = 'optimal';
    return { status, chosen: this.chosen, objective: this.objective, bound, gap, unreachable: [], reason: null };
  }
}

/** No choice: infeasible for the reason, or with null none found so far, which proves nothing. */
export function refuse(reason: Answer['reason'], unreachable: number[]): Answer {
  const status = reason === null ? 'heuristic' : 'infeasible';
  return { status, chosen: [], objective: NaN, bound: NaN, gap: Infinity, unreachable, reason };
}
