/** Which homes each site would serve, and how far they are. */
import type { Demand } from '../coverage/demand.ts';
import { squaredMetres } from '../geo/metric.ts';
import { SiteIndex } from '../geo/nearest.ts';
import { indexHomes, withSite } from '../network/change.ts';
import { pairsOnFoot } from '../network/pairs.ts';
import type { PlacedHomes, Streets, WalkTable } from '../network/streets.ts';
import type { Snaps } from '../network/types.ts';
import { Walker, type Start } from '../network/walker.ts';
import type { Position, Work } from '../types.ts';
import { SitingRefusal } from './refusal.ts';
import type { Pairs } from './types.ts';

/** More than these fit into no browser: some 16 bytes each, twice while they are sorted. */
const MOST_PAIRS = 30_000_000;
/** Farther than any way within a project: a limit where all pairs are asked for. */
export const FARTHEST_METRES = 1e6;
const HOMES_A_STEP = 500;
const SITES_A_STEP = 8;
/** Squares are compared first: what lies at the limit to the last digit must not be lost by them. */
const ALLOWANCE = 1 + 1e-12;

/** How far from a home a site may be to matter: `within` metres where one is given, else nearer than what is there. */
export interface Relevance {
  /** Metres to the nearest existing facility, one a home. */
  existing: Float64Array;
  /** Homes that have a facility within it already are left out; null: every site that is nearer than `existing`. */
  withinMetres: number | null;
}

/** Pairs in the order in which they are found; throws a `SitingRefusal` when they are too many. */
class PairList {
  #count = 0;
  #sites = new Uint32Array(4096);
  #rows = new Uint32Array(4096);
  #metres = new Float64Array(4096);

  push(site: number, row: number, metres: number): void {
    if (this.#count === this.#sites.length) this.#grow();
    this.#sites[this.#count] = site;
    this.#rows[this.#count] = row;
    this.#metres[this.#count++] = metres;
  }

  /** The same pairs site by site; those of one site stay in their order. */
  bySite(sites: number): Pairs {
    const starts = new Uint32Array(sites + 1);
    for (let pair = 0; pair < this.#count; pair++) starts[this.#sites[pair]! + 1]! += 1;
    for (let site = 0; site < sites; site++) starts[site + 1]! += starts[site]!;
    const next = starts.slice(0, sites);
    const pairs = { starts, rows: new Uint32Array(this.#count), metres: new Float64Array(this.#count) };
    for (let pair = 0; pair < this.#count; pair++) {
      const at = next[this.#sites[pair]!]!++;
      pairs.rows[at] = this.#rows[pair]!;
      pairs.metres[at] = this.#metres[pair]!;
    }
    return pairs;
  }

  #grow(): void {
    if (this.#count >= MOST_PAIRS) throw new SitingRefusal('too_many_pairs', MOST_PAIRS);
    const length = 2 * this.#sites.length;
    const [sites, rows, metres] = [new Uint32Array(length), new Uint32Array(length), new Float64Array(length)];
    sites.set(this.#sites);
    rows.set(this.#rows);
    metres.set(this.#metres);
    [this.#sites, this.#rows, this.#metres] = [sites, rows, metres];
  }
}

/** In a straight line. */
export function* pairsInLineOf(
  { longitudes, latitudes }: Pick<Demand, 'longitudes' | 'latitudes'>,
  sites: readonly { position: Position }[],
  { existing, withinMetres }: Relevance,
): Work<Pairs> {
  const index = new SiteIndex(
    sites.map(({ position }) => position[0]),
    sites.map(({ position }) => position[1]),
  );
  const found = new PairList();
  for (let row = 0; row < existing.length; row++) {
    if (row % HOMES_A_STEP === 0) yield { stage: 'nearest', done: row, total: existing.length };
    const [longitude, latitude, nearest] = [longitudes[row]!, latitudes[row]!, existing[row]!];
    if (withinMetres !== null && nearest <= withinMetres) continue;
    const farthest = withinMetres ?? nearest;
    for (const site of index.within(longitude, latitude, farthest * ALLOWANCE)) {
      const [siteLongitude, siteLatitude] = sites[site]!.position;
      const metres = Math.sqrt(squaredMetres(longitude, latitude, siteLongitude, siteLatitude));
      if (withinMetres === null ? metres < nearest : metres <= withinMetres) found.push(site, row, metres);
    }
  }
  return found.bySite(sites.length);
}

/** What walks to sites are found with: the streets, the homes on them, the sites and the existing facilities' table. */
export interface WalkedPlaces {
  streets: Streets;
  homes: PlacedHomes;
  /** Of the existing facilities; not needed where there is a limit. */
  table: WalkTable | null;
  sites: Snaps;
}

/** On foot: exact along the streets, as in the table of homes. */
export function pairsOnFootOf(places: WalkedPlaces, { existing, withinMetres }: Relevance): Work<Pairs> {
  if (withinMetres !== null) return pairsWithin(places, existing, withinMetres);
  if (places.table === null) throw new Error('walks without limit need the table of existing facilities');
  return nearerPairs(places, places.table);
}

function* pairsWithin(
  { streets, homes, sites }: WalkedPlaces,
  existing: Float64Array,
  withinMetres: number,
): Work<Pairs> {
  const { starts, facility, cost } = yield* pairsOnFoot(
    new Walker(streets.network),
    sites,
    homes.accesses,
    withinMetres,
  );
  const found = new PairList();
  existing.forEach((nearest, row) => {
    if (nearest <= withinMetres) return;
    for (let pair = starts[row]!; pair < starts[row + 1]!; pair++) found.push(facility[pair]!, row, cost[pair]!);
  });
  return found.bySite(sites.edge.length);
}

function* nearerPairs({ streets, homes, sites }: WalkedPlaces, table: WalkTable): Work<Pairs> {
  const walker = new Walker(streets.network);
  const index = indexHomes(table, homes, streets.network.edges);
  const found = new PairList();
  const count = sites.edge.length;
  for (let site = 0; site < count; site++) {
    if (site % SITES_A_STEP === 0) yield { stage: 'walk', done: site, total: count };
    const { rows, metres } = withSite(walker, { table, homes, index }, startOf(sites, site));
    rows.forEach((row, i) => found.push(site, row, metres[i]!));
  }
  return found.bySite(count);
}

function startOf({ edge, along, leg }: Snaps, site: number): Start | null {
  return edge[site]! < 0 ? null : { edge: edge[site]!, along: along[site]!, leg: leg[site]! };
}
