/** Distances from every home of a moment to the nearest and the second nearest of some facilities. */
import { squaredMetres } from '../geo/metric.ts';
import { SiteIndex } from '../geo/nearest.ts';
import { tableHomes, type HomeTable } from '../network/home-table.ts';
import { snapPlaces } from '../network/snap.ts';
import type { PlacedHomes, Streets } from '../network/streets.ts';
import { labelNodes, type NodeLabels } from '../network/two-nearest.ts';
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

/** The two nearest of some facilities, for every node of the streets and for every home; sites are as in the list. */
export function* walkToAll(
  { network, barriers, snapLimitMetres }: Streets,
  { accesses }: PlacedHomes,
  facilities: readonly Facility[],
): Work<{ labels: NodeLabels; homes: HomeTable }> {
  const places = {
    longitudes: facilities.map(({ position }) => position[0]),
    latitudes: facilities.map(({ position }) => position[1]),
  };
  const sites = yield* snapPlaces(network, places, snapLimitMetres, barriers);
  const labels = labelNodes(network, sites);
  return { labels, homes: tableHomes(network, labels, sites, accesses) };
}
