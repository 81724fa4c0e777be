/** All services of a question in a straight line, from what the session has computed before; on foot: measure-on-foot.ts. */
import type { Nearest } from '../core/coverage/nearest.ts';
import { serviceResults, type ServiceResults } from '../core/coverage/shares.ts';
import { createEvaluation, createSettings } from '../core/create-evaluation.ts';
import type { Kind, Limit, Problem, Settings, Work } from '../core/types.ts';
import type { Measured } from './run-result.ts';
import { demandOf, nearestOf, type OpenProject, type Question } from './session.ts';

export interface MeasuredKinds extends Measured {
  nearest: ReadonlyMap<Kind, Nearest>;
  /** Areas (1) whose streets look incomplete; null in a straight line. */
  incomplete: Uint8Array | null;
}

export function settingsOf({ project }: OpenProject, question: Question): Settings {
  const defaults = createSettings(project);
  const { mode, year, pipeline, limitMetres, minutes, speedMetresPerSecond } = question;
  const limit: Limit = { metres: limitMetres, ...(minutes !== null && { minutes }) };
  // One limit for all services of a run, so that an area's services can be compared.
  const kinds = new Set([...Object.keys(defaults.limits), question.kind]);
  const limits = Object.fromEntries([...kinds].map((kind) => [kind, limit]));
  return { ...defaults, mode, speedMetresPerSecond, year, pipeline, limits };
}

export function* measureInLine(opened: OpenProject, question: Question): Work<MeasuredKinds> {
  const settings = settingsOf(opened, { ...question, mode: 'straight' });
  const kinds = listServices(settings);
  const nearest = new Map<Kind, Nearest>();
  for (const [done, kind] of kinds.entries()) {
    yield { stage: 'nearest', done, total: kinds.length };
    nearest.set(kind, nearestOf(opened, { ...question, kind }));
  }
  return yield* summarise(opened, { question, settings, nearest, incomplete: null, unplaced: null, problems: [] });
}

/** All services of a run. */
export function listServices({ limits }: Settings): Kind[] {
  return Object.keys(limits);
}

interface Found extends Pick<MeasuredKinds, 'nearest' | 'incomplete'> {
  question: Question;
  settings: Settings;
  /** Homes (1) that are off the streets; null in a straight line. */
  unplaced: Uint8Array | null;
  problems: readonly Problem[];
}

/** `found` is that of the service asked for; problems of the streets are listed by street-problems-job.ts. */
export function* summarise(opened: OpenProject, run: Found): Work<MeasuredKinds> {
  const { question, settings, nearest, incomplete, unplaced, problems } = run;
  const demand = demandOf(opened, question.year);
  const results = new Map<Kind, ServiceResults>();
  for (const [kind, found] of nearest) {
    yield { stage: 'areas', done: results.size, total: nearest.size };
    results.set(kind, serviceResults(demand, found, { ...settings, limitMetres: question.limitMetres, incomplete }));
  }
  const found = nearest.get(question.kind);
  if (!found) throw new Error('the service asked for was not computed');
  const evaluation = createEvaluation(settings, demand, { results, unplaced, problems });
  return { found, evaluation, nearest, incomplete };
}
