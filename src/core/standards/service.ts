/** The meanings of "a unit has it": built there, served, run there (tests of presence_share). */
import type { AreaLevel, Facility } from '../types.ts';
import { areasAbove } from './chain.ts';
import { facilityFields, listOf, testAndTell } from './conditions.ts';
import type { Distances, Moment, Selection } from './moment.ts';
import { either, keeps, Share } from './range.ts';
import type { Truth } from './range.ts';
import { isUnrecorded, missingTypes } from './select.ts';
import type { FacilitySet, Meaning } from './types.ts';
import { byUnit } from './units.ts';

/** A unit is served where at least this part of its elders, per cent, have one in reach: this tool's own band. */
const SERVED_PERCENT = 90;

export interface Service {
  /** Nothing is on record, and that says nothing. */
  isUnrecorded: boolean;
  noRecord: boolean;
  /** Whether a unit has it; where that is not known, `missing` takes the columns that would settle it. */
  has(place: number, missing: Set<string>): Truth;
}

/** One way to have it; `missing` as above. */
type Way = (place: number, missing: Set<string>) => Truth;

/**
 * A set as a service of the units of one level. `standard` is `built` by a set whose `where` asks for the standard. A
 * facility that names no service area serves its own area; which areas a blank `service_area` would name is not asked.
 */
export function createService(set: FacilitySet, level: AreaLevel, meaning: Meaning, moment: Moment): Service {
  const selection = moment.select(set);
  const unrecorded = isUnrecorded(set, selection);
  const ways = waysOf({ set, selection, level, meaning }, moment);
  return {
    isUnrecorded: unrecorded,
    noRecord: selection.noRecord,
    has(place, missing) {
      if (unrecorded) return tell(null, missing, missingTypes(set));
      const open = new Set<string>();
      let result: Truth = false;
      for (const way of ways) {
        result = either([result, way(place, open)]);
        if (result === true) return true;
      }
      return tell(result, missing, open);
    },
  };
}

function tell(truth: Truth, missing: Set<string>, columns: Iterable<string>): Truth {
  if (truth === null) for (const column of columns) missing.add(column);
  return truth;
}

interface Asked {
  set: FacilitySet;
  selection: Selection;
  level: AreaLevel;
  meaning: Meaning;
}

/** Cheap ones first: walks are looked at only for units without anything else. */
function waysOf({ set, selection, level, meaning }: Asked, moment: Moment): Way[] {
  const built = createBuilt(selection, level, moment);
  switch (meaning) {
    case 'built':
    case 'standard':
      return [built];
    case 'served':
      return [built, createNamed(selection, moment), createNear(selection, moment)];
    case 'run':
      return [built, createNamed(selection, moment), createDelivered(set, selection, moment)];
  }
}

function createBuilt(selection: Selection, level: AreaLevel, moment: Moment): Way {
  const facilities = byUnit(selection, level, moment);
  return (place, missing) => {
    const { sure, perhaps } = facilities.at(place);
    if (sure.length > 0) return true;
    return perhaps.length > 0 ? tell(null, missing, facilities.missingAt(place)) : false;
  };
}

function serviceAreaOf({ attributes }: Facility): readonly string[] {
  return listOf(attributes['service_area'] ?? '');
}

/** Units whose name or id stands in a service area. */
function createNamed({ sure, perhaps, missing: open }: Selection, moment: Moment): Way {
  const sureNames = new Set(sure.flatMap(serviceAreaOf));
  const perhapsNames = new Set(perhaps.flatMap(serviceAreaOf));
  return (place, missing) => {
    const area = moment.demand.areas[place];
    const isIn = (names: ReadonlySet<string>): boolean =>
      area !== undefined && (names.has(area.id) || (area.name !== '' && names.has(area.name)));
    if (isIn(sureNames)) return true;
    return isIn(perhapsNames) ? tell(null, missing, open) : false;
  };
}

/** What can be brought to a door: of places of other types (day care) a blank `delivers` means no. */
const DELIVERABLE = new Set(['meals', 'meal_point', 'canteen', 'meal_center', 'central_kitchen', 'home_service']);

/** Units in a subdistrict that a facility delivers to. One that states a service area delivers only there. */
function createDelivered({ types }: FacilitySet, { sure, perhaps, missing: open }: Selection, moment: Moment): Way {
  const isAsked = types.some((type) => DELIVERABLE.has(type));
  const missing = new Set(open);
  const deliverers: { sure: Facility[]; perhaps: Facility[] } = { sure: [], perhaps: [] };
  const put = (facility: Facility, isMember: boolean): void => {
    if (serviceAreaOf(facility).length > 0) return;
    if (!isAsked && (facility.attributes['delivers'] ?? null) === null) return;
    const fields = facilityFields(facility, moment);
    const delivers = testAndTell({ field: 'delivers', is: true }, fields, moment, missing);
    if (delivers !== false) deliverers[isMember && delivers === true ? 'sure' : 'perhaps'].push(facility);
  };
  for (const facility of sure) put(facility, true);
  for (const facility of perhaps) put(facility, false);
  const facilities = byUnit({ ...deliverers, missing: [...missing], noRecord: false }, 'subdistrict', moment);
  const isNobody = deliverers.sure.length + deliverers.perhaps.length === 0;
  return (place, told) => {
    if (isNobody) return false;
    const above = [...areasAbove(moment.demand, place)];
    const town = above.find((at) => moment.demand.areas[at]?.level === 'subdistrict');
    if (town === undefined) return tell(null, told, ['areas.parent_id']);
    const found = facilities.at(town);
    if (found.sure.length > 0) return true;
    return found.perhaps.length > 0 ? tell(null, told, facilities.missingAt(town)) : false;
  };
}

/** Units most of whose elders have one within the parameter `served_metres`, as the run measures. */
function createNear(selection: Selection, moment: Moment): Way {
  const limit = moment.parameter('served_metres');
  let sure: Distances | null | undefined;
  let all: Distances | null | undefined;
  return (place, missing) => {
    if (selection.sure.length + selection.perhaps.length === 0) return false;
    sure ??= moment.distances(selection.sure, moment.mode, limit);
    all ??=
      selection.perhaps.length === 0
        ? sure
        : moment.distances([...selection.sure, ...selection.perhaps], moment.mode, limit);
    if (sure === null || all === null) return tell(null, missing, ['walkways']);
    const { areaElders, elders, memberStarts, members } = moment.demand;
    if (areaElders[place] === 0) return false;
    const rows = members.subarray(memberStarts[place], memberStarts[place + 1]);
    if (rows.length === 0) return tell(null, missing, ['residences']);
    const share = new Share();
    const open = new Set<string>(selection.perhaps.length > 0 ? selection.missing : []);
    for (const row of rows) {
      const weight = elders[row] ?? NaN;
      const isIn = isWithin(sure, all, row, limit);
      if (Number.isNaN(weight)) open.add('residences.elders');
      if (isIn === null && sure.unplaced[row] === 1) open.add('walkways');
      share.add(isIn, true, Number.isNaN(weight) ? null : weight);
    }
    return tell(keeps(share.value, { comparator: '>=', value: SERVED_PERCENT }, moment), missing, open);
  };
}

function isWithin(sure: Distances, all: Distances, row: number, limit: number): Truth {
  if (sure.unplaced[row] === 1) return null;
  if ((sure.metres[row] ?? Infinity) <= limit) return true;
  return (all.metres[row] ?? Infinity) <= limit ? null : false;
}
