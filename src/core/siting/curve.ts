/** Coverage against the number of sites: where another site stops paying. Every point has a proven bound of its own. */
import { Best, Clock } from './best.ts';
import { checkInput } from './check.ts';
import { Cover, fillGreedily } from './cover.ts';
import { CoverExchange } from './exchange.ts';
import { Limits } from './limits.ts';
import { areWhole, keepsRules, sumCovered } from './measure.ts';
import { findPrices } from './most-goal.ts';
import { sum, Tightening } from './proof.ts';
import { createRandom } from './random.ts';
import { Relaxation } from './relaxation.ts';
import { createTask, type Task } from './task.ts';
import type { Instance, Rules } from './types.ts';

/** At most `count` new sites cover weight `objective`, existing facilities included, and can cover no more than `bound`. */
export interface CurvePoint {
  count: number;
  objective: number;
  bound: number;
}

export interface CurveOptions {
  /** The curve goes from the least number of sites that the rules allow to this one. */
  most: number;
  /** Time for the whole curve; what is found by then is returned. */
  seconds: number;
  /** A clock in milliseconds. */
  now: () => number;
}

/** One count on the way: its rules, its best choice and what is proven about it. */
interface Stop {
  count: number;
  limits: Limits;
  best: Best;
}

const SEED = 1;
/** Shakes of one stop at a time, and of all stops together, before the curve stands though time is left. */
const SHAKES = 10;
const TURNS = 200;
/** Prices first roughly for some counts, then for each to their end. */
const PASSES = [
  { anchors: 9, steps: 40 },
  { anchors: Infinity, steps: Infinity },
];

/**
 * Yields the whole curve again and again, no point ever worse than before; a caller may stop between two of them. More sites
 * never cover less on it. Same input, same curve, unless the time runs out. Empty where no number of sites keeps the
 * rules. Throws where arrays do not fit each other, and on capacities, which the curve does not know.
 */
export function* curveOf(
  instance: Instance,
  rules: Rules,
  { most, seconds, now }: CurveOptions,
): Generator<CurvePoint[], CurvePoint[], void> {
  checkInput(instance, { model: 'coverage', count: most }, rules);
  if (rules.capacities) throw new Error('a curve knows no capacities');
  const clock = new Clock(now, seconds);
  const whole = new Limits(instance.candidates, rules, Math.min(most, instance.candidates));
  const task = createTask(instance, whole, { limitMetres: instance.limitMetres, isEveryRow: false });
  const offset = sumCovered(instance, []) + sum(task.weights);
  const stops = createStops(instance, whole, offset);
  if (stops.length === 0) return [];
  offerGreedy(task, stops);
  yield readCurve(stops);
  const bounding = { clock, offset, prices: new Map<Stop, Float64Array>() };
  yield* boundGreedily(task, stops, bounding);
  yield* swapAll(task, stops, clock);
  for (const pass of PASSES) yield* boundAll(task, stops, { ...bounding, ...pass });
  yield* shakeWidest(task, stops, clock);
  return readCurve(stops);
}

function createStops(instance: Instance, whole: Limits, offset: number): Stop[] {
  const grain = areWhole(instance.weights) ? 1 : 0;
  const counts = Array.from({ length: whole.count + 1 }, (_, count) => count);
  return counts.flatMap((count) => {
    const limits = whole.withCount(count);
    if (limits.findConflict() !== null) return [];
    const measure = (chosen: readonly number[]) => (keepsRules(chosen, limits) ? sumCovered(instance, chosen) : null);
    const best = new Best({ isMost: true, unit: 1, grain, measure });
    best.tighten(offset);
    return [{ count, limits, best }];
  });
}

/** A choice for fewer sites is one for more, and a bound for more is one for fewer; what has no answer yet is left out. */
function readCurve(stops: readonly Stop[]): CurvePoint[] {
  stops.forEach(({ best }, index) => {
    const before = stops[index - 1]?.best.chosen;
    if (before && best.objective < stops[index - 1]!.best.objective) best.offer(before);
  });
  for (let index = stops.length - 2; index >= 0; index--) stops[index]!.best.tighten(stops[index + 1]!.best.bound);
  return stops.flatMap(({ count, best }) => {
    const { chosen, objective, bound } = best.answer();
    return best.chosen === null || chosen.length > count ? [] : [{ count, objective, bound }];
  });
}

