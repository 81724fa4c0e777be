/** How many people the new sites and the existing facilities of a kind can take, and whom the latter are near to. */
import type { Work } from '../types.ts';
import { readPlaces, type Sites } from './candidates.ts';
import type { CapacityRequest } from './request.ts';
import type { Ground, Standing } from './services.ts';
import { FARTHEST_METRES, pairsInLineOf, pairsOnFootOf } from './site-pairs.ts';
import type { Pairs, Rules } from './types.ts';

export interface Rooms {
  /** One a site, in people. */
  capacities: Float64Array;
  existingPlaces: NonNullable<Rules['existingPlaces']>;
  /** Existing facilities whose places are not known: they take everybody. */
  unknown: number;
}

/** `weights`: of the rows. `withinMetres` null = however far. */
export function* roomsOf(
  ground: Ground,
  { nearest, table }: Standing,
  { sites, weights, capacity, withinMetres }: RoomQuestion,
): Work<Rooms> {
  const { placesPerSite, peoplePerPlace } = capacity;
  const everybody = weights.reduce((sum, weight) => sum + weight, 0);
  const relevance = {
    existing: new Float64Array(weights.length).fill(Infinity),
    withinMetres: withinMetres ?? FARTHEST_METRES,
  };
  const { demand, walks } = ground;
  const pairs: Pairs =
    walks && table
      ? yield* pairsOnFootOf({ ...walks, table, sites: table.sites }, relevance)
      : yield* pairsInLineOf(demand, nearest.facilities, relevance);
  const known = nearest.facilities.map(({ attributes }) => readPlaces(attributes, nearest.kind));
  return {
    capacities: Float64Array.from(sites.sites, ({ places }) => (placesPerSite ?? places ?? 0) * peoplePerPlace),
    existingPlaces: {
      capacities: Float64Array.from(known, (places) => (places === null ? everybody : places * peoplePerPlace)),
      pairs,
    },
    unknown: known.filter((places) => places === null).length,
  };
}

export interface RoomQuestion {
  sites: Sites;
  weights: Float64Array;
  capacity: CapacityRequest;
  withinMetres: number | null;
}
