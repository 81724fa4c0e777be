/** What an area says of itself: per_unit_value, population. */
import { areaFields, toNumber } from '../conditions.ts';
import { createMeasured } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { peopleOfPlace } from '../people.ts';
import { exactly, keeps } from '../range.ts';
import type { Measured, MeasureOf } from '../types.ts';
import { eachUnit } from '../units.ts';

/** Per cent of units whose own figure keeps the rule. */
export function measurePerUnitValue({ units, field, each }: MeasureOf<'per_unit_value'>, moment: Moment): Measured {
  return eachUnit(units, moment, (place, missing) => {
    const value = toNumber(areaFields(moment, place).read(field));
    if (value === null) missing.add(`areas.${field}`);
    return { passes: value === null ? null : keeps(exactly(value), each, moment) };
  });
}

/** People of the place, by its areas' own figures where they have any. Their basis is for the caller to look at. */
export function measurePopulation({ of }: MeasureOf<'population'>, moment: Moment): Measured {
  const missing = new Set<string>();
  const value = peopleOfPlace(of, moment, missing);
  return createMeasured({ value, missing: [...missing].sort() });
}
