/** Where residents step onto the network: by the gates of their compound, else from the point where the home stands. */
import { distanceMetres } from '../geo/metric.ts';
import type { Gate, Residence, Work } from '../types.ts';
import type { Barriers } from './barriers.ts';
import { toGrain } from './grain.ts';
import { snapPlaces } from './snap.ts';
import type { Accesses, Network, Snaps } from './types.ts';

/** How far a straight leg to a street may go, and what it may not cross from a door and from a gate. */
export interface Legs {
  limitMetres: number;
  door: Barriers | null;
  gate: Barriers | null;
}

/** A gate of a home, by the home's row. */
interface Exit {
  home: number;
  longitude: number;
  latitude: number;
  /** Metres in a straight line from where the home stands. */
  inside: number;
}

/**
 * Accesses of residences, row by row. A home with known gates (`gates` by residence id) leaves by those that reach a
 * street within the limit, its leg being the straight line to the gate and on to the street; a home without, or with
 * none that does, leaves from its own point. A gate that stands where the home itself does is its door: the home leaves
 * from its own point as well. A home without access is unplaced.
 */
export function* findAccesses(
  network: Network,
  residences: readonly Pick<Residence, 'id' | 'position'>[],
  gates: readonly Gate[],
  legs: Legs,
): Work<Accesses> {
  const all = findExits(residences, gates);
  // Through a door nobody passes the wall: it is no gate.
  const exits = all.filter(({ inside }) => inside > 0);
  const withDoor = new Set(all.filter(({ inside }) => inside === 0).map(({ home }) => home));
  const places = {
    longitudes: exits.map(({ longitude }) => longitude),
    latitudes: exits.map(({ latitude }) => latitude),
  };
  const exitSnaps = yield* snapPlaces(network, places, legs.limitMetres, legs.gate);
  const hasExit = new Uint8Array(residences.length);
  exits.forEach(({ home }, i) => {
    if (exitSnaps.edge[i]! >= 0) hasExit[home] = 1;
  });
  const isLeftByGates = (row: number): boolean => hasExit[row] === 1 && !withDoor.has(row);
  // A home that leaves by its gates is not looked up itself: NaN finds no street.
  const doors = {
    longitudes: residences.map(({ position }, row) => (isLeftByGates(row) ? NaN : position[0])),
    latitudes: residences.map(({ position }) => position[1]),
  };
  const doorSnaps = yield* snapPlaces(network, doors, legs.limitMetres, legs.door);
  return joinAccesses(residences.length, exits, exitSnaps, doorSnaps);
}

function findExits(residences: readonly Pick<Residence, 'id' | 'position'>[], gates: readonly Gate[]): Exit[] {
  const rows = new Map(residences.map(({ id }, row) => [id, row]));
  const exits: Exit[] = [];
  for (const { residenceId, position } of gates) {
    const home = rows.get(residenceId);
    if (home === undefined) continue;
    const [longitude, latitude] = position;
    const [homeLongitude, homeLatitude] = residences[home]!.position;
    const inside = toGrain(distanceMetres(homeLongitude, homeLatitude, longitude, latitude));
    exits.push({ home, longitude, latitude, inside });
  }
  return exits.sort((a, b) => a.home - b.home || a.inside - b.inside);
}

/** `exits` are sorted by home. */
function joinAccesses(homes: number, exits: readonly Exit[], exitSnaps: Snaps, doorSnaps: Snaps): Accesses {
  const most = exits.length + homes;
  const joined: Accesses = {
    starts: new Uint32Array(homes + 1),
    edge: new Int32Array(most),
    along: new Float64Array(most),
    leg: new Float64Array(most),
  };
  let at = 0;
  const add = (snaps: Snaps, i: number, inside: number): void => {
    if (snaps.edge[i]! < 0) return;
    joined.edge[at] = snaps.edge[i]!;
    joined.along[at] = snaps.along[i]!;
    joined.leg[at] = snaps.leg[i]! + inside;
    at++;
  };
  let exit = 0;
  for (let home = 0; home < homes; home++) {
    add(doorSnaps, home, 0);
    for (; exit < exits.length && exits[exit]!.home === home; exit++) add(exitSnaps, exit, exits[exit]!.inside);
    joined.starts[home + 1] = at;
  }
  const cut = <T extends Int32Array | Float64Array>(array: T): T => array.slice(0, at) as T;
  return { starts: joined.starts, edge: cut(joined.edge), along: cut(joined.along), leg: cut(joined.leg) };
}

/** Accesses of homes that were looked up before: home i of the answer is home `at[i]` of `found[which[i]]`. */
export function pickAccesses(
  found: readonly Accesses[],
  { which, at }: { which: Int32Array; at: Int32Array },
): Accesses {
  const starts = new Uint32Array(which.length + 1);
  for (let home = 0; home < which.length; home++) {
    const from = found[which[home]!]!.starts;
    starts[home + 1] = starts[home]! + from[at[home]! + 1]! - from[at[home]!]!;
  }
  const size = starts[which.length]!;
  const picked = { starts, edge: new Int32Array(size), along: new Float64Array(size), leg: new Float64Array(size) };
  for (let home = 0; home < which.length; home++) {
    const from = found[which[home]!]!;
    let access = from.starts[at[home]!]!;
    for (let to = starts[home]!; to < starts[home + 1]!; to++, access++) {
      picked.edge[to] = from.edge[access]!;
      picked.along[to] = from.along[access]!;
      picked.leg[to] = from.leg[access]!;
    }
  }
  return picked;
}

/** The home of each access. */
export function homesOfAccesses({ starts, edge }: Accesses): Uint32Array {
  const homeOf = new Uint32Array(edge.length);
  for (let home = 0; home + 1 < starts.length; home++) homeOf.fill(home, starts[home], starts[home + 1]);
  return homeOf;
}
