/** The homes of all years of a project and what they reach: facilities are walked from once, whatever year asks. */
import { createNumbers } from '../coverage/columns.ts';
import type { Demand } from '../coverage/demand.ts';
import { keepByObject } from '../keep.ts';
import { placeHomes, type PlacedHomes, type Streets } from '../network/streets.ts';
import { fillRows, pickRows } from '../rows.ts';
import { compareIds, finish } from '../types.ts';
import type { Facility, Mode, Project, Residence, Work } from '../types.ts';
import { distancesInLine, distancesOnFoot, WalkedSets } from './distances.ts';
import type { Distances } from './moment.ts';

/** Most plans ask for no more. */
const USUAL_METRES = 1000;
/** Farther, the homes around each facility are so many that a search from all of a set at once is quicker. */
const MOST_ADDED_UP_METRES = 1500;

/** What the homes stand on. */
export interface Ground {
  /** Joined when first asked for; null: there are none. */
  streets(): Work<Streets | null>;
  gates: Project['gates'];
}

/** Homes of one year, which measures ask; see `Moment.distances`. */
export interface HomesOfYear {
  distances(facilities: readonly Facility[], mode: Mode, withinMetres?: number): Distances | null;
}

/** All residences of the data, in the order of the ledger, and after them those made up for a year. */
export class HomesOfAllYears {
  readonly #ground: Ground;
  readonly #homes: Pick<Demand, 'residences' | 'rows' | 'ledger' | 'longitudes' | 'latitudes'>;
  /** Places of those made up. */
  readonly #madeUp: ReadonlyMap<string, number>;
  readonly #years: { places: Int32Array; homes: HomesOfYear }[] = [];
  readonly #kept = new Map<string, { distances: Distances; withinMetres: number }>();
  #sets: WalkedSets | null = null;
  #placed: { streets: Streets; homes: PlacedHomes } | null = null;

  /** `demand`: of any year. */
  constructor(demand: Demand, ground: Ground) {
    const { ledger } = demand;
    const madeUp = demand.residences.filter((_, home) => demand.rows[home]! < 0);
    const residences = [...ledger, ...madeUp];
    const count = residences.length;
    const rows = fillRows(new Int32Array(count), (row) => (row < ledger.length ? row : -1));
    const homes = { residences, ledger, rows };
    this.#ground = ground;
    this.#madeUp = new Map(madeUp.map((residence, i) => [nameOf(residence), ledger.length + i]));
    this.#homes = { ...homes, longitudes: longitudesOf(homes), latitudes: latitudesOf(homes) };
  }

  /** Puts them on the streets, once; nothing where there are none. */
  *place(): Work<{ streets: Streets; homes: PlacedHomes } | null> {
    if (this.#placed) return this.#placed;
    const streets = yield* this.#ground.streets();
    if (streets) this.#placed = { streets, homes: yield* placeHomes(streets, this.#homes, this.#ground.gates) };
    return this.#placed;
  }

  /** Those of a year; null where one of them is not among these. Years with the same homes share one answer. */
  of(demand: Demand): HomesOfYear | null {
    const places = this.#placesOf(demand);
    if (!places) return null;
    const same = this.#years.find((year) => isEqual(year.places, places));
    if (same) return same.homes;
    const pick = createPicker(places);
    const homes: HomesOfYear = {
      distances: (...asked) => {
        const all = this.#distances(...asked);
        return all && pick(all);
      },
    };
    this.#years.push({ places, homes });
    return homes;
  }

  #placesOf({ ledger, rows, residences }: Demand): Int32Array | null {
    if (ledger !== this.#homes.ledger) return null;
    const places = rows.slice();
    for (let home = 0; home < places.length; home++) {
      if (places[home]! < 0) places[home] = this.#madeUp.get(nameOf(residences[home]!)) ?? -1;
      if (places[home]! < 0) return null;
    }
    return places;
  }

  #distances(asked: readonly Facility[], mode: Mode, withinMetres = Infinity): Distances | null {
    const facilities = [...asked].sort((a, b) => compareIds(a.id, b.id));
    const key = JSON.stringify([mode, ...facilities.map(({ id }) => id)]);
    const known = this.#kept.get(key);
    if (known && known.withinMetres >= withinMetres) return known.distances;
    const found = this.#find(facilities, mode, withinMetres);
    if (found) this.#kept.set(key, found);
    return found && found.distances;
  }

  /** Measures ask in the middle of their sums, so a walk is taken to its end at once: some hundredths of a second. */
  #find(
    facilities: readonly Facility[],
    mode: Mode,
    withinMetres: number,
  ): { distances: Distances; withinMetres: number } | null {
    const everywhere = (distances: Distances) => ({ distances, withinMetres: Infinity });
    if (mode === 'straight') return everywhere(distancesInLine(this.#homes, facilities));
    const placed = finish(this.place());
    if (!placed) return null;
    const { streets, homes } = placed;
    if (withinMetres > MOST_ADDED_UP_METRES) return everywhere(finish(distancesOnFoot(streets, homes, facilities)));
    if (!this.#sets || this.#sets.withinMetres < withinMetres) {
      this.#sets = new WalkedSets(streets, homes, Math.max(withinMetres, USUAL_METRES));
    }
    return { distances: finish(this.#sets.distances(facilities)), withinMetres: this.#sets.withinMetres };
  }
}

const longitudesOf = createNumbers(({ position }) => position[0]);
const latitudesOf = createNumbers(({ position }) => position[1]);

/** What was made up for a year may stand where it stood in another. */
function nameOf({ id, position }: Residence): string {
  return `${position.join()} ${id}`;
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((place, home) => place === b[home]);
}

/** The distances of the homes at some places; the same object for the same distances. */
function createPicker(places: Int32Array): (all: Distances) => Distances {
  const count = places.length;
  const metresAt = (all: Float64Array): Float64Array => pickRows(new Float64Array(count), all, places);
  const unplacedAt = keepByObject((all: Uint8Array) => pickRows(new Uint8Array(count), all, places));
  return keepByObject((all) => {
    let second: Float64Array | null = null;
    return {
      metres: metresAt(all.metres),
      // Few ask for it.
      get second() {
        second ??= metresAt(all.second);
        return second;
      },
      unplaced: unplacedAt(all.unplaced),
    };
  });
}
