/** Places with room for so many elders: by full enumeration of choices and a plain maximum flow. */
import { describe, expect, it } from 'vitest';
import { finishSiting, solve } from '../../../src/core/siting/solve.ts';
import type { Answer, Question, Rules } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { type Case, listChoices, makeInstance } from './enumerate.ts';
import { createDice, makeCase } from './random-cases.ts';

const solver = await loadSolver();

function run({ instance, rules }: Case, question: Question): Answer {
  return finishSiting(solve(instance, question, rules, { solver, seconds: 60, now: () => performance.now() }));
}

/** Elders who find room with this choice: paths of least steps from homes to places until none is left (Edmonds and Karp). */
function findFlow({ instance, rules }: Case, chosen: readonly number[]): number {
  const rows = instance.weights.length;
  const size = rows + instance.candidates + 2;
  const [from, to] = [size - 2, size - 1];
  const room = Array.from({ length: size }, () => new Float64Array(size));
  let flow = 0;
  instance.weights.forEach((weight, row) => {
    if (instance.existing[row]! <= instance.limitMetres) flow += weight;
    else room[from]![row] = weight;
  });
  for (const place of chosen) {
    room[rows + place]![to] = rules.capacities![place]!;
    for (let pair = instance.pairs.starts[place]!; pair < instance.pairs.starts[place + 1]!; pair++) {
      if (instance.pairs.metres[pair]! <= instance.limitMetres)
        room[instance.pairs.rows[pair]!]![rows + place] = Infinity;
    }
  }
  for (;;) {
    const before = new Array<number>(size).fill(-1);
    before[from] = from;
    const queue = [from];
    for (const node of queue) {
      for (let next = 0; next < size; next++) {
        if (before[next] !== -1 || room[node]![next]! < 1e-9) continue;
        before[next] = node;
        queue.push(next);
      }
    }
    if (before[to] === -1) return flow;
    let least = Infinity;
    for (let node = to; node !== from; node = before[node]!) least = Math.min(least, room[before[node]!]![node]!);
    for (let node = to; node !== from; node = before[node]!) {
      room[before[node]!]![node]! -= least;
      room[node]![before[node]!]! += least;
    }
    flow += least;
  }
}

/**
 * Least weight x metres that brings everybody to a chosen place with room, or to the existing one; Infinity where they do not
 * all fit. One path of least metres after another, found by relaxing all arcs again and again (Bellman and Ford).
 */
function findLeastWalks({ instance, rules }: Case, chosen: readonly number[]): number {
  const rows = instance.weights.length;
  const old = rows + instance.candidates;
  const [from, to] = [old + 1, old + 2];
  const arcs: { tail: number; head: number; room: number; metres: number; back: number }[] = [];
  const join = (tail: number, head: number, room: number, metres: number) => {
    arcs.push({ tail, head, room, metres, back: arcs.length + 1 });
    arcs.push({ tail: head, head: tail, room: 0, metres: -metres, back: arcs.length - 1 });
  };
  instance.weights.forEach((weight, row) => {
    join(from, row, weight, 0);
    if (instance.existing[row]! < Infinity) join(row, old, Infinity, instance.existing[row]!);
  });
  join(old, to, Infinity, 0);
  for (const place of chosen) {
    join(rows + place, to, rules.capacities![place]!, 0);
    for (let pair = instance.pairs.starts[place]!; pair < instance.pairs.starts[place + 1]!; pair++) {
      join(instance.pairs.rows[pair]!, rows + place, Infinity, instance.pairs.metres[pair]!);
    }
  }
  let left = instance.weights.reduce((sum, weight) => sum + weight, 0);
  let walks = 0;
  while (left > 1e-9) {
    const metres = new Array<number>(to + 1).fill(Infinity);
    const by = new Array<number>(to + 1).fill(-1);
    metres[from] = 0;
    for (let isShorter = true; isShorter;) {
      isShorter = false;
      arcs.forEach((arc, index) => {
        if (arc.room < 1e-9 || !(metres[arc.tail]! + arc.metres < metres[arc.head]! - 1e-9)) return;
        metres[arc.head] = metres[arc.tail]! + arc.metres;
        by[arc.head] = index;
        isShorter = true;
      });
    }
    if (metres[to] === Infinity) return Infinity;
    let most = left;
    for (let node = to; node !== from; node = arcs[by[node]!]!.tail) most = Math.min(most, arcs[by[node]!]!.room);
    for (let node = to; node !== from; node = arcs[by[node]!]!.tail) {
      const arc = arcs[by[node]!]!;
      arc.room -= most;
      arcs[arc.back]!.room += most;
    }
    left -= most;
    walks += most * metres[to]!;
  }
  return walks;
}

