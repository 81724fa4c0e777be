/** The list of areas as a file. Loaded when somebody exports: the words and the writers are no part of the first visit. */
import type { Evaluation, Kind, Project } from '../core/types.ts';
import { writeCsv } from '../io/formats/csv.ts';
import { writeWorkbook } from '../io/formats/xlsx.ts';
import { createAreaSheet, type SheetLocale } from '../report/area-sheet.ts';
import { addSupplyColumns, createSupplyNotes, type SheetSupply } from '../report/supply-columns.ts';

export interface ExportArgs {
  format: 'csv' | 'xlsx';
  locale: SheetLocale;
  evaluation: Evaluation;
  kind: Kind;
  /** Of the same question, where it was computed. */
  supply?: SheetSupply;
}

export async function writeAreaSheet(project: Project, args: ExportArgs): Promise<Uint8Array> {
  const { format, locale, evaluation, kind, supply } = args;
  const plain = createAreaSheet(project, evaluation, kind, locale);
  const sheet = supply ? addSupplyColumns(plain, supply, args) : plain;
  if (format === 'xlsx') return writeWorkbook(supply ? [sheet, createSupplyNotes(supply, args)] : [sheet]);
  return writeCsv([sheet.columns.map(({ header }) => header), ...sheet.rows], { forSpreadsheet: true });
}
