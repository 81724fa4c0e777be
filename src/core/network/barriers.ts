/** What nobody walks across between a door and a street: water, railways, walls. */
import Flatbush from 'flatbush';
import type { Geometry, Position as GeoPosition } from 'geojson';
import type { BackgroundFeature, Cell } from '../types.ts';

/** Stretches of all barriers in a spatial index. */
export class Barriers {
  readonly #boxes: Flatbush;
  /** Longitudes and latitudes of both ends of each stretch. */
  readonly #stretches: Float64Array;

  /** `stretches`: four numbers each, at least one stretch. */
  constructor(stretches: Float64Array) {
    this.#stretches = stretches;
    this.#boxes = new Flatbush(stretches.length / 4);
    for (let i = 0; i < stretches.length; i += 4) {
      const [ax, ay, bx, by] = [stretches[i]!, stretches[i + 1]!, stretches[i + 2]!, stretches[i + 3]!];
      this.#boxes.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }
    this.#boxes.finish();
  }

  /** Whether the straight leg crosses a barrier. To touch one with an end is not to cross it: a gate lies on its wall. */
  isCrossed(lonA: number, latA: number, lonB: number, latB: number): boolean {
    const s = this.#stretches;
    const found = this.#boxes.search(
      Math.min(lonA, lonB),
      Math.min(latA, latB),
      Math.max(lonA, lonB),
      Math.max(latA, latB),
    );
    const leg: Line = [lonA, latA, lonB, latB];
    return found.some((i) => {
      const at = 4 * i;
      const stretch: Line = [s[at]!, s[at + 1]!, s[at + 2]!, s[at + 3]!];
      const isPassed = areOpposite(side(stretch, lonA, latA), side(stretch, lonB, latB));
      return isPassed && !areAlike(side(leg, stretch[0], stretch[1]), side(leg, stretch[2], stretch[3]));
    });
  }
}

/** The features of `kinds` as barriers (design.md section 3: water, rail, wall); null where there are none. */
export function createBarriers(background: readonly BackgroundFeature[], kinds: readonly string[]): Barriers | null {
  const stretches: number[] = [];
  for (const { kind, geometry, attributes } of background) {
    // Below a viaduct one walks on.
    if (!kinds.includes(kind) || isSaid(attributes['bridge'])) continue;
    for (const line of linesOf(geometry)) {
      for (let i = 1; i < line.length; i++) stretches.push(...pair(line[i - 1]!), ...pair(line[i]!));
    }
  }
  return stretches.length > 0 ? new Barriers(Float64Array.from(stretches)) : null;
}

/** A cell that says yes in any way. */
function isSaid(cell: Cell | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '' && cell !== false && cell !== 0 && cell !== 'no';
}

function pair([longitude = 0, latitude = 0]: GeoPosition): [number, number] {
  return [longitude, latitude];
}

/** Lines and rims of polygons. A barrier drawn as a point stops nobody. */
function linesOf(geometry: Geometry): GeoPosition[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    case 'GeometryCollection':
      return geometry.geometries.flatMap(linesOf);
    default:
      return [];
  }
}

/** Longitude and latitude of both ends. */
type Line = readonly [ax: number, ay: number, bx: number, by: number];

/** On which side of a line a point lies: positive left, negative right, 0 on it. */
function side([ax, ay, bx, by]: Line, x: number, y: number): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

function areOpposite(a: number, b: number): boolean {
  return (a > 0 && b < 0) || (a < 0 && b > 0);
}

/** Both strictly on one side. Where the leg passes through a corner of the barrier it has crossed it. */
function areAlike(a: number, b: number): boolean {
  return (a > 0 && b > 0) || (a < 0 && b < 0);
}
