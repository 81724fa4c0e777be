/** What a run takes for granted, and how its parts are put together. */
import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../src/core/coverage/demand.ts';
import type { Nearest } from '../../src/core/coverage/nearest.ts';
import { serviceResults, type ServiceResults } from '../../src/core/coverage/shares.ts';
import { createEvaluation, createSettings, residenceResults } from '../../src/core/create-evaluation.ts';
import { createProblem } from '../../src/core/problems.ts';
import type { Project, Settings } from '../../src/core/types.ts';
import { CORNERS, deepFreeze, makeArea, makeFacility, makeProject, makeResidence } from './make.ts';
import { createDice, makeWalkways } from './network/make-streets.ts';

const HERE = CORNERS[3]!.at;
const project: Project = makeProject({
  year: 2024,
  areas: [
    makeArea('b', { name: '乙' }),
    makeArea('a', { name: '甲' }),
    makeArea('t', { level: 'subdistrict' }),
    makeArea('e', { elders: 0 }),
  ],
  residences: [
    makeResidence('r3', HERE, { elders: 30, areaId: 'b' }),
    makeResidence('r1', HERE, { elders: 10, areaId: 'a' }),
    makeResidence('r2', HERE, { elders: null, areaId: 'b' }),
    makeResidence('r0', HERE, { elders: 0, areaId: 'a' }),
    makeResidence('late', HERE, { elders: 900, areaId: 'a', completed: 2030 }),
    makeResidence('r4', HERE, { elders: 7, areaId: 'a', estimated: true }),
  ],
});
const demand = prepareDemand(project, 2024);
const ROWS = ['r0', 'r1', 'r2', 'r3', 'r4'];

/** Metres by id; null = not reached. */
function makeNearest(kind: string, metres: Record<string, number | null>, given: Partial<Nearest> = {}): Nearest {
  const facilities = given.facilities ?? [makeFacility('f', HERE), makeFacility('g', HERE)];
  return {
    kind,
    facilities,
    metres: Float64Array.from(ROWS, (id) => metres[id] ?? Infinity),
    facility: Int32Array.from(ROWS, (id, row) => (typeof metres[id] === 'number' ? row % facilities.length : -1)),
    unplaced: new Uint8Array(ROWS.length),
    facilitiesUnplaced: 0,
    ...given,
  };
}

const settings: Settings = {
  ...createSettings(project),
  limits: { meals: { metres: 300, minutes: 5 }, Zoo: { metres: 50 }, day_care: { metres: 500 }, never: { metres: 1 } },
};
const FAR = { r0: 10, r1: 500, r2: 20, r3: 500.0004, r4: null };
const resultsOf = (kind: string, nearest = makeNearest(kind, FAR)): ServiceResults =>
  serviceResults(demand, nearest, { ...settings, limitMetres: settings.limits[kind]!.metres });

describe('the settings of a run that says nothing', () => {
  it('are those that the design names', () => {
    expect(createSettings(makeProject({ year: 2025 }))).toMatchObject({
      ...{ mode: 'straight', year: 2025, speedMetresPerSecond: 1, snapLimitMetres: 200, pipeline: false },
      ...{ incompleteShare: 0.2, limits: { day_care: { metres: 1000 }, meals: { metres: 1000 } } },
      bands: { covered: 0.9, lacking: 0.5 },
    });
    expect(Object.keys(createSettings(makeProject()).limits)).toEqual(['day_care', 'meals']);
  });

  it('walk where there are streets, and look at no year where the data have none', () => {
    const walkways = makeWalkways([[HERE, [HERE[0] + 0.01, HERE[1]]]]);
    expect(createSettings(makeProject({ walkways }))).toMatchObject({ mode: 'walking', year: null });
  });

  it('belong to whom they are given: changing them changes no other run', () => {
    const mine = createSettings(project);
    mine.limits['day_care']!.metres = 1;
    mine.bands.covered = 0;
    expect(createSettings(project)).toMatchObject({ limits: { day_care: { metres: 1000 } }, bands: { covered: 0.9 } });
  });
});

