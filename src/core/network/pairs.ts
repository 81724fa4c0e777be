/** All pairs of a home and a facility within a walk of each other. */
import type { Pairs } from '../coverage/supply.ts';
import type { Work } from '../types.ts';
import { homesOfAccesses } from './accesses.ts';
import { groupByEdge, type OnEdges } from './on-edges.ts';
import type { Accesses, Network, Snaps } from './types.ts';
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

/** The homes around one place after another, each as `pairsOnFoot` finds them. All are kept. */
export class Surroundings {
  readonly #finder: HomeFinder;
  #searches = 0;

  constructor(walker: Walker, accesses: Accesses, limitMetres: number) {
    this.#finder = new HomeFinder(walker, accesses, limitMetres);
  }

  /** Rows of homes around all places so far, and metres to each. To be read anew after `of`: the lists may have grown. */
  get found(): { homes: Uint32Array; metres: Float64Array } {
    return this.#finder.found;
  }

  /** The entries of `found` that are of this place: each home once, in no order; `to` is not one of them. */
  of(place: Start): { from: number; to: number } {
    const { found } = this.#finder;
    const from = found.count;
    this.#finder.find(this.#searches++, place);
    return { from, to: found.count };
  }
}

/** Pairs in the order in which they are found. */
class FoundPairs {
  count = 0;
  metres = new Float64Array(1024);
  homes = new Uint32Array(1024);
  #sites = new Uint32Array(1024);
  readonly #homesInAll: number;

  constructor(homes: number) {
    this.#homesInAll = homes;
  }

  push(home: number, site: number, metres: number): void {
    if (this.count === this.homes.length) this.#grow();
    this.homes[this.count] = home;
    this.#sites[this.count] = site;
    this.metres[this.count++] = metres;
  }

  /** The same pairs home by home; those of one home stay in their order. */
  byHome(): Pairs {
    const starts = new Uint32Array(this.#homesInAll + 1);
    for (let pair = 0; pair < this.count; pair++) starts[this.homes[pair]! + 1]! += 1;
    for (let home = 0; home < this.#homesInAll; home++) starts[home + 1]! += starts[home]!;
    const next = starts.slice(0, this.#homesInAll);
    const facility = new Uint32Array(this.count);
    const cost = new Float64Array(this.count);
    for (let pair = 0; pair < this.count; pair++) {
      const at = next[this.homes[pair]!]!++;
      facility[at] = this.#sites[pair]!;
      cost[at] = this.metres[pair]!;
    }
    return { starts, facility, cost };
  }

  #grow(): void {
    const length = 2 * this.homes.length;
    const [homes, sites, metres] = [new Uint32Array(length), new Uint32Array(length), new Float64Array(length)];
    homes.set(this.homes);
    sites.set(this.#sites);
    metres.set(this.metres);
    [this.homes, this.#sites, this.metres] = [homes, sites, metres];
  }
}

/** Finds the homes around one site after another. */
class HomeFinder {
  readonly found: FoundPairs;
  readonly #walker: Walker;
  readonly #accesses: Accesses;
  readonly #limitMetres: number;
  readonly #doors: Doors;
  readonly #onEdges: OnEdges;
  /** The home of each access. */
  readonly #homeOf: Uint32Array;
  /** The last pair of each home, -1 before the first, and the site it is with. */
  readonly #lastPair: Int32Array;
  readonly #lastSite: Int32Array;

  constructor(walker: Walker, accesses: Accesses, limitMetres: number) {
    const homes = accesses.starts.length - 1;
    this.#walker = walker;
    this.#accesses = accesses;
    this.#limitMetres = limitMetres;
    this.#homeOf = homesOfAccesses(accesses);
    this.#doors = findDoors(walker.network, accesses, this.#homeOf);
    this.#onEdges = groupByEdge(walker.network.edges, accesses.edge);
    this.#lastPair = new Int32Array(homes).fill(-1);
    this.#lastSite = new Int32Array(homes).fill(-1);
    this.found = new FoundPairs(homes);
  }

  find(site: number, start: Start): void {
    const walker = this.#walker;
    const { starts, homes, metres } = this.#doors;
    walker.walk([start], this.#limitMetres);
    this.#lookAlong(start, site);
    for (let i = 0; i < walker.count; i++) {
      const node = walker.reached[i]!;
      const last = starts[node + 1]!;
      if (starts[node] === last) continue;
      const before = walker.metresTo(node);
      for (let door = starts[node]!; door < last; door++) this.#offer(homes[door]!, site, before + metres[door]!);
    }
  }

  /** Its own edge may have both ends beyond the limit, and a home near the site all the same. */
  #lookAlong({ edge, along, leg }: Start, site: number): void {
    const { starts, places } = this.#onEdges;
    for (let i = starts[edge]!; i < starts[edge + 1]!; i++) {
      const access = places[i]!;
      const metres = this.#accesses.leg[access]! + Math.abs(this.#accesses.along[access]! - along) + leg;
      this.#offer(this.#homeOf[access]!, site, metres);
    }
  }

  /** A home with several gates, or reached from both ends of its street, is one pair: by the nearest of them. */
  #offer(home: number, site: number, metres: number): void {
    if (metres > this.#limitMetres) return;
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

/** Homes that are left towards each node, and metres to it along the street: those of node n from starts[n] on. */
interface Doors {
  starts: Uint32Array;
  homes: Uint32Array;
  metres: Float64Array;
}

/** Every access leads to both ends of its edge. */
function findDoors(
  { nodes, edgeFrom, edgeTo, edgeMetres }: Network,
  { edge, along, leg }: Accesses,
  homeOf: Uint32Array,
): Doors {
  const starts = new Uint32Array(nodes + 1);
  for (const on of edge) {
    starts[edgeFrom[on]! + 1]! += 1;
    starts[edgeTo[on]! + 1]! += 1;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice(0, nodes);
  const doors: Doors = { starts, homes: new Uint32Array(2 * edge.length), metres: new Float64Array(2 * edge.length) };
  const put = (node: number, access: number, metres: number): void => {
    const door = next[node]!++;
    doors.homes[door] = homeOf[access]!;
    doors.metres[door] = metres;
  };
  for (let access = 0; access < edge.length; access++) {
    const on = edge[access]!;
    put(edgeFrom[on]!, access, leg[access]! + along[access]!);
    put(edgeTo[on]!, access, leg[access]! + (edgeMetres[on]! - along[access]!));
  }
  return doors;
}
