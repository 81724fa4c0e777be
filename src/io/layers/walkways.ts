import type { Position as JsonPosition } from 'geojson';
import type { Attributes, Walkways } from '../../core/types.ts';
import type { Table, TableRow } from '../tables.ts';
import type { Cursor } from './cursor.ts';
import { readPosition, type Reading } from './geometry.ts';
import { checkGeometry, createCursor, readGeometryReading, type ReadContext } from './layer.ts';

const KINDS = ['LineString', 'MultiLineString'];

/** Lists of any length that become flat arrays in the end. */
interface Gathered {
  coordinates: number[];
  starts: number[];
  ids: string[];
  kinds: string[];
  attributes: Attributes[];
}

/** Reads tables of lines; null where no line is left. Ids may repeat: pieces of one street often share its id. */
export function readWalkways(tables: readonly Table[], context: ReadContext): Walkways | null {
  const gathered: Gathered = { coordinates: [], starts: [0], ids: [], kinds: [], attributes: [] };
  for (const table of tables) {
    const cursor = createCursor(table, 'walkways', context);
    const reading = readGeometryReading(table, context, 'walkways');
    for (const row of table.rows) {
      cursor.moveTo(row);
      if (checkGeometry(cursor, KINDS)) addRow(gathered, cursor, reading);
    }
  }
  if (gathered.ids.length === 0) return null;
  return {
    coordinates: Float64Array.from(gathered.coordinates),
    starts: Uint32Array.from(gathered.starts),
    ids: gathered.ids,
    kinds: gathered.kinds,
    attributes: gathered.attributes,
  };
}

function addRow(gathered: Gathered, cursor: Cursor, reading: Reading): void {
  const { geometry } = cursor.row;
  const lines = listLines(geometry).filter((line) => line.length >= 2);
  if (lines.length === 0) {
    cursor.report('geometry_missing', { action: 'left_out' });
    return;
  }
  const id = cursor.text('id');
  const kind = cursor.text('kind');
  const attributes = cursor.attributes();
  for (const line of lines) {
    for (const vertex of line) {
      const [longitude, latitude] = readPosition(vertex, reading);
      gathered.coordinates.push(longitude, latitude);
    }
    gathered.starts.push(gathered.coordinates.length / 2);
    gathered.ids.push(id);
    gathered.kinds.push(kind);
    gathered.attributes.push(attributes);
  }
}

function listLines(geometry: TableRow['geometry']): JsonPosition[][] {
  if (geometry?.type === 'LineString') return [geometry.coordinates];
  return geometry?.type === 'MultiLineString' ? geometry.coordinates : [];
}
