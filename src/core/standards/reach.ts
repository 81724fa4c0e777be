/** Which homes have facilities of some sets within a distance. */
import type { Facility, Mode } from '../types.ts';
import { compareIds } from '../types.ts';
import type { Moment } from './moment.ts';
import { both, type Truth } from './range.ts';
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

/** One a home: true, false, or null where that is not known, with what would settle it. */
export interface InReach {
  rows: Truth[];
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
  const [first] = found;
  return {
    // One group is the usual case, and there are a hundred thousand homes.
    rows:
      first && found.length === 1
        ? first.rows
        : moment.demand.residences.map((_, row) => both(found.map(({ rows }) => rows[row] ?? null))),
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
  const least = moment.distances(sure, reach.mode);
  const most = possible.length > sure.length ? moment.distances(possible, reach.mode) : least;
  if (!least || !most) return null;
  const missing = new Set(unrecorded.flatMap(missingTypes));
  if (most !== least) for (const selection of selections) for (const column of selection.missing) missing.add(column);
  const metresOf = reach.atLeast === 1 ? ('metres' as const) : ('second' as const);
  const [metres, metresAtMost] = [least[metresOf], most[metresOf]];
  const rows = moment.demand.residences.map((_, row): Truth => {
    const limit = typeof reach.limitMetres === 'number' ? reach.limitMetres : reach.limitMetres[row]!;
    if (metres[row]! <= limit) return true;
    if (unrecorded.length > 0 || metresAtMost[row]! <= limit) return null;
    // A home off the streets reaches nothing for sure only where there is too little to be reached.
    if (most.unplaced[row] !== 1 || possible.length < reach.atLeast) return false;
    missing.add('walkways');
    return null;
  });
  return { rows, missing: [...missing], noRecord: selections.every(({ noRecord }) => noRecord) };
}

/** Each facility once, by id. */
function unite(lists: readonly (readonly Facility[])[]): Facility[] {
  return [...new Set(lists.flat())].sort((a, b) => compareIds(a.id, b.id));
}
