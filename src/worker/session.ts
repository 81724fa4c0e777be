/** What the worker remembers between jobs: the open project, and results that several questions share. */
import {
  checkStreets,
  createSettings,
  nearestByKind,
  nearestOnFoot,
  placeHomes,
  prepareDemand,
  prepareStreets,
  walkByKind,
  type Demand,
  type Nearest,
  type PlacedHomes,
  type StreetCheck,
  type Streets,
  type WalkTable,
} from '../core/evaluate.ts';
import { createAreaLookup, withUnits } from '../core/standards/places.ts';
import { applyEdits, type Edit } from '../core/scenario/edits.ts';
import type { Kind, Mode, Problem, Project, Work } from '../core/types.ts';
import { DEFAULT_SNAP_LIMIT_METRES } from '../core/network/types.ts';
import { Walker, type Start } from '../core/network/walker.ts';
import type { Homes } from './results.ts';

/** Results of this many former questions are kept, so that a slider or an undo finds them again. */
const KEPT_NEAREST = 24;

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
  /** Addresses of the map's layers, to be given back when another project is opened. */
  addresses: string[];
}

/** What walking needs of a project. */
export interface Walks {
  streets: Streets;
  homes: Map<number | null, PlacedHomes>;
  /** What is odd about the streets, by year. */
  checks: Map<number | null, StreetCheck>;
  tables: Map<string, WalkTable>;
  walker: Walker;
  /** Where each facility of the project stands on the streets; those off them are not in it. */
  facilities: Map<string, Start> | null;
  /** Addresses of drawn streets and when they were made, the newest last. */
  drawn: { address: string; at: number }[];
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
export type Asked = Pick<Question, 'kind' | 'year' | 'pipeline' | 'edits'>;

/** In a straight line. */
export function nearestOf(open: OpenProject, asked: Asked): Nearest {
  return recall(open.nearest, asked, () => {
    const { facilities } = applyEdits(open.project, asked.edits);
    return nearestByKind(demandOf(open, asked.year), facilities, asked.kind, asked);
  });
}

/** On foot. The streets are joined when somebody first asks for it. */
export function* walksOf(open: OpenProject, asked: Asked): Work<{ table: WalkTable; homes: PlacedHomes }> {
  const { streets, tables } = yield* streetsOf(open);
  const homes = yield* homesOf(open, asked.year);
  const key = keyOf(asked);
  const known = tables.get(key);
  if (known) return { table: known, homes };
  const { facilities } = applyEdits(open.project, asked.edits);
  const table = yield* walkByKind(streets, homes, { facilities, kind: asked.kind, moment: asked });
  keep(tables, key, table);
  return { table, homes };
}

export function* walkedOf(open: OpenProject, asked: Asked): Work<Nearest> {
  const { table, homes } = yield* walksOf(open, asked);
  return nearestOnFoot(table, homes);
}

export function* streetsOf(open: OpenProject): Work<Walks> {
  const known = (): Walks | null => open.walks;
  const before = known();
  if (before) return before;
  const streets = yield* prepareStreets(open.project, DEFAULT_SNAP_LIMIT_METRES);
  if (!streets) throw new Error('walking needs walkways, and the project has none');
  // Another job may have joined them meanwhile; what hangs on them is kept once.
  const meanwhile = known();
  if (meanwhile) return meanwhile;
  const walker = new Walker(streets.network);
  open.walks = { streets, homes: new Map(), checks: new Map(), tables: new Map(), walker, facilities: null, drawn: [] };
  return open.walks;
}

export function* homesOf(open: OpenProject, year: number | null): Work<PlacedHomes> {
  const { streets, homes } = yield* streetsOf(open);
  const known = homes.get(year);
  if (known) return known;
  const placed = yield* placeHomes(streets, demandOf(open, year), open.project.gates);
  homes.set(year, placed);
  return placed;
}

export function* checkOf(open: OpenProject, year: number | null): Work<StreetCheck> {
  const { streets, checks } = yield* streetsOf(open);
  const known = checks.get(year);
  if (known) return known;
  const { project } = open;
  const [homes, rules] = [yield* homesOf(open, year), createSettings(project)];
  const check = yield* checkStreets({ project, streets, demand: demandOf(open, year), homes, rules });
  checks.set(year, check);
  return check;
}

function recall<T>(kept: Map<string, T>, asked: Asked, make: () => T): T {
  const key = keyOf(asked);
  const found = kept.get(key) ?? make();
  keep(kept, key, found);
  return found;
}

function keyOf({ kind, year, pipeline, edits }: Asked): string {
  return JSON.stringify([kind, year, pipeline, edits]);
}

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_NEAREST && oldest !== undefined) kept.delete(oldest);
}
