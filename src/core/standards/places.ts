/** Which areas a place lies in, and which homes lie in a unit that the user drew or listed. */
import type { Demand } from '../coverage/demand.ts';
import { createHierarchy, upwards, type Hierarchy } from '../coverage/hierarchy.ts';
import { AreaIndex } from '../geo/area-index.ts';
import type { Area, AreaLevel, Position } from '../types.ts';

const FROM_BELOW: readonly AreaLevel[] = ['community', 'unit', 'subdistrict', 'county', 'city'];

/** Areas are told by their places in the list by id, which is that of every demand of the project. */
export interface AreaLookup {
  /**
   * Areas of a place from below; empty where that is not known. `areaId` goes before polygons, which fill the levels that
   * it leaves open as far as they do not contradict it. Of several areas of a level that hold a place the smallest id
   * counts; only units may overlap.
   */
  areasAt: (position: Position, areaId: string | null) => number[];
  /** Units, and whether they say themselves what they hold. */
  units: readonly Unit[];
}

interface Unit {
  place: number;
  /** Ids of areas in its column `members`. */
  members: ReadonlySet<string>;
  polygon: AreaIndex | null;
}

export function createAreaLookup(unsorted: readonly Area[]): AreaLookup {
  const hierarchy = createHierarchy(unsorted);
  const { areas } = hierarchy;
  const indexes = FROM_BELOW.filter((level) => level !== 'unit').map((level) => indexOf(areas, level));
  const units = findUnits(areas);
  return {
    units,
    areasAt(position, areaId) {
      const found = chainAt(hierarchy, indexes, position, areaId);
      for (const unit of units) if (holds(unit, position, found, areas)) found.add(unit.place);
      return [...found].sort((a, b) => rankOf(areas[a]!) - rankOf(areas[b]!));
    },
  };
}

interface LevelIndex {
  level: AreaLevel;
  index: AreaIndex;
}

function indexOf(areas: readonly Area[], level: AreaLevel): LevelIndex {
  return { level, index: new AreaIndex(areas.map((area) => (area.level === level ? area.polygon : null))) };
}

/** The area named with those above it, then what lies around on the levels that are still open. */
function chainAt(
  { areas, parents, ...hierarchy }: Hierarchy,
  indexes: readonly LevelIndex[],
  [longitude, latitude]: Position,
  areaId: string | null,
): Set<number> {
  const found = new Set<number>();
  const levels = new Set<AreaLevel>();
  const add = (from: number): void => {
    const way = [...upwards(parents, from)];
    const isContrary = way.some((at) => !found.has(at) && areas[at]!.level !== 'unit' && levels.has(areas[at]!.level));
    if (isContrary) return;
    for (const at of way) found.add(at);
    for (const at of way) levels.add(areas[at]!.level);
  };
  add(hierarchy.named(areaId));
  for (const { level, index } of indexes) {
    if (!levels.has(level)) add(index.find(longitude, latitude));
  }
  return found;
}

function rankOf({ level }: Area): number {
  return FROM_BELOW.indexOf(level);
}

/** Units may overlap, so each has its own index. */
function findUnits(areas: readonly Area[]): Unit[] {
  return areas.flatMap((area, place) =>
    area.level === 'unit'
      ? [{ place, members: membersOf(area), polygon: area.polygon && new AreaIndex([area.polygon]) }]
      : [],
  );
}

/** Ids in the column `members` of a unit, as listed. */
export function membersOf({ attributes }: Pick<Area, 'attributes'>): ReadonlySet<string> {
  const ids = String(attributes['members'] ?? '').split(/[;；]/);
  return new Set(ids.map((id) => id.trim()).filter((id) => id !== ''));
}

function holds(
  { members, polygon }: Unit,
  [longitude, latitude]: Position,
  chain: ReadonlySet<number>,
  areas: readonly Area[],
): boolean {
  if (members.size > 0 && [...chain].some((place) => members.has(areas[place]!.id))) return true;
  return polygon?.find(longitude, latitude) === 0;
}

/**
 * The demand with the homes of units: a unit holds the homes in its polygon and of the communities it lists, beside
 * those whose areas name it as their parent. The demand itself where no unit says what it holds.
 */
export function withUnits(demand: Demand, { units, areasAt }: AreaLookup): Demand {
  const open = new Set(units.flatMap(({ place, members, polygon }) => (members.size > 0 || polygon ? [place] : [])));
  if (open.size === 0) return demand;
  const rows = demand.areas.map((_, place) => [
    ...demand.members.subarray(demand.memberStarts[place], demand.memberStarts[place + 1]),
  ]);
  const before = rows.map((own) => new Set(own));
  demand.residences.forEach(({ position }, row) => {
    const own = demand.area[row]!;
    for (const place of areasAt(position, own < 0 ? null : demand.areas[own]!.id)) {
      if (open.has(place) && !before[place]!.has(row)) rows[place]!.push(row);
    }
  });
  for (const place of open) rows[place]!.sort((a, b) => a - b);
  return { ...demand, ...flatten(rows), areaElders: eldersOf(demand, rows, open) };
}

function flatten(rows: readonly number[][]): Pick<Demand, 'memberStarts' | 'members'> {
  const memberStarts = new Uint32Array(rows.length + 1);
  rows.forEach((own, place) => (memberStarts[place + 1] = memberStarts[place]! + own.length));
  return { memberStarts, members: Uint32Array.from(rows.flat()) };
}

function eldersOf({ elders, areaElders }: Demand, rows: readonly number[][], open: ReadonlySet<number>): Float64Array {
  return areaElders.map((known, place) => {
    const own = rows[place]!;
    if (!open.has(place) || own.length === 0) return known;
    return own.reduce((sum, row) => sum + elders[row]!, 0);
  });
}
