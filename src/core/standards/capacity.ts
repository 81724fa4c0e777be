/** Sums of a column over facilities, as ranges. */
import type { AreaLevel, Facility } from '../types.ts';
import { facilityFields, toNumber } from './conditions.ts';
import type { Moment } from './moment.ts';
import { addRanges, ANY_AMOUNT, exactly } from './range.ts';
import { isUnrecorded, missingTypes } from './select.ts';
import type { Capacity, Range } from './types.ts';
import { byUnit } from './units.ts';
import type { Found } from './units.ts';

/** What a facility has of a column: blank or below zero is any amount, and tells; `count` is 1. */
export function amountAt(facility: Facility, field: string, moment: Moment, missing: Set<string>): Range {
  if (field === 'count') return exactly(1);
  const value = toNumber(facilityFields(facility, moment).read(field));
  if (value !== null && value >= 0) return exactly(value);
  missing.add(`facilities.${field}`);
  return ANY_AMOUNT;
}

/** Sum of a column over facilities; one that is perhaps among them adds nothing at least. */
function sumOf({ sure, perhaps }: Found, field: string, moment: Moment, missing: Set<string>): Range {
  let sum = exactly(0);
  for (const facility of sure) sum = addRanges(sum, amountAt(facility, field, moment, missing));
  for (const facility of perhaps) {
    sum = addRanges(sum, { low: 0, high: amountAt(facility, field, moment, missing).high });
  }
  return sum;
}

/** Capacity of the whole place, or of one area; columns that would settle it go to `missing`. */
export type Total = (missing: Set<string>, place?: number) => Range;

export interface Capacities {
  total: Total;
  /** Nothing is on record of any of the sets, and that says nothing: the types that are missing; else null. */
  unrecorded: string[] | null;
  noRecord: boolean;
}

/** Sums over all entries. With a level, `total` may be asked for its areas: the facilities are put into them once. */
export function addUp(capacity: readonly Capacity[], moment: Moment, level: AreaLevel | null = null): Capacities {
  const entries = capacity.map((entry) => createEntry(entry, moment, level));
  const types = capacity.flatMap(({ set }) => missingTypes(set));
  return {
    total: (missing, place) => entries.map((entry) => entry.total(missing, place)).reduce(addRanges, exactly(0)),
    unrecorded: entries.every((entry) => entry.isUnrecorded) ? types : null,
    noRecord: entries.every((entry) => entry.noRecord),
  };
}

interface Entry {
  total: Total;
  isUnrecorded: boolean;
  noRecord: boolean;
}

function createEntry({ set, field }: Capacity, moment: Moment, level: AreaLevel | null): Entry {
  const selection = moment.select(set);
  const { noRecord } = selection;
  if (isUnrecorded(set, selection)) {
    const total: Total = (missing) => {
      for (const type of missingTypes(set)) missing.add(type);
      return ANY_AMOUNT;
    };
    return { total, isUnrecorded: true, noRecord };
  }
  const units = level === null ? null : byUnit(selection, level, moment);
  const total: Total = (missing, place) => {
    const found = units !== null && place !== undefined ? units.at(place) : selection;
    const open = units !== null && place !== undefined ? units.missingAt(place) : selection.missing;
    if (found.perhaps.length > 0) for (const column of open) missing.add(column);
    return sumOf(found, field, moment, missing);
  };
  return { total, isUnrecorded: false, noRecord };
}
