/** How much of each area's ground lies within the limit of a facility: a straight-line figure. */
import { coveredAreas, uniteDiscs, unionOutline } from '../geo/discs.ts';
import { compareIds } from '../types.ts';
import type { Kind, MultiPolygon, Project, Settings, Work } from '../types.ts';
import { countingFacilities } from './facilities.ts';

export interface AreaShares {
  /** The union of the discs, for the map. */
  union: MultiPolygon;
  /** By area id: polygon area inside the union / polygon area. Areas without a polygon are not in it. */
  shares: Map<string, number>;
  /** The same over all community polygons together; null where there is none. */
  total: number | null;
}

/** Area shares of one kind at its limit in `settings`. Throws if the kind has no limit there. */
export function* areaSharesOf(project: Project, kind: Kind, settings: Settings): Work<AreaShares> {
  const limit = settings.limits[kind];
  if (!limit) throw new Error(`settings.limits has no limit for ${kind}`);
  const centres = countingFacilities(project.facilities, kind, settings).map(({ position }) => position);
  const union = yield* uniteDiscs(centres, limit.metres);
  const areas = project.areas.filter((area) => area.polygon !== null).sort((a, b) => compareIds(a.id, b.id));
  const covered = yield* coveredAreas(
    union,
    areas.map((area) => area.polygon ?? []),
  );
  const shares = new Map<string, number>();
  let [inside, total] = [0, 0];
  areas.forEach((area, i) => {
    const figure = covered[i]!;
    if (figure.area > 0) shares.set(area.id, figure.inside / figure.area);
    if (area.level === 'community') [inside, total] = [inside + figure.inside, total + figure.area];
  });
  return { union: unionOutline(union), shares, total: total > 0 ? inside / total : null };
}
