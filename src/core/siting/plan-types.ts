/** What a plan says: the JSON that `site` writes, field by field in data/schemas/plan.schema.json. */
import type { AreaStatus, Kind, Limit, Mode, ServiceResult } from '../types.ts';
import type { CandidateSource, ExcludedSite } from './candidates.ts';
import type { Condition, Premises } from './conditions.ts';
import type { CapacityRequest, Scope, Weight } from './request.ts';
import type { StreetPointRules } from './street-points.ts';
import type { Answer, Question, Status } from './types.ts';

export interface PlanService {
  service: Kind;
  limit: Limit;
  /** At most so many new sites; null for `sites`. */
  count: number | null;
  /** How many could be chosen, and how many were kept out. */
  considered: number;
  excluded: number;
  /** What premises had to offer: this tool's own defaults; null where that was not looked at. */
  conditions: (Premises & { source: 'own_defaults' }) | null;
}

export interface PlanSettings {
  services: PlanService[];
  mode: Mode;
  year: number | null;
  pipeline: boolean;
  speedMetresPerSecond: number;
  snapLimitMetres: number;
  weight: Weight;
  /** Where people count; whoever lives elsewhere weighs nothing. */
  scope: Scope;
  /** Share of all weight that must be covered, 0-1; null for the other models. */
  share: number | null;
  candidates: {
    source: CandidateSource;
    /** How places along the streets were chosen; null for other sources. */
    streets: StreetPointRules | null;
  };
  forced: string[];
  forbidden: string[];
  budget: number | null;
  atMostPerSubdistrict: number | null;
  atLeastPerSubdistrict: number | null;
  /** Null: facilities take everybody within the limit. */
  capacity: CapacityRequest | null;
}

/** Counted like an evaluation of the same project. */
export type PlanFigures = Pick<
  ServiceResult,
  | 'facilities'
  | 'eldersCovered'
  | 'eldersShare'
  | 'homesCovered'
  | 'meanMetres'
  | 'medianMetres'
  | 'worstMetres'
  | 'unreachableElders'
> & {
  /** Areas of the level `community` by status; those without elders are in none. */
  communities: Record<Exclude<AreaStatus, 'empty'>, number>;
};

/** The next-best candidate near by. */
export interface PlanAlternative {
  id: string;
  name: string;
  lon: number;
  lat: number;
  /**
   * What the objective would be with it instead, less what it is: people covered (for `sites` too, whose number stays),
   * metres per person, or metres of the worst-off.
   */
  objectiveDifference: number;
}

export interface PlanSite {
  service: Kind;
  id: string;
  name: string;
  lon: number;
  lat: number;
  /** The lowest area that it lies in; null outside all. */
  areaId: string | null;
  cost: number | null;
  forced: boolean;
  /** Elders newly within the limit, the sites before it in the list standing. */
  eldersGained: number;
  /** The same in what the plan weighs by. */
  weightGained: number;
  /** Elders within the limit of it who are within that of an existing or another new facility of the kind as well. */
  overlapsWith: number;
  /** `cost` / `eldersGained`; null without either. */
  costPerElder: number | null;
  /** Within 500 m, or the limit if that is less; null: none that would keep half of what the site adds. */
  alternative: PlanAlternative | null;
  /** People whom it can take, and those of the weight who are assigned to it; null without capacities. */
  capacity: number | null;
  assigned: number | null;
  /** Areas that were lacking before any new site and no longer are. */
  areasMended: string[];
  /** Ids of requirements that turn met. */
  requirementsMet: string[];
  /** Conditions that blank columns leave open: to be looked at on the spot. */
  unknownConditions: Condition[];
}

export type PlanExcluded = Pick<ExcludedSite, 'id' | 'name' | 'reasons'> & { service: Kind };

export type PlanNoteCode =
  /** `value` residences have no known weight and count nobody. */
  | 'weight_unknown'
  /** Homes of `value` elders are not on the streets: in no choice, covered by none. */
  | 'elders_unplaced'
  /** `value` homes that nothing reaches are left out of the mean and the worst walk. */
  | 'unreachable_left_out'
  /** `value` homes (`detail`: their ids) on small islands of streets without a facility are left out of them as well. */
  | 'islands_left_out'
  /** Of `value` candidates the condition `detail` is not known; they were allowed. */
  | 'condition_unknown'
  /** The forced site `value` would have been kept out for `detail`. */
  | 'forced_despite'
  /** Places of the source `detail` are no premises: whether there is room is not known. */
  | 'no_premises'
  /** One premises with several services pays its cost for each of them. */
  | 'costs_each_service'
  /** The premises `value` hold the services `detail`, for which they are too small together. */
  | 'premises_too_small'
  /** Places of `value` existing facilities of the kind `detail` are not known: they were taken to have room for all. */
  | 'room_unknown'
  /** `before`, `after` and the sites' gains count whoever is within the limit, whether or not there is room. */
  | 'room_not_in_figures'
  /** Only who weighs takes up room: others who use the same facilities are not counted. */
  | 'room_of_weight_only'
  /** Alternatives are not looked for where sites have capacities. */
  | 'no_alternatives'
  /** No standard was asked for, so that requirements met are not known. */
  | 'requirements_not_tested';

export interface PlanNote {
  code: PlanNoteCode;
  value: number | string | null;
  detail: string | null;
}

/** Why nobody serves a home. */
export type UnreachableReason =
  /** It could not be put on the streets. */
  | 'unplaced'
  /** Only candidates that are forbidden would serve it. */
  | 'forbidden'
  /** Candidates within the limit in a straight line were kept out: `excluded` of the home. */
  | 'excluded'
  /** No candidate is near enough, or no way leads there. */
  | 'none_near';

export interface UnreachableHome {
  id: string;
  name: string;
  service: Kind;
  elders: number | null;
  reason: UnreachableReason;
  /** Ids of kept-out candidates near by, the nearest first, at most five. */
  excluded: string[];
}

export interface Plan {
  format: 'care-circle-plan';
  version: 1;
  model: Question['model'];
  status: Status;
  /** Why there is no answer; null where there is one. */
  reason: Answer['reason'];
  /** Existing and new facilities together: weight covered, new sites, metres per elder, or metres. Null without answer. */
  objective: number | null;
  bound: number | null;
  gap: number | null;
  /** Of the search. */
  seconds: number;
  settings: PlanSettings;
  /** By service. */
  before: Record<Kind, PlanFigures>;
  after: Record<Kind, PlanFigures>;
  /** What adds most comes first. */
  sites: PlanSite[];
  /** Ids of homes with weight that no existing facility and no candidate can serve. */
  unreachable: string[];
  unreachableElders: number;
  /** Where that makes the question infeasible: each of those homes, and why. */
  unreachableHomes: UnreachableHome[];
  /** Candidates that could not be chosen for a service, with all reasons. */
  excluded: PlanExcluded[];
  notes: PlanNote[];
}
