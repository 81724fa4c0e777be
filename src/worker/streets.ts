/** The streets of the open project and the walks along them, joined and searched when somebody first asks on foot. */
import { nearestOnFoot, placeHomes, prepareStreets, walkByKind } from '../core/network/streets.ts';
import type { PlacedHomes, Streets, WalkTable } from '../core/network/streets.ts';
import { buildNetwork } from '../core/network/build.ts';
import { checkStreets, type StreetCheck, type StreetCheckArgs } from '../core/network/check-streets.ts';
import { DEFAULT_SNAP_LIMIT_METRES } from '../core/network/types.ts';
import { Walker } from '../core/network/walker.ts';
import type { Nearest } from '../core/coverage/nearest.ts';
import { createSettings } from '../core/create-evaluation.ts';
import type { Edit } from '../core/scenario/edits.ts';
import type { Project, Work } from '../core/types.ts';
import { demandOf, editedOf, keep, keyOf, type Asked, type OpenProject, type Walks } from './session.ts';

/** Streets are large: of so many scenarios with links or gates of their own they are kept. */
const KEPT_STREETS = 3;

export function* walksOf(open: OpenProject, asked: Asked): Work<{ table: WalkTable; homes: PlacedHomes }> {
  const { streets, tables } = yield* streetsOf(open, asked.edits);
  const homes = yield* homesOf(open, asked.year, asked.edits);
  const key = keyOf(asked);
  const known = tables.get(key);
  if (known) return { table: known, homes };
  const { facilities } = editedOf(open, asked);
  const table = yield* walkByKind(streets, homes, { facilities, kind: asked.kind, moment: asked });
  keep(tables, key, table);
  return { table, homes };
}

export function* walkedOf(open: OpenProject, asked: Asked): Work<Nearest> {
  const { table, homes } = yield* walksOf(open, asked);
  return nearestOnFoot(table, homes);
}

/** The streets of the data; where the edits hold links or gates, those of the scenario. */
export function* streetsOf(open: OpenProject, edits: readonly Edit[] = []): Work<Walks> {
  const own = edits.filter(({ action }) => action === 'link' || action === 'gate');
  return own.length === 0 ? yield* baseStreetsOf(open) : yield* scenarioStreetsOf(open, own);
}

function* baseStreetsOf(open: OpenProject): Work<Walks> {
  const known = (): Walks | null => open.walks;
  const before = known();
  if (before) return before;
  const streets = yield* prepareStreets(open.project, DEFAULT_SNAP_LIMIT_METRES);
  if (!streets) throw new Error('walking needs walkways, and the project has none');
  // Another job may have joined them meanwhile; what hangs on them is kept once.
  const meanwhile = known();
  if (meanwhile) return meanwhile;
  open.walks = createWalks(open.project, streets, new Walker(streets.network));
  return open.walks;
}

function createWalks(project: Project, streets: Streets, walker: Walker): Walks {
  const empty = { homes: new Map(), checks: new Map(), tables: new Map(), facilities: null, drawn: [] };
  return { project, streets, walker, ...empty };
}

/** Gates alone leave the network as it is; links have it joined anew. Barriers are those of the data either way. */
function* scenarioStreetsOf(open: OpenProject, edits: Edit[]): Work<Walks> {
  const key = JSON.stringify(edits);
  const base = yield* baseStreetsOf(open);
  const known = open.scenarioWalks.get(key);
  if (known) return keepWalks(open, key, known);
  const project = editedOf(open, { edits });
  const { walkways } = project;
  if (walkways === null || walkways === open.project.walkways) {
    return keepWalks(open, key, createWalks(project, base.streets, base.walker));
  }
  const network = yield* buildNetwork(walkways);
  const meanwhile = open.scenarioWalks.get(key);
  return keepWalks(open, key, meanwhile ?? createWalks(project, { ...base.streets, network }, new Walker(network)));
}

/** Asked for last, it is forgotten last; drawings that go with it are given back. */
function keepWalks({ scenarioWalks }: OpenProject, key: string, walks: Walks): Walks {
  scenarioWalks.delete(key);
  scenarioWalks.set(key, walks);
  const [oldest] = scenarioWalks;
  if (scenarioWalks.size > KEPT_STREETS && oldest) {
    scenarioWalks.delete(oldest[0]);
    for (const { address } of oldest[1].drawn) URL.revokeObjectURL(address);
  }
  return walks;
}

export function* homesOf(open: OpenProject, year: number | null, edits: readonly Edit[] = []): Work<PlacedHomes> {
  const { project, streets, homes } = yield* streetsOf(open, edits);
  const known = homes.get(year);
  if (known) return known;
  const placed = yield* placeHomes(streets, demandOf(open, year), project.gates);
  homes.set(year, placed);
  return placed;
}

export function* checkOf(open: OpenProject, year: number | null, edits: readonly Edit[] = []): Work<StreetCheck> {
  const { checks } = yield* streetsOf(open, edits);
  const known = checks.get(year);
  if (known) return known;
  const check = yield* checkStreets(yield* toBeChecked(open, year, edits));
  checks.set(year, check);
  return check;
}

/** The streets with the homes of a year, as the checks take them. */
export function* toBeChecked(
  open: OpenProject,
  year: number | null,
  edits: readonly Edit[] = [],
): Work<StreetCheckArgs> {
  const { project, streets } = yield* streetsOf(open, edits);
  const homes = yield* homesOf(open, year, edits);
  return { project, streets, demand: demandOf(open, year), homes, rules: createSettings(project) };
}
