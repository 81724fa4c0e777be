/** Which facilities are in a set, and of which that cannot be told. */
import { isOfKind } from '../coverage/facilities.ts';
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
  for (const facility of moment.facilities) {
    const isMember = isOfTypes(facility, set) ? true : facility.types.length === 0 ? null : false;
    if (isMember === false) continue;
    const passes = testAndTell(set.where, facilityFields(facility, moment), moment, missing);
    if (passes === false) continue;
    if (isMember === null) missing.add('facilities.types');
    (isMember === true && passes === true ? sure : perhaps).push(facility);
  }
  const noRecord = !records.some((facility) => isOfTypes(facility, set));
  return { sure, perhaps, missing: [...missing].sort(), noRecord };
}

function isOfTypes(facility: Facility, { types }: FacilitySet): boolean {
  return types.some((type) => isOfKind(facility, type));
}

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
