/** Groups pieces of land into compact, connected areas of like weight. */
import type { Random } from './random.ts';

export interface Piece {
  x: number;
  y: number;
  weight: number;
}

interface Seed {
  x: number;
  y: number;
}

function findNearest(seeds: readonly Seed[], { x, y }: Seed): { index: number; squared: number } {
  let index = 0;
  let squared = Infinity;
  seeds.forEach((seed, k) => {
    const d = (seed.x - x) * (seed.x - x) + (seed.y - y) * (seed.y - y);
    if (d < squared) {
      squared = d;
      index = k;
    }
  });
  return { index, squared };
}

/** Seeds drawn far from each other, with more of them where the weight is (k-means++). */
function chooseSeeds(pieces: readonly Piece[], count: number, random: Random): Seed[] {
  const seeds: Seed[] = [];
  const nearest = new Float64Array(pieces.length).fill(1e12);
  while (seeds.length < count) {
    const weights = pieces.map((piece, k) => piece.weight * (nearest[k] ?? 0));
    const { x, y } = pieces[random.weighted(weights)] ?? { x: 0, y: 0 };
    seeds.push({ x, y });
    pieces.forEach((piece, k) => {
      const d = (piece.x - x) * (piece.x - x) + (piece.y - y) * (piece.y - y);
      if (d < (nearest[k] ?? 0)) nearest[k] = d;
    });
  }
  return seeds;
}

/** Labels 0 .. count - 1 for the pieces, none of them empty (weighted k-means). */
export function clusterPieces(pieces: readonly Piece[], count: number, random: Random): Int32Array {
  if (count > pieces.length) throw new Error(`cannot make ${count} groups of ${pieces.length} pieces`);
  let seeds = chooseSeeds(pieces, count, random);
  let labels = new Int32Array(pieces.length);
  for (let round = 0; round < 12; round++) {
    labels = Int32Array.from(pieces, (piece) => findNearest(seeds, piece).index);
    fillEmpty(labels, count);
    const sums = seeds.map(() => ({ x: 0, y: 0, weight: 0 }));
    pieces.forEach((piece, k) => {
      const sum = sums[labels[k] ?? 0];
      if (!sum) return;
      sum.x += piece.x * piece.weight;
      sum.y += piece.y * piece.weight;
      sum.weight += piece.weight;
    });
    seeds = sums.map((sum) => ({ x: sum.x / sum.weight, y: sum.y / sum.weight }));
  }
  return labels;
}

function fillEmpty(labels: Int32Array, count: number): void {
  const sizes = new Int32Array(count);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  for (let label = 0; label < count; label++) {
    if (sizes[label] !== 0) continue;
    const donor = labels.findIndex((other) => (sizes[other] ?? 0) > 1);
    const from = labels[donor] ?? 0;
    sizes[from] = (sizes[from] ?? 0) - 1;
    sizes[label] = 1;
    labels[donor] = label;
  }
}

/** Shares out a total in proportion to weights, at least one each (largest remainder). */
export function shareOut(total: number, weights: readonly number[], most: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  const shares = exact.map((value, k) => Math.min(most[k] ?? total, Math.max(1, Math.floor(value))));
  for (let left = total - shares.reduce((a, b) => a + b, 0); left !== 0;) {
    const step = left > 0 ? 1 : -1;
    let best = -1;
    shares.forEach((share, k) => {
      if (step > 0 ? share >= (most[k] ?? total) : share <= 1) return;
      const lack = ((exact[k] ?? 0) - share) * step;
      if (best === -1 || lack > ((exact[best] ?? 0) - (shares[best] ?? 0)) * step) best = k;
    });
    if (best === -1) throw new Error(`cannot share out ${total}`);
    shares[best] = (shares[best] ?? 0) + step;
    left -= step;
  }
  return shares;
}

/** Border lengths between pieces that touch: for each piece, neighbour -> number of shared edges. */
export type Touching = readonly Map<number, number>[];

function findParts(labels: Int32Array, touching: Touching): { part: Int32Array; weights: number[] } {
  const part = new Int32Array(labels.length).fill(-1);
  const weights: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (part[start] !== -1) continue;
    const work = [start];
    part[start] = weights.length;
    let size = 0;
    for (let piece = work.pop(); piece !== undefined; piece = work.pop()) {
      size++;
      for (const next of touching[piece]?.keys() ?? []) {
        if (part[next] !== -1 || labels[next] !== labels[piece]) continue;
        part[next] = weights.length;
        work.push(next);
      }
    }
    weights.push(size);
  }
  return { part, weights };
}

/**
 * Gives detached parts of a group to the neighbour with the longest border, inside the same parent where there is one.
 * Changes `labels`.
 */
export function joinParts(labels: Int32Array, touching: Touching, parentOf: (piece: number) => number): void {
  for (let round = 0; round < 4; round++) {
    const { part, weights } = findParts(labels, touching);
    const main = new Map<number, number>();
    labels.forEach((label, piece) => {
      const own = part[piece] ?? 0;
      const best = main.get(label);
      if (best === undefined || (weights[own] ?? 0) > (weights[best] ?? 0)) main.set(label, own);
    });
    let changed = false;
    for (let piece = 0; piece < labels.length; piece++) {
      if (part[piece] === main.get(labels[piece] ?? -1)) continue;
      const borders = new Map<number, number>();
      for (const [next, length] of touching[piece] ?? []) {
        const label = labels[next] ?? -1;
        if (label === labels[piece] || parentOf(next) !== parentOf(piece)) continue;
        borders.set(label, (borders.get(label) ?? 0) + length);
      }
      const best = [...borders].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
      if (!best) continue;
      labels[piece] = best[0];
      changed = true;
    }
    if (!changed) return;
  }
}
