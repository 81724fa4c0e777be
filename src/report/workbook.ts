/** The report as sheets of a workbook: what it is on the first, then one sheet a table with all its rows. */
import type { Cell } from '../core/types.ts';
import { fileWords } from '../i18n/report/file-words.ts';
import type { Column, Report, Section, Table } from './model.ts';

/** As the writer of workbooks takes it. */
export interface ReportSheet {
  name: string;
  columns: { header: string; width: number; format?: string; wrap?: boolean }[];
  rows: Cell[][];
  /** How single cells are shown, by row and column; else as their column says. */
  formats?: (string | null)[][];
  /** Rows with a ground of their own. */
  fills?: number[];
  /** The last row stays where it is when others are sorted and filtered. */
  hasTotal?: true;
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
  return [createAbout(report, notes), ...tables.map(createSheet)];
}

function createAbout(report: Report, notes: readonly string[]): ReportSheet {
  const { title, place, facts, locale } = report;
  const words = fileWords(locale);
  const listed = report.sections
    .flatMap(listTables)
    .flatMap(({ table: { id, caption, note }, under }): Cell[][] => [
      [id, caption, under],
      ...(note === undefined ? [] : [[null, note, null]]),
    ]);
  return {
    name: words.about,
    columns: [
      { header: title, width: 30, wrap: true },
      { header: place, width: 90, wrap: true },
      { header: '', width: 50, wrap: true },
    ],
    rows: [
      ...facts.map(({ name, value }) => [name, value]),
      [],
      ...notes.map((note) => [null, note]),
      [],
      [words.sheets, words.tables, words.under],
      ...listed,
    ],
    filter: false,
  };
}

/** Tables with the title and the heading above them: of several documents it is the heading that says which one. */
function listTables({ title, blocks }: Section): { table: Table; under: string }[] {
  let heading: string | null = null;
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') heading = block.text;
    return block.kind === 'table'
      ? [{ table: block.table, under: heading === null ? title : `${title} ${heading}` }]
      : [];
  });
}

function createSheet({ id, columns, rows, strong, hasTotal }: Table): ReportSheet {
  const cells = rows.map((row, place) => columns.map((column, at) => createCell(row[at] ?? null, column, place)));
  return {
    name: id,
    columns: columns.map(({ header, format, width }) => {
      const code = FORMATS[format];
      return { header, width, wrap: true, ...(code !== undefined && { format: code }) };
    }),
    rows: cells.map((row) => row.map(({ value }) => value)),
    ...(columns.some(({ exact }) => exact) && { formats: cells.map((row) => row.map(({ format }) => format)) }),
    ...(strong && strong.length > 0 && { fills: strong }),
    ...(hasTotal && { hasTotal }),
  };
}

interface SheetCell {
  value: Cell;
  format: string | null;
}

function createCell(cell: Cell, column: Column, row: number): SheetCell {
  const figure = typeof cell === 'string' && column.exact?.[row] === true ? splitFigure(cell) : null;
  return figure ?? { value: roundCell(cell, column), format: null };
}

/** The first number of a text as a number, in a format that shows it with the words around it: 不低于 90%. */
function splitFigure(text: string): SheetCell | null {
  const [, before = '', figure, after = ''] = /^(\D*?)(-?\d[\d,]*(?:\.\d+)?)(.*)$/s.exec(text) ?? [];
  if (figure === undefined) return null;
  const value = Number(figure.replaceAll(',', ''));
  const digits = /\.(\d+)/.exec(figure)?.[1]?.length ?? 0;
  // A year has no comma between its digits.
  const whole = Math.abs(value) >= 1000 && !figure.includes(',') ? '0' : '#,##0';
  const number = digits > 0 ? `${whole}.${'0'.repeat(digits)}` : whole;
  return { value, format: `${quote(before)}${number}${quote(after)}` };
}

/** A text in a format of Excel, which knows no way to write a quotation mark there. */
function quote(text: string): string {
  return text === '' ? '' : `"${text.replaceAll('"', '')}"`;
}

/** Towards failing, as in the documents: 89.96 % must not be shown as 90.0 %. Other numbers keep their digits. */
function roundCell(cell: Cell, { format }: Column): Cell {
  if (typeof cell !== 'number') return cell;
  if (format === 'share') return Math.floor(cell * 1000 + 1e-9) / 1000;
  return format === 'percent' ? Math.floor(cell * 10 + 1e-9) / 10 : cell;
}
