/** GeoJSON (RFC 7946), its older form with a `crs` member, and one feature a line. */
import type { Geometry } from 'geojson';
import { createProblem } from '../../core/problems.ts';
import type { Cell, Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import { findCell, type Format, type Table, type TableRow } from '../tables.ts';
import { MAX_ROWS } from './bounds.ts';
import { checkGeometry, isInDegrees, isRecord } from './geometry.ts';
import { GEOJSON, RECORD_SEPARATOR } from './signs.ts';
import { readText } from './text.ts';

type Read = { tables: Table[]; problems: Problem[] };
/** A feature, or a value that should be one, with the row it is called by. */
type Entry = { row: number; value: unknown };

/** Names that mean WGS-84 longitude/latitude degrees. EPSG:4490 is CGCS2000, the same within centimetres. */
const GEOGRAPHIC = /(CRS:{0,2}84|EPSG[:/]([\d.]*[:/])?(4326|4490)|^(4326|4490))$/i;
const GEOMETRY_TYPES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];
/** Seven decimals of a degree are a centimetre. */
const DECIMALS = 1e7;

export const geojson: Format = {
  ...GEOJSON,
  read: (file) => Promise.resolve(readGeojson(file)),
  write: (table) => Promise.resolve(writeGeojson(table)),
};

function readGeojson(file: FileBytes): Read {
  const problems: Problem[] = [];
  const { text, encoding, damaged } = readText(file.bytes);
  if (damaged) problems.push(createProblem('text_damaged', { file: file.name, value: encoding, action: 'changed' }));
  const parsed = parseEntries(text, file.name, problems);
  if (!parsed) return { tables: [], problems };
  const { entries, system } = parsed;
  if (entries.length > MAX_ROWS) {
    problems.push(
      createProblem('file_too_large', { severity: 'error', file: file.name, value: MAX_ROWS, action: 'left_out' }),
    );
    return { tables: [], problems };
  }
  const table = createFeatureTable(file.name, entries, problems);
  if (system !== null && isInDegrees(table.rows)) {
    problems.push(createProblem('crs_doubtful', { file: file.name, value: system }));
  }
  return { tables: [table], problems };
}

interface Parsed {
  entries: Entry[];
  /** The system that the file says, where it is not WGS-84 or CGCS2000 in degrees. */
  system: string | null;
}

/** The features of a document, or of a list of documents one a line; null where there is nothing to read. */
function parseEntries(text: string, file: string, problems: Problem[]): Parsed | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const lines = parseLines(text, file, problems);
    if (lines) return { entries: lines, system: null };
    const words = error instanceof Error ? error.message : String(error);
    problems.push(
      createProblem('file_unreadable', { severity: 'error', file, value: words.slice(0, 200), action: 'left_out' }),
    );
    return null;
  }
  const values = listFeatures(value);
  if (!values) {
    const type = isRecord(value) && typeof value.type === 'string' ? value.type : 'JSON';
    problems.push(createProblem('file_unknown_format', { severity: 'error', file, value: type, action: 'left_out' }));
    return null;
  }
  const entries = values.map((feature, index) => ({ row: index + 1, value: feature }));
  return { entries, system: findOtherSystem(value) };
}

/** One document a line (a text sequence has a separator before each). Null unless the first line is one by itself. */
function parseLines(text: string, file: string, problems: Problem[]): Entry[] | null {
  const entries: Entry[] = [];
  const faults: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.replace(RECORD_SEPARATOR, '').trim();
    if (trimmed === '') continue;
    try {
      const value: unknown = JSON.parse(trimmed);
      for (const feature of listFeatures(value) ?? [value]) entries.push({ row: index + 1, value: feature });
    } catch {
      if (entries.length === 0) return null;
      const details = { file, row: index + 1, value: trimmed.slice(0, 80), action: 'left_out' } as const;
      faults.push(createProblem('file_unreadable', { severity: 'error', ...details }));
    }
  }
  problems.push(...faults);
  return entries;
}

