/** Where the rows of a table lie: coordinate columns or geometry, as numbers, before their system is known. */
import type { Geometry } from 'geojson';
import { convert } from '../../core/geo/systems.ts';
import type { ProblemCode } from '../../core/problem-codes.ts';
import type { Bounds, Cell, CoordinateSystem } from '../../core/types.ts';
import type { PlaceColumns } from '../columns/match.ts';
import type { Table, TableRow } from '../tables.ts';
import { parseDegrees, parseText } from '../values.ts';
import type { Cursor } from './cursor.ts';
import { boundsOfGeometry, checkNumbers, findOddPosition, isProjected } from './geometry.ts';

/** State of one row. */
const USABLE = 0;
const MISSING = 1;
const NOT_NUMBER = 2;
const OUT_OF_RANGE = 3;
const WRONG_KIND = 4;
const PROJECTED = 5;

const CODES: Record<number, ProblemCode> = {
  [MISSING]: 'coordinates_missing',
  [NOT_NUMBER]: 'coordinate_not_number',
  [OUT_OF_RANGE]: 'coordinates_out_of_range',
  [WRONG_KIND]: 'geometry_wrong_kind',
  [PROJECTED]: 'coordinates_projected',
};

/** Places of all rows of a table, in the order of its rows. A polygon is represented by the middle of its bounds. */
export interface Places {
  longitudes: Float64Array;
  latitudes: Float64Array;
  states: Uint8Array;
  /** 1 where the row's longitude and latitude stood in each other's place; here they are put right. */
  swapped: Uint8Array;
  swappedRows: number;
  usableRows: number;
  /** Whether any row has a geometry of its own: those that have none lack a geometry then, and else coordinates. */
  withGeometry: boolean;
}

/**
 * Reads all places of a table. `near` are the bounds of the areas, if there are any: a pair that lies outside them,
 * and inside when exchanged, was exchanged (needed where both numbers are below 90).
 */
export function readPlaces(table: Table, columns: PlaceColumns | null, polygons: boolean, near: Bounds | null): Places {
  const { length } = table.rows;
  const places: Places = {
    longitudes: new Float64Array(length),
    latitudes: new Float64Array(length),
    states: new Uint8Array(length),
    swapped: new Uint8Array(length),
    swappedRows: 0,
    usableRows: 0,
    withGeometry: table.rows.some((row) => row.geometry !== null),
  };
  table.rows.forEach((row, i) => {
    if (row.geometry !== null) readGeometryPlace(places, i, row.geometry, polygons);
    else if (columns !== null) readColumnPlace(places, i, row, columns);
    else places.states[i] = MISSING;
    if (places.states[i] === USABLE) putRight(places, i, near);
  });
  return places;
}

function readGeometryPlace(places: Places, i: number, geometry: Geometry, polygons: boolean): void {
  const isPolygon = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
  const isPoint = geometry.type === 'Point' || (geometry.type === 'MultiPoint' && geometry.coordinates.length === 1);
  const numbers = checkNumbers(geometry);
  if (numbers === 'empty') places.states[i] = MISSING;
  else if (!(isPoint || (isPolygon && polygons))) places.states[i] = WRONG_KIND;
  else if (numbers === 'not_number') places.states[i] = NOT_NUMBER;
  else if (numbers === 'out_of_range') places.states[i] = OUT_OF_RANGE;
  else if (numbers === 'projected') places.states[i] = PROJECTED;
  else {
    const [west, south, east, north] = boundsOfGeometry(geometry);
    places.longitudes[i] = west + (east - west) / 2;
    places.latitudes[i] = south + (north - south) / 2;
  }
}

