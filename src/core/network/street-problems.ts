/** What is odd about the streets of a project, seen with its homes. */
import { createProblem } from '../problems.ts';
import { distanceMetres } from '../geo/metric.ts';
import type { Demand } from '../coverage/demand.ts';
import type { Problem, Walkways, Work } from '../types.ts';
import type { StreetCheck, StreetCheckArgs } from './check-streets.ts';
import { countCrossings } from './crossings.ts';
import { findShift } from './shifted.ts';
import { snapSites } from './streets.ts';
import type { PlacedHomes, Streets } from './streets.ts';
import type { Network } from './types.ts';

/** Below this share of homes on the streets, the streets are those of another place. */
const ELSEWHERE_SHARE = 0.05;
/** Crossings without a vertex that are told: so many, or this share of the junctions; from a tenth on a warning. */
const TOLD_CROSSINGS = 20;
const TOLD_CROSSINGS_SHARE = 0.05;
const MANY_CROSSINGS_SHARE = 0.1;
/** Told from this share of the metres of street, or of the elders, on islands. */
const ISLAND_METRES_SHARE = 0.05;
const ISLAND_ELDERS_SHARE = 0.01;
/** Of more homes than these the farthest is not looked for: the streets are not theirs. */
const MOST_UNPLACED_LOOKED_AT = 5000;

/**
 * Problems: `streets_zero_length`, `streets_not_joined`, `streets_elsewhere` or `streets_shifted`, `streets_islands`,
 * `homes_unplaced`, and one `streets_incomplete` for each area that gets no verdict for it. `check` is that of the same
 * streets. About linear.
 */
export function* listStreetProblems(args: StreetCheckArgs, check: StreetCheck): Work<Problem[]> {
  const { project, streets, demand, homes } = args;
  yield { stage: 'areas', done: 0, total: 2 };
  const lines = project.walkways === null ? [] : checkLines(project.walkways, streets.network);
  yield { stage: 'areas', done: 1, total: 2 };
  const place = checkPlace(args);
  const problems = [...lines, ...place, ...(yield* checkIslands(args)), ...checkUnplaced(demand, homes, streets)];
  // Streets of another place are no news of any one area.
  return place.length > 0 ? problems : [...problems, ...nameIncomplete(args, check)];
}

/** Lines by themselves. */
function checkLines(walkways: Walkways, network: Network): Problem[] {
  const problems: Problem[] = [];
  const empty = countWithoutLength(walkways);
  if (empty > 0) {
    const details = { layer: 'walkways', value: empty, action: 'left_out' } as const;
    problems.push(createProblem('streets_zero_length', { severity: 'note', ...details }));
  }
  const crossings = countCrossings(walkways);
  const junctions = countJunctions(network);
  if (crossings > TOLD_CROSSINGS || crossings > TOLD_CROSSINGS_SHARE * junctions) {
    const severity = crossings > MANY_CROSSINGS_SHARE * junctions ? 'warning' : 'note';
    problems.push(createProblem('streets_not_joined', { severity, layer: 'walkways', value: crossings }));
  }
  return problems;
}

/** Lines all of whose vertices are one place. */
function countWithoutLength({ coordinates, starts }: Walkways): number {
  let count = 0;
  for (let line = 0; line + 1 < starts.length; line++) {
    const first = starts[line]!;
    let i = first + 1;
    while (i < starts[line + 1]! && isSamePlace(coordinates, i, first)) i++;
    if (i >= starts[line + 1]!) count++;
  }
  return count;
}

function isSamePlace(coordinates: Float64Array, i: number, j: number): boolean {
  const [east, north] = [coordinates[2 * i]! - coordinates[2 * j]!, coordinates[2 * i + 1]! - coordinates[2 * j + 1]!];
  return Math.abs(east) < 1e-7 && Math.abs(north) < 1e-7;
}

function countJunctions({ nodes, arcStarts }: Network): number {
  let count = 0;
  for (let node = 0; node < nodes; node++) if (arcStarts[node + 1]! - arcStarts[node]! > 2) count++;
  return count;
}

/** Whether the streets lie where the homes do. */
function checkPlace({ project, streets, demand, homes }: StreetCheckArgs): Problem[] {
  const { network, snapLimitMetres } = streets;
  if (demand.residences.length === 0 || network.edges === 0) return [];
  const shift = findShift(network, demand, project.gates, snapLimitMetres);
  if (shift !== null) {
    return [
      createProblem('streets_shifted', { layer: shift.layer, value: shift.system, elders: demand.totals.elders }),
    ];
  }
  const placed = homes.unplaced.reduce((count, unplaced) => count + 1 - unplaced, 0);
  if (placed >= ELSEWHERE_SHARE * demand.residences.length) return [];
  const value = Math.round(kilometresApart(network, demand));
  const elders = eldersWhere(demand, (row) => homes.unplaced[row] === 1);
  return [createProblem('streets_elsewhere', { severity: 'error', layer: 'walkways', value, elders })];
}

