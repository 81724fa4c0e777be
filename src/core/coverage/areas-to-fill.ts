/** Which areas get estimated residences. */
import type { Area, Project } from '../types.ts';
import { eldersInYear } from './elders.ts';
import type { AreaToFill } from './estimate.ts';
import { upwards } from './hierarchy.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Homes } from './homes.ts';

/** An area to fill in any year, and its place in the hierarchy. */
export interface EmptyArea extends Omit<AreaToFill, 'elders'> {
  place: number;
}

/**
 * Communities with a polygon and elders in some year, but without residences in any; in a project that knows no
 * communities the same for units. The list is sorted by place; `homes` are all residences, whatever their year. From
 * below, so that an area over others does not count their elders once more.
 */
export function findAreasToFill(project: Pick<Project, 'year'>, hierarchy: Hierarchy, homes: Homes): EmptyArea[] {
  const { areas, parents } = hierarchy;
  const level = areas.some((area) => area.level === 'community') ? 'community' : 'unit';
  const inhabited = findInhabited(hierarchy, homes, level);
  const depths = areas.map((_, place) => [...upwards(parents, place)].length);
  const toFill: EmptyArea[] = [];
  for (const place of [...areas.keys()].sort((a, b) => depths[b]! - depths[a]!)) {
    const area = areas[place]!;
    const basis = eldersInSomeYear(area, project.year);
    if (area.level !== level || inhabited[place] || !(basis > 0) || !area.polygon) continue;
    toFill.push({ area, polygon: area.polygon, basis, place });
    for (const at of upwards(parents, place)) inhabited[at] = 1;
  }
  return toFill.sort((a, b) => a.place - b.place);
}

/** One byte an area: 1 where a residence belongs to it or to one below it, or stands in it though its row names another. */
function findInhabited(hierarchy: Hierarchy, { residences, area }: Homes, level: Area['level']): Uint8Array {
  const inhabited = new Uint8Array(hierarchy.areas.length);
  for (const [row, { areaId, position }] of residences.entries()) {
    const own = area[row]!;
    for (const at of upwards(hierarchy.parents, own)) inhabited[at] = 1;
    // A row may name its subdistrict only: the community around it is not without residences for that.
    if (hierarchy.named(areaId) < 0 || hierarchy.areas[own]!.level === level) continue;
    for (const at of upwards(hierarchy.parents, hierarchy.at(position))) inhabited[at] = 1;
  }
  return inhabited;
}

/** An area's elders in the year of the data, or the most it ever has where there are none then. */
function eldersInSomeYear(area: Area, yearOfData: number | null): number {
  const now = eldersInYear(area, yearOfData, yearOfData) ?? 0;
  return now > 0 ? now : Math.max(area.elders ?? 0, ...Object.values(area.eldersByYear));
}
