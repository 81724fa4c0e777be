/** Which places stand on each edge. */

/** Places of edge e: places[starts[e]] .. places[starts[e + 1] - 1]. */
export interface OnEdges {
  starts: Uint32Array;
  places: Uint32Array;
}

/** Groups places by their edge (-1 = on none), in the order of the places. */
export function groupByEdge(edges: number, edge: Int32Array): OnEdges {
  const starts = new Uint32Array(edges + 1);
  for (const on of edge) if (on >= 0) starts[on + 1]! += 1;
  for (let i = 0; i < edges; i++) starts[i + 1]! += starts[i]!;
  const places = new Uint32Array(starts[edges]!);
  const next = starts.slice(0, edges);
  edge.forEach((on, place) => {
    if (on >= 0) places[next[on]!++] = place;
  });
  return { starts, places };
}
