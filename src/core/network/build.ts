/** Lines -> network: joins vertices, contracts chains of degree two, numbers along a Hilbert curve, finds islands. */
import Flatbush from 'flatbush';
import { distanceMetres } from '../geo/metric.ts';
import type { Walkways, Work } from '../types.ts';
import { toGrain } from './grain.ts';
import { sortByHilbert } from './hilbert.ts';
import { findIslands } from './islands.ts';
import { findNeighbours, type Neighbours } from './segments.ts';
import type { Network } from './types.ts';
import { joinVertices } from './vertices.ts';

const STAGES = 4;

/**
 * The network of all lines. Lines meet at every vertex whose coordinates agree after rounding to 1e-7 degrees, ends or
 * not; crossing without a common vertex is no meeting. Lengths are those of `distanceMetres`, summed along the vertices.
 */
export function* buildNetwork(walkways: Walkways): Work<Network> {
  yield { stage: 'network', done: 0, total: STAGES };
  const joined = joinVertices(walkways);
  yield { stage: 'network', done: 1, total: STAGES };
  const neighbours = findNeighbours(walkways, joined);
  yield { stage: 'network', done: 2, total: STAGES };
  const traced = new Tracer(neighbours, joined.positions).traceAll();
  yield { stage: 'network', done: 3, total: STAGES };
  const arcs = createArcs(traced);
  return { ...traced, ...arcs, ...findIslands(traced), boxes: indexEdges(traced) };
}

type Traced = Pick<
  Network,
  'nodes' | 'edges' | 'edgeFrom' | 'edgeTo' | 'edgeMetres' | 'vertexStarts' | 'vertices' | 'vertexMetres'
>;

/** Walks from junction to junction; every stretch becomes part of exactly one edge. */
class Tracer {
  readonly #from: Neighbours;
  readonly #positions: Float64Array;
  readonly #seen: Uint8Array;
  readonly #nodeOf: Int32Array;
  /** Joined vertices of all edges, one after the other. */
  readonly #chain: Uint32Array;
  readonly #starts: Uint32Array;
  #edges = 0;
  #length = 0;

  constructor(neighbours: Neighbours, positions: Float64Array) {
    this.#from = neighbours;
    this.#positions = positions;
    const arcs = neighbours.neighbours.length;
    this.#seen = new Uint8Array(arcs);
    this.#nodeOf = new Int32Array(neighbours.ends.length).fill(-1);
    this.#chain = new Uint32Array(arcs); // an edge of n stretches has n + 1 vertices, and two arcs for each stretch
    this.#starts = new Uint32Array(arcs / 2 + 1);
  }

