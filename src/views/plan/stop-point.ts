/** Where another site stops paying. */
import type { CurvePoint } from '../../core/siting/curve.ts';

/** A site that adds less than this part of what the first adds is not worth while: this tool's own rule, said with it. */
export const STOP_SHARE = 0.1;

/**
 * The last number of sites worth while, with the least that a site has to add: after it every further site adds less. Null while
 * each still pays. Points ascend by number, the first is that without new sites.
 */
export function findStopPoint(points: readonly CurvePoint[]): (CurvePoint & { least: number }) | null {
  const [none, first] = points;
  if (!none || !first) return null;
  const least = (first.objective - none.objective) * STOP_SHARE;
  let last = 0;
  points.forEach(({ objective }, i) => {
    const before = points[i - 1];
    if (before && objective - before.objective >= Math.max(least, Number.MIN_VALUE)) last = i;
  });
  const stop = points[last];
  return stop && last < points.length - 1 ? { ...stop, least } : null;
}
