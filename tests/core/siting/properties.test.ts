/** What must hold for every siting question, whatever its numbers. */
import { describe, expect, it } from 'vitest';
import { Cover, fillGreedily } from '../../../src/core/siting/cover.ts';
import { Limits } from '../../../src/core/siting/limits.ts';
import { Relaxation } from '../../../src/core/siting/relaxation.ts';
import { finishSiting, solve } from '../../../src/core/siting/solve.ts';
import { createTask } from '../../../src/core/siting/task.ts';
import type { Answer, Instance, Question, Rules } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { findOptimum, makeInstance } from './enumerate.ts';
import { createDice, makeCase, makeQuestion } from './random-cases.ts';

const solver = await loadSolver();
const options = { solver, seconds: 60, now: () => performance.now() };
const run = (instance: Instance, question: Question, rules: Rules = {}) =>
  finishSiting(solve(instance, question, rules, options));

function makeTown(seed: number, rows = 60, candidates = 25): Instance {
  const dice = createDice(seed + 500);
  const point = () => [dice(1000), dice(1000)] as const;
  const homes = Array.from({ length: rows }, point);
  const sites = Array.from({ length: candidates }, point);
  const table = homes.map((home) => sites.map((site) => Math.hypot(home[0] - site[0], home[1] - site[1])));
  return makeInstance(table, { weights: homes.map(() => dice(50)), limitMetres: 180 });
}

const seeds = [1, 2, 3, 4, 5];

