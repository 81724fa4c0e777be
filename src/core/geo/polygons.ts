/** Questions about one polygon: the only file that touches Turf. Positions are WGS-84 degrees. */
import Flatbush from 'flatbush';
import { bbox, booleanPointInPolygon } from '@turf/turf';
import type { Bounds, MultiPolygon, Polygon, Position } from '../types.ts';
import { toPlane } from './metric.ts';

/** Whether a position lies in a polygon: holes are outside, borders inside. Exact (Turf's robust predicate). */
export function isInside(position: Position, polygon: MultiPolygon): boolean {
  return booleanPointInPolygon([position[0], position[1]], asGeoJson(polygon));
}

/** West, south, east, north of a polygon. Throws without a vertex. */
export function boundsOf(polygon: MultiPolygon): Bounds {
  const [west, south, east, north] = bbox(asGeoJson(polygon));
  if (!Number.isFinite(west)) throw new Error('boundsOf needs a polygon with at least one vertex');
  return [west, south, east, north];
}

function asGeoJson(polygon: MultiPolygon): { type: 'MultiPolygon'; coordinates: [number, number][][][] } {
  // Same data; only the compiler's read-only mark of Position is in the way of GeoJSON's mutable type.
  return { type: 'MultiPolygon', coordinates: polygon as unknown as [number, number][][][] };
}

/**
 * Area in square metres on the ellipsoid, holes taken off, whichever way the rings turn. Edges are straight in the
 * equal-area plane about the polygon's first vertex: below 1e-5 off the geodesic polygon for one of 10 km.
 */
export function areaOf(polygon: MultiPolygon): number {
  let total = 0;
  for (const part of polygon) {
    const [outer, ...holes] = ringAreas(part);
    total += outer ?? 0;
    for (const hole of holes) total -= hole;
  }
  return total;
}

function ringAreas(part: Polygon): number[] {
  const origin = part[0]?.[0];
  if (!origin) return [];
  const [, originY] = toPlane(origin, origin[0]);
  return part.map((ring) => {
    let twice = 0;
    let [xBefore, yBefore] = [0, 0];
    ring.forEach((position, i) => {
      const [x, yFromEquator] = toPlane(position, origin[0]);
      const y = yFromEquator - originY;
      if (i > 0) twice += xBefore * y - x * yBefore;
      [xBefore, yBefore] = [x, y];
    });
    return Math.abs(twice) / 2;
  });
}

/**
 * Where a polygon stands on the map: its centroid (of area) if that lies inside, else the middle of the widest stretch
 * inside along the latitude through the middle of its largest part. A polygon without area stands at its first vertex.
 */
export function standingPoint(polygon: MultiPolygon): Position {
  const first = polygon[0]?.[0]?.[0];
  if (!first) throw new Error('standingPoint needs a polygon with at least one vertex');
  const centroid = centroidOf(polygon, first);
  if (centroid && isInside(centroid, polygon)) return centroid;
  return pointOnSurface(polygon) ?? first;
}

/** Centroid of area in degrees (a degree's length is taken as constant over one polygon); null without area. */
function centroidOf(polygon: MultiPolygon, origin: Position): Position | null {
  let [twiceArea, momentX, momentY] = [0, 0, 0];
  for (const part of polygon) {
    part.forEach((ring, index) => {
      const sums = ringMoments(ring, origin);
      // The first ring adds and the others take off, whichever way they turn.
      const sign = sums[0] < 0 === index > 0 ? 1 : -1;
      twiceArea += sign * sums[0];
      momentX += sign * sums[1];
      momentY += sign * sums[2];
    });
  }
  if (!(twiceArea > 0)) return null;
  return [origin[0] + momentX / (3 * twiceArea), origin[1] + momentY / (3 * twiceArea)];
}

function ringMoments(ring: readonly Position[], origin: Position): [number, number, number] {
  let [twice, x3, y3] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1]![0] - origin[0], ring[i - 1]![1] - origin[1]];
    const [bx, by] = [ring[i]![0] - origin[0], ring[i]![1] - origin[1]];
    const cross = ax * by - bx * ay;
    twice += cross;
    x3 += (ax + bx) * cross;
    y3 += (ay + by) * cross;
  }
  return [twice, x3, y3];
}