function makeCapacityCase(seed: number): Case {
  const made = makeCase(seed);
  const dice = createDice(seed + 31);
  const capacities = Float64Array.from({ length: made.instance.candidates }, () => dice(16));
  return { instance: made.instance, rules: { ...made.rules, capacities } };
}

describe('siting with room', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('covers as many as any choice can seat (case %i)', (seed) => {
    const made = makeCapacityCase(seed);
    const count = 1 + (seed % 4);
    const answer = run(made, { model: 'coverage', count });
    const flows = listChoices(made, count).map((chosen) => findFlow(made, chosen));
    if (flows.length === 0) {
      expect(answer.status).toBe('infeasible');
      return;
    }
    expect(answer.status).toBe('optimal');
    expect(Math.abs(answer.objective - Math.max(...flows))).toBeLessThan(1);
    expect(answer.objective).toBeLessThanOrEqual(findFlow(made, answer.chosen) + 1e-4);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('needs no more sites than any choice (case %i)', (seed) => {
    const made = makeCapacityCase(seed);
    let all = 0;
    for (const weight of made.instance.weights) all += weight;
    const answer = run(made, { model: 'sites', share: 0.6 });
    const sizes = listChoices(made, Infinity).filter((chosen) => findFlow(made, chosen) >= 0.6 * all * (1 - 1e-9));
    if (sizes.length === 0) expect(answer.status).toBe('infeasible');
    else {
      expect(answer).toMatchObject({
        status: 'optimal',
        objective: Math.min(...sizes.map((chosen) => chosen.length)),
      });
    }
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('walks no farther than any choice lets (case %i)', (seed) => {
    const made = makeCapacityCase(seed);
    const roomy = { ...made.rules, capacities: made.rules.capacities!.map((room) => 3 * room) };
    const given = { instance: made.instance, rules: roomy };
    const count = 1 + (seed % 5);
    const all = given.instance.weights.reduce((sum, weight) => sum + weight, 0);
    const answer = run(given, { model: 'mean', count });
    const walks = listChoices(given, count).map((chosen) => findLeastWalks(given, chosen));
    const least = Math.min(...walks);
    if (least === Infinity) expect(answer).toMatchObject({ status: 'infeasible', chosen: [] });
    else {
      expect(answer.status).toBe('optimal');
      expect(answer.objective).toBeCloseTo(least / (all || 1), 4);
      expect(findLeastWalks(given, answer.chosen) / (all || 1)).toBeCloseTo(answer.objective, 4);
    }
  });

  it('lets an existing place take only as many as it has room for', () => {
    const instance = makeInstance([[100], [100]], { weights: [6, 5], existing: [50, 50], limitMetres: 500 });
    const pairs = { starts: Uint32Array.of(0, 2), rows: Uint32Array.of(0, 1), metres: Float64Array.of(50, 50) };
    const rules: Rules = {
      capacities: Float64Array.of(3),
      existingPlaces: { capacities: Float64Array.of(4), pairs },
    };
    expect(run({ instance, rules }, { model: 'coverage', count: 1 }).objective).toBeCloseTo(7, 6);
    // Whole rows of 6 and 5 fit nowhere.
    const whole = { ...rules, wholeRows: true };
    expect(run({ instance, rules: whole }, { model: 'coverage', count: 1 }).objective).toBe(0);
  });
});
