/** How many there are: count_total, milestone. */
import { createMeasured, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { both } from '../range.ts';
import type { Truth } from '../range.ts';
import { isUnrecorded, missingTypes } from '../select.ts';
import type { Measured, MeasureOf } from '../types.ts';

/** Facilities of the set; those of which it is not known are `uncertain`. */
export function measureCountTotal({ set }: MeasureOf<'count_total'>, moment: Moment): Measured {
  const selection = moment.select(set);
  const { sure, perhaps, missing, noRecord } = selection;
  if (isUnrecorded(set, selection)) return nothing(missingTypes(set), { noRecord });
  return createMeasured({
    value: { low: sure.length, high: sure.length + perhaps.length },
    unitKind: 'facility',
    uncertain: perhaps.map(({ id }) => id),
    missing: perhaps.length > 0 ? [...missing] : [],
    noRecord,
  });
}

/**
 * 1 where every named project stands: a facility that counts has the name in its own. One that is on record but does
 * not count yet is not done; of one without a record nothing is known.
 */
export function measureMilestone({ names }: MeasureOf<'milestone'>, moment: Moment): Measured {
  if (names.length === 0) return nothing(['facilities.name']);
  const states = names.map((name): Truth => {
    if (moment.facilities.some((facility) => facility.name.includes(name))) return true;
    return moment.records.some((facility) => facility.name.includes(name)) ? false : null;
  });
  const named = (wanted: Truth): string[] => names.filter((_, i) => states[i] === wanted).sort();
  const done = both(states);
  const counted = (truth: Truth): number => states.filter((state) => state === truth).length;
  return createMeasured({
    value: { low: done === true ? 1 : 0, high: done === false ? 0 : 1 },
    heads: {
      of: 'item',
      some: { low: counted(true), high: counted(true) + counted(null) },
      all: { low: names.length, high: names.length },
    },
    unitKind: 'item',
    failing: named(false),
    uncertain: named(null),
    missing: done === null ? named(null).map((name) => `facilities.name:${name}`) : [],
    noRecord: counted(null) === names.length,
  });
}
