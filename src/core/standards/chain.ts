/** The areas above an area, for demands that keep none. */
import type { Demand } from '../coverage/demand.ts';
import { createHierarchy, upwards } from '../coverage/hierarchy.ts';
import { keepByObject } from '../keep.ts';
import type { Area, AreaLevel } from '../types.ts';

const FROM_BELOW: readonly AreaLevel[] = ['community', 'unit', 'subdistrict', 'county', 'city'];

/** Place in the order of levels from below: more is coarser. */
export function rankOf(level: AreaLevel): number {
  return FROM_BELOW.indexOf(level);
}

interface Links {
  parents: Int32Array;
  /** By parent, -1 for those at the top. */
  children: Map<number, number[]>;
  levels: Map<AreaLevel, number[]>;
  /** By level, one an area: the nearest of the level, itself or above; -1 = none. Made when a level is asked for. */
  nearest: Map<AreaLevel, Int32Array>;
}

/** One for each list of areas: a demand is asked thousands of times. */
const linksOf = keepByObject((areas: readonly Area[]): Links => {
  const { parents } = createHierarchy(areas);
  const children = new Map<number, number[]>();
  const levels = new Map(FROM_BELOW.map((level) => [level, [] as number[]]));
  areas.forEach(({ level }, place) => levels.get(level)?.push(place));
  parents.forEach((parent, place) => {
    const siblings = children.get(parent);
    if (siblings) siblings.push(place);
    else children.set(parent, [place]);
  });
  return { parents, children, levels, nearest: new Map() };
});

/** Areas of a level. */
export function areasOfLevel({ areas }: Pick<Demand, 'areas'>, level: AreaLevel): readonly number[] {
  return linksOf(areas).levels.get(level) ?? [];
}

/** An area and all above it, from below, as places in `demand.areas`; none for -1. */
export function areasAbove(demand: Pick<Demand, 'areas'>, place: number): Iterable<number> {
  return upwards(linksOf(demand.areas).parents, place);
}

/** The nearest area of a level, an area itself or one above it; -1 where there is none. */
export function areaOfLevelAbove({ areas }: Pick<Demand, 'areas'>, place: number, level: AreaLevel): number {
  const { parents, nearest } = linksOf(areas);
  let found = nearest.get(level);
  if (!found) {
    const isOfLevel = (at: number): boolean => areas[at]?.level === level;
    found = Int32Array.from(areas, (_, own) => [...upwards(parents, own)].find(isOfLevel) ?? -1);
    nearest.set(level, found);
  }
  return found[place] ?? -1;
}

/**
 * Areas right below one (-1: those at the top), so that nobody lives in two of them: a unit that no area names as its
 * parent repeats the people of those beside it.
 */
export function areasBelow(demand: Pick<Demand, 'areas'>, place: number): readonly number[] {
  const { children } = linksOf(demand.areas);
  const all = children.get(place) ?? [];
  const counting = all.filter((child) => demand.areas[child]?.level !== 'unit' || children.has(child));
  return counting.length > 0 ? counting : all;
}
