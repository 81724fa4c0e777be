/** What a report writes through formats of ours; `src/report` knows no format but its own. */
import { geojson } from './formats/geojson.ts';
import { flatgeobuf } from './formats/flatgeobuf.ts';
import { writeWorkbook } from './formats/xlsx.ts';
import type { Table } from './tables.ts';

export const reportWriters = {
  workbook: writeWorkbook,
  layer: (table: Table, format: 'geojson' | 'fgb'): Promise<Uint8Array> =>
    (format === 'fgb' ? flatgeobuf : geojson).write(table),
};
