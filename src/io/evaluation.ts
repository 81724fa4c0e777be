/** An evaluation that was saved before, to compare with: the JSON of `analyse`. */
import { createProblem } from '../core/problems.ts';
import type { Evaluation, Problem } from '../core/types.ts';

const FORMAT: Evaluation['format'] = 'care-circle-evaluation';
const VERSION: Evaluation['version'] = 1;

/** Null, with the reason among the problems, where the text is no evaluation of a version that we know. Never throws. */
export function readEvaluation(text: string, file: string): { evaluation: Evaluation | null; problems: Problem[] } {
  const refuse = (column: string, value: string | number | null): { evaluation: null; problems: Problem[] } => ({
    evaluation: null,
    problems: [createProblem('evaluation_invalid', { severity: 'error', file, column, value, action: 'left_out' })],
  });
  let root: unknown;
  try {
    // Editors on Windows put a mark before the text.
    root = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return refuse('JSON', error instanceof Error ? error.message.slice(0, 120) : null);
  }
  if (!isRecord(root) || root.format !== FORMAT)
    return refuse('format', showShort(isRecord(root) ? root.format : root));
  if (root.version !== VERSION) return refuse('version', showShort(root.version));
  const missing = findMissing(root);
  // What is compared is there; the rest of the file is not looked at.
  return missing === null ? { evaluation: root as unknown as Evaluation, problems: [] } : refuse(missing, null);
}

/** The first part that a comparison needs and that is not as it should be; null where all are. */
function findMissing(root: Record<string, unknown>): string | null {
  const { settings, totals, services, areas, standards, problems } = root;
  if (!isRecord(settings) || !isRecordOf(settings.limits, isRecord)) return 'settings';
  if (!isRecord(totals)) return 'totals';
  if (!isRecordOf(services, isRecord)) return 'services';
  if (!isListOf(areas, (area) => hasId(area) && isRecordOf(area.services, isRecord))) return 'areas';
  if (!isListOf(problems, isRecord)) return 'problems';
  if (standards === undefined) return null;
  const isStandard = (each: unknown): boolean => hasId(each) && isListOf(each.requirements, hasId);
  return isListOf(standards, isStandard) ? null : 'standards';
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecordOf(value: unknown, fits: (each: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(fits);
}

function isListOf(value: unknown, fits: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

function hasId(value: unknown): value is Fields & { id: string } {
  return isRecord(value) && typeof value.id === 'string';
}

function showShort(value: unknown): string | number | null {
  if (typeof value === 'number') return value;
  if (value === undefined) return null;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 40);
}
