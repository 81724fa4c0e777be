/** All services of a question by one way of measuring, from what the session has computed before. */
import type { Nearest } from '../core/coverage/nearest.ts';
import { serviceResults } from '../core/coverage/shares.ts';
import { createEvaluation, createSettings } from '../core/create-evaluation.ts';
import { checkEdges } from '../core/network/data-edge.ts';
import type { Kind, Limit, Settings, Work } from '../core/types.ts';
import type { Measured } from './run-result.ts';
import { checkOf, demandOf, nearestOf, requireOpen, walkedOf, type Question, type Session } from './session.ts';

export interface MeasuredKinds extends Measured {
  nearest: ReadonlyMap<Kind, Nearest>;
  /** Areas (1) whose streets look incomplete; null in a straight line. */
  incomplete: Uint8Array | null;
}

export function settingsOf(session: Session, question: Question): Settings {
  const defaults = createSettings(requireOpen(session).project);
  const { mode, year, pipeline, limitMetres, minutes, speedMetresPerSecond } = question;
  const limit: Limit = { metres: limitMetres, ...(minutes !== null && { minutes }) };
  // One limit for all services of a run, so that an area's services can be compared.
  const kinds = new Set([...Object.keys(defaults.limits), question.kind]);
  const limits = Object.fromEntries([...kinds].map((kind) => [kind, limit]));
  return { ...defaults, mode, speedMetresPerSecond, year, pipeline, limits };
}

/** `found` is that of the service asked for; problems of the streets are listed by street-problems-job.ts. */
export function* measure(session: Session, question: Question): Work<MeasuredKinds> {
  const opened = requireOpen(session);
  const settings = settingsOf(session, question);
  const demand = demandOf(opened, question.year);
  const kinds = Object.keys(settings.limits);
  const check = question.mode === 'walking' ? yield* checkOf(opened, question.year, question.edits) : null;
  const incomplete = check?.incomplete ?? null;
  const results = new Map<Kind, ReturnType<typeof serviceResults>>();
  const nearest = new Map<Kind, Nearest>();
  for (const [done, kind] of kinds.entries()) {
    yield { stage: 'nearest', done, total: kinds.length };
    const asked = { ...question, kind };
    const found = question.mode === 'walking' ? yield* walkedOf(opened, asked) : nearestOf(opened, asked);
    results.set(kind, serviceResults(demand, found, { ...settings, limitMetres: question.limitMetres, incomplete }));
    nearest.set(kind, found);
  }
  const found = nearest.get(question.kind);
  if (!found) throw new Error('the service asked for was not computed');
  const unplaced = check ? found.unplaced : null;
  const problems = check ? checkEdges(check.ground, demand, nearest, settings) : [];
  const evaluation = createEvaluation(settings, demand, { results, unplaced, problems });
  return { found, evaluation, nearest, incomplete };
}
