/** Where the name of an area stands, and what it says. */
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { AreaLevel } from '../core/types.ts';
import type { AreaLabelRole } from './layers/labels.ts';
import type { MapAnswer } from './types.ts';

/** Level whose names are drawn larger above those of the level shown. */
const PARENT_LEVELS: Readonly<Record<AreaLevel, AreaLevel | null>> = {
  unit: 'subdistrict',
  community: 'subdistrict',
  subdistrict: 'county',
  county: 'city',
  city: null,
};

/** Twice the signed area in square degrees: only compared, never shown. */
function measureRing(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1 = 0, y1 = 0] = ring[i - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[i] ?? [];
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

/** Longitudes at which the rings cross a parallel, in order: pairs of them lie inside the polygon. */
function findCrossings(rings: readonly Position[][], latitude: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1 = 0, y1 = 0] = ring[i - 1] ?? [];
      const [x2 = 0, y2 = 0] = ring[i] ?? [];
      if (y1 > latitude !== y2 > latitude) crossings.push(x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1));
    }
  }
  return crossings.sort((a, b) => a - b);
}

function findLargest(polygons: readonly Position[][][]): Position[][] | undefined {
  let largest: Position[][] | undefined;
  let size = -1;
  for (const rings of polygons) {
    const now = Math.abs(measureRing(rings[0] ?? []));
    if (now > size) [largest, size] = [rings, now];
  }
  return largest;
}

/** Parallels tried between the south and the north end of a polygon; odd, so that its middle is one of them. */
const PARALLELS = 9;

/**
 * The middle of the widest line across the largest polygon, preferring its middle: a horizontal text fits there best.
 * Undefined where the geometry is no polygon or has no extent.
 */
export function findLabelPosition(geometry: Geometry): [longitude: number, latitude: number] | undefined {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return undefined;
  const rings = findLargest(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
  const latitudes = (rings?.[0] ?? []).map((position) => position[1] ?? 0);
  if (rings === undefined || latitudes.length === 0) return undefined;
  const south = latitudes.reduce((a, b) => Math.min(a, b));
  const north = latitudes.reduce((a, b) => Math.max(a, b));
  let best: [number, number] | undefined;
  let bestScore = 0;
  for (let step = 1; step <= PARALLELS; step++) {
    const along = step / (PARALLELS + 1);
    const latitude = south + along * (north - south);
    const crossings = findCrossings(rings, latitude);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [west = 0, east = 0] = [crossings[i], crossings[i + 1]];
      const score = (east - west) * (1 - Math.abs(along - 0.5));
      if (score > bestScore) [best, bestScore] = [[(west + east) / 2, latitude], score];
    }
  }
  return best;
}

export interface LabelPoint {
  id: string;
  name: string;
  level: string;
  position: [number, number];
}

/** Found once per project: the geometry does not change with the answer. */
export function createLabelPoints(areas: FeatureCollection): LabelPoint[] {
  const points: LabelPoint[] = [];
  for (const { geometry, properties } of areas.features) {
    const position = findLabelPosition(geometry);
    if (position === undefined) continue;
    points.push({
      id: String(properties?.['id'] ?? ''),
      name: String(properties?.['name'] ?? ''),
      level: String(properties?.['level'] ?? ''),
      position,
    });
  }
  return points;
}

function createLabel(point: LabelPoint, role: AreaLabelRole, note: string, elders: number): Feature {
  const properties = { role, name: point.name, note, rank: -elders };
  return { type: 'Feature', geometry: { type: 'Point', coordinates: point.position }, properties };
}

/**
 * Labels for one answer: lacking areas with the elders concerned (most first), the others of the level by name, and
 * the level above. `say` makes the words of a number of elders.
 */
export function createAreaLabels(
  points: readonly LabelPoint[],
  level: AreaLevel,
  answer: MapAnswer | null,
  say: (elders: number) => string,
): FeatureCollection {
  const features: Feature[] = [];
  for (const point of points) {
    if (point.level === PARENT_LEVELS[level]) features.push(createLabel(point, 'parent', '', 0));
    if (point.level !== level) continue;
    const result = answer?.areas.get(point.id);
    const elders = result?.uncoveredElders ?? null;
    if (result?.status !== 'lacking') features.push(createLabel(point, 'area', '', 0));
    else features.push(createLabel(point, 'gap', elders === null ? '' : say(elders), elders ?? 0));
  }
  return { type: 'FeatureCollection', features };
}
