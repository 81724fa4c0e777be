/** Fewest sites for so much weight, or for every row that can be served. */
import { Best, refuse } from './best.ts';
import { branch } from './branch.ts';
import { Cover, fillGreedily } from './cover.ts';
import { CoverExchange } from './exchange.ts';
import { keepsRules, listUnreachable, sumCovered } from './measure.ts';
import { createSitesProgram } from './program.ts';
import {
  askSolver,
  decideByBound,
  proveByCases,
  type Run,
  SOLVER_ENTRIES,
  sum,
  tightenByPrices,
  Tightening,
} from './proof.ts';
import { createRandom } from './random.ts';
import { Relaxation } from './relaxation.ts';
import { createTask, type Task } from './task.ts';
import type { Answer, Siting } from './types.ts';
import { RowWeighting } from './weighting.ts';

const SEED = 1;
/** Rounds after which search stops though time is left, so that the answer does not hang on the machine. */
const SHAKES = 300;
const PRICE_ROUNDS = 2000;
const ROUNDS_A_STEP = 16;
const FIRST_ROUNDS = 2000;
/** Later rounds: so many for each row of the task, and at least the first number. */
const ROUNDS_A_ROW = 200;
/** And, where only cases are left to prove it, so many between two of them. */
const ROUNDS_A_CASE = 256;

/** Fewest sites that cover `share` of all weight. */
export function* siteFewest(run: Run, share: number): Siting {
  const { instance, limits } = run;
  const all = sum(instance.weights);
  const target = share * all - 1e-9 * all;
  const places = Array.from(limits.allowed.keys()).filter((place) => limits.allowed[place] === 1);
  if (sumCovered(instance, places) < target) {
    return refuse('unreachable', listUnreachable(instance, limits, instance.limitMetres));
  }
  const best = new Best({
    isMost: false,
    unit: 0,
    grain: 1,
    measure: (chosen) => (keepsRules(chosen, limits) && sumCovered(instance, chosen) >= target ? chosen.length : null),
  });
  best.tighten(limits.forced.length);
  const isFull = listUnreachable(instance, limits, instance.limitMetres).length === 0 && share === 1;
  yield* isFull ? coverAll(run, best) : coverShare(run, best, target);
  if (best.chosen !== null) return best.answer();
  return refuse(best.bound === Infinity ? (limits.costs === null ? 'groups' : 'budget') : null, []);
}

/** Every row: row weighting, prices, solver. */
function* coverAll(run: Run, best: Best): Generator<Answer, void, void> {
  const { instance, limits } = run;
  const task = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: true });
  const weighting = new RowWeighting(new Cover(task, limits), createRandom(SEED));
  const offer = () => weighting.best !== null && best.offer(weighting.best);
  offer();
  yield best.answer();
  const relaxation = new Relaxation({
    task,
    limits,
    fallback: new Float64Array(task.rows).fill(1),
    pairCosts: null,
    siteCost: 1,
  });
  const proof = { best, offset: 0 };
  yield* weigh(run, weighting, { best, rounds: FIRST_ROUNDS, until: 0.2 });
  if (best.chosen !== null) yield* tightenByPrices(run, new Tightening(relaxation, proof), proof);
  const rounds = FIRST_ROUNDS + ROUNDS_A_ROW * task.rows;
  if (!best.isProven()) yield* weigh(run, weighting, { best, rounds, until: 0.7 });
  if (best.isProven()) return;
  const state = decideByBound(relaxation, proof);
  const program = createSitesProgram(task, limits, { target: null, state });
  if (run.solver !== null && program.indices.length <= SOLVER_ENTRIES) {
    askSolver(run, program, { task, best, offset: 0 });
    yield best.answer();
  }
  if (best.isProven() || best.bound === Infinity) return;
  for (const answer of proveByCases(run, relaxation, proof)) {
    yield answer;
    if (program.indices.length > SOLVER_ENTRIES)
      yield* weigh(run, weighting, { best, rounds: ROUNDS_A_CASE, until: 1 });
  }
}

function* weigh(
  run: Run,
  weighting: RowWeighting,
  { best, rounds, until }: { best: Best; rounds: number; until: number },
): Generator<Answer, void, void> {
  for (let round = 0; round < rounds && !run.clock.isPast(until); round++) {
    if (weighting.isStuck || best.isProven()) return;
    const isBetter = weighting.step() && weighting.best !== null && best.offer(weighting.best);
    if (isBetter || round % 256 === 0) yield best.answer();
  }
}

