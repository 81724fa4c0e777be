/** All services of a question on foot. */
import type { Nearest } from '../core/coverage/nearest.ts';
import { checkEdges } from '../core/network/data-edge.ts';
import type { HomeTable } from '../core/network/home-table.ts';
import type { Kind, Work } from '../core/types.ts';
import { listServices, settingsOf, summarise, type MeasuredKinds } from './measure.ts';
import { demandOf, type OpenProject, type Question } from './session.ts';
import { checkOf, walkedOf, walksOf } from './streets.ts';

interface MeasuredOnFoot extends MeasuredKinds {
  /** Of the service asked for, with the second nearest. */
  walks: HomeTable;
}

export function* measureOnFoot(opened: OpenProject, question: Question): Work<MeasuredOnFoot> {
  const settings = settingsOf(opened, question);
  const kinds = listServices(settings);
  const { incomplete, ground } = yield* checkOf(opened, question.year, question.edits);
  const nearest = new Map<Kind, Nearest>();
  for (const [done, kind] of kinds.entries()) {
    yield { stage: 'nearest', done, total: kinds.length };
    nearest.set(kind, yield* walkedOf(opened, { ...question, kind }));
  }
  const { homes: walks } = (yield* walksOf(opened, question)).table;
  const unplaced = nearest.get(question.kind)?.unplaced ?? null;
  const problems = checkEdges(ground, demandOf(opened, question.year), nearest, settings);
  const run = { question, settings, nearest, incomplete, unplaced, problems };
  return { ...(yield* summarise(opened, run)), walks };
}
