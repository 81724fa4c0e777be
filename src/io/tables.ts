/** What every format is read into and written from: rows with named cells, and a geometry where the format has one. */
import type { Geometry } from 'geojson';
import type { Cell, CoordinateSystem, Problem } from '../core/types.ts';
import type { FileBytes } from './files.ts';

export interface TableRow {
  /** As the user sees it: the line of a sheet or CSV file (the header is row 1), or the ordinal of a feature from 1. */
  row: number;
  cells: Record<string, Cell>;
  geometry: Geometry | null;
}

export interface Table {
  /** File name, with the sheet's name behind a `#` where a workbook has several. */
  file: string;
  columns: string[];
  rows: TableRow[];
  /** The system that the file itself says its geometries are in. */
  declared?: CoordinateSystem;
}

/** Null where a row has no such cell. Own cells only: a column may be named `constructor`, which every object has. */
export function findCell(cells: TableRow['cells'], column: string): Cell {
  return Object.hasOwn(cells, column) ? (cells[column] ?? null) : null;
}

/** One file format. Its parser is loaded when `read` or `write` is first called. */
export interface Format {
  id: 'csv' | 'xlsx' | 'geojson' | 'flatgeobuf';
  /** Lower case, without the dot. */
  extensions: readonly string[];
  /** Whether the bytes look like this format, whatever the file is called. */
  matches(bytes: Uint8Array): boolean;
  read(file: FileBytes): Promise<{ tables: Table[]; problems: Problem[] }>;
  write(table: Table): Promise<Uint8Array>;
}