function pointOnSurface(polygon: MultiPolygon): Position | null {
  let largest: Polygon | null = null;
  let largestArea = 0;
  for (const part of polygon) {
    const area = areaOf([part]);
    if (area > largestArea) [largest, largestArea] = [part, area];
  }
  if (!largest) return null;
  const [, south, , north] = boundsOf([largest]);
  // Not exactly the middle: a vertex there would be met as two edges. The part of the height is arbitrary.
  for (const share of [0.5, 0.4837, 0.6171, 0.2713, 0.7919]) {
    const latitude = south + (north - south) * share;
    const longitude = widestMiddle(largest, latitude);
    if (longitude !== null && isInside([longitude, latitude], polygon)) return [longitude, latitude];
  }
  return null;
}

/** Middle longitude of the widest stretch of a polygon along one latitude. */
function widestMiddle(part: Polygon, latitude: number): number | null {
  const crossings: number[] = [];
  for (const ring of part) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1]!, ring[i]!];
      if (a[1] > latitude === b[1] > latitude) continue;
      crossings.push(a[0] + ((latitude - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
  }
  crossings.sort((a, b) => a - b);
  let middle: number | null = null;
  let widest = 0;
  for (let i = 1; i < crossings.length; i += 2) {
    const width = crossings[i]! - crossings[i - 1]!;
    if (width > widest) [middle, widest] = [(crossings[i]! + crossings[i - 1]!) / 2, width];
  }
  return middle;
}

/**
 * Whether edges of one part of a polygon cross each other (a bow tie, a hole that leaves its outer ring). Rings that
 * only touch are fine: an even-odd reading covers the same ground. Time grows with n log n by a spatial index.
 */
export function isSelfCrossing(polygon: MultiPolygon): boolean {
  return polygon.some(partCrosses);
}

function partCrosses(part: Polygon): boolean {
  const starts: Position[] = [];
  const ends: Position[] = [];
  for (const ring of part) {
    for (let i = 1; i < ring.length; i++) {
      starts.push(ring[i - 1]!);
      ends.push(ring[i]!);
    }
  }
  return starts.length <= FEW_EDGES ? somePairCrosses(starts, ends) : someNearPairCrosses(starts, ends);
}

/** A footprint has so many at most: each pair is looked at sooner than an index is made. */
const FEW_EDGES = 24;

function somePairCrosses(starts: readonly Position[], ends: readonly Position[]): boolean {
  for (let i = 0; i < starts.length; i++) {
    for (let j = i + 1; j < starts.length; j++) {
      if (edgesCross(starts[i]!, ends[i]!, starts[j]!, ends[j]!)) return true;
    }
  }
  return false;
}

function someNearPairCrosses(starts: readonly Position[], ends: readonly Position[]): boolean {
  const index = new Flatbush(starts.length);
  const boxes = starts.map(([x, y], i) => {
    const [endX, endY] = ends[i]!;
    return [Math.min(x, endX), Math.min(y, endY), Math.max(x, endX), Math.max(y, endY)] as const;
  });
  for (const box of boxes) index.add(...box);
  index.finish();
  return boxes.some((box, i) => {
    const crosses = (j: number): boolean => j > i && edgesCross(starts[i]!, ends[i]!, starts[j]!, ends[j]!);
    return index.collides(...box, crosses);
  });
}

/** Proper crossing: each edge has the ends of the other strictly on its two sides. */
function edgesCross(a: Position, b: Position, c: Position, d: Position): boolean {
  return sidesDiffer(a, b, c, d) && sidesDiffer(c, d, a, b);
}

function sidesDiffer(a: Position, b: Position, c: Position, d: Position): boolean {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const sideC = dx * (c[1] - a[1]) - dy * (c[0] - a[0]);
  const sideD = dx * (d[1] - a[1]) - dy * (d[0] - a[0]);
  // Below this a point lies on the line as far as degrees in double precision can tell.
  const rounding = 1e-15 * (Math.abs(dx) + Math.abs(dy));
  return (sideC > rounding && sideD < -rounding) || (sideC < -rounding && sideD > rounding);
}