describe('siting', () => {
  it.each(seeds)(
    'never covers less, walks longer or leaves the worst-off farther with one site more (town %i)',
    (seed) => {
      const town = makeTown(seed);
      for (const model of ['coverage', 'mean', 'worst'] as const) {
        const found = [1, 2, 3, 5, 8].map((count) => run(town, { model, count }));
        expect(found.every(({ status }) => status === 'optimal')).toBe(true);
        const values = found.map(({ objective }) => (model === 'coverage' ? objective : -objective));
        expect(values).toEqual([...values].sort((a, b) => a - b));
      }
    },
  );

  it.each(seeds)('agrees with itself: the fewest sites for what n sites cover are at most n (town %i)', (seed) => {
    const town = makeTown(seed);
    const all = town.weights.reduce((sum, weight) => sum + weight, 0);
    const best = run(town, { model: 'coverage', count: 4 });
    const fewest = run(town, { model: 'sites', share: best.objective / all });
    expect(fewest.status).toBe('optimal');
    expect(fewest.objective).toBeLessThanOrEqual(4);
    const less = run(town, { model: 'coverage', count: fewest.objective - 1 });
    expect(less.objective).toBeLessThan(best.objective);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'begins greedily with at least 1 - 1/e of the best (case %i)',
    (seed) => {
      const { instance } = makeCase(seed);
      const free = { ...instance, existing: new Float64Array(instance.weights.length).fill(Infinity) };
      const count = 1 + (seed % 4);
      const limits = new Limits(free.candidates, {}, count);
      const task = createTask(free, limits, { limitMetres: free.limitMetres, isEveryRow: false });
      const cover = new Cover(task, limits);
      fillGreedily(cover);
      const optimum = findOptimum({ instance: free, rules: {} }, { model: 'coverage', count })!;
      expect(cover.served).toBeGreaterThanOrEqual((1 - 1 / Math.E) * optimum - 1e-9);
    },
  );

  it.each(seeds)('has bounds by prices that no choice beats (town %i)', (seed) => {
    const town = makeTown(seed);
    const limits = new Limits(town.candidates, {}, 3);
    const task = createTask(town, limits, { limitMetres: town.limitMetres, isEveryRow: false });
    const all = task.weights.reduce((sum, weight) => sum + weight, 0);
    const relaxation = new Relaxation({ task, limits, fallback: task.weights, pairCosts: null, siteCost: 0 });
    const best = run(town, { model: 'coverage', count: 3 }).objective;
    for (let round = 0; round < 200; round++)
      expect(all - relaxation.advance(all - best)).toBeGreaterThanOrEqual(best - 1e-6);
    // Near the bound of the linear program, so that the proof has something to start from.
    expect(all - relaxation.bound).toBeLessThan(best * 1.25);
  });

  it.each(seeds)('yields answers that only get better and bounds that only get tighter (town %i)', (seed) => {
    const town = makeTown(seed, 120, 50);
    for (const question of [
      { model: 'coverage', count: 6 },
      { model: 'sites', share: 0.8 },
      { model: 'mean', count: 6 },
      { model: 'worst', count: 6 },
    ] as const) {
      const steps: Answer[] = [];
      const work = solve(town, question, {}, options);
      for (let step = work.next(); ; step = work.next()) {
        steps.push(step.value);
        if (step.done) break;
      }
      const sign = question.model === 'coverage' ? 1 : -1;
      const known = steps.filter(({ chosen }) => chosen.length > 0);
      known.slice(1).forEach((step, index) => {
        expect(sign * step.objective).toBeGreaterThanOrEqual(sign * known[index]!.objective);
        expect(sign * step.bound).toBeLessThanOrEqual(sign * known[index]!.bound);
      });
      expect(known.every(({ objective, bound }) => sign * bound >= sign * objective)).toBe(true);
      expect(known.length).toBeGreaterThan(0);
    }
  });

  it('gives the same answer again', () => {
    for (let seed = 0; seed < 12; seed++) {
      const { instance, rules } = makeCase(seed);
      expect(run(instance, makeQuestion(seed), rules)).toEqual(run(instance, makeQuestion(seed), rules));
    }
  });

  it('changes nothing of what it is given', () => {
    const { instance, rules } = makeCase(3);
    const before = JSON.stringify({ instance, rules });
    for (const model of ['coverage', 'mean', 'worst'] as const) run(instance, { model, count: 2 }, rules);
    expect(JSON.stringify({ instance, rules })).toBe(before);
  });

  it('names the rows that nobody reaches', () => {
    const town = makeInstance(
      [
        [1, 2],
        [Infinity, Infinity],
        [3, 1],
        [Infinity, 9],
      ],
      { weights: [1, 4, 1, 0], limitMetres: 5 },
    );
    expect(run(town, { model: 'sites', share: 1 })).toMatchObject({ reason: 'unreachable', unreachable: [1] });
    expect(run(town, { model: 'mean', count: 2 })).toMatchObject({ reason: 'unreachable', unreachable: [1] });
    expect(run(town, { model: 'worst', count: 2 })).toMatchObject({ reason: 'unreachable', unreachable: [1] });
    // A third of the weight can be reached with one site.
    expect(run(town, { model: 'sites', share: 1 / 3 })).toMatchObject({ status: 'optimal', objective: 1, chosen: [0] });
  });

  it('says which rule cannot be kept', () => {
    const town = makeInstance([[1, 2, 3]], { limitMetres: 5 });
    const question = { model: 'coverage', count: 1 } as const;
    const costs = Float64Array.of(5, 6, 7);
    const groups = Int32Array.of(0, 0, 1);
    expect(run(town, question, { forced: [0, 1] }).reason).toBe('count');
    expect(run(town, question, { forced: [2], costs, budget: 6 }).reason).toBe('budget');
    expect(run(town, question, { groups, atLeastPerGroup: 2 }).reason).toBe('groups');
    expect(run(town, question, { groups, atLeastPerGroup: 1 }).reason).toBe('count');
  });

  it('throws where the arrays do not fit each other', () => {
    const town = makeInstance([[1, 2]], { limitMetres: 5 });
    const question = { model: 'coverage', count: 1 } as const;
    expect(() => run({ ...town, existing: new Float64Array(2) }, question)).toThrow(
      'existing has 2 values, expected 1',
    );
    expect(() => run(town, question, { forced: [2] })).toThrow('no candidate 2');
    expect(() => run(town, question, { budget: 3 })).toThrow('a budget needs costs');
    expect(() => run(town, { model: 'sites', share: 2 })).toThrow('share must be 0-1, got 2');
  });
});
