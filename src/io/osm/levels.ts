/**
 * Different nodes at one place. Walkways meet where coordinates agree; in OSM only a common node is a meeting. A bridge
 * may have a node exactly above one of the street below: the two must not agree.
 */
import type { OsmTags } from './elements.ts';
import type { NodeTable } from './nodes.ts';

export interface LevelledWay {
  tags: OsmTags;
  /** Places in the table of nodes; -1 where a node is not there. */
  places: Int32Array;
}

/** The level of a way over the ground: what it says, else one up for a bridge and one down for a tunnel. */
export function levelOf({ layer, level, bridge, tunnel }: OsmTags): number {
  for (const said of [layer, level]) {
    if (said !== undefined && said !== '' && Number.isFinite(Number(said))) return Number(said);
  }
  if (bridge !== undefined && bridge !== 'no') return 1;
  return tunnel !== undefined && tunnel !== 'no' ? -1 : 0;
}

/**
 * Moves nodes that share their place with a node of another level by 1e-7 degrees (a centimetre) to the east, as often
 * as there are levels. Nodes of one level stay together: drawn twice by mistake, they are one spot on the ground.
 * Returns how many were moved.
 */
export function separateLevels(ways: readonly LevelledWay[], nodes: NodeTable): number {
  const { index, groups } = findDoubles(ways, nodes);
  if (groups.size === 0) return 0;
  const levels = findLevels(ways, new Set([...groups.values()].flat()));
  let moved = 0;
  for (const group of groups.values()) {
    const byLevel = new Map<number, number[]>();
    for (const place of group) {
      const level = levels.get(place) ?? 0;
      byLevel.set(level, [...(byLevel.get(level) ?? []), place]);
    }
    // The level nearest to the ground stays where it is.
    const [ground = 0, ...others] = [...byLevel.keys()].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
    for (const level of others) moved += move(byLevel.get(level) ?? [], nodes, index);
    // The one that stood for the place may be among those that left.
    const [stays] = byLevel.get(ground) ?? [];
    if (stays !== undefined) index.add(stays);
  }
  return moved;
}

/** To the first free place in the east. */
function move(places: readonly number[], nodes: NodeTable, index: PlaceIndex): number {
  const [first] = places;
  if (first === undefined) return 0;
  const latitude = nodes.latitudes[first] ?? 0;
  let longitude = nodes.longitudes[first] ?? 0;
  do longitude++;
  while (index.find(longitude, latitude) >= 0);
  for (const place of places) nodes.longitudes[place] = longitude;
  index.add(first);
  return places.length;
}

/** Groups of different nodes at one place, by the first of them. */
function findDoubles(
  ways: readonly LevelledWay[],
  nodes: NodeTable,
): { index: PlaceIndex; groups: Map<number, number[]> } {
  const index = new PlaceIndex(nodes);
  const groups = new Map<number, number[]>();
  const seen = new Uint8Array(nodes.length);
  for (const { places } of ways) {
    for (const place of places) {
      if (place < 0 || seen[place] === 1 || !nodes.has(place)) continue;
      seen[place] = 1;
      const first = index.add(place);
      if (first !== place) groups.set(first, [...(groups.get(first) ?? [first]), place]);
    }
  }
  return { index, groups };
}

/** The level nearest to the ground of all ways that use a node: where a bridge ends it is on the ground. */
function findLevels(ways: readonly LevelledWay[], wanted: ReadonlySet<number>): Map<number, number> {
  const levels = new Map<number, number>();
  for (const { tags, places } of ways) {
    const level = levelOf(tags);
    for (const place of places) {
      if (!wanted.has(place)) continue;
      const known = levels.get(place);
      if (known === undefined || Math.abs(level) < Math.abs(known)) levels.set(place, level);
    }
  }
  return levels;
}

/** Nodes by their coordinates: a hash table with open addressing, 8 to 16 bytes a node. */
class PlaceIndex {
  readonly #nodes: NodeTable;
  /** Place + 1; 0 is free. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(nodes: NodeTable) {
    let size = 1024;
    while (size < nodes.length * 2) size *= 2;
    this.#nodes = nodes;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
  }

  /** The place that is kept for these coordinates: this one, or the one that was there first. */
  add(place: number): number {
    const slot = this.#slotOf(this.#nodes.longitudes[place] ?? 0, this.#nodes.latitudes[place] ?? 0);
    const taken = this.#placeIn(slot);
    if (taken >= 0) return taken;
    this.#slots[slot] = place + 1;
    return place;
  }

  /** -1 where no node is. A node that was moved away is found no more, nor does its old place count as taken. */
  find(longitude7: number, latitude7: number): number {
    return this.#placeIn(this.#slotOf(longitude7, latitude7));
  }

  #placeIn(slot: number): number {
    return (this.#slots[slot] ?? 0) - 1;
  }

  #slotOf(longitude7: number, latitude7: number): number {
    const { longitudes, latitudes } = this.#nodes;
    let slot = (Math.imul(longitude7, 0x9e3779b1) ^ Math.imul(latitude7, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    for (;;) {
      const place = this.#placeIn(slot);
      if (place < 0 || (longitudes[place] === longitude7 && latitudes[place] === latitude7)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }
}
