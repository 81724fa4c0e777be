/**
 * Excel workbooks. The reader's "universal" entry parses XML by itself, so it works in Node, in a page and in a
 * worker. Formulas are read as the values Excel last saw, and an error value (#N/A) as its text.
 */
import type { SheetData as ReadSheet } from 'read-excel-file/universal';
import type { Feature, Row } from 'write-excel-file/universal';
import { createProblem } from '../../core/problems.ts';
import type { Cell, Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import { findCell, type Format, type Table } from '../tables.ts';
import { MAX_ROWS, MAX_SHEET_CELLS } from './bounds.ts';
import { createTable, isFilled } from './grid.ts';
import { XLSX } from './signs.ts';

type Read = { tables: Table[]; problems: Problem[] };

/** From 12 digits on a whole number is a code: divisions have 12, the unified social credit code 18. */
const CODE_FROM = 1e11;
/** Beyond this a number's text has an exponent. */
const CODE_TO = 1e21;
/** Days before this date are how Excel stores a time of day. */
const FIRST_DAY = Date.UTC(1900, 0, 2);
/** What a sheet's name must not have, and how long it may be. */
const BAD_IN_SHEET_NAME = /[[\]/\\:*?]+/g;
const MAX_SHEET_NAME = 31;
const MAX_CELL_TEXT = 32_767;
/** Of rows that are set off, as in the documents. */
const FILL = '#FBEDE6';

export const xlsx: Format = {
  ...XLSX,
  read: readWorkbook,
  write: (table) => writeWorkbook([createSheet(table)]),
};

async function readWorkbook(file: FileBytes): Promise<Read> {
  try {
    const unpacked = await repack(file);
    if (!unpacked.workbook) return { tables: [], problems: unpacked.problems };
    const { default: readSheets } = await import('read-excel-file/universal');
    const sheets = await readSheets(unpacked.workbook);
    return createTables(file.name, sheets);
  } catch (error) {
    const value = (error instanceof Error ? error.message : String(error)).slice(0, 200);
    return refuse(file.name, 'file_unreadable', value);
  }
}

function refuse(file: string, code: 'file_unreadable' | 'file_too_large' | 'file_empty', value: Cell): Read {
  return { tables: [], problems: [createProblem(code, { severity: 'error', file, value, action: 'left_out' })] };
}

/**
 * The workbook's XML in a zip without compression. So the bounds are kept by our own unpacker, pictures and macros
 * stay outside, and the reader starts no worker of its own to inflate (a strict content security policy forbids it).
 */
async function repack(file: FileBytes): Promise<{ workbook: ArrayBuffer | null; problems: Problem[] }> {
  const [{ unzipFiles }, { zipSync }] = await Promise.all([import('../zip.ts'), import('fflate')]);
  const { files, problems } = unzipFiles(file);
  const parts = files.filter(({ name }) => name.endsWith('.xml') || name.endsWith('.rels'));
  // A part that is damaged may be one without which the rest means something else: strings, styles.
  const lost = problems.filter(({ value }) => typeof value !== 'string' || /(\.xml|\.rels|^zip)$/.test(value));
  if (lost.length > 0 || parts.length === 0) {
    return { workbook: null, problems: lost.slice(0, 1).map((problem) => ({ ...problem, action: 'left_out' })) };
  }
  if (parts.some(({ name, bytes }) => name.startsWith('xl/worksheets/') && !isSheetBounded(bytes))) {
    return { workbook: null, problems: refuse(file.name, 'file_too_large', MAX_SHEET_CELLS).problems };
  }
  const stored = zipSync(Object.fromEntries(parts.map((part) => [part.name, keepErrors(part)])), { level: 0 });
  return { workbook: stored.slice().buffer, problems: [] };
}

/** The type of a cell whose formula failed (ECMA-376 18.18.11). */
const ERROR_TYPE = /(<(?:\w+:)?c(?=\s)[^>]*?\st=)(["'])e\2/g;

/** The reader takes such cells for blank ones: made text, so that the layers can tell of them. */
function keepErrors({ name, bytes }: FileBytes): Uint8Array {
  if (!name.startsWith('xl/worksheets/')) return bytes;
  const xml = new TextDecoder().decode(bytes);
  const kept = xml.replace(ERROR_TYPE, '$1$2str$2');
  return kept === xml ? bytes : new TextEncoder().encode(kept);
}

/** Rows and columns by their highest addresses: the reader makes every row up to the last, even if only that one is. */
function isSheetBounded(xml: Uint8Array): boolean {
  let rows = 0;
  let columns = 0;
  for (const [, letters = '', digits = ''] of new TextDecoder().decode(xml).matchAll(/\sr=["']([A-Z]*)(\d+)["']/g)) {
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    if (column > columns) columns = column;
    if (Number(digits) > rows) rows = Number(digits);
  }
  return rows <= MAX_ROWS && rows * (columns || 1) <= MAX_SHEET_CELLS;
}

/** One table a sheet; a sheet's name is told only where several have something in them. */
function createTables(file: string, sheets: readonly { sheet: string; data: ReadSheet }[]): Read {
  const grids = sheets.map(({ sheet, data }) => ({ sheet, grid: data.map((row) => row.map(createCell)) }));
  const filled = grids.filter(({ grid }) => isFilled(grid));
  const made = filled.flatMap(
    ({ sheet, grid }) => createTable(filled.length > 1 ? `${file}#${sheet}` : file, grid) ?? [],
  );
  if (made.length === 0) return refuse(file, 'file_empty', null);
  return { tables: made.map(({ table }) => table), problems: made.flatMap(({ problems }) => problems) };
}

/** Numbers stay numbers, unless they are codes. The package's type of a date is mistyped, hence `unknown`. */
function createCell(value: unknown): Cell {
  if (value instanceof Date) return formatDate(value);
  if (typeof value === 'number') {
    const isCode = Number.isInteger(value) && value >= CODE_FROM && value < CODE_TO;
    return isCode ? String(value) : Number.isFinite(value) ? value : null;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** `2024-05-01`, with the time where there is one, or the time alone where there is no day. */
function formatDate(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  // Excel stores seconds as fractions of a day, which come back a hair off.
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split('T');
  const clock = time.slice(0, 8).replace(/:00$/, '');
  if (date.getTime() < FIRST_DAY) return clock;
  return clock === '00:00' ? day : `${day}T${clock}`;
}

/** A sheet of a workbook to write. */
export interface WorkbookSheet {
  name: string;
  columns: WorkbookColumn[];
  rows: Cell[][];
  /** How numbers of single cells are shown, by row and column; null: as the column says. */
  formats?: (string | null)[][];
  /** Rows with a coloured ground. */
  fills?: number[];
  /** The last row sums up the others and is outside of the filter. */
  hasTotal?: true;
  /** A sheet to read from top to bottom has none; default: a filter on every column. */
  filter?: false;
}

export interface WorkbookColumn {
  header: string;
  /** Characters. */
  width?: number;
  /** How numbers are shown, in Excel's code: `0.0%`. */
  format?: string;
  /** Long texts go on in a further line of their cell. */
  wrap?: boolean;
}

function createSheet(table: Table): WorkbookSheet {
  const name = table.file.replace(/^.*[/#]/, '').replace(/\.\w+$/, '');
  const rows = table.rows.map(({ cells }) => table.columns.map((column) => findCell(cells, column)));
  return { name, columns: table.columns.map((header) => ({ header })), rows };
}

/**
 * Sheets with a bold header that stays in sight and a filter on every column. Text is written as text, never as a
 * formula. Same sheets, same bytes.
 */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const [{ default: write }, { unzipFiles, zipFiles }] = await Promise.all([
    import('write-excel-file/universal'),
    import('../zip.ts'),
  ]);
  const names = nameSheets(sheets);
  const written = sheets.map(({ columns, rows, formats, fills = [] }, index) => ({
    sheet: names[index] ?? `${index + 1}`,
    data: [
      columns.map(({ header, wrap }): Row[number] => ({ ...writeCell(header, { wrap }), fontWeight: 'bold' })),
      ...rows.map((row, place) =>
        row.map((cell, at) => {
          const format = formats?.[place]?.[at] ?? columns[at]?.format;
          const written = writeCell(cell, { ...columns[at], ...(format !== undefined && { format }) });
          return fills.includes(place) ? { ...written, backgroundColor: FILL } : written;
        }),
      ),
    ],
    columns: columns.map(({ width }) => (width === undefined ? {} : { width })),
    stickyRowsCount: 1,
  }));
  const blob = await write(written, { features: [createFilters(sheets)] }).toBlob();
  // Packed anew, because the package stamps the parts with the time of day.
  const { files } = unzipFiles({ name: 'workbook', bytes: new Uint8Array(await blob.arrayBuffer()) });
  return zipFiles(files);
}

interface WrittenCell {
  value?: string | number | boolean;
  type?: StringConstructor | NumberConstructor | BooleanConstructor;
  format?: string;
  wrap?: true;
  alignVertical?: 'top';
}

function writeCell(cell: Cell, { format, wrap }: { format?: string; wrap?: boolean | undefined } = {}): WrittenCell {
  const wrapped = wrap === true && ({ wrap: true, alignVertical: 'top' } as const);
  if (typeof cell === 'string') {
    return cell === '' ? {} : { value: cell.slice(0, MAX_CELL_TEXT), type: String, ...wrapped };
  }
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? { value: cell, type: Number, ...(format !== undefined && { format }) } : {};
  }
  return cell === null ? {} : { value: cell, type: Boolean };
}

/** The package has no filters; its transform of a finished sheet is the place to add one (ECMA-376 18.3.1.2). */
function createFilters(sheets: readonly WorkbookSheet[]): Feature<Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            if (!sheet || sheet.columns.length === 0 || sheet.filter === false) return xml;
            const range = `A1:${formatColumn(sheet.columns.length)}${sheet.rows.length + (sheet.hasTotal ? 0 : 1)}`;
            return xml.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
          },
        },
      },
    },
  };
}

/** 1 -> A, 27 -> AA. */
function formatColumn(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return (before > 0 ? formatColumn(before) : '') + String.fromCharCode(65 + ((number - 1) % 26));
}

/** Names that Excel accepts, no two equal (it does not tell case). */
function nameSheets(sheets: readonly WorkbookSheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, index) => {
    const clean = name
      .replace(BAD_IN_SHEET_NAME, ' ')
      .slice(0, MAX_SHEET_NAME)
      .replace(/^['\s]+|['\s]+$/g, '');
    const start = clean === '' ? `${index + 1}` : clean;
    let free = start;
    for (let number = 2; taken.has(free.toLowerCase()); number++) {
      const tail = `#${number}`;
      free = start.slice(0, MAX_SHEET_NAME - tail.length) + tail;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}