/** Part of the weight: the best choice of so many sites, with one site fewer each time; bounds the same way from below. */
function* coverShare(run: Run, best: Best, target: number): Generator<Answer, void, void> {
  const { instance, limits } = run;
  const task = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: false });
  const need = target - sumCovered(instance, []);
  yield* shrink(run, task, { best, need });
  yield* raiseFewest(run, task, { best, need });
  if (best.isProven() || best.bound === Infinity) return;
  const program = createSitesProgram(task, limits, { target: need, state: null });
  if (run.solver !== null && program.indices.length <= SOLVER_ENTRIES && !run.clock.isUp()) {
    askSolver(run, program, { task, best, offset: 0 });
  } else yield* raiseByCases(run, task, { best, need });
}

/** From the least number on: is there a choice of so many sites that reaches the weight? */
function* raiseByCases(
  run: Run,
  task: Task,
  { best, need }: { best: Best; need: number },
): Generator<Answer, void, void> {
  const spare = sum(task.weights) - need;
  while (!best.isProven() && best.bound <= run.limits.candidates) {
    const limits = run.limits.withCount(best.bound);
    const relaxation = new Relaxation({ task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 });
    const cases = branch({
      costs: relaxation.costs,
      prices: relaxation.prices,
      cutoff: () => (best.isProven() ? -Infinity : spare + 1e-9 * Math.max(1, spare)),
      known: () => spare,
      closed: () => spare,
      offer: (places) => best.offer(places),
      isLate: () => run.clock.isUp(),
    });
    for (let step = cases.next(); !step.done && !best.isProven(); step = cases.next()) yield best.answer();
    if (run.clock.isUp() || best.isProven()) return;
    best.tighten(best.bound < run.limits.candidates ? best.bound + 1 : Infinity);
  }
}

/** Sites that add most until the weight is reached, then one fewer each time, by swaps and shakes. */
function* shrink(run: Run, task: Task, { best, need }: { best: Best; need: number }): Generator<Answer, void, void> {
  const whole = new Cover(task, run.limits);
  fillGreedily(whole, null, need);
  best.offer(whole.chosen);
  yield best.answer();
  while (best.chosen !== null && !best.isProven() && !run.clock.isPast(0.3)) {
    const limits = run.limits.withCount(best.chosen.length - 1);
    if (limits.findConflict() !== null) return;
    whole.replace(best.chosen);
    const search = new CoverExchange(new Cover(task, limits), createRandom(SEED));
    search.tryFrom(orderByWorth(whole));
    for (let shake = 0; shake < SHAKES && search.served < need && !run.clock.isPast(0.3); shake++) {
      search.shake();
      if (shake % 16 === 0) yield best.answer();
    }
    if (search.served < need || !best.offer(search.best)) return;
    yield best.answer();
  }
}

/** Chosen sites, those first that serve most alone: the last one is missed least. */
function orderByWorth({ chosen, scores }: Cover): number[] {
  return [...chosen].sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/**
 * Prices for one site fewer than the best answer has, then for the fewest that are not denied yet: each time they deny as
 * many numbers as they can.
 */
function* raiseFewest(
  run: Run,
  task: Task,
  { best, need }: { best: Best; need: number },
): Generator<Answer, void, void> {
  let prices: Float64Array | null = null;
  let count = Math.min(best.objective, run.limits.candidates + 1) - 1;
  while (count >= best.bound && !run.clock.isPast(0.6)) {
    const limits = run.limits.withCount(count);
    const costs = { task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 };
    const relaxation: Relaxation = new Relaxation(costs, prices);
    const before = best.bound;
    for (let round = 1; round <= PRICE_ROUNDS && !relaxation.isDone && !run.clock.isPast(0.6); round++) {
      relaxation.advance(sum(task.weights) - need);
      if (round % ROUNDS_A_STEP !== 0) continue;
      best.tighten(findLeast(relaxation, { least: best.bound, need }));
      if (best.bound > count) break;
      yield best.answer();
    }
    best.tighten(findLeast(relaxation, { least: best.bound, need }));
    prices = relaxation.best?.prices ?? null;
    if (best.bound <= count && count === before) return;
    count = best.bound;
    yield best.answer();
  }
}

/** The fewest sites, from `least` on, of which the prices do not deny that they reach the weight; Infinity where all are denied. */
function findLeast(relaxation: Relaxation, { least, need }: { least: number; need: number }): number {
  const { task, limits } = relaxation.costs;
  const all = sum(task.weights);
  let low = Math.max(0, least);
  let high = limits.candidates + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all - relaxation.findBound(limits.withCount(middle)) < need - 1e-9 * all) low = middle + 1;
    else high = middle;
  }
  return low > limits.candidates ? Infinity : low;
}
