/** Values, targets and missing data of rows of written standards, as people read them. */
import type { RequirementResult, RowUnit } from '../../core/standards/types.ts';
import { formatKind, messages, type Locale } from '../index.ts';
import { formatAmount } from '../numbers.ts';
import { standardWords } from './index.ts';

/** A figure in its unit; rounded down: per cent to one decimal, so that 99.96 % is never shown as 100 %, others to two. */
export function formatRowFigure(value: number | null, unit: RowUnit, locale: Locale): string {
  const words = standardWords(locale);
  if (value === null) return messages(locale).units.unknown;
  if (unit === 'done') return value >= 1 ? words.done : words.notDone;
  if (unit === 'percent') return words.units.percent(formatAmount(Math.floor(value * 10 + 1e-9) / 10, locale));
  return words.units[unit](formatAmount(Math.floor(value * 100 + 1e-9) / 100, locale));
}

/** The value, or what it lies between where it is not known exactly. */
export function formatRowValue(
  { value, low, high }: Pick<RequirementResult, 'value' | 'low' | 'high'>,
  unit: RowUnit,
  locale: Locale,
): string {
  const words = standardWords(locale).row;
  // Done or not done has nothing in between.
  if (value !== null || low === null || unit === 'done') return formatRowFigure(value, unit, locale);
  if (high === null) return words.atLeast(formatRowFigure(low, unit, locale));
  return words.between(formatRowFigure(low, unit, locale), formatRowFigure(high, unit, locale));
}

export function formatTarget(
  { target, comparator }: Pick<RequirementResult, 'target' | 'comparator'>,
  unit: RowUnit,
  locale: Locale,
): string {
  const words = standardWords(locale);
  if (target === null || comparator === null) return words.states.no_target;
  if (unit === 'done') return words.done;
  const stated = `${words.comparators[comparator]} ${formatRowFigure(target, unit, locale)}`;
  return comparator === '~' ? words.aboutTarget(stated) : stated;
}

/** `facilities.grade` -> 设施台账的“等级”. A code without words is shown as it is. */
export function formatMissing(code: string, locale: Locale): string {
  const words = standardWords(locale);
  if (code === 'reported') return words.missingReported;
  if (code === 'concerns_none') return words.concernsNone;
  const [, layer = '', rest = code] = /^(\w+)\.(.+)$/.exec(code) ?? [];
  const kind = rest.startsWith('types:') ? rest.slice(6) : null;
  if (kind !== null) return words.missingTypes(words.kinds[kind] ?? formatKind(kind, locale));
  if (rest.startsWith('name:')) return words.missingName(rest.slice(5));
  const { levels } = messages(locale);
  if (layer === 'areas' && Object.hasOwn(levels, rest)) return words.missingLevel(levels[rest as keyof typeof levels]);
  if (layer === '') return words.layers[rest] ?? rest;
  return words.missingColumn(words.layers[layer] ?? layer, words.columns[rest] ?? rest);
}