describe('an evaluation put together', () => {
  const kinds = ['meals', 'day_care', 'Zoo'];
  const parts = { results: new Map(kinds.map((kind) => [kind, resultsOf(kind)])), unplaced: null, problems: [] };

  it('has its kinds by code unit, whatever order they came in, and no limit that was not asked', () => {
    const made = createEvaluation(settings, demand, parts);
    const sorted = ['Zoo', 'day_care', 'meals'];
    expect([Object.keys(made.services), Object.keys(made.settings.limits)]).toEqual([sorted, sorted]);
    for (const { services } of made.areas) expect(Object.keys(services)).toEqual(sorted);
    expect(made.settings.limits).toEqual({
      Zoo: { metres: 50 },
      day_care: { metres: 500 },
      meals: { metres: 300, minutes: 5 },
    });
    const shuffled = { ...parts, results: new Map([...parts.results].reverse()) };
    expect(JSON.stringify(createEvaluation(settings, demand, shuffled))).toBe(JSON.stringify(made));
    expect([made.format, made.version]).toEqual(['care-circle-evaluation', 1]);
  });

  it('gives each area its own figures; unknown elders are null, nobody is 0', () => {
    const { areas } = createEvaluation(settings, demand, parts);
    expect(areas.map(({ id, name, level, elders }) => [id, name, level, elders])).toEqual([
      ['a', '甲', 'community', 17],
      ['b', '乙', 'community', null],
      ['e', 'e', 'community', 0],
      ['t', 't', 'subdistrict', null],
    ]);
    // r0 at 10 m has nobody, r1 is at the limit: 10 of 17 in a. r3 is 0.4 mm beyond it: nobody in b, which is unknown.
    const status = areas.map(({ services }) => [services['day_care']!.eldersCovered, services['day_care']!.status]);
    expect(status).toEqual([
      [10, 'partial'],
      [0, 'unknown'],
      [0, 'empty'],
      [0, 'unknown'],
    ]);
    const { eldersCovered, homesCovered } = createEvaluation(settings, demand, parts).services['day_care']!;
    expect([eldersCovered, homesCovered]).toEqual([10, 3]);
  });

  it('counts elders off the streets, of whom nobody knows none; in a straight line nobody is', () => {
    const unplaced = Uint8Array.from(ROWS, (id) => (['r1', 'r2', 'r3', 'r0'].includes(id) ? 1 : 0));
    expect(createEvaluation(settings, demand, { ...parts, unplaced }).totals).toEqual({
      ...{ residences: 5, elders: 47, unplacedElders: 40, estimatedElders: 7, residencesWithoutElders: 1 },
    });
    expect(createEvaluation(settings, demand, parts).totals.unplacedElders).toBe(0);
  });

  it('tells the problems of the demand, then those of the run', () => {
    const given = createProblem('elders_unknown', { id: 'x' });
    const { problems } = createEvaluation(settings, demand, { ...parts, problems: [given] });
    expect(problems).toEqual([...demand.problems, given]);
    expect(demand.problems.length).toBeGreaterThan(0);
  });

  it('is a copy of its settings: what is changed afterwards changes nothing in it, and nothing given is changed', () => {
    const mine = structuredClone(settings);
    const made = createEvaluation(deepFreeze(structuredClone(settings)), demand, parts);
    const again = createEvaluation(mine, demand, parts);
    mine.limits['meals']!.metres = 9;
    mine.bands.lacking = 0;
    expect(again).toEqual(made);
  });
});

describe('residences of an evaluation', () => {
  it('say how far and where to, or why not; metres to the millimetre, rows in the order of ids', () => {
    const off = Uint8Array.from(ROWS, (id) => (id === 'r3' ? 1 : 0));
    const walked = makeNearest('day_care', { r0: 0, r1: 12.3456, r2: 1e-9 }, { unplaced: off });
    const rows = residenceResults(
      demand,
      new Map([
        ['day_care', walked],
        ['meals', makeNearest('meals', {}, { facilities: [] })],
      ]),
    );
    expect(rows.map(({ id }) => id)).toEqual(ROWS);
    expect(rows.map(({ services }) => services['day_care'])).toEqual([
      { metres: 0, facility: 'f', state: 'reached' },
      { metres: 12.346, facility: 'g', state: 'reached' },
      { metres: 0, facility: 'f', state: 'reached' },
      { metres: null, facility: null, state: 'unplaced' },
      { metres: null, facility: null, state: 'unreachable' },
    ]);
    for (const { services } of rows)
      expect(services['meals']).toEqual({ metres: null, facility: null, state: 'no_facility' });
  });

  it('are the same for rows in any order', () => {
    const dice = createDice(6);
    const shuffled = prepareDemand({ ...project, residences: dice.shuffle(project.residences) }, 2024);
    const nearest = new Map([['day_care', makeNearest('day_care', FAR)]]);
    expect(residenceResults(shuffled, nearest)).toEqual(residenceResults(demand, nearest));
  });
});