/** What adds most, one after another: the first so many of them are a choice for each count. */
function offerGreedy(task: Task, stops: readonly Stop[]): void {
  const cover = new Cover(task, stops.at(-1)!.limits);
  fillGreedily(cover);
  for (const { count, best } of stops) best.offer(cover.chosen.slice(0, count));
}

/** Each count from the choice of the one before, by swaps. */
function* swapAll(task: Task, stops: readonly Stop[], clock: Clock): Generator<CurvePoint[], void, void> {
  let chosen: readonly number[] = [];
  for (const { limits, best } of stops) {
    if (clock.isPast(0.3) && best.chosen !== null) continue;
    const search = new CoverExchange(new Cover(task, limits), createRandom(SEED));
    for (const from of [chosen, best.chosen ?? []]) search.tryFrom(from);
    best.offer(search.best);
    chosen = search.best;
    yield readCurve(stops);
  }
}

interface Bounding {
  clock: Clock;
  offset: number;
  prices: Map<Stop, Float64Array>;
}

/** What greedy choices are worth to each row, as first prices: one look at each count. */
function* boundGreedily(
  task: Task,
  stops: readonly Stop[],
  { clock, offset, prices }: Bounding,
): Generator<CurvePoint[], void, void> {
  const whole = new Cover(task, stops.at(-1)!.limits);
  fillGreedily(whole);
  const cover = new Cover(task, stops.at(-1)!.limits);
  for (const stop of stops) {
    if (clock.isUp()) return;
    for (const place of whole.chosen.slice(cover.chosen.length, stop.count)) cover.add(place);
    const first = findPrices(cover);
    prices.set(stop, first);
    const relaxation = new Relaxation(createCosts(task, stop), first);
    relaxation.advance(offset - Math.max(0, stop.best.objective));
    stop.best.tighten(offset - relaxation.bound);
    yield readCurve(stops);
  }
}

const createCosts = (task: Task, { limits }: Stop) => ({
  ...{ task, limits, fallback: task.weights },
  ...{ pairCosts: null, siteCost: 0 },
});

function tightenAll(stops: readonly Stop[], relaxation: Relaxation, offset: number): void {
  for (const { best, limits } of stops) best.tighten(offset - relaxation.findBound(limits));
}

/** Prices for the most sites, the fewest, the middle and so on; each of them bounds all other counts too. */
function* boundAll(
  task: Task,
  stops: readonly Stop[],
  { anchors, steps, clock, offset, prices }: Bounding & { anchors: number; steps: number },
): Generator<CurvePoint[], void, void> {
  for (const anchor of listAnchors(stops.length).slice(0, anchors)) {
    const stop = stops[anchor]!;
    if (stop.best.isProven() || stop.best.chosen === null) continue;
    if (clock.isUp()) return;
    const relaxation = new Relaxation(createCosts(task, stop), prices.get(stop) ?? null);
    const tightening = new Tightening(relaxation, { best: stop.best, offset });
    for (let step = 0; step < steps && !clock.isUp() && tightening.step(); step++) yield readCurve(stops);
    prices.set(stop, relaxation.best?.prices ?? relaxation.prices);
    tightenAll(stops, relaxation, offset);
    yield readCurve(stops);
  }
}

/** Places of a list of this length: the last, the first, then again and again the middles between those before. */
function listAnchors(length: number): number[] {
  const anchors = new Set([length - 1, 0]);
  for (let parts = 2; parts < 2 * length; parts *= 2) {
    for (let part = 1; part < parts; part++) anchors.add(Math.round((part * (length - 1)) / parts));
  }
  return [...anchors];
}

/** Shakes the count whose answer is farthest from its bound, the least shaken of equal ones. */
function* shakeWidest(task: Task, stops: readonly Stop[], clock: Clock): Generator<CurvePoint[], void, void> {
  const turns = new Map(stops.map((stop) => [stop, 0]));
  for (let turn = 0; turn < TURNS && !clock.isUp(); turn++) {
    const open = stops.filter(({ best }) => !best.isProven());
    const widthOf = (stop: Stop) => (stop.best.bound - stop.best.objective) / (1 + turns.get(stop)!);
    const [first] = open.sort((a, b) => widthOf(b) - widthOf(a) || a.count - b.count);
    if (!first) return;
    const search = new CoverExchange(new Cover(task, first.limits), createRandom(SEED + turn));
    search.tryFrom(first.best.chosen ?? []);
    for (let shake = 0; shake < SHAKES && !clock.isUp(); shake++) search.shake();
    first.best.offer(search.best);
    turns.set(first, turns.get(first)! + 1);
    yield readCurve(stops);
  }
}
