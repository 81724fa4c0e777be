/** Covered, partial, lacking: this tool's own bands, not a plan's (design.md section 4). */
import type { AreaReason, AreaStatus, Settings } from '../types.ts';

/** Elders of an area; `elders` null = not known, 0 = nobody. */
export interface AreaElders {
  elders: number | null;
  /** Within the limit. */
  covered: number;
  /** Not to be put on the streets: whether they are within the limit cannot be known. */
  unplaced: number;
  /** Whether the streets of the area look incomplete, however near its homes are to one. */
  isIncomplete?: boolean;
}

export type StatusRules = Pick<Settings, 'bands' | 'incompleteShare'>;

interface Verdict {
  status: AreaStatus;
  reason: AreaReason | null;
}

/**
 * Status of an area towards one kind. Bands are closed from above: a share of exactly `bands.covered` is covered, of
 * exactly `bands.lacking` is partial. With unplaced elders it is judged with none and with all of them covered: where
 * the two differ it is unknown, as it is where more than `incompleteShare` are unplaced or the streets look incomplete.
 */
export function areaStatus(
  { elders, covered, unplaced, isIncomplete = false }: AreaElders,
  rules: StatusRules,
): Verdict {
  if (elders === null) return { status: 'unknown', reason: 'no_data' };
  if (elders === 0) return { status: 'empty', reason: null };
  if (isIncomplete || unplaced > rules.incompleteShare * elders)
    return { status: 'unknown', reason: 'streets_incomplete' };
  const least = judge(elders, covered, rules.bands);
  const most = judge(elders, covered + unplaced, rules.bands);
  return least.status === most.status ? least : { status: 'unknown', reason: 'unplaced' };
}

function judge(elders: number, covered: number, bands: Settings['bands']): Verdict {
  const share = covered / elders;
  if (share >= bands.covered) return { status: 'covered', reason: null };
  if (share >= bands.lacking) return { status: 'partial', reason: null };
  return { status: 'lacking', reason: covered > 0 ? 'too_few' : 'none_in_reach' };
}
