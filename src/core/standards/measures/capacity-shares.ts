/** One capacity as a part of another: attribute_share of sums, utilisation. */
import type { Facility } from '../../types.ts';
import { amountAt } from '../capacity.ts';
import { createMeasured, nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import { addRanges, exactly } from '../range.ts';
import { percentOfSums } from '../ratio.ts';
import type { Piece } from '../ratio.ts';
import { isUnrecorded, missingTypes } from '../select.ts';
import type { Capacity, Measured, MeasureOf, Range } from '../types.ts';

/** Per cent of the capacity of the denominator that is also in the numerator. */
export function measureShareOfCapacity(
  { numerator, denominator }: { numerator: Capacity[]; denominator: Capacity[] },
  moment: Moment,
): Measured {
  const noRecord = denominator.every(({ set }) => moment.select(set).noRecord);
  for (const side of [denominator, numerator]) {
    if (!side.every(({ set }) => isUnrecorded(set, moment.select(set)))) continue;
    return nothing(
      side.flatMap(({ set }) => missingTypes(set)),
      { noRecord },
    );
  }
  const missing = new Set<string>();
  const wholes = collect(denominator, moment, missing);
  const parts = collect(numerator, moment, missing);
  const pieces = [...new Set([...wholes.keys(), ...parts.keys()])].map((facility): Piece => {
    const part = parts.get(facility) ?? NOT_IN;
    const whole = wholes.get(facility) ?? NOT_IN;
    return {
      part: part.isSure ? part.amount : orNothing(part.amount),
      whole: whole.amount,
      isOptional: !whole.isSure,
      isApart: !wholes.has(facility),
    };
  });
  return finish(pieces, missing, { noRecord, types: denominator.flatMap(({ set }) => missingTypes(set)) });
}

/** Residents of a hundred beds, over all facilities of the set together. */
export function measureUtilisation({ set }: MeasureOf<'utilisation'>, moment: Moment): Measured {
  const selection = moment.select(set);
  const { sure, perhaps, noRecord } = selection;
  if (isUnrecorded(set, selection)) return nothing(missingTypes(set), { noRecord });
  const missing = new Set(perhaps.length > 0 ? selection.missing : []);
  const toPiece = (facility: Facility, isOptional: boolean): Piece => ({
    part: amountAt(facility, 'residents', moment, missing),
    whole: amountAt(facility, 'beds', moment, missing),
    isOptional,
  });
  const pieces = [
    ...sure.map((facility) => toPiece(facility, false)),
    ...perhaps.map((facility) => toPiece(facility, true)),
  ];
  return finish(pieces, missing, { noRecord, types: missingTypes(set) });
}

function finish(
  pieces: readonly Piece[],
  missing: Set<string>,
  { noRecord, types }: { noRecord: boolean; types: string[] },
): Measured {
  const value = percentOfSums(pieces);
  if (value === null) return nothing([...missing, ...types], { noRecord });
  return createMeasured({ value, missing: [...missing].sort(), noRecord });
}

interface Held {
  amount: Range;
  isSure: boolean;
}

const NOT_IN: Held = { amount: exactly(0), isSure: true };

function orNothing({ high }: Range): Range {
  return { low: 0, high };
}

/** What each facility adds over all entries. It is sure where one entry is sure of it. */
function collect(capacity: readonly Capacity[], moment: Moment, missing: Set<string>): Map<Facility, Held> {
  const held = new Map<Facility, Held>();
  for (const { set, field } of capacity) {
    const { sure, perhaps, missing: open } = moment.select(set);
    if (perhaps.length > 0) for (const column of open) missing.add(column);
    const add = (facility: Facility, isSure: boolean): void => {
      const before = held.get(facility) ?? { amount: exactly(0), isSure: false };
      const amount = addRanges(before.amount, amountAt(facility, field, moment, missing));
      held.set(facility, { amount, isSure: before.isSure || isSure });
    };
    for (const facility of sure) add(facility, true);
    for (const facility of perhaps) add(facility, false);
  }
  return held;
}
