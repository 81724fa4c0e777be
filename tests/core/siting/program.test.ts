/** Programs for a solver: every choice is a point of them with its own objective, and HiGHS finds what enumeration finds. */
import { describe, expect, it } from 'vitest';
import { Best, Clock } from '../../../src/core/siting/best.ts';
import { Limits } from '../../../src/core/siting/limits.ts';
import {
  createCoverageProgram,
  createSitesProgram,
  ProgramBuilder,
  readChosen,
  toStart,
} from '../../../src/core/siting/program.ts';
import { askSolver, decideByBound, findCutoff, type Run, Tightening } from '../../../src/core/siting/proof.ts';
import { Relaxation } from '../../../src/core/siting/relaxation.ts';
import { createTask } from '../../../src/core/siting/task.ts';
import type { LinearProgram, Solution, Solver } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { listChoices } from './enumerate.ts';
import { countServed, makeCoverTask, makeLimited, seedsTo } from './small-tasks.ts';

const solver = await loadSolver();
const ask = (program: LinearProgram) => solver(program, { seconds: 20, start: null });
const toLinear = (program: LinearProgram) => ({ ...program, integer: new Uint8Array(program.integer.length) });

/** The objective of a point, null where it breaks a row or a column. */
function evaluate(program: LinearProgram, values: Float64Array): number | null {
  const { lower, upper, rowLower, rowUpper, starts, indices } = program;
  const sums = new Float64Array(rowLower.length);
  let objective = 0;
  for (const [column, value] of values.entries()) {
    if (value < lower[column]! || value > upper[column]!) return null;
    objective += program.costs[column]! * value;
    for (let at = starts[column]!; at < starts[column + 1]!; at++) sums[indices[at]!]! += program.values[at]! * value;
  }
  const isKept = sums.every((sum, row) => sum >= rowLower[row]! - 1e-9 && sum <= rowUpper[row]! + 1e-9);
  return isKept ? objective : null;
}

const listAll = (candidates: number) =>
  seedsTo(2 ** candidates).map((bits) => seedsTo(candidates).filter((place) => ((bits >> place) & 1) === 1));

function makePrograms(seed: number) {
  const made = makeLimited(seed);
  const choices = listChoices(made, made.count);
  return { ...made, choices, allowed: new Set(choices.map(String)), task: makeCoverTask(made) };
}

describe('the program of most coverage', () => {
  it.each(seedsTo(60))('admits exactly the choices that keep the rules, each at its weight (case %i)', (seed) => {
    const { task, limits, allowed } = makePrograms(seed);
    const program = createCoverageProgram(task, limits, null);
    for (const chosen of listAll(limits.candidates)) {
      const point = toStart(task, chosen, program.costs.length);
      expect(readChosen(point, limits.candidates)).toEqual(chosen);
      const objective = evaluate(program, point);
      if (allowed.has(String(chosen))) expect(objective).toBeCloseTo(countServed(task, chosen), 9);
      else expect(objective, chosen.join()).toBeNull();
    }
  });

  it.each(seedsTo(40))('has the best choice as its optimum, and a bound without whole numbers (case %i)', (seed) => {
    const { task, limits, choices } = makePrograms(seed);
    const program = createCoverageProgram(task, limits, null);
    const solution = ask(program);
    if (choices.length === 0) {
      expect(solution.status).toBe('infeasible');
      return;
    }
    const most = Math.max(...choices.map((chosen) => countServed(task, chosen)));
    expect(solution.status).toBe('optimal');
    expect(solution.objective).toBeCloseTo(most, 5);
    expect(countServed(task, readChosen(solution.values!, limits.candidates))).toBeCloseTo(most, 5);
    const linear = ask(toLinear(program));
    expect(linear.objective).toBeGreaterThanOrEqual(most - 1e-5);
    // Prices cannot prove more than the linear program where rules leave whole choices at the corners.
    if (!limits.isPlain) return;
    const costs = { task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 };
    const all = task.weights.reduce((sum, weight) => sum + weight, 0);
    const relaxation = new Relaxation(costs);
    for (let round = 0; round < 300 && !relaxation.isDone; round++) relaxation.advance(all - most);
    expect(all - relaxation.bound).toBeGreaterThanOrEqual(linear.objective - 1e-4 * Math.max(1, most));
  });

  it.each(seedsTo(60))('keeps an answer as good when the bound has decided (case %i)', (seed) => {
    const { task, limits, choices } = makePrograms(seed);
    if (choices.length === 0) return;
    const weightOf = (chosen: readonly number[]) => countServed(task, chosen);
    const most = Math.max(...choices.map(weightOf));
    const offset = task.weights.reduce((sum, weight) => sum + weight, 0);
    const costs = { task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 };
    const allowed = new Set(choices.map(String));
    const measure = (chosen: readonly number[]) =>
      allowed.has(String([...chosen].sort((a, b) => a - b))) ? weightOf(chosen) : null;
    for (const first of [choices[0]!, choices.find((chosen) => weightOf(chosen) === most)!]) {
      const best = new Best({ isMost: true, unit: 0, grain: 0, measure });
      best.offer(first);
      const proof = { best, offset };
      const tightening = new Tightening(new Relaxation(costs), proof);
      for (let step = 0; step < 40 && tightening.step(); step++) expect(best.bound).toBeGreaterThanOrEqual(most - 1e-9);
      expect(best.bound).toBeGreaterThanOrEqual(most - 1e-9);
      expect(findCutoff(best, proof)).toBeLessThanOrEqual(offset - weightOf(first));
      const state = decideByBound(tightening.relaxation, proof);
      const agrees = (chosen: readonly number[]) =>
        state.every((value, place) => value === 0 || (value === 1) === chosen.includes(place));
      expect(agrees(best.chosen!)).toBe(true);
      expect(Math.max(...choices.filter(agrees).map(weightOf))).toBeCloseTo(most, 6);
      const program = createCoverageProgram(task, limits, state);
      expect(evaluate(program, toStart(task, first, program.costs.length))).toBeCloseTo(weightOf(first), 9);
      expect(ask(program).objective).toBeCloseTo(most, 5);
    }
  });
});

