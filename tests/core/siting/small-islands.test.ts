/** Small islands, against walking from home to home by the candidates that both are reached from. */
import { describe, expect, it } from 'vitest';
import { findSmallIslands } from '../../../src/core/siting/small-islands.ts';
import type { Instance } from '../../../src/core/siting/types.ts';
import { makeInstance } from './enumerate.ts';
import { createDice } from './random-cases.ts';

/** Candidates by the rows that they reach. */
function islandsOf(
  reached: readonly (readonly number[])[],
  weights: readonly number[],
  existing?: readonly number[],
): number[] {
  const table = weights.map((_, row) => reached.map((rows) => (rows.includes(row) ? 10 : Infinity)));
  return findSmallIslands(makeInstance(table, { weights, ...(existing && { existing }) }));
}

/** Rows with weight and without a facility whose island, looked through step by step, is too light. */
function byHand({ weights, existing, pairs, candidates }: Instance): number[] {
  const near = Array.from({ length: candidates }, (_, site) =>
    [...pairs.rows.subarray(pairs.starts[site], pairs.starts[site + 1])].filter((row) => existing[row] === Infinity),
  );
  const islandOf = (first: number): Set<number> => {
    const island = new Set([first]);
    for (const row of island)
      for (const rows of near) if (rows.includes(row)) for (const other of rows) island.add(other);
    return island;
  };
  const weigh = (rows: Iterable<number>): number => [...rows].reduce((sum, row) => sum + weights[row]!, 0);
  const open = [...weights.keys()].filter((row) => weights[row]! > 0 && existing[row] === Infinity);
  const served = [...weights.keys()].some((row) => weights[row]! > 0 && existing[row]! < Infinity);
  const heaviest = Math.max(...open.map((row) => weigh(islandOf(row))));
  return open.filter((row) => {
    const weight = weigh(islandOf(row));
    return weight * 100 < weigh(weights.keys()) && (served || weight < heaviest);
  });
}

describe('small islands', () => {
  const HERE = 5;
  const NONE = Infinity;

  it('are those with less than a hundredth of everybody, whom no facility serves', () => {
    // 990 with a facility; islands of 9 (4 + 5) and of 1, of 1000 in all.
    expect(islandsOf([[1, 2], [3]], [990, 4, 5, 1], [HERE, NONE, NONE, NONE])).toEqual([1, 2, 3]);
    // Exactly a hundredth stays.
    expect(islandsOf([[1, 2], [3]], [989, 4, 6, 1], [HERE, NONE, NONE, NONE])).toEqual([3]);
  });

  it('are told by whom one candidate reaches, through others as well', () => {
    const weights = [1000, 4, 4, 4];
    const existing = [HERE, NONE, NONE, NONE];
    expect(islandsOf([[1, 2]], weights, existing)).toEqual([1, 2, 3]);
    expect(
      islandsOf(
        [
          [1, 2],
          [3, 2],
        ],
        weights,
        existing,
      ),
    ).toEqual([]);
  });

  it('are not joined by a home that a facility serves: nobody else needs a site there', () => {
    expect(
      islandsOf(
        [
          [0, 1],
          [0, 2],
        ],
        [1000, 6, 6],
        [HERE, NONE, NONE],
      ),
    ).toEqual([1, 2]);
  });

  it('may have weightless homes on them, that join but are not told', () => {
    expect(
      islandsOf(
        [
          [1, 2],
          [2, 3],
        ],
        [1000, 6, 0, 5],
        [HERE, NONE, NONE, NONE],
      ),
    ).toEqual([]);
    expect(
      islandsOf(
        [
          [1, 2],
          [2, 3],
        ],
        [1000, 3, 0, 5],
        [HERE, NONE, NONE, NONE],
      ),
    ).toEqual([1, 3]);
  });

  it('leave the heaviest where there is no facility at all', () => {
    const many = Array.from({ length: 300 }, (_, row) => (row === 7 ? 2 : 1));
    const rows = islandsOf([], many);
    expect(rows).toHaveLength(299);
    expect(rows).not.toContain(7);
    // Of a facility that serves nobody with weight there is none.
    expect(islandsOf([], [...many, 0], [...many.map(() => NONE), HERE])).toEqual(rows);
  });

  it('are none where nobody lives', () => {
    expect(islandsOf([[0]], [0])).toEqual([]);
    expect(islandsOf([], [])).toEqual([]);
  });

  it('in 300 odd towns are those found step by step', () => {
    let [told, kept] = [0, 0];
    for (let seed = 1; seed <= 300; seed++) {
      const dice = createDice(seed);
      const rows = 5 + dice(40);
      const weights = Array.from({ length: rows }, () => [0, 1, 2, 5, 400][dice(5)]!);
      const reached = Array.from({ length: dice(25) }, () => Array.from({ length: 1 + dice(3) }, () => dice(rows)));
      const table = weights.map((_, row) => reached.map((each) => (each.includes(row) ? dice(900) : Infinity)));
      const isBare = dice(3) === 0;
      const existing = weights.map(() => (!isBare && dice(4) === 0 ? dice(500) : Infinity));
      const instance = makeInstance(table, { weights, existing });
      const found = findSmallIslands(instance);
      expect(found).toEqual(byHand(instance));
      told += found.length;
      kept += weights.filter((weight, row) => weight > 0 && existing[row] === Infinity && !found.includes(row)).length;
    }
    expect(Math.min(told, kept)).toBeGreaterThan(500);
  });
});
