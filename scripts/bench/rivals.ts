/** What the walking engine is measured against in the same run: a textbook search, and the least that any search does. */
import type { Network, Snaps } from '../../src/core/network/types.ts';

/** A graph of objects, as most programs would write it. */
export interface ObjectNode {
  arcs: { to: ObjectNode; metres: number }[];
  metres: number;
}

export function createObjectGraph({ nodes, arcStarts, arcTargets, arcMetres }: Network): ObjectNode[] {
  const graph: ObjectNode[] = Array.from({ length: nodes }, () => ({ arcs: [], metres: Infinity }));
  graph.forEach((node, from) => {
    for (let arc = arcStarts[from] ?? 0; arc < (arcStarts[from + 1] ?? 0); arc++) {
      const to = graph[arcTargets[arc] ?? 0];
      if (to) node.arcs.push({ to, metres: arcMetres[arc] ?? 0 });
    }
  });
  return graph;
}

/** Dijkstra with a binary heap from all sites at once, up to a limit. Returns how many nodes were reached. */
export function searchObjects(graph: ObjectNode[], network: Network, sites: Snaps, limitMetres: number): number {
  for (const node of graph) node.metres = Infinity;
  const heap: { node: ObjectNode; metres: number }[] = [];
  const offer = (node: ObjectNode | undefined, metres: number): void => {
    if (!node || metres > limitMetres || metres >= node.metres) return;
    node.metres = metres;
    push(heap, { node, metres });
  };
  sites.edge.forEach((edge, site) => {
    if (edge < 0) return;
    const along = sites.along[site] ?? 0;
    const leg = sites.leg[site] ?? 0;
    offer(graph[network.edgeFrom[edge] ?? 0], leg + along);
    offer(graph[network.edgeTo[edge] ?? 0], leg + (network.edgeMetres[edge] ?? 0) - along);
  });
  for (let entry = pop(heap); entry; entry = pop(heap)) {
    const { node, metres } = entry;
    if (metres > node.metres) continue;
    for (const arc of node.arcs) offer(arc.to, metres + arc.metres);
  }
  return graph.reduce((count, { metres }) => count + (metres < Infinity ? 1 : 0), 0);
}

interface Entry {
  node: ObjectNode;
  metres: number;
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || above.metres <= entry.metres) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if ((heap[child + 1]?.metres ?? Infinity) < (heap[child]?.metres ?? Infinity)) child++;
    const below = heap[child];
    if (!below || below.metres >= last.metres) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return first;
}

/** One breadth-first sweep over the same arrays: every arc is looked at once, nothing is compared. */
export function sweep({ nodes, arcStarts, arcTargets }: Network): number {
  const seen = new Uint8Array(nodes);
  const queue = new Uint32Array(nodes);
  let reached = 0;
  for (let root = 0; root < nodes; root++) {
    if (seen[root] === 1) continue;
    seen[root] = 1;
    queue[reached++] = root;
    for (let next = reached - 1; next < reached; next++) {
      const node = queue[next] ?? 0;
      for (let arc = arcStarts[node] ?? 0; arc < (arcStarts[node + 1] ?? 0); arc++) {
        const to = arcTargets[arc] ?? 0;
        if (seen[to] === 1) continue;
        seen[to] = 1;
        queue[reached++] = to;
      }
    }
  }
  return reached;
}
