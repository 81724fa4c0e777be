/** Who is whose neighbour along the lines, before junctions are known. */
import type { Walkways } from '../types.ts';
import type { JoinedVertices } from './vertices.ts';

/** Neighbours of joined vertex v, each once: neighbours[starts[v]] .. neighbours[ends[v] - 1]. */
export interface Neighbours {
  starts: Uint32Array;
  ends: Uint32Array;
  neighbours: Uint32Array;
}

/** Every stretch between two consecutive vertices of a line, in both directions. Stretches of no length are left out. */
export function findNeighbours(walkways: Walkways, { count, vertexOf }: JoinedVertices): Neighbours {
  const starts = new Uint32Array(count + 1);
  eachSegment(walkways, vertexOf, (a, b) => {
    starts[a + 1]! += 1;
    starts[b + 1]! += 1;
  });
  for (let v = 0; v < count; v++) starts[v + 1]! += starts[v]!;
  const ends = starts.slice(0, count);
  const neighbours = new Uint32Array(starts[count]!);
  // The same stretch drawn twice (a path over a street) is one: otherwise each of its vertices would seem a junction.
  const add = (from: number, to: number): void => {
    for (let i = starts[from]!; i < ends[from]!; i++) if (neighbours[i] === to) return;
    neighbours[ends[from]!++] = to;
  };
  eachSegment(walkways, vertexOf, (a, b) => {
    add(a, b);
    add(b, a);
  });
  return { starts, ends, neighbours };
}

function eachSegment({ starts }: Walkways, vertexOf: Uint32Array, use: (a: number, b: number) => void): void {
  for (let line = 0; line + 1 < starts.length; line++) {
    for (let i = starts[line]! + 1; i < starts[line + 1]!; i++) {
      const a = vertexOf[i - 1]!;
      const b = vertexOf[i]!;
      if (a !== b) use(a, b);
    }
  }
}
