/** One feature of a FlatGeobuf file as bytes: its table with properties and geometry (https://flatgeobuf.org). */
import type { Geometry as GeoJsonGeometry, Position } from 'geojson';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import type { Cell } from '../../core/types.ts';
import { findCell, type TableRow } from '../tables.ts';
import { BackwardBytes } from './backward-bytes.ts';
import { PropertyBytes } from './property-bytes.ts';

export interface ColumnPlan {
  name: string;
  type: ColumnType;
}

/** Every part of a file ends at a multiple of 8 bytes, so that readers may lay arrays of doubles over the bytes. */
export const ALIGNMENT = 8;
/** Fields of the tables in the schema of FlatGeobuf. */
const FEATURE_GEOMETRY = 0;
const FEATURE_PROPERTIES = 1;
const GEOMETRY_ENDS = 0;
const GEOMETRY_XY = 1;
const GEOMETRY_TYPE = 6;
const GEOMETRY_PARTS = 7;

/** Makes the bytes of one feature after the other in the same memory. */
export class FeatureBytes {
  readonly #columns: readonly ColumnPlan[];
  readonly #out = new BackwardBytes();
  readonly #properties = new PropertyBytes();

  constructor(columns: readonly ColumnPlan[]) {
    this.#columns = columns;
  }

  /** Bytes of a row with their size before them; good until the next row. */
  write(row: TableRow): Uint8Array {
    const out = this.#out;
    out.clear();
    const properties = this.#writeProperties(row.cells);
    const propertiesPlace = properties.length > 0 ? out.putByteList(properties) : 0;
    const geometryPlace = row.geometry ? this.#writeGeometry(row.geometry) : 0;
    out.startTable();
    out.putReferenceField(FEATURE_GEOMETRY, geometryPlace);
    out.putReferenceField(FEATURE_PROPERTIES, propertiesPlace);
    out.finish(out.endTable(), ALIGNMENT);
    return out.bytes;
  }

  #writeProperties(cells: TableRow['cells']): Uint8Array {
    const properties = this.#properties;
    properties.clear();
    for (let i = 0; i < this.#columns.length; i++) {
      const column = this.#columns[i];
      const value = column === undefined ? null : findCell(cells, column.name);
      if (column !== undefined && !isBlank(value)) properties.put(i, value, column.type);
    }
    return properties.bytes;
  }

  #writeGeometry(geometry: GeoJsonGeometry): number {
    const out = this.#out;
    const parts = listParts(geometry);
    if (parts) {
      const places = out.putReferenceList(parts.map((part) => this.#writeGeometry(part)));
      out.startTable();
      out.putByteField(GEOMETRY_TYPE, GeometryType[geometry.type]);
      out.putReferenceField(GEOMETRY_PARTS, places);
      return out.endTable();
    }
    const lines = listLines(geometry);
    let count = 0;
    for (const line of lines) count += line.length;
    const xy = out.putPositionList(lines, count);
    // One line or ring needs no ends.
    const ends = lines.length > 1 ? out.putInt32List(listEnds(lines)) : 0;
    out.startTable();
    out.putReferenceField(GEOMETRY_ENDS, ends);
    out.putReferenceField(GEOMETRY_XY, xy);
    out.putByteField(GEOMETRY_TYPE, GeometryType[geometry.type]);
    return out.endTable();
  }
}

/** Not known, or no number. */
export function isBlank(value: Cell): boolean {
  return value === null || (typeof value === 'number' && !Number.isFinite(value));
}

/** Geometries that consist of others: null for those that consist of lines. */
export function listParts(geometry: GeoJsonGeometry): GeoJsonGeometry[] | null {
  if (geometry.type === 'GeometryCollection') return geometry.geometries;
  if (geometry.type !== 'MultiPolygon') return null;
  return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
}

export function listLines(geometry: GeoJsonGeometry): Position[][] {
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

function listEnds(lines: readonly Position[][]): number[] {
  let end = 0;
  return lines.map((line) => (end += line.length));
}
