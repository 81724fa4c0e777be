/** Rooms of old and new places, and homes that go to one place as a whole: against every way of seating them. */
import { describe, expect, it } from 'vitest';
import type { Instance, Question, Rules, Solver } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { type Case, listChoices, makeInstance } from './enumerate.ts';
import { createDice, makeCase } from './random-cases.ts';
import { listAnswers, seedsTo } from './small-tasks.ts';

const highs = await loadSolver();

const run = (made: Case, question: Question, solver: Solver | null = highs) =>
  listAnswers(made, question, { solver }).at(-1)!;

/** A few homes and places, new ones and old ones, with whole numbers of elders; homes go as a whole or in parts. */
function makeRooms(seed: number, wholeRows: boolean): Case {
  const { instance, rules } = makeCase(seed);
  const dice = createDice(seed + 71);
  const rows = Math.min(wholeRows ? 7 : 5, instance.weights.length);
  const candidates = Math.min(4, instance.candidates);
  const old = dice(2);
  const listPairs = (places: number) =>
    seedsTo(places).map(() => seedsTo(rows).map(() => (dice(3) === 0 ? Infinity : 1 + dice(9))));
  const [fresh, olds] = [listPairs(candidates), listPairs(old)];
  const table = seedsTo(rows).map((row) => fresh.map((column) => column[row]!));
  const made = makeInstance(table, {
    weights: seedsTo(rows).map(() => dice(wholeRows ? 7 : 5)),
    existing: seedsTo(rows).map((row) => Math.min(Infinity, ...olds.map((column) => column[row]!))),
    limitMetres: 6,
  });
  const ofOlds = makeInstance(seedsTo(rows).map((row) => olds.map((column) => column[row]!)));
  const pairs = old === 0 ? { ...ofOlds.pairs, starts: Uint32Array.of(0) } : ofOlds.pairs;
  const own: Rules = {
    capacities: Float64Array.from({ length: candidates }, () => dice(wholeRows ? 14 : 7)),
    existingPlaces: { capacities: Float64Array.from({ length: old }, () => dice(8)), pairs },
    wholeRows,
  };
  if (rules.costs && rules.budget !== undefined)
    Object.assign(own, { costs: rules.costs.slice(0, candidates), budget: rules.budget });
  if (dice(3) === 0) own.forced = [dice(candidates)];
  if (dice(3) === 0) own.conflicts = candidates > 1 ? [[0, candidates - 1]] : [];
  return { instance: made, rules: own };
}

interface Place {
  room: number;
  metres: number[];
}

/** The chosen places and the old ones, each with its room and metres to every home. */
function listPlaces({ instance, rules }: Case, chosen: readonly number[]): Place[] {
  const { capacities, existingPlaces } = rules;
  const read = ({ starts, rows, metres }: Instance['pairs'], place: number) => {
    const all = Array.from(instance.weights, () => Infinity);
    for (let pair = starts[place]!; pair < starts[place + 1]!; pair++) all[rows[pair]!] = metres[pair]!;
    return all;
  };
  const news = chosen.map((place) => ({ room: capacities![place]!, metres: read(instance.pairs, place) }));
  const olds = Array.from(existingPlaces!.capacities, (room, place) => ({
    room,
    metres: read(existingPlaces!.pairs, place),
  }));
  return [...news, ...olds];
}

/** Most weight seated, and least walks that seat everybody: every home tried at every place, one elder or all at once. */
function seat({ instance, rules }: Case, chosen: readonly number[]): { covered: number; walks: number } {
  const places = listPlaces({ instance, rules }, chosen);
  const elders = Array.from(instance.weights).flatMap((weight, row) =>
    rules.wholeRows
      ? weight > 0
        ? [{ row, weight }]
        : []
      : new Array<{ row: number; weight: number }>(weight).fill({ row, weight: 1 }),
  );
  // By the rooms left, as the digits of one number: most covered within the limit, least walks at any distance.
  const digit = (at: number) => 16 ** at;
  let states = new Map([[places.reduce((key, { room }, at) => key + room * digit(at), 0), { covered: 0, walks: 0 }]]);
  for (const { row, weight } of elders) {
    const next = new Map<number, { covered: number; walks: number }>();
    const keep = (key: number, covered: number, walks: number) => {
      const known = next.get(key);
      if (!known) next.set(key, { covered, walks });
      else Object.assign(known, { covered: Math.max(covered, known.covered), walks: Math.min(walks, known.walks) });
    };
    for (const [key, { covered, walks }] of states) {
      keep(key, covered, Infinity);
      places.forEach(({ metres }, at) => {
        if (metres[row] === Infinity || Math.floor(key / digit(at)) % 16 < weight) return;
        const isNear = metres[row]! <= instance.limitMetres;
        keep(key - weight * digit(at), isNear ? covered + weight : -Infinity, walks + weight * metres[row]!);
      });
    }
    states = next;
  }
  const best = { covered: 0, walks: Infinity };
  for (const { covered, walks } of states.values()) {
    best.covered = Math.max(best.covered, covered);
    best.walks = Math.min(best.walks, walks);
  }
  return best;
}

