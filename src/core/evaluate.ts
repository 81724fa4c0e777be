/**
 * One scenario -> one evaluation: the table of contents of the core. The app calls the same steps one by one, so that
 * moving a slider redoes only what it touches:
 *
 * prepareDemand (year) -> nearestByKind (facilities) -> serviceResults (limit); areaSharesOf (limit) beside them. On foot
 * prepareStreets -> placeHomes (year) -> checkStreets -> walkByKind (facilities) take the place of nearestByKind; no areaSharesOf.
 */
import { areaSharesOf } from './coverage/area-shares.ts';
import { prepareDemand } from './coverage/demand.ts';
import type { Demand } from './coverage/demand.ts';
import { nearestByKind } from './coverage/nearest.ts';
import type { Nearest } from './coverage/nearest.ts';
import { findSensitivity } from './coverage/sensitivity.ts';
import { createEvaluation, createSettings, residenceResults } from './create-evaluation.ts';
import { serviceResults } from './coverage/shares.ts';
import type { ServiceResults } from './coverage/shares.ts';
import { checkStreets } from './network/check-streets.ts';
import type { StreetCheck, StreetCheckArgs } from './network/check-streets.ts';
import { checkEdges } from './network/data-edge.ts';
import { listStreetProblems } from './network/street-problems.ts';
import { nearestOnFoot, placeHomes, prepareStreets, walkByKind } from './network/streets.ts';
import { createMoments } from './standards/create-moments.ts';
import { evaluateStandard } from './standards/evaluate-standard.ts';
import type { StandardPack, StandardResult } from './standards/types.ts';
import { compareIds } from './types.ts';
import type { Evaluation, Facility, Kind, Problem, Project, SensitivityRow, Settings, Work } from './types.ts';

export { areaSharesOf, createEvaluation, createSettings, residenceResults };
export { nearestByKind, prepareDemand, serviceResults };
export { nearestOnFoot, placeHomes, prepareStreets, walkByKind } from './network/streets.ts';
export { checkEdges, checkStreets };
export { countingFacilities } from './coverage/facilities.ts';
export { listKinds } from './coverage/kinds.ts';

/** What is computed and written beside the shares of elders. */
export interface EvaluationOptions {
  /** Shares of ground by union of discs: the slow part. */
  areaShares: boolean;
  /** Rows of residences in the evaluation. */
  residences: boolean;
  /** Written standards to test the place against. */
  standards?: readonly StandardPack[];
  /** The same at other paces, limits and ways of measuring. */
  sensitivity?: boolean;
}

/**
 * Evaluates a project. Same input, same bytes, whatever the order of rows. Throws on settings that make no sense, and on
 * walking in a project without walkways.
 */
export function* evaluate(project: Project, settings: Settings, options: EvaluationOptions): Work<Evaluation> {
  checkSettings(settings);
  const kinds = Object.keys(settings.limits).sort(compareIds);
  yield { stage: 'demand', done: 0, total: 1 };
  const demand = prepareDemand(project, settings.year);
  const walks = settings.mode === 'walking' ? yield* prepareWalks(project, settings, demand) : null;
  const nearest = new Map<Kind, Nearest>();
  const results = new Map<Kind, ServiceResults>();
  for (const [i, kind] of kinds.entries()) {
    yield { stage: 'nearest', done: i, total: kinds.length };
    const found = walks
      ? yield* walkTo(walks, project.facilities, kind, settings)
      : nearestByKind(demand, project.facilities, kind, settings);
    const shares = options.areaShares && !walks ? yield* areaSharesOf(project, kind, settings) : null;
    nearest.set(kind, found);
    results.set(
      kind,
      serviceResults(demand, found, {
        ...settings,
        limitMetres: settings.limits[kind]!.metres,
        shares,
        incomplete: walks?.check.incomplete ?? null,
      }),
    );
  }
  const unplaced = walks?.homes.unplaced ?? null;
  const problems = walks
    ? [...(yield* listStreetProblems(walks, walks.check)), ...checkEdges(walks.check.ground, demand, nearest, settings)]
    : [];
  const evaluation = createEvaluation(settings, demand, { results, unplaced, problems });
  return {
    ...evaluation,
    ...(options.residences && { residences: residenceResults(demand, nearest) }),
    ...(options.standards && { standards: yield* testAll(options.standards, { project, settings, demand, walks }) }),
    ...(options.sensitivity && { sensitivity: vary({ project, settings, demand, walks }, nearest) }),
  };
}

