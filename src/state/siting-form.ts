import type { CandidateSource } from '../core/siting/candidates.ts';
import type { Question as Model } from '../core/siting/types.ts';
import type { Kind } from '../core/types.ts';
import type { SiteArgs } from '../worker/plan-contract.ts';

/** What the panel of siting asks for; years, limit and way of measuring are those of the question. */
export interface SitingForm {
  /** The first is the service of the question. */
  services: { kind: Kind; count: number }[];
  model: Model['model'];
  /** For `sites`: share of all that must be covered, 0-1. */
  share: number;
  weight: SiteArgs['weight'];
  source: CandidateSource | null;
  scope: { in: 'all' } | { in: 'areas'; ids: string[]; name: string };
  budget: number | null;
  atMostPerSubdistrict: number | null;
  atLeastPerSubdistrict: number | null;
  /** People whom one place of a facility (a bed, a meal a day) is for; null = facilities take everybody within the limit. */
  peoplePerPlace: number | null;
  /** Of every new site; null = as the list of candidates says. */
  placesPerSite: number | null;
  /** Ids of candidates. */
  forced: string[];
  forbidden: string[];
}

export function createForm(kind: Kind): SitingForm {
  return {
    services: [{ kind, count: 3 }],
    model: 'coverage',
    share: 0.9,
    weight: 'elders',
    source: null,
    scope: { in: 'all' },
    budget: null,
    atMostPerSubdistrict: null,
    atLeastPerSubdistrict: null,
    peoplePerPlace: null,
    placesPerSite: null,
    forced: [],
    forbidden: [],
  };
}
