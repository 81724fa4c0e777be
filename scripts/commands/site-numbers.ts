/** Numbers as `site` takes them. */
import { UsageError } from './failures.ts';

const MOST_SITES = 100_000;

/** Null where nothing was said. */
export function parseWhole(option: string, text: string | undefined, least: number): number | null {
  if (text === undefined) return null;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= MOST_SITES) return number;
  throw new UsageError(`${option} must be a whole number from ${least} to ${MOST_SITES}, got "${text}".`);
}

/** Null where it is none. */
export function parseDecimal(text: string): number | null {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}
