/** A sheet as an array of rows -> a Table: finds the header, names its columns, keeps the row numbers of the file. */
import type { Cell } from '../../core/types.ts';
import type { Table, TableRow } from '../tables.ts';

/** How many rows from the top may be titles, and how many the width is judged by. */
const HEADER_SEARCH_ROWS = 20;

/**
 * `grid[i]` is row i + 1 of the file; blank rows stand in it as rows without values. Title lines above the header are
 * passed over (see findHeaderRow). Rows without any value are no rows of the table. Returns null where the whole grid
 * is blank.
 */
export function createTable(file: string, grid: readonly (readonly Cell[])[]): Table | null {
  const headerIndex = findHeaderRow(grid);
  if (headerIndex === undefined) return null;
  const columns = nameColumns(grid, headerIndex);
  const rows: TableRow[] = [];
  for (let i = headerIndex + 1; i < grid.length; i++) {
    const values = grid[i] ?? [];
    if (countValues(values) === 0) continue;
    const cells: Record<string, Cell> = {};
    for (const { name, index } of columns) cells[name] = tidyCell(values[index]);
    rows.push({ row: i + 1, cells, geometry: null });
  }
  return { file, columns: columns.map((column) => column.name), rows };
}

/** Text without the white space around it (full-width spaces too); nothing left, or nothing there, is null. */
export function tidyCell(value: Cell | undefined): Cell {
  if (typeof value !== 'string') return value ?? null;
  const text = value.trim();
  return text === '' ? null : text;
}

/**
 * The first row with values, unless it is clearly a title: one value (a merged cell such as the ledger's name) where
 * the rows below have three and more, or two (author and date) where they have five and more.
 */
function findHeaderRow(grid: readonly (readonly Cell[])[]): number | undefined {
  const counted: { index: number; values: number }[] = [];
  for (let i = 0; i < grid.length && counted.length < HEADER_SEARCH_ROWS; i++) {
    const values = countValues(grid[i] ?? []);
    if (values > 0) counted.push({ index: i, values });
  }
  const widest = counted.reduce((most, row) => (row.values > most ? row.values : most), 0);
  const isTitle = (values: number) => (values === 1 && widest >= 3) || (values === 2 && widest >= 5);
  return counted.find((row) => !isTitle(row.values))?.index;
}

function countValues(row: readonly Cell[]): number {
  let count = 0;
  for (const value of row) if (tidyCell(value) !== null) count++;
  return count;
}

/**
 * Blank names become `列3` (or `column3` under a header without Chinese), a name met again `name#2`. A column with
 * neither name nor values is none.
 */
function nameColumns(grid: readonly (readonly Cell[])[], headerIndex: number): { name: string; index: number }[] {
  const header = (grid[headerIndex] ?? []).map((cell) => String(tidyCell(cell) ?? '').replace(/\s*[\r\n]+\s*/g, ''));
  const used = findUsedColumns(grid, headerIndex + 1);
  const word = header.some((name) => /\p{Script=Han}/u.test(name)) ? '列' : 'column';
  const taken = new Set<string>(header);
  const seen = new Set<string>();
  const columns: { name: string; index: number }[] = [];
  const width = header.length > used.length ? header.length : used.length;
  for (let index = 0; index < width; index++) {
    let name = header[index] ?? '';
    // Not a name an object can carry as data.
    if (name === '__proto__') name = '';
    if (name === '' && !used[index]) continue;
    if (name === '') name = `${word}${index + 1}`;
    if (seen.has(name) || (taken.has(name) && header[index] !== name)) name = createFreeName(name, taken);
    seen.add(name);
    taken.add(name);
    columns.push({ name, index });
  }
  return columns;
}

function findUsedColumns(grid: readonly (readonly Cell[])[], from: number): boolean[] {
  const used: boolean[] = [];
  for (let i = from; i < grid.length; i++) {
    const row = grid[i] ?? [];
    for (let c = 0; c < row.length; c++) if (!used[c] && tidyCell(row[c]) !== null) used[c] = true;
  }
  return used;
}

function createFreeName(name: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${name}#${number}`)) number++;
  return `${name}#${number}`;
}
