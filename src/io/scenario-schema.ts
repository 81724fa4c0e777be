/** The format of scenarios as a schema; the compiler holds it to be exactly `ScenarioFile` of the core. */
import * as v from 'valibot';
import type { Edit, NewFacility, NewLink, Scenario, ScenarioFile } from '../core/scenario/types.ts';
import { FACILITY_STATUSES, type Position } from '../core/terms.ts';
import { cell, exactly, field, maybe, part, word, year } from './standards/schema-parts.ts';

export const SCENARIO_FORMAT = 'care-circle-scenario';
export const SCENARIO_VERSION = 1;

/** More than anybody draws; a file beyond is damaged or hostile. Lengths of text in UTF-16 units. */
export const SCENARIO_BOUNDS = {
  characters: 20_000_000,
  scenarios: 500,
  edits: 10_000,
  positions: 1000,
  items: 100,
  text: 2000,
  id: 200,
} as const;

const text = v.pipe(v.string(), v.maxLength(SCENARIO_BOUNDS.text));
/** Ids of ledgers are free text. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(SCENARIO_BOUNDS.id));
const words = v.pipe(v.array(word), v.maxLength(SCENARIO_BOUNDS.items));
const yearOrNull = v.nullable(year);
// The tag of the coordinate system exists for the compiler only: a pair of numbers is a position.
const position = v.strictTuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
]) as unknown as v.GenericSchema<Position>;
const PLACE = 'Longitude and latitude, WGS-84 degrees.';
const place = field(PLACE, position);
/** The schema library takes a list for an object whose keys are numbers; where any or no key will do, that is wrong. */
function noList<S extends v.GenericSchema>(schema: S): S {
  const run: S['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config);
  return { ...schema, '~run': run };
}
const attributes = noList(v.record(v.string(), cell));
const facilityId = field('Id of a facility of the data, or of one added before.', id);

export const newFacilitySchema = exactly<NewFacility>()(
  v.strictObject({
    id: field('Another than those of the data.', id),
    name: field('As it is shown.', text),
    types: field('Type codes: day_care, meal_point ...', words),
    position: place,
    services: maybe('What is done there, beside what the types say.', words),
    opened: maybe('Year of opening; without it, or null, it counts in every year.', yearOrNull),
    attributes: maybe(
      'Columns of the layer of facilities: day_places, meals_per_day, floor_area_m2, cost ...',
      attributes,
    ),
  }),
);

export const newLinkSchema = exactly<NewLink>()(
  v.strictObject({
    id: field('Another than those of the walkways.', id),
    name: field('As it is shown; may be empty.', text),
    kind: field('What is built.', v.picklist(['footbridge', 'path', 'gate', 'crossing'])),
    line: field(
      'Two positions or more. An end joins the nearest street within 30 m, a corner one that it lies on.',
      v.pipe(v.array(position), v.minLength(2), v.maxLength(SCENARIO_BOUNDS.positions)),
    ),
  }),
);

const changesSchema = exactly<Extract<Edit, { action: 'change' }>['changes']>()(
  noList(
    v.strictObject({
      name: maybe('As it is shown.', text),
      types: maybe('Type codes, in place of those before.', words),
      services: maybe('In place of those before.', words),
      status: maybe('Whether it is there, planned or closed.', v.picklist(FACILITY_STATUSES)),
      opened: maybe('Year of opening; null = not known.', yearOrNull),
      closes: maybe('Year from which on it no longer counts; null = none.', yearOrNull),
      areaId: maybe('Id of the area it belongs to; null = the one it lies in.', v.nullable(id)),
      attributes: maybe('Further columns, one by one; null blanks one, those not named stay.', attributes),
    }),
  ),
);

const action = <const A extends Edit['action']>(name: A, description: string) => field(description, v.literal(name));

export const editSchema = exactly<Edit>()(
  v.variant('action', [
    v.strictObject({
      action: action('add', 'A new facility.'),
      facility: field('What is added.', part(newFacilitySchema)),
    }),
    v.strictObject({ action: action('move', 'To another place.'), id: facilityId, position: place }),
    v.strictObject({
      action: action('change', 'Other types, services, size ...'),
      id: facilityId,
      changes: field('What is different.', part(changesSchema)),
    }),
    v.strictObject({
      action: action('open', 'A planned or closed facility opens.'),
      id: facilityId,
      year: field('From this year on it counts; null = in every year.', yearOrNull),
    }),
    v.strictObject({
      action: action('close', 'A facility closes.'),
      id: facilityId,
      year: field('From this year on it no longer counts; null = in no year.', yearOrNull),
    }),
    v.strictObject({ action: action('remove', 'As if it had never been there.'), id: facilityId }),
    v.strictObject({
      action: action('link', 'A way that is not there yet: a footbridge, a path, an opening in a wall.'),
      link: field('What is added.', part(newLinkSchema)),
    }),
    v.strictObject({
      action: action('gate', 'A gate of a residence: people leave by it as well.'),
      residenceId: field('Id of a residence of the data.', id),
      position: place,
    }),
  ]),
);

/** A scenario without its edits, which are read one by one. */
const headEntries = {
  id: field('Unique in the file: s1, s2 ...', id),
  name: field('As it is shown; may be empty.', text),
  note: v.optional(field('Remarks.', text), ''),
  year: v.optional(field('Year of analysis; null = that of the question.', yearOrNull), null),
  stages: v.optional(
    field(
      'Planned facilities of these stages count from the year of their opening on.',
      v.pipe(v.array(v.picklist(['under_construction', 'approved', 'reserved'])), v.maxLength(3)),
    ),
    [],
  ),
};
export const scenarioHeadSchema = exactly<Omit<Scenario, 'edits'>>()(v.strictObject(headEntries));

export const scenarioSchema = exactly<Scenario>()(
  v.strictObject({
    ...headEntries,
    edits: v.optional(
      field('Made one after the other.', v.pipe(v.array(part(editSchema)), v.maxLength(SCENARIO_BOUNDS.edits))),
      [],
    ),
  }),
);

export const scenarioFileSchema = exactly<ScenarioFile>()(
  v.strictObject({
    format: field('Always care-circle-scenario.', v.literal(SCENARIO_FORMAT)),
    version: field('Version of the format.', v.literal(SCENARIO_VERSION)),
    scenarios: field(
      'One or more; the base data are not among them.',
      v.pipe(v.array(part(scenarioSchema)), v.maxLength(SCENARIO_BOUNDS.scenarios)),
    ),
  }),
);

/** Parts by the names they have in the JSON Schema. */
export const SCENARIO_PARTS = {
  newFacility: newFacilitySchema,
  newLink: newLinkSchema,
  changes: changesSchema,
  edit: editSchema,
  scenario: scenarioSchema,
};
