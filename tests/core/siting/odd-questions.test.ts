/** Odd questions: no candidates, nobody at home, everything forbidden, endless walks, candidates twice. */
import { describe, expect, it } from 'vitest';
import type { Instance, Question, Rules, Solver } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { findOptimum, makeInstance } from './enumerate.ts';
import { createDice, makeCase } from './random-cases.ts';
import { listAnswers } from './small-tasks.ts';

const highs = await loadSolver();
const MODELS = ['coverage', 'sites', 'mean', 'worst'] as const;
const toQuestion = (model: (typeof MODELS)[number], count: number): Question =>
  model === 'sites' ? { model, share: [1, 0.8, 0.5][count % 3]! } : { model, count };

const run = (instance: Instance, question: Question, rules: Rules = {}, solver: Solver | null = highs) =>
  listAnswers({ instance, rules }, question, { solver }).at(-1)!;

describe('the worst-off without a solver', () => {
  // In each of these a choice that betters the answer turns up while a shorter distance is put to the proof.
  it.each([4767, 6446, 8338, 8500])('is proven to the end though search misses the best (case %i)', (seed) => {
    const { instance, rules } = makeCase(seed);
    const dice = createDice(seed);
    for (let skip = 0; skip < 6; skip++) dice(3);
    const conflicts: [number, number][] = [];
    for (let each = 0; each < dice(8); each++) {
      const pair: [number, number] = [dice(instance.candidates), dice(instance.candidates)];
      if (pair[0] !== pair[1]) conflicts.push(pair);
    }
    const made = { instance, rules: { ...rules, conflicts } };
    const question = { model: 'worst', count: 1 + dice(5) } as const;
    const answer = run(instance, question, made.rules, null);
    expect(answer).toMatchObject({ status: 'optimal', gap: 0 });
    expect(answer.objective).toBeCloseTo(findOptimum(made, question)!, 9);
  });
});

