/**
 * Searches for sites apart from the worker of the figures: the solver cannot be interrupted from within, so whoever wants it
 * to stop ends this worker. Every answer is posted as soon as it is found.
 */
import { finishSiting, solve } from '../core/siting/solve.ts';
import type { Answer, Solver } from '../core/siting/types.ts';
import { loadSolver } from '../io/solver.ts';
import type { CurvePoint } from './plan-contract.ts';
import type { CurveSearch, FromSiteWorker, Search, ToSiteWorker } from './site-protocol.ts';

const now = (): number => performance.now();

function post(message: FromSiteWorker): void {
  postMessage(message);
}

/** Without the solver there are still our own bounds: its absence costs proof, not answers. */
async function findSolver(): Promise<Solver | null> {
  try {
    return await loadSolver();
  } catch {
    return null; // WebAssembly is not allowed here
  }
}

async function search({ instance, question, rules, seconds }: Search): Promise<void> {
  const solver = await findSolver();
  const begun = now();
  const tell = (answer: Answer, last: boolean): void =>
    post({ type: 'answer', answer, seconds: (now() - begun) / 1000, last });
  const siting = solve(instance, question, rules, { solver, seconds, now });
  let step = siting.next();
  while (!step.done) {
    tell(step.value, false);
    step = siting.next();
  }
  tell(step.value, true);
}

/** One search for each number of sites; the next begins when the time of the former is over or its answer proven. */
async function drawCurve({ instance, rules, counts, seconds }: CurveSearch): Promise<void> {
  const solver = await findSolver();
  const points: CurvePoint[] = [];
  for (const count of counts) {
    const options = { solver, seconds: seconds / counts.length, now };
    const { status, objective, bound } = finishSiting(solve(instance, { model: 'coverage', count }, rules, options));
    if (status !== 'infeasible') points.push({ count, objective, bound });
    post({ type: 'curve', points, last: count === counts.at(-1) });
  }
}

onmessage = (event: MessageEvent<ToSiteWorker>) => {
  const message = event.data;
  const work = message.type === 'search' ? search(message) : drawCurve(message);
  work.catch((error: unknown) =>
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
};
