import type { Candidate } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { Ids } from './ids.ts';
import { placeTable, reportRowSwapped, type ReadContext } from './layer.ts';
import { isPlaced, reportUnplaced } from './placing.ts';
import { createTable } from './table.ts';

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

/** Candidates as a table of points. */
export function writeCandidatePoints(candidates: readonly Candidate[], file: string): Table {
  return createTable(file, 'candidates', candidates, ({ id, name, position }) => ({
    cells: { id, name },
    geometry: { type: 'Point', coordinates: [position[0], position[1]] },
  }));
}

/** Candidates as a table of rows with `lon` and `lat`, to be edited in a spreadsheet. */
export function writeCandidates(candidates: readonly Candidate[], file: string): Table {
  const table = createTable(file, 'candidates', candidates, ({ id, name, position }) => ({
    cells: { id, name, lon: position[0], lat: position[1] },
    geometry: null,
  }));
  const others = table.columns.filter((column) => column !== 'lon' && column !== 'lat');
  // The position stands even where the user has columns of these names (beside a geometry) of their own.
  table.rows.forEach((row, i) => {
    const position = candidates[i]?.position;
    row.cells.lon = position?.[0] ?? null;
    row.cells.lat = position?.[1] ?? null;
  });
  return { ...table, columns: [...others.slice(0, 2), 'lon', 'lat', ...others.slice(2)] };
}
