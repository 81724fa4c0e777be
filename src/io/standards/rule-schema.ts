/** Schemas of what measures are made of: amounts, targets, conditions, sets. Types in `core/standards/types.ts`. */
import * as v from 'valibot';
import {
  COMPARATORS,
  type Amount,
  type Capacity,
  type Condition,
  type Denominator,
  type Each,
  type FacilitySet,
  type Item,
  type PartOf,
  type Target,
  type UnitSet,
} from '../../core/standards/types.ts';
import { AREA_LEVELS } from '../../core/types.ts';
import { anyOf, cell, exactly, field, listOf, maybe, name, number, oneOf, part, text, word } from './schema-parts.ts';

const parameterAmount = v.strictObject({ parameter: field('Id of a parameter of the pack.', word) });
export const amountSchema = exactly<Amount>()(oneOf([number, parameterAmount], () => parameterAmount));
export const amount = part(amountSchema);

const comparator = v.picklist(COMPARATORS);
const rule = {
  comparator: field('~ is about: at least the value less the parameter about_percent.', comparator),
  value: field('A number, or a parameter.', amount),
  upTo: maybe('Upper end of a printed range: shown, more is no failure.', number),
};
export const targetSchema = exactly<Target>()(v.strictObject(rule));
export const target = part(targetSchema);
export const eachSchema = exactly<Each>()(v.strictObject(rule));
export const each = part(eachSchema);

export const partOfSchema = exactly<PartOf>()(
  v.strictObject({
    percent: field('Per cent of the other column.', number),
    of: field('The other column of the same row.', word),
  }),
);
const bound = oneOf([number, parameterAmount, partOfSchema], (input) =>
  Object.hasOwn(input, 'percent') || Object.hasOwn(input, 'of') ? partOfSchema : parameterAmount,
);

const inner: v.GenericSchema<Condition> = v.lazy(() => conditionSchema);
const column = field('A column of the row that is tested.', word);
const CONDITIONS = {
  all: v.strictObject({ all: field('All of them hold.', listOf(inner)) }),
  any: v.strictObject({ any: field('One of them holds.', listOf(inner)) }),
  not: v.strictObject({ not: field('It does not hold.', inner) }),
  grade: v.strictObject({
    field: column,
    grade: field('The scale; a grade of another scale is unknown.', v.picklist(['star', 'a_class', 'level'])),
    atLeast: field('Stars, As, or the national level 1-5.', number),
  }),
  is: v.strictObject({
    field: column,
    is: field('The value, or one of the values.', v.union([cell, listOf(cell)])),
  }),
  atLeast: v.strictObject({ field: column, atLeast: field('At least.', bound) }),
  moreThan: v.strictObject({ field: column, moreThan: field('More than.', bound) }),
  atMost: v.strictObject({ field: column, atMost: field('At most.', bound) }),
  lessThan: v.strictObject({ field: column, lessThan: field('Less than.', bound) }),
  includes: v.strictObject({ field: column, includes: field('The list holds one of these.', listOf(text)) }),
  given: v.strictObject({ field: column, given: field('The column says something.', v.literal(true)) }),
};

/** Without a word that we know, it is told what is missing of the most common one. */
function chooseCondition(input: object): v.GenericSchema {
  return Object.entries(CONDITIONS).find(([key]) => Object.hasOwn(input, key))?.[1] ?? CONDITIONS.is;
}

export const conditionSchema = exactly<Condition>()(
  oneOf(
    [
      CONDITIONS.all,
      CONDITIONS.any,
      CONDITIONS.not,
      CONDITIONS.grade,
      CONDITIONS.is,
      CONDITIONS.atLeast,
      CONDITIONS.moreThan,
      CONDITIONS.atMost,
      CONDITIONS.lessThan,
      CONDITIONS.includes,
      CONDITIONS.given,
    ],
    chooseCondition,
  ),
);
export const condition = part(conditionSchema);

export const facilitySetEntries = {
  types: field(
    'Type codes; a facility is in the set if it is of one of them, or offers it as a service.',
    listOf(word),
  ),
  where: maybe('Test on columns of the facility; a blank column makes membership uncertain.', condition),
  absent: maybe(
    'What no record at all of these types means: none there (default), or not known.',
    v.picklist(['none', 'unknown']),
  ),
};
export const facilitySetSchema = exactly<FacilitySet>()(v.strictObject(facilitySetEntries));
export const facilitySet = part(facilitySetSchema);

export const unitSetSchema = exactly<UnitSet>()(
  v.strictObject({
    level: field('Level of the areas; unit is drawn or listed by the user.', v.picklist(AREA_LEVELS)),
    where: maybe('Test on columns of the area.', condition),
  }),
);
export const unitSet = part(unitSetSchema);

export const capacitySchema = exactly<Capacity>()(
  v.strictObject({
    set: field('Whose capacity.', facilitySet),
    field: field('A number column of facilities, or count for the number of facilities.', word),
  }),
);
export const capacity = part(capacitySchema);

export const itemSchema = exactly<Item>()(
  v.strictObject({
    name: field('What it is called.', name),
    types: maybe('One of these facility types is enough.', anyOf(word)),
    services: maybe('One of these services is enough.', anyOf(word)),
  }),
);
export const item = part(itemSchema);

export const basis = v.picklist(['registered', 'permanent']);
const people = v.strictObject({
  of: field('Which column of the areas.', v.picklist(['elders', 'elders_80', 'population', 'households'])),
  basis: maybe('Registered or permanent, where the text names one.', basis),
});
const capacities = v.strictObject({
  of: field('Another capacity, such as beds.', v.literal('capacity')),
  capacity: field('Which.', listOf(capacity)),
});
export const denominatorSchema = exactly<Denominator>()(
  oneOf([people, capacities], (input) => (Object.hasOwn(input, 'capacity') ? capacities : people)),
);
export const denominator = part(denominatorSchema);
