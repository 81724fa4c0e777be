/**
 * Walking, step by step, so that a change redoes only what it touches:
 * prepareStreets (streets, barriers) -> placeHomes (year) -> walkByKind (facilities).
 */
import { countingFacilities, type Moment } from '../coverage/facilities.ts';
import type { Demand } from '../coverage/demand.ts';
import type { Nearest } from '../coverage/nearest.ts';
import { fillRows } from '../rows.ts';
import type { Facility, Kind, Project, Residence, Work } from '../types.ts';
import { findAccesses, pickAccesses } from './accesses.ts';
import { createBarriers, type Barriers } from './barriers.ts';
import { buildNetwork } from './build.ts';
import { tableHomes, type HomeTable } from './home-table.ts';
import { snapPlaces } from './snap.ts';
import { labelNodes, type NodeLabels } from './two-nearest.ts';
import type { Accesses, Network, Snaps } from './types.ts';

/** The streets of a project, whatever the year. */
export interface Streets {
  network: Network;
  /** What no leg from a door crosses. */
  barriers: Barriers | null;
  /** What no leg from a gate crosses: water and rail, for a gate is where one passes the wall. */
  gateBarriers: Barriers | null;
  /** Farthest straight leg to a street, metres. */
  snapLimitMetres: number;
}

/** The homes of a demand on the streets; rows are its residences. */
export interface PlacedHomes {
  accesses: Accesses;
  /** 1 = no street within the snap limit. */
  unplaced: Uint8Array;
}

/** The walks of all homes to one kind, and what they were found with. */
export interface WalkTable {
  kind: Kind;
  /** The facilities of the kind that count, by id: the sites. */
  facilities: Facility[];
  sites: Snaps;
  labels: NodeLabels;
  homes: HomeTable;
}

/** Streets and barriers of a project; null where it has no walkways. */
export function* prepareStreets(
  { walkways, background }: Pick<Project, 'walkways' | 'background'>,
  snapLimitMetres: number,
): Work<Streets | null> {
  if (walkways === null) return null;
  const network = yield* buildNetwork(walkways);
  return {
    network,
    barriers: createBarriers(background, ['water', 'rail', 'wall']),
    gateBarriers: createBarriers(background, ['water', 'rail']),
    snapLimitMetres,
  };
}

/** Homes of a year, or of all. */
type OnLedger = Pick<Demand, 'residences' | 'rows' | 'ledger'>;

/** Where residences of the data were found to step onto streets: the same in every year. */
interface Lookups {
  gates: Project['gates'];
  ledger: Demand['ledger'];
  found: Accesses[];
  /** By row of the ledger: which of `found` it is in (-1: none yet), and its row there. */
  which: Int32Array;
  at: Int32Array;
}

const placed = new WeakMap<Streets, Lookups>();

function lookupsOf(streets: Streets, { ledger }: OnLedger, gates: Project['gates']): Lookups {
  const known = placed.get(streets);
  if (known?.gates === gates && known.ledger === ledger) return known;
  const none = new Int32Array(ledger.length).fill(-1);
  const lookups = { gates, ledger, found: [], which: none, at: none.slice() };
  placed.set(streets, lookups);
  return lookups;
}

/** Homes of another year on the same streets are not looked up twice. */
export function* placeHomes(streets: Streets, demand: OnLedger, gates: Project['gates']): Work<PlacedHomes> {
  const { residences, rows } = demand;
  const { found, which, at } = lookupsOf(streets, demand, gates);
  const homes = { which: new Int32Array(rows.length), at: new Int32Array(rows.length) };
  const fresh: number[] = [];
  rows.forEach((row, home) => {
    homes.which[home] = row < 0 ? -1 : which[row]!;
    if (homes.which[home] < 0) fresh.push(home);
    else homes.at[home] = at[row]!;
  });
  if (fresh.length > 0) {
    const accesses = yield* lookUp(
      streets,
      fresh.map((home) => residences[home]!),
      gates,
    );
    const last = found.push(accesses) - 1;
    fresh.forEach((home, i) => {
      homes.which[home] = last;
      homes.at[home] = i;
      const row = rows[home]!;
      if (row < 0) return;
      which[row] = last;
      at[row] = i;
    });
  }
  const accesses = pickAccesses(found, homes);
  const unplaced = fillRows(new Uint8Array(residences.length), (row) =>
    Number(accesses.starts[row] === accesses.starts[row + 1]),
  );
  return { accesses, unplaced };
}

function lookUp(streets: Streets, residences: readonly Residence[], gates: Project['gates']): Work<Accesses> {
  const { network, barriers, gateBarriers, snapLimitMetres } = streets;
  return findAccesses(network, residences, gates, { limitMetres: snapLimitMetres, door: barriers, gate: gateBarriers });
}

/** Facilities, or places where one could be, on the streets: past no barrier, rows as in the list. */
export function snapSites(
  { network, barriers, snapLimitMetres }: Streets,
  sites: readonly Pick<Facility, 'position'>[],
): Work<Snaps> {
  const places = {
    longitudes: sites.map(({ position }) => position[0]),
    latitudes: sites.map(({ position }) => position[1]),
  };
  return snapPlaces(network, places, snapLimitMetres, barriers);
}

/** The two nearest facilities of a kind on foot, for every home, without limit. `moment` may be the settings of a run. */
export function* walkByKind(
  streets: Streets,
  homes: PlacedHomes,
  question: { facilities: readonly Facility[]; kind: Kind; moment: Moment },
): Work<WalkTable> {
  const { network } = streets;
  const { kind } = question;
  const facilities = countingFacilities(question.facilities, kind, question.moment);
  const sites = yield* snapSites(streets, facilities);
  yield { stage: 'walk', done: 0, total: 2 };
  const labels = labelNodes(network, sites);
  yield { stage: 'walk', done: 1, total: 2 };
  return { kind, facilities, sites, labels, homes: tableHomes(network, labels, sites, homes.accesses) };
}

/** A table of walks in the form that coverage is counted from. */
export function nearestOnFoot({ kind, facilities, sites, homes }: WalkTable, { unplaced }: PlacedHomes): Nearest {
  return {
    kind,
    facilities,
    metres: homes.firstMetres,
    facility: homes.firstSite,
    unplaced,
    facilitiesUnplaced: sites.edge.reduce((count, edge) => count + (edge < 0 ? 1 : 0), 0),
  };
}
