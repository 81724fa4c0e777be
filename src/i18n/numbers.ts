import type { Limit } from '../core/types.ts';
import { messages, type Locale } from './index.ts';

/** Fewest and most digits behind the point. */
type Digits = readonly [least: number, most: number];

/** Chinese and English write figures alike. */
const MARKS: Record<Locale, { group: string; point: string }> = {
  zh: { group: ',', point: '.' },
  en: { group: ',', point: '.' },
};

/**
 * As `Intl.NumberFormat` writes it, halves rounded away from 0, and 0 never with a sign; below 1e21. It is not asked,
 * because its first format holds a page that opens for 50 ms and more while the browser fetches the language's tables.
 */
function format(value: number, [least, most]: Digits, locale: Locale): string {
  const { group, point } = MARKS[locale];
  const [whole = '', digits = ''] = roundTo(most, Math.abs(value)).toFixed(most).split('.');
  const fraction = digits.replace(/0+$/, '').padEnd(least, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const sign = value < 0 && /[1-9]/.test(whole + fraction) ? '-' : '';
  return sign + (fraction === '' ? grouped : grouped + point + fraction);
}

/** Of the decimals that a number is written with: 1.005 becomes 1.01, though the number itself lies a trace below. */
function roundTo(digits: number, value: number): number {
  const written = String(value);
  return written.includes('e') ? value : Math.round(Number(`${written}e${digits}`)) / 10 ** digits;
}

/** The same with a sign before all but 0. */
function formatSigned(value: number, digits: Digits, locale: Locale): string {
  const text = format(value, digits, locale);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

export function formatInteger(value: number, locale: Locale): string {
  return format(value, [0, 0], locale);
}

/** A figure of the data as it stands there, to two decimals at most. */
export function formatAmount(value: number, locale: Locale): string {
  return format(value, [0, 2], locale);
}

/** A quotient to two decimals, always both: 1.40. */
export function formatRatio(value: number, locale: Locale): string {
  return format(value, [2, 2], locale);
}

/** A share of 0-1 in per cent with one decimal, rounded down: towards failing, so that 99.96 % is never shown as 100 %. */
export function formatShare(share: number | null, locale: Locale): string {
  if (share === null) return messages(locale).units.unknown;
  // 0.9 * 1000 is 900.0000000000001 in floating point and 0.29 * 1000 is 290 less one unit in the last place:
  // the small addend keeps a share that is exact in tenths of a per cent from falling to the tenth below.
  return `${format(Math.floor(share * 1000 + 1e-9) / 10, [1, 1], locale)}%`;
}

/** Whole metres below 10 km, else kilometres with one decimal. */
export function formatMetres(metres: number | null, locale: Locale): string {
  const { units } = messages(locale);
  if (metres === null) return units.unknown;
  if (metres < 10_000) return units.metres(formatInteger(metres, locale));
  return units.kilometres(format(metres / 1000, [0, 1], locale));
}

/** A limit as people say it: 500 m, 1 km, 1.5 km. */
export function formatLimit(metres: number, locale: Locale): string {
  const { units } = messages(locale);
  if (metres >= 1000 && metres % 100 === 0) return units.kilometres(format(metres / 1000, [0, 1], locale));
  return units.metres(formatInteger(metres, locale));
}

/** Minutes to one decimal, rounded up: towards failing, so that a walk of 15.04 minutes never reads as 15. */
export function formatMinutes(minutes: number, locale: Locale): string {
  // 900 m at 0.6 m/s are 25.000000000000004 minutes in floating point: the small subtrahend keeps them 25.
  return messages(locale).units.minutes(format(Math.max(0, Math.ceil(minutes * 10 - 1e-9) / 10), [0, 1], locale));
}

/** A pace in metres a second, to two decimals at most: 1.0 m/s. */
export function formatSpeed(metresPerSecond: number, locale: Locale): string {
  return messages(locale).units.speed(format(metresPerSecond, [1, 2], locale));
}

/** A limit of a run as it was said: 1 km, or 15 minutes with the metres that are walked meanwhile. */
export function formatRunLimit({ metres, minutes }: Limit, locale: Locale): string {
  if (minutes === undefined) return formatLimit(metres, locale);
  return messages(locale).units.minutesAndMetres(formatMinutes(minutes, locale), formatLimit(metres, locale));
}

/** A signed whole number: +3,214. */
export function formatChange(value: number, locale: Locale): string {
  return formatSigned(value, [0, 0], locale);
}

/** A signed difference of two shares in percentage points, without the sign of per cent. */
export function formatPoints(difference: number, locale: Locale): string {
  return formatSigned(difference * 100, [1, 1], locale);
}
