import type { Limit } from '../core/types.ts';
import { LANGUAGE_TAGS, messages, type Locale } from './index.ts';

const STYLES = {
  integer: { maximumFractionDigits: 0 },
  percent: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  decimal: { maximumFractionDigits: 1 },
  speed: { minimumFractionDigits: 1, maximumFractionDigits: 2 },
  ratio: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  amount: { maximumFractionDigits: 2 },
  change: { maximumFractionDigits: 0, signDisplay: 'exceptZero' },
  points: { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' },
} satisfies Record<string, Intl.NumberFormatOptions>;

const FORMATS = new Map<string, Intl.NumberFormat>();

/** Made when first needed: each costs some milliseconds, and a page needs few of them to begin with. */
function formatOf(style: keyof typeof STYLES, locale: Locale): Intl.NumberFormat {
  const key = `${style} ${locale}`;
  let format = FORMATS.get(key);
  if (!format) FORMATS.set(key, (format = new Intl.NumberFormat(LANGUAGE_TAGS[locale], STYLES[style])));
  return format;
}

/** Makes the formats before they are needed, each in a task of its own: the first of them cost tens of milliseconds. */
export function prepareFormats(locale: Locale): void {
  for (const style of Object.keys(STYLES)) setTimeout(() => formatOf(style as keyof typeof STYLES, locale));
}

export function formatInteger(value: number, locale: Locale): string {
  return formatOf('integer', locale).format(value);
}

/** A figure of the data as it stands there, to two decimals at most. */
export function formatAmount(value: number, locale: Locale): string {
  return formatOf('amount', locale).format(value);
}

/** A quotient to two decimals, always both: 1.40. */
export function formatRatio(value: number, locale: Locale): string {
  return formatOf('ratio', locale).format(value);
}

/** A share of 0-1 in per cent with one decimal, rounded down: towards failing, so that 99.96 % is never shown as 100 %. */
export function formatShare(share: number | null, locale: Locale): string {
  if (share === null) return messages(locale).units.unknown;
  // 0.9 * 1000 is 900.0000000000001 in floating point and 0.29 * 1000 is 290 less one unit in the last place:
  // the small addend keeps a share that is exact in tenths of a per cent from falling to the tenth below.
  return formatOf('percent', locale).format(Math.floor(share * 1000 + 1e-9) / 1000);
}

/** Whole metres below 10 km, else kilometres with one decimal. */
export function formatMetres(metres: number | null, locale: Locale): string {
  const { units } = messages(locale);
  if (metres === null) return units.unknown;
  if (metres < 10_000) return units.metres(formatOf('integer', locale).format(metres));
  return units.kilometres(formatOf('decimal', locale).format(metres / 1000));
}

/** A limit as people say it: 500 m, 1 km, 1.5 km. */
export function formatLimit(metres: number, locale: Locale): string {
  const { units } = messages(locale);
  if (metres >= 1000 && metres % 100 === 0) return units.kilometres(formatOf('decimal', locale).format(metres / 1000));
  return units.metres(formatOf('integer', locale).format(metres));
}

/** Minutes to one decimal, rounded up: towards failing, so that a walk of 15.04 minutes never reads as 15. */
export function formatMinutes(minutes: number, locale: Locale): string {
  // 900 m at 0.6 m/s are 25.000000000000004 minutes in floating point: the small subtrahend keeps them 25.
  return messages(locale).units.minutes(
    formatOf('decimal', locale).format(Math.max(0, Math.ceil(minutes * 10 - 1e-9) / 10)),
  );
}

/** A pace in metres a second, to two decimals at most: 1.0 m/s. */
export function formatSpeed(metresPerSecond: number, locale: Locale): string {
  return messages(locale).units.speed(formatOf('speed', locale).format(metresPerSecond));
}

/** A limit of a run as it was said: 1 km, or 15 minutes with the metres that are walked meanwhile. */
export function formatRunLimit({ metres, minutes }: Limit, locale: Locale): string {
  if (minutes === undefined) return formatLimit(metres, locale);
  return messages(locale).units.minutesAndMetres(formatMinutes(minutes, locale), formatLimit(metres, locale));
}

/** A signed whole number: +3,214. */
export function formatChange(value: number, locale: Locale): string {
  return formatOf('change', locale).format(value);
}

/** A signed difference of two shares in percentage points, without the sign of per cent. */
export function formatPoints(difference: number, locale: Locale): string {
  return formatOf('points', locale).format(difference * 100);
}
