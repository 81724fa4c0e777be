/** The list of areas as a file. Loaded when somebody exports: the words and the writers are no part of the first visit. */
import type { Evaluation, Kind, Project } from '../core/types.ts';
import { writeCsv } from '../io/formats/csv.ts';
import { writeWorkbook } from '../io/formats/xlsx.ts';
import { createAreaSheet, type SheetLocale } from '../report/area-sheet.ts';

export interface ExportArgs {
  format: 'csv' | 'xlsx';
  locale: SheetLocale;
  evaluation: Evaluation;
  kind: Kind;
}

export async function writeAreaSheet(
  project: Project,
  { format, locale, evaluation, kind }: ExportArgs,
): Promise<Uint8Array> {
  const sheet = createAreaSheet(project, evaluation, kind, locale);
  if (format === 'xlsx') return writeWorkbook([sheet]);
  return writeCsv([sheet.columns.map(({ header }) => header), ...sheet.rows], { forSpreadsheet: true });
}
