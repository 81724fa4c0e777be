/** Schemas of the kinds of measures. Types in `core/standards/types.ts`. */
import * as v from 'valibot';
import type { Measure } from '../../core/standards/types.ts';
import {
  amount,
  basis,
  capacity,
  condition,
  denominator,
  each,
  facilitySet,
  facilitySetEntries,
  item,
  unitSet,
} from './rule-schema.ts';
import { amountAboveZero, exactly, field, listOf, maybe, name, number, oneOf, text, word } from './schema-parts.ts';

const combine = field(
  'Of several sets: one is enough, all are needed, or each is judged by itself.',
  v.picklist(['any', 'all', 'each']),
);
const homesWhere = maybe('Test on columns of the residence.', condition);
const units = field('The areas that are tested.', unitSet);
const someUnits = maybe('The areas that are tested, with each; else the whole place is.', unitSet);
const set = field('The facilities.', facilitySet);
const inEach = field('The rule of each; the value is the per cent that keep it.', each);
const inEachUnit = maybe('The rule of each unit, with units; the value is the per cent that keep it.', each);
const passes = field('What a facility must pass.', condition);
const within = field('Metres, in a straight line.', amount);
const capacities = field('Capacities, added up.', listOf(capacity));

const limits = {
  metres: v.strictObject({ metres: field('Metres.', amount) }),
  minutes: v.strictObject({ minutes: field('Minutes at the speed of the run.', amount) }),
};
const scopes = {
  facilities: v.strictObject({ facilities: field('Each of these facilities.', facilitySet) }),
  units: v.strictObject({ units: field('Each of these areas.', unitSet) }),
};

const distanceShare = v.strictObject({
  kind: v.literal('distance_share'),
  sets: field('The facilities that must be near.', listOf(facilitySet)),
  combine,
  atLeast: maybe('How many must be in reach.', v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2))),
  limit: field(
    'The farthest that counts.',
    oneOf([limits.metres, limits.minutes], (input) =>
      Object.hasOwn(input, 'minutes') ? limits.minutes : limits.metres,
    ),
  ),
  along: maybe(
    'run (default): as the run measures; else as the text says.',
    v.picklist(['run', 'straight', 'walking']),
  ),
  weight: field('What is counted.', v.picklist(['elders', 'elders_80', 'households', 'residences'])),
  where: homesWhere,
});

const presenceShare = v.strictObject({
  kind: v.literal('presence_share'),
  units,
  sets: field('What a unit must have.', listOf(facilitySet)),
  combine,
  meaning: field(
    'Built in the unit, served by one, the service is run there, or built up to the standard.',
    v.picklist(['built', 'served', 'run', 'standard']),
  ),
});

const conditionalPresence = v.strictObject({
  kind: v.literal('conditional_presence'),
  units,
  cases: field(
    'The first case whose condition holds is the rule of the unit.',
    listOf(v.strictObject({ where: field('Test on columns of the area.', condition), set, each: inEach })),
  ),
});

const careRooms = v.strictObject({
  kind: v.picklist(['area_per_100hh', 'area_per_100hh_share']),
  where: homesWhere,
  each: field('Square metres of care rooms to 100 households of a residence.', each),
  weight: field('What the share counts.', v.picklist(['residences', 'households'])),
});

const attributeShares = {
  rows: v.strictObject({
    kind: v.literal('attribute_share'),
    set,
    passes,
    weight: maybe('A number column that weighs the facilities; else each counts once.', word),
  }),
  sums: v.strictObject({
    kind: v.literal('attribute_share'),
    numerator: field('The part.', listOf(capacity)),
    denominator: field('The whole.', listOf(capacity)),
  }),
};

const composition = v.strictObject({
  kind: v.literal('service_composition'),
  scope: field(
    'Who must offer everything.',
    oneOf([scopes.facilities, scopes.units], (input) =>
      Object.hasOwn(input, 'units') ? scopes.units : scopes.facilities,
    ),
  ),
  required: field('What must be there.', listOf(item)),
  optional: maybe('What may be there: shown, not judged.', listOf(item)),
});

const hierarchy = v.strictObject({
  kind: v.literal('hierarchy'),
  tiers: field(
    'From the highest to the lowest; all must be there.',
    listOf(v.strictObject({ ...facilitySetEntries, name: field('What the tier is called.', name) })),
  ),
  units: someUnits,
});

