/** What there is of beds, places or square metres: capacity_total, capacity_ratio, area_per_1000_people. */
import { addUp } from '../capacity.ts';
import { createMeasured, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { keeps } from '../range.ts';
import { peopleOf, peopleOfPlace } from '../people.ts';
import type { AreaLevel } from '../../types.ts';
import type { Capacity, Denominator, Each, Measured, MeasureOf, Range, UnitSet } from '../types.ts';
import { eachUnit } from '../units.ts';
import type { UnitTest } from '../units.ts';

/** Sum of the columns over their sets. */
export function measureCapacityTotal({ capacity }: MeasureOf<'capacity_total'>, moment: Moment): Measured {
  const { total, unrecorded, noRecord } = addUp(capacity, moment);
  if (unrecorded) return nothing(unrecorded, { noRecord });
  const missing = new Set<string>();
  const value = total(missing);
  return createMeasured({ value, missing: [...missing].sort(), noRecord });
}

/** Capacity for `base` people (or other capacity); with units and `each` the per cent of units that keep the rule. */
export function measureCapacityRatio(measure: MeasureOf<'capacity_ratio'>, moment: Moment): Measured {
  return measureRatio(measure, moment);
}

/** Square metres for a thousand people, as above. */
export function measureAreaPer1000People(measure: MeasureOf<'area_per_1000_people'>, moment: Moment): Measured {
  return measureRatio({ ...measure, per: { of: 'population' }, base: 1000 }, moment);
}

interface Ratio {
  capacity: Capacity[];
  per: Denominator;
  base: number;
  units?: UnitSet;
  each?: Each;
}

function measureRatio({ capacity, per, base, units, each }: Ratio, moment: Moment): Measured {
  const { total, unrecorded, noRecord } = addUp(capacity, moment, units?.level);
  if (unrecorded) return nothing(unrecorded, { noRecord });
  const denominator = createDenominator(per, moment, units?.level ?? null);
  const ratioIn = (missing: Set<string>, place?: number): Range | null =>
    divide(total(missing, place), denominator(missing, place), base);
  if (units && each) {
    return eachUnit(units, moment, createTest(ratioIn, each, moment), { noRecord });
  }
  const missing = new Set<string>();
  const value = ratioIn(missing);
  if (value === null) return nothing([...missing, nameOf(per)], { noRecord });
  return createMeasured({ value, missing: [...missing].sort(), noRecord });
}

/** Whether the ratio of each unit keeps the rule. A unit without people is no unit of it. */
function createTest(
  ratioIn: (missing: Set<string>, place: number) => Range | null,
  each: Each,
  moment: Moment,
): UnitTest {
  return (place, missing) => {
    const open = new Set<string>();
    const ratio = ratioIn(open, place);
    if (ratio === null) return { passes: null, isMember: false };
    const passes = keeps(ratio, each, moment);
    if (passes === null) for (const column of open) missing.add(column);
    return { passes };
  };
}

function createDenominator(
  per: Denominator,
  moment: Moment,
  level: AreaLevel | null,
): (missing: Set<string>, place?: number) => Range {
  if (per.of === 'capacity') return addUp(per.capacity, moment, level).total;
  return (missing, place) =>
    place === undefined ? peopleOfPlace(per.of, moment, missing) : peopleOf(per.of, moment, place, missing);
}

function nameOf(per: Denominator): string {
  return per.of === 'capacity' ? `facilities.${per.capacity[0]?.field ?? 'count'}` : `areas.${per.of}`;
}

/** Null where there is nobody to divide by. */
function divide(some: Range, all: Range, base: number): Range | null {
  if (all.high === 0) return null;
  return { low: ratio(some.low, all.high, base), high: ratio(some.high, all.low, base) };
}

function ratio(some: number, all: number, base: number): number {
  if (some === 0) return 0;
  if (some === Infinity) return Infinity;
  if (all === Infinity) return 0;
  return all > 0 ? (base * some) / all : Infinity;
}
