/** Moments of a project: everything that measures ask of a year, made once and kept. */
import { prepareDemand, type Demand } from '../coverage/demand.ts';
import { isCounting } from '../coverage/facilities.ts';
import { placeHomes, prepareStreets, type PlacedHomes, type Streets } from '../network/streets.ts';
import { compareIds, finish } from '../types.ts';
import type { Facility, Mode, Project, Settings, Work } from '../types.ts';
import { distancesInLine, distancesOnFoot, WalkedSets } from './distances.ts';
import type { Distances, Moment, Selection } from './moment.ts';
import { createAreaLookup, withUnits } from './places.ts';
import { selectFacilities } from './select.ts';

/** What the caller has already computed for the same project and settings; kept up: what is missing is added. */
export interface MomentOptions {
  /** As `prepareStreets` made them with the snap limit of the settings; null: the project has no walkways. */
  streets?: Streets | null;
  homes?: Map<number | null, PlacedHomes>;
  demands?: Map<number | null, Demand>;
}

export interface Moments {
  /**
   * The project in a year (null: years are not looked at), with the named parameters of a pack. Moments of one year share
   * their distances, whatever the parameters.
   */
  at(year: number | null, parameters?: Readonly<Record<string, number>>): Work<Moment>;
  /** The streets, and the homes of a year on them; null without walkways. Years in which the same homes stand share one. */
  walks(year: number | null): Work<{ streets: Streets; homes: PlacedHomes } | null>;
}

/** Throws, when asked for a walk, only if the settings make no sense; without walkways there is no walk to be had. */
export function createMoments(
  project: Project,
  settings: Pick<Settings, 'mode' | 'speedMetresPerSecond' | 'snapLimitMetres' | 'pipeline'>,
  options: MomentOptions = {},
): Moments {
  const bases = new Map<number | null, Base>();
  const lookup = createAreaLookup(project.areas);
  const areasOf = keepByObject((facility: Facility) => lookup.areasAt(facility.position, facility.areaId));
  const demands = options.demands ?? new Map<number | null, Demand>();
  const walks = createWalks(project, settings, { ...options, demands });
  const grounds: Ground[] = [];

  function* prepare(year: number | null): Work<Base> {
    yield { stage: 'demand', done: 0, total: 1 };
    const prepared = demands.get(year) ?? prepareDemand(project, year);
    demands.set(year, prepared);
    const demand = withUnits(prepared, lookup);
    let ground = grounds.find(({ demand: other }) => haveSameHomes(other, demand));
    if (!ground) grounds.push((ground = new Ground(year, demand, walks)));
    if (settings.mode === 'walking') yield* ground.placeHomes();
    const facilities = project.facilities
      .filter((facility) => isCounting(facility, { year, pipeline: settings.pipeline }))
      .sort((a, b) => compareIds(a.id, b.id));
    return { demand, facilities, ground };
  }

  function* baseOf(year: number | null): Work<Base> {
    const known = bases.get(year);
    if (known) return known;
    const base = yield* prepare(year);
    bases.set(year, base);
    return base;
  }

  return {
    *walks(year) {
      return yield* (yield* baseOf(year)).ground.placeHomes();
    },
    *at(year, parameters = {}) {
      const { demand, facilities, ground } = yield* baseOf(year);
      const selections = new Map<string, Selection>();
      const moment: Moment = {
        year,
        dataYear: project.year,
        demand,
        facilities,
        records: project.facilities,
        mode: settings.mode,
        speedMetresPerSecond: settings.speedMetresPerSecond,
        parameter: (id) => findParameter(parameters, id),
        distances: (asked, mode, within) => ground.distances(asked, mode, within),
        areasOf,
        select(set) {
          const key = JSON.stringify(set);
          let selection = selections.get(key);
          if (!selection) selections.set(key, (selection = selectFacilities(set, moment, project.facilities)));
          return selection;
        },
      };
      return moment;
    },
  };
}

interface Base {
  demand: Demand;
  facilities: readonly Facility[];
  ground: Ground;
}

