/** Distances to any sets of facilities that the one in the hand is in, each prepared when it is first asked for. */
import type { PlacedHomes, Streets } from '../network/streets.ts';
import { distancesInLine, walkToAll, type Homes } from '../standards/distances.ts';
import type { Distances } from '../standards/moment.ts';
import { compareIds, finish, type Facility, type Position } from '../types.ts';
import { countBefore, Ground } from './live.ts';
import { LiveLines } from './live-lines.ts';
import { LiveWalks, type HandPlace, type LiveDistances, type Looking } from './live-walks.ts';

/** One set: its nearest, and its second nearest from when somebody asks, for they cost more. */
interface LiveSet {
  create(withSecond: boolean): LiveDistances;
  kept: Map<boolean, { distances: LiveDistances; at: Position | null }>;
}

export class LiveSets {
  readonly #hand: Facility;
  readonly #grounds = new Map<PlacedHomes, Ground>();
  /** By homes and ids of the set. */
  readonly #sets = new Map<Homes | PlacedHomes, Map<string, LiveSet>>();
  #position: Position;
  /** Where the hand is on the streets of each ground, once looked up. */
  #places = new Map<Ground, HandPlace>();

  constructor(hand: Facility) {
    this.#hand = hand;
    this.#position = hand.position;
  }

  put(position: Position): void {
    this.#position = position;
    this.#places = new Map();
  }

  /** `rest`: the set without the hand. The arrays hold until the hand is put elsewhere. */
  walk(walks: { streets: Streets; homes: PlacedHomes }, rest: readonly Facility[]): Distances {
    let ground = this.#grounds.get(walks.homes);
    if (!ground) this.#grounds.set(walks.homes, (ground = new Ground(walks.streets, walks.homes)));
    const { search } = ground;
    const set = this.#setOf(walks.homes, rest, (sorted) => {
      const tables = finish(walkToAll(walks.streets, walks.homes, sorted));
      const table = { ...tables, before: countBefore(sorted, this.#hand) };
      return (withSecond) => new LiveWalks(search, table, lookingFor(withSecond));
    });
    return this.#distancesOf(set, this.#placeOn(ground), walks.homes.unplaced);
  }

  measure(homes: Homes, rest: readonly Facility[]): Distances {
    const set = this.#setOf(homes, rest, (facilities) => {
      const found = distancesInLine(homes, facilities);
      return (withSecond) => new LiveLines(homes, { facilities, found, hand: this.#hand }, lookingFor(withSecond));
    });
    const place = { position: this.#position, place: null };
    return this.#distancesOf(set, place, new Uint8Array(homes.longitudes.length));
  }

  #setOf(
    homes: Homes | PlacedHomes,
    rest: readonly Facility[],
    prepare: (sorted: readonly Facility[]) => LiveSet['create'],
  ): LiveSet {
    let sets = this.#sets.get(homes);
    if (!sets) this.#sets.set(homes, (sets = new Map<string, LiveSet>()));
    const sorted = [...rest].sort((a, b) => compareIds(a.id, b.id));
    const key = JSON.stringify(sorted.map(({ id }) => id));
    let set = sets.get(key);
    if (!set) sets.set(key, (set = { create: prepare(sorted), kept: new Map() }));
    return set;
  }

  #placeOn(ground: Ground): HandPlace {
    let place = this.#places.get(ground);
    if (!place) {
      place = { position: this.#position, place: ground.placeAt(this.#position) };
      this.#places.set(ground, place);
    }
    return place;
  }

  #distancesOf(set: LiveSet, place: HandPlace, unplaced: Uint8Array): Distances {
    const upToDate = (withSecond: boolean): LiveDistances => {
      let known = set.kept.get(withSecond);
      if (!known) set.kept.set(withSecond, (known = { distances: set.create(withSecond), at: null }));
      if (known.at !== place.position) known.distances.put(place);
      known.at = place.position;
      return known.distances;
    };
    return {
      get metres() {
        return upToDate(false).metres;
      },
      get second() {
        return upToDate(true).second;
      },
      unplaced,
    };
  }
}

function lookingFor(withSecond: boolean): Looking {
  return { reachMetres: 0, isCounting: true, withSecond };
}