function readColumnPlace(places: Places, i: number, row: TableRow, columns: PlaceColumns): void {
  let x: Cell | undefined = row.cells[columns.longitude];
  let y: Cell | undefined = row.cells[columns.latitude];
  if (columns.longitude === columns.latitude) [x, y] = splitPair(x);
  const longitude = parseDegrees(x);
  const latitude = parseDegrees(y);
  if (Number.isNaN(longitude) || Number.isNaN(latitude)) places.states[i] = NOT_NUMBER;
  else if (longitude === null || latitude === null || (longitude === 0 && latitude === 0)) places.states[i] = MISSING;
  else {
    places.longitudes[i] = longitude;
    places.latitudes[i] = latitude;
  }
}

/** 118.77,32.06 in one cell. */
function splitPair(cell: Cell | undefined): [Cell | undefined, Cell | undefined] {
  const parts = parseText(cell)
    .normalize('NFKC')
    .replace(/[[\]()]/gu, '')
    .split(/[,;、|]\s*|\s+/u)
    .filter((part) => part !== '');
  return parts.length === 0 ? [null, null] : [parts[0], parts[1] ?? 'missing'];
}

function putRight(places: Places, i: number, near: Bounds | null): void {
  const x = places.longitudes[i] ?? 0;
  const y = places.latitudes[i] ?? 0;
  const possible = isWithin(x, y, EARTH);
  const otherPossible = isWithin(y, x, EARTH);
  if (!possible && !otherPossible) {
    places.states[i] = isProjected(x, y) ? PROJECTED : OUT_OF_RANGE;
    return;
  }
  const exchanged = !possible || (near !== null && !isWithin(x, y, near) && isWithin(y, x, near));
  if (exchanged) {
    places.longitudes[i] = y;
    places.latitudes[i] = x;
    places.swapped[i] = 1;
    places.swappedRows++;
  }
  places.usableRows++;
}

const EARTH: Bounds = [-180, -90, 180, 90];

function isWithin(longitude: number, latitude: number, [west, south, east, north]: Bounds): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** Converts the usable places to WGS-84, in place. */
export function convertPlaces(places: Places, system: CoordinateSystem): void {
  if (system === 'wgs84') return;
  for (let i = 0; i < places.states.length; i++) {
    if (places.states[i] !== USABLE) continue;
    const [longitude, latitude] = convert([places.longitudes[i] ?? 0, places.latitudes[i] ?? 0], system, 'wgs84');
    places.longitudes[i] = longitude;
    places.latitudes[i] = latitude;
  }
}

export function isPlaced(places: Places, i: number): boolean {
  return places.states[i] === USABLE;
}

/** Whether exchanged axes are a matter of the whole table, told once, and not of single rows. */
export function isSwappedTogether(places: Places): boolean {
  return places.swappedRows > 1 && places.swappedRows * 2 > places.usableRows;
}

/** The row's coordinates as they stand in the file. */
export function pairOf({ row: { cells } }: Cursor, { longitude, latitude }: PlaceColumns): string {
  const x = parseText(cells[longitude]);
  return longitude === latitude ? x : `${x}, ${parseText(cells[latitude])}`;
}

/** Says of the cursor's row why it cannot be placed, and how many elders that leaves out. */
export function reportUnplaced(cursor: Cursor, places: Places, i: number, elders: number | null): void {
  const code = CODES[places.states[i] ?? MISSING] ?? 'coordinates_missing';
  const columns = cursor.binding.places;
  const { geometry, cells } = cursor.row;
  if (geometry !== null || columns === null) {
    const missing = code === 'coordinates_missing' && places.withGeometry ? 'geometry_missing' : code;
    const value = geometry === null ? null : (findOddPosition(geometry) ?? geometry.type);
    cursor.report(missing, { value, action: 'left_out', elders });
    return;
  }
  const x = cells[columns.longitude] ?? null;
  const y = cells[columns.latitude] ?? null;
  const pair = pairOf(cursor, columns);
  const onlyLatitude = code === 'coordinate_not_number' && !Number.isNaN(parseDegrees(x));
  cursor.report(code, {
    column: onlyLatitude ? columns.latitude : columns.longitude,
    value: code === 'coordinate_not_number' ? (onlyLatitude ? y : x) : pair === ', ' ? null : pair,
    action: 'left_out',
    elders,
  });
}
