/** Connected parts of the streets. A home on a small one is reached by nobody from elsewhere. */
import type { Network } from './types.ts';

type Islands = Pick<Network, 'islands' | 'islandMetres'>;

/** Numbers the parts by metres of street, the largest first; of equal ones that with the smallest node. */
export function findIslands({
  nodes,
  edges,
  edgeFrom,
  edgeTo,
  edgeMetres,
}: Pick<Network, 'nodes' | 'edges' | 'edgeFrom' | 'edgeTo' | 'edgeMetres'>): Islands {
  const roots = Uint32Array.from({ length: nodes }, (_, node) => node);
  const rootOf = (node: number): number => {
    let at = node;
    // Halving the path keeps the trees flat.
    while (roots[at] !== at) at = roots[at] = roots[roots[at]!]!;
    return at;
  };
  for (let edge = 0; edge < edges; edge++) {
    const a = rootOf(edgeFrom[edge]!);
    const b = rootOf(edgeTo[edge]!);
    // The smaller node is the root, so that the order of edges does not matter.
    if (a !== b) roots[Math.max(a, b)] = Math.min(a, b);
  }
  const metres = new Float64Array(nodes);
  for (let edge = 0; edge < edges; edge++) metres[rootOf(edgeFrom[edge]!)]! += edgeMetres[edge]!;
  const order = Array.from(roots.keys())
    .filter((node) => rootOf(node) === node)
    .sort((a, b) => metres[b]! - metres[a]! || a - b);
  const rank = new Uint32Array(nodes);
  order.forEach((root, place) => (rank[root] = place));
  return {
    islands: Uint32Array.from({ length: nodes }, (_, node) => rank[rootOf(node)]!),
    islandMetres: Float64Array.from(order, (root) => metres[root]!),
  };
}
