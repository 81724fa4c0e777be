/** `evaluate` against the second evaluation of oracle.ts, on random towns with everything odd in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, prepareDemand } from '../../src/core/evaluate.ts';
import { finish } from '../../src/core/types.ts';
import type { AreaServiceResult, Evaluation, Project, ServiceResult, Settings } from '../../src/core/types.ts';
import { makeArea, makeFacility, makeProject, makeResidence } from './make.ts';
import { anySettings, oddTown } from './odd-towns.ts';
import {
  areaEldersByHand,
  estimatesByHand,
  facilitiesByHand,
  figuresByHand,
  geodesicMetres,
  homesByHand,
  reachByHand,
  slack,
} from './oracle.ts';
import type { HandFigures, HandHome, HandReach } from './oracle.ts';

const RUNS = 150;

interface ByHand {
  homes: HandHome[];
  /** By kind, one a home. */
  reaches: Record<string, (HandReach | null)[]>;
}

function reachAll(project: Project, settings: Settings): ByHand {
  const estimated = prepareDemand(project, settings.year).residences.filter((residence) => residence.estimated);
  const homes = homesByHand(project, settings.year, estimated);
  const reaches: ByHand['reaches'] = {};
  for (const kind of Object.keys(settings.limits)) {
    const facilities = facilitiesByHand(project, kind, settings);
    reaches[kind] = homes.map((home) => reachByHand(home, facilities));
  }
  return { homes, reaches };
}

/** Two distances that differ by what the core may be off can lie on two sides of a limit: such towns say nothing. */
function skipDoubtful({ reaches }: ByHand, settings: Settings): void {
  for (const [kind, { metres: limit }] of Object.entries(settings.limits)) {
    fc.pre(reaches[kind]!.every((reach) => !reach || Math.abs(reach.metres - limit) > slack(reach.metres)));
  }
}

function expectFigures(actual: ServiceResult | AreaServiceResult, expected: HandFigures): void {
  expect(actual.eldersCovered).toBe(expected.eldersCovered);
  expect(actual.eldersShare).toBe(expected.eldersShare);
  for (const figure of ['meanMetres', 'worstMetres', 'medianMetres'] as const) {
    if (!(figure in actual)) continue;
    expectMetres((actual as ServiceResult)[figure], expected[figure]);
  }
}

