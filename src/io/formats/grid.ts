/** A sheet as an array of rows -> a Table: finds the header, names its columns, keeps the row numbers of the file. */
import { createProblem } from '../../core/problems.ts';
import type { Cell, Problem } from '../../core/types.ts';
import type { Table, TableRow } from '../tables.ts';
import { countValues, findHeader, tidyCell, type Grid, type Header } from './header.ts';

/** As much of the names of a joined header as a sentence can hold. */
const MOST_NAMES_TOLD = 200;

/**
 * `grid[i]` is row i + 1 of the file; blank rows stand in it as rows without values. Title lines above the header are
 * passed over, and told. Rows without any value are no rows of the table. Returns null where the whole grid is blank.
 */
export function createTable(file: string, grid: Grid): { table: Table; problems: Problem[] } | null {
  const header = findHeader(grid);
  if (header === undefined) return null;
  const start = header.index + header.rows;
  const columns = nameColumns(header.names, findUsedColumns(grid, start));
  const rows: TableRow[] = [];
  for (let i = start; i < grid.length; i++) {
    const values = grid[i] ?? [];
    if (countValues(values) === 0) continue;
    const cells: Record<string, Cell> = {};
    for (const { name, index } of columns) cells[name] = tidyCell(values[index]);
    rows.push({ row: i + 1, cells, geometry: null });
  }
  return {
    table: { file, columns: columns.map((column) => column.name), rows },
    problems: listProblems(file, header),
  };
}

export function isFilled(grid: Grid): boolean {
  return grid.some((row) => countValues(row) > 0);
}

function listProblems(file: string, { index, rows, names, isBelowTitles }: Header): Problem[] {
  const details = { severity: 'note', file, row: index + 1 } as const;
  const problems: Problem[] = [];
  if (isBelowTitles) problems.push(createProblem('header_below', details));
  if (rows === 2) {
    const value = names.filter((name) => name !== '').join(', ');
    problems.push(createProblem('header_joined', { ...details, value: value.slice(0, MOST_NAMES_TOLD) }));
  }
  return problems;
}

/**
 * Blank names become `列3` (or `column3` under a header without Chinese), a name met again `name#2`. A column with
 * neither name nor values is none.
 */
function nameColumns(header: readonly string[], used: readonly boolean[]): { name: string; index: number }[] {
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

function findUsedColumns(grid: Grid, from: number): boolean[] {
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
