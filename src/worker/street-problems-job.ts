/** What is odd about the streets: no figure waits for it. */
import { listStreetProblems as list } from '../core/network/street-problems.ts';
import type { Problem, Work } from '../core/types.ts';
import type { Job } from './job.ts';
import { requireOpen, type OpenProject, type Question } from './session.ts';
import { checkOf, toBeChecked } from './streets.ts';

type Asked = Pick<Question, 'mode' | 'year' | 'edits'>;

/** None in a straight line. */
export function* streetProblemsOf(open: OpenProject, { mode, year, edits }: Asked): Work<Problem[]> {
  if (mode !== 'walking') return [];
  return yield* list(yield* toBeChecked(open, year, edits), yield* checkOf(open, year, edits));
}

export const listStreetProblems: Job<Asked, Problem[]> = async function* ({ session }, asked) {
  return { result: yield* streetProblemsOf(requireOpen(session), asked) };
};
