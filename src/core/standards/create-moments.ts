/** Moments of a project: everything that measures ask of a year, made once and kept. */
import { prepareDemand, type Demand } from '../coverage/demand.ts';
import { isCounting } from '../coverage/facilities.ts';
import { placeHomes, prepareStreets, type PlacedHomes, type Streets } from '../network/streets.ts';
import { keepByObject } from '../keep.ts';
import { compareIds } from '../types.ts';
import type { Facility, Project, Settings, Work } from '../types.ts';
import { HomesOfAllYears, type HomesOfYear } from './all-years.ts';
import { keyOf } from './conditions.ts';
import type { Moment, Selection } from './moment.ts';
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
  const homesKnown: HomesOfAllYears[] = [];

  function* homesOf(demand: Demand): Work<HomesOfYear> {
    for (const known of homesKnown) {
      const homes = known.of(demand);
      if (homes) return homes;
    }
    const all = new HomesOfAllYears(demand, { streets: () => walks.streets(), gates: project.gates });
    homesKnown.push(all);
    if (settings.mode === 'walking') yield* all.place();
    return all.of(demand)!;
  }

  function* prepare(year: number | null): Work<Base> {
    yield { stage: 'demand', done: 0, total: 1 };
    const prepared = demands.get(year) ?? prepareDemand(project, year);
    demands.set(year, prepared);
    const demand = withUnits(prepared, lookup);
    const homes = yield* homesOf(demand);
    const facilities = project.facilities
      .filter((facility) => isCounting(facility, { year, pipeline: settings.pipeline }))
      .sort((a, b) => compareIds(a.id, b.id));
    return { demand, facilities, homes, selections: new Map() };
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
      const { demand } = yield* baseOf(year);
      const streets = yield* walks.streets();
      return streets && { streets, homes: yield* walks.homes(streets, demand, year) };
    },
    *at(year, parameters = {}) {
      const { demand, facilities, homes, selections } = yield* baseOf(year);
      const moment: Moment = {
        year,
        dataYear: project.year,
        demand,
        facilities,
        records: project.facilities,
        mode: settings.mode,
        speedMetresPerSecond: settings.speedMetresPerSecond,
        parameter: (id) => findParameter(parameters, id),
        distances: (asked, mode, within) => homes.distances(asked, mode, within),
        areasOf,
        select(set) {
          const key = keyOf(set, moment);
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
  homes: HomesOfYear;
  /** Of the sets that were asked for, parameters by their value. */
  selections: Map<string, Selection>;
}

function findParameter(parameters: Readonly<Record<string, number>>, id: string): number {
  const value = Object.hasOwn(parameters, id) ? parameters[id] : undefined;
  if (value === undefined) throw new Error(`the pack has no parameter ${id}`);
  return value;
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
