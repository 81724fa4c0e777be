/** How many people live in the place or in one of its areas. */
import { areasBelow } from './chain.ts';
import { areaFields, residenceFields, toNumber } from './conditions.ts';
import type { Moment } from './moment.ts';
import { addRanges, ANY_AMOUNT, exactly } from './range.ts';
import type { Range } from './types.ts';

export type People = 'elders' | 'elders_80' | 'population' | 'households';

/**
 * People of one area in the year: its own figure, else those of the areas below it, else of its residences. What is not
 * known may be any number; `missing` names the column then.
 */
export function peopleOf(of: People, moment: Moment, place: number, missing: Set<string>): Range {
  const own = toNumber(areaFields(moment, place).read(of));
  if (own !== null && own >= 0) return exactly(own);
  const below = areasBelow(moment.demand, place);
  if (below.length > 0) return sum(below.map((child) => peopleOf(of, moment, child, missing)));
  const { memberStarts, members } = moment.demand;
  const rows = members.subarray(memberStarts[place], memberStarts[place + 1]);
  const found = rows.length === 0 ? ANY_AMOUNT : inResidences(of, moment, rows, new Set());
  if (found.low !== found.high) missing.add(`areas.${of}`);
  return found;
}

/** People of the whole place: of the areas at the top, or without areas of all residences. */
export function peopleOfPlace(of: People, moment: Moment, missing: Set<string>): Range {
  const tops = areasBelow(moment.demand, -1);
  if (tops.length > 0) return sum(tops.map((place) => peopleOf(of, moment, place, missing)));
  const { residences } = moment.demand;
  if (residences.length > 0) return inResidences(of, moment, residences.keys(), missing);
  missing.add('areas');
  return ANY_AMOUNT;
}

function sum(ranges: readonly Range[]): Range {
  return ranges.reduce(addRanges, exactly(0));
}

function inResidences(of: People, moment: Moment, rows: Iterable<number>, missing: Set<string>): Range {
  let total: Range = exactly(0);
  for (const row of rows) {
    const own = toNumber(residenceFields(moment, row).read(of));
    const isKnown = own !== null && own >= 0;
    if (!isKnown) missing.add(`residences.${of}`);
    total = addRanges(total, isKnown ? exactly(own) : ANY_AMOUNT);
  }
  return total;
}
