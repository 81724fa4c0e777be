/** The homes around one place on the streets, by one walk from it. */
import { homesOfAccesses } from '../network/accesses.ts';
import { groupByEdge, type OnEdges } from '../network/on-edges.ts';
import type { PlacedHomes } from '../network/streets.ts';
import type { Start, Walker } from '../network/walker.ts';

/** Made once for streets and homes; every search goes into the same arrays, until the next one. */
export class HomeSearch {
  readonly walker: Walker;
  /** Homes found by the last search, each once: rows[0] .. rows[count - 1], in no order. */
  readonly rows: Uint32Array;
  count = 0;
  /** Metres to each home of the last search, by its row. */
  readonly #metres: Float64Array;
  readonly #accesses: PlacedHomes['accesses'];
  readonly #onEdges: OnEdges;
  /** The home of each access. */
  readonly #homeOf: Uint32Array;
  /** The search that last looked at an edge, and at a home. */
  readonly #edgeSeen: Uint32Array;
  readonly #homeSeen: Uint32Array;
  #search = 0;

  constructor(walker: Walker, { accesses, unplaced }: PlacedHomes) {
    const { edges } = walker.network;
    this.walker = walker;
    this.rows = new Uint32Array(unplaced.length);
    this.#metres = new Float64Array(unplaced.length);
    this.#accesses = accesses;
    this.#onEdges = groupByEdge(edges, accesses.edge);
    this.#homeOf = homesOfAccesses(accesses);
    this.#edgeSeen = new Uint32Array(edges);
    this.#homeSeen = new Uint32Array(unplaced.length);
  }

  /** `passes` says whether homes behind a node, so many metres from the place, are still looked for. */
  find(place: Start, passes: (node: number, metres: number) => boolean): void {
    const { walker } = this;
    const { arcStarts, arcEdges } = walker.network;
    this.#search += 1;
    this.count = 0;
    walker.walk([place], Infinity, passes);
    // Homes beside the place itself may be reached although neither end of the edge is.
    this.#lookAlong(place.edge, place);
    for (let i = 0; i < walker.count; i++) {
      const node = walker.reached[i]!;
      for (let arc = arcStarts[node]!; arc < arcStarts[node + 1]!; arc++) this.#lookAlong(arcEdges[arc]!, place);
    }
  }

  /** Metres from the place of the last search to a home that it found. */
  metresTo(row: number): number {
    return this.#metres[row]!;
  }

  /** Sums of metres are exact (grain.ts), so they are those of a table of homes to the last bit. */
  #lookAlong(edge: number, place: Start): void {
    if (this.#edgeSeen[edge] === this.#search) return;
    this.#edgeSeen[edge] = this.#search;
    const { starts, places } = this.#onEdges;
    if (starts[edge] === starts[edge + 1]) return;
    const { along, leg } = this.#accesses;
    const { edgeFrom, edgeTo, edgeMetres } = this.walker.network;
    const fromMetres = this.walker.metresTo(edgeFrom[edge]!);
    const toMetres = this.walker.metresTo(edgeTo[edge]!);
    for (let i = starts[edge]!; i < starts[edge + 1]!; i++) {
      const access = places[i]!;
      let metres = Math.min(fromMetres + along[access]!, toMetres + (edgeMetres[edge]! - along[access]!));
      if (edge === place.edge) metres = Math.min(metres, place.leg + Math.abs(place.along - along[access]!));
      this.#offer(this.#homeOf[access]!, metres + leg[access]!);
    }
  }

  /** A home with several gates is reached by the nearest of them. */
  #offer(row: number, metres: number): void {
    if (this.#homeSeen[row] !== this.#search) {
      this.#homeSeen[row] = this.#search;
      this.rows[this.count++] = row;
    } else if (metres >= this.#metres[row]!) return;
    this.#metres[row] = metres;
  }
}
