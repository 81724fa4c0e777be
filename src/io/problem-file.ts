/** The problems beside a project folder: what was found when it was made of other files, which its own no longer show. */
import * as v from 'valibot';
import { PROBLEM_CODES, type ProblemCode } from '../core/problem-codes.ts';
import { createProblem } from '../core/problems.ts';
import { LAYERS, type Problem } from '../core/types.ts';
import type { FileBytes } from './files.ts';
import { PROBLEMS_FILE } from './manifest.ts';

const TEXT = v.nullable(v.string());

const PROBLEM: v.GenericSchema<unknown, Problem> = v.object({
  code: v.picklist(PROBLEM_CODES),
  severity: v.picklist(['error', 'warning', 'note']),
  layer: v.nullable(v.picklist(LAYERS)),
  file: TEXT,
  row: v.nullable(v.number()),
  id: TEXT,
  column: TEXT,
  value: v.nullable(v.union([v.string(), v.number(), v.boolean()])),
  action: v.picklist(['kept', 'changed', 'left_out']),
  elders: v.nullable(v.number()),
});

/** Of the files that were there before, of their headers, or of their manifest: settled once the folder is written. */
const SETTLED: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'column_renamed',
  'file_not_in_project',
  'header_below',
  'header_joined',
  'layer_file_missing',
  'layer_missing',
  'manifest_invalid',
  'manifest_newer',
]);

export function writeProblems(problems: readonly Problem[]): FileBytes {
  return { name: PROBLEMS_FILE, bytes: new TextEncoder().encode(`${JSON.stringify(problems, null, 2)}\n`) };
}

/**
 * What was left out or changed when the folder was made and is not among those `found` in it now. What was kept as it
 * was is found again in the folder's own files. An entry of another version is passed over; a file that is no list of
 * problems is told as one.
 */
export function readProblems({ name, bytes }: FileBytes, found: readonly Problem[]): Problem[] {
  const known = new Map<string, number>();
  for (const key of found.map(keyOf)) known.set(key, (known.get(key) ?? 0) + 1);
  const read = parseList(new TextDecoder().decode(bytes));
  if (read === null) return [createProblem('file_unreadable', { file: name, value: 'JSON', action: 'left_out' })];
  return read.flatMap((entry) => {
    const problem = v.safeParse(PROBLEM, entry);
    if (!problem.success || problem.output.action === 'kept' || SETTLED.has(problem.output.code)) return [];
    const key = keyOf(problem.output);
    const again = known.get(key) ?? 0;
    known.set(key, again - 1);
    return again > 0 ? [] : [problem.output];
  });
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    return Array.isArray(value) ? value : null;
  } catch {
    return null; // the caller tells it
  }
}

/** The same finding elsewhere: ledgers become layers, headers ours, rows change places and get ids, numbers become text. */
function keyOf({ code, layer, value }: Problem): string {
  return JSON.stringify([code, layer, String(value)]);
}
