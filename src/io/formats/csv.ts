/**
 * CSV. Every cell stays text (a code of 12 digits is no number); white space around it goes, nothing in it is null.
 * Reading what `write` made gives the same cells, except that text is trimmed and numbers come back as text.
 */
import { createProblem } from '../../core/problems.ts';
import type { Cell, Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import { findCell, type Format, type Table } from '../tables.ts';
import { MAX_ROWS } from './bounds.ts';
import { createTable } from './grid.ts';
import { CSV } from './signs.ts';
import { readText } from './text.ts';

/** How much of a text is looked at to find its delimiter. */
const SNIFF_CHARACTERS = 65_536;
const SNIFF_ROWS = 50;
/** After so many broken quotes the file is taken as the parser reads it: each repair reads the rest again. */
const MAX_QUOTE_REPAIRS = 20;
const DELIMITERS = [',', ';', '\t'];

export const csv: Format = {
  ...CSV,
  read: readCsv,
  write: (table) => Promise.resolve(writeCsv(listCells(table))),
};

async function readCsv(file: FileBytes): Promise<{ tables: Table[]; problems: Problem[] }> {
  const { text, encoding, damaged } = readText(file.bytes);
  const problems: Problem[] = [];
  if (damaged) problems.push(createProblem('text_damaged', { file: file.name, value: encoding, action: 'changed' }));
  const { grid, broken } = await parseGrid(text);
  for (const { row, words } of broken) {
    problems.push(createProblem('row_quotes', { file: file.name, row, value: words, action: 'changed' }));
  }
  if (grid.length > MAX_ROWS) {
    grid.length = MAX_ROWS;
    problems.push(
      createProblem('file_too_large', {
        severity: 'error',
        file: file.name,
        row: MAX_ROWS + 1,
        value: MAX_ROWS,
        action: 'left_out',
      }),
    );
  }
  const made = createTable(file.name, grid);
  if (made) return { tables: [made.table], problems: [...problems, ...made.problems] };
  problems.push(createProblem('file_empty', { severity: 'error', file: file.name, action: 'left_out' }));
  return { tables: [], problems };
}

/**
 * Rows as the user counts them: a line break inside quotes stays inside its row, a blank line is a row. A quote that
 * never ends would swallow all rows behind it: its line is taken apart without regard to quotes and told.
 */
async function parseGrid(text: string): Promise<{ grid: string[][]; broken: { row: number; words: string }[] }> {
  const { default: papa } = await import('papaparse');
  const grid: string[][] = [];
  const broken: { row: number; words: string }[] = [];
  const sample = text.slice(0, SNIFF_CHARACTERS);
  const delimiter = findDelimiter(
    (sign) => papa.parse<string[]>(sample, { delimiter: sign, preview: SNIFF_ROWS }).data,
  );
  let rest = text;
  for (;;) {
    const parsed = papa.parse<string[]>(rest, { delimiter, preview: MAX_ROWS + 1 - grid.length });
    const fault = parsed.errors.find((error) => error.type === 'Quotes');
    if (!fault) {
      append(grid, parsed.data);
      return { grid, broken };
    }
    const sound = fault.row ?? 0;
    append(grid, parsed.data.slice(0, sound));
    broken.push({ row: grid.length + 1, words: fault.message });
    if (broken.length > MAX_QUOTE_REPAIRS) {
      append(grid, parsed.data.slice(sound));
      return { grid, broken };
    }
    const { line, after } = cutLine(rest, fault.index ?? 0);
    grid.push(line.split(delimiter));
    if (after === null) return { grid, broken };
    rest = after;
  }
}

/**
 * The sign that parts the most of the first rows; of two such, the one that parts them into more. (The parser's own
 * guess fails on files of two lines, and needs rows of equal length.)
 */
function findDelimiter(split: (delimiter: string) => string[][]): string {
  let best = { delimiter: ',', rows: 0, fields: 0 };
  for (const delimiter of DELIMITERS) {
    const parted = split(delimiter).filter((row) => row.length > 1);
    const fields = parted.reduce((sum, row) => sum + row.length, 0);
    if (parted.length > best.rows || (parted.length === best.rows && fields > best.fields)) {
      best = { delimiter, rows: parted.length, fields };
    }
  }
  return best.delimiter;
}

/** The line around a character, and the text behind that line (null at the end of the file). */
function cutLine(text: string, index: number): { line: string; after: string | null } {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  const end = text.indexOf('\n', index);
  const line = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  return { line, after: end < 0 || end + 1 >= text.length ? null : text.slice(end + 1) };
}

/** Not `push(...rows)`: that overflows the stack from some 100,000 rows on. */
function append(grid: string[][], rows: string[][]): void {
  for (const row of rows) grid.push(row);
}

/** Header and rows. Points without columns of their own get `lon` and `lat`; CSV has no place for other geometries. */
function listCells(table: Table): Cell[][] {
  const withPoints = table.rows.some((row) => row.geometry !== null) && !table.columns.includes('lon');
  const rows: Cell[][] = [withPoints ? [...table.columns, 'lon', 'lat'] : table.columns];
  for (const { row, cells, geometry } of table.rows) {
    if (geometry && geometry.type !== 'Point') {
      throw new Error(`CSV holds points only, got a ${geometry.type} in row ${row} of ${table.file}`);
    }
    const values = table.columns.map((column) => findCell(cells, column));
    if (withPoints) values.push(geometry?.coordinates[0] ?? null, geometry?.coordinates[1] ?? null);
    rows.push(values);
  }
  return rows;
}

export interface CsvOptions {
  /**
   * For people who open the file in a spreadsheet: text that would be taken for a formula gets an apostrophe before
   * it. Never for project files: reading would not give the same text back.
   */
  forSpreadsheet?: boolean;
}

/** Rows of cells, the header among them, as RFC 4180 with CRLF, in UTF-8 with the mark that Excel needs. */
export function writeCsv(rows: readonly (readonly Cell[])[], options: CsvOptions = {}): Uint8Array {
  const lines = rows.map((row) => row.map((cell) => formatCell(cell, options.forSpreadsheet ?? false)).join(','));
  return new TextEncoder().encode('\uFEFF' + lines.map((line) => `${line}\r\n`).join(''));
}

function formatCell(cell: Cell, forSpreadsheet: boolean): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = forSpreadsheet && isFormula(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Signs that start a formula, full-width ones included (Excel with a Chinese or Japanese system takes them). */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text);
}
