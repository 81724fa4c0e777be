/** `--limit kind=metres` or `kind=minutes`: how a limit is said on the command line. */
import type { Kind, Limit } from '../../src/core/types.ts';
import { limitOfMinutes } from '../../src/core/walking-speed.ts';
import { UsageError } from './failures.ts';

/** Longer than any way to a facility within a city; discs beyond it would cover the whole map. */
const LONGEST_METRES = 50_000;
const LONGEST_MINUTES = 600;

/** A limit as it was said: what minutes are in metres depends on the speed. */
export type SaidLimit = { metres: number } | { minutes: number };

export function resolveLimit(said: SaidLimit, speedMetresPerSecond: number): Limit {
  return 'minutes' in said ? limitOfMinutes(said.minutes, speedMetresPerSecond) : said;
}

/** Kind and limit of `day_care=1000m`, `meals=1.5km`, `meals=15min` or `day_care=1000`; throws a UsageError for else. */
export function parseLimit(text: string): { kind: Kind; limit: SaidLimit } {
  const match = /^([^=\s]+)=([^=\s]+)$/.exec(text);
  const [kind, length] = [match?.[1], match?.[2]];
  if (kind === undefined || length === undefined) {
    throw new UsageError(
      `--limit must be a kind and a length or minutes, e.g. day_care=1000m or meals=15min, got "${text}".`,
    );
  }
  const minutes = Number(/^(\d+(?:\.\d+)?)min$/.exec(length)?.[1] ?? NaN);
  if (minutes > 0 && minutes <= LONGEST_MINUTES) return { kind, limit: { minutes } };
  if (!Number.isNaN(minutes)) {
    throw new UsageError(`--limit ${text}: a limit must be more than 0 and at most ${LONGEST_MINUTES} minutes.`);
  }
  const parts = /^(\d+(?:\.\d+)?)(m|km)?$/.exec(length);
  if (!parts) throw new UsageError(`--limit ${text}: "${length}" is no length. Give e.g. 1000m, 1.5km or 15min.`);
  const metres = Number(parts[1]) * (parts[2] === 'km' ? 1000 : 1);
  if (metres <= 0 || metres > LONGEST_METRES) {
    throw new UsageError(`--limit ${text}: a limit must be more than 0 and at most ${LONGEST_METRES} metres.`);
  }
  return { kind, limit: { metres } };
}

/** Adds one limit to those given before it; the same kind twice is a contradiction. */
export function addLimit(text: string, before: Record<Kind, SaidLimit> = {}): Record<Kind, SaidLimit> {
  const { kind, limit } = parseLimit(text);
  if (Object.hasOwn(before, kind)) throw new UsageError(`--limit ${text}: ${kind} has two limits, one is meant.`);
  return { ...before, [kind]: limit };
}