/** Null where the value is no GeoJSON at all. Members that are no features stay in the list, to be told by row. */
function listFeatures(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return items.some((item) => isRecord(item) && item.type === 'Feature') ? items : null;
  }
  if (!isRecord(value)) return null;
  if (value.type === 'FeatureCollection' && Array.isArray(value.features)) return value.features as unknown[];
  if (value.type === 'Feature') return [value];
  if (value.type === 'GeometryCollection' && Array.isArray(value.geometries)) return value.geometries as unknown[];
  return typeof value.type === 'string' && GEOMETRY_TYPES.includes(value.type) ? [value] : null;
}

/** The `crs` member of GeoJSON before RFC 7946: a name, or a link that we cannot follow. */
function findOtherSystem(value: unknown): string | null {
  const crs = isRecord(value) ? value.crs : undefined;
  if (!isRecord(crs)) return null;
  const properties = isRecord(crs.properties) ? crs.properties : {};
  const name = properties.name ?? properties.code ?? properties.href;
  const said = typeof name === 'string' || typeof name === 'number' ? String(name) : JSON.stringify(crs).slice(0, 80);
  return GEOGRAPHIC.test(said) ? null : said;
}

function createFeatureTable(file: string, entries: Entry[], problems: Problem[]): Table {
  const columns = new Set<string>();
  const rows: TableRow[] = [];
  for (const { row, value } of entries) {
    const feature = isRecord(value) ? value : {};
    const isFeature = feature.type === 'Feature';
    if (!isFeature && !isGeometry(feature)) {
      const said = JSON.stringify(value).slice(0, 80);
      problems.push(
        createProblem('file_unreadable', { severity: 'error', file, row, value: said, action: 'left_out' }),
      );
      continue;
    }
    const cells = isFeature ? createCells(feature) : {};
    for (const name of Object.keys(cells)) columns.add(name);
    const { geometry, fault } = checkGeometry(isFeature ? feature.geometry : feature);
    if (fault) {
      const { code, value: said } = fault;
      const id = cells.id === undefined || cells.id === null ? null : String(cells.id);
      problems.push(createProblem(code, { severity: 'error', file, row, id, value: said, action: 'changed' }));
    }
    rows.push({ row, cells, geometry });
  }
  const names = [...columns];
  for (const row of rows) for (const name of names) row.cells[name] = findCell(row.cells, name);
  return { file, columns: names, rows };
}

function isGeometry(value: Record<string, unknown>): boolean {
  return value.type === 'GeometryCollection' || GEOMETRY_TYPES.includes(String(value.type));
}

/** The `id` beside the properties counts where they have none of their own. */
function createCells(feature: Record<string, unknown>): Record<string, Cell> {
  const properties = isRecord(feature.properties) ? feature.properties : {};
  const cells: Record<string, Cell> = {};
  const { id } = feature;
  if ((typeof id === 'string' || typeof id === 'number') && !Object.hasOwn(properties, 'id')) cells.id = id;
  for (const [name, value] of Object.entries(properties)) if (name !== '__proto__') cells[name] = createCell(value);
  return cells;
}

/** Lists and objects become their JSON. */
function createCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** One feature a line, properties in the order of the columns, so that versions of a file compare well. */
function writeGeojson(table: Table): Uint8Array {
  const lines = table.rows.map(({ cells, geometry }) => {
    const properties: Record<string, Cell> = {};
    for (const column of table.columns) properties[column] = findCell(cells, column);
    return JSON.stringify({ type: 'Feature', properties, geometry: geometry && roundGeometry(geometry) });
  });
  const body = lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`;
  return new TextEncoder().encode(`{"type":"FeatureCollection","features":[${body}]}\n`);
}

function roundGeometry(geometry: Geometry): Geometry {
  const keep = (_key: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * DECIMALS) / DECIMALS : value;
  // A geometry holds numbers in its coordinates only, so that one pass over the tree rounds them all.
  return JSON.parse(JSON.stringify(geometry, keep)) as Geometry;
}
