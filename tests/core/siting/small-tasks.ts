/** Tasks, choices and costs of small siting questions, counted plainly from their lists: oracles for the parts of siting. */
import { Limits } from '../../../src/core/siting/limits.ts';
import type { Lists } from '../../../src/core/siting/lists.ts';
import type { Costs } from '../../../src/core/siting/relaxation.ts';
import { solve } from '../../../src/core/siting/solve.ts';
import { createTask, type Task } from '../../../src/core/siting/task.ts';
import type { Answer, Instance, Question, Solver } from '../../../src/core/siting/types.ts';
import { type Case, makeInstance } from './enumerate.ts';
import { createDice, makeCase, makeServices } from './random-cases.ts';

export const seedsTo = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

export const listOf = ({ starts, items }: Lists, list: number): number[] => [
  ...items.subarray(starts[list], starts[list + 1]),
];

/** A small case with its limits: of one service, or of two where the seed is odd. */
export function makeLimited(seed: number): Case & { limits: Limits; count: number } {
  const dice = createDice(seed + 4321);
  const made = seed % 2 === 0 ? { ...makeCase(seed), count: 1 + dice(5) } : makeServices(seed);
  return { ...made, limits: new Limits(made.instance.candidates, made.rules, made.count) };
}

export const makeCoverTask = ({ instance, limits }: { instance: Instance; limits: Limits }): Task =>
  createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: false });

/** Weight of the task's rows that a choice serves. */
export function countServed({ byRow, weights }: Task, chosen: readonly number[]): number {
  let served = 0;
  weights.forEach((weight, row) => {
    if (listOf(byRow, row).some((place) => chosen.includes(place))) served += weight;
  });
  return served;
}

/** What a choice costs: every row by its cheapest chosen candidate or its fallback, and each site. */
export function countCost({ task, fallback, pairCosts, siteCost }: Costs, chosen: readonly number[]): number {
  const least = Float64Array.from(fallback);
  for (const place of chosen) {
    for (let pair = task.byCandidate.starts[place]!; pair < task.byCandidate.starts[place + 1]!; pair++) {
      const row = task.byCandidate.items[pair]!;
      least[row] = Math.min(least[row]!, pairCosts?.[pair] ?? 0);
    }
  }
  return least.reduce((sum, cost) => sum + cost, siteCost * chosen.length);
}

/** Candidates and homes on a plain, each home with all candidates in reach: larger than what can be enumerated. */
export function makePlain(seed: number, { rows = 80, candidates = 30, limitMetres = 200 } = {}): Instance {
  const dice = createDice(seed + 900);
  const point = () => [dice(1000), dice(1000)] as const;
  const homes = Array.from({ length: rows }, point);
  const sites = Array.from({ length: candidates }, point);
  const table = homes.map(([x, y]) => sites.map(([east, north]) => Math.hypot(x - east, y - north)));
  return makeInstance(table, { weights: homes.map(() => dice(40)), limitMetres });
}

interface Way {
  solver: Solver | null;
  seconds?: number;
  now?: () => number;
}

/** All answers of a question, the last one too. */
export function listAnswers({ instance, rules }: Case, question: Question, way: Way): Answer[] {
  const { solver, seconds = 60, now = () => performance.now() } = way;
  const work = solve(instance, question, rules, { solver, seconds, now });
  const answers: Answer[] = [];
  for (let step = work.next(); ; step = work.next()) {
    answers.push(step.value);
    if (step.done) return answers;
  }
}
