/** Distances from every home of a moment to the nearest and the second nearest of some facilities. */
import { squaredMetres } from '../geo/metric.ts';
import { SiteIndex } from '../geo/nearest.ts';
import { TIE_METRES, tableHomes, type HomeTable } from '../network/home-table.ts';
import { Surroundings } from '../network/pairs.ts';
import { snapSites, type PlacedHomes, type Streets } from '../network/streets.ts';
import { labelNodes, type NodeLabels } from '../network/two-nearest.ts';
import type { Snaps } from '../network/types.ts';
import { Walker } from '../network/walker.ts';
import type { Facility, Work } from '../types.ts';
import type { Distances } from './moment.ts';

/** Where homes stand, degrees; rows as in the demand. */
export interface Homes {
  longitudes: Float64Array;
  latitudes: Float64Array;
}

/** Nobody is unplaced in a straight line. The second nearest is looked for when somebody asks. */
export function distancesInLine(homes: Homes, facilities: readonly Facility[]): Distances {
  const longitudes = facilities.map(({ position }) => position[0]);
  const latitudes = facilities.map(({ position }) => position[1]);
  const index = new SiteIndex(longitudes, latitudes);
  const { metres } = index.nearest(homes.longitudes, homes.latitudes);
  let second: Float64Array | null = null;
  return {
    metres,
    get second() {
      second ??= metres.map((first, home) => {
        const [longitude, latitude] = [homes.longitudes[home]!, homes.latitudes[home]!];
        const toSite = (site: number): number =>
          Math.sqrt(squaredMetres(longitude, latitude, longitudes[site]!, latitudes[site]!));
        return secondWithin((reach) => index.within(longitude, latitude, reach).map(toSite), first, facilities.length);
      });
      return second;
    },
    unplaced: new Uint8Array(homes.longitudes.length),
  };
}

/** First reach of a search, where the nearest facility is at the door. */
const LEAST_REACH_METRES = 100;

/** Widens the reach until it holds two sites; Infinity where there is only one. */
function secondWithin(within: (reach: number) => number[], first: number, sites: number): number {
  if (sites < 2) return Infinity;
  for (let reach = Math.max(LEAST_REACH_METRES, 1.5 * first); ; reach *= 2) {
    const [, second] = within(reach).sort((a, b) => a - b);
    if (second !== undefined) return second;
  }
}

/** Along streets, without limit. A facility off the streets is reached by nobody. */
export function* distancesOnFoot(
  streets: Streets,
  homes: PlacedHomes,
  facilities: readonly Facility[],
): Work<Distances> {
  const { firstMetres, secondMetres } = (yield* walkToAll(streets, homes, facilities)).homes;
  return { metres: firstMetres, second: secondMetres, unplaced: homes.unplaced };
}

/**
 * Along streets as far as `withinMetres`; Infinity beyond. Each facility is walked from once, when it is first asked for,
 * and the homes around it are kept: any set of facilities is then added up. The same figures as `distancesOnFoot`, to the
 * last bit. Memory: 16 bytes a pair of home and facility within the limit,
 * up to twice that after the lists have grown.
 */
export class WalkedSets {
  readonly withinMetres: number;
  readonly #streets: Streets;
  readonly #homes: PlacedHomes;
  readonly #surroundings: Surroundings;
  /** Where its homes are in what was found; null: it is off the streets. */
  readonly #around = new Map<Facility, { from: number; to: number } | null>();
  /** Of one set after the other: one entry a home. */
  readonly #scratch: {
    metres: Float64Array;
    second: Float64Array;
    /** 1 where the second nearest has the smaller id. */
    isEarlier: Uint8Array;
  };

  constructor(streets: Streets, homes: PlacedHomes, withinMetres: number) {
    this.withinMetres = withinMetres;
    this.#streets = streets;
    this.#homes = homes;
    // A tie may be with one just beyond.
    const reach = withinMetres + 2 * TIE_METRES;
    const count = homes.unplaced.length;
    this.#scratch = {
      metres: new Float64Array(count),
      second: new Float64Array(count),
      isEarlier: new Uint8Array(count),
    };
    this.#surroundings = new Surroundings(new Walker(streets.network), homes.accesses, reach);
  }

  /** `facilities` by id. */
  *distances(facilities: readonly Facility[]): Work<Distances> {
    const unseen = facilities.filter((facility) => !this.#around.has(facility));
    this.#lookAround(unseen, yield* snapSites(this.#streets, unseen));
    return this.#addUp(facilities);
  }

  // Plain functions: the engine makes no fast code of a long loop in one that yields.

  #lookAround(facilities: readonly Facility[], { edge, along, leg }: Snaps): void {
    for (const [site, facility] of facilities.entries()) {
      const start = { edge: edge[site]!, along: along[site]!, leg: leg[site]! };
      this.#around.set(facility, start.edge < 0 ? null : this.#surroundings.of(start));
    }
  }

  #addUp(facilities: readonly Facility[]): Distances {
    const { unplaced } = this.#homes;
    const metres = this.#findTwo(facilities).metres.slice();
    const findSecond = (): Float64Array => this.#findTwo(facilities).second.slice();
    let second: Float64Array | null = null;
    return {
      metres,
      // Few ask for it, and a plan asks for a hundred sets: it is found again, and not kept for all of them.
      get second() {
        second ??= findSecond();
        return second;
      },
      unplaced,
    };
  }

  /** The two nearest of each home. */
  #findTwo(facilities: readonly Facility[]): { metres: Float64Array; second: Float64Array } {
    const { metres, second, isEarlier } = this.#scratch;
    metres.fill(Infinity);
    second.fill(Infinity);
    isEarlier.fill(0);
    const { homes, metres: owns } = this.#surroundings.found;
    for (const facility of facilities) {
      const around = this.#around.get(facility);
      if (!around) continue;
      for (let i = around.from; i < around.to; i++) {
        const home = homes[i]!;
        const own = owns[i]!;
        if (own < metres[home]!) {
          second[home] = metres[home]!;
          metres[home] = own;
          isEarlier[home] = 1;
        } else if (own < second[home]!) {
          second[home] = own;
          isEarlier[home] = 0;
        }
      }
    }
    for (let home = 0; home < metres.length; home++) {
      if (isEarlier[home] === 0) continue;
      const first = metres[home]!;
      const next = second[home]!;
      if (next - first > TIE_METRES) continue;
      metres[home] = next;
      second[home] = first;
    }
    return { metres, second };
  }
}

/** The two nearest of some facilities, for every node of the streets and for every home; sites are as in the list. */
export function* walkToAll(
  streets: Streets,
  { accesses }: PlacedHomes,
  facilities: readonly Facility[],
): Work<{ labels: NodeLabels; homes: HomeTable }> {
  const { network } = streets;
  const sites = yield* snapSites(streets, facilities);
  const labels = labelNodes(network, sites);
  return { labels, homes: tableHomes(network, labels, sites, accesses) };
}
