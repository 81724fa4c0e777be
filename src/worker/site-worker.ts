/**
 * Searches for sites apart from the worker of the figures: the solver cannot be interrupted from within, so whoever wants it
 * to stop ends this worker. Every answer is posted as soon as it is found.
 */
import { curveOf } from '../core/siting/curve.ts';
import { solve } from '../core/siting/solve.ts';
import type { Answer, Solver } from '../core/siting/types.ts';
import { loadSolver } from '../io/solver.ts';
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

function drawCurve({ instance, rules, most, seconds }: CurveSearch): void {
  const curve = curveOf(instance, rules, { most, seconds, now });
  let step = curve.next();
  while (!step.done) {
    post({ type: 'curve', points: step.value, last: false });
    step = curve.next();
  }
  post({ type: 'curve', points: step.value, last: true });
}

/** What is not told is waited for in vain. */
async function work(message: ToSiteWorker): Promise<void> {
  try {
    if (message.type === 'search') await search(message);
    else drawCurve(message);
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

onmessage = (event: MessageEvent<ToSiteWorker>) => void work(event.data);
