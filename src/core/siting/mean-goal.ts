/** Shortest walks: least weighted mean of metres with at most so many sites. */
import { Best, refuse } from './best.ts';
import { proveByCases, type Run, tightenByPrices, Tightening } from './proof.ts';
import { areWhole, keepsRules, listUnreachable, sumWalks } from './measure.ts';
import { createMeanTask, type MeanTask } from './mean-task.ts';
import { MeanSearch } from './mean-search.ts';
import { createRandom } from './random.ts';
import { Relaxation } from './relaxation.ts';
import type { Answer, Instance, Siting } from './types.ts';

const SEED = 1;
const SHAKES = 30;
/** Steps of prices (ten rounds each) between two descents from what they pick. */
const DESCENTS = 4;

/** Infeasible where a row with weight is reached by no facility and no candidate. */
export function* siteMean(run: Run): Siting {
  const unreachable = listUnreachable(run.instance, run.limits, Infinity);
  if (unreachable.length > 0) return refuse('unreachable', unreachable);
  const all = run.instance.weights.reduce((sum, weight) => sum + weight, 0);
  const divisor = all === 0 ? 1 : all;
  // Search and proof add up walks; answers are means.
  const work = siteLeast(run);
  for (;;) {
    const step = work.next();
    const { objective, bound, ...rest } = step.value;
    const answer = { ...rest, objective: objective / divisor, bound: bound / divisor };
    if (step.done) return answer;
    yield answer;
  }
}

function* siteLeast(run: Run): Siting {
  const { instance, limits } = run;
  const task = createMeanTask(instance, limits);
  const best = new Best({
    isMost: false,
    unit: 0,
    grain: isWhole(instance) ? 1 : 0,
    measure: (chosen) => {
      const walks = keepsRules(chosen, limits) ? sumWalks(instance, chosen) : Infinity;
      return walks < Infinity ? walks : null;
    },
  });
  best.tighten(task.fixed + sumLeast(task));
  const search = new MeanSearch(task, limits);
  search.fill();
  best.offer(search.chosen);
  yield best.answer();
  search.descend();
  best.offer(search.best);
  yield* shakeAbout(run, search, best);
  search.restart(search.best);
  const costs = { task, limits, fallback: task.fallback, pairCosts: task.pairCosts, siteCost: 0 };
  const relaxation = new Relaxation(costs, search.findPrices());
  yield* improve(run, best, { search, relaxation, offset: task.fixed });
  if (best.chosen === null) return refuse(best.bound === Infinity ? 'count' : null, []);
  return best.answer();
}

/** Every row by its nearest candidate: nobody walks less. */
function sumLeast({ rows, nearest, nearestCosts }: MeanTask): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += nearestCosts[nearest.starts[row]!]!;
  return sum;
}

function isWhole({ weights, existing, pairs }: Instance): boolean {
  return areWhole(weights) && areWhole(pairs.metres) && areWhole(existing.filter((metres) => metres < Infinity));
}

function* shakeAbout(run: Run, search: MeanSearch, best: Best): Generator<Answer, void, void> {
  const random = createRandom(SEED);
  yield best.answer();
  for (let shake = 0; shake < SHAKES && !best.isProven() && !run.clock.isPast(0.3); shake++) {
    search.shake(random);
    best.offer(search.best);
    yield best.answer();
  }
}

interface Improving {
  search: MeanSearch;
  relaxation: Relaxation;
  offset: number;
}

/** Prices pick sites as they go; each new choice is descended from. Then the proof by cases. */
function* improve(run: Run, best: Best, { search, relaxation, offset }: Improving): Generator<Answer, void, void> {
  const proof = { best, offset };
  let round = 0;
  for (const answer of tightenByPrices(run, new Tightening(relaxation, proof), proof)) {
    if (++round % DESCENTS === 0) descendFrom(search, relaxation.picked.places, best);
    yield answer;
  }
  if (!best.isProven()) yield* proveByCases(run, relaxation, proof);
}

function descendFrom(search: MeanSearch, places: readonly number[], best: Best): void {
  const kept = places.filter((place) => search.account.limits.allowed[place] === 1);
  if (!search.account.limits.isPlain || kept.length > search.account.limits.count) return;
  search.restart(kept);
  search.fill();
  search.descend();
  best.offer(search.best);
}
