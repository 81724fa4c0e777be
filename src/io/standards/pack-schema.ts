/** The format of a pack as a schema; the compiler holds it to be exactly `StandardPack` of the core. */
import * as v from 'valibot';
import {
  FORCES,
  type Parameter,
  type Reading,
  type Requirement,
  type StandardPack,
  type Statement,
  type Step,
} from '../../core/standards/types.ts';
import { measureSchema } from './measure-schema.ts';
import {
  amountSchema,
  basis,
  capacitySchema,
  conditionSchema,
  denominatorSchema,
  each,
  eachSchema,
  facilitySetSchema,
  itemSchema,
  partOfSchema,
  target,
  targetSchema,
  unitSetSchema,
} from './rule-schema.ts';
import {
  anyOf,
  BOUNDS,
  cell,
  exactly,
  field,
  listOf,
  localName,
  maybe,
  name,
  number,
  part,
  text,
  word,
  year,
} from './schema-parts.ts';

export const PACK_FORMAT = 'care-circle-standard';
export const PACK_VERSION = 1;

const ROW_UNITS = [
  'percent',
  'count',
  'beds',
  'square_metres',
  'per_100',
  'per_1000',
  'per_10000',
  'square_metres_per_1000',
  'square_metres_per_bed',
  'done',
  'persons',
  'attendances',
  'times_a_year',
  'households',
] as const;

const id = field('Unique in the pack; never change it once reports use it.', word);
const sections = field('Headings down to the passage, as printed.', anyOf(text));
const anchors = field('A few words of the passage, to find it in the printed text.', anyOf(text));
const notes = maybe('Remarks of ours.', anyOf(name));
const measure = part(measureSchema);
const dueYear = v.nullable(year);

const parameterSchema = exactly<Parameter>()(
  v.strictObject({
    id: field('What amounts name it by.', word),
    name: field('The word of the text.', name),
    value: field('The default; people can change it.', number),
    unit: field('Metres, minutes, per cent ...', name),
    why: field('Why this default.', name),
  }),
);

const readingSchema = exactly<Reading>()(
  v.strictObject({
    because: field('Why the row may be read in this way.', name),
    target: maybe("In place of the row's.", target),
    measure: maybe("In place of the row's.", measure),
    year: maybe("In place of the row's.", year),
  }),
);

const stepSchema = exactly<Step>()(
  v.strictObject({
    year: field('Due year of the step.', year),
    target: field('What is asked by then.', target),
    each: maybe("In place of the measure's own, where the step changes the rule of each unit.", each),
  }),
);

export const requirementSchema = exactly<Requirement>()(
  v.strictObject({
    id,
    section: sections,
    anchors,
    row: maybe("Row in the document's table of indicators.", number),
    text: field('What is asked, in our words.', name),
    force: field('How binding the text says it is.', v.picklist(FORCES)),
    strive: maybe('The text says strive for.', v.boolean()),
    legalBasis: maybe('The regulation behind it.', text),
    year: field('Due year; null where the text names none.', dueYear),
    printed: field(
      'As printed.',
      v.strictObject({
        comparator: field('As printed.', v.pipe(v.string(), v.maxLength(BOUNDS.word))),
        threshold: field('As printed.', v.union([cell, anyOf(text)])),
        unit: field('As printed.', v.pipe(v.string(), v.maxLength(BOUNDS.text))),
      }),
    ),
    unit: field('Unit of the value and of the target.', v.picklist(ROW_UNITS)),
    target: field('What the value is compared with; null: shown without a verdict.', v.nullable(target)),
    steps: maybe('Targets of earlier years, oldest first.', listOf(part(stepSchema))),
    measure: field('What is measured.', measure),
    sameAs: maybe('Ids of rows that state the same target again.', listOf(word)),
    baseline: maybe('Id of the baseline that the target goes with.', word),
    inferred: maybe('100 % is read from words like all or everywhere.', v.boolean()),
    readings: maybe('Other ways to read the row: shown beside it.', listOf(part(readingSchema))),
    notes,
  }),
);

export const statementSchema = exactly<Statement>()(
  v.strictObject({
    id,
    section: sections,
    anchors,
    text: field('What is stated, in our words.', name),
    year: field('The year it speaks of.', dueYear),
    value: field('The figure.', cell),
    unit: field('Its unit, in words.', v.pipe(v.string(), v.maxLength(BOUNDS.text))),
    notes,
  }),
);

export const conflictSchema = exactly<StandardPack['conflicts'][number]>()(
  v.strictObject({
    requirements: field('Ids of the rows that contradict each other; may be empty.', anyOf(word)),
    text: field('How they do.', name),
  }),
);

/** What a pack has beside its lists; without it nothing of the pack can be used. */
export const headSchema = v.object({
  format: field('Always care-circle-standard.', v.literal(PACK_FORMAT)),
  version: field('Version of the format.', v.literal(PACK_VERSION)),
  id: field(
    'Small letters, digits and hyphens.',
    v.pipe(v.string(), v.maxLength(BOUNDS.word), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)),
  ),
  place: field('The body that issued it.', name),
  title: field('Title of the document.', name),
  number: maybe('Number of the document.', text),
  adcode: maybe('Six-digit code of the territory.', v.pipe(v.string(), v.regex(/^\d{6}$/))),
  period: field('First and last year.', v.strictTuple([year, year])),
  status: field('Drafts and expired documents are shown as such.', v.picklist(['issued', 'draft', 'expired'])),
  statusNote: field('When issued, by which number, until when.', name),
  elders: field(
    'Who counts as an elder in the document.',
    v.strictObject({
      basis: field('Registered or permanent population; null where the text does not say.', v.nullable(basis)),
      text: field('In words.', name),
    }),
  ),
  unitWords: field('What the document calls its units.', name),
});

/** The lists of a pack, by the schema of an entry. */
export const LISTS = {
  parameters: parameterSchema,
  requirements: requirementSchema,
  baselines: statementSchema,
  forecasts: statementSchema,
  conflicts: conflictSchema,
};
export type ListName = keyof typeof LISTS;

function rowsOf<S extends v.GenericSchema>(entry: S) {
  return v.pipe(v.array(part(entry)), v.maxLength(BOUNDS.rows));
}

export const packSchema = exactly<StandardPack>()(
  v.strictObject({
    ...headSchema.entries,
    parameters: field('Words without a number, made numbers.', rowsOf(parameterSchema)),
    requirements: field('Rows that can be judged.', rowsOf(requirementSchema)),
    baselines: field('What the document says of the years before it.', rowsOf(statementSchema)),
    forecasts: field('What the document says of the years after it.', rowsOf(statementSchema)),
    conflicts: field('Rows that contradict each other.', rowsOf(conflictSchema)),
  }),
);

/** Parts by the names they have in the JSON Schema. */
export const PACK_PARTS = {
  name: localName,
  amount: amountSchema,
  partOf: partOfSchema,
  target: targetSchema,
  each: eachSchema,
  condition: conditionSchema,
  facilitySet: facilitySetSchema,
  unitSet: unitSetSchema,
  capacity: capacitySchema,
  denominator: denominatorSchema,
  item: itemSchema,
  measure: measureSchema,
  parameter: parameterSchema,
  reading: readingSchema,
  step: stepSchema,
  requirement: requirementSchema,
  statement: statementSchema,
  conflict: conflictSchema,
};
