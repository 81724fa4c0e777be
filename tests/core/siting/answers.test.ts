/** Every answer on the way, not only the last: rules, bounds, stopping at any time, any order of rows. */
import { describe, expect, it } from 'vitest';
import { curveOf } from '../../../src/core/siting/curve.ts';
import { finishSiting, solve } from '../../../src/core/siting/solve.ts';
import type { Answer, Instance, Question, Rules, Solver } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { type Case, findOptimum, listChoices, makeInstance, valueOf } from './enumerate.ts';
import { createDice, makeCase, makeQuestion, makeServices } from './random-cases.ts';
import { listAnswers, makePlain, seedsTo } from './small-tasks.ts';

const highs = await loadSolver();
const ours = { solver: null };
const MODELS = ['coverage', 'sites', 'mean', 'worst'] as const;
const toQuestion = (model: (typeof MODELS)[number], count: number): Question =>
  model === 'sites' ? { model, share: [1, 0.8, 0.5][count % 3]! } : { model, count };

const run = (instance: Instance, question: Question, rules: Rules = {}, solver: Solver | null = highs) =>
  listAnswers({ instance, rules }, question, { solver }).at(-1)!;

/** Conflicts on top of the other rules, so that search alone often fails and proofs go by cases. */
function makeTangled(seed: number): Case {
  const { instance, rules } = makeCase(seed);
  const dice = createDice(seed + 13);
  const pair = () => [dice(instance.candidates - 1), instance.candidates - 1] as const;
  const conflicts = [...(rules.conflicts ?? []), ...seedsTo(dice(4)).map(pair)];
  return { instance, rules: { ...rules, conflicts } };
}

function makeAny(seed: number): Case & { question: Question } {
  if (seed % 5 === 4) {
    const { count, ...made } = makeServices(seed);
    return { ...made, question: { model: 'coverage', count } };
  }
  return { ...makeTangled(seed), question: makeQuestion(seed) };
}

/** Holds what an answer says of itself against all choices. */
function createCheck(made: Case, question: Question): (answer: Answer) => void {
  const { instance } = made;
  const optimum = findOptimum(made, question);
  const count = question.model === 'sites' ? Infinity : question.count;
  const allowed = new Set(listChoices(made, count).map(String));
  const sign = question.model === 'coverage' ? 1 : -1;
  const all = instance.weights.reduce((sum, weight) => sum + weight, 0);
  return (answer) => {
    const { status, chosen, objective, bound, gap, reason } = answer;
    if (optimum === null) expect(['infeasible', 'heuristic']).toContain(status);
    if (status === 'infeasible') {
      expect(optimum).toBeNull();
      expect(reason).not.toBeNull();
    } else expect(reason).toBeNull();
    if (Number.isNaN(objective)) {
      expect([chosen, gap]).toEqual([[], Infinity]);
      return;
    }
    expect(allowed).toContain(String(chosen));
    const value = valueOf(instance, question.model, chosen);
    expect(objective).toBeCloseTo(question.model === 'sites' ? chosen.length : value, 6);
    if (question.model === 'sites') expect(value).toBeGreaterThanOrEqual(question.share * all * (1 - 1e-8));
    // No choice at all is better than the bound.
    expect(sign * bound).toBeGreaterThanOrEqual(sign * optimum! - 1e-5 * Math.max(1, optimum!));
    expect(sign * bound).toBeGreaterThanOrEqual(sign * objective);
    if (Number.isFinite(bound) && objective > 0) expect(gap).toBeCloseTo(Math.abs(bound - objective) / objective, 9);
    if (status !== 'optimal') return;
    if (question.model === 'coverage') expect(optimum! - objective).toBeLessThan(1);
    else expect(objective).toBeCloseTo(optimum!, 4);
  };
}

describe.each([
  ['a solver', highs],
  ['our own proof', null],
] as const)('every answer on the way with %s', (_, solver) => {
  it.each(seedsTo(120).map((seed) => seed + 300))('keeps all rules and has a bound that holds (case %i)', (seed) => {
    const { question, ...made } = makeAny(seed);
    const check = createCheck(made, question);
    const answers = listAnswers(made, question, { solver });
    answers.forEach(check);
    expect(answers.at(-1)!.status).toBe(findOptimum(made, question) === null ? 'infeasible' : 'optimal');
  });
});

describe('a question stopped by the clock', () => {
  it.each(seedsTo(60).map((seed) => seed + 700))('still answers truly, whenever that is (case %i)', (seed) => {
    const { question, ...made } = makeAny(seed);
    const check = createCheck(made, question);
    for (const looks of [0, 1, 2, 4, 9, 20]) {
      let time = 0;
      const answers = listAnswers(made, question, { ...ours, seconds: looks / 1000, now: () => time++ });
      answers.forEach(check);
    }
  });

  it.each(seedsTo(20))('is the same up to any step (case %i)', (seed) => {
    const { question, ...made } = makeAny(seed);
    const all = listAnswers(made, question, ours);
    expect(listAnswers(made, question, ours)).toEqual(all);
    for (let stop = 0; stop < all.length; stop += 1 + (all.length >> 3)) {
      const options = { solver: null, seconds: 60, now: () => performance.now() };
      const work = solve(made.instance, question, made.rules, options);
      for (let step = 0; step < stop; step++) work.next();
      expect(work.next().value).toEqual(all[stop]);
      expect(work.return(all[stop]!)).toEqual({ done: true, value: all[stop] });
      expect(work.next().done).toBe(true);
    }
  });
});

