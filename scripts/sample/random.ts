/**
 * Seeded chance. Every topic draws from its own fork, so that a change in one topic leaves the others as they were.
 * Integer arithmetic only: the same numbers on every machine.
 */
export interface Random {
  /** 0 <= value < 1. */
  next(): number;
  between(low: number, high: number): number;
  /** Whole number, both ends included. */
  whole(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A copy in another order. */
  shuffle<T>(list: readonly T[]): T[];
  /** Index drawn in proportion to the weights. */
  weighted(weights: ArrayLike<number>): number;
  /** An independent source, whatever was drawn from this one before. */
  fork(topic: string): Random;
}

/** Mixes two whole numbers and a seed into 32 bits (constants of murmur3's finaliser). */
export function mixBits(seed: number, a: number, b: number): number {
  let h = (seed ^ Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashText(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) h = mixBits(h, text.charCodeAt(i), i) | 0;
  return h >>> 0;
}

/** The sfc32 generator (Chris Doty-Humphrey's PractRand), started from a path of topics and a seed. */
function createSource(path: string, seed: number): () => number {
  let a = hashText(path, seed);
  let b = hashText(path, seed ^ 0x9e3779b9);
  let c = hashText(path, seed ^ 0x243f6a88);
  let counter = 1;
  const next = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

export function createRandom(seed: number, path = 'sample'): Random {
  const next = createSource(path, seed);
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    between: (low, high) => low + next() * (high - low),
    chance: (share) => next() < share,
    pick: (list) => {
      const item = list[Math.floor(next() * list.length)];
      if (item === undefined) throw new Error('cannot pick from an empty list');
      return item;
    },
    shuffle: (list) => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = whole(0, i);
        // Both indexes are inside the list.
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
    weighted: (weights) => {
      let total = 0;
      for (let i = 0; i < weights.length; i++) total += weights[i] ?? 0;
      let left = next() * total;
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i] ?? 0;
        if (left < 0) return i;
      }
      return weights.length - 1;
    },
    fork: (topic) => createRandom(seed, `${path}/${topic}`),
  };
}

function noiseCorner(seed: number, i: number, j: number): number {
  return mixBits(seed, i, j) / 2147483648 - 1;
}

/** Smooth noise in -1..1 with hills about one unit wide: value noise, blended with 3t^2 - 2t^3. */
export function smoothNoise(seed: number, x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const fx = x - i;
  const fy = y - j;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const [a, b] = [noiseCorner(seed, i, j), noiseCorner(seed, i + 1, j)];
  const [c, d] = [noiseCorner(seed, i, j + 1), noiseCorner(seed, i + 1, j + 1)];
  const low = a + (b - a) * sx;
  const high = c + (d - c) * sx;
  return low + (high - low) * sy;
}
