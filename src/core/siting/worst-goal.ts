/** Worst-off first: the least distance within which so many sites reach everybody, by halving the list of distances. */
import { Best, refuse } from './best.ts';
import { branch } from './branch.ts';
import { type Run, SOLVER_ENTRIES } from './proof.ts';
import { Cover } from './cover.ts';
import { findWorst, keepsRules, listUnreachable } from './measure.ts';
import { createSitesProgram, readChosen } from './program.ts';
import { createRandom } from './random.ts';
import { Relaxation } from './relaxation.ts';
import { createTask, type Task } from './task.ts';
import type { Answer, Siting } from './types.ts';
import { RowWeighting } from './weighting.ts';

/** What a distance is known to be: everybody can be reached within it, or not, or nobody could say in the time. */
type Verdict = 'yes' | 'no' | 'unknown';

const SEED = 1;
/** Rounds of search: for a first answer, and before a proof is tried. */
const QUICK_ROUNDS = 400;
const ROUNDS = 4000;
const PRICE_ROUNDS = 600;

/** Infeasible where a row with weight is reached by no facility and no candidate, or not by so many sites. */
export function* siteWorst(run: Run): Siting {
  const { instance, limits } = run;
  const unreachable = listUnreachable(instance, limits, Infinity);
  if (unreachable.length > 0) return refuse('unreachable', unreachable);
  const best = new Best({
    isMost: false,
    unit: 0,
    grain: 0,
    measure: (chosen) => {
      const worst = keepsRules(chosen, limits) ? findWorst(instance, chosen) : Infinity;
      return worst < Infinity ? worst : null;
    },
  });
  const radii = listRadii(run);
  best.tighten(radii[0] ?? 0);
  best.offer(limits.forced);
  yield* halve(radii, best, (metres) => tryQuickly(run, metres, best));
  yield* halve(radii, best, (metres) => decide(run, metres, best));
  return best.chosen === null ? refuse(best.bound === Infinity ? 'count' : null, []) : best.answer();
}

/** Halves the distances between bound and answer until they meet; an unknown one stands for "no" but proves nothing. */
function* halve(
  radii: Float64Array,
  best: Best,
  test: (metres: number) => Generator<Answer, Verdict, void>,
): Generator<Answer, void, void> {
  let low = radii.findIndex((metres) => metres >= best.bound);
  let high = findPlace(radii, best);
  let isProof = true;
  while (low < high) {
    const middle = (low + high) >> 1;
    const verdict = yield* test(radii[middle]!);
    if (verdict === 'yes') high = Math.min(middle, findPlace(radii, best));
    else {
      low = middle + 1;
      isProof &&= verdict === 'no';
      if (isProof) best.tighten(radii[low] ?? Infinity);
    }
    yield best.answer();
  }
}

/** Place of the best answer in the list, its end where there is none. */
function findPlace(radii: Float64Array, best: Best): number {
  const place = radii.findIndex((metres) => metres >= best.objective);
  return place < 0 ? radii.length : place;
}

/** Every distance that can be the answer, ascending: no row is nearer than its nearest place. */
function listRadii({ instance, limits }: Run): Float64Array {
  const { weights, existing, pairs } = instance;
  const nearest = existing.slice();
  const all = new Set<number>();
  existing.forEach((metres, row) => {
    if (weights[row]! > 0 && metres < Infinity) all.add(metres);
  });
  for (let place = 0; place < limits.candidates; place++) {
    if (limits.allowed[place] === 0) continue;
    for (let pair = pairs.starts[place]!; pair < pairs.starts[place + 1]!; pair++) {
      const row = pairs.rows[pair]!;
      if (weights[row] === 0) continue;
      all.add(pairs.metres[pair]!);
      nearest[row] = Math.min(nearest[row]!, pairs.metres[pair]!);
    }
  }
  const least = nearest.reduce((most, metres, row) => (weights[row]! > 0 ? Math.max(most, metres) : most), 0);
  if (all.size === 0) all.add(0);
  return Float64Array.from(all)
    .filter((metres) => metres >= least)
    .sort();
}

function* tryQuickly(run: Run, metres: number, best: Best): Generator<Answer, Verdict, void> {
  const task = createTask(run.instance, run.limits, { limitMetres: metres, isEveryRow: true });
  return yield* search(run, weightRows(run, task), { best, rounds: QUICK_ROUNDS });
}

const weightRows = ({ limits }: Run, task: Task) => new RowWeighting(new Cover(task, limits), createRandom(SEED));

/** Until a choice serves every row of the task. */
function* search(
  run: Run,
  weighting: RowWeighting,
  { best, rounds }: { best: Best; rounds: number },
): Generator<Answer, Verdict, void> {
  for (let round = 0; round < rounds && weighting.best === null && !run.clock.isUp(); round++) {
    weighting.step();
    if (round % 256 === 255) yield best.answer();
  }
  if (weighting.best === null) return 'unknown';
  best.offer(weighting.best);
  return 'yes';
}

/** Search, then prices, then a solver or our own search by cases: one of them knows, if there is time. */
function* decide(run: Run, metres: number, best: Best): Generator<Answer, Verdict, void> {
  const task = createTask(run.instance, run.limits, { limitMetres: metres, isEveryRow: true });
  const relaxation = createRelaxation(run, task);
  for (let round = 0; round < PRICE_ROUNDS && !relaxation.isDone && !run.clock.isUp(); round++) {
    relaxation.advance(run.limits.count + 1);
    if (relaxation.bound > run.limits.count + 1e-6) return 'no';
  }
  if ((yield* search(run, weightRows(run, task), { best, rounds: ROUNDS })) === 'yes') return 'yes';
  return yield* prove(run, task, { best, metres, relaxation });
}

/** At most as many sites as rows are worth one site each, or the rules cannot be kept. */
function createRelaxation({ limits }: Run, task: Task): Relaxation {
  const fallback = new Float64Array(task.rows).fill(1);
  return new Relaxation({ task, limits, fallback, pairCosts: null, siteCost: 1 });
}

function* prove(
  run: Run,
  task: Task,
  { best, metres, relaxation }: { best: Best; metres: number; relaxation: Relaxation },
): Generator<Answer, Verdict, void> {
  const { solver, clock, limits } = run;
  if (clock.isUp()) return 'unknown';
  const program = createSitesProgram(task, limits, { target: null, state: null });
  if (solver !== null && program.indices.length <= SOLVER_ENTRIES) {
    const solution = solver(program, { seconds: clock.left, start: null });
    if (solution.status === 'infeasible') return 'no';
    if (solution.values === null) return 'unknown';
    return best.offer(readChosen(solution.values, limits.candidates)) ? 'yes' : 'unknown';
  }
  // A choice that only betters the answer, but not to within these metres, says nothing about them.
  const isFound = () => best.objective <= metres;
  const cases = branch({
    costs: relaxation.costs,
    prices: relaxation.best?.prices ?? relaxation.prices,
    cutoff: () => (isFound() ? -Infinity : limits.count + 1e-6),
    known: () => limits.count + 1,
    closed: () => limits.count + 1,
    offer: (places) => best.offer(places),
    isLate: () => clock.isUp(),
  });
  for (let step = cases.next(); !step.done; step = cases.next()) yield best.answer();
  if (isFound()) return 'yes';
  return clock.isUp() ? 'unknown' : 'no';
}
