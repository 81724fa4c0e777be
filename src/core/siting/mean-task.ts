/** The question of shortest walks made ready: what each pair costs (weight x metres), nearest candidates of each row first. */
import type { Limits } from './limits.ts';
import type { Lists } from './lists.ts';
import type { Task } from './task.ts';
import type { Instance } from './types.ts';

export interface MeanTask extends Task {
  /** Cost of each pair, in the order of `byCandidate`. */
  pairCosts: Float64Array;
  /** Candidates of each row by cost, with the costs. */
  nearest: Lists;
  nearestCosts: Float64Array;
  /** Cost of each row by its nearest existing facility; Infinity without. */
  fallback: Float64Array;
  /** Cost of the rows that no candidate can help. */
  fixed: number;
}

interface Pair {
  place: number;
  cost: number;
}

/** Rows with weight that some candidate is nearer to than every existing facility. */
export function createMeanTask(instance: Instance, limits: Limits): MeanTask {
  const pairs = listPairs(instance, limits);
  const kept: Pair[][] = [];
  const fallback: number[] = [];
  let fixed = 0;
  pairs.forEach((list, row) => {
    const weight = instance.weights[row]!;
    if (weight === 0) return;
    const without = weight * instance.existing[row]!;
    if (list.length === 0) fixed += without;
    else {
      kept.push(list);
      fallback.push(without);
    }
  });
  return { ...gather(kept, limits.candidates), fallback: Float64Array.from(fallback), fixed };
}

function listPairs({ weights, existing, pairs: { starts, rows, metres } }: Instance, limits: Limits): Pair[][] {
  const lists: Pair[][] = Array.from({ length: weights.length }, () => []);
  for (let place = 0; place < limits.candidates; place++) {
    if (limits.allowed[place] === 0) continue;
    for (let pair = starts[place]!; pair < starts[place + 1]!; pair++) {
      const row = rows[pair]!;
      if (weights[row] === 0 || metres[pair]! >= existing[row]!) continue;
      const cost = weights[row]! * metres[pair]!;
      const last = lists[row]!.at(-1);
      if (last?.place === place) last.cost = Math.min(last.cost, cost);
      else lists[row]!.push({ place, cost });
    }
  }
  return lists;
}

function gather(rows: Pair[][], candidates: number): Omit<MeanTask, 'fallback' | 'fixed'> {
  const size = rows.reduce((all, list) => all + list.length, 0);
  const starts = new Uint32Array(rows.length + 1);
  const nearest = new Uint32Array(size);
  const nearestCosts = new Float64Array(size);
  const counts = new Uint32Array(candidates + 1);
  rows.forEach((list, row) => {
    list.sort((a, b) => a.cost - b.cost || a.place - b.place);
    list.forEach(({ place, cost }, index) => {
      nearest[starts[row]! + index] = place;
      nearestCosts[starts[row]! + index] = cost;
      counts[place + 1]!++;
    });
    starts[row + 1] = starts[row]! + list.length;
  });
  for (let place = 0; place < candidates; place++) counts[place + 1]! += counts[place]!;
  const next = counts.slice(0, candidates);
  const items = new Uint32Array(size);
  const pairCosts = new Float64Array(size);
  rows.forEach((list, row) => {
    for (const { place, cost } of list) {
      const at = next[place]!++;
      items[at] = row;
      pairCosts[at] = cost;
    }
  });
  const byRow = { starts, items: nearest };
  return {
    candidates,
    rows: rows.length,
    weights: new Float64Array(rows.length).fill(1),
    byCandidate: { starts: counts, items },
    byRow,
    pairCosts,
    nearest: byRow,
    nearestCosts,
  };
}
