/**
 * Writes FlatGeobuf with an index. The package's own `serialize` writes none, takes the columns from the first feature
 * only and makes every number a double.
 */
import { Builder } from 'flatbuffers';
import type { Geometry as GeoJsonGeometry, Position } from 'geojson';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import { Geometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import type { Cell } from '../../core/types.ts';
import type { Table, TableRow } from '../tables.ts';
import {
  createEmptyBox,
  createTree,
  extendBox,
  isEmptyBox,
  NODE_SIZE,
  sortAlongCurve,
  type Box,
} from './packed-tree.ts';

interface ColumnPlan {
  name: string;
  type: ColumnType;
}

/** Every part of a file ends at a multiple of 8 bytes, so that readers may lay arrays of doubles over the bytes. */
const ALIGNMENT = 8;
const encoder = new TextEncoder();

export function writeFlatgeobuf(table: Table): Uint8Array {
  const columns = planColumns(table);
  const boxes = table.rows.map((row) => findBox(row.geometry));
  const extent = createEmptyBox();
  for (const box of boxes) extendBox(extent, box);
  const order = sortAlongCurve(boxes, extent);

  const builder = new Builder(65_536);
  const features: Uint8Array[] = [];
  const offsets: number[] = [];
  let size = 0;
  for (const index of order) {
    const row = table.rows[index];
    if (!row) continue;
    const feature = buildFeature(builder, row, columns);
    features.push(feature);
    offsets.push(size);
    size += feature.length;
  }
  // Without any geometry there is nothing to index.
  const tree = isEmptyBox(extent)
    ? new Uint8Array()
    : createTree(
        order.map((index) => boxes[index] ?? createEmptyBox()),
        offsets,
      );
  return join([magicbytes, buildHeader(table, columns, extent), tree, ...features]);
}

/** The table's columns, then those that only rows have. The type is the narrowest that holds every value. */
function planColumns(table: Table): ColumnPlan[] {
  const names = new Set(table.columns);
  for (const { cells } of table.rows) for (const name in cells) names.add(name);
  return [...names].map((name) => ({ name, type: findColumnType(table.rows, name) }));
}

/** Whole numbers are Int or Long, others Double; values of several kinds together, and nothing at all, are String. */
function findColumnType(rows: readonly TableRow[], name: string): ColumnType {
  let type: ColumnType | undefined;
  for (const { cells } of rows) {
    const value = cells[name] ?? null;
    if (isBlank(value)) continue;
    const own = findValueType(value);
    if (own === ColumnType.String || type === ColumnType.String) return ColumnType.String;
    if (type === undefined) type = own;
    else if ((own === ColumnType.Bool) !== (type === ColumnType.Bool)) return ColumnType.String;
    else if (own > type) type = own; // Int < Long < Double
  }
  return type ?? ColumnType.String;
}

function findValueType(value: Cell): ColumnType {
  if (typeof value === 'boolean') return ColumnType.Bool;
  if (typeof value !== 'number') return ColumnType.String;
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return ColumnType.Double;
  return (value | 0) === value ? ColumnType.Int : ColumnType.Long;
}

/** Not known, or no number. */
const isBlank = (value: Cell): boolean => value === null || (typeof value === 'number' && !Number.isFinite(value));

function buildHeader(table: Table, columns: readonly ColumnPlan[], extent: Box): Uint8Array {
  const builder = new Builder(1024);
  builder.prep(ALIGNMENT, 0);
  const columnOffsets = columns.map(({ name, type }) => {
    const nameOffset = builder.createString(name);
    Column.startColumn(builder);
    Column.addName(builder, nameOffset);
    Column.addType(builder, type);
    return Column.endColumn(builder);
  });
  const columnsOffset = Header.createColumnsVector(builder, columnOffsets);
  const nameOffset = builder.createString(findLayerName(table.file));
  const envelopeOffset = isEmptyBox(extent) ? 0 : Header.createEnvelopeVector(builder, extent);
  const organisation = builder.createString('EPSG');
  Crs.startCrs(builder);
  Crs.addOrg(builder, organisation);
  Crs.addCode(builder, 4326);
  const crsOffset = Crs.endCrs(builder);
  Header.startHeader(builder);
  Header.addName(builder, nameOffset);
  if (envelopeOffset) Header.addEnvelope(builder, envelopeOffset);
  Header.addGeometryType(builder, findCommonType(table.rows));
  Header.addColumns(builder, columnsOffset);
  Header.addFeaturesCount(builder, BigInt(table.rows.length));
  Header.addIndexNodeSize(builder, envelopeOffset ? NODE_SIZE : 0);
  Header.addCrs(builder, crsOffset);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}

/** File name without folders and extension. */
const findLayerName = (file: string): string => file.replace(/^.*\//, '').replace(/\.\w+$/, '');

/** Unknown where there are several; each feature carries its own type then (and always). */
function findCommonType(rows: readonly TableRow[]): GeometryType {
  let common: GeometryType | undefined;
  for (const { geometry } of rows) {
    if (!geometry) continue;
    const type = GeometryType[geometry.type];
    if (common === undefined) common = type;
    else if (common !== type) return GeometryType.Unknown;
  }
  return common ?? GeometryType.Unknown;
}

function buildFeature(builder: Builder, row: TableRow, columns: readonly ColumnPlan[]): Uint8Array {
  builder.clear();
  builder.prep(ALIGNMENT, 0);
  const properties = buildProperties(row.cells, columns);
  const propertiesOffset = properties.length > 0 ? builder.createByteVector(properties) : 0;
  const geometryOffset = row.geometry ? buildGeometry(builder, row.geometry) : 0;
  Feature.startFeature(builder);
  if (geometryOffset) Feature.addGeometry(builder, geometryOffset);
  if (propertiesOffset) Feature.addProperties(builder, propertiesOffset);
  builder.finishSizePrefixed(Feature.endFeature(builder));
  return builder.asUint8Array().slice();
}

/** Pairs of column number (two bytes) and value; a blank value has no pair. */
function buildProperties(cells: TableRow['cells'], columns: readonly ColumnPlan[]): Uint8Array {
  const parts: Uint8Array[] = [];
  columns.forEach(({ name, type }, index) => {
    const value = cells[name] ?? null;
    if (isBlank(value)) return;
    const number = new DataView(new ArrayBuffer(2));
    number.setUint16(0, index, true);
    parts.push(new Uint8Array(number.buffer), buildValue(value, type));
  });
  return join(parts);
}

function buildValue(value: Cell, type: ColumnType): Uint8Array {
  if (type === ColumnType.Bool) return new Uint8Array([value === true ? 1 : 0]);
  if (type === ColumnType.String) {
    const text = encoder.encode(String(value));
    const size = new DataView(new ArrayBuffer(4));
    size.setUint32(0, text.length, true);
    return join([new Uint8Array(size.buffer), text]);
  }
  const view = new DataView(new ArrayBuffer(type === ColumnType.Int ? 4 : 8));
  if (type === ColumnType.Int) view.setInt32(0, Number(value), true);
  else if (type === ColumnType.Long) view.setBigInt64(0, BigInt(Number(value)), true);
  else view.setFloat64(0, Number(value), true);
  return new Uint8Array(view.buffer);
}

function buildGeometry(builder: Builder, geometry: GeoJsonGeometry): number {
  const parts = listParts(geometry);
  if (parts) {
    const partsOffset = Geometry.createPartsVector(
      builder,
      parts.map((part) => buildGeometry(builder, part)),
    );
    Geometry.startGeometry(builder);
    Geometry.addType(builder, GeometryType[geometry.type]);
    Geometry.addParts(builder, partsOffset);
    return Geometry.endGeometry(builder);
  }
  const lines = listLines(geometry);
  let end = 0;
  const ends = lines.map((line) => (end += line.length));
  const xyOffset = Geometry.createXyVector(builder, flatten(lines, end));
  // One line or ring needs no ends.
  const endsOffset = ends.length > 1 ? Geometry.createEndsVector(builder, ends) : 0;
  Geometry.startGeometry(builder);
  if (endsOffset) Geometry.addEnds(builder, endsOffset);
  Geometry.addXy(builder, xyOffset);
  Geometry.addType(builder, GeometryType[geometry.type]);
  return Geometry.endGeometry(builder);
}

/** Geometries that consist of others: null for those that consist of lines. */
function listParts(geometry: GeoJsonGeometry): GeoJsonGeometry[] | null {
  if (geometry.type === 'GeometryCollection') return geometry.geometries;
  if (geometry.type !== 'MultiPolygon') return null;
  return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
}

function listLines(geometry: GeoJsonGeometry): Position[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'MultiPoint':
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    default:
      throw new Error(`a ${geometry.type} has parts, not lines`);
  }
}

function flatten(lines: readonly Position[][], positions: number): Float64Array {
  const flat = new Float64Array(positions * 2);
  let at = 0;
  for (const line of lines) {
    for (const [x, y] of line) {
      // Positions of a Table are pairs; the type of GeoJSON does not say so.
      flat[at++] = x ?? Number.NaN;
      flat[at++] = y ?? Number.NaN;
    }
  }
  return flat;
}

function findBox(geometry: GeoJsonGeometry | null): Box {
  const box = createEmptyBox();
  if (!geometry) return box;
  const parts = listParts(geometry);
  if (parts) for (const part of parts) extendBox(box, findBox(part));
  else for (const line of listLines(geometry)) for (const [x = 0, y = 0] of line) extendBox(box, [x, y, x, y]);
  return box;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
