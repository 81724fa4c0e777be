/** `--limit kind=metres`: how a limit is said on the command line. */
import type { Kind, Limit } from '../../src/core/types.ts';
import { UsageError } from './failures.ts';

/** Longer than any way to a facility within a city; discs beyond it would cover the whole map. */
const LONGEST_METRES = 50_000;

/** Kind and limit of `day_care=1000m`, `meals=1.5km` or `day_care=1000`; throws a UsageError for anything else. */
export function parseLimit(text: string): { kind: Kind; limit: Limit } {
  const match = /^([^=\s]+)=([^=\s]+)$/.exec(text);
  const [kind, length] = [match?.[1], match?.[2]];
  if (kind === undefined || length === undefined) {
    throw new UsageError(`--limit must be a kind and a length, e.g. day_care=1000m, got "${text}".`);
  }
  if (/^\d+(\.\d+)?min$/.test(length)) {
    throw new UsageError(
      `--limit ${text}: minutes need walking mode, which is not there yet. Give metres: 15 minutes at 1.0 m/s are 900 m walked.`,
    );
  }
  const parts = /^(\d+(?:\.\d+)?)(m|km)?$/.exec(length);
  if (!parts) throw new UsageError(`--limit ${text}: "${length}" is no length. Give e.g. 1000m or 1.5km.`);
  const metres = Number(parts[1]) * (parts[2] === 'km' ? 1000 : 1);
  if (metres <= 0 || metres > LONGEST_METRES) {
    throw new UsageError(`--limit ${text}: a limit must be more than 0 and at most ${LONGEST_METRES} metres.`);
  }
  return { kind, limit: { metres } };
}

/** Adds one limit to those given before it; the same kind twice is a contradiction. */
export function addLimit(text: string, before: Record<Kind, Limit> = {}): Record<Kind, Limit> {
  const { kind, limit } = parseLimit(text);
  if (Object.hasOwn(before, kind)) throw new UsageError(`--limit ${text}: ${kind} has two limits, one is meant.`);
  return { ...before, [kind]: limit };
}