describe.each([
  ['in parts', false],
  ['as a whole', true],
] as const)('homes seated %s', (_, wholeRows) => {
  const seeds = seedsTo(30).map((seed) => seed + (wholeRows ? 100 : 0));
  const toQuestion = (seed: number) => ({ model: 'coverage', count: 1 + (seed % 3) }) as const;

  it.each(seeds)('cover as many as any seating, and no answer on the way claims more (case %i)', (seed) => {
    const made = makeRooms(seed, wholeRows);
    const question = toQuestion(seed);
    const choices = listChoices(made, question.count);
    const best = Math.max(...choices.map((chosen) => seat(made, chosen).covered));
    const answers = listAnswers(made, question, { solver: highs });
    if (choices.length === 0) {
      expect(answers.at(-1)!.status).toBe('infeasible');
      return;
    }
    for (const { chosen, objective, bound } of answers) {
      if (Number.isNaN(objective)) continue;
      expect(choices).toContainEqual(chosen);
      expect(objective).toBeLessThanOrEqual(seat(made, chosen).covered + 1e-4);
      expect(bound).toBeGreaterThanOrEqual(best - 1e-4);
    }
    expect(answers.at(-1)!.status).toBe('optimal');
    expect(best - answers.at(-1)!.objective).toBeLessThan(1);
    const ours = run(made, question, null);
    expect(ours.bound).toBeGreaterThanOrEqual(best - 1e-4);
    if (!Number.isNaN(ours.objective)) expect(ours.objective).toBeLessThanOrEqual(best + 1e-4);
  });

  it.each(seeds)('need as few sites, and walk as little, as any seating (case %i)', (seed) => {
    const made = makeRooms(seed, wholeRows);
    const all = made.instance.weights.reduce((sum, weight) => sum + weight, 0);
    const sizes = listChoices(made, Infinity)
      .filter((chosen) => seat(made, chosen).covered >= 0.6 * all * (1 - 1e-9))
      .map((chosen) => chosen.length);
    const fewest = run(made, { model: 'sites', share: 0.6 });
    if (sizes.length === 0) expect(fewest).toMatchObject({ status: 'infeasible', chosen: [] });
    else expect(fewest).toMatchObject({ status: 'optimal', objective: Math.min(...sizes) });
    const choices = listChoices(made, 3);
    const walks = Math.min(Infinity, ...choices.map((chosen) => seat(made, chosen).walks));
    const least = run(made, { model: 'mean', count: 3 });
    if (walks === Infinity) expect(least).toMatchObject({ status: 'infeasible', chosen: [] });
    else {
      expect(least.status).toBe('optimal');
      expect(least.objective).toBeCloseTo(walks / (all || 1), 4);
    }
  });
});

describe('the cases with rooms', () => {
  it('hold some where old rooms, new rooms and whole homes matter', () => {
    const seeds = seedsTo(40);
    const bestOf = (made: Case) => Math.max(0, ...listChoices(made, 2).map((chosen) => seat(made, chosen).covered));
    const change = (wholeRows: boolean, rules: (given: Rules) => Rules) =>
      seeds.filter((seed) => {
        const made = makeRooms(seed, wholeRows);
        return bestOf({ ...made, rules: rules(made.rules) }) > bestOf(made);
      }).length;
    expect(change(true, (rules) => ({ ...rules, wholeRows: false }))).toBeGreaterThan(8);
    expect(change(false, (rules) => ({ ...rules, capacities: rules.capacities!.map(() => 15) }))).toBeGreaterThan(8);
    const widen = ({ existingPlaces, ...rules }: Rules) => ({
      ...rules,
      existingPlaces: { ...existingPlaces!, capacities: existingPlaces!.capacities.map(() => 15) },
    });
    expect(change(false, widen)).toBeGreaterThan(3);
  });

  it('take everybody near the old places where those have no room of their own', () => {
    const instance = makeInstance([[9], [3], [3]], { weights: [5, 4, 2], existing: [2, 9, 9], limitMetres: 5 });
    const answer = run({ instance, rules: { capacities: Float64Array.of(3) } }, { model: 'coverage', count: 1 });
    expect(answer).toMatchObject({ status: 'optimal', chosen: [0] });
    expect(answer.objective).toBeCloseTo(8, 6);
    const whole: Rules = { capacities: Float64Array.of(3), wholeRows: true };
    expect(run({ instance, rules: whole }, { model: 'coverage', count: 1 }).objective).toBeCloseTo(7, 6);
  });

  it.each([0, 1])('send nobody on an endless walk (%i sites)', (count) => {
    const instance = makeInstance(
      [
        [9, 1],
        [3, 1],
      ],
      { weights: [5, 4], existing: [Infinity, 7] },
    );
    const metres = Float64Array.of(Infinity, 3, Infinity, 1);
    const endless = { ...instance, pairs: { ...instance.pairs, metres } };
    for (const model of ['mean', 'coverage'] as const) {
      const rules: Rules = { capacities: Float64Array.of(50, 50) };
      const answer = run({ instance: { ...endless, limitMetres: 5 }, rules }, { model, count });
      if (model === 'mean') expect(answer).toMatchObject({ status: 'infeasible', unreachable: [0] });
      else expect(answer.objective).toBeCloseTo(count === 0 ? 0 : 4, 6);
    }
    // Reached by one of two: by that one, though the other has more room.
    const half = { ...instance, pairs: { ...instance.pairs, metres: Float64Array.of(Infinity, 3, 4, 1) } };
    const answer = run({ instance: half, rules: { capacities: Float64Array.of(50, 9) } }, { model: 'mean', count: 1 });
    expect(answer).toMatchObject({ status: 'optimal', chosen: [1] });
    expect(answer.objective).toBeCloseTo(24 / 9, 6);
  });
});