function expectMetres(actual: number | null, expected: number | null): void {
  if (actual === null || expected === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(slack(expected) + 0.0006);
}

function expectServices(result: Evaluation, { homes, reaches }: ByHand, settings: Settings, project: Project): void {
  const known = homes.reduce((sum, { elders }) => sum + (elders ?? 0), 0);
  for (const [kind, { metres: limit }] of Object.entries(settings.limits)) {
    const rows = homes.map(({ elders }, i) => ({ elders, metres: reaches[kind]![i]?.metres ?? null }));
    const expected = figuresByHand(rows, known, limit, settings.bands);
    const service = result.services[kind]!;
    expectFigures(service, expected);
    expect(service.homesCovered).toBe(expected.homesCovered);
    expect(service.facilities).toBe(facilitiesByHand(project, kind, settings).length);
    expect(service).toMatchObject({ limitMetres: limit, facilitiesUnplaced: 0, unreachableElders: 0 });
  }
}

function expectAreas(result: Evaluation, { homes, reaches }: ByHand, settings: Settings, project: Project): void {
  expect(result.areas.map(({ id }) => id)).toEqual(project.areas.map(({ id }) => id).sort());
  for (const area of result.areas) {
    const own = project.areas.find(({ id }) => id === area.id)!;
    const elders = areaEldersByHand(project, own, homes, settings.year);
    expect({ id: area.id, elders: area.elders }).toEqual({ id: area.id, elders });
    for (const [kind, { metres: limit }] of Object.entries(settings.limits)) {
      const rows = homes.flatMap((home, i) =>
        home.areas.includes(area.id) ? [{ elders: home.elders, metres: reaches[kind]![i]?.metres ?? null }] : [],
      );
      const expected = figuresByHand(rows, elders, limit, settings.bands);
      expectFigures(area.services[kind]!, expected);
      const { status, reason } = area.services[kind]!;
      expect([area.id, status, reason]).toEqual([area.id, expected.status, expected.reason]);
    }
  }
}

function expectResidences(result: Evaluation, { homes, reaches }: ByHand): void {
  expect(result.residences!.map(({ id }) => id)).toEqual(homes.map(({ residence }) => residence.id));
  result.residences!.forEach(({ services }, i) => {
    for (const [kind, { metres, facility, state }] of Object.entries(services)) {
      const reach = reaches[kind]![i] ?? null;
      expect(state).toBe(reach ? 'reached' : 'no_facility');
      expectMetres(metres, reach?.metres ?? null);
      if (!reach) continue;
      expect(reach.allowed).toContain(facility);
      for (const tied of reach.tied) expect(facility! <= tied).toBe(true);
    }
  });
}

function expectTotals(result: Evaluation, { homes }: ByHand): void {
  const sum = (list: HandHome[]): number => list.reduce((total, { elders }) => total + (elders ?? 0), 0);
  expect(result.totals).toEqual({
    residences: homes.length,
    elders: sum(homes),
    unplacedElders: 0,
    estimatedElders: sum(homes.filter(({ residence }) => residence.estimated)),
    residencesWithoutElders: homes.filter(({ elders }) => elders === null).length,
  });
}

function expectProblems(result: Evaluation, { homes }: ByHand, project: Project, estimates: Record<string, number>) {
  const idsOf = (code: string): (string | null)[] =>
    result.problems.filter((problem) => problem.code === code).map(({ id }) => id);
  const idsWhere = (test: (home: HandHome) => boolean): string[] =>
    homes.filter(test).map(({ residence }) => residence.id);
  expect(idsOf('elders_unknown')).toEqual(idsWhere(({ elders }) => elders === null));
  const outside = idsWhere(({ areas }) => project.areas.length > 0 && areas.length === 0);
  expect(idsOf('residence_outside_areas')).toEqual(outside);
  expect(idsOf('elders_estimated')).toEqual(Object.keys(estimates).sort());
}

function expectSame(project: Project, settings: Settings): void {
  const byHand = reachAll(project, settings);
  skipDoubtful(byHand, settings);
  const estimates = estimatesByHand(project, settings.year);
  const made: Record<string, number> = {};
  for (const { residence } of byHand.homes) {
    if (residence.estimated) made[residence.areaId!] = (made[residence.areaId!] ?? 0) + residence.elders!;
  }
  expect(made).toEqual(estimates);
  const result = finish(evaluate(project, settings, { areaShares: false, residences: true }));
  expectTotals(result, byHand);
  expectResidences(result, byHand);
  expectServices(result, byHand, settings, project);
  expectAreas(result, byHand, settings, project);
  expectProblems(result, byHand, project, estimates);
}

describe('evaluate against a second evaluation by plain loops', () => {
  it('gives every figure, status and reason that the rules give, on random towns with everything odd in them', () => {
    fc.assert(fc.property(oddTown, anySettings, expectSame), { numRuns: RUNS });
  });

  it('gives them without facilities, without homes, without areas and without anything', () => {
    const settings: Settings = {
      mode: 'straight',
      speedMetresPerSecond: 1,
      snapLimitMetres: 200,
      incompleteShare: 0.2,
      leastStreetMetresPerHectare: 20,
      year: 2025,
      limits: { day_care: { metres: 1000 } },
      pipeline: false,
      bands: { covered: 0.9, lacking: 0.5 },
    };
    const facilities = [makeFacility('f', [120, 31])];
    const areas = [makeArea('a'), makeArea('b', { elders: 0 }), makeArea('c', { elders: 7 })];
    const residences = [makeResidence('r', [120.001, 31], { areaId: 'a' }), makeResidence('s', [120.2, 31])];
    for (const project of [
      makeProject(),
      makeProject({ facilities }),
      makeProject({ areas }),
      makeProject({ residences }),
      makeProject({ areas, residences }),
      makeProject({ facilities, residences }),
      makeProject({ facilities, areas }),
      makeProject({ facilities, areas, residences }),
    ]) {
      expectSame(project, settings);
    }
  });
});

describe('the second evaluation itself', () => {
  it('knows the distance of a minute of latitude and a minute of longitude', () => {
    // WGS-84 at 45 degrees: 1,852.2 m north, 1,314.2 m east (nautical tables: 1,852.2 and 1,314.1).
    expect(geodesicMetres([0, 45 - 1 / 120], [0, 45 + 1 / 120])).toBeCloseTo(1852.25, 0);
    expect(geodesicMetres([-1 / 120, -45], [1 / 120, -45])).toBeCloseTo(1314.2, 0);
  });

  it('is not deceived by a facility left out: the property sees it', () => {
    const project = makeProject({
      facilities: [makeFacility('f', [120, 31]), makeFacility('g', [120.05, 31])],
      residences: [makeResidence('r', [120.049, 31])],
    });
    const [home] = homesByHand(project, null, []);
    const both = reachByHand(home!, project.facilities)!;
    const one = reachByHand(home!, project.facilities.slice(0, 1))!;
    expect(both.allowed).toEqual(['g']);
    expect(one.metres).toBeGreaterThan(both.metres + 4000);
  });
});