describe('odd questions', () => {
  const near = [
    [10, 90, 40],
    [80, 20, 40],
    [300, 300, 300],
  ];
  const town = makeInstance(near, { weights: [4, 2, 1], existing: [500, 500, 90], limitMetres: 100 });

  it.each(MODELS)('have an answer without any candidate (%s)', (model) => {
    const none = makeInstance([[], [], []], { existing: [50, 60, 700], limitMetres: 100 });
    for (const solver of [highs, null]) {
      const answer = run(none, toQuestion(model, 1), {}, solver);
      const expected = { coverage: 2, sites: NaN, mean: 270, worst: 700 }[model];
      if (model === 'sites') expect(answer).toMatchObject({ status: 'infeasible', unreachable: [2] });
      else expect(answer).toMatchObject({ status: 'optimal', chosen: [], objective: expected });
    }
    expect(run(none, toQuestion(model, 2)).chosen).toEqual([]);
  });

  it.each(MODELS)('have an answer where nobody lives (%s)', (model) => {
    for (const weights of [new Float64Array(3), new Float64Array(0)]) {
      const empty = weights.length === 0 ? makeInstance([], { limitMetres: 100 }) : { ...town, weights };
      expect(run(empty, toQuestion(model, 3))).toMatchObject({ status: 'optimal', objective: 0, gap: 0 });
    }
    expect(run({ ...town, weights: new Float64Array(3) }, toQuestion(model, 3), { forced: [1] }).chosen).toContain(1);
  });

  it.each(MODELS)('fall back on what is there where all are forbidden, or none may come (%s)', (model) => {
    const existing = { coverage: 1, sites: NaN, mean: (6 * 500 + 90) / 7, worst: 500 }[model];
    const forbidden = run(town, toQuestion(model, 3), { forbidden: [0, 1, 2] });
    if (model === 'sites')
      expect(forbidden).toMatchObject({ status: 'infeasible', reason: 'unreachable', unreachable: [0, 1] });
    else {
      expect(forbidden).toMatchObject({ status: 'optimal', chosen: [], objective: existing });
      expect(run(town, { model, count: 0 })).toMatchObject({ status: 'optimal', chosen: [], objective: existing });
      const broke = run(town, { model, count: 3 }, { costs: Float64Array.of(2, 2, 2), budget: 1 });
      expect(broke).toMatchObject({ status: 'optimal', chosen: [], objective: existing });
    }
  });

  it.each(MODELS)('do not change by a candidate or home that is there twice (%s)', (model) => {
    const twice = makeInstance(
      [...near, near[0]!].map((row) => [...row, row[0]!]),
      {
        weights: [1, 2, 1, 3],
        existing: [500, 500, 90, 500],
        limitMetres: 100,
      },
    );
    const question = toQuestion(model, 2);
    const [one, other] = [run(town, question), run(twice, question)];
    expect([other.status, other.objective]).toEqual([one.status, one.objective]);
    const pairs = { starts: Uint32Array.of(0, 2), rows: Uint32Array.of(0, 0), metres: Float64Array.of(70, 30) };
    const repeated: Instance = {
      weights: Float64Array.of(5),
      pairs,
      candidates: 1,
      existing: Float64Array.of(200),
      limitMetres: 50,
    };
    const expected = { coverage: 5, sites: 1, mean: 30, worst: 30 }[model];
    expect(run(repeated, toQuestion(model, 3))).toMatchObject({ status: 'optimal', objective: expected, chosen: [0] });
  });

  it.each(MODELS)('take more sites asked for than there are, and forced ones named twice (%s)', (model) => {
    const answer = run(town, toQuestion(model, 9), { forced: [2, 2] });
    expect(answer.status).toBe('optimal');
    expect(answer.chosen).toContain(2);
    if (model === 'sites') return;
    expect(run(town, { model, count: 1 }, { forced: [0, 2] })).toMatchObject({ status: 'infeasible', reason: 'count' });
    const barred = run(town, { model, count: 2 }, { forced: [0], forbidden: [0] });
    expect(barred.status).toBe('infeasible');
    expect(run(town, { model, count: 3 }, { forced: [0, 1], conflicts: [[1, 0]] }).status).toBe('infeasible');
  });

  it.each(['mean', 'worst'] as const)('count an endless walk as no way at all (%s)', (model) => {
    const given = { weights: [4, 2, 1], existing: [Infinity, 500, 90] };
    const open = makeInstance(near, given);
    const metres = open.pairs.metres.map((value, pair) => (open.pairs.rows[pair] === 0 ? Infinity : value));
    for (const solver of [highs, null]) {
      const answer = run({ ...open, pairs: { ...open.pairs, metres } }, { model, count: 2 }, {}, solver);
      expect(answer).toMatchObject({ status: 'infeasible', reason: 'unreachable', unreachable: [0] });
    }
    // With one way left among endless ones, it is found.
    metres[1 * 3] = 33;
    const answer = run({ ...open, pairs: { ...open.pairs, metres } }, { model, count: 1 });
    expect(answer).toMatchObject({ status: 'optimal', chosen: [1] });
  });

  it('never count whom nobody reaches as covered, however far the limit', () => {
    const lone = makeInstance([[10], [Infinity]], { weights: [3, 5], limitMetres: 1e12 });
    expect(run(lone, { model: 'coverage', count: 1 }).objective).toBe(3);
    expect(run(lone, { model: 'sites', share: 1 })).toMatchObject({ reason: 'unreachable', unreachable: [1] });
    expect(run(lone, { model: 'coverage', count: 0 }).objective).toBe(0);
    // Without any limit even endless walks would lie within it.
    for (const limitMetres of [Infinity, NaN]) {
      const message = `limitMetres must be finite, got ${limitMetres}`;
      expect(() => run({ ...lone, limitMetres }, { model: 'coverage', count: 1 })).toThrow(message);
      expect(() => run({ ...lone, limitMetres }, { model: 'sites', share: 1 })).toThrow(message);
    }
  });

  it('keep tiny and huge weights apart', () => {
    const table = [
      [1, Infinity, Infinity],
      [Infinity, 1, Infinity],
      [Infinity, Infinity, 1],
    ];
    const town = makeInstance(table, { weights: [1e9, 3, 1e-3], limitMetres: 5 });
    expect(run(town, { model: 'coverage', count: 2 })).toMatchObject({ chosen: [0, 1], objective: 1e9 + 3 });
    expect(run(town, { model: 'sites', share: 0.5 })).toMatchObject({ chosen: [0], objective: 1 });
    expect(run(town, { model: 'sites', share: 0 })).toMatchObject({ chosen: [], objective: 0, status: 'optimal' });
  });
});
