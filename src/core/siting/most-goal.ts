/** Best sites: most weight covered with so many of them. */
import { Best, refuse } from './best.ts';
import { Cover, fillGreedily } from './cover.ts';
import { CoverExchange } from './exchange.ts';
import { areWhole, keepsRules, sumCovered } from './measure.ts';
import { createCoverageProgram } from './program.ts';
import {
  askSolver,
  decideByBound,
  type Proof,
  proveByCases,
  type Run,
  SOLVER_ENTRIES,
  sum,
  Tightening,
} from './proof.ts';
import { createRandom } from './random.ts';
import { Relaxation } from './relaxation.ts';
import { createTask, type Task } from './task.ts';
import type { Answer, Siting } from './types.ts';

const SEED = 1;
/** Shakes after which search stops though time is left, so that the answer does not hang on the machine. */
const SHAKES = 300;
/** Steps of prices between two searches from what they pick. */
const PICKS = 8;

/** Most weight covered with at most `limits.count` sites. */
export function* siteCoverage(run: Run): Siting {
  const { instance, limits } = run;
  const task = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: false });
  const best = new Best({
    isMost: true,
    unit: 1,
    grain: areWhole(instance.weights) ? 1 : 0,
    measure: (chosen) => (keepsRules(chosen, limits) ? sumCovered(instance, chosen) : null),
  });
  const offset = sumCovered(instance, []) + sum(task.weights);
  best.tighten(offset);
  const searches = createSearches(run, task);
  for (const { best: chosen } of searches) best.offer(chosen);
  yield best.answer();
  const costs = { task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 };
  const relaxation = new Relaxation(costs, findPrices(searches[0]!.cover));
  const proof = { best, offset };
  yield* improve(run, searches, { ...proof, tightening: new Tightening(relaxation, proof) });
  yield* prove(run, searches, { relaxation, proof });
  if (best.chosen !== null) return best.answer();
  return refuse(best.bound === -Infinity ? (limits.costs === null ? 'groups' : 'budget') : null, []);
}

/** Greedily, by what a site adds and, where costs count, also by what it adds for its cost. */
function createSearches({ limits }: Run, task: Task): CoverExchange[] {
  const ways = limits.costs === null ? [false] : [false, true];
  return ways.map((isPerCost) => {
    const cover = new Cover(task, limits, isPerCost);
    fillGreedily(cover);
    return new CoverExchange(cover, createRandom(SEED));
  });
}

/**
 * What rows are worth by a greedy choice: all of their weight where nobody serves them; else so much of it that the site that
 * came first for them earns no more than the best candidate of its class that was left.
 */
export function findPrices({ task, scores, chosen, account }: Cover): Float64Array {
  const { classOf, classCounts } = account.limits;
  const left = new Float64Array(classCounts.length);
  scores.forEach((score, place) => {
    if (account.isChosen[place] === 0) left[classOf[place]!] = Math.max(left[classOf[place]!]!, score);
  });
  const prices = task.weights.slice();
  const isServed = new Uint8Array(task.rows);
  for (const place of chosen) {
    const rows = task.byCandidate.items.subarray(task.byCandidate.starts[place], task.byCandidate.starts[place + 1]);
    const first = rows.filter((row) => isServed[row] === 0);
    const earned = first.reduce((all, row) => all + task.weights[row]!, 0);
    for (const row of first) {
      isServed[row] = 1;
      prices[row]! *= Math.min(1, left[classOf[place]!]! / earned);
    }
  }
  return prices;
}

/** Swaps and shakes, and prices between them, whose picks are searched from too. */
function* improve(
  run: Run,
  searches: CoverExchange[],
  { best, tightening }: { best: Best; tightening: Tightening },
): Generator<Answer, void, void> {
  for (const search of searches) {
    search.descend();
    best.offer(search.best);
    yield best.answer();
  }
  let isOpen = true;
  for (let step = 1; (isOpen || step <= SHAKES) && !best.isProven() && !run.clock.isPast(0.6); step++) {
    isOpen &&= tightening.step();
    for (const search of searches) {
      if (step <= SHAKES) search.shake();
      if (isOpen && step % PICKS === 0) search.tryFrom(tightening.relaxation.picked.places);
      best.offer(search.best);
    }
    yield best.answer();
  }
}

/** By the solver where it can; else, and for what it leaves, by cases, where the search goes on between them. */
function* prove(
  run: Run,
  searches: CoverExchange[],
  { relaxation, proof }: { relaxation: Relaxation; proof: Proof },
): Generator<Answer, void, void> {
  const { best, offset } = proof;
  if (best.isProven() || run.clock.isUp()) return;
  const { task, limits } = relaxation.costs;
  const program = createCoverageProgram(task, limits, decideByBound(relaxation, proof));
  const isLarge = program.indices.length > SOLVER_ENTRIES;
  if (run.solver !== null && !isLarge) {
    askSolver(run, program, { task, best, offset: offset - sum(task.weights) });
    yield best.answer();
  }
  if (best.isProven() || best.bound === -Infinity) return;
  for (const answer of proveByCases(run, relaxation, proof)) {
    yield answer;
    if (!isLarge) continue;
    for (const search of searches) {
      search.shake();
      best.offer(search.best);
    }
  }
}