describe('the program of fewest sites', () => {
  it.each(seedsTo(60))('serves every row or so much weight with as few as any choice (case %i)', (seed) => {
    const { instance, rules } = makeLimited(seed);
    const limits = new Limits(instance.candidates, rules, instance.candidates);
    const choices = listChoices({ instance, rules }, Infinity);
    const fewest = (serves: (chosen: number[]) => boolean) =>
      Math.min(Infinity, ...choices.filter(serves).map((chosen) => chosen.length));
    const every = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: true });
    const full = createSitesProgram(every, limits, { target: null, state: null });
    const part = makeCoverTask({ instance, limits });
    const target = 0.6 * part.weights.reduce((sum, weight) => sum + weight, 0) - 1e-6;
    const asked = [
      [full, fewest((chosen) => countServed(every, chosen) === every.rows)],
      [
        createSitesProgram(part, limits, { target, state: null }),
        fewest((chosen) => countServed(part, chosen) >= target),
      ],
    ] as const;
    for (const [program, least] of asked) {
      const solution = ask(program);
      if (least === Infinity) expect(solution.status).toBe('infeasible');
      else expect(solution.objective).toBeCloseTo(least, 6);
    }
    for (const chosen of choices) {
      const objective = evaluate(full, toStart(every, chosen, full.costs.length));
      expect(objective).toBe(countServed(every, chosen) === every.rows ? chosen.length : null);
    }
  });
});

describe('a program', () => {
  it('is built column by column as the solver takes it', () => {
    const builder = new ProgramBuilder();
    const [bread, cake] = [builder.addColumn(3, 10, true), builder.addColumn(5, Infinity, false, 1)];
    const [flour, eggs] = [builder.addRow(-Infinity, 12), builder.addRow(2, 9)];
    builder.set(flour, bread, 2);
    builder.set(eggs, cake, 3);
    builder.set(flour, cake, 1);
    const program = builder.build(true);
    expect(program).toMatchObject({
      maximize: true,
      lower: Float64Array.of(0, 1),
      upper: Float64Array.of(10, Infinity),
    });
    expect([...program.starts]).toEqual([0, 1, 3]);
    expect([...program.indices]).toEqual([flour, eggs, flour]);
    expect([...program.values]).toEqual([2, 3, 1]);
    expect([...program.integer]).toEqual([1, 0]);
    // By hand: cake 3 by eggs, then bread 4 by flour.
    expect(ask(program).objective).toBeCloseTo(27, 6);
    expect(evaluate(program, Float64Array.of(4, 3))).toBe(27);
    expect(evaluate(program, Float64Array.of(5, 3))).toBeNull();
  });
});

describe('what a solver says', () => {
  const { task, limits, choices } = makePrograms(8);
  const most = choices.reduce((a, b) => (countServed(task, b) > countServed(task, a) ? b : a));
  const least = choices.reduce((a, b) => (countServed(task, b) < countServed(task, a) ? b : a));
  const program = createCoverageProgram(task, limits, null);

  /** The answer after a solver has said this, from the worst choice or none. */
  function hear(solution: Solution | null, first: readonly number[] | null = least) {
    const measure = (chosen: readonly number[]) => countServed(task, chosen);
    const best = new Best({ isMost: true, unit: 0, grain: 0, measure });
    best.tighten(1000);
    if (first) best.offer(first);
    let given: Float64Array | null = null;
    const said: Solver | null =
      solution &&
      ((_, { start }) => {
        given = start;
        return solution;
      });
    const run: Run = { instance: makePrograms(8).instance, limits, solver: said, clock: new Clock(() => 0, 10) };
    const isThere = askSolver(run, program, { task, best, offset: 0 });
    return { best, isThere, given: given as Float64Array | null };
  }

  it('is taken back as answer and bound, and begun with the best known', () => {
    const values = toStart(task, most, program.costs.length);
    const { best, isThere, given } = hear({ status: 'optimal', values, objective: NaN, bound: 900 });
    expect(isThere).toBe(true);
    expect(best.chosen).toEqual(most);
    expect(best.bound).toBe(900);
    expect([...given!]).toEqual([...toStart(task, least, program.costs.length)]);
    expect(hear({ status: 'optimal', values, objective: NaN, bound: 900 }, null).given).toBeNull();
  });

  it('proves nothing where it has nothing to say', () => {
    const { best } = hear({ status: 'no_answer', values: null, objective: NaN, bound: Infinity });
    expect([best.chosen, best.bound]).toEqual([least, 1000]);
    const unasked = hear(null);
    expect([unasked.isThere, unasked.best.chosen, unasked.best.bound]).toEqual([true, least, 1000]);
  });

  it('proves the known answer where nothing better is left, and that there is none where none is known', () => {
    const lost = { status: 'infeasible', values: null, objective: NaN, bound: Infinity } as const;
    const { best, isThere } = hear(lost);
    expect([isThere, best.bound, best.isProven()]).toEqual([false, countServed(task, least), true]);
    expect(hear(lost, null).best.bound).toBe(-Infinity);
  });
});
