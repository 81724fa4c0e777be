/**
 * Values that missing data leave open: what they are at least and at most.
 *
 * `high` may be Infinity, where a blank cell could hold any number.
 */
import type { Moment } from './moment.ts';
import type { Amount, Each, Range } from './types.ts';
import { judge } from './verdict.ts';

/** true, false, or null: not known. */
export type Truth = boolean | null;

/** Truths of a hundred thousand homes: one byte each. */
export type Truths = Uint8Array;
export const [NO, YES, UNKNOWN] = [0, 1, 2] as const;

export function codeOf(truth: Truth): number {
  return truth === null ? UNKNOWN : truth ? YES : NO;
}

export function truthOf(code: number | undefined): Truth {
  return code === YES ? true : code === NO ? false : null;
}

/** Of two codes. */
export function bothOf(one: number, other: number): number {
  if (one === NO || other === NO) return NO;
  return one === YES && other === YES ? YES : UNKNOWN;
}

/** Row by row. A plain loop: there are a hundred thousand homes. */
export function bothRows(some: Truths, others: Truths): Truths {
  const both = new Uint8Array(some.length);
  for (let row = 0; row < both.length; row++) both[row] = bothOf(some[row]!, others[row]!);
  return both;
}

/** Of two codes. */
export function eitherOf(one: number, other: number): number {
  if (one === YES || other === YES) return YES;
  return one === NO && other === NO ? NO : UNKNOWN;
}

/** `both` of two. */
export function and(one: Truth, other: Truth): Truth {
  if (one === false || other === false) return false;
  return one === true && other === true ? true : null;
}

export function both(truths: Iterable<Truth>): Truth {
  let result: Truth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === null) result = null;
  }
  return result;
}

export function either(truths: Iterable<Truth>): Truth {
  let result: Truth = false;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth === null) result = null;
  }
  return result;
}

export function not(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

export function exactly(value: number): Range {
  return { low: value, high: value };
}

/** What a blank cell of counts, places or square metres may hold. */
export const ANY_AMOUNT: Readonly<Range> = { low: 0, high: Infinity };

export function addRanges(a: Range, b: Range): Range {
  return { low: a.low + b.low, high: a.high + b.high };
}

/** Decimals to which the value of one unit is tested: 100 x 8.7 / 29 must be 30. */
const DECIMALS = 1e9;

/** Whether a value keeps a rule whatever the missing data say (true), never does (false), or that depends (null). */
export function keeps(range: Range | null, rule: Each, { parameter }: Pick<Moment, 'parameter'>): Truth {
  if (range === null) return null;
  // As for shares: `=` is exact, for counts and ratios alike.
  const state = judge({ low: rounded(range.low), high: rounded(range.high) }, rule, (id) => parameter(id), 'percent');
  return state === 'unknown' ? null : state === 'met';
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * DECIMALS) / DECIMALS : value;
}

/** The number that stands for an amount of a pack. Throws on a parameter that the pack does not have. */
export function amountOf(amount: Amount, { parameter }: Pick<Moment, 'parameter'>): number {
  return typeof amount === 'number' ? amount : parameter(amount.parameter);
}

/** One entry a row; a weight that is not known is NaN. */
export interface ShareColumns {
  passes: Truths;
  isMember: Truths;
  weights: Float64Array;
}

/**
 * A share in per cent, of members whose weight, membership and passing may each be unknown. The low end takes what
 * passes at its least weight and the rest at their most; the high end the other way round. An uncertain member weighs 0
 * at least. With nothing but such members there may be nothing to share: the range is then 0 to 100.
 */
export class Share {
  /** Known weights of sure members that pass, that fail, and of which it is not known; then of those who are perhaps members. */
  #passing = 0;
  #failing = 0;
  #open = 0;
  #passingPerhaps = 0;
  #failingPerhaps = 0;
  #openPerhaps = 0;
  /** Some member of unknown weight passes, or may; some fails, or may. */
  #isPassingOpen = false;
  #isFailingOpen = false;

  /** `weight` null: not known, any. `isMember` null: perhaps; false: left out. */
  add(passes: Truth, isMember: Truth = true, weight: number | null = 1): void {
    this.addCode(codeOf(passes), codeOf(isMember), weight ?? NaN);
  }

