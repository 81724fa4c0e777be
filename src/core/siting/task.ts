/** A question made ready for search and proof: rows that matter only, alike ones as one, pairs by candidate and by row. */
import type { Limits } from './limits.ts';
import { findAlike, Inclusion, type Lists, selectLists, sizeOf, transpose } from './lists.ts';
import type { Instance } from './types.ts';

export interface Task {
  candidates: number;
  rows: number;
  /** Weight of each row. */
  weights: Float64Array;
  /** Rows of each candidate, and candidates of each row, ascending. */
  byCandidate: Lists;
  byRow: Lists;
}

/** Rows of a task while it is made: who can serve them, and their weights. */
interface Rows {
  lists: Lists;
  weights: Float64Array;
}

/** Each pass drops candidates for rows that the one before has dropped; hardly anything is left for more. */
const PASSES = 4;

/**
 * Rows with weight that a candidate can serve and no existing facility does within the limit. Rows with the same candidates
 * become one; with `isEveryRow` weights do not matter, so that a row that is served whenever another one is goes too.
 */
export function createTask(
  instance: Instance,
  limits: Limits,
  { limitMetres, isEveryRow }: { limitMetres: number; isEveryRow: boolean },
): Task {
  const { candidates } = limits;
  let rows = mergeAlike(listOpen(instance, limits, limitMetres));
  for (let pass = 0; pass < PASSES; pass++) {
    const isOut = findDominated(rows.lists, limits);
    const all = Array.from(rows.weights.keys());
    if (isOut !== null) rows = mergeAlike({ ...rows, lists: selectLists(rows.lists, all, isOut) });
    if (!isEveryRow) break;
    const before = rows.weights.length;
    rows = keepHardest(rows, candidates);
    if (rows.weights.length === before) break;
  }
  return {
    candidates,
    rows: rows.weights.length,
    weights: isEveryRow ? rows.weights.fill(1) : rows.weights,
    byCandidate: transpose(rows.lists, candidates),
    byRow: rows.lists,
  };
}

/** Open rows with the candidates that may be chosen within the limit, each once. */
function listOpen({ weights, existing, pairs }: Instance, limits: Limits, limitMetres: number): Rows {
  const isOpen = Uint8Array.from(weights, (weight, row) => (weight > 0 && !(existing[row]! <= limitMetres) ? 1 : 0));
  const byPlace = { starts: new Uint32Array(limits.candidates + 1), items: new Uint32Array(pairs.rows.length) };
  const last = new Int32Array(weights.length).fill(-1);
  let size = 0;
  for (let place = 0; place < limits.candidates; place++) {
    const end = limits.allowed[place] === 1 ? pairs.starts[place + 1]! : 0;
    for (let pair = pairs.starts[place]!; pair < end; pair++) {
      const row = pairs.rows[pair]!;
      if (isOpen[row] === 0 || last[row] === place || pairs.metres[pair]! > limitMetres) continue;
      last[row] = place;
      byPlace.items[size++] = row;
    }
    byPlace.starts[place + 1] = size;
  }
  const lists = transpose({ starts: byPlace.starts, items: byPlace.items.slice(0, size) }, weights.length);
  const kept = Array.from(weights.keys()).filter((row) => last[row]! >= 0);
  return { lists: selectLists(lists, kept, null), weights: Float64Array.from(kept, (row) => weights[row]!) };
}

function mergeAlike({ lists, weights }: Rows): Rows {
  const alike = findAlike(lists);
  const sums = new Float64Array(weights.length);
  alike.forEach((first, row) => (sums[first]! += weights[row]!));
  const kept = Array.from(alike.keys()).filter((row) => alike[row] === row);
  if (kept.length === weights.length) return { lists, weights };
  return { lists: selectLists(lists, kept, null), weights: Float64Array.from(kept, (row) => sums[row]!) };
}

/**
 * 1 = a candidate whose rows another one serves too, at no higher cost, in the same class and group, and excluding no more
 * candidates; null where there is none. Where a group must have its number, every candidate stays: two of a group may be
 * needed though one of them serves nobody new.
 */
function findDominated(rows: Lists, limits: Limits): Uint8Array | null {
  if (limits.atLeast > 0) return null;
  const lists = transpose(rows, limits.candidates);
  const inclusion = new Inclusion(lists);
  const isOut = new Uint8Array(limits.candidates);
  let isAny = false;
  for (let place = 0; place < limits.candidates; place++) {
    if (sizeOf(lists, place) === 0 || limits.isForced(place)) continue;
    const row = findRarest(lists, rows, place);
    for (let index = rows.starts[row]!; index < rows.starts[row + 1]!; index++) {
      const other = rows.items[index]!;
      if (other === place || isOut[other] === 1 || !inclusion.isInside(place, other)) continue;
      if (!isNoWorse(other, place, limits) || !isFirst(other, place, { lists, limits })) continue;
      isOut[place] = 1;
      isAny = true;
      break;
    }
  }
  return isAny ? isOut : null;
}

/** The row of a candidate that fewest others serve: whoever serves all of its rows is among them. */
function findRarest({ starts, items }: Lists, rows: Lists, place: number): number {
  let rarest = items[starts[place]!]!;
  for (let index = starts[place]! + 1; index < starts[place + 1]!; index++) {
    if (sizeOf(rows, items[index]!) < sizeOf(rows, rarest)) rarest = items[index]!;
  }
  return rarest;
}

function isNoWorse(other: number, place: number, limits: Limits): boolean {
  const { groupOf, classOf, conflicts } = limits;
  if (groupOf[other] !== groupOf[place] || classOf[other] !== classOf[place]) return false;
  if (limits.costOf(other) > limits.costOf(place)) return false;
  return conflicts === null || conflicts[other]!.every((at) => at === place || conflicts[place]!.includes(at));
}

/** Of two that are equal in everything the first stays. */
function isFirst(other: number, place: number, { lists, limits }: { lists: Lists; limits: Limits }): boolean {
  if (sizeOf(lists, other) > sizeOf(lists, place) || limits.costOf(other) < limits.costOf(place)) return true;
  return other < place || limits.isForced(other);
}

/** Rows that are not served anyway when some other row is: of two rows the one with fewer candidates binds. */
function keepHardest({ lists, weights }: Rows, candidates: number): Rows {
  const inclusion = new Inclusion(lists);
  const kept: number[] = [];
  // A kept row is found at its first candidate only: a row that contains it contains that one too.
  const firstAt: number[][] = Array.from({ length: candidates }, () => []);
  const bySize = Array.from(weights.keys()).sort((a, b) => sizeOf(lists, a) - sizeOf(lists, b) || a - b);
  for (const row of bySize) {
    const places = lists.items.subarray(lists.starts[row], lists.starts[row + 1]);
    if (places.some((place) => firstAt[place]!.some((other) => inclusion.isInside(other, row)))) continue;
    firstAt[places[0]!]!.push(row);
    kept.push(row);
  }
  return { lists: selectLists(lists, kept, null), weights: Float64Array.from(kept, (row) => weights[row]!) };
}
