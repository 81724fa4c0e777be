/** All pairs of a home and a facility within a walk of each other. */
import type { Pairs } from '../coverage/supply.ts';
import type { Work } from '../types.ts';
import { homesOfAccesses } from './accesses.ts';
import { groupByEdge, type OnEdges } from './on-edges.ts';
import type { Accesses, Snaps } from './types.ts';
import type { Start, Walker } from './walker.ts';

/** Searches between two looks of the caller: some milliseconds. */
const SEARCHES_A_STEP = 4;

/**
 * Homes and sites at most `limitMetres` (closed) apart on foot, by one search from every site. Of one home the sites come
 * in ascending order; costs are metres. They are added up as in the table of homes, so that the least of a home is its
 * figure there to the last bit. Homes and sites off the streets have no pair. The walker may be used by others between
 * two steps. Time: that of the searches, and of the homes they find.
 */
export function* pairsOnFoot(walker: Walker, sites: Snaps, accesses: Accesses, limitMetres: number): Work<Pairs> {
  if (!(limitMetres > 0)) throw new Error(`limitMetres must be positive, got ${limitMetres}`);
  const count = sites.edge.length;
  const finder = new HomeFinder(walker, accesses, limitMetres);
  for (let site = 0; site < count; site++) {
    if (site % SEARCHES_A_STEP === 0) yield { stage: 'walk', done: site, total: count };
    const edge = sites.edge[site]!;
    if (edge >= 0) finder.find(site, { edge, along: sites.along[site]!, leg: sites.leg[site]! });
  }
  return finder.found.byHome();
}

/** Pairs in the order in which they are found. */
class FoundPairs {
  count = 0;
  metres = new Float64Array(1024);
  #homes = new Uint32Array(1024);
  #sites = new Uint32Array(1024);
  readonly #homesInAll: number;

  constructor(homes: number) {
    this.#homesInAll = homes;
  }

  push(home: number, site: number, metres: number): void {
    if (this.count === this.#homes.length) this.#grow();
    this.#homes[this.count] = home;
    this.#sites[this.count] = site;
    this.metres[this.count++] = metres;
  }

  /** The same pairs home by home; those of one home stay in their order. */
  byHome(): Pairs {
    const starts = new Uint32Array(this.#homesInAll + 1);
    for (let pair = 0; pair < this.count; pair++) starts[this.#homes[pair]! + 1]! += 1;
    for (let home = 0; home < this.#homesInAll; home++) starts[home + 1]! += starts[home]!;
    const next = starts.slice(0, this.#homesInAll);
    const facility = new Uint32Array(this.count);
    const cost = new Float64Array(this.count);
    for (let pair = 0; pair < this.count; pair++) {
      const at = next[this.#homes[pair]!]!++;
      facility[at] = this.#sites[pair]!;
      cost[at] = this.metres[pair]!;
    }
    return { starts, facility, cost };
  }

  #grow(): void {
    const length = 2 * this.#homes.length;
    const [homes, sites, metres] = [new Uint32Array(length), new Uint32Array(length), new Float64Array(length)];
    homes.set(this.#homes);
    sites.set(this.#sites);
    metres.set(this.metres);
    [this.#homes, this.#sites, this.metres] = [homes, sites, metres];
  }
}

/** Finds the homes around one site after another. */
class HomeFinder {
  readonly found: FoundPairs;
  readonly #walker: Walker;
  readonly #accesses: Accesses;
  readonly #limitMetres: number;
  readonly #onEdges: OnEdges;
  /** The home of each access. */
  readonly #homeOf: Uint32Array;
  /** The site for which an edge was last looked at, -1 before the first. */
  readonly #seen: Int32Array;
  /** The last pair of each home, -1 before the first, and the site it is with. */
  readonly #lastPair: Int32Array;
  readonly #lastSite: Int32Array;

  constructor(walker: Walker, accesses: Accesses, limitMetres: number) {
    const homes = accesses.starts.length - 1;
    const { edges } = walker.network;
    this.#walker = walker;
    this.#accesses = accesses;
    this.#limitMetres = limitMetres;
    this.#onEdges = groupByEdge(edges, accesses.edge);
    this.#homeOf = homesOfAccesses(accesses);
    this.#seen = new Int32Array(edges).fill(-1);
    this.#lastPair = new Int32Array(homes).fill(-1);
    this.#lastSite = new Int32Array(homes).fill(-1);
    this.found = new FoundPairs(homes);
  }

  find(site: number, start: Start): void {
    const walker = this.#walker;
    const { arcStarts, arcEdges } = walker.network;
    walker.walk([start], this.#limitMetres);
    // Its own edge may have both ends beyond the limit, and a home near the site all the same.
    this.#lookAlong(start.edge, site, start);
    for (let i = 0; i < walker.count; i++) {
      const node = walker.reached[i]!;
      for (let arc = arcStarts[node]!; arc < arcStarts[node + 1]!; arc++) this.#lookAlong(arcEdges[arc]!, site, start);
    }
  }

  #lookAlong(edge: number, site: number, start: Start): void {
    const { starts, places } = this.#onEdges;
    if (starts[edge] === starts[edge + 1] || this.#seen[edge] === site) return;
    this.#seen[edge] = site;
    const { along, leg } = this.#accesses;
    const { edgeFrom, edgeTo, edgeMetres } = this.#walker.network;
    const fromMetres = this.#walker.metresTo(edgeFrom[edge]!);
    const toMetres = this.#walker.metresTo(edgeTo[edge]!);
    for (let i = starts[edge]!; i < starts[edge + 1]!; i++) {
      const access = places[i]!;
      let metres = Math.min(
        fromMetres + (leg[access]! + along[access]!),
        toMetres + (leg[access]! + (edgeMetres[edge]! - along[access]!)),
      );
      if (edge === start.edge) {
        metres = Math.min(metres, leg[access]! + Math.abs(along[access]! - start.along) + start.leg);
      }
      if (metres <= this.#limitMetres) this.#offer(this.#homeOf[access]!, site, metres);
    }
  }

  /** A home with several gates is one pair: by the nearest of them. */
  #offer(home: number, site: number, metres: number): void {
    if (this.#lastSite[home] === site) {
      const pair = this.#lastPair[home]!;
      if (metres < this.found.metres[pair]!) this.found.metres[pair] = metres;
      return;
    }
    this.#lastSite[home] = site;
    this.#lastPair[home] = this.found.count;
    this.found.push(home, site, metres);
  }
}
