/** What a run is asked when nothing is said, and the parts of its answer put together. */
import type { Demand } from './coverage/demand.ts';
import type { Nearest } from './coverage/nearest.ts';
import { nullIfUnknown, roundMetres, type ServiceResults } from './coverage/shares.ts';
import { DEFAULT_SNAP_LIMIT_METRES, LEAST_STREET_METRES_PER_HECTARE } from './network/types.ts';
import { compareIds } from './types.ts';
import type { AreaResult, Evaluation, Kind, Limit, Problem, Project, ResidenceResult, Settings } from './types.ts';
import { WALKING_SPEEDS } from './walking-speed.ts';

/** The settings of a run that says nothing: day care and meals within 1 km, walked where there are streets. */
export function createSettings(project: Project): Settings {
  return {
    mode: project.walkways === null ? 'straight' : 'walking',
    speedMetresPerSecond: WALKING_SPEEDS.ordinary,
    snapLimitMetres: DEFAULT_SNAP_LIMIT_METRES,
    incompleteShare: 0.2,
    leastStreetMetresPerHectare: LEAST_STREET_METRES_PER_HECTARE,
    year: project.year,
    limits: { day_care: { metres: 1000 }, meals: { metres: 1000 } },
    pipeline: false,
    bands: { covered: 0.9, lacking: 0.5 },
  };
}

interface Results {
  results: ReadonlyMap<Kind, ServiceResults>;
  unplaced: Uint8Array | null;
  problems: readonly Problem[];
}

/**
 * Puts the results of all kinds of a run together; `results` by kind, each for the limit of `settings`; `unplaced` (one a
 * residence) of the homes on the streets, null in a straight line; `problems` beside those of the demand.
 */
export function createEvaluation(
  settings: Settings,
  demand: Demand,
  { results, unplaced, problems }: Results,
): Evaluation {
  const kinds = [...results.keys()].sort(compareIds);
  return {
    format: 'care-circle-evaluation',
    version: 1,
    settings: { ...settings, limits: sortedLimits(settings, kinds), bands: { ...settings.bands } },
    totals: { ...demand.totals, unplacedElders: sumWhere(demand.elders, unplaced) },
    services: Object.fromEntries(kinds.map((kind) => [kind, results.get(kind)!.total])),
    areas: areaResults(demand, kinds, results),
    problems: [...demand.problems, ...problems],
  };
}

function sumWhere(elders: Float64Array, chosen: Uint8Array | null): number {
  return chosen === null ? 0 : elders.reduce((sum, each, row) => sum + (chosen[row] === 1 ? each || 0 : 0), 0);
}

function sortedLimits(settings: Settings, kinds: readonly Kind[]): Record<Kind, Limit> {
  return Object.fromEntries(kinds.map((kind) => [kind, { ...settings.limits[kind]! }]));
}

function areaResults(demand: Demand, kinds: readonly Kind[], results: ReadonlyMap<Kind, ServiceResults>): AreaResult[] {
  return demand.areas.map((area, place) => ({
    id: area.id,
    name: area.name,
    level: area.level,
    elders: nullIfUnknown(demand.areaElders[place]!),
    services: Object.fromEntries(kinds.map((kind) => [kind, results.get(kind)!.areas[place]!])),
  }));
}

/** Every residence with its nearest facility of each kind, in the order of the demand. */
export function residenceResults(demand: Demand, nearest: ReadonlyMap<Kind, Nearest>): ResidenceResult[] {
  return demand.residences.map(({ id }, row) => ({
    id,
    services: Object.fromEntries([...nearest].map(([kind, found]) => [kind, residenceResult(found, row)])),
  }));
}

function residenceResult(
  { facilities, metres, facility, unplaced }: Nearest,
  row: number,
): ResidenceResult['services'][Kind] {
  const found = facilities[facility[row]!];
  if (found) return { metres: roundMetres(metres[row]!), facility: found.id, state: 'reached' };
  const state = facilities.length === 0 ? 'no_facility' : unplaced[row] === 1 ? 'unplaced' : 'unreachable';
  return { metres: null, facility: null, state };
}
