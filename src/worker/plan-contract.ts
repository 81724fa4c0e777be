/** What the jobs of planning take and answer: `drag`, `compare` and `site`. Types only; nothing of it is computed here. */
import type { Answer, Instance, Question as Model, Rules } from '../core/siting/types.ts';
import type { CandidateSource } from '../core/siting/candidates.ts';
import type { CapacityRequest } from '../core/siting/request.ts';
import type { LiveFrame } from '../core/scenario/live.ts';
import type { Edit, Scenario } from '../core/scenario/types.ts';
import type { Plan } from '../core/siting/plan-types.ts';
import type { State } from '../core/standards/types.ts';
import type { AreaStatus, Kind, Position } from '../core/types.ts';
import type { Question } from './session.ts';
import type { PackSource } from './standards-job.ts';

/** A standard that the frames of a drag, or a comparison, are tested against. */
export interface Tested {
  pack: PackSource;
  parameters: Record<string, number>;
}

/* ---- Drag: one facility in the hand; everything else stands still. ---- */

export interface StartDragArgs {
  /** Its edits are those of the scenario as it stands, the facility in the hand included. */
  question: Question;
  /** Id of the facility in the hand: of the data, or added by an edit. */
  id: string;
  standard: Tested | null;
}

export interface DragArgs {
  /** Counts up with every position asked for: an answer to an older one that comes late is dropped. */
  frame: number;
  position: Position;
}

/** Figures of one moment of the drag, for the kind of the question. Equal, to the bit, to a full run with the facility there. */
export interface DragFrame extends Omit<LiveFrame, 'homes'> {
  /** That of the question; 0 where the facility stands when it is taken up. */
  frame: number;
  /**
   * null in the answers of `startDrag` and `drag`: on a city of 100,000 homes the rows of a standard take up to some tens of
   * milliseconds, a frame less than five. They come from `dragRequirements`, at their own pace, and are put here.
   */
  requirements: DragCounts | null;
  /** States of homes (HOME_STATES) that differ from the start of the drag: rows of `ProjectSummary.homes`, and states. */
  homes: { rows: Uint32Array; states: Uint8Array };
}

/** Rows of the standard by state, as a fresh test counts them (repeats of one target once), and those that turned since the start. */
export interface DragCounts {
  met: number;
  notMet: number;
  unknown: number;
  turned: { id: string; from: State; to: State }[];
}

/** Answer of `dragRequirements`: the rows at the newest place that was asked for. */
export interface DragRequirements {
  frame: number;
  /** null without standard, or where no row of it asks where the facility stands. */
  requirements: DragCounts | null;
}

/* ---- Compare: scenarios side by side, the base first. ---- */

export interface CompareArgs {
  question: Omit<Question, 'edits'>;
  scenarios: readonly Scenario[];
  standard: Tested | null;
}

/** One column of the table of differences; the first is the base (id `base`). */
export interface ScenarioFigures {
  id: string;
  year: number | null;
  elders: number;
  eldersCovered: number;
  eldersShare: number | null;
  elders80Covered: number | null;
  elders80: number | null;
  meanMetres: number | null;
  worstMetres: number | null;
  /** Areas of the project's level. */
  communities: Record<AreaStatus, number>;
  subdistricts: { id: string; name: string; eldersShare: number | null; status: AreaStatus }[];
  requirements: { met: number; notMet: number; unknown: number; noTarget: number } | null;
  /** Rows of the standard that differ from the base. */
  turned: { id: string; from: State; to: State }[];
  /** Facilities added, and the sum of their `cost` where all of them have one. */
  added: number;
  cost: number | null;
  /** Elders (of this column's year) in homes that are covered here and not in the base, and the other way round. Homes count that count in both years. */
  gained: number;
  lost: number;
  /** Of each home of the page: 1 gained, 2 lost, 0 the same. */
  homes: Uint8Array;
}

/* ---- Site: prepared by the worker, searched in a worker of its own (the solver blocks), explained by the first. ---- */

export interface SiteArgs {
  question: Question;
  /** Kind -> how many at most; one entry for the model `sites`. All of them share the limit of the question. */
  services: { kind: Kind; count: number }[];
  model: Model['model'];
  /** For `sites`: share of elders, 0-1. */
  share: number;
  weight: 'elders' | 'elders_80' | 'elders_lacking';
  source: CandidateSource | null;
  /** `district`, one area, or the failing units of one requirement of the standard. */
  scope: { in: 'all' } | { in: 'areas'; ids: string[] };
  forced: string[];
  forbidden: string[];
  budget: number | null;
  atMostPerSubdistrict: number | null;
  atLeastPerSubdistrict: number | null;
  /** Null or left out: facilities take everybody within the limit. */
  capacity?: CapacityRequest | null;
  standard: Tested | null;
}

/** What a search needs and nothing else; arrays are handed over. `unusable`: one sentence's code, and no search. */
export type PreparedSite =
  | { key: number; instance: Instance; question: Model; rules: Rules; unusable: null }
  | { key: number; instance: null; question: null; rules: null; unusable: { code: string; detail: string | number } };

export interface ExplainArgs {
  /** Of `PreparedSite`. */
  key: number;
  answer: Answer;
  seconds: number;
}

export interface ExplainedSite {
  plan: Plan;
  /** The sites as edits, ready for the scenario, in the order of `plan.sites`. */
  edits: Edit[];
}
