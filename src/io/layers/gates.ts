import type { Gate } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { placeTable, reportRowSwapped, type ReadContext } from './layer.ts';
import { isPlaced, reportUnplaced } from './placing.ts';

/** Reads tables of gates of residential compounds. */
export function readGates(tables: readonly Table[], context: ReadContext): Gate[] {
  const gates: Gate[] = [];
  for (const table of tables) {
    const placed = placeTable(table, 'gates', context);
    const { cursor, places } = placed;
    table.rows.forEach((row, i) => {
      cursor.moveTo(row);
      cursor.id = cursor.text('residence_id');
      if (!isPlaced(places, i)) {
        reportUnplaced(cursor, places, i, null);
        return;
      }
      reportRowSwapped(placed, i, null);
      gates.push({
        residenceId: cursor.id,
        position: [places.longitudes[i] ?? 0, places.latitudes[i] ?? 0],
        attributes: cursor.attributes(),
      });
    });
  }
  return gates;
}
