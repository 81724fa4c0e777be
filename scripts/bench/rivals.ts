/** What the walking engine is measured against in the same run: a textbook search, and the least that any search does. */
import { geojson } from 'flatgeobuf';
import type { Network } from '../../src/core/network/types.ts';
import type { Start } from '../../src/core/network/walker.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';

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

/** A graph of objects from a file: a node for each vertex, known by its rounded coordinates. */
export async function readObjects(bytes: Uint8Array): Promise<Map<string, ObjectNode>> {
  const graph = new Map<string, ObjectNode>();
  const nodeAt = ([longitude = 0, latitude = 0]: number[]): ObjectNode => {
    const key = `${longitude.toFixed(7)},${latitude.toFixed(7)}`;
    let node = graph.get(key);
    if (node === undefined) graph.set(key, (node = { arcs: [], metres: Infinity }));
    return node;
  };
  const join = (from: number[], to: number[]): void => {
    const [a, b] = [nodeAt(from), nodeAt(to)];
    const metres = distanceMetres(from[0] ?? 0, from[1] ?? 0, to[0] ?? 0, to[1] ?? 0);
    a.arcs.push({ to: b, metres });
    b.arcs.push({ to: a, metres });
  };
  for await (const { geometry } of geojson.deserialize(bytes)) {
    if (geometry.type !== 'LineString') continue;
    geometry.coordinates.forEach((to, i, line) => {
      const from = line[i - 1];
      if (from) join(from, to);
    });
  }
  return graph;
}

/** Dijkstra with a binary heap from all starts at once, up to a limit. Returns how many nodes were reached. */
export function searchObjects(
  graph: ObjectNode[],
  network: Network,
  starts: readonly Start[],
  limitMetres: number,
): number {
  const reached: ObjectNode[] = [];
  const heap: { node: ObjectNode; metres: number }[] = [];
  const offer = (node: ObjectNode | undefined, metres: number): void => {
    if (!node || metres > limitMetres || metres >= node.metres) return;
    if (node.metres === Infinity) reached.push(node);
    node.metres = metres;
    push(heap, { node, metres });
  };
  for (const { edge, along, leg } of starts) {
    offer(graph[network.edgeFrom[edge] ?? 0], leg + along);
    offer(graph[network.edgeTo[edge] ?? 0], leg + (network.edgeMetres[edge] ?? 0) - along);
  }
  for (let entry = pop(heap); entry; entry = pop(heap)) {
    const { node, metres } = entry;
    if (metres > node.metres) continue;
    for (const arc of node.arcs) offer(arc.to, metres + arc.metres);
  }
  for (const node of reached) node.metres = Infinity;
  return reached.length;
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
