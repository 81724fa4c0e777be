/** The meanings of "a unit has it": built there, served, run there (tests of presence_share). */
import type { AreaLevel, Facility } from '../types.ts';
import { keepByObject } from '../keep.ts';
import { areaOfLevelAbove } from './chain.ts';
import { facilityFields, listOf, testAndTell } from './conditions.ts';
import { allHomes } from './home-conditions.ts';
import type { Moment, Selection } from './moment.ts';
import { both, either, keeps, Share, UNKNOWN } from './range.ts';
import type { Truth } from './range.ts';
import { findInReach, type InReach } from './reach.ts';
import { isUnrecorded, missingTypes } from './select.ts';
import type { Combine, FacilitySet, Meaning } from './types.ts';
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
  const open = new Set<string>();
  return {
    isUnrecorded: unrecorded,
    noRecord: selection.noRecord,
    has(place, missing) {
      if (unrecorded) return tell(null, missing, missingTypes(set));
      open.clear();
      let result: Truth = false;
      for (const way of ways) {
        const found = way(place, open);
        if (found === true) return true;
        if (found === null) result = null;
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
      return [built, createNamed(selection, moment), createNear(set, selection, moment)];
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

const serviceAreaOf = keepByObject(({ attributes }: Facility) => listOf(attributes['service_area'] ?? ''));

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
    const town = areaOfLevelAbove(moment.demand, place, 'subdistrict');
    if (town < 0) return tell(null, told, ['areas.parent_id']);
    const found = facilities.at(town);
    if (found.sure.length > 0) return true;
    return found.perhaps.length > 0 ? tell(null, told, facilities.missingAt(town)) : false;
  };
}

/** Units most of whose elders have one within the parameter `served_metres`, as the run measures. */
function createNear(set: FacilitySet, selection: Selection, moment: Moment): Way {
  const { areaElders, elders, memberStarts, members } = moment.demand;
  const reach = { sets: [set], combine: 'any', atLeast: 1, mode: moment.mode } as const;
  const limitMetres = moment.parameter('served_metres');
  let inReach: InReach | null | undefined;
  return (place, missing) => {
    if (selection.sure.length + selection.perhaps.length === 0) return false;
    if (inReach === undefined) inReach = findInReach({ ...reach, limitMetres }, moment);
    if (inReach === null) return tell(null, missing, ['walkways']);
    if (areaElders[place] === 0) return false;
    const [from, to] = [memberStarts[place]!, memberStarts[place + 1]!];
    if (from === to) return tell(null, missing, ['residences']);
    const share = new Share();
    share.addRows(members, from, to, { passes: inReach.rows, isMember: allHomes(moment.demand), weights: elders });
    const isServed = keeps(share.value, { comparator: '>=', value: SERVED_PERCENT }, moment);
    if (isServed !== null) return isServed;
    const unplaced = moment.distances(selection.sure, moment.mode, limitMetres)?.unplaced;
    for (const row of members.subarray(from, to)) {
      if (Number.isNaN(elders[row]!)) missing.add('residences.elders');
      if (inReach.rows[row] === UNKNOWN && unplaced?.[row] === 1) missing.add('walkways');
    }
    return tell(null, missing, selection.perhaps.length > 0 ? selection.missing : []);
  };
}

/** Several services of a unit as one: any of them will do, or all are needed. */
export function joinServices(services: readonly Service[], combine: Combine): Service['has'] {
  const [only] = services;
  if (only && services.length === 1) return (place, missing) => only.has(place, missing);
  const join = combine === 'any' ? either : both;
  return (place, missing) => {
    const open = new Set<string>();
    return tell(join(services.map((service) => service.has(place, open))), missing, open);
  };
}
