/** What the tables of a report say of one row of a plan. */
import type { RequirementResult, State } from '../core/standards/types.ts';
import type { Cell } from '../core/types.ts';
import { formatKind } from '../i18n/index.ts';
import { formatAmount } from '../i18n/numbers.ts';
import { formatMissing, formatRowFigure, formatRowValue, formatTarget } from '../i18n/standards/figures.ts';
import { roundToTwo, say, sayPeople, type Context, type Row } from './context.ts';

function isEstimated({ flags }: Pick<RequirementResult, 'flags'>): boolean {
  return flags.includes('estimated_elders');
}

/** Two digits of each figure, downwards, where it rests on estimated homes. */
export function sayValue(result: RequirementResult, { locale, words }: Context): string {
  if (!isEstimated(result) || result.low === null || result.high === 0)
    return formatRowValue(result, result.unit, locale);
  const rounded = (value: number | null): number | null => (value === null ? null : roundToTwo(value, 'down'));
  const { value, low, high } = result;
  const figures = { value: rounded(value), low: rounded(low), high: rounded(high) };
  return words.about(formatRowValue(figures, result.unit, locale));
}

/** With the year that it is of, where that is not the year of the report: a row is judged in its due year. */
export function sayValueInYear(result: RequirementResult, context: Context): string {
  const value = sayValue(result, context);
  const { judgedIn, source } = result;
  const isOfRun = judgedIn === null || judgedIn === context.evaluation.settings.year;
  return isOfRun || source === 'reported' || result.low === null
    ? value
    : context.words.remarks.inYear(value, String(judgedIn));
}

/** In the words of an official; where there is nothing to judge in a word or two, which fit the column of a table. */
export function sayState(state: State, { standard }: Pick<Context, 'standard'>): string {
  return state === 'no_target' ? standard.states.no_target : standard.verdicts[state];
}

export function sayTarget(result: RequirementResult, { locale }: Context): string {
  return formatTarget(result, result.unit, locale);
}

/** How far the value is from the target, in points where the row is in per cent; null where that cannot be said. */
export function sayMargin(result: RequirementResult, context: Context): string | null {
  const { words, standard } = context;
  const { state, unit, margin, target, high, comparator } = result;
  if (unit === 'done' || target === null || state === 'unknown') return null;
  if (margin !== null) {
    const amount = sayAmount(Math.abs(margin), result, margin < 0 ? 'up' : 'down', context);
    return margin < 0 ? standard.row.below(amount) : standard.row.above(amount);
  }
  const isUpwards = comparator === '>=' || comparator === '>' || comparator === '~';
  if (state !== 'not_met' || high === null || !isUpwards || high >= target) return null;
  return words.shortAtLeast(sayAmount(target - high, result, 'up', context));
}

/** Rounded so that the target is the value shown plus what is missing. */
function sayAmount(amount: number, result: RequirementResult, towards: 'up' | 'down', context: Context): string {
  const { words, locale } = context;
  const steps = result.unit === 'percent' ? 10 : 100;
  const whole = towards === 'up' ? Math.ceil(amount * steps - 1e-9) : Math.floor(amount * steps + 1e-9);
  const rounded = isEstimated(result) ? roundToTwo(amount, towards) : whole / steps;
  const figure =
    result.unit === 'percent'
      ? words.points(formatAmount(rounded, locale))
      : formatRowFigure(rounded, result.unit, locale);
  return isEstimated(result) ? words.about(figure) : figure;
}

/**
 * Elders behind what a row misses. In public those of suppressed areas are left out, so that they cannot be told from
 * the sum: "at least".
 */
export function eldersConcerned(result: RequirementResult, context: Context): Cell {
  const { elders, failing } = result;
  if (elders === null || result.state === 'met') return null;
  const hidden = failing.filter((id) => context.suppressed.has(id));
  if (hidden.length === 0) {
    if (context.isPublic && elders > 0 && elders < 10) return context.words.small;
    return isEstimated(result) ? sayPeople(elders, true, 'up', context) : elders;
  }
  const known = new Map(context.evaluation.areas.map((area) => [area.id, area.elders ?? 0]));
  const kept = hidden.reduce((sum, id) => sum + (known.get(id) ?? 0), 0);
  return context.words.atLeast(sayPeople(Math.max(0, elders - kept), isEstimated(result), 'down', context));
}