/** The same town with its rows and candidates in another order. */
function shuffle({ instance, rules }: Case, seed: number): Case & { places: number[] } {
  const dice = createDice(seed + 3);
  const mix = (size: number) => {
    const order = seedsTo(size);
    for (let at = size - 1; at > 0; at--) {
      const other = dice(at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    return order;
  };
  const rows = mix(instance.weights.length);
  const places = mix(instance.candidates);
  const table = rows.map((row) =>
    places.map((place) => {
      const { starts, rows: served, metres } = instance.pairs;
      for (let pair = starts[place]!; pair < starts[place + 1]!; pair++) if (served[pair] === row) return metres[pair]!;
      return Infinity;
    }),
  );
  const at = (place: number) => places.indexOf(place);
  const mixed = makeInstance(table, {
    weights: rows.map((row) => instance.weights[row]!),
    existing: rows.map((row) => instance.existing[row]!),
    limitMetres: instance.limitMetres,
  });
  const moved: Rules = { ...rules };
  if (rules.forced) moved.forced = rules.forced.map(at);
  if (rules.forbidden) moved.forbidden = rules.forbidden.map(at);
  if (rules.costs) moved.costs = Float64Array.from(places, (place) => rules.costs![place]!);
  if (rules.groups) moved.groups = Int32Array.from(places, (place) => rules.groups![place]!);
  if (rules.conflicts) moved.conflicts = rules.conflicts.map(([one, other]) => [at(one), at(other)]);
  return { instance: mixed, rules: moved, places };
}

describe('the order of homes and candidates', () => {
  it.each(seedsTo(60))('changes neither the objective nor the reason (case %i)', (seed) => {
    const made = makeTangled(seed);
    const { places, ...mixed } = shuffle(made, seed);
    for (const model of MODELS) {
      const question = toQuestion(model, 1 + (seed % 4));
      const [one, other] = [made, mixed].map((each) => run(each.instance, question, each.rules));
      expect([other!.status, other!.reason]).toEqual([one!.status, one!.reason]);
      if (one!.status === 'infeasible') continue;
      if (model === 'coverage') expect(Math.abs(other!.objective - one!.objective)).toBeLessThan(1);
      else expect(other!.objective).toBeCloseTo(one!.objective, 4);
      const back = other!.chosen.map((place) => places[place]!);
      if (model !== 'sites')
        expect(valueOf(made.instance, model, back)).toBeCloseTo(valueOf(mixed.instance, model, other!.chosen), 9);
    }
  });

  it('does not matter in a town, where HiGHS and our own proof agree as well', () => {
    for (const seed of seedsTo(3)) {
      const town: Case = { instance: makePlain(seed, { rows: 40, candidates: 18, limitMetres: 190 }), rules: {} };
      for (const model of MODELS) {
        const question = toQuestion(model, 4);
        const mixed = shuffle(town, seed);
        const found = [
          run(town.instance, question),
          run(town.instance, question, {}, null),
          run(mixed.instance, question),
        ];
        for (const { status, objective } of found) {
          expect(status).toBe('optimal');
          expect(objective).toBeCloseTo(found[0]!.objective, 4);
        }
      }
    }
  });
});

describe('the curve beside single questions', () => {
  it.each(seedsTo(5))('has what each question of a count has, in any order, and bounds above it (town %i)', (seed) => {
    const town: Case = { instance: makePlain(seed, { rows: 40, candidates: 16, limitMetres: 190 }), rules: {} };
    const draw = ({ instance, rules }: Case) => {
      const work = curveOf(instance, rules, { most: 8, seconds: 60, now: () => performance.now() });
      let step = work.next();
      while (!step.done) step = work.next();
      return step.value;
    };
    const curve = draw(town);
    const mixed = draw(shuffle(town, seed));
    expect(draw(town)).toEqual(curve);
    expect(curve.map(({ count }) => count)).toEqual(seedsTo(9));
    curve.forEach(({ count, objective, bound }, at) => {
      const options = { solver: highs, seconds: 60, now: () => performance.now() };
      const best = finishSiting(solve(town.instance, { model: 'coverage', count }, {}, options)).objective;
      for (const point of [{ objective, bound }, mixed[at]!]) {
        expect(point.objective).toBeLessThanOrEqual(best);
        expect(point.objective).toBeGreaterThanOrEqual(0.97 * best);
        expect(point.bound).toBeGreaterThanOrEqual(best - 1e-6);
      }
      expect(objective).toBeGreaterThanOrEqual(curve[at - 1]?.objective ?? 0);
    });
  });

  it('is flat where nobody lives and where there is no candidate', () => {
    const draw = (instance: Instance) =>
      curveOf(instance, {}, { most: 2, seconds: 9, now: () => 0 })
        .next()
        .value.map(({ count, ...rest }) => [count, rest]);
    const flat = { objective: 0, bound: 0 };
    expect(draw(makeInstance([[1, 2]], { weights: [0], limitMetres: 5 }))).toEqual(
      [0, 1, 2].map((count) => [count, flat]),
    );
    const none = draw(makeInstance([[], []], { existing: [1, 9], limitMetres: 5 }));
    expect(none.at(-1)![1]).toEqual({ objective: 1, bound: 1 });
  });
});
