/** Walks from one place, as far as a limit: its arrays are made once and used for every walk. */
import { BucketQueue } from './queue.ts';
import { BUCKET_METRES } from './two-nearest.ts';
import type { Network } from './types.ts';

/** A place on the network to start from. */
export interface Start {
  edge: number;
  along: number;
  leg: number;
}

const NONE = -1;
/** Metres that a start may lie off the network before the queue has to grow. */
const USUAL_START_METRES = 1000;

export class Walker {
  readonly network: Network;
  /** Nodes reached by the last walk: reached[0] .. reached[count - 1], in no order. */
  readonly reached: Uint32Array;
  count = 0;
  /** Metres of the last walk to each node; Infinity where it did not come. */
  readonly #metres: Float64Array;
  /** The arc by which a node was reached; -1 from a start. */
  readonly #arcs: Int32Array;
  readonly #longest: number;
  #startMetres = USUAL_START_METRES;
  #queue: BucketQueue;

  constructor(network: Network) {
    this.network = network;
    this.reached = new Uint32Array(network.nodes);
    this.#metres = new Float64Array(network.nodes).fill(Infinity);
    this.#arcs = new Int32Array(network.nodes);
    this.#longest = network.edgeMetres.reduce((longest, metres) => Math.max(longest, metres), 0);
    this.#queue = new BucketQueue(this.#longest + this.#startMetres, BUCKET_METRES);
  }

  /**
   * Finds all nodes at most `limitMetres` from the nearest of `starts`. `passes` may stop the walk at a node (with the
   * metres to it): the node is reached, its neighbours are not through it.
   */
  walk(starts: readonly Start[], limitMetres: number, passes?: (node: number, metres: number) => boolean): void {
    const { arcStarts, arcTargets, arcMetres, edgeFrom, edgeTo, edgeMetres } = this.network;
    this.#begin(starts);
    for (const { edge, along, leg } of starts) {
      this.#offer(edgeFrom[edge]!, leg + along, NONE, limitMetres);
      this.#offer(edgeTo[edge]!, leg + (edgeMetres[edge]! - along), NONE, limitMetres);
    }
    const queue = this.#queue;
    while (queue.take()) {
      const { node, metres } = queue;
      if (this.#metres[node] !== metres || (passes && !passes(node, metres))) continue;
      for (let arc = arcStarts[node]!; arc < arcStarts[node + 1]!; arc++) {
        this.#offer(arcTargets[arc]!, metres + arcMetres[arc]!, arc, limitMetres);
      }
    }
  }

  /** Metres of the last walk to a node; Infinity where it did not come. */
  metresTo(node: number): number {
    return this.#metres[node]!;
  }

  /** Metres of the last walk to a place on the streets, its leg included; Infinity where it did not come. */
  metresToPlace({ edge, along, leg }: Start, starts: readonly Start[]): number {
    const { edgeFrom, edgeTo, edgeMetres } = this.network;
    let metres = Math.min(
      this.metresTo(edgeFrom[edge]!) + along,
      this.metresTo(edgeTo[edge]!) + (edgeMetres[edge]! - along),
    );
    for (const start of starts) {
      if (start.edge === edge) metres = Math.min(metres, start.leg + Math.abs(start.along - along));
    }
    return metres + leg;
  }

  /** Arcs of the last walk to a node, from the start on. */
  arcsTo(node: number): number[] {
    const arcs: number[] = [];
    for (let arc = this.#arcs[node]!; arc !== NONE; arc = this.#arcs[this.#sourceOf(arc)]!) arcs.push(arc);
    return arcs.reverse();
  }

  #begin(starts: readonly Start[]): void {
    for (let i = 0; i < this.count; i++) this.#metres[this.reached[i]!] = Infinity;
    this.count = 0;
    const farthest = starts.reduce((most, { leg }) => Math.max(most, leg), 0);
    if (farthest > this.#startMetres) {
      this.#startMetres = 2 * farthest;
      this.#queue = new BucketQueue(this.#longest + this.#startMetres, BUCKET_METRES);
    }
    this.#queue.reset(0);
  }

  #offer(node: number, metres: number, arc: number, limitMetres: number): void {
    if (metres > limitMetres) return;
    const known = this.#metres[node]!;
    if (metres >= known) return;
    if (known === Infinity) this.reached[this.count++] = node;
    this.#metres[node] = metres;
    this.#arcs[node] = arc;
    this.#queue.push(node, metres, 0);
  }

  /** The node that an arc leaves. */
  #sourceOf(arc: number): number {
    const { arcEdges, arcTargets, edgeFrom, edgeTo } = this.network;
    const edge = arcEdges[arc]!;
    return edgeTo[edge] === arcTargets[arc] ? edgeFrom[edge]! : edgeTo[edge]!;
  }
}