export function sayMissing(codes: readonly string[], { locale }: Context): string[] {
  return codes.map((code) => formatMissing(code, locale));
}

/** Everything a reader must know beside the verdict. */
export function sayRemarks({ result }: Row, context: Context): string {
  const { words, standard, locale } = context;
  const { remarks } = words;
  const hasReadings = result.readings.length > 0;
  const flags = result.flags.filter(
    (flag) => flag !== 'repeat' && flag !== 'met_later' && !(flag === 'contradicted' && hasReadings),
  );
  const list = [
    ...(result.flags.includes('repeat') ? [remarks.repeat(result.sameAs.join(words.separator))] : []),
    ...(result.later ? [sayLater(result.later, result, context)] : []),
    ...(result.parts.length > 0 ? [remarks.parts(sayParts(result, context))] : []),
    ...(result.reported ? [remarks.reported(String(result.reported.value), sourceOf(result.reported))] : []),
    ...flags.map((flag) => standard.flags[flag]),
    ...result.readings.map(({ because, state }) => remarks.reading(because[locale], standard.states[state])),
    ...(result.state === 'unknown' && result.missing.length > 0
      ? [remarks.missing(sayMissing(result.missing, context).join(words.separator))]
      : []),
  ];
  return list.join(words.clause);
}

function sayLater(
  { year, state, value }: NonNullable<RequirementResult['later']>,
  result: RequirementResult,
  context: Context,
): string {
  const { remarks } = context.words;
  const verdict = context.standard.verdicts[state];
  if (state === 'met' || value === null) return remarks.later(String(year), verdict);
  const figure = sayValue({ ...result, value, low: value, high: value }, context);
  return remarks.since(String(year), figure, context.standard.states[state]);
}

function sourceOf({ source, date }: { source: string; date: string }): string {
  return [source, date].filter((part) => part !== '').join(' ') || '-';
}

function sayParts(result: RequirementResult, context: Context): string {
  const { locale, standard, words } = context;
  const named = result.parts.map(({ name, state, ...range }) => {
    const value = range.low === null ? '' : `${sayValue({ ...result, ...range }, context)} `;
    return `${sayTypes(name[locale], context)} ${value}${standard.states[state]}`;
  });
  return named.join(words.separator);
}

/** A part without a name of its own is called by its codes of types, `meal_point;canteen`. */
function sayTypes(name: string, { locale, standard }: Context): string {
  if (!/^[a-z_;]+$/.test(name)) return name;
  const codes = [...new Set(name.split(';'))];
  return codes.map((code) => standard.kinds[code] ?? formatKind(code, locale, true)).join('/');
}

/** Computed or reported; a row that only a report can settle says so while there is none. */
export function saySource({ source, reported }: RequirementResult, { words, standard }: Context): string {
  return source === 'reported' && !reported ? words.columns.toReport : standard.sources[source];
}

/** Headings and words of the passage, to find it in the printed plan: as printed, in its own language. */
export function sayCitation({ requirement }: Row, { words }: Context): string {
  const { section, anchors, row } = requirement;
  const places = [section.join(' > '), ...(row === undefined ? [] : [words.remarks.annexRow(String(row))])];
  return [...places, ...anchors.map((anchor) => words.quoted(anchor))].filter((part) => part !== '').join(' ');
}

/** How many units fail; null where no units are tested, or none fails. */
export function sayUnits(result: RequirementResult, context: Context): Cell {
  const { failing, unitKind } = result;
  if (unitKind === null || unitKind === 'item' || failing.length === 0) return null;
  return context.words.units(say(failing.length, context), context.standard.unitKinds[unitKind]);
}
