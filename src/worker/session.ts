/** What the worker remembers between jobs: the open project, and results that several questions share. */
import { prepareDemand, type Demand } from '../core/coverage/demand.ts';
import { nearestByKind, type Nearest } from '../core/coverage/nearest.ts';
import { createSettings } from '../core/create-evaluation.ts';
import { checkStreets, type StreetCheck, type StreetCheckArgs } from '../core/network/check-streets.ts';
import {
  nearestOnFoot,
  placeHomes,
  prepareStreets,
  walkByKind,
  type PlacedHomes,
  type Streets,
  type WalkTable,
} from '../core/network/streets.ts';
import { createAreaLookup, withUnits } from '../core/standards/places.ts';
import { buildNetwork } from '../core/network/build.ts';
import { keepStages } from '../core/scenario/apply.ts';
import { usableEdits } from '../core/scenario/check.ts';
import { applyEdits, type Edit } from '../core/scenario/edits.ts';
import type { PipelineStage } from '../core/scenario/types.ts';
import type { Kind, Mode, Problem, Project, Work } from '../core/types.ts';
import { DEFAULT_SNAP_LIMIT_METRES } from '../core/network/types.ts';
import { Walker, type Start } from '../core/network/walker.ts';
import type { Homes } from './results.ts';

/** Results of this many former questions are kept, so that a slider or an undo finds them again. */
const KEPT_NEAREST = 24;
/** Streets are large: of so many scenarios with links or gates of their own they are kept. */
const KEPT_STREETS = 3;

export interface Question {
  mode: Mode;
  kind: Kind;
  limitMetres: number;
  /** Where the limit was said in minutes; `limitMetres` are those at the speed. */
  minutes: number | null;
  speedMetresPerSecond: number;
  year: number | null;
  pipeline: boolean;
  edits: Edit[];
  /** Of the planned facilities only those of these stages count; without it, or with none, all where `pipeline` is set. */
  stages?: readonly PipelineStage[];
}

export interface OpenProject {
  project: Project;
  /** Of reading its files. */
  problems: Problem[];
  homes: Homes;
  /** Row of `homes` by residence id. */
  homeRows: Map<string, number>;
  demands: Map<number | null, Demand>;
  nearest: Map<string, Nearest>;
  /** null = not looked at yet. */
  walks: Walks | null;
  /** The same for scenarios with links or gates, by these edits. */
  scenarioWalks: Map<string, Walks>;
  /** Addresses of the map's layers, to be given back when another project is opened. */
  addresses: string[];
}

/** What walking needs of a project. */
export interface Walks {
  /** With the walkways and gates that these streets are made of; its facilities are those of the data. */
  project: Project;
  streets: Streets;
  homes: Map<number | null, PlacedHomes>;
  /** Where the streets can be relied on, by year. */
  checks: Map<number | null, StreetCheck>;
  tables: Map<string, WalkTable>;
  walker: Walker;
  /** Where each facility of the project stands on the streets; those off them are not in it. */
  facilities: Map<string, Start> | null;
  /** Addresses of drawn streets and when they were made, the newest last. */
  drawn: { address: string; at: number; isBase: boolean }[];
}

export interface Session {
  open: OpenProject | null;
}

export function createSession(): Session {
  return { open: null };
}

/** The open project. A job that needs one before one is open is our own mistake. */
export function requireOpen(session: Session): OpenProject {
  if (!session.open) throw new Error('no project is open');
  return session.open;
}

export function demandOf(open: OpenProject, year: number | null): Demand {
  let demand = open.demands.get(year);
  if (!demand) {
    // Listed units with the people of their communities, so that their card says how many they are.
    demand = withUnits(prepareDemand(open.project, year), createAreaLookup(open.project.areas));
    open.demands.set(year, demand);
  }
  return demand;
}

/** The part of a question that distances depend on. */
export type Asked = Pick<Question, 'kind' | 'year' | 'pipeline' | 'edits' | 'stages'>;

/** The project with the edits that can be made, without planned facilities of other stages. */
export function editedOf(open: OpenProject, { edits, stages = [] }: Pick<Question, 'edits' | 'stages'>): Project {
  return keepStages(applyEdits(open.project, usableEdits(edits, open.project)), stages);
}

/** In a straight line. */
export function nearestOf(open: OpenProject, asked: Asked): Nearest {
  return recall(open.nearest, asked, () => {
    const { facilities } = editedOf(open, asked);
    return nearestByKind(demandOf(open, asked.year), facilities, asked.kind, asked);
  });
}

/** On foot. The streets are joined when somebody first asks for it. */
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

function recall<T>(kept: Map<string, T>, asked: Asked, make: () => T): T {
  const key = keyOf(asked);
  const found = kept.get(key) ?? make();
  keep(kept, key, found);
  return found;
}

function keyOf({ kind, year, pipeline, edits, stages = [] }: Asked): string {
  return JSON.stringify([kind, year, pipeline, edits, stages]);
}

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_NEAREST && oldest !== undefined) kept.delete(oldest);
}
