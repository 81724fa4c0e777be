/** What must be there together: items of one facility or unit, tiers of a network. */
import type { Facility, LocalName } from '../../types.ts';
import { compareIds } from '../../types.ts';
import { createMeasured, nothing } from '../measured.ts';
import type { Moment, Selection } from '../moment.ts';
import { both, Share, type Truth } from '../range.ts';
import { isUnrecorded, missingMembers, missingTypes } from '../select.ts';
import type { FacilitySet, Item, Measured, MeasureOf, UnitSet } from '../types.ts';
import { byUnit, eachUnit } from '../units.ts';

type Composition = MeasureOf<'service_composition'>;
type Hierarchy = MeasureOf<'hierarchy'>;
type Parts = Measured['parts'];

/** Per cent of facilities, or of units, that have all required items; one part an item. Optional items do not count. */
export function measureServiceComposition({ scope, required }: Composition, moment: Moment): Measured {
  return 'units' in scope
    ? compositionOfUnits(scope.units, required, moment)
    : compositionOfFacilities(scope.facilities, required, moment);
}

function compositionOfFacilities(set: FacilitySet, required: readonly Item[], moment: Moment): Measured {
  const selection = moment.select(set);
  const share = (items: readonly Item[]): Measured => shareOfFacilities(set, selection, items);
  const parts = required.map((item) => ({ name: item.name, measured: share([item]) }));
  return { ...share(required), parts };
}

/** Per cent of the facilities of a set that have all of some items, each alone. */
function shareOfFacilities(set: FacilitySet, selection: Selection, items: readonly Item[]): Measured {
  const share = new Share();
  const missing = new Set(selection.missing);
  const [failing, uncertain]: [string[], string[]] = [[], []];
  const add = (facility: Facility, isMember: Truth): void => {
    const passes = both(items.map((item) => hasItem(facility, item)));
    if (passes === null) missing.add('facilities.services');
    share.add(passes, isMember);
    if (passes !== true) (passes === false && isMember ? failing : uncertain).push(facility.id);
  };
  for (const facility of selection.sure) add(facility, true);
  for (const facility of selection.perhaps) add(facility, null);
  const { value } = share;
  const given = { unitKind: 'facility' as const, noRecord: selection.noRecord };
  if (value === null) return nothing([...missing, ...missingMembers(set, selection)], given);
  return createMeasured({
    ...given,
    value,
    heads: { of: 'facility', ...share.heads },
    failing: failing.sort(compareIds),
    uncertain: uncertain.sort(compareIds),
    missing: [...missing].sort(compareIds),
  });
}

/** By one of its types, or by one of its services; with services blank, not having it by type leaves that open. */
function hasItem({ types, services }: Facility, item: Item): Truth {
  if (item.types?.some((type) => types.includes(type) || services.includes(type))) return true;
  if (item.services?.some((service) => services.includes(service))) return true;
  if (item.services && services.length === 0) return null;
  return item.types && types.length === 0 ? null : false;
}

/** Items are looked for in all facilities of the unit together. */
function compositionOfUnits(units: UnitSet, required: readonly Item[], moment: Moment): Measured {
  const tests = required.map((item) => ({
    name: item.name,
    test: presenceTest(itemSelection(item, moment), units, moment),
  }));
  return allInEachUnit(units, tests, moment);
}

/** Every facility that counts, by whether it has the item. */
function itemSelection(item: Item, { facilities, records }: Moment): Selection {
  const among = (wanted: Truth): Facility[] => facilities.filter((facility) => hasItem(facility, item) === wanted);
  return {
    sure: among(true),
    perhaps: among(null),
    missing: [item.services ? 'facilities.services' : 'facilities.types'],
    noRecord: !records.some((facility) => hasItem(facility, item) === true),
  };
}

type Presence = (place: number, missing: Set<string>) => Truth;

/** Whether a unit has a facility of a selection. */
function presenceTest(selection: Selection, { level }: UnitSet, moment: Moment): Presence {
  const facilities = byUnit(selection, level, moment);
  return (place, missing) => {
    const { sure, perhaps } = facilities.at(place);
    if (sure.length > 0) return true;
    if (perhaps.length === 0) return false;
    for (const column of facilities.missingAt(place)) missing.add(column);
    return null;
  };
}

interface NamedTest {
  name: LocalName;
  test: Presence;
}

/** Per cent of units that pass all tests, one part a test. */
function allInEachUnit(
  units: UnitSet,
  tests: readonly NamedTest[],
  moment: Moment,
  given: Partial<Measured> = {},
): Measured {
  const whole = eachUnit(
    units,
    moment,
    (place, missing) => ({ passes: both(tests.map(({ test }) => test(place, missing))) }),
    given,
  );
  const parts = tests.map(({ name, test }) => ({
    name,
    measured: eachUnit(units, moment, (place, missing) => ({ passes: test(place, missing) })),
  }));
  return { ...whole, parts };
}

/**
 * With units: per cent of them in which every tier is present. Without: per cent of the tiers that are present anywhere
 * in the place; `failing` are the type codes of the tiers that are not.
 */
export function measureHierarchy({ tiers, units }: Hierarchy, moment: Moment): Measured {
  const noRecord = tiers.some((tier) => moment.select(tier).noRecord);
  if (!units) return { ...tiersOfPlace(tiers, moment), noRecord };
  const tests = tiers.map((tier) => ({ name: tier.name, test: tierTest(tier, units, moment) }));
  return allInEachUnit(units, tests, moment, { noRecord });
}

function tierTest(tier: FacilitySet, units: UnitSet, moment: Moment): Presence {
  const selection = moment.select(tier);
  if (isUnrecorded(tier, selection)) {
    return (_place, missing) => {
      for (const one of missingTypes(tier)) missing.add(one);
      return null;
    };
  }
  return presenceTest(selection, units, moment);
}

function tiersOfPlace(tiers: Hierarchy['tiers'], moment: Moment): Measured {
  const parts: Parts = tiers.map((tier) => ({ name: tier.name, measured: tierOfPlace(tier, moment) }));
  const share = new Share();
  for (const { measured } of parts) share.add(truthOf(measured));
  const having = (truth: Truth): string[] =>
    tiers.flatMap((tier, i) => (truthOf(parts[i]?.measured) === truth ? [tier.types.join(';')] : [])).sort(compareIds);
  return createMeasured({
    value: share.value,
    heads: { of: 'item', ...share.heads },
    unitKind: 'item',
    failing: having(false),
    uncertain: having(null),
    missing: [...new Set(parts.flatMap(({ measured }) => measured.missing))].sort(compareIds),
    parts,
  });
}

/** 100 where the tier is there, 0 where it is not. */
function tierOfPlace(tier: FacilitySet, moment: Moment): Measured {
  const selection = moment.select(tier);
  const isThere: Truth = selection.sure.length > 0 ? true : selection.perhaps.length > 0 ? null : false;
  const unrecorded = isUnrecorded(tier, selection);
  const present = unrecorded ? null : isThere;
  return createMeasured({
    value: { low: present === true ? 100 : 0, high: present === false ? 0 : 100 },
    missing: present !== null ? [] : unrecorded ? missingTypes(tier) : [...selection.missing],
    noRecord: selection.noRecord,
  });
}

function truthOf(measured: Measured | undefined): Truth {
  const value = measured?.value;
  return !value || value.low !== value.high ? null : value.low > 0;
}
