/**
 * One scenario -> one evaluation: the table of contents of the core. The app calls the same steps one by one, so that
 * moving a slider redoes only what it touches:
 *
 * prepareDemand (year) -> nearestByKind (facilities) -> serviceResults (limit); areaSharesOf (limit) beside them.
 */
import { areaSharesOf } from './coverage/area-shares.ts';
import { prepareDemand } from './coverage/demand.ts';
import type { Demand } from './coverage/demand.ts';
import { nearestByKind } from './coverage/nearest.ts';
import type { Nearest } from './coverage/nearest.ts';
import { nullIfUnknown, roundMetres, serviceResults } from './coverage/shares.ts';
import type { ServiceResults } from './coverage/shares.ts';
import { compareIds } from './types.ts';
import type { AreaResult, Evaluation, Kind, Limit, Project, ResidenceResult, Settings, Work } from './types.ts';

export { areaSharesOf, nearestByKind, prepareDemand, serviceResults };
export { countingFacilities } from './coverage/facilities.ts';
export { listKinds } from './coverage/kinds.ts';
export type { Demand, Nearest, ServiceResults };

/** What is computed and written beside the shares of elders. */
export interface EvaluationOptions {
  /** Shares of ground by union of discs: the slow part. */
  areaShares: boolean;
  /** Rows of residences in the evaluation. */
  residences: boolean;
}

/** The settings of a run that says nothing: day care and meals within 1 km, in the year of the data. */
export function createSettings(project: Project): Settings {
  return {
    mode: 'straight',
    year: project.year,
    limits: { day_care: { metres: 1000 }, meals: { metres: 1000 } },
    pipeline: false,
    bands: { covered: 0.9, lacking: 0.5 },
  };
}

/** Evaluates a project. Same input, same bytes, whatever the order of rows. Throws on settings that make no sense. */
export function* evaluate(project: Project, settings: Settings, options: EvaluationOptions): Work<Evaluation> {
  checkSettings(settings);
  const kinds = Object.keys(settings.limits).sort(compareIds);
  yield { stage: 'demand', done: 0, total: 1 };
  const demand = prepareDemand(project, settings.year);
  const nearest = new Map<Kind, Nearest>();
  const results = new Map<Kind, ServiceResults>();
  for (const [i, kind] of kinds.entries()) {
    yield { stage: 'nearest', done: i, total: kinds.length };
    const found = nearestByKind(demand, project.facilities, kind, settings);
    const shares = options.areaShares ? yield* areaSharesOf(project, kind, settings) : null;
    const limitMetres = settings.limits[kind]!.metres;
    nearest.set(kind, found);
    results.set(kind, serviceResults(demand, found, { limitMetres, bands: settings.bands, shares }));
  }
  const evaluation = createEvaluation(settings, demand, results);
  return options.residences ? { ...evaluation, residences: residenceResults(demand, nearest) } : evaluation;
}

/** Puts the results of all kinds of a run together; `results` by kind, each for the limit of `settings`. */
export function createEvaluation(
  settings: Settings,
  demand: Demand,
  results: ReadonlyMap<Kind, ServiceResults>,
): Evaluation {
  const kinds = [...results.keys()].sort(compareIds);
  return {
    format: 'care-circle-evaluation',
    version: 1,
    settings: { ...settings, limits: sortedLimits(settings, kinds), bands: { ...settings.bands } },
    totals: { ...demand.totals, unplacedElders: 0 },
    services: Object.fromEntries(kinds.map((kind) => [kind, results.get(kind)!.total])),
    areas: areaResults(demand, kinds, results),
    problems: demand.problems,
  };
}

function checkSettings({ limits, bands }: Settings): void {
  for (const [kind, { metres }] of Object.entries(limits)) {
    if (!(metres > 0) || !Number.isFinite(metres)) throw new Error(`limit of ${kind} must be positive, got ${metres}`);
  }
  if (!(bands.lacking >= 0 && bands.lacking <= bands.covered && bands.covered <= 1)) {
    throw new Error(`bands must be 0 <= lacking <= covered <= 1, got ${bands.lacking} and ${bands.covered}`);
  }
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

function residenceResults(demand: Demand, nearest: ReadonlyMap<Kind, Nearest>): ResidenceResult[] {
  return demand.residences.map(({ id }, row) => ({
    id,
    services: Object.fromEntries([...nearest].map(([kind, found]) => [kind, residenceResult(found, row)])),
  }));
}

function residenceResult({ facilities, metres, facility }: Nearest, row: number): ResidenceResult['services'][Kind] {
  const found = facilities[facility[row]!];
  if (!found) return { metres: null, facility: null, state: 'no_facility' };
  return { metres: roundMetres(metres[row]!), facility: found.id, state: 'reached' };
}
