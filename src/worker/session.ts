/** What the worker remembers between jobs: the open project, and results that several questions share. */
import { prepareDemand, type Demand } from '../core/coverage/demand.ts';
import { nearestByKind, type Nearest } from '../core/coverage/nearest.ts';
import type { StreetCheck } from '../core/network/check-streets.ts';
import type { PlacedHomes, Streets, WalkTable } from '../core/network/streets.ts';
import { createAreaLookup, withUnits } from '../core/standards/places.ts';
import { keepStages } from '../core/scenario/apply.ts';
import { usableEdits } from '../core/scenario/check.ts';
import { applyEdits, type Edit } from '../core/scenario/edits.ts';
import type { PipelineStage } from '../core/scenario/types.ts';
import type { Start, Walker } from '../core/network/walker.ts';
import type { Kind, Mode, Problem, Project } from '../core/types.ts';
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

/** What walking needs of a project: streets.ts makes it. */
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
  /** Map texts of the project before: the map may be about to read them. Given back when yet another is opened. */
  formerAddresses: readonly string[];
}

export function createSession(): Session {
  return { open: null, formerAddresses: [] };
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

function recall<T>(kept: Map<string, T>, asked: Asked, make: () => T): T {
  const key = keyOf(asked);
  const found = kept.get(key) ?? make();
  keep(kept, key, found);
  return found;
}

export function keyOf({ kind, year, pipeline, edits, stages = [] }: Asked): string {
  return JSON.stringify([kind, year, pipeline, edits, stages]);
}

/** Forgets the oldest of more than so many. */
export function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_NEAREST && oldest !== undefined) kept.delete(oldest);
}