  /** The same in codes; a weight that is not known is NaN. One sum a call: some rows ask a hundred thousand homes five times. */
  addCode(passes: number, isMember: number, weight: number): void {
    if (isMember === NO) return;
    if (Number.isNaN(weight)) {
      if (passes !== NO) this.#isPassingOpen = true;
      if (passes !== YES) this.#isFailingOpen = true;
    } else if (isMember === YES) {
      if (passes === YES) this.#passing += weight;
      else if (passes === NO) this.#failing += weight;
      else this.#open += weight;
    } else if (passes === YES) this.#passingPerhaps += weight;
    else if (passes === NO) this.#failingPerhaps += weight;
    else this.#openPerhaps += weight;
  }

  /** All rows of columns of codes and weights. */
  addAll(columns: ShareColumns): void {
    this.addRows(null, 0, columns.passes.length, columns);
  }

  /**
   * The rows `members[from]` .. `members[to - 1]` of columns of codes and weights; null: from .. to - 1. Sums of its own
   * until the end: some forty rows of plans ask a hundred thousand homes, and the fields of an object are slow to add to.
   */
  addRows(members: Uint32Array | null, from: number, to: number, columns: ShareColumns): void {
    const { passes, isMember, weights } = columns;
    /** By code of passing; then the same of those who are perhaps members. */
    const sums = [0, 0, 0, 0, 0, 0];
    for (let at = from; at < to; at++) {
      const row = members === null ? at : members[at]!;
      const member = isMember[row]!;
      if (member === NO) continue;
      const code = passes[row]!;
      const weight = weights[row]!;
      if (Number.isNaN(weight)) this.addCode(code, member, weight);
      else sums[member === YES ? code : code + 3]! += weight;
    }
    this.#failing += sums[NO]!;
    this.#passing += sums[YES]!;
    this.#open += sums[UNKNOWN]!;
    this.#failingPerhaps += sums[3 + NO]!;
    this.#passingPerhaps += sums[3 + YES]!;
    this.#openPerhaps += sums[3 + UNKNOWN]!;
  }

  /** All members of another share at once, all of them members here, or all perhaps. Not for shares that have members in common. */
  addShare(other: Share, isMember: number): void {
    if (isMember === NO) return;
    const isSure = isMember === YES;
    if (isSure) {
      this.#passing += other.#passing;
      this.#failing += other.#failing;
      this.#open += other.#open;
    }
    this.#passingPerhaps += other.#passingPerhaps + (isSure ? 0 : other.#passing);
    this.#failingPerhaps += other.#failingPerhaps + (isSure ? 0 : other.#failing);
    this.#openPerhaps += other.#openPerhaps + (isSure ? 0 : other.#open);
    this.#isPassingOpen ||= other.#isPassingOpen;
    this.#isFailingOpen ||= other.#isFailingOpen;
  }

  get #passingHigh(): number {
    return this.#passing + this.#open + this.#passingPerhaps + this.#openPerhaps;
  }

  get #failingHigh(): number {
    return this.#failing + this.#open + this.#failingPerhaps + this.#openPerhaps;
  }

  /** Per cent; null where no member has, or could have, any weight. */
  get value(): Range | null {
    const passingHigh = this.#isPassingOpen ? Infinity : this.#passingHigh;
    const failingHigh = this.#isFailingOpen ? Infinity : this.#failingHigh;
    if (this.#passing + failingHigh === 0 && passingHigh + this.#failing === 0) return null;
    return {
      low: percentOf(this.#passing, failingHigh, 0),
      high: percentOf(passingHigh, this.#failing, 100),
    };
  }

  /** Those who pass of all; members whose weight is not known are in neither. */
  get heads(): { some: Range; all: Range } {
    const [low, high] = [this.#passing + this.#failing + this.#open, this.#passingHigh + this.#failing];
    return {
      some: { low: this.#passing, high: this.#passingHigh },
      all: { low, high: high + this.#failingPerhaps },
    };
  }
}

function percentOf(passing: number, rest: number, otherwise: number): number {
  if (passing === Infinity) return 100;
  if (rest === Infinity) return 0;
  return passing + rest > 0 ? (100 * passing) / (passing + rest) : otherwise;
}
