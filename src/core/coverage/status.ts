/** Covered, partial, lacking: this tool's own bands, not a plan's (design.md section 4). */
import type { AreaReason, AreaStatus, Settings } from '../types.ts';

/**
 * Status of an area towards one kind. `elders` null = not known, 0 = nobody; `covered` of them are within the limit.
 * Bands are closed from above: a share of exactly `bands.covered` is covered, of exactly `bands.lacking` is partial.
 */
export function areaStatus(
  elders: number | null,
  covered: number,
  bands: Settings['bands'],
): { status: AreaStatus; reason: AreaReason | null } {
  if (elders === null) return { status: 'unknown', reason: 'no_data' };
  if (elders === 0) return { status: 'empty', reason: null };
  const share = covered / elders;
  if (share >= bands.covered) return { status: 'covered', reason: null };
  if (share >= bands.lacking) return { status: 'partial', reason: null };
  return { status: 'lacking', reason: covered > 0 ? 'too_few' : 'none_in_reach' };
}