interface Prepared {
  project: Project;
  settings: Settings;
  demand: Demand;
  walks: Walks | null;
}

function* testAll(
  packs: readonly StandardPack[],
  { project, settings, demand, walks }: Prepared,
): Work<StandardResult[]> {
  const moments = createMoments(project, settings, {
    demands: new Map([[settings.year, demand]]),
    ...(walks && { streets: walks.streets, homes: new Map([[settings.year, walks.homes]]) }),
  });
  const results: StandardResult[] = [];
  for (const pack of packs) {
    results.push(yield* evaluateStandard(pack, { moments, settings, reported: project.reported }));
  }
  return results;
}

function vary({ project, settings, demand, walks }: Prepared, run: ReadonlyMap<Kind, Nearest>): SensitivityRow[] {
  const inLine = (kind: Kind): Nearest => nearestByKind(demand, project.facilities, kind, settings);
  const straight = walks ? new Map([...run.keys()].map((kind) => [kind, inLine(kind)])) : run;
  return findSensitivity(demand, { run, straight, incomplete: walks?.check.incomplete ?? null }, settings);
}

interface Walks extends StreetCheckArgs {
  check: StreetCheck;
}

function* prepareWalks(project: Project, settings: Settings, demand: Demand): Work<Walks> {
  const streets = yield* prepareStreets(project, settings.snapLimitMetres);
  if (!streets) throw new Error('walking needs walkways, and the project has none');
  const homes = yield* placeHomes(streets, demand, project.gates);
  const args = { project, streets, demand, homes, rules: settings };
  return { ...args, check: yield* checkStreets(args) };
}

function* walkTo(
  { streets, homes }: StreetCheckArgs,
  facilities: readonly Facility[],
  kind: Kind,
  moment: Settings,
): Work<Nearest> {
  return nearestOnFoot(yield* walkByKind(streets, homes, { facilities, kind, moment }), homes);
}

/** What is odd about the streets of a project, whatever is asked of them; nothing where it has no walkways. */
export function* findStreetProblems(project: Project, settings: Settings): Work<Problem[]> {
  checkSettings(settings);
  if (project.walkways === null) return [];
  const walks = yield* prepareWalks(project, settings, prepareDemand(project, settings.year));
  return yield* listStreetProblems(walks, walks.check);
}

function checkSettings(settings: Settings): void {
  const { limits, bands, speedMetresPerSecond, snapLimitMetres, leastStreetMetresPerHectare: least } = settings;
  if (!(speedMetresPerSecond > 0)) throw new Error(`speed must be positive, got ${speedMetresPerSecond}`);
  if (!(snapLimitMetres > 0)) throw new Error(`snapLimitMetres must be positive, got ${snapLimitMetres}`);
  if (!(least >= 0)) throw new Error(`leastStreetMetresPerHectare must not be negative, got ${least}`);
  for (const [kind, { metres }] of Object.entries(limits)) {
    if (!(metres > 0) || !Number.isFinite(metres)) throw new Error(`limit of ${kind} must be positive, got ${metres}`);
  }
  if (!(bands.lacking >= 0 && bands.lacking <= bands.covered && bands.covered <= 1)) {
    throw new Error(`bands must be 0 <= lacking <= covered <= 1, got ${bands.lacking} and ${bands.covered}`);
  }
}
