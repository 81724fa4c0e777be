/** Whatever a file holds as a geometry -> a GeoJSON geometry in two dimensions, or the reason why it is none. */
import type { Geometry, Position } from 'geojson';
import type { ProblemCode } from '../../core/problem-codes.ts';
import type { Cell } from '../../core/types.ts';
import type { TableRow } from '../tables.ts';
import { MAX_NESTING } from './bounds.ts';

export type CheckedGeometry =
  { geometry: Geometry | null; fault: null } | { geometry: null; fault: { code: ProblemCode; value: Cell } };

/** A thing that is no position although one should stand there. */
class CoordinateFault extends Error {}

/**
 * Checks type and nesting (RFC 7946 section 3.1) and that every coordinate is a finite number; heights go. Ranges,
 * closed rings and crossings are not looked at here. A missing geometry (null) is no fault.
 */
export function checkGeometry(value: unknown, depth = 0): CheckedGeometry {
  if (value === null || value === undefined) return { geometry: null, fault: null };
  const type = isRecord(value) ? value.type : undefined;
  if (!isRecord(value) || typeof type !== 'string') return createFault('geometry_wrong_kind', excerpt(value));
  if (type === 'GeometryCollection') return checkCollection(value.geometries, depth);
  try {
    const geometry = createGeometry(type, value.coordinates);
    return geometry ? { geometry, fault: null } : createFault('geometry_wrong_kind', type);
  } catch (error) {
    if (!(error instanceof CoordinateFault)) throw error;
    return createFault('coordinate_not_number', error.message);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkCollection(members: unknown, depth: number): CheckedGeometry {
  if (!Array.isArray(members) || depth >= MAX_NESTING) return createFault('geometry_wrong_kind', 'GeometryCollection');
  const geometries: Geometry[] = [];
  for (const member of members) {
    const checked = checkGeometry(member, depth + 1);
    if (checked.fault) return checked;
    if (checked.geometry) geometries.push(checked.geometry);
  }
  return { geometry: { type: 'GeometryCollection', geometries }, fault: null };
}

function createGeometry(type: string, coordinates: unknown): Geometry | null {
  switch (type) {
    case 'Point':
      return { type, coordinates: createPosition(coordinates) };
    case 'MultiPoint':
    case 'LineString':
      return { type, coordinates: createLine(coordinates) };
    case 'Polygon':
    case 'MultiLineString':
      return { type, coordinates: createLines(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(coordinates).map(createLines) };
    default:
      return null;
  }
}

const createLines = (value: unknown): Position[][] => listOf(value).map(createLine);
const createLine = (value: unknown): Position[] => listOf(value).map(createPosition);

/** Without a height it stays the array that it is: a city has millions. */
function createPosition(value: unknown): Position {
  const list = listOf(value);
  const x = list[0];
  const y = list[1];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw new CoordinateFault(excerpt(value));
  }
  return list.length === 2 ? (list as Position) : [x, y];
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new CoordinateFault(excerpt(value));
  return value;
}

function createFault(code: ProblemCode, value: Cell): CheckedGeometry {
  return { geometry: null, fault: { code, value } };
}

/** Enough of a value to find it again in the file. NaN and infinity have no JSON, hence the replacer. */
function excerpt(value: unknown): string {
  if (value === undefined) return 'null';
  const numbers = (_key: string, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item;
  return JSON.stringify(value, numbers).slice(0, 80);
}

/**
 * Whether the first position of the first geometry could be degrees: a file that says another system is then doubtful.
 * Metres of a projection are told row by row, by what they are.
 */
export function isInDegrees(rows: readonly TableRow[]): boolean {
  const geometry = rows.find((row) => row.geometry !== null)?.geometry ?? null;
  if (geometry === null || geometry.type === 'GeometryCollection') return true;
  let at: unknown = geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return !Array.isArray(at) || at.every((number) => typeof number !== 'number' || Math.abs(number) <= 360);
}
