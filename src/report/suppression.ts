/** Small cells of public reports: which areas keep their figures to themselves (design.md section 10). */
import { compareIds, type Area, type AreaResult } from '../core/types.ts';

/** Areas with fewer elders than this have no figures in public. */
export const LEAST_ELDERS = 10;

/** Why the figures of an area are not shown: too few elders, or others could be computed from them. */
export type Suppression = 'small' | 'withheld';

/**
 * Suppressed areas by id. Of the areas under one parent that hold a small one, the next smallest is withheld too, since
 * the parent's total less the others would give the small one away; where there is no other, the parent is withheld, and
 * with it one of its own siblings. Areas without elders or with an unknown number hide nothing. The total of the place
 * itself is always shown: an only small area without siblings stays to be told from it.
 */
export function findSuppressed(
  results: readonly AreaResult[],
  areas: ReadonlyMap<string, Area>,
): ReadonlyMap<string, Suppression> {
  const suppressed = new Map<string, Suppression>();
  const elders = new Map(results.map((area) => [area.id, area.elders ?? 0]));
  for (const [id, count] of elders) if (count > 0 && count < LEAST_ELDERS) suppressed.set(id, 'small');
  const families = groupByParent(results, areas);
  // Withholding a parent may open its own siblings: from the small ones upwards until nothing changes.
  const waiting = [...suppressed.keys()];
  const done = new Set<string | null>();
  while (waiting.length > 0) {
    const parent = parentOf(waiting.shift() ?? '', areas, elders);
    if (done.has(parent)) continue;
    done.add(parent);
    const hidden = findCover(families.get(parent) ?? [], suppressed, elders) ?? parent;
    if (hidden === null) continue;
    if (!suppressed.has(hidden)) suppressed.set(hidden, 'withheld');
    waiting.push(hidden);
  }
  return suppressed;
}

/** The smallest sibling that is shown so far and has elders. */
function findCover(
  family: readonly string[],
  suppressed: ReadonlyMap<string, Suppression>,
  elders: ReadonlyMap<string, number>,
): string | null {
  const shown = family.filter((id) => !suppressed.has(id) && (elders.get(id) ?? 0) > 0);
  shown.sort((a, b) => (elders.get(a) ?? 0) - (elders.get(b) ?? 0) || compareIds(a, b));
  return shown[0] ?? null;
}

function groupByParent(
  results: readonly AreaResult[],
  areas: ReadonlyMap<string, Area>,
): ReadonlyMap<string | null, string[]> {
  const known = new Map(results.map(({ id, elders }) => [id, elders ?? 0]));
  const families = new Map<string | null, string[]>();
  for (const { id } of results) {
    const parent = parentOf(id, areas, known);
    families.set(parent, [...(families.get(parent) ?? []), id]);
  }
  return families;
}

function parentOf(id: string, areas: ReadonlyMap<string, Area>, known: ReadonlyMap<string, number>): string | null {
  const parent = areas.get(id)?.parentId ?? null;
  return parent !== null && parent !== id && known.has(parent) ? parent : null;
}

/** Telephone numbers of mainland China, mobile and landline, standing alone: 12-digit area codes are none. */
const PHONE = /(?<![\d.])(?:(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{6,7})(?![\d.])/g;

/** A text of the user's without the telephone numbers in it. */
export function removePhones(text: string): string {
  return text.replace(PHONE, '…');
}
