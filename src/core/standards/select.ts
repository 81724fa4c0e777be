/** Which facilities are in a set, and of which that cannot be told. */
import { isOfKind } from '../coverage/facilities.ts';
import { keepByObject } from '../keep.ts';
import { fillRows } from '../rows.ts';
import { compareIds } from '../types.ts';
import type { Facility, LocalName } from '../types.ts';
import { facilityFields, testAndTell } from './conditions.ts';
import { CONCERNS_NONE } from './measured.ts';
import type { Moment, Selection } from './moment.ts';
import type { FacilitySet } from './types.ts';

/**
 * The facilities of a set among those that count in the moment, by id. `records` are all rows of the project: without one of
 * the types there is no record. A row without a type may be of any, unless it offers the type as a service.
 */
export function selectFacilities(
  set: FacilitySet,
  moment: Pick<Moment, 'facilities' | 'demand' | 'areasOf' | 'parameter'>,
  records: readonly Facility[],
): Selection {
  const sure: Facility[] = [];
  const perhaps: Facility[] = [];
  const missing = new Set<string>();
  const { typed, untyped } = membersIn(moment.facilities)(set.types);
  const put = (facility: Facility, isMember: boolean): void => {
    const passes = testAndTell(set.where, facilityFields(facility, moment), moment, missing);
    if (passes === false) return;
    if (!isMember) missing.add('facilities.types');
    (isMember && passes === true ? sure : perhaps).push(facility);
  };
  for (const facility of typed) put(facility, true);
  for (const facility of untyped) put(facility, false);
  const noRecord = !set.types.map(kindsIn(records)).some((rows) => rows.includes(1));
  return { sure, perhaps: perhaps.sort((a, b) => compareIds(a.id, b.id)), missing: [...missing].sort(), noRecord };
}

/** Which rows of a list are of a kind, 1 or 0. Kept: the sets of a plan are of some dozens of kinds. */
const kindsIn = keepByObject((facilities: readonly Facility[]) => {
  const kept = new Map<string, Uint8Array>();
  return (kind: string): Uint8Array => {
    let rows = kept.get(kind);
    if (!rows) {
      rows = fillRows(new Uint8Array(facilities.length), (row) => Number(isOfKind(facilities[row]!, kind)));
      kept.set(kind, rows);
    }
    return rows;
  };
});

interface Members {
  /** Of one of the types. */
  typed: Facility[];
  /** They may be of any type. */
  untyped: Facility[];
}

/** The facilities of a list by the types that a set asks for. Kept: many sets are of the same types. */
const membersIn = keepByObject((facilities: readonly Facility[]) => {
  const kept = new Map<string, Members>();
  return (types: readonly string[]): Members => {
    const key = JSON.stringify(types);
    let members = kept.get(key);
    if (!members) {
      const columns = types.map(kindsIn(facilities));
      const isTyped = (row: number): boolean => columns.some((rows) => rows[row] === 1);
      const typed = facilities.filter((_, row) => isTyped(row));
      const untyped = facilities.filter((facility, row) => facility.types.length === 0 && !isTyped(row));
      kept.set(key, (members = { typed, untyped }));
    }
    return members;
  };
});

/** Nothing is on record of a set that registers do not hold as a rule: how many there are is not known. */
export function isUnrecorded(set: FacilitySet, selection: Selection): boolean {
  return set.absent === 'unknown' && selection.noRecord;
}

/** What is missing where there is no record of a set: `facilities.types:memory_home`, one a type. */
export function missingTypes(set: FacilitySet): string[] {
  return set.types.map((type) => `facilities.types:${type}`).sort();
}

/** The same where none is left to be tested: on record, but none that the row concerns. */
export function missingMembers(set: FacilitySet, { noRecord }: Pick<Selection, 'noRecord'>): string[] {
  return noRecord ? missingTypes(set) : [CONCERNS_NONE];
}

/** A set as the name of a part: its type codes, which whoever shows them puts into words. */
export function nameOfSet({ types }: FacilitySet): LocalName {
  const name = types.join(';');
  return { zh: name, en: name };
}
