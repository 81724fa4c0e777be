/** What is odd about the links among the edits: ends that join nothing. Loaded when somebody draws one. */
import { usableEdits } from '../core/scenario/check.ts';
import { checkLinks, type LinkNote } from '../core/scenario/links.ts';
import type { Edit } from '../core/scenario/types.ts';
import type { Job } from './job.ts';
import { requireOpen } from './session.ts';

export const checkLinkEnds: Job<Edit[], LinkNote[]> = async function* ({ session }, edits) {
  const { project } = requireOpen(session);
  yield { stage: 'network', done: 0, total: 1 };
  return { result: checkLinks(project.walkways, usableEdits(edits, project)) };
};
