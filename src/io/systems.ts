/** Which coordinate system a ledger is in: the one that puts most points into the area named in their own row. */
import { convert } from '../core/geo/systems.ts';
import type { Area, CoordinateSystem, LayerName } from '../core/types.ts';
import type { AreaNames } from './layers/area-names.ts';
import { isPlaced, type Places } from './layers/placing.ts';

/** How well each system puts the points of a table into the area named in their own row. */
export interface SystemEvidence {
  file: string;
  layer: LayerName;
  applied: CoordinateSystem;
  /** Points that name an area with a polygon: the basis of `inside`. */
  tested: number;
  inside: Record<CoordinateSystem, number>;
  /**
   * `project`: a saved project is in WGS-84; `header`: the columns or the file's own header say it; `said` by the user; `evidence` of the counts;
   * `assumed` where there is nothing to test with.
   */
  basis: 'project' | 'header' | 'said' | 'evidence' | 'assumed';
}

/** What the points of one table say. */
export interface Counts {
  tested: number;
  inside: Record<CoordinateSystem, number>;
  /** The system that is clearly best, or null. */
  best: CoordinateSystem | null;
}

const SYSTEMS: readonly CoordinateSystem[] = ['wgs84', 'gcj02', 'bd09'];
/** More points than this say nothing new; they are taken evenly from the whole table. */
const MOST_TESTED = 200;
/** Fewer say nothing at all. */
const LEAST_TESTED = 10;

/**
 * Counts, for each system, the points inside their named areas. A system is clearly best when it has 1.2 times the
 * points of every other, or, where areas are much larger than the shift (districts), leaves at most half as many points
 * outside and gains at least 10. `areas` holds the named area of each row.
 */
export function countInside(places: Places, areas: readonly (Area | undefined)[], names: AreaNames): Counts {
  const testable: number[] = [];
  areas.forEach((area, i) => {
    if (area !== undefined && area.polygon !== null && isPlaced(places, i)) testable.push(i);
  });
  const step = Math.max(1, Math.ceil(testable.length / MOST_TESTED));
  const counts: Counts = { tested: 0, inside: { wgs84: 0, gcj02: 0, bd09: 0 }, best: null };
  for (let k = 0; k < testable.length; k += step) {
    const i = testable[k] ?? 0;
    const area = areas[i];
    if (area === undefined) continue;
    counts.tested++;
    for (const system of SYSTEMS) {
      const [longitude, latitude] = convert([places.longitudes[i] ?? 0, places.latitudes[i] ?? 0], system, 'wgs84');
      if (names.isInside(longitude, latitude, area)) counts.inside[system]++;
    }
  }
  counts.best = findBest(counts);
  return counts;
}

function findBest({ tested, inside }: Counts): CoordinateSystem | null {
  if (tested < LEAST_TESTED) return null;
  return SYSTEMS.find((system) => SYSTEMS.every((other) => other === system || isClear(system, other))) ?? null;

  function isClear(system: CoordinateSystem, other: CoordinateSystem): boolean {
    const gain = inside[system] - inside[other];
    if (gain <= 0) return false;
    return (
      inside[system] >= 1.2 * inside[other] || (gain >= 10 && tested - inside[other] >= 2 * (tested - inside[system]))
    );
  }
}