function findParameter(parameters: Readonly<Record<string, number>>, id: string): number {
  const value = Object.hasOwn(parameters, id) ? parameters[id] : undefined;
  if (value === undefined) throw new Error(`the pack has no parameter ${id}`);
  return value;
}

function keepByObject<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const kept = new WeakMap<K, V>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = compute(key);
    kept.set(key, value);
    return value;
  };
}

/** Streets and homes on them, joined and placed when first asked for. */
interface Walks {
  streets(): Work<Streets | null>;
  homes(streets: Streets, demand: Demand, year: number | null): Work<PlacedHomes>;
}

function createWalks(
  project: Project,
  { snapLimitMetres }: Pick<Settings, 'snapLimitMetres'>,
  { streets: given, homes = new Map<number | null, PlacedHomes>(), demands }: MomentOptions,
): Walks {
  let joined = given;
  return {
    *streets() {
      if (joined === undefined) joined = yield* prepareStreets(project, snapLimitMetres);
      return joined;
    },
    *homes(streets, demand, year) {
      const same = [...homes].find(([other]) => haveSameHomes(demands?.get(other) ?? null, demand));
      let placed = same?.[1];
      if (!placed) homes.set(year, (placed = yield* placeHomes(streets, demand, project.gates)));
      return placed;
    },
  };
}

/** Most plans ask for no more. */
const USUAL_METRES = 1000;
/** Farther, the homes around each facility are so many that a search from all of a set at once is quicker. */
const MOST_ADDED_UP_METRES = 1500;

/** Homes and what they reach: years in which the same homes stand share one. */
class Ground {
  readonly demand: Demand;
  readonly #year: number | null;
  readonly #walks: Walks;
  readonly #kept = new Map<string, { distances: Distances; withinMetres: number }>();
  #sets: WalkedSets | null = null;
  #placed: { streets: Streets; homes: PlacedHomes } | null = null;

  constructor(year: number | null, demand: Demand, walks: Walks) {
    this.demand = demand;
    this.#year = year;
    this.#walks = walks;
  }

  /** Puts the homes on the streets, once; null where there are none. */
  *placeHomes(): Work<{ streets: Streets; homes: PlacedHomes } | null> {
    if (this.#placed) return this.#placed;
    const streets = yield* this.#walks.streets();
    if (streets) this.#placed = { streets, homes: yield* this.#walks.homes(streets, this.demand, this.#year) };
    return this.#placed;
  }

  distances(asked: readonly Facility[], mode: Mode, withinMetres = Infinity): Distances | null {
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
    if (mode === 'straight') return everywhere(distancesInLine(this.demand, facilities));
    const placed = finish(this.placeHomes());
    if (!placed) return null;
    const { streets, homes } = placed;
    if (withinMetres > MOST_ADDED_UP_METRES) return everywhere(finish(distancesOnFoot(streets, homes, facilities)));
    if (!this.#sets || this.#sets.withinMetres < withinMetres) {
      this.#sets = new WalkedSets(streets, homes, Math.max(withinMetres, USUAL_METRES));
    }
    return { distances: finish(this.#sets.distances(facilities)), withinMetres: this.#sets.withinMetres };
  }
}

function haveSameHomes(a: Demand | null, b: Demand): boolean {
  if (a === null || a.residences.length !== b.residences.length) return false;
  const isSame = (home: number): boolean => {
    const [one, other] = [a.residences[home]!, b.residences[home]!];
    return one.id === other.id && a.longitudes[home] === b.longitudes[home] && a.latitudes[home] === b.latitudes[home];
  };
  // Rows of one ledger need no look; what was made up for a year may stand where it stood.
  const isOneLedger = a.ledger === b.ledger;
  for (let home = 0; home < a.rows.length; home++) {
    const isOfData = isOneLedger && a.rows[home]! >= 0;
    if (isOfData ? a.rows[home] !== b.rows[home] : !isSame(home)) return false;
  }
  return true;
}
