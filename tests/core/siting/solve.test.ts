/** Every model and rule against full enumeration, with the solver and without it. */
import { describe, expect, it } from 'vitest';
import type { Answer, Question, Solver } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { type Case, findOptimum, listChoices, valueOf } from './enumerate.ts';
import { makeCase, makeQuestion, makeServices } from './random-cases.ts';
import { runTimed, tellTimes } from './timed.ts';

const CASES = Array.from({ length: 240 }, (_, seed) => seed);
const solver = await loadSolver();

function run({ instance, rules }: Case, question: Question, given: Solver | null): Answer {
  const family = given === null ? 'random cases by our own proof only' : 'random cases';
  return runTimed(family, { instance, question, rules }, { solver: given });
}

tellTimes();

function check(given: Case, question: Question, answer: Answer): void {
  const optimum = findOptimum(given, question);
  if (optimum === null) {
    expect(answer).toMatchObject({ status: 'infeasible', chosen: [] });
    return;
  }
  expect(answer.status).toBe('optimal');
  const count = question.model === 'sites' ? Infinity : question.count;
  expect(listChoices(given, count)).toContainEqual(answer.chosen);
  // Coverage is proven to within less than one unit of weight, by definition of `optimal`.
  const isWhole = given.instance.weights.every((weight) => Number.isInteger(weight));
  if (question.model === 'coverage' && !isWhole) expect(Math.abs(answer.objective - optimum)).toBeLessThan(1);
  else expect(answer.objective).toBeCloseTo(optimum, 4);
  const value = valueOf(given.instance, question.model, answer.chosen);
  if (question.model === 'sites') expect(answer.chosen).toHaveLength(optimum);
  else expect(answer.objective).toBeCloseTo(value, 9);
}

describe.each([
  ['with the solver', solver],
  ['with our own proof only', null],
] as const)('siting %s', (_, given) => {
  it.each(CASES)('finds the best of all choices, or that there is none (case %i)', (seed) => {
    const made = makeCase(seed);
    const question = makeQuestion(seed);
    check(made, question, run(made, question, given));
  });

  it.each(CASES)('sites two services at once, no premises beyond its room (case %i)', (seed) => {
    const { count, ...made } = makeServices(seed);
    const question = { model: 'coverage', count } as const;
    check(made, question, run(made, question, given));
  });
});

describe('the cases', () => {
  const made = CASES.map((seed) => ({ ...makeCase(seed), question: makeQuestion(seed) }));

  it('hold every rule with every model, and some that no choice can keep', () => {
    for (const model of ['coverage', 'sites', 'mean', 'worst'] as const) {
      const rules = made.filter(({ question }) => question.model === model).map((each) => each.rules);
      for (const rule of ['forced', 'forbidden', 'budget', 'atMostPerGroup', 'atLeastPerGroup', 'conflicts'] as const) {
        expect(rules.filter((each) => each[rule] !== undefined).length, `${model}, ${rule}`).toBeGreaterThan(2);
      }
    }
    const isLost = (each: (typeof made)[number]) => findOptimum(each, each.question) === null;
    expect(made.filter(isLost).length).toBeGreaterThan(20);
    expect(made.filter((each) => !isLost(each)).length).toBeGreaterThan(120);
  });

  it('hold services whose counts, conflicts and subdistricts matter', () => {
    const services = CASES.map(makeServices);
    const isBound = (lighter: (rules: Case['rules']) => Case['rules']) =>
      services.filter(({ count, instance, rules }) => {
        const question = { model: 'coverage', count } as const;
        const best = findOptimum({ instance, rules }, question);
        return best !== null && best !== findOptimum({ instance, rules: lighter(rules) }, question);
      }).length;
    const without = (name: keyof Case['rules']) => (rules: Case['rules']) => ({ ...rules, [name]: undefined });
    expect(isBound(without('countPerClass'))).toBeGreaterThan(10);
    expect(isBound(without('conflicts'))).toBeGreaterThan(10);
    expect(isBound(without('groups'))).toBeGreaterThan(3);
  });
});