  traceAll(): Traced {
    const junctions = sortByHilbert(this.#findJunctions(), this.#positions);
    junctions.forEach((vertex, node) => (this.#nodeOf[vertex] = node));
    for (const vertex of junctions) this.#traceFrom(vertex);
    const nodes = this.#traceRings(junctions.length);
    return this.#finish(nodes);
  }

  #degree(vertex: number): number {
    return this.#from.ends[vertex]! - this.#from.starts[vertex]!;
  }

  #findJunctions(): Uint32Array {
    const found: number[] = [];
    for (let vertex = 0; vertex < this.#nodeOf.length; vertex++) {
      const degree = this.#degree(vertex);
      if (degree !== 2 && degree !== 0) found.push(vertex);
    }
    return Uint32Array.from(found);
  }

  #traceFrom(vertex: number): void {
    const { starts, ends } = this.#from;
    for (let arc = starts[vertex]!; arc < ends[vertex]!; arc++) {
      if (this.#seen[arc] === 0) this.#trace(vertex, arc);
    }
  }

  /** Rings without any junction: one of their vertices becomes the node. Returns the number of nodes then. */
  #traceRings(nodes: number): number {
    let next = nodes;
    for (let vertex = 0; vertex < this.#nodeOf.length; vertex++) {
      const arc = this.#from.starts[vertex]!;
      if (this.#degree(vertex) !== 2 || this.#seen[arc] === 1 || this.#seen[arc + 1] === 1) continue;
      this.#nodeOf[vertex] = next++;
      this.#trace(vertex, arc);
    }
    return next;
  }

  #trace(start: number, firstArc: number): void {
    const { starts, neighbours } = this.#from;
    this.#starts[this.#edges] = this.#length;
    this.#chain[this.#length++] = start;
    let at = start;
    let arc = firstArc;
    for (;;) {
      const next = neighbours[arc]!;
      this.#seen[arc] = 1;
      const back = this.#arcTo(next, at);
      this.#seen[back] = 1;
      this.#chain[this.#length++] = next;
      if (this.#nodeOf[next]! >= 0) break;
      at = next;
      arc = back === starts[next] ? back + 1 : back - 1; // exactly two: the other one
    }
    this.#edges++;
  }

  #arcTo(from: number, to: number): number {
    let arc = this.#from.starts[from]!;
    while (this.#from.neighbours[arc] !== to) arc++;
    return arc;
  }

  #finish(nodes: number): Traced {
    const edges = this.#edges;
    const vertexStarts = this.#starts.slice(0, edges + 1);
    vertexStarts[edges] = this.#length;
    const vertices = new Float64Array(2 * this.#length);
    const vertexMetres = new Float64Array(this.#length);
    const edgeFrom = new Uint32Array(edges);
    const edgeTo = new Uint32Array(edges);
    const edgeMetres = new Float64Array(edges);
    for (let edge = 0; edge < edges; edge++) {
      const first = vertexStarts[edge]!;
      const last = vertexStarts[edge + 1]! - 1;
      for (let i = first; i <= last; i++) {
        const vertex = this.#chain[i]!;
        vertices[2 * i] = this.#positions[2 * vertex]!;
        vertices[2 * i + 1] = this.#positions[2 * vertex + 1]!;
        if (i > first) vertexMetres[i] = vertexMetres[i - 1]! + stretchMetres(vertices, i);
      }
      edgeFrom[edge] = this.#nodeOf[this.#chain[first]!]!;
      edgeTo[edge] = this.#nodeOf[this.#chain[last]!]!;
      edgeMetres[edge] = vertexMetres[last]!;
    }
    return { nodes, edges, edgeFrom, edgeTo, edgeMetres, vertexStarts, vertices, vertexMetres };
  }
}

function stretchMetres(vertices: Float64Array, i: number): number {
  return toGrain(distanceMetres(vertices[2 * i - 2]!, vertices[2 * i - 1]!, vertices[2 * i]!, vertices[2 * i + 1]!));
}

type Arcs = Pick<Network, 'arcStarts' | 'arcTargets' | 'arcMetres' | 'arcEdges'>;

function createArcs({ nodes, edges, edgeFrom, edgeTo, edgeMetres }: Traced): Arcs {
  const arcStarts = new Uint32Array(nodes + 1);
  for (let edge = 0; edge < edges; edge++) {
    arcStarts[edgeFrom[edge]! + 1]! += 1;
    arcStarts[edgeTo[edge]! + 1]! += 1;
  }
  for (let node = 0; node < nodes; node++) arcStarts[node + 1]! += arcStarts[node]!;
  const next = arcStarts.slice(0, nodes);
  const arcTargets = new Uint32Array(2 * edges);
  const arcMetres = new Float64Array(2 * edges);
  const arcEdges = new Uint32Array(2 * edges);
  const add = (from: number, to: number, edge: number): void => {
    const arc = next[from]!++;
    arcTargets[arc] = to;
    arcMetres[arc] = edgeMetres[edge]!;
    arcEdges[arc] = edge;
  };
  for (let edge = 0; edge < edges; edge++) {
    add(edgeFrom[edge]!, edgeTo[edge]!, edge);
    add(edgeTo[edge]!, edgeFrom[edge]!, edge);
  }
  return { arcStarts, arcTargets, arcMetres, arcEdges };
}

function indexEdges({ edges, vertexStarts, vertices }: Traced): Flatbush | null {
  if (edges === 0) return null;
  const boxes = new Flatbush(edges);
  for (let edge = 0; edge < edges; edge++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = vertexStarts[edge]!; i < vertexStarts[edge + 1]!; i++) {
      const longitude = vertices[2 * i]!;
      const latitude = vertices[2 * i + 1]!;
      if (longitude < west) west = longitude;
      if (longitude > east) east = longitude;
      if (latitude < south) south = latitude;
      if (latitude > north) north = latitude;
    }
    boxes.add(west, south, east, north);
  }
  boxes.finish();
  return boxes;
}