/** From the middle of the streets' box to that of the homes'. */
function kilometresApart(network: Network, { longitudes, latitudes }: Demand): number {
  const middle = (values: Float64Array): number => {
    const [least, most] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    return (least + most) / 2;
  };
  const streetLongitudes = network.vertices.filter((_, i) => i % 2 === 0);
  const streetLatitudes = network.vertices.filter((_, i) => i % 2 === 1);
  const metres = distanceMetres(
    middle(streetLongitudes),
    middle(streetLatitudes),
    middle(longitudes),
    middle(latitudes),
  );
  return metres / 1000;
}

function eldersWhere({ elders }: Demand, isMeant: (row: number) => boolean): number {
  return elders.reduce((sum, each, row) => (each > 0 && isMeant(row) ? sum + each : sum), 0);
}

/** Small parts of the streets without way to the rest; the elders on those where no facility of any kind stands. */
function* checkIslands({ project, streets, demand, homes }: StreetCheckArgs): Work<Problem[]> {
  const { islands, islandMetres, edgeFrom } = streets.network;
  if (islandMetres.length < 2) return [];
  const sites = yield* snapSites(streets, project.facilities);
  const isServed = new Uint8Array(islandMetres.length);
  for (const edge of sites.edge) if (edge >= 0) isServed[islands[edgeFrom[edge]!]!] = 1;
  const { starts, edge: edges } = homes.accesses;
  const cut = (row: number): boolean => {
    const own = edges.subarray(starts[row], starts[row + 1]);
    return (
      own.length > 0 && own.every((edge) => islands[edgeFrom[edge]!]! > 0 && isServed[islands[edgeFrom[edge]!]!] === 0)
    );
  };
  const elders = eldersWhere(demand, cut);
  const total = islandMetres.reduce((sum, metres) => sum + metres, 0);
  const isMuch = total - islandMetres[0]! > ISLAND_METRES_SHARE * total;
  if (!isMuch && elders <= ISLAND_ELDERS_SHARE * demand.totals.elders) return [];
  return [createProblem('streets_islands', { layer: 'walkways', value: islandMetres.length - 1, elders })];
}

/** One note for all homes that no leg brings to a street, naming the farthest. */
function checkUnplaced(demand: Demand, { unplaced }: PlacedHomes, { network }: Streets): Problem[] {
  const rows = demand.residences.map((_, row) => row).filter((row) => unplaced[row] === 1 && demand.elders[row] !== 0);
  if (rows.length === 0) return [];
  const elders = eldersWhere(demand, (row) => unplaced[row] === 1);
  const id = rows.length > MOST_UNPLACED_LOOKED_AT ? null : (findFarthest(demand, network, rows)?.id ?? null);
  return [createProblem('homes_unplaced', { severity: 'note', layer: 'residences', id, value: rows.length, elders })];
}

/** The home with the longest way to a vertex of the street whose box is nearest: near enough to name it. */
function findFarthest({ residences }: Demand, network: Network, rows: readonly number[]) {
  let [farthest, most] = [rows[0]!, -1];
  for (const row of rows) {
    const [longitude, latitude] = residences[row]!.position;
    const edge = network.boxes?.neighbors(longitude, latitude, 1)[0];
    if (edge === undefined) break;
    let least = Infinity;
    for (let i = network.vertexStarts[edge]!; i < network.vertexStarts[edge + 1]!; i++) {
      const [x, y] = [network.vertices[2 * i]!, network.vertices[2 * i + 1]!];
      least = Math.min(least, distanceMetres(longitude, latitude, x, y));
    }
    if (least > most) [farthest, most] = [row, least];
  }
  return residences[farthest];
}

/** Areas with elders that get no verdict; `column` says which of the two rules it is. */
function nameIncomplete({ demand, homes, rules }: StreetCheckArgs, { densities, incomplete }: StreetCheck): Problem[] {
  return demand.areas.flatMap(({ id }, place) => {
    const elders = demand.areaElders[place]!;
    const members = demand.members.subarray(demand.memberStarts[place], demand.memberStarts[place + 1]);
    let unplaced = 0;
    for (const row of members) if (homes.unplaced[row] === 1) unplaced += demand.elders[row]!;
    const column = unplaced > rules.incompleteShare * elders ? 'unplaced' : null;
    if (!(elders > 0) || (incomplete[place] === 0 && column === null)) return [];
    const density = densities[place]!;
    const value = Number.isNaN(density) ? null : Math.floor(density);
    return [createProblem('streets_incomplete', { layer: 'areas', id, column, value, elders })];
  });
}
