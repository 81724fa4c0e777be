import type { ReportedFigure } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { parseDate, parseLooseCell } from '../values.ts';
import { createCursor, type ReadContext } from './layer.ts';

/** Reads tables of figures that no map can give. */
export function readReported(tables: readonly Table[], context: ReadContext): ReportedFigure[] {
  const figures: ReportedFigure[] = [];
  for (const table of tables) {
    const cursor = createCursor(table, 'reported', context);
    for (const row of table.rows) {
      cursor.moveTo(row);
      figures.push({
        requirementId: cursor.text('requirement_id'),
        value: parseLooseCell(cursor.cell('value')),
        source: cursor.text('source'),
        date: parseDate(cursor.cell('date')),
        attributes: cursor.attributes(),
      });
    }
  }
  return figures;
}
