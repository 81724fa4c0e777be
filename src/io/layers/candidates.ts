import type { Candidate } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { Ids } from './ids.ts';
import { placeTable, reportRowSwapped, type ReadContext } from './layer.ts';
import { isPlaced, reportUnplaced } from './placing.ts';

/** Reads tables of places where a facility could go. */
export function readCandidates(tables: readonly Table[], context: ReadContext): Candidate[] {
  const candidates: Candidate[] = [];
  const ids = new Ids();
  for (const table of tables) {
    const placed = placeTable(table, 'candidates', context);
    const { cursor, places } = placed;
    table.rows.forEach((row, i) => {
      cursor.moveTo(row);
      const id = ids.take(cursor, null);
      if (id === null) return;
      cursor.id = id;
      if (!isPlaced(places, i)) {
        reportUnplaced(cursor, places, i, null);
        return;
      }
      reportRowSwapped(placed, i, null);
      candidates.push({
        id,
        name: cursor.text('name'),
        position: [places.longitudes[i] ?? 0, places.latitudes[i] ?? 0],
        attributes: cursor.attributes(),
      });
    });
    ids.finish(cursor);
  }
  return candidates;
}
