/** Which vertices of all lines are the same place. */
import type { Walkways } from '../types.ts';

/** Lines meet where coordinates agree after rounding to this many parts of a degree (design.md section 3): 1 cm. */
const PARTS_PER_DEGREE = 1e7;

/** Vertices joined: `vertexOf[i]` is the joined vertex of vertex i of the lines. */
export interface JoinedVertices {
  count: number;
  vertexOf: Uint32Array;
  /** Longitude and latitude interleaved, degrees, as rounded. */
  positions: Float64Array;
}

/** Joins by a hash table over rounded coordinates. Whatever the order of lines, the same positions come out. */
export function joinVertices({ coordinates }: Walkways): JoinedVertices {
  const total = coordinates.length / 2;
  const mask = tableSize(total) - 1;
  const table = new Int32Array(mask + 1).fill(-1);
  const xs = new Int32Array(total);
  const ys = new Int32Array(total);
  const vertexOf = new Uint32Array(total);
  let count = 0;
  for (let i = 0; i < total; i++) {
    const x = Math.round(coordinates[2 * i]! * PARTS_PER_DEGREE);
    const y = Math.round(coordinates[2 * i + 1]! * PARTS_PER_DEGREE);
    let slot = hash(x, y) & mask;
    let known = table[slot]!;
    while (known >= 0 && (xs[known] !== x || ys[known] !== y)) {
      slot = (slot + 1) & mask;
      known = table[slot]!;
    }
    if (known < 0) {
      known = count++;
      table[slot] = known;
      xs[known] = x;
      ys[known] = y;
    }
    vertexOf[i] = known;
  }
  const positions = new Float64Array(2 * count);
  for (let v = 0; v < count; v++) {
    positions[2 * v] = xs[v]! / PARTS_PER_DEGREE;
    positions[2 * v + 1] = ys[v]! / PARTS_PER_DEGREE;
  }
  return { count, vertexOf, positions };
}

/** A power of two that leaves at least half of the table free. */
function tableSize(entries: number): number {
  let size = 16;
  while (size < 2 * entries) size *= 2;
  return size;
}

function hash(x: number, y: number): number {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
