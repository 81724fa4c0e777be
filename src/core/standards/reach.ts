/** Which homes have facilities of some sets within a distance. */
import { keepByObject } from '../keep.ts';
import type { Facility, Mode } from '../types.ts';
import { compareIds } from '../types.ts';
import type { Distances, Moment } from './moment.ts';
import { bothRows, UNKNOWN, YES, type Truths } from './range.ts';
import { isUnrecorded, missingTypes } from './select.ts';
import type { Combine, FacilitySet } from './types.ts';

export interface Reach {
  sets: readonly FacilitySet[];
  /** `any`: a facility of one of the sets; else of every set. */
  combine: Combine;
  /** Facilities that must be in reach, 1 or 2. */
  atLeast: number;
  /** Closed. One a home, or the same for all. */
  limitMetres: number | Float64Array;
  mode: Mode;
}

/** One a home, with what would settle what is not known. */
export interface InReach {
  rows: Truths;
  missing: string[];
  /** No record of the one set, or of one of those that are all needed. */
  noRecord: boolean;
}

/** Null where walks are asked for and there are no streets. */
export function findInReach(reach: Reach, moment: Moment): InReach | null {
  const { sets, combine, atLeast } = reach;
  if (atLeast !== 1 && atLeast !== 2) throw new Error(`atLeast must be 1 or 2, got ${atLeast}`);
  const groups = combine === 'any' ? [sets] : sets.map((set) => [set]);
  const found = groups.map((group) => findOfGroup(group, reach, moment));
  if (!found.every((one) => one !== null)) return null;
  return {
    // One group is the usual case: then its rows themselves.
    rows: found.map(({ rows }) => rows).reduce(bothRows),
    missing: [...new Set(found.flatMap(({ missing }) => missing))].sort(compareIds),
    noRecord: found.some(({ noRecord }) => noRecord),
  };
}

/** Facilities of all sets of a group taken together. */
function findOfGroup(group: readonly FacilitySet[], reach: Reach, moment: Moment): InReach | null {
  const selections = group.map((set) => moment.select(set));
  const unrecorded = group.filter((set, i) => isUnrecorded(set, selections[i]!));
  const sure = unite(selections.map((selection) => selection.sure));
  const possible = unite(selections.flatMap((selection) => [selection.sure, selection.perhaps]));
  const within = farthestOf(reach.limitMetres);
  const least = moment.distances(sure, reach.mode, within);
  const most = possible.length > sure.length ? moment.distances(possible, reach.mode, within) : least;
  if (!least || !most) return null;
  const missing = new Set(unrecorded.flatMap(missingTypes));
  if (most !== least) for (const selection of selections) for (const column of selection.missing) missing.add(column);
  const { limitMetres, atLeast } = reach;
  const asked = { limitMetres, atLeast, isUnrecorded: unrecorded.length > 0, isTooFew: possible.length < atLeast };
  const { rows, isOffStreets } = judgeHomes(least, most, asked);
  if (isOffStreets) missing.add('walkways');
  return { rows, missing: [...missing], noRecord: selections.every(({ noRecord }) => noRecord) };
}

interface Judging extends Pick<Reach, 'limitMetres' | 'atLeast'> {
  isUnrecorded: boolean;
  /** There are fewer facilities than must be in reach. */
  isTooFew: boolean;
}

interface Judged {
  rows: Truths;
  /** Of some homes it is not known because they are off the streets. */
  isOffStreets: boolean;
}

/** By the distances: many rows of plans ask the same of them. */
const judgedBy = keepByObject((_distances: Distances): { most: Distances; asked: Judging; found: Judged }[] => []);

function judgeHomes(least: Distances, most: Distances, asked: Judging): Judged {
  // Limits of their own for all homes are made anew for every row.
  if (typeof asked.limitMetres !== 'number') return judgeEach(least, most, asked);
  const known = judgedBy(least);
  const same = known.find((other) => other.most === most && isSameQuestion(other.asked, asked));
  if (same) return same.found;
  const found = judgeEach(least, most, asked);
  known.push({ most, asked, found });
  return found;
}

function isSameQuestion(a: Judging, b: Judging): boolean {
  return (
    a.limitMetres === b.limitMetres &&
    a.atLeast === b.atLeast &&
    a.isUnrecorded === b.isUnrecorded &&
    a.isTooFew === b.isTooFew
  );
}

function judgeEach(
  least: Distances,
  most: Distances,
  { limitMetres, atLeast, isUnrecorded, isTooFew }: Judging,
): Judged {
  const metresOf = atLeast === 1 ? ('metres' as const) : ('second' as const);
  const [metres, metresAtMost] = [least[metresOf], most[metresOf]];
  const { unplaced } = most;
  const rows: Truths = new Uint8Array(metres.length);
  let isOffStreets = false;
  for (let row = 0; row < rows.length; row++) {
    const limit = typeof limitMetres === 'number' ? limitMetres : limitMetres[row]!;
    if (metres[row]! <= limit) rows[row] = YES;
    else if (isUnrecorded || metresAtMost[row]! <= limit) rows[row] = UNKNOWN;
    // A home off the streets reaches nothing for sure only where there is too little to be reached.
    else if (unplaced[row] === 1 && !isTooFew) {
      rows[row] = UNKNOWN;
      isOffStreets = true;
    }
  }
  return { rows, isOffStreets };
}

function farthestOf(limits: Reach['limitMetres']): number {
  return typeof limits === 'number' ? limits : limits.reduce((most, limit) => Math.max(most, limit), 0);
}

/** Each facility once, by id. */
function unite(lists: readonly (readonly Facility[])[]): readonly Facility[] {
  const filled = lists.filter((list) => list.length > 0);
  // A selection is by id already.
  if (filled.length < 2) return filled[0] ?? [];
  return [...new Set(lists.flat())].sort((a, b) => compareIds(a.id, b.id));
}
