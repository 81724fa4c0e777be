/** Areas by id, what each belongs to, and where a position lies. */
import { AreaIndex } from '../geo/area-index.ts';
import { createProblem } from '../problems.ts';
import { compareIds } from '../types.ts';
import type { Area, AreaLevel, Position, Problem } from '../types.ts';

/**
 * Where a position is looked for, finest level first. A `unit` is drawn by the user over communities (several of them
 * as a rule), so a community that holds the position goes before it.
 */
const LEVELS_FROM_BELOW: readonly AreaLevel[] = ['community', 'unit', 'subdistrict', 'county', 'city'];

export interface Hierarchy {
  /** By id. All other numbers here are places in this list. */
  areas: Area[];
  /** The area above, -1 at the top. A parent that would close a circle is cut off. */
  parents: Int32Array;
  problems: Problem[];
  /** The area named by an id, -1 without. */
  named(id: string | null): number;
  /** The area of the lowest level whose polygon holds a position, on a border the smallest id; -1 if none does. */
  at(position: Position): number;
}

/** Sorts areas by id and links them by parent_id. Reports circles (`area_cycle`). */
export function createHierarchy(unsorted: readonly Area[]): Hierarchy {
  const areas = [...unsorted].sort((a, b) => compareIds(a.id, b.id));
  const places = new Map(areas.map((area, place) => [area.id, place]));
  const named = (id: string | null): number => (id === null ? -1 : (places.get(id) ?? -1));
  const parents = Int32Array.from(areas, (area) => named(area.parentId));
  const problems = cutCircles(areas, parents);
  const indexes = LEVELS_FROM_BELOW.map(
    (level) => new AreaIndex(areas.map((area) => (area.level === level ? area.polygon : null))),
  );
  const at = ([longitude, latitude]: Position): number => {
    for (const index of indexes) {
      const found = index.find(longitude, latitude);
      if (found >= 0) return found;
    }
    return -1;
  };
  return { areas, parents, problems, named, at };
}

/** Cuts each circle at its smallest id: that area then has no parent. */
function cutCircles(areas: readonly Area[], parents: Int32Array): Problem[] {
  const problems: Problem[] = [];
  /** 0 not looked at, 1 on the way up from here, 2 leads to the top. */
  const state = new Uint8Array(areas.length);
  for (let start = 0; start < areas.length; start++) {
    const way: number[] = [];
    let at = start;
    while (at >= 0 && state[at] === 0) {
      state[at] = 1;
      way.push(at);
      at = parents[at]!;
    }
    if (at >= 0 && state[at] === 1) {
      const smallest = Math.min(...way.slice(way.indexOf(at)));
      const { id, parentId } = areas[smallest]!;
      problems.push(
        createProblem('area_cycle', { layer: 'areas', id, column: 'parent_id', value: parentId, action: 'changed' }),
      );
      parents[smallest] = -1;
    }
    for (const passed of way) state[passed] = 2;
  }
  return problems;
}

/** An area and all above it, from below. */
export function* upwards(parents: Int32Array, from: number): Generator<number> {
  for (let at = from; at >= 0; at = parents[at]!) yield at;
}
