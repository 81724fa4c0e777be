/** What the worker gives to the page, made by hand: plain defaults, a test names what it is about. */
import type { AreaResult, AreaServiceResult, Evaluation, Facility, ServiceResult } from '../../src/core/types.ts';
import type { AreaSummary, ProjectSummary, RunResult } from '../../src/worker/results.ts';

export function makeAreaSummary(id: string, given: Partial<AreaSummary> = {}): AreaSummary {
  return { id, name: id, level: 'community', parentName: null, setting: null, position: null, bounds: null, ...given };
}

export function makeSummary(given: Partial<ProjectSummary> = {}): ProjectSummary {
  return {
    origin: 'opened',
    name: { zh: '试验区', en: 'Test district' },
    year: null,
    years: [],
    level: 'community',
    counts: {
      facilities: 0,
      areas: 0,
      residences: 0,
      walkways: 0,
      candidates: 0,
      background: 0,
      gates: 0,
      reported: 0,
    },
    kinds: [],
    bounds: [118, 31, 119, 32],
    areas: [],
    units: [],
    facilities: [],
    homes: {
      ids: [],
      names: [],
      areaNames: [],
      areaIds: [],
      positions: new Float64Array(),
      elders: new Float64Array(),
      households: new Float64Array(),
      estimated: new Uint8Array(),
    },
    candidates: [],
    layers: { areas: { type: 'FeatureCollection', features: [] }, residences: '', facilities: '' },
    sources: [],
    reported: [],
    scenarios: [],
    problems: [],
    roles: [],
    systems: [],
    ...given,
  };
}

export function makeAreaResult(
  id: string,
  elders: number | null,
  services: Record<string, Partial<AreaServiceResult>>,
): AreaResult {
  const whole = (service: Partial<AreaServiceResult>): AreaServiceResult => ({
    eldersCovered: 0,
    eldersShare: null,
    areaShare: null,
    meanMetres: null,
    worstMetres: null,
    status: 'unknown',
    reason: null,
    ...service,
  });
  return {
    id,
    name: id,
    level: 'community',
    elders,
    services: Object.fromEntries(Object.entries(services).map(([kind, service]) => [kind, whole(service)])),
  };
}

export function makeRunResult(areas: AreaResult[], facilities: Facility[] = []): RunResult {
  const evaluation: Evaluation = {
    format: 'care-circle-evaluation',
    version: 1,
    settings: {
      mode: 'straight',
      speedMetresPerSecond: 1,
      snapLimitMetres: 200,
      incompleteShare: 0.2,
      leastStreetMetresPerHectare: 20,
      year: null,
      limits: {},
      pipeline: false,
      bands: { covered: 0.9, lacking: 0.5 },
    },
    totals: { residences: 0, elders: 0, unplacedElders: 0, estimatedElders: 0, residencesWithoutElders: 0 },
    services: {},
    areas,
    problems: [],
  };
  return {
    kind: 'day_care',
    mode: 'straight',
    straight: null,
    next: null,
    elders: new Float64Array(),
    evaluation,
    metres: new Float64Array(),
    homes: new Uint8Array(),
    nearest: new Int32Array(),
    facilityIds: facilities.map(({ id }) => id),
    eldersNearest: {},
    curve: { metres: [], share: [] },
  };
}

/** On foot, with the straight line beside it; both within 1 km, everything else empty. */
export function makeWalkedResult(
  walked: AreaResult[],
  straight: AreaResult[],
  byHome: Pick<RunResult, 'homes' | 'metres' | 'elders'> & { straightMetres: Float64Array },
) {
  const run = makeRunResult(walked);
  const service: ServiceResult = {
    facilities: 1,
    limitMetres: 1000,
    eldersCovered: 0,
    eldersShare: null,
    areaShare: null,
    homesCovered: 0,
    facilitiesUnplaced: 0,
    meanMetres: null,
    medianMetres: null,
    worstMetres: null,
    unreachableElders: 0,
  };
  const settings = { ...run.evaluation.settings, mode: 'walking' as const, limits: { day_care: { metres: 1000 } } };
  return {
    ...run,
    mode: 'walking' as const,
    evaluation: { ...run.evaluation, settings, services: { day_care: service } },
    homes: byHome.homes,
    elders: byHome.elders,
    metres: byHome.metres,
    straight: { evaluation: makeRunResult(straight).evaluation, metres: byHome.straightMetres },
  };
}
