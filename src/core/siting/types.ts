/**
 * Siting: where new facilities go, as a question on numbers alone (design.md section 6). Who makes an instance of a project
 * and who names the sites are other files; here a place is a row.
 */

/** Candidate j serves the demand rows `rows[starts[j]] .. rows[starts[j + 1] - 1]`, each at `metres` of the same index. */
export interface Pairs {
  starts: Uint32Array;
  rows: Uint32Array;
  /** Unrounded. For coverage only pairs within the limit are given; for walks all that matter. */
  metres: Float64Array;
}

export interface Instance {
  /** Weight of each demand row (elders, elders of 80 and over ...), not negative. */
  weights: Float64Array;
  pairs: Pairs;
  candidates: number;
  /** Metres to the nearest existing facility of each row, Infinity without; existing facilities are always fixed. */
  existing: Float64Array;
  /** Metres within which a row is covered; closed. Not looked at by `mean` and `worst`. */
  limitMetres: number;
}

export interface Rules {
  /** Candidates that must be chosen, and that must not. */
  forced?: readonly number[];
  forbidden?: readonly number[];
  /** Cost of each candidate, and what all may cost together. */
  costs?: Float64Array;
  budget?: number;
  /** Group of each candidate (subdistrict; negative = none), and how many may or must stand in every group met there. */
  groups?: Int32Array;
  atMostPerGroup?: number;
  atLeastPerGroup?: number;
  /**
   * Only for `coverage`, where several services are sited at once: class of each candidate (0, 1 ...), and how many of each
   * class at most. The question's count holds for all of them together.
   */
  classes?: Int32Array;
  countPerClass?: readonly number[];
  /** Pairs of candidates of which at most one is chosen: premises too small for both services. */
  conflicts?: readonly (readonly [number, number])[];
  /**
   * Elders that one new facility can take, by candidate; a row is then covered only as far as its elders are assigned
   * to somewhere within the limit with room. Not for `worst`.
   */
  capacities?: Float64Array;
  /** Only with `capacities`: the room of each existing facility and the rows it serves. Without it they take everybody near. */
  existingPlaces?: { capacities: Float64Array; pairs: Pairs };
  /** Only with `capacities`: everybody of a row goes to one place; else a row may be shared out among several. */
  wholeRows?: boolean;
}

export type Question =
  /** Most weight covered with at most `count` sites. */
  | { model: 'coverage'; count: number }
  /** Fewest sites that cover `share` (0-1) of all weight; what no candidate reaches counts as not covered. */
  | { model: 'sites'; share: number }
  /** Least weighted mean of metres with at most `count` sites. */
  | { model: 'mean'; count: number }
  /** Least metres of the worst-off row that has weight, with at most `count` sites. */
  | { model: 'worst'; count: number };

export type Status = 'optimal' | 'within_gap' | 'heuristic' | 'infeasible';

/** An answer so far. Every later one is at least as good, and its bound at least as tight. */
export interface Answer {
  status: Status;
  /** Places of the chosen candidates, ascending; forced ones included. */
  chosen: number[];
  /** Existing and new facilities together: weight covered, number of new sites, metres per weight, or metres. */
  objective: number;
  /** No answer can be better than this (at most for coverage, at least for the others). */
  bound: number;
  /** |bound - objective| / objective, 0 when both are 0; Infinity while nothing is proven. */
  gap: number;
  /** Where infeasible: rows with weight that no candidate and no existing facility reaches. */
  unreachable: number[];
  /** Where infeasible for another reason. */
  reason: 'unreachable' | 'budget' | 'groups' | 'capacity' | 'count' | null;
}

/** One linear program in the form that solvers take: rows lower <= A x <= upper by compressed columns. */
export interface LinearProgram {
  maximize: boolean;
  costs: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** Column j is whole-numbered where 1. */
  integer: Uint8Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

export interface Solution {
  status: 'optimal' | 'feasible' | 'infeasible' | 'no_answer';
  /** Null without any. */
  values: Float64Array | null;
  objective: number;
  bound: number;
}

/** A solver from outside (it loads asynchronously): HiGHS in the app and on the command line. `start` is a known answer. */
export type Solver = (program: LinearProgram, options: { seconds: number; start: Float64Array | null }) => Solution;

export interface SolveOptions {
  /** Null: no proof by a solver, only by our own bounds and search. */
  solver: Solver | null;
  /** Time for the whole run; what is found by then is returned. */
  seconds: number;
  /** A clock in milliseconds (`performance.now`); the core has none of its own. */
  now: () => number;
}

/** Yields each better answer or tighter bound as it is found, now and then the same one again; returns the last. */
export type Siting = Generator<Answer, Answer, void>;
