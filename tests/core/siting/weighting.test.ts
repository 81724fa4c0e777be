/** Few sites that serve every row, against looking at every choice. */
import { describe, expect, it } from 'vitest';
import { Cover } from '../../../src/core/siting/cover.ts';
import { Limits } from '../../../src/core/siting/limits.ts';
import { createTask } from '../../../src/core/siting/task.ts';
import { RowWeighting } from '../../../src/core/siting/weighting.ts';
import { createRandom } from '../make.ts';
import { listChoices, makeInstance, type Case } from './enumerate.ts';
import { createDice, makeCase } from './random-cases.ts';

function weigh({ instance, rules }: Case, seed = 1): RowWeighting {
  const limits = new Limits(instance.candidates, rules, Infinity);
  const task = createTask(instance, limits, { limitMetres: instance.limitMetres, isEveryRow: true });
  return new RowWeighting(new Cover(task, limits), createRandom(seed));
}

/** Rows with weight that some choice could cover and this one does not. */
function openRows({ instance, rules }: Case, chosen: readonly number[]): number[] {
  const { pairs, weights, existing, limitMetres } = instance;
  const reach = (sites: Iterable<number>): Set<number> => {
    const rows = new Set<number>();
    for (const site of sites) {
      for (let pair = pairs.starts[site]!; pair < pairs.starts[site + 1]!; pair++) {
        if (pairs.metres[pair]! <= limitMetres) rows.add(pairs.rows[pair]!);
      }
    }
    return rows;
  };
  const allowed = Array.from({ length: instance.candidates }, (_, site) => site).filter(
    (site) => !rules.forbidden?.includes(site),
  );
  const served = reach(chosen);
  return [...reach(allowed)].filter((row) => weights[row]! > 0 && existing[row]! > limitMetres && !served.has(row));
}

/** All sizes of choices that keep the rules and leave nothing open, ascending. */
const sizesOf = (given: Case): number[] =>
  listChoices(given, Infinity)
    .filter((chosen) => openRows(given, chosen).length === 0)
    .map(({ length }) => length)
    .sort((a, b) => a - b);

describe('weighing rows in 250 small towns with odd rules', () => {
  const cases = Array.from({ length: 250 }, (_, i) => ({ given: makeCase(i + 1), seed: i + 1 }));

  it('finds choices that keep every rule and serve every row, and tells which step made them fewer', () => {
    let steps = 0;
    for (const { given, seed } of cases) {
      const choices = new Set(listChoices(given, Infinity).map((chosen) => chosen.join(' ')));
      if (new Limits(given.instance.candidates, given.rules, Infinity).findConflict() !== null) continue;
      const weighting = weigh(given, seed);
      let size = weighting.best?.length ?? Infinity;
      for (let round = 0; round < 60; round++) {
        const isBetter = weighting.step();
        const { best } = weighting;
        expect(isBetter).toBe((best?.length ?? Infinity) < size);
        if (best === null) continue;
        if (isBetter) steps++;
        const sorted = [...best].sort((a, b) => a - b);
        expect(choices.has(sorted.join(' '))).toBe(true);
        expect(openRows(given, best)).toEqual([]);
        size = best.length;
      }
    }
    expect(steps).toBeGreaterThanOrEqual(3);
  });

  it('never goes below the fewest of all choices, and nearly always comes to it', () => {
    let [found, known] = [0, 0];
    for (const { given, seed } of cases) {
      if (new Limits(given.instance.candidates, given.rules, Infinity).findConflict() !== null) continue;
      const sizes = sizesOf(given);
      const weighting = weigh(given, seed);
      for (let round = 0; round < 200 && !weighting.isStuck; round++) weighting.step();
      if (sizes.length === 0) {
        expect(weighting.best).toBeNull();
        continue;
      }
      known++;
      if (weighting.best === null) continue;
      expect(weighting.best.length).toBeGreaterThanOrEqual(sizes[0]!);
      if (weighting.best.length === sizes[0]) found++;
    }
    expect(known).toBeGreaterThan(80);
    expect(found / known).toBeGreaterThan(0.9);
  });

  it('is the same again for the same numbers', () => {
    for (const { given, seed } of cases.slice(0, 40)) {
      const [one, other] = [weigh(given, seed), weigh(given, seed)];
      for (let round = 0; round < 40; round++) expect(one.step()).toBe(other.step());
      expect(one.best).toEqual(other.best);
    }
  });
});

describe('weighing rows', () => {
  const run = (weighting: RowWeighting, rounds: number): number[] | null => {
    for (let round = 0; round < rounds && !weighting.isStuck; round++) weighting.step();
    return weighting.best && [...weighting.best].sort((a, b) => a - b);
  };
  const reaches = (rows: number, sites: readonly (readonly number[])[]): Case => ({
    instance: makeInstance(
      Array.from({ length: rows }, (_, row) => sites.map((own) => (own.includes(row) ? 1 : Infinity))),
      { limitMetres: 1 },
    ),
    rules: {},
  });

  it('finds two sites where greed takes three', () => {
    // The largest site serves four in the middle; the two that serve three each are enough.
    const trap = reaches(8, [[0, 1, 2, 3], [4, 5, 6, 7], [1, 2, 3, 4, 5, 6], [0], [7]]);
    expect(run(weigh(trap), 100)).toEqual([0, 1]);
  });

  it('keeps what is forced, and the only site of a row', () => {
    const given = reaches(3, [[0], [0, 1], [1, 2], [2]]);
    expect(run(weigh({ ...given, rules: { forced: [3] } }), 100)).toEqual([1, 3]);
    expect(run(weigh({ ...given, rules: { forbidden: [1, 2] } }), 100)).toEqual([0, 3]);
  });

  it('is done at once where nothing is open, and keeps the least number of a group all the same', () => {
    const done = { ...reaches(2, [[0], [1], [0, 1]]), rules: {} };
    const served = { ...done, instance: { ...done.instance, existing: Float64Array.of(1, 0) } };
    const weighting = weigh(served);
    expect([weighting.best, weighting.isStuck]).toEqual([[], true]);
    const groups = { groups: Int32Array.of(0, 0, 1), atLeastPerGroup: 1 };
    const both = run(weigh({ ...served, rules: groups }), 50)!;
    expect(both).toHaveLength(2);
    expect(both).toContain(2);
  });

  it('of a hundred rows in a ring finds the least number of arcs', () => {
    const dice = createDice(3);
    const arcs = Array.from({ length: 100 }, (_, start) => Array.from({ length: 10 }, (__, i) => (start + i) % 100));
    const order = arcs.map((arc) => ({ arc, key: dice(1e9) })).sort((a, b) => a.key - b.key);
    // Ten arcs of ten that follow each other are the only way with ten.
    const best = run(
      weigh(
        reaches(
          100,
          order.map(({ arc }) => arc),
        ),
        5,
      ),
      20_000,
    )!;
    expect(best).toHaveLength(10);
    const starts = best.map((place) => order[place]!.arc[0]! % 10);
    expect(new Set(starts).size).toBe(1);
  });
});
