/** A pack of a written standard from the text of its file. Loaded when used: it brings the schema library along. */
import * as v from 'valibot';
import { createProblem } from '../../core/problems.ts';
import type { StandardPack } from '../../core/standards/types.ts';
import type { Cell, Problem } from '../../core/types.ts';
import { checkPack, fieldOf } from './check-pack.ts';
import { headSchema, LISTS, PACK_FORMAT, PACK_VERSION, type ListName } from './pack-schema.ts';
import { BOUNDS } from './schema-parts.ts';
import { findTooLarge, formatPath, isObject } from './walk-json.ts';

export interface PackReading {
  /** Null where the file is no pack, or what every row needs (title, period ...) is missing. */
  pack: StandardPack | null;
  problems: Problem[];
}

/** One file on its way in. */
interface Reading {
  file: string;
  problems: Problem[];
  /** Ids of rows that were left out. */
  leftOut: Set<string>;
}

/** Rows that do not fit are left out and told, each fault by row and field; the others work. Never throws. */
export function readPack(text: string, file: string): PackReading {
  const reading: Reading = { file, problems: [], leftOut: new Set() };
  const root = readRoot(text, reading);
  const head = root === null ? null : readHead(root, reading);
  if (root === null || head === null) return { pack: null, problems: reading.problems };
  const lists = {
    parameters: readList('parameters', root, reading),
    requirements: readList('requirements', root, reading),
    baselines: readList('baselines', root, reading),
    forecasts: readList('forecasts', root, reading),
    conflicts: readList('conflicts', root, reading),
  };
  const { pack, problems } = checkPack({ ...head, ...lists }, file, reading.leftOut);
  return { pack, problems: [...reading.problems, ...problems] };
}

function refuse(reading: Reading, code: Problem['code'], column: string | null, value: unknown): null {
  const { file, problems } = reading;
  problems.push(createProblem(code, { severity: 'error', file, column, value: showValue(value), action: 'left_out' }));
  return null;
}

function readRoot(text: string, reading: Reading): Record<string, unknown> | null {
  if (text.length > BOUNDS.characters) return refuse(reading, 'pack_too_large', reading.file, BOUNDS.characters);
  let root: unknown;
  try {
    // Editors on Windows put a mark before the text.
    root = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return refuse(reading, 'pack_not_json', null, error instanceof Error ? error.message : error);
  }
  if (!isObject(root)) return refuse(reading, 'pack_not_a_pack', 'format', root);
  if (root.format !== PACK_FORMAT) return refuse(reading, 'pack_not_a_pack', 'format', root.format);
  if (typeof root.version === 'number' && root.version > PACK_VERSION) {
    return refuse(reading, 'pack_newer', 'version', root.version);
  }
  return root.version === PACK_VERSION ? root : refuse(reading, 'pack_not_a_pack', 'version', root.version);
}

const LIST_NAMES: readonly string[] = Object.keys(LISTS);

function readHead(root: Record<string, unknown>, reading: Reading): v.InferOutput<typeof headSchema> | null {
  const head = Object.entries(root).filter(([key]) => !LIST_NAMES.includes(key));
  for (const [key, value] of head) {
    const beyond = findTooLarge(value, BOUNDS);
    if (beyond) return refuse(reading, 'pack_too_large', key, beyond.bound);
    if (key in headSchema.entries) continue;
    const { file, problems } = reading;
    problems.push(createProblem('pack_field_unknown', { severity: 'note', file, column: key }));
  }
  const parsed = v.safeParse(headSchema, Object.fromEntries(head));
  if (parsed.success) {
    const [first, last] = parsed.output.period;
    if (first <= last) return parsed.output;
    return refuse(reading, 'pack_field_invalid', 'period', `[${first}, ${last}] → [${last}, ${first}]`);
  }
  for (const issue of parsed.issues) {
    const { code, path, value } = describeIssue(issue);
    refuse(reading, code, formatPath(path), value);
  }
  return null;
}

