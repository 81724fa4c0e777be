/** What the worker remembers between jobs: the open project, and results that several questions share. */
import { nearestByKind, prepareDemand, type Demand, type Nearest } from '../core/evaluate.ts';
import { applyEdits, type Edit } from '../core/scenario/edits.ts';
import type { Kind, Project } from '../core/types.ts';
import type { Homes } from './results.ts';

/** Results of this many former questions are kept, so that a slider or an undo finds them again. */
const KEPT_NEAREST = 24;

export interface Question {
  kind: Kind;
  limitMetres: number;
  year: number | null;
  pipeline: boolean;
  edits: Edit[];
}

export interface OpenProject {
  project: Project;
  homes: Homes;
  /** Row of `homes` by residence id. */
  homeRows: Map<string, number>;
  demands: Map<number | null, Demand>;
  nearest: Map<string, Nearest>;
  /** Addresses of the map's layers, to be given back when another project is opened. */
  addresses: string[];
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
    demand = prepareDemand(open.project, year);
    open.demands.set(year, demand);
  }
  return demand;
}

export function nearestOf(open: OpenProject, question: Omit<Question, 'limitMetres'>): Nearest {
  const { kind, year, pipeline, edits } = question;
  const key = JSON.stringify([kind, year, pipeline, edits]);
  const known = open.nearest.get(key);
  if (known) return known;
  const { facilities } = applyEdits(open.project, edits);
  const nearest = nearestByKind(demandOf(open, year), facilities, kind, { year, pipeline });
  open.nearest.set(key, nearest);
  const [oldest] = open.nearest.keys();
  if (open.nearest.size > KEPT_NEAREST && oldest !== undefined) open.nearest.delete(oldest);
  return nearest;
}
