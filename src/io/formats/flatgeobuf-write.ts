/**
 * Writes FlatGeobuf with an index. The package's own `serialize` writes none, takes the columns from the first feature
 * only and makes every number a double.
 */
import { Builder } from 'flatbuffers';
import type { Geometry as GeoJsonGeometry } from 'geojson';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import type { Cell } from '../../core/types.ts';
import { findCell, type Table, type TableRow } from '../tables.ts';
import { ALIGNMENT, FeatureBytes, isBlank, listLines, listParts, type ColumnPlan } from './feature-bytes.ts';
import {
  createEmptyBoxes,
  createTree,
  extendBox,
  extendToPosition,
  isEmptyBox,
  NODE_SIZE,
  sortAlongCurve,
  type Boxes,
} from './packed-tree.ts';

export function writeFlatgeobuf(table: Table): Uint8Array {
  const columns = planColumns(table);
  const boxes = findBoxes(table.rows);
  const extent = createEmptyBoxes(1);
  for (let i = 0; i < table.rows.length; i++) extendBox(extent, 0, boxes, i);
  const order = sortAlongCurve(boxes, extent);
  const { features, offsets } = writeFeatures(table, columns, order);
  // Without any geometry there is nothing to index.
  const tree = isEmptyBox(extent, 0) ? new Uint8Array() : createTree(reorder(boxes, order), offsets);
  return join([magicbytes, buildHeader(table, columns, extent), tree, features]);
}

/** Bytes of a large file at first: some 200 a feature. */
const GUESSED_BYTES = 200;

/** All features in the order of writing, and where each starts. */
function writeFeatures(
  table: Table,
  columns: readonly ColumnPlan[],
  order: Uint32Array,
): { features: Uint8Array; offsets: Float64Array } {
  const writer = new FeatureBytes(columns);
  const offsets = new Float64Array(order.length);
  let features = new Uint8Array(order.length * GUESSED_BYTES);
  let size = 0;
  order.forEach((index, i) => {
    const row = table.rows[index];
    if (!row) return;
    const bytes = writer.write(row);
    if (size + bytes.length > features.length) {
      const grown = new Uint8Array((size + bytes.length) * 2);
      grown.set(features);
      features = grown;
    }
    features.set(bytes, size);
    offsets[i] = size;
    size += bytes.length;
  });
  return { features: features.subarray(0, size), offsets };
}

function reorder(boxes: Boxes, order: Uint32Array): Boxes {
  const ordered = createEmptyBoxes(order.length);
  order.forEach((index, i) => extendBox(ordered, i, boxes, index));
  return ordered;
}

function findBoxes(rows: readonly TableRow[]): Boxes {
  const boxes = createEmptyBoxes(rows.length);
  rows.forEach(({ geometry }, i) => {
    if (geometry) extendByGeometry(boxes, i, geometry);
  });
  return boxes;
}

function extendByGeometry(boxes: Boxes, index: number, geometry: GeoJsonGeometry): void {
  const parts = listParts(geometry);
  if (parts) for (const part of parts) extendByGeometry(boxes, index, part);
  else
    for (const line of listLines(geometry)) {
      for (const [x = 0, y = 0] of line) extendToPosition(boxes, index, x, y);
    }
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
    const value = findCell(cells, name);
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

function buildHeader(table: Table, columns: readonly ColumnPlan[], extent: Boxes): Uint8Array {
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
  const envelopeOffset = isEmptyBox(extent, 0) ? 0 : Header.createEnvelopeVector(builder, [...extent]);
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

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
