/**
 * Reads FlatGeobuf from bytes. The package's own `deserialize` stops at the first feature it cannot read, fails on a
 * feature without geometry and on bytes that do not start at a multiple of 8; here a bad feature costs one row.
 */
import { ByteBuffer } from 'flatbuffers';
import type { ColumnMeta } from 'flatgeobuf/lib/mjs/column-meta.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import { fromGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import { fromByteBuffer, type HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js';
import { createProblem } from '../../core/problems.ts';
import type { Cell, Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import type { Table, TableRow } from '../tables.ts';
import { MAX_ROWS } from './bounds.ts';
import { checkGeometry, isInDegrees, type CheckedGeometry } from './geometry.ts';

const MAGIC_BYTES = 8;
const SIZE_BYTES = 4;
/** The package's own bound. */
const MAX_HEADER_BYTES = 10_485_760;
/** The major version of the format that the package reads. */
const VERSION = 3;
/** Codes of WGS-84 and CGCS2000 in degrees. */
const GEOGRAPHIC_CODES = [4326, 4490];

type Read = { tables: Table[]; problems: Problem[] };

export function readFlatgeobuf(file: FileBytes): Read {
  const opened = openHeader(file.bytes);
  if ('fault' in opened) {
    const details = { severity: 'error', file: file.name, value: opened.fault, action: 'left_out' } as const;
    return { tables: [], problems: [createProblem('file_unreadable', details)] };
  }
  const { header, featuresAt } = opened;
  if (header.featuresCount > MAX_ROWS) {
    const details = { severity: 'error', file: file.name, value: MAX_ROWS, action: 'left_out' } as const;
    return { tables: [], problems: [createProblem('file_too_large', details)] };
  }
  const problems: Problem[] = [];
  const rows = readFeatures(file, header, featuresAt, problems);
  // 0 = not said.
  const code = header.crs?.code ?? 0;
  const table: Table = { file: file.name, columns: nameColumns(header), rows };
  if (GEOGRAPHIC_CODES.includes(code)) table.declared = 'wgs84';
  else if (code !== 0 && isInDegrees(rows)) {
    problems.push(createProblem('crs_doubtful', { file: file.name, value: `EPSG:${code}` }));
  }
  return { tables: [table], problems };
}

function openHeader(bytes: Uint8Array): { header: HeaderMeta; featuresAt: number } | { fault: string } {
  if (bytes[3] !== VERSION) return { fault: `FlatGeobuf version ${bytes[3] ?? '?'}` };
  const size = readSize(bytes, MAGIC_BYTES);
  const end = MAGIC_BYTES + SIZE_BYTES + size;
  if (!(size >= 8) || size > MAX_HEADER_BYTES || end > bytes.length) return { fault: 'header' };
  try {
    // A copy: the header's own doubles must lie at multiples of 8.
    const header = fromByteBuffer(new ByteBuffer(bytes.slice(MAGIC_BYTES, end)));
    if (!Number.isSafeInteger(header.featuresCount)) return { fault: 'header' };
    const indexed = header.indexNodeSize > 0 && header.featuresCount > 0;
    const index = indexed ? calcTreeSize(header.featuresCount, header.indexNodeSize) : 0;
    return end + index > bytes.length ? { fault: 'index' } : { header, featuresAt: end + index };
  } catch (error) {
    return { fault: `header: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** NaN where the file ends before. */
function readSize(bytes: Uint8Array, at: number): number {
  if (at + SIZE_BYTES > bytes.length) return Number.NaN;
  return new DataView(bytes.buffer, bytes.byteOffset + at, SIZE_BYTES).getUint32(0, true);
}

function readFeatures(file: FileBytes, header: HeaderMeta, featuresAt: number, problems: Problem[]): TableRow[] {
  const { name, bytes } = file;
  const { featuresCount } = header;
  const columns = nameColumns(header);
  const rows: TableRow[] = [];
  let at = featuresAt;
  let row = 1;
  for (; at < bytes.length && rows.length < MAX_ROWS; row++) {
    const end = at + SIZE_BYTES + readSize(bytes, at);
    if (!(end > at && end <= bytes.length)) break;
    try {
      const { cells, checked } = readFeature(bytes.subarray(at, end), header, columns);
      if (checked.fault) {
        const details = { severity: 'error', file: name, row, value: checked.fault.value, action: 'changed' } as const;
        problems.push(createProblem(checked.fault.code, details));
      }
      rows.push({ row, cells, geometry: checked.geometry });
    } catch (error) {
      const value = error instanceof Error ? error.message : String(error);
      problems.push(
        createProblem('file_unreadable', { severity: 'error', file: name, row, value, action: 'left_out' }),
      );
    }
    at = end;
  }
  // A count of 0 means not counted.
  if (at !== bytes.length || row <= featuresCount) {
    const value = featuresCount > 0 ? `${rows.length} / ${featuresCount}` : null;
    const action = rows.length > 0 ? 'changed' : 'left_out';
    problems.push(createProblem('file_unreadable', { severity: 'error', file: name, value, action }));
  }
  return rows;
}

function readFeature(
  bytes: Uint8Array,
  header: HeaderMeta,
  columns: readonly string[],
): { cells: Record<string, Cell>; checked: CheckedGeometry } {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const feature = Feature.getSizePrefixedRootAsFeature(new ByteBuffer(aligned));
  const cells: Record<string, Cell> = {};
  for (const column of columns) cells[column] = null;
  const properties = feature.propertiesArray();
  if (properties) readProperties(properties, header.columns ?? [], columns, cells);
  const geometry = feature.geometry();
  return { cells, checked: checkGeometry(geometry && fromGeometry(geometry, header.geometryType)) };
}

/** Names as they stand, a name met again as `name#2`. */
function nameColumns(header: HeaderMeta): string[] {
  const taken = new Set<string>();
  return (header.columns ?? []).map((column) => {
    let name = column.name;
    for (let number = 2; taken.has(name); number++) name = `${column.name}#${number}`;
    taken.add(name);
    return name;
  });
}

/** Pairs of column number and value, one behind the other; a column that is not there is null. */
function readProperties(
  bytes: Uint8Array,
  metas: readonly ColumnMeta[],
  names: readonly string[],
  cells: Record<string, Cell>,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const index = view.getUint16(at, true);
    const meta = metas[index];
    const name = names[index];
    if (!meta || name === undefined) throw new Error(`no column ${index}`);
    at += 2;
    const size = SIZES[meta.type] ?? SIZE_BYTES + view.getUint32(at, true);
    if (at + size > bytes.length) throw new Error(`column ${name} is cut off`);
    cells[name] = readValue(view, at, meta.type, size);
    at += size;
  }
}

/** Bytes of the types of fixed width; all others carry their length before them. */
const SIZES: Partial<Record<ColumnType, number>> = {
  [ColumnType.Byte]: 1,
  [ColumnType.UByte]: 1,
  [ColumnType.Bool]: 1,
  [ColumnType.Short]: 2,
  [ColumnType.UShort]: 2,
  [ColumnType.Int]: 4,
  [ColumnType.UInt]: 4,
  [ColumnType.Long]: 8,
  [ColumnType.ULong]: 8,
  [ColumnType.Float]: 4,
  [ColumnType.Double]: 8,
};
const decoder = new TextDecoder();
const SHORT_BYTES = 16;

function readValue(view: DataView, at: number, type: ColumnType, size: number): Cell {
  switch (type) {
    case ColumnType.Byte:
      return view.getInt8(at);
    case ColumnType.UByte:
      return view.getUint8(at);
    case ColumnType.Bool:
      return view.getUint8(at) !== 0;
    case ColumnType.Short:
      return view.getInt16(at, true);
    case ColumnType.UShort:
      return view.getUint16(at, true);
    case ColumnType.Int:
      return view.getInt32(at, true);
    case ColumnType.UInt:
      return view.getUint32(at, true);
    case ColumnType.Long:
      return narrow(view.getBigInt64(at, true));
    case ColumnType.ULong:
      return narrow(view.getBigUint64(at, true));
    case ColumnType.Float:
      return finite(view.getFloat32(at, true));
    case ColumnType.Double:
      return finite(view.getFloat64(at, true));
    case ColumnType.Binary:
      return [...new Uint8Array(view.buffer, view.byteOffset + at + SIZE_BYTES, size - SIZE_BYTES)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
    case ColumnType.String:
    case ColumnType.Json:
    case ColumnType.DateTime:
      return readText(new Uint8Array(view.buffer, view.byteOffset + at + SIZE_BYTES, size - SIZE_BYTES));
    default:
      throw new Error(`column type ${String(type)}`);
  }
}

/** Most texts are short codes: to call the decoder takes several times as long as to put one together. */
function readText(bytes: Uint8Array): string {
  if (bytes.length > SHORT_BYTES) return decoder.decode(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return decoder.decode(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Beyond 2^53 a number would lose digits: text then. */
function narrow(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

const finite = (value: number): Cell => (Number.isFinite(value) ? value : null);