/** The entries of a list that fit, in order; the others are told. */
function readList<Name extends ListName>(
  list: Name,
  root: Record<string, unknown>,
  reading: Reading,
): StandardPack[Name] {
  const rows = root[list];
  const { file, problems } = reading;
  // The other lists may be empty; without a row there is nothing to judge.
  const severity = list === 'requirements' ? 'error' : 'warning';
  if (!Array.isArray(rows)) {
    const code = rows === undefined ? 'pack_field_missing' : 'pack_field_invalid';
    const value = rows === undefined ? null : `${showValue(rows)} → Array`;
    problems.push(createProblem(code, { severity, file, column: list, value }));
    return [];
  }
  if (rows.length === 0 && list === 'requirements') {
    problems.push(createProblem('pack_field_invalid', { severity, file, column: list, value: '[] → >=1' }));
  }
  if (rows.length > BOUNDS.rows)
    problems.push(createProblem('pack_too_large', { file, column: list, value: BOUNDS.rows }));
  const ids = new Set<string>();
  const kept = rows.slice(0, BOUNDS.rows).filter((row: unknown, place) => {
    const isFine = checkRow(list, row, place, reading) && isNewId(list, row, ids, reading);
    if (!isFine && isObject(row) && typeof row.id === 'string' && !ids.has(row.id)) reading.leftOut.add(row.id);
    return isFine;
  });
  return kept as StandardPack[Name];
}

/** More faults than this in one row are not told: it is left out anyway. */
const FAULTS_OF_A_ROW = 20;

function checkRow(list: ListName, row: unknown, place: number, { file, problems }: Reading): boolean {
  const id = isObject(row) && typeof row.id === 'string' && row.id.length <= BOUNDS.word ? row.id : null;
  const where = { file, id, row: id === null ? place + 1 : null, action: 'left_out' } as const;
  const column = (path: readonly (string | number)[]): string => fieldOf(list, id ?? place, path);
  const beyond = findTooLarge(row, BOUNDS);
  if (beyond) {
    problems.push(createProblem('pack_too_large', { ...where, column: column(beyond.path), value: beyond.bound }));
    return false;
  }
  const parsed = v.safeParse(LISTS[list], row);
  for (const issue of parsed.issues?.slice(0, FAULTS_OF_A_ROW) ?? []) {
    const { code, path, value } = describeIssue(issue);
    problems.push(createProblem(code, { ...where, column: column(path), value }));
  }
  return parsed.success;
}

function isNewId(list: ListName, row: unknown, ids: Set<string>, { file, problems }: Reading): boolean {
  if (!isObject(row) || typeof row.id !== 'string') return true;
  if (ids.has(row.id)) {
    problems.push(
      createProblem('pack_id_duplicate', { file, id: row.id, column: list, value: list, action: 'left_out' }),
    );
    return false;
  }
  ids.add(row.id);
  return true;
}

/** What the schema library found, in the words of problems. */
function describeIssue(issue: v.BaseIssue<unknown>): Pick<Problem, 'code' | 'value'> & { path: (string | number)[] } {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const isKey = issue.path?.at(-1)?.origin === 'key';
  if (isKey)
    return { code: issue.expected === 'never' ? 'pack_field_unknown' : 'pack_field_missing', path, value: null };
  if (issue.kind === 'schema' && issue.input === undefined) return { code: 'pack_field_missing', path, value: null };
  // What has no bounds to show is told by its kind: integer.
  // In quotes, so that "90" where a number has to stand does not look like one.
  const shown = typeof issue.input === 'string' ? JSON.stringify(issue.input.slice(0, SHOWN)) : showValue(issue.input);
  const value = `${shown} → ${issue.expected ?? issue.type}`;
  return { code: 'pack_field_invalid', path, value };
}

const SHOWN = 100;

function showValue(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.slice(0, SHOWN);
  return Array.isArray(value) ? 'Array' : 'Object';
}
