/** Where the header of a sheet is: below titles and remarks, in one row or, with merged cells, in two. */
import type { Cell } from '../../core/types.ts';
import { isKnownHeader } from '../columns/match.ts';

export type Grid = readonly (readonly Cell[])[];

export interface Header {
  /** Index of its first row in the grid. */
  index: number;
  rows: 1 | 2;
  /** Names by column, '' where there is none. */
  names: string[];
  /** Whether any row above it has values. */
  isBelowTitles: boolean;
}

/** How many rows from the top may be titles, and how many the width is judged by. */
const SEARCH_ROWS = 20;

/** Undefined where the whole grid is blank. */
export function findHeader(grid: Grid): Header | undefined {
  const candidates = listCandidates(grid);
  const index = chooseCandidate(candidates)?.index;
  if (index === undefined) return undefined;
  const isBelowTitles = candidates[0]?.index !== index;
  const names = (grid[index] ?? []).map(nameOf);
  const joined = joinRows(names, grid[index + 1] ?? []);
  return joined === null ? { index, rows: 1, names, isBelowTitles } : { index, rows: 2, names: joined, isBelowTitles };
}

/** Text without the white space around it (full-width spaces too); nothing left, or nothing there, is null. */
export function tidyCell(value: Cell | undefined): Cell {
  if (typeof value !== 'string') return value ?? null;
  const text = value.trim();
  return text === '' ? null : text;
}

export function countValues(row: readonly Cell[]): number {
  let count = 0;
  for (const value of row) if (tidyCell(value) !== null) count++;
  return count;
}

function nameOf(cell: Cell | undefined): string {
  return String(tidyCell(cell) ?? '').replace(/\s*[\r\n]+\s*/g, '');
}

interface Candidate {
  index: number;
  /** Cells with a value, and those of them that are headers of ours. */
  values: number;
  known: number;
  hasNumber: boolean;
}

function listCandidates(grid: Grid): Candidate[] {
  const candidates: Candidate[] = [];
  for (let index = 0; index < grid.length && candidates.length < SEARCH_ROWS; index++) {
    const row = grid[index] ?? [];
    const values = countValues(row);
    const known = row.filter((cell) => typeof cell === 'string' && isKnownHeader(cell)).length;
    if (values > 0) candidates.push({ index, values, known, hasNumber: row.some(isNumber) });
  }
  return candidates;
}

/**
 * The first row with values, unless it is clearly a title: one value (a merged cell such as the ledger's name) where
 * the rows below have three and more, or two (author and date) where they have five and more. Where that row has hardly
 * a header that we know, the first one made of such headers, without a number, is meant: remarks may fill as many cells
 * as they like.
 */
function chooseCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  const widest = candidates.reduce((most, { values }) => (values > most ? values : most), 0);
  const isTitle = ({ values }: Candidate) => (values === 1 && widest >= 3) || (values === 2 && widest >= 5);
  const first = candidates.find((candidate) => !isTitle(candidate));
  if (first === undefined || first.known > 1) return first;
  return candidates.find(({ known, values, hasNumber }) => !hasNumber && known > 1 && known * 2 >= values) ?? first;
}

/**
 * The names of a header of two rows: groups above (merged cells, blank but for the first), what is in them below. Null
 * where the second row is data: it must fill a blank of the first, hold no number, and name columns that we know.
 */
function joinRows(names: readonly string[], row: readonly Cell[]): string[] | null {
  const below = row.map(nameOf);
  const fillsBlank = below.some((name, i) => name !== '' && (names[i] ?? '') === '');
  if (!fillsBlank || names.length === 0 || row.some(isNumber)) return null;
  const joined: string[] = [];
  let known = 0;
  let group = '';
  for (let i = 0; i < names.length || i < below.length; i++) {
    const own = names[i] ?? '';
    const name = below[i] ?? '';
    if (own !== '') group = own;
    joined.push(name === '' ? own : joinNames(group, name));
    if (name !== '' && isKnownHeader(joined[i] ?? '')) known++;
  }
  return known > 1 && known * 2 >= countValues(row) ? joined : null;
}

/** 床位 over 总数 is 床位总数, 床位 over 护理型 is 护理型床位, 坐标 over 经度 is 经度. */
function joinNames(group: string, name: string): string {
  return [group + name, name, name + group].find(isKnownHeader) ?? group + name;
}

function isNumber(cell: Cell): boolean {
  return typeof cell !== 'string' ? cell !== null : /^[-+]?[\d.,]+$/.test(cell.normalize('NFKC').trim());
}
