import type { BackgroundFeature } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { readGeometry } from './geometry.ts';
import { checkGeometry, createCursor, readGeometryReading, type ReadContext } from './layer.ts';

/** Reads tables of things that are only drawn (and of barriers). */
export function readBackground(tables: readonly Table[], context: ReadContext): BackgroundFeature[] {
  const features: BackgroundFeature[] = [];
  for (const table of tables) {
    const cursor = createCursor(table, 'background', context);
    const reading = readGeometryReading(table, context, 'background');
    for (const row of table.rows) {
      cursor.moveTo(row);
      if (!checkGeometry(cursor, []) || row.geometry === null) continue;
      features.push({
        kind: cursor.text('kind'),
        name: cursor.text('name'),
        geometry: reading.swapped || reading.system !== 'wgs84' ? readGeometry(row.geometry, reading) : row.geometry,
        attributes: cursor.attributes(),
      });
    }
  }
  return features;
}
