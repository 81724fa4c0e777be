/** Where the streets of a project can be relied on: what a run on foot has to know before it judges an area. */
import type { Demand } from '../coverage/demand.ts';
import type { Project, Settings, Work } from '../types.ts';
import { streetDensities } from './completeness.ts';
import { findKnownGround, type KnownGround } from './data-edge.ts';
import type { PlacedHomes, Streets } from './streets.ts';

/** What a run on foot knows of its streets beside the walks. */
export interface StreetCheck {
  /** Metres of walkway per built hectare, one an area; NaN where nothing is known to be built. */
  densities: Float64Array;
  /** One an area: 1 = too few metres of walkway for what is built there. */
  incomplete: Uint8Array;
  /** Where the streets are known; what lies near its edge depends on the question. */
  ground: KnownGround;
}

export interface StreetCheckArgs {
  /** As it is before any edit or after: edits do not touch what is looked at, but for `facilities`. */
  project: Project;
  streets: Streets;
  demand: Demand;
  homes: PlacedHomes;
  rules: Pick<Settings, 'incompleteShare' | 'leastStreetMetresPerHectare'>;
}

/** About linear. What else is odd about the streets is in street-problems.ts: no verdict waits for it. */
export function* checkStreets({ project, streets, demand, rules }: StreetCheckArgs): Work<StreetCheck> {
  yield { stage: 'areas', done: 0, total: 2 };
  const densities = streetDensities(project, demand, streets.network);
  const incomplete = Uint8Array.from(densities, (density) => (density < rules.leastStreetMetresPerHectare ? 1 : 0));
  yield { stage: 'areas', done: 1, total: 2 };
  return { densities, incomplete, ground: findKnownGround(streets.network) };
}
