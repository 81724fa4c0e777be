/** The report as sheets of a workbook: what it is on the first, then one sheet a table with all its rows. */
import type { Cell } from '../core/types.ts';
import { fileWords } from '../i18n/report/file-words.ts';
import type { Column, Report, Table } from './model.ts';

/** As the writer of workbooks takes it. */
export interface ReportSheet {
  name: string;
  columns: { header: string; width: number; format?: string; wrap?: boolean }[];
  rows: Cell[][];
  filter?: false;
}

/** How Excel shows numbers. Shares and percentages carry one decimal here, because Excel would round them upwards. */
const FORMATS: Readonly<Partial<Record<Column['format'], string>>> = {
  integer: '#,##0',
  share: '0.0%',
  percent: '0.0"%"',
  metres: '#,##0',
};

/** Names are as the tables say them; the writer makes them fit Excel. */
export function createReportSheets(report: Report): ReportSheet[] {
  const blocks = report.sections.flatMap((section) => section.blocks);
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const notes = blocks.flatMap((block) => (block.kind === 'paragraph' && block.tone === 'note' ? [block.text] : []));
  return [createAbout(report, tables, notes), ...tables.map(createSheet)];
}

function createAbout(report: Report, tables: readonly Table[], notes: readonly string[]): ReportSheet {
  const { title, place, facts, locale } = report;
  const words = fileWords(locale);
  const listed = tables.flatMap(({ id, caption, note }): Cell[][] => [
    [id, caption],
    ...(note === undefined ? [] : [[null, note]]),
  ]);
  return {
    name: words.about,
    columns: [
      { header: title, width: 30, wrap: true },
      { header: place, width: 90, wrap: true },
    ],
    rows: [
      ...facts.map(({ name, value }) => [name, value]),
      [],
      ...notes.map((note) => [null, note]),
      [],
      [words.sheets, null],
      ...listed,
    ],
    filter: false,
  };
}

function createSheet({ id, columns, rows }: Table): ReportSheet {
  return {
    name: id,
    columns: columns.map(({ header, format, width }) => {
      const code = FORMATS[format];
      return { header, width, wrap: true, ...(code !== undefined && { format: code }) };
    }),
    rows: rows.map((row) => columns.map((column, at) => roundCell(row[at] ?? null, column))),
  };
}

/** Towards failing, as in the documents: 89.96 % must not be shown as 90.0 %. Other numbers keep their digits. */
function roundCell(cell: Cell, { format }: Column): Cell {
  if (typeof cell !== 'number') return cell;
  if (format === 'share') return Math.floor(cell * 1000 + 1e-9) / 1000;
  return format === 'percent' ? Math.floor(cell * 10 + 1e-9) / 10 : cell;
}
