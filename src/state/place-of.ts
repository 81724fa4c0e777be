/** What a place without a name is called. */
import { squaredMetres } from '../core/geo/metric.ts';
import type { Position } from '../core/types.ts';
import type { ProjectSummary } from '../worker/results.ts';

/** The nearest home with a name says where a place is; far from all of them nothing does. */
const NEAR_METRES = 500;

export function createPlaceOf({ homes }: ProjectSummary): (position: Position) => string {
  const known = new Map<string, string>();
  return (position) => {
    const key = position.join();
    const found = known.get(key) ?? findPlace(homes, position);
    known.set(key, found);
    return found;
  };
}

function findPlace({ names, areaNames, positions }: ProjectSummary['homes'], [lon, lat]: Position): string {
  let [best, nearest] = [-1, NEAR_METRES ** 2];
  names.forEach((name, row) => {
    if (name === '') return;
    const squared = squaredMetres(lon, lat, positions[2 * row] ?? NaN, positions[2 * row + 1] ?? NaN);
    if (squared < nearest) [best, nearest] = [row, squared];
  });
  return best < 0 ? '' : (names[best] ?? areaNames[best] ?? '');
}
