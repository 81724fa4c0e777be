/** Homes on small islands of streets: one site for a handful of people is no answer to the shortest walks of a town. */
import type { Instance } from './types.ts';

/** An island with less than this share of all weight, and without a facility, is left out. */
const SMALL_SHARE = 0.01;

/**
 * Rows with weight that reach no existing facility and lie on an island whose homes together weigh less than a hundredth
 * of all. Islands are told by the pairs, which must be all that there are: whom one candidate reaches is on one island. The
 * heaviest island stays, so that a town without any facility keeps its homes. Nearly linear in the pairs.
 */
export function findSmallIslands({
  weights,
  existing,
  pairs,
}: Pick<Instance, 'weights' | 'existing' | 'pairs'>): number[] {
  const parents = Int32Array.from(weights, (_, row) => row);
  const rootOf = (row: number): number => {
    let at = row;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  for (let site = 0; site + 1 < pairs.starts.length; site++) {
    let first = -1;
    for (let pair = pairs.starts[site]!; pair < pairs.starts[site + 1]!; pair++) {
      const row = pairs.rows[pair]!;
      if (existing[row]! < Infinity) continue;
      if (first < 0) first = rootOf(row);
      else parents[rootOf(row)] = first;
    }
  }
  return lightRows({ weights, existing }, rootOf);
}

function lightRows(
  { weights, existing }: Pick<Instance, 'weights' | 'existing'>,
  rootOf: (row: number) => number,
): number[] {
  const islands = new Map<number, number>();
  let all = 0;
  weights.forEach((weight, row) => {
    all += weight;
    if (existing[row] === Infinity && weight > 0) islands.set(rootOf(row), (islands.get(rootOf(row)) ?? 0) + weight);
  });
  const hasFacility = weights.some((weight, row) => weight > 0 && existing[row]! < Infinity);
  const heaviest = hasFacility ? Infinity : Math.max(...islands.values());
  const rows: number[] = [];
  weights.forEach((weight, row) => {
    if (existing[row]! < Infinity || weight === 0) return;
    const island = islands.get(rootOf(row))!;
    if (island < SMALL_SHARE * all && island < heaviest) rows.push(row);
  });
  return rows;
}
