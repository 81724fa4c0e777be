/** GeoJSON geometry of a row -> plain coordinates of core, in WGS-84. */
import type { Geometry, Position as JsonPosition } from 'geojson';
import { areaOf, isSelfCrossing } from '../../core/geo/polygons.ts';
import { convert } from '../../core/geo/systems.ts';
import type { ProblemCode } from '../../core/problem-codes.ts';
import type { Bounds, CoordinateSystem, MultiPolygon, Position } from '../../core/types.ts';
import type { Cursor } from './cursor.ts';

/** How the geometry of a table becomes polygons and lines in WGS-84 longitude, latitude. */
export interface Reading {
  system: CoordinateSystem;
  swapped: boolean;
  repair: Repair;
}

/** Makes polygons that do not cross themselves of one that does. */
export type Repair = (polygon: MultiPolygon) => MultiPolygon;

/** What is wrong with a geometry's numbers, or `fine`. */
export type NumbersState = 'fine' | 'not_number' | 'out_of_range' | 'projected' | 'swapped' | 'empty';

const CODES: Partial<Record<NumbersState, ProblemCode>> = {
  not_number: 'coordinate_not_number',
  out_of_range: 'coordinates_out_of_range',
  projected: 'coordinates_projected',
};

/** What to say of numbers that cannot be used; null where they can, or where there are none. */
export function codeOfNumbers(state: NumbersState): ProblemCode | null {
  return CODES[state] ?? null;
}

/** No angle and no slip of a decimal point has both numbers so large: metres of a map projection. */
const LEAST_PROJECTED = 1000;

export function isProjected(x: number, y: number): boolean {
  return Math.abs(x) > LEAST_PROJECTED && Math.abs(y) > LEAST_PROJECTED;
}

/** A position outside this lies nowhere on Earth, whichever axis comes first. */
function stateOf(x: unknown, y: unknown): NumbersState {
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) return 'not_number';
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return 'fine';
  if (Math.abs(x) <= 90 && Math.abs(y) <= 180) return 'swapped';
  return isProjected(x, y) ? 'projected' : 'out_of_range';
}

/** Calls back for every position of any geometry, without making a list of them. */
export function eachPosition(geometry: Geometry, visit: (position: JsonPosition) => void): void {
  const visitLine = (line: JsonPosition[]): void => line.forEach(visit);
  switch (geometry.type) {
    case 'Point':
      visit(geometry.coordinates);
      break;
    case 'MultiPoint':
    case 'LineString':
      visitLine(geometry.coordinates);
      break;
    case 'MultiLineString':
    case 'Polygon':
      geometry.coordinates.forEach(visitLine);
      break;
    case 'MultiPolygon':
      for (const rings of geometry.coordinates) rings.forEach(visitLine);
      break;
    case 'GeometryCollection':
      for (const part of geometry.geometries) eachPosition(part, visit);
  }
}

/** The numbers of a geometry as a whole: one bad position makes it unusable, one that is swapped says all are. */
export function checkNumbers(geometry: Geometry): NumbersState {
  let state: NumbersState = 'empty';
  eachPosition(geometry, (position) => {
    const here = stateOf(position[0], position[1]);
    if (state === 'empty' || state === 'fine' || codeOfNumbers(here) !== null) state = here;
  });
  return state;
}

/** The first position that cannot be used, as it stands in the file. */
export function findOddPosition(geometry: Geometry): string | null {
  let odd: string | null = null;
  eachPosition(geometry, ([x, y]) => {
    if (odd === null && codeOfNumbers(stateOf(x, y)) !== null) odd = `${x}, ${y}`;
  });
  return odd;
}

/** West, south, east, north of a geometry as its numbers stand. */
export function boundsOfGeometry(geometry: Geometry): Bounds {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  eachPosition(geometry, (position) => {
    const x = position[0] ?? 0;
    const y = position[1] ?? 0;
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  });
  return [west, south, east, north];
}

/** One position in WGS-84; a height behind it is dropped. */
export function readPosition([x = 0, y = 0]: JsonPosition, reading: Reading): Position {
  // A table with exchanged axes may hold positions that are right: what is no latitude was not exchanged.
  const position: [number, number] = reading.swapped && Math.abs(x) <= 90 ? [y, x] : [x, y];
  return reading.system === 'wgs84' ? position : convert(position, reading.system, 'wgs84');
}

/** Closed rings of at least a triangle; null for a geometry that is no polygon. */
export function readPolygon(geometry: Geometry, reading: Reading): MultiPolygon | null {
  const parts =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : undefined;
  if (parts === undefined) return null;
  return parts
    .map((rings) => rings.map((ring) => closeRing(ring.map((position) => readPosition(position, reading)))))
    .map((rings) => rings.filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
}

function closeRing(ring: Position[]): Position[] {
  const first = ring[0];
  const last = ring[ring.length - 1];
  if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  return ring;
}

/** The same geometry with every position in WGS-84, for layers that are only drawn. */
export function readGeometry(geometry: Geometry, reading: Reading): Geometry {
  if (geometry.type === 'GeometryCollection') {
    return { type: 'GeometryCollection', geometries: geometry.geometries.map((part) => readGeometry(part, reading)) };
  }
  // The nesting depth is kept, so the type of the geometry still says the truth about its coordinates.
  return { type: geometry.type, coordinates: readNested(geometry.coordinates, reading) } as Geometry;
}

type Nested = JsonPosition | Nested[];

function isPosition(coordinates: Nested): coordinates is JsonPosition {
  return coordinates.length > 0 && !Array.isArray(coordinates[0]);
}

function readNested(coordinates: Nested, reading: Reading): Nested {
  if (!isPosition(coordinates)) return coordinates.map((part) => readNested(part, reading));
  const [longitude, latitude] = readPosition(coordinates, reading);
  return [longitude, latitude];
}

/** A square centimetre: a part of less is a line there and back. */
const LEAST_AREA_M2 = 0.0001;

/** Puts a self-crossing polygon right and says so; null, with a problem, where no area is left. */
export function repairForUse(
  cursor: Cursor,
  polygon: MultiPolygon,
  { elders, repair }: Pick<Reading, 'repair'> & { elders: number | null },
): MultiPolygon | null {
  // The halves of a bow tie cancel each other out; repairing finds them.
  const isCrossing = polygon.length > 0 && isSelfCrossing(polygon);
  let repaired = isCrossing ? polygon : polygon.filter((part) => areaOf([part]) > LEAST_AREA_M2);
  if (isCrossing) {
    repaired = repair(polygon);
    if (repaired.length > 0) cursor.report('polygon_self_crossing', { action: 'changed', elders });
  }
  if (repaired.length > 0) return repaired;
  cursor.report('polygon_empty', { action: 'changed', elders });
  return null;
}