const densityDistance = v.strictObject({
  kind: v.literal('density_distance'),
  set,
  bands: field(
    'From dense to thin; the first whose density is passed holds.',
    listOf(
      v.strictObject({
        above: field('Elders to a square kilometre.', number),
        metres: field('The farthest that counts there.', amountAboveZero),
      }),
    ),
  ),
});

const MEASURES = {
  distance_share: distanceShare,
  presence_share: presenceShare,
  residence_presence: v.strictObject({ kind: v.literal('residence_presence'), set, within, where: homesWhere }),
  count_total: v.strictObject({ kind: v.literal('count_total'), set }),
  count_per_unit: v.strictObject({ kind: v.literal('count_per_unit'), units, set, each: inEach }),
  conditional_presence: conditionalPresence,
  capacity_ratio: v.strictObject({
    kind: v.literal('capacity_ratio'),
    capacity: capacities,
    per: field('To whom or to what.', denominator),
    base: field('To how many of them: 100, 1000, 10000.', amountAboveZero),
    units: someUnits,
    each: inEachUnit,
  }),
  capacity_total: v.strictObject({ kind: v.literal('capacity_total'), capacity: capacities }),
  area_per_100hh: careRooms,
  area_per_100hh_share: careRooms,
  adjacency_share: v.strictObject({
    kind: v.literal('adjacency_share'),
    set,
    near: field('What they must stand beside.', facilitySet),
    within,
  }),
  attribute_share: oneOf([attributeShares.rows, attributeShares.sums], (input) =>
    Object.hasOwn(input, 'numerator') || Object.hasOwn(input, 'denominator')
      ? attributeShares.sums
      : attributeShares.rows,
  ),
  utilisation: v.strictObject({ kind: v.literal('utilisation'), set }),
  per_facility_condition: v.strictObject({ kind: v.literal('per_facility_condition'), set, passes }),
  service_composition: composition,
  hierarchy,
  milestone: v.strictObject({
    kind: v.literal('milestone'),
    names: field('A part of the name of each project.', listOf(text)),
  }),
  per_unit_value: v.strictObject({
    kind: v.literal('per_unit_value'),
    units,
    field: field('A number column of the areas.', word),
    each: inEach,
  }),
  reported_value: v.strictObject({ kind: v.literal('reported_value') }),
  population: v.strictObject({
    kind: v.literal('population'),
    of: field('Who is counted.', v.picklist(['elders', 'elders_80', 'population'])),
    basis: maybe('Registered or permanent, where the text names one.', basis),
  }),
  density_distance: densityDistance,
  area_per_1000_people: v.strictObject({
    kind: v.literal('area_per_1000_people'),
    capacity: capacities,
    units: someUnits,
    each: inEachUnit,
  }),
  area_per_bed: v.strictObject({
    kind: v.literal('area_per_bed'),
    set,
    area: field('The column with the square metres.', word),
    each: inEach,
  }),
};

export const MEASURE_KINDS: readonly string[] = Object.keys(MEASURES);
const noMeasure = v.object({ kind: v.picklist(MEASURE_KINDS) });

function chooseMeasure(input: object): v.GenericSchema {
  return Object.entries(MEASURES).find(([kind]) => 'kind' in input && input.kind === kind)?.[1] ?? noMeasure;
}

export const measureSchema = exactly<Measure>()(
  oneOf(
    [
      MEASURES.distance_share,
      MEASURES.presence_share,
      MEASURES.residence_presence,
      MEASURES.count_total,
      MEASURES.count_per_unit,
      MEASURES.conditional_presence,
      MEASURES.capacity_ratio,
      MEASURES.capacity_total,
      careRooms,
      MEASURES.adjacency_share,
      attributeShares.rows,
      attributeShares.sums,
      MEASURES.utilisation,
      MEASURES.per_facility_condition,
      MEASURES.service_composition,
      MEASURES.hierarchy,
      MEASURES.milestone,
      MEASURES.per_unit_value,
      MEASURES.reported_value,
      MEASURES.population,
      MEASURES.density_distance,
      MEASURES.area_per_1000_people,
      MEASURES.area_per_bed,
    ],
    chooseMeasure,
  ),
);
