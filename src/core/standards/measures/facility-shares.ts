/** Shares of facilities: attribute_share, per_facility_condition, adjacency_share, area_per_bed. */
import { SiteIndex } from '../../geo/nearest.ts';
import type { Facility } from '../../types.ts';
import { amountAt } from '../capacity.ts';
import { facilityFields, testAndTell } from '../conditions.ts';
import { createMeasured, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { amountOf, exactly, keeps, Share } from '../range.ts';
import type { Truth } from '../range.ts';
import { isUnrecorded, missingMembers, missingTypes } from '../select.ts';
import type { Condition, FacilitySet, Measured, MeasureOf } from '../types.ts';
import { measureShareOfCapacity } from './capacity-shares.ts';

type FacilityTest = (facility: Facility, missing: Set<string>) => Truth;

/** Per cent of the facilities of a set (or of a number column of theirs) that pass a test. */
function shareOfSet(set: FacilitySet, moment: Moment, passes: FacilityTest, weight: string | null = null): Measured {
  const selection = moment.select(set);
  const { sure, perhaps, noRecord } = selection;
  if (isUnrecorded(set, selection)) return nothing(missingTypes(set), { noRecord, unitKind: 'facility' });
  const missing = new Set(perhaps.length > 0 ? selection.missing : []);
  const share = new Share();
  const lists = { failing: [] as string[], uncertain: [] as string[] };
  const add = (facility: Facility, isMember: true | null): void => {
    const truth = passes(facility, missing);
    const amount = weight === null ? exactly(1) : amountAt(facility, weight, moment, missing);
    share.add(truth, isMember, amount.high === Infinity ? null : amount.high);
    if (truth !== true) lists[truth === false && isMember === true ? 'failing' : 'uncertain'].push(facility.id);
  };
  for (const facility of sure) add(facility, true);
  for (const facility of perhaps) add(facility, null);
  const { value } = share;
  if (value === null)
    return nothing([...missing, ...missingMembers(set, selection)], { noRecord, unitKind: 'facility' });
  const of = headsOf(weight);
  const heads = of && { of, ...share.heads };
  lists.uncertain.sort();
  return createMeasured({ ...lists, value, heads, unitKind: 'facility', missing: [...missing].sort(), noRecord });
}

function headsOf(weight: string | null): 'facility' | 'beds' | 'people' | null {
  if (weight === null) return 'facility';
  if (weight === 'residents') return 'people';
  return weight.endsWith('beds') ? 'beds' : null;
}

/** Facilities of the set that pass, by number or by `weight`; or one capacity as a part of another. */
export function measureAttributeShare(measure: MeasureOf<'attribute_share'>, moment: Moment): Measured {
  if ('numerator' in measure) return measureShareOfCapacity(measure, moment);
  return shareOfSet(measure.set, moment, createTest(measure, moment), measure.weight ?? null);
}

/** Per cent of the facilities of the set that pass. */
export function measurePerFacilityCondition(measure: MeasureOf<'per_facility_condition'>, moment: Moment): Measured {
  return shareOfSet(measure.set, moment, createTest(measure, moment));
}

function createTest({ passes }: Pick<MeasureOf<'per_facility_condition'>, 'passes'>, moment: Moment): FacilityTest {
  return (facility, missing) => testAndTell(passes, facilityFields(facility, moment), moment, missing);
}

/** Per cent of the facilities of the set that have one of the others, or are one, within so many metres in a straight line. */
export function measureAdjacencyShare({ set, near, within }: MeasureOf<'adjacency_share'>, moment: Moment): Measured {
  const others = moment.select(near);
  if (isUnrecorded(near, others)) return nothing(missingTypes(near), { unitKind: 'facility' });
  const limit = amountOf(within, moment);
  const toSure = createReach(others.sure);
  const toPerhaps = createReach(others.perhaps);
  return shareOfSet(set, moment, (facility, missing) => {
    if (toSure(facility) <= limit) return true;
    if (toPerhaps(facility) > limit) return false;
    for (const column of others.missing) missing.add(column);
    return null;
  });
}

/** Metres in a straight line to the nearest of some facilities. */
function createReach(facilities: readonly Facility[]): (facility: Facility) => number {
  const index = new SiteIndex(
    facilities.map(({ position }) => position[0]),
    facilities.map(({ position }) => position[1]),
  );
  return ({ position: [longitude, latitude] }) => index.nearest([longitude], [latitude]).metres[0] ?? Infinity;
}

/** Per cent of the facilities of the set whose area for one bed keeps the rule. One without beds is none of the rule. */
export function measureAreaPerBed({ set, area, each }: MeasureOf<'area_per_bed'>, moment: Moment): Measured {
  const test: FacilityTest = (facility, missing) => {
    const open = new Set<string>();
    const beds = amountAt(facility, 'beds', moment, open);
    const metres = amountAt(facility, area, moment, open);
    const ratio = { low: perBed(metres.low, beds.high), high: perBed(metres.high, beds.low) };
    const passes = keeps(ratio, each, moment);
    if (passes === null) for (const column of open) missing.add(column);
    return passes;
  };
  return shareOfSet({ ...set, where: withBeds(set) }, moment, test);
}

function withBeds({ where }: FacilitySet): Condition {
  const hasBeds: Condition = { field: 'beds', moreThan: 0 };
  return where === undefined ? hasBeds : { all: [where, hasBeds] };
}

function perBed(metres: number, beds: number): number {
  if (metres === 0 || beds === Infinity) return 0;
  return beds > 0 ? metres / beds : Infinity;
}
