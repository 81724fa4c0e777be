/** Which of many areas a position lies in: boxes in a Flatbush, then an even-odd count of edges in flat arrays. */
import Flatbush from 'flatbush';
import type { MultiPolygon } from '../types.ts';

/** On a border means within this many degrees of it (0.1 mm): borders are written with 7 or 8 decimals. */
const BORDER_DEGREES = 1e-9;

/** Rings of one area as flat arrays. */
interface FlatPolygon {
  /** Longitude and latitude interleaved, degrees. */
  coordinates: Float64Array;
  /** Ring i runs over vertices starts[i] .. starts[i + 1] - 1. */
  starts: Uint32Array;
}

export class AreaIndex {
  readonly #polygons: FlatPolygon[] = [];
  readonly #places: number[] = [];
  readonly #boxes: Flatbush | null;

  /** `polygons[i]` may be null; a result is a place in this list: sort it by what wins on shared borders. */
  constructor(polygons: readonly (MultiPolygon | null)[]) {
    polygons.forEach((polygon, place) => {
      const flat = polygon && flatten(polygon);
      if (!flat || flat.coordinates.length === 0) return;
      this.#polygons.push(flat);
      this.#places.push(place);
    });
    this.#boxes = this.#polygons.length > 0 ? new Flatbush(this.#polygons.length) : null;
    for (const polygon of this.#polygons) this.#boxes?.add(...boxOf(polygon.coordinates));
    this.#boxes?.finish();
  }

  /** The smallest place whose polygon holds the position; holes are outside, borders inside; -1 if none does. */
  find(longitude: number, latitude: number): number {
    if (!this.#boxes) return -1;
    const found = this.#boxes.search(longitude, latitude, longitude, latitude).sort((a, b) => a - b);
    for (const i of found) {
      if (holds(this.#polygons[i]!, longitude, latitude)) return this.#places[i]!;
    }
    return -1;
  }
}

function flatten(polygon: MultiPolygon): FlatPolygon {
  const rings = polygon.flat();
  const starts = new Uint32Array(rings.length + 1);
  rings.forEach((ring, i) => (starts[i + 1] = starts[i]! + ring.length));
  const coordinates = new Float64Array(2 * starts[rings.length]!);
  let at = 0;
  for (const ring of rings) {
    for (const [longitude, latitude] of ring) {
      coordinates[at++] = longitude;
      coordinates[at++] = latitude;
    }
  }
  return { coordinates, starts };
}

/** West, south, east, north, wider by the width of a border. */
function boxOf(coordinates: Float64Array): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < coordinates.length; i += 2) {
    west = Math.min(west, coordinates[i]!);
    east = Math.max(east, coordinates[i]!);
    south = Math.min(south, coordinates[i + 1]!);
    north = Math.max(north, coordinates[i + 1]!);
  }
  return [west - BORDER_DEGREES, south - BORDER_DEGREES, east + BORDER_DEGREES, north + BORDER_DEGREES];
}

/** Edges east of the position, counted over all rings: odd is inside. A position on any edge is inside. */
function holds({ coordinates, starts }: FlatPolygon, x: number, y: number): boolean {
  let inside = false;
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    for (let i = starts[ring]! + 1; i < starts[ring + 1]!; i++) {
      const ax = coordinates[2 * i - 2]! - x;
      const ay = coordinates[2 * i - 1]! - y;
      const bx = coordinates[2 * i]! - x;
      const by = coordinates[2 * i + 1]! - y;
      if ((ay > BORDER_DEGREES && by > BORDER_DEGREES) || (ay < -BORDER_DEGREES && by < -BORDER_DEGREES)) continue;
      if (isAtOrigin(ax, ay, bx, by)) return true;
      if (ay > 0 !== by > 0 && ax + (ay / (ay - by)) * (bx - ax) > 0) inside = !inside;
    }
  }
  return inside;
}

/** Whether the origin lies within the width of a border of the edge a-b. */
function isAtOrigin(ax: number, ay: number, bx: number, by: number): boolean {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  let part = length > 0 ? -(ax * dx + ay * dy) / length : 0;
  part = part < 0 ? 0 : part > 1 ? 1 : part;
  const nearX = ax + part * dx;
  const nearY = ay + part * dy;
  return nearX * nearX + nearY * nearY <= BORDER_DEGREES * BORDER_DEGREES;
}
