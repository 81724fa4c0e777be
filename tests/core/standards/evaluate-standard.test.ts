import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure, Requirement, State } from '../../../src/core/standards/types.ts';
import type { Facility, Project } from '../../../src/core/types.ts';
import { deepFreeze, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { CANTEEN, DAY_CARE, makePack, makeRow, PRESENCE, runPack, runRow } from './make-pack.ts';
import { inside, makeAreas, makeAt, makeHomes, makeTown } from './town.ts';

const COUNT: Measure = { kind: 'count_total', set: DAY_CARE };
const REPORTED: Measure = { kind: 'reported_value' };
const text = { zh: '文字', en: 'text' };

/** Day care opens in c1 in 2020, c2 in 2024, c3 in 2026, c4 in 2028. */
const GROWING = deepFreeze(
  makeTown([2020, 2024, 2026, 2028].map((opened, i) => makeAt(`f${i + 1}`, i + 1, { opened }))),
);
const half = { comparator: '>=', value: 50 } as const;

function reportedAs(project: Project, figures: Record<string, string | number | boolean>): Project {
  const rows = Object.entries(figures).map(([requirementId, value]) => {
    return { requirementId, value, source: 'yearbook', date: '2025-12-31', attributes: {} };
  });
  return { ...project, reported: rows };
}

describe('a row with a due year', () => {
  it('is judged by the data of that year, and what came later is shown as such', () => {
    const row = makeRow('A', PRESENCE, { year: 2023, target: half });
    expect(runRow(row, GROWING, { year: 2025 })).toMatchObject({
      state: 'not_met',
      value: 25,
      margin: -25,
      year: 2023,
      judgedIn: 2023,
      failing: ['c2', 'c3', 'c4'],
      elders: 90,
      later: { year: 2025, state: 'met', value: 50 },
      flags: ['met_later'],
    });
  });

  it('that is missed later as well has no flag, and one that was met in time is not looked at again', () => {
    const missed = runRow(makeRow('A', PRESENCE, { year: 2023 }), GROWING, { year: 2025 });
    expect([missed.later, missed.flags]).toEqual([{ year: 2025, state: 'not_met', value: 50 }, []]);
    const met = runRow(makeRow('A', PRESENCE, { year: 2024, target: half }), GROWING, { year: 2030 });
    expect([met.state, met.later, met.judgedIn]).toEqual(['met', null, 2024]);
  });

  it('in the future is judged by the year of the run', () => {
    const found = runRow(makeRow('A', PRESENCE, { year: 2028, target: half }), GROWING, { year: 2024 });
    expect(found).toMatchObject({ state: 'met', value: 50, year: 2028, judgedIn: 2024, flags: ['not_due_yet'] });
  });

  it('does not matter in a run without a year; a row without one is judged by the run', () => {
    expect(runRow(makeRow('A', PRESENCE, { year: 2023 }), GROWING)).toMatchObject({ value: 100, judgedIn: null });
    expect(runRow(makeRow('A', PRESENCE), GROWING, { year: 2026 })).toMatchObject({ value: 75, judgedIn: 2026 });
  });
});

describe('a row with steps', () => {
  const row = makeRow('A', PRESENCE, {
    year: 2028,
    steps: [
      { year: 2022, target: { comparator: '>=', value: 20 } },
      { year: 2025, target: { comparator: '>=', value: 60 } },
    ],
  });

  it.each<[number | null, number, number | null, State]>([
    [2021, 20, 2022, 'met'],
    [2022, 20, 2022, 'met'],
    [2024, 20, 2022, 'met'],
    [2025, 60, 2025, 'not_met'],
    [2027, 60, 2025, 'not_met'],
    [2028, 100, 2028, 'met'],
    [null, 100, 2028, 'met'],
  ])('is tested in %s against %s', (year, target, due, state) => {
    const found = runRow(row, GROWING, { year });
    expect([found.target, found.year, found.state]).toEqual([target, due, state]);
    expect(found.flags.includes('not_due_yet')).toBe(year === 2021);
  });

  it('tells how each step went, those to come by the year of the run', () => {
    expect(runRow(row, GROWING, { year: 2026 }).steps).toEqual([
      { year: 2022, state: 'met', value: 25, target: 20 },
      { year: 2025, state: 'not_met', value: 50, target: 60 },
      { year: 2028, state: 'not_met', value: 75, target: 100 },
    ]);
  });

  it('may have another rule of each unit in a step', () => {
    const measure: Measure = {
      kind: 'count_per_unit',
      units: { level: 'subdistrict' },
      set: DAY_CARE,
      each: { comparator: '>=', value: 2 },
    };
    const steps = [{ year: 2022, target: half, each: { comparator: '>=', value: 1 } as const }];
    const stepped = makeRow('A', measure, { year: 2025, steps });
    expect(runRow(stepped, GROWING, { year: 2022 })).toMatchObject({ state: 'met', value: 50 });
    expect(runRow(stepped, GROWING, { year: 2025 })).toMatchObject({ state: 'not_met', value: 50, target: 100 });
  });
});

describe('figures typed in', () => {
  const row = makeRow('A', REPORTED, { target: { comparator: '>=', value: 90 } });

  it('are compared with the target where no map can tell', () => {
    const state = (value: string | number): [State, number | null] => {
      const found = runRow(row, reportedAs(makeProject(), { A: value }));
      return [found.state, found.value];
    };
    expect([state(90), state('89.9%'), state('约九成')]).toEqual([
      ['met', 90],
      ['not_met', 89.9],
      ['unknown', null],
    ]);
    expect(runRow(row, makeProject())).toMatchObject({
      state: 'unknown',
      source: 'reported',
      missing: ['reported'],
      reported: null,
    });
  });

  it('count as done or not where something is to be done', () => {
    const done = makeRow('A', REPORTED, { unit: 'done', target: { comparator: '>=', value: 1 } });
    expect(runRow(done, reportedAs(makeProject(), { A: '已完成' })).state).toBe('met');
    expect(runRow(done, reportedAs(makeProject(), { A: '否' })).state).toBe('not_met');
  });

  it('stand beside what the data say, and in its place only where they do not tell', () => {
    const figures = { A: 40 };
    const known = runRow(
      makeRow('A', PRESENCE),
      reportedAs(makeTown([1, 2, 3, 4].map((i) => makeAt(`f${i}`, i))), figures),
    );
    expect(known).toMatchObject({ state: 'met', source: 'computed', value: 100 });
    expect(known.reported).toEqual({ value: 40, source: 'yearbook', date: '2025-12-31' });
    const open = runRow(makeRow('A', PRESENCE), reportedAs(makeTown([], { areas: [] }), figures));
    expect(open).toMatchObject({ state: 'not_met', source: 'reported', value: 40, missing: ['areas.community'] });
  });

  it('of a repeat are taken where the row has none of its own', () => {
    const rows = [makeRow('A', REPORTED, { sameAs: ['B'] }), makeRow('B', REPORTED)];
    const states = runPack(makePack(rows), reportedAs(makeProject(), { B: 100 })).requirements.map(
      ({ state }) => state,
    );
    expect(states).toEqual(['met', 'met']);
  });

  it('are shown without a verdict where the text has no target', () => {
    const found = runRow({ ...row, target: null }, reportedAs(makeProject(), { A: 3 }));
    expect(found).toMatchObject({ state: 'no_target', source: 'reported', value: 3, target: null, margin: null });
    const computed = runRow(makeRow('A', PRESENCE, { target: null }), reportedAs(GROWING, { A: 3 }));
    expect(computed).toMatchObject({ state: 'no_target', source: 'computed', value: 100 });
  });
});

describe('how people are counted', () => {
  const measure: Measure = {
    kind: 'capacity_ratio',
    capacity: [{ set: DAY_CARE, field: 'beds' }],
    per: { of: 'elders', basis: 'registered' },
    base: 1000,
  };
  const row = makeRow('A', measure, { unit: 'per_1000', target: { comparator: '>=', value: 10 } });
  const town = (basis: string | null): Project =>
    makeTown([makeAt('f', 1, { attributes: { beds: 5 } })], {
      areas: makeAreas({ z: { elders: 100, attributes: { elders_basis: basis } } }),
    });

  it('decides nothing where it is as the text says, and is told where nobody says', () => {
    expect(runRow(row, town('户籍'))).toMatchObject({ state: 'met', value: 50, flags: [] });
    expect(runRow(row, town(null))).toMatchObject({ state: 'met', flags: ['basis_not_stated'] });
  });

  it('leaves the row unknown where it is another way, but for a figure typed in', () => {
    const other = town('permanent');
    expect(runRow(row, other)).toMatchObject({
      state: 'unknown',
      value: 50,
      flags: ['other_basis'],
      missing: ['areas.elders_basis'],
    });
    expect(runRow(row, reportedAs(other, { A: 9 }))).toMatchObject({ state: 'not_met', source: 'reported', value: 9 });
  });
});

describe('what is said beside a verdict', () => {
  const flagsOf = (given: Partial<Requirement>, project = GROWING): string[] =>
    runRow(makeRow('A', PRESENCE, given), project).flags;

  it('names what the pack says of the row', () => {
    expect(flagsOf({ inferred: true, strive: true })).toEqual(['inferred', 'strive']);
  });

  it('names a target that asks for less than there was', () => {
    const baselines = [
      { id: 'B', section: [], anchors: [], text, year: 2020, value: '90%', unit: '%' },
      { id: 'N', section: [], anchors: [], text, year: 2020, value: null, unit: '%' },
    ];
    const flags = (target: Requirement['target'], baseline: string): string[] => {
      const row = makeRow('A', PRESENCE, { target, baseline });
      return runPack(makePack([row], { baselines }), GROWING).requirements[0]?.flags ?? [];
    };
    expect(flags({ comparator: '>=', value: 89 }, 'B')).toEqual(['below_baseline']);
    expect(flags({ comparator: '>=', value: 90 }, 'B')).toEqual([]);
    expect(flags({ comparator: '<=', value: 95 }, 'B')).toEqual(['below_baseline']);
    expect(flags({ comparator: '<=', value: 80 }, 'B')).toEqual([]);
    expect(flags({ comparator: '>=', value: 1 }, 'N')).toEqual([]);
    const row = makeRow('A', PRESENCE, { baseline: 'B' });
    const [found] = runPack(makePack([row], { baselines }), GROWING).requirements;
    expect(found?.baseline).toEqual({ id: 'B', value: '90%', unit: '%', year: 2020 });
  });

  it('names types that nobody recorded, and elders in homes that we made', () => {
    expect(flagsOf({}, makeTown([makeAt('f', 1, { types: ['pharmacy'] })]))).toEqual(['no_record']);
    const distance: Measure = {
      kind: 'distance_share',
      sets: [DAY_CARE],
      combine: 'any',
      limit: { metres: 1000 },
      weight: 'elders',
    };
    const estimated = makeTown([makeAt('f', 1)], { areas: makeAreas({ c1: { elders: 40 } }), residences: [] });
    expect(runRow(makeRow('A', distance), estimated).flags).toEqual(['estimated_elders']);
    expect(runRow(makeRow('A', distance), makeTown([makeAt('f', 1)])).flags).toEqual([]);
  });

  it('names rows that contradict each other, and judges each as it is written', () => {
    const rows = [makeRow('A', COUNT, { unit: 'count', target: { comparator: '>=', value: 4 } })];
    rows.push(makeRow('B', COUNT, { unit: 'count', target: { comparator: '>', value: 4 } }), makeRow('C', COUNT));
    const conflicts = [{ requirements: ['A', 'B'], text }];
    const found = runPack(makePack(rows, { conflicts }), GROWING).requirements;
    expect(found.map(({ state, flags }) => [state, flags])).toEqual([
      ['met', ['contradicted']],
      ['not_met', ['contradicted']],
      ['not_met', []],
    ]);
  });

  it('gives the verdicts of other readings', () => {
    const row = makeRow('A', PRESENCE, {
      year: 2025,
      readings: [
        { because: { zh: '甲', en: 'a' }, target: half },
        { because: { zh: '乙', en: 'b' }, year: 2028 },
        { because: { zh: '丙', en: 'c' }, measure: COUNT, target: { comparator: '>', value: 3 } },
      ],
    });
    const found = runRow(row, GROWING, { year: 2030 });
    expect([found.state, found.value]).toEqual(['not_met', 50]);
    expect(
      found.readings.map(({ because, state, value, target, comparator }) => [
        because.en,
        state,
        value,
        target,
        comparator,
      ]),
    ).toEqual([
      ['a', 'met', 50, 50, '>='],
      ['b', 'met', 100, 100, '>='],
      ['c', 'not_met', 2, 3, '>'],
    ]);
  });
});

describe('sets that are tested one by one', () => {
  const row = (target: Requirement['target']): Requirement =>
    makeRow('A', { ...PRESENCE, sets: [DAY_CARE, CANTEEN], combine: 'each' } as Measure, { target });
  const town = makeTown([makeAt('a', 1), makeAt('b', 2), makeAt('c', 3, { types: ['canteen'] })]);

  it('give the row the verdict and the value of the worst', () => {
    const found = runRow(row(half), town);
    expect(found).toMatchObject({ state: 'not_met', value: 25, failing: ['c1', 'c2', 'c4'] });
    expect(found.parts.map(({ name, state, value }) => [name.zh, state, value])).toEqual([
      ['day_care', 'met', 50],
      ['canteen', 'not_met', 25],
    ]);
  });

  it('have the one with most for the worst where less is better', () => {
    expect(runRow(row({ comparator: '<=', value: 10 }), town)).toMatchObject({ state: 'not_met', value: 50 });
  });
});

describe('totals', () => {
  it('take repeats of one target once, by their worst row', () => {
    const rows = [
      makeRow('A', PRESENCE, { sameAs: ['C'] }),
      makeRow('B', PRESENCE, { target: half }),
      makeRow('C', PRESENCE, { year: 2025 }),
      makeRow('D', REPORTED, { sameAs: ['E'] }),
      makeRow('E', REPORTED),
      makeRow('F', PRESENCE, { target: null }),
      makeRow('G', PRESENCE, { target: half, sameAs: ['C', 'gone'] }),
    ];
    const found = runPack(makePack(rows), reportedAs(GROWING, { D: 100 }), { year: 2030 });
    expect(found.requirements.map(({ state }) => state)).toEqual([
      'met',
      'met',
      'not_met',
      'met',
      'met',
      'no_target',
      'met',
    ]);
    expect(found.requirements.flatMap(({ id, flags }) => (flags.includes('repeat') ? [id] : []))).toEqual([
      'A',
      'E',
      'G',
    ]);
    expect(found.requirements[6]?.sameAs).toEqual(['A', 'C']);
    expect(found.counts).toEqual({ all: 7, met: 5, not_met: 1, unknown: 0, no_target: 1, computed: 5, reported: 2 });
    expect(found.countsOnce).toEqual({
      all: 4,
      met: 2,
      not_met: 1,
      unknown: 0,
      no_target: 1,
      computed: 3,
      reported: 1,
    });
  });

  it('let the row of the strongest force stand for its repeats, and any that is worse for that', () => {
    const rows = [
      makeRow('goal', PRESENCE, { force: 'goal', target: half, sameAs: ['binding'] }),
      makeRow('task', PRESENCE, { force: 'task', target: half }),
      makeRow('binding', PRESENCE, { force: 'binding', target: half, sameAs: ['task'] }),
      makeRow('early', PRESENCE, { force: 'binding', target: half, sameAs: ['late'] }),
      makeRow('late', PRESENCE, { force: 'goal', year: 2025 }),
    ];
    const { requirements, countsOnce } = runPack(makePack(rows), GROWING, { year: 2030 });
    const counted = requirements.filter(({ flags }) => !flags.includes('repeat'));
    expect(counted.map(({ id, state }) => [id, state])).toEqual([
      ['binding', 'met'],
      ['late', 'not_met'],
    ]);
    expect(countsOnce).toMatchObject({ all: 2, met: 1, not_met: 1 });
  });

  it('say which parameters were used, and refuse those that the pack does not have', () => {
    const parameters = [{ id: 'served_metres', name: text, value: 700, unit: text, why: text }];
    const pack = makePack([], { parameters });
    expect(runPack(pack, GROWING).parameters).toEqual({ adjacent_metres: 100, served_metres: 700, about_percent: 10 });
    expect(runPack(pack, GROWING, { parameters: { served_metres: 5 } }).parameters).toMatchObject({ served_metres: 5 });
    expect(() => runPack(pack, GROWING, { parameters: { gone: 5 } })).toThrow('no parameter gone');
    expect(() => runPack(pack, GROWING, { parameters: { served_metres: NaN } })).toThrow('must be a number');
  });

  it('change nothing of the project or the pack, and are plain data', () => {
    const pack = deepFreeze(makePack([makeRow('A', PRESENCE, { year: 2023 }), makeRow('B', COUNT, { unit: 'count' })]));
    const found = runPack(pack, GROWING, { year: 2025 });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(runPack(pack, { ...GROWING, facilities: [...GROWING.facilities].reverse() }, { year: 2025 })).toEqual(found);
  });
});

describe('the four figures beside a coverage row', () => {
  const facilities = [
    makeAt('a', 1, { attributes: { delivers: true, service_area: null } }),
    makeAt('b', 4, { attributes: { delivers: false } }),
  ];
  const residences = [
    ...makeHomes({ h3: { position: inside(4, -900), areaId: 'c3' } }),
    makeResidence('far', inside(1, 1500), { elders: 90, areaId: 'c1' }),
  ];
  const town = makeTown(facilities, { residences });

  it('tell built, run by delivery, most elders in reach, and elders in reach, with the units that lack each', () => {
    const found = runRow(makeRow('A', PRESENCE), town);
    expect(found.four).toEqual({
      built: { value: 50, low: 50, high: 50, lacking: ['c2', 'c3'] },
      run: { value: 75, low: 75, high: 75, lacking: ['c3'] },
      // In c1 ten elders of a hundred are near; in c3 nobody has one but the neighbour's is near.
      walk: { value: 50, low: 50, high: 50, lacking: ['c1', 'c2'] },
      eldersWalk: { value: (100 * 80) / 190, low: (100 * 80) / 190, high: (100 * 80) / 190, lacking: ['c1', 'c2'] },
      cuts: [
        // No home says how many of its elders are 80 and over.
        { cut: 'elders_80', figure: { value: null, low: null, high: null, lacking: [] } },
        { cut: 'urban', figure: { value: 1000 / 120, low: 1000 / 120, high: 1000 / 120, lacking: ['c1', 'c2'] } },
        { cut: 'rural', figure: { value: 100, low: 100, high: 100, lacking: [] } },
      ],
    });
  });

  it('are cut by age and setting: weights of 80 and over, a range where some are blank, nobody where none is known', () => {
    const cutsOf = (project: Project, measure: Measure = PRESENCE) =>
      Object.fromEntries((runRow(makeRow('A', measure), project).four?.cuts ?? []).map((one) => [one.cut, one.figure]));
    const old = (h1: number | null, h2: number | null) =>
      makeTown(facilities, {
        residences: makeHomes({
          h1: { elders80: h1 },
          h2: { elders80: h2 },
          h3: { elders80: 0 },
          h4: { elders80: 5 },
        }),
      });
    // h1 and h4 are in reach, h2 and h3 are not.
    expect(cutsOf(old(1, 4))['elders_80']).toEqual({ value: 60, low: 60, high: 60, lacking: ['c2'] });
    // What the blank cell of h2 holds is outside: nobody, or all of its 20 elders.
    expect(cutsOf(old(1, null))['elders_80']).toEqual({ value: null, low: 600 / 26, high: 100, lacking: [] });
    const unsaid = makeTown(facilities, {
      areas: makeAreas({ c1: { setting: null }, c2: { setting: null }, c3: { setting: null }, c4: { setting: null } }),
    });
    const nobody = { value: null, low: null, high: null, lacking: [] };
    expect(cutsOf(unsaid)).toEqual({ elders_80: nobody, urban: nobody, rural: nobody });
    // One community that does not say may be urban: its 40 elders in reach, or not counted.
    const partly = makeTown(facilities, { areas: makeAreas({ c4: { setting: null } }) });
    expect(cutsOf(partly)['urban']).toMatchObject({ value: null, low: 1000 / 30, high: 5000 / 70 });
    // A row about rural homes has no urban elders.
    const rural: Measure = {
      kind: 'distance_share',
      sets: [DAY_CARE],
      combine: 'any',
      limit: { metres: 500 },
      weight: 'elders',
      where: { field: 'setting', is: 'rural' },
    };
    expect(cutsOf(old(1, 4), rural)).toMatchObject({ urban: { value: null, low: null }, rural: { low: 4000 / 70 } });
  });

  it('are cut home by home where a community has urban and rural ones, and count a home once where units overlap', () => {
    const village = makeResidence('village', inside(1, 1500), {
      elders: 90,
      areaId: 'c1',
      attributes: { setting: 'rural' },
    });
    const units = [
      makeArea('u1', { level: 'unit', attributes: { members: 'c1;c3' } }),
      makeArea('u2', { level: 'unit', attributes: { members: 'c1;c4' } }),
      makeArea('u3', { level: 'unit', attributes: { members: 'c2' } }),
    ];
    const mixed = makeTown(facilities, { areas: [...makeAreas(), ...units], residences: [...makeHomes(), village] });
    const cutsOf = (level: 'community' | 'unit') => {
      const measure = { ...PRESENCE, units: { level } } as Measure;
      return runRow(makeRow('A', measure), mixed).four?.cuts.map(({ figure }) => figure);
    };
    const share = (some: number, all: number) => ({
      value: (100 * some) / all,
      low: (100 * some) / all,
      high: (100 * some) / all,
    });
    const nobody = { value: null, low: null, high: null, lacking: [] };
    // Urban: h1 (10, in reach) and h2 (20); rural: the village (90), h3 (30) and h4 (40, in reach).
    expect(cutsOf('community')).toEqual([
      nobody,
      { ...share(10, 30), lacking: ['c2'] },
      { ...share(40, 160), lacking: ['c1', 'c3'] },
    ]);
    expect(cutsOf('unit')).toEqual([
      nobody,
      { ...share(10, 30), lacking: ['u3'] },
      { ...share(40, 160), lacking: ['u1', 'u2'] },
    ]);
  });

  it('go by the limit of the row and by the homes it is about', () => {
    const measure: Measure = {
      kind: 'distance_share',
      sets: [DAY_CARE],
      combine: 'any',
      limit: { metres: 500 },
      weight: 'elders',
      where: { field: 'setting', is: 'rural' },
    };
    expect(runRow(makeRow('A', measure), town).four).toMatchObject({
      built: { value: 50, lacking: ['c3'] },
      run: { value: 50, lacking: ['c3'] },
      walk: { value: 50, lacking: ['c3'] },
      eldersWalk: { low: (100 * 40) / 70, lacking: ['c3'] },
    });
  });

  it('leave out units without elders, and do not know without streets to walk on', () => {
    const empty = makeTown(facilities, { residences: makeHomes({ h2: { elders: 0 }, h3: { elders: 0 } }) });
    expect(runRow(makeRow('A', PRESENCE), empty).four).toMatchObject({
      built: { value: 50, lacking: ['c2', 'c3'] },
      walk: { value: 100, lacking: [] },
      eldersWalk: { value: 100, lacking: [] },
    });
    expect(runRow(makeRow('A', PRESENCE), empty, { mode: 'walking' }).four).toMatchObject({
      built: { value: 50 },
      walk: { value: null, lacking: [] },
      eldersWalk: { value: null, low: null, high: null },
    });
  });

  it('are for coverage only', () => {
    expect(runRow(makeRow('A', COUNT), town).four).toBeNull();
  });
});

const someFacility = fc.record({
  community: fc.integer({ min: 1, max: 4 }),
  metres: fc.integer({ min: -2500, max: 2500 }),
  types: fc.subarray(['day_care', 'canteen']),
  services: fc.subarray(['助餐', '助浴']),
  beds: fc.constantFrom(null, 2, 10, 30),
});
const someTown = fc
  .record({
    facilities: fc.array(someFacility, { minLength: 1, maxLength: 7 }),
    elders: fc.array(fc.constantFrom(null, 0, 1, 30), { minLength: 4, maxLength: 4 }),
    polygons: fc.boolean(),
  })
  .map(({ facilities, elders, polygons }) =>
    makeTown(
      facilities.map(({ community, metres, beds, ...given }, i) =>
        makeFacility(`f${i}`, inside(community, metres), { ...given, attributes: { beds } }),
      ),
      {
        areas: polygons ? makeAreas() : [1, 2, 3, 4].map((i) => makeArea(`c${i}`)),
        residences: elders.map((some, i) =>
          makeResidence(`h${i}`, inside(i + 1), { elders: some, areaId: `c${i + 1}` }),
        ),
      },
    ),
  );
const withBeds = { ...DAY_CARE, where: { field: 'beds', atLeast: 5 } };
const distance = (given: object): Measure => ({
  kind: 'distance_share',
  sets: [withBeds, CANTEEN],
  combine: 'any',
  limit: { metres: 1000 },
  weight: 'elders',
  ...given,
});
const RISING: Measure[] = [
  distance({}),
  distance({ combine: 'all' }),
  distance({ combine: 'each' }),
  distance({ atLeast: 2 }),
  { ...PRESENCE, sets: [withBeds, CANTEEN] } as Measure,
  { ...PRESENCE, sets: [withBeds, CANTEEN], combine: 'all', meaning: 'served' } as Measure,
  COUNT,
  { kind: 'capacity_total', capacity: [{ set: DAY_CARE, field: 'beds' }] },
];
const someRow = fc
  .record({
    measure: fc.constantFrom(...RISING),
    comparator: fc.constantFrom('>=' as const, '>' as const),
    value: fc.constantFrom(1, 2, 10, 25, 50, 75, 100),
  })
  // No share is more than all: missed whatever the data say, unless there is nobody to be counted.
  .filter(({ comparator, value }) => comparator !== '>' || value < 100)
  .map(({ measure, ...target }) => makeRow('A', measure, { target }));

it('one facility less never turns a row that asks for at least so much from not met to met', () => {
  fc.assert(
    fc.property(someTown, someRow, fc.nat(), (town, row, which) => {
      const fewer = town.facilities.filter((_, i) => i !== which % town.facilities.length);
      if (runRow(row, town).state !== 'not_met') return;
      expect(runRow(row, { ...town, facilities: fewer }).state).not.toBe('met');
    }),
    { numRuns: 300 },
  );
});

it('a cell that is made blank leaves a verdict as it was, or unknown', () => {
  const composition: Measure = {
    kind: 'service_composition',
    scope: { facilities: DAY_CARE },
    required: [{ name: text, services: ['助餐'] }],
  };
  const rows = fc.oneof(someRow, fc.constant(makeRow('A', composition)));
  const blank = (town: Project, what: string, which: number): Project => {
    const change = <T>(list: T[], to: (row: T) => T): T[] =>
      list.map((row, i) => (i === which % list.length ? to(row) : row));
    if (what === 'elders')
      return { ...town, residences: change(town.residences, (home) => ({ ...home, elders: null })) };
    const to = (facility: Facility): Facility =>
      what === 'beds' ? { ...facility, attributes: {} } : { ...facility, services: [] };
    return { ...town, facilities: change(town.facilities, to) };
  };
  let turned = 0;
  fc.assert(
    fc.property(someTown, rows, fc.constantFrom('elders', 'beds', 'services'), fc.nat(), (town, row, what, which) => {
      const [before, after] = [runRow(row, town).state, runRow(row, blank(town, what, which)).state];
      if (after !== before) turned += 1;
      if (after !== 'unknown') expect(after).toBe(before);
    }),
    { numRuns: 500 },
  );
  expect(turned).toBeGreaterThan(0);
});
