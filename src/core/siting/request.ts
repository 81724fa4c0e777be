/** What is asked of siting, in a planner's words; `instance.ts` turns it into numbers. */
import type { Kind } from '../types.ts';
import type { CandidateSource } from './candidates.ts';
import type { Question } from './types.ts';

/** Who counts: all elders, those of 80 and over, or elders of communities that are lacking before any new site. */
export type Weight = 'elders' | 'elders_80' | 'elders_lacking';

/** Where people count; whoever lives elsewhere weighs nothing. Candidates may lie anywhere. */
export type Scope =
  | { in: 'all' }
  /** Ids of areas, with everything below them, or of residences. */
  | { in: 'areas'; ids: readonly string[] };

/** One kind that is sited, and how many at most; the number is not looked at by `sites`. */
export interface ServiceRequest {
  kind: Kind;
  count: number;
}

/** How many people a facility can take: its places (or meals a day, beds) times the people that one of them is for. */
export interface CapacityRequest {
  /** Of every new site; null: of each by its own column. */
  placesPerSite: number | null;
  peoplePerPlace: number;
}

/** Limits of the kinds are those of the settings. */
export interface SitingRequest {
  /** Several kinds are solved together, by `coverage` only. */
  services: readonly ServiceRequest[];
  model: Question['model'];
  /** For `sites`: share of all weight, 0-1. */
  share: number;
  weight: Weight;
  scope: Scope;
  /** Undefined: the list where there is one, else the streets, else the homes. */
  source?: CandidateSource | undefined;
  /** Whether premises of a list must fit the kind. */
  checkConditions: boolean;
  /** Ids of candidates; with several services `kind:id` where an id alone does not say which. */
  forced: readonly string[];
  /** Ids of candidates, for all services, or `kind:id`. */
  forbidden: readonly string[];
  /** In the unit of the list's costs; null = no matter. */
  budget: number | null;
  /** Of each service. */
  atMostPerSubdistrict: number | null;
  atLeastPerSubdistrict: number | null;
  /** Null: facilities take everybody within the limit. Not for `worst`. */
  capacity: CapacityRequest | null;
}
