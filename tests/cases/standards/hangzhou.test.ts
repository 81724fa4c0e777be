/** Every row of Hangzhou's draft that data can answer: a small place that keeps it, and one that just does not. */
import { describe, expect, test } from 'vitest';
import type { MeasureOf } from '../../../src/core/standards/types.ts';
import { communities, copies, makeTown, readPack, resultOf, stateOf, subdistricts, testRows } from './town.ts';
import type { Row, Town } from './town.ts';

const pack = readPack('hangzhou-2021-2025-draft');

const counties = (n: number, row: Row = {}): Row[] => copies(n, { id: 'k', level: 'county', ...row });
/** Drawn by the user: big communities. */
const units = (n: number, row: Row = {}): Row[] => copies(n, { id: 'u', level: 'unit', ...row });

const homes = (...facilities: Row[]): Town => ({ facilities });
const home = (row: Row): Row => ({ types: 'institution', ...row });
const elders = (n: number, ...facilities: Row[]): Town => ({ areas: communities(1, { elders: n }), facilities });
const inCounties = (...facilities: Row[]): Town => ({ areas: counties(2), facilities });
const inTowns = (...facilities: Row[]): Town => ({ areas: subdistricts(2), facilities });
const inUnits = (...facilities: Row[]): Town => ({ areas: units(2), facilities });
/** So many of a type in the first and in the second area of a level. */
const split = (types: string, prefix: string, [first, second]: [number, number], row: Row = {}): Row[] => [
  ...copies(first, { types, in: `${prefix}1`, ...row }),
  ...copies(second, { types, in: `${prefix}2`, ...row }),
];

/** The main town, and another where nobody has a home near. */
const kilometre = (east: number): Town => ({
  areas: [
    { id: 'c1', main_urban: true, elders: 100 },
    { id: 'c2', main_urban: false, elders: 100 },
  ],
  facilities: [{ types: 'institution', in: 'c1', east }],
});

const careBeds = (nursing: number, medical: number | null): Town =>
  homes(home({ beds: 100, nursing_beds: nursing }), { types: 'medical', ltc_beds: medical });
const smart = (first: number, second: number): Town => inCounties(...split('smart_home', 'k', [first, second]));
const carers = (n: number): Town =>
  elders(10_000, home({ carers_licensed: n - 5 }), { types: 'station', carers_licensed: 5 });
const workers = (n: number): Town =>
  elders(10_000, home({ social_workers: n - 5 }), { types: 'staff', social_workers: 5 });
const dementia = (n: number): Town =>
  elders(10_000, { types: 'memory_home', dementia_beds: n - 5 }, home({ dementia_beds: 5 }));
const devices = (n: number): Town => ({
  areas: counties(10),
  facilities: Array.from({ length: n }, (_, i) => ({ types: 'device_point', in: `k${i + 1}` })),
});
const led = (nursing: number, tier = 'county'): Row => ({
  types: 'public_institution;institution',
  beds: 100,
  nursing_beds: nursing,
  tier,
});
/** One new area that keeps the default of 30 m2 to 100 households, and another. */
const newHomes = (rooms: number): Town => ({
  residences: [60, rooms].map((care_room_m2) => ({ stage: 'new', households: 200, care_room_m2 })),
});
/** A county of 300,000 people, and one of a head fewer. */
const sized = (...facilities: Row[]): Town => ({
  areas: [
    { id: 'large', level: 'county', population: 300_000 },
    { id: 'small', level: 'county', population: 299_999 },
  ],
  facilities,
});
const SECTION = { types: 'institution;memory_home', beds: 100, dementia_beds: 20 };
const GUIDANCE = { types: 'medical', services: '康复技术指导' };
const EIGHT = 'care_center;memory_home;rehab_union;meal_point;station;device_point;family_center;adviser_point';

/** The projects of annex 1, the first so many open and the rest still being built. */
function projects(open: number): Town {
  const { names } = pack.requirements.find(({ id }) => id === 'HZ-080')?.measure as MeasureOf<'milestone'>;
  return homes(
    ...names.map((name, i) => ({ types: 'institution', name, status: i < open ? 'open' : 'under_construction' })),
  );
}

testRows(pack, {
  'HZ-023': [kilometre(950), kilometre(1050)],
  'HZ-024': [homes(...copies(100, { types: 'rehab_union' })), homes(...copies(99, { types: 'rehab_union' }))],
  'HZ-025': [
    homes(...copies(2, { types: 'home_care_bed', beds: 1000 })),
    homes({ types: 'home_care_bed', beds: 1999 }),
  ],
  'HZ-026': [careBeds(50, 10), careBeds(50, 9)],
  'HZ-027': [smart(2, 2), smart(3, 1)],
  'HZ-028a': [carers(25), carers(24)],
  'HZ-029a': [
    inCounties({ ...led(51), in: 'k1' }, { ...led(51), in: 'k2' }),
    inCounties({ ...led(51), in: 'k1' }, { ...led(50), in: 'k2' }),
  ],
  'HZ-029b': [homes(led(51, 'city')), homes(led(50, 'city'), led(51, 'county'))],
  'HZ-030': [
    {
      areas: [...subdistricts(2, { setting: 'rural' }), { id: 's', level: 'subdistrict', setting: 'urban' }],
      facilities: [home({ in: 't1' }), { types: 'rural_home', in: 't2' }],
    },
    { areas: subdistricts(2, { setting: 'rural' }), facilities: [home({ in: 't1' })] },
  ],
  'HZ-031': [careBeds(50, 10), careBeds(50, 9)],
  'HZ-032': [dementia(20), dementia(19)],
  'HZ-033': [inTowns(...split('care_center', 't', [2, 3])), inTowns(...split('care_center', 't', [4, 1]))],
  'HZ-034': [homes(...copies(100, { types: 'rehab_union' })), homes(...copies(99, { types: 'rehab_union' }))],
  'HZ-035': [devices(7), devices(6)],
  'HZ-037': [smart(2, 2), smart(3, 1)],
  'HZ-038': [carers(25), carers(24)],
  'HZ-040': [workers(25), workers(24)],
  'HZ-041': [careBeds(80, 20), careBeds(80, 21)],
  'HZ-042': [homes(led(65), led(50)), homes(led(65), led(64))],
  'HZ-043': [
    homes(...copies(2, { types: 'rural_home', grade: '二级' })),
    homes({ types: 'rural_home', grade: '二级' }, { types: 'rural_home', grade: '一级' }),
  ],
  'HZ-044': [
    inTowns(home({ in: 't1', inclusive: true }), { types: 'rural_home', in: 't2', inclusive: true }),
    inTowns(home({ in: 't1', inclusive: true }), home({ in: 't2', inclusive: false })),
  ],
  'HZ-045': [
    homes(
      { types: 'public_institution', waiting_list: true },
      { types: 'rural_home', beds: 100, residents: 69, waiting_list: false },
    ),
    homes(
      { types: 'public_institution', waiting_list: true },
      { types: 'rural_home', beds: 100, residents: 70, waiting_list: false },
    ),
  ],
  'HZ-046': [inUnits(...split('care_center', 'u', [1, 1])), inUnits(...split('care_center', 'u', [2, 0]))],
  'HZ-047': [
    inUnits(...split('device_point;adviser_point', 'u', [1, 1])),
    inUnits(...split('device_point;adviser_point', 'u', [1, 0]), { types: 'device_point', in: 'u2' }),
  ],
  'HZ-048': [
    inUnits(...['u1', 'u2'].flatMap((unit) => EIGHT.split(';').map((types) => ({ types, in: unit })))),
    inUnits(
      ...['u1', 'u2'].flatMap((unit) =>
        EIGHT.split(';')
          .slice(1)
          .map((types) => ({ types, in: unit })),
      ),
    ),
  ],
  'HZ-049': [
    homes(...['care_center', 'memory_home'].map((types) => ({ types, separate_entrance: true }))),
    homes({ types: 'care_center', separate_entrance: true }, { types: 'memory_home', separate_entrance: false }),
  ],
  'HZ-050': [
    homes({ types: 'complex', services: 'meals', leisure_space: false }),
    homes({ types: 'complex', leisure_space: false }, { types: 'care_center', leisure_space: true }),
  ],
  'HZ-051': [
    homes({ types: 'complex', services: '辅具租赁;家庭赋能;养老顾问' }),
    homes({ types: 'complex', services: '辅具租赁;养老顾问' }),
  ],
  'HZ-053': [sized({ types: 'memory_home', in: 'large' }), sized({ ...SECTION, in: 'large' })],
  'HZ-054': [sized({ ...SECTION, in: 'small' }), sized({ types: 'memory_home', in: 'large' })],
  'HZ-055': [
    {
      areas: [...subdistricts(2, { setting: 'urban' }), { id: 's', level: 'subdistrict', setting: 'rural' }],
      facilities: split('memory_home', 't', [1, 1]),
    },
    { areas: subdistricts(2, { setting: 'urban' }), facilities: split('memory_home', 't', [2, 0]) },
  ],
  'HZ-056': [inTowns(...split('community', 't', [1, 1])), inTowns(...split('community', 't', [2, 0]))],
  'HZ-057': [
    {
      areas: [...communities(2, { meal_demand: true, parent_id: 't' }), { id: 'd', meal_demand: false }],
      facilities: [{ types: 'canteen', in: 'c1', delivers: true }],
    },
    {
      areas: communities(2, { meal_demand: true, parent_id: 't' }),
      facilities: [{ types: 'canteen', in: 'c1', delivers: false }],
    },
  ],
  'HZ-060': [
    { areas: units(2, { elders: 10_000 }), facilities: split('institution', 'u', [1, 1], { beds: 300 }) },
    {
      areas: units(2, { elders: 10_000 }),
      facilities: [home({ in: 'u1', beds: 301 }), home({ in: 'u2', beds: 299 })],
    },
  ],
  'HZ-061': [kilometre(950), kilometre(1050)],
  'HZ-063': [newHomes(60), newHomes(59)],
  'HZ-065': [
    homes(home({ beds: 100, rehab_room: true }), home({ beds: 99, rehab_room: false })),
    homes(home({ beds: 100, rehab_room: false }), home({ beds: 99, rehab_room: true })),
  ],
  'HZ-066a': [
    inCounties({ ...GUIDANCE, in: 'k1' }, { ...GUIDANCE, in: 'k2' }),
    inCounties({ ...GUIDANCE, in: 'k1' }, { types: 'medical', services: 'rehabilitation', in: 'k2' }),
  ],
  'HZ-066b': [homes({ ...GUIDANCE, tier: 'city' }), homes({ ...GUIDANCE, tier: 'county' })],
  'HZ-067': [smart(2, 2), smart(3, 1)],
  'HZ-068': [
    {
      areas: [...communities(2, { setting: 'rural' }), { id: 'd', setting: 'urban' }],
      facilities: split('village_org', 'c', [1, 0]),
    },
    { areas: communities(3, { setting: 'rural' }), facilities: split('village_org', 'c', [2, 0]) },
  ],
  'HZ-070a': [
    homes(home({ residents: 100, social_workers: 1 }), home({ residents: 99, social_workers: 0 })),
    homes(home({ residents: 100, social_workers: 0 }), home({ residents: 99, social_workers: 1 })),
  ],
  'HZ-070b': [
    homes(home({ residents: 100, nurses: 1 }), home({ residents: 99, nurses: 0 })),
    homes(home({ residents: 100, nurses: 0 }), home({ residents: 99, nurses: 1 })),
  ],
  'HZ-071': [
    homes(...['complex', 'station', 'home_service'].map((types) => ({ types, social_workers: 1 }))),
    homes({ types: 'complex', social_workers: 1 }, { types: 'station', social_workers: 0 }),
  ],
  'HZ-072a': [
    homes(home({ grade: '四星级', rehab_nurses: 1 }), home({ grade: '五星级', rehab_nurses: 0 })),
    homes(home({ grade: '四星级', rehab_nurses: 0 }), home({ grade: '五星级', rehab_nurses: 1 })),
  ],
  'HZ-072b': [
    homes(
      home({ grade: '五星级', rehab_doctors: 0, rehab_therapists: 1 }),
      home({ grade: '四星级', rehab_doctors: 0 }),
    ),
    homes(home({ grade: '五星级', rehab_doctors: 0, rehab_therapists: 0 })),
  ],
  'HZ-073': [
    { areas: subdistricts(2, { care_officers: 1 }) },
    { areas: [...subdistricts(1, { care_officers: 2 }), { id: 's', level: 'subdistrict', care_officers: 0 }] },
  ],
  'HZ-075': [inCounties(...split('device_point', 'k', [1, 1])), inCounties(...split('device_point', 'k', [2, 0]))],
  'HZ-076': [inCounties(...split('device_wash', 'k', [1, 1])), inCounties(...split('device_wash', 'k', [2, 0]))],
  'HZ-080': [projects(21), projects(20)],
});

/** Targets of 2022, where the row has one of its own for that year. */
const STEPS: [id: string, met: Town, missed: Town][] = [
  ['HZ-031', careBeds(50, 6), careBeds(50, 5)],
  ['HZ-032', dementia(10), dementia(9)],
  ['HZ-033', inTowns(...split('care_center', 't', [1, 1])), inTowns(...split('care_center', 't', [2, 0]))],
  ['HZ-034', homes(...copies(40, { types: 'rehab_union' })), homes(...copies(39, { types: 'rehab_union' }))],
  ['HZ-035', devices(4), devices(3)],
  ['HZ-036', { reported: { 'HZ-036': 1 } }, { reported: { 'HZ-036': 0 } }],
  ['HZ-037', smart(1, 1), smart(2, 0)],
  ['HZ-038', carers(20), carers(19)],
  ['HZ-039', { reported: { 'HZ-039': '15%' } }, { reported: { 'HZ-039': '14%' } }],
  ['HZ-040', workers(20), workers(19)],
  ['HZ-067', smart(1, 1), smart(2, 0)],
];

describe('targets of Hangzhou for 2022', () => {
  test.each(STEPS)('%s asks for less in 2022 than in 2025', (id, met, missed) => {
    expect([met, missed].map((town) => stateOf(pack, id, makeTown(town), 2022))).toEqual(['met', 'not_met']);
    expect(stateOf(pack, id, makeTown(met), 2025)).toBe('not_met');
  });

  test('are those of the rows with steps', () => {
    const withSteps = pack.requirements.filter(({ steps }) => steps !== undefined).map(({ id }) => id);
    expect(STEPS.map(([id]) => id)).toEqual(withSteps);
  });
});

test.each(['HZ-062', 'HZ-064', 'HZ-069', 'HZ-077'])('%s has no number in the text: nobody passes or fails it', (id) => {
  const facilities = ['station', 'medical', 'mutual_point', 'device_point'].map((types) => ({ types, in: 'c1' }));
  const areas = communities(1, { setting: 'rural', parent_id: 't' });
  expect(stateOf(pack, id, makeTown({ areas, facilities, reported: { 'HZ-062': '是' } }))).toBe('no_target');
  expect(stateOf(pack, id, makeTown({ areas }))).toBe('no_target');
});

describe("other readings of Hangzhou's draft", () => {
  const readingsOf = (id: string, town: Town): string[] => {
    const { state, readings } = resultOf(pack, id, makeTown(town));
    return [state, ...readings.map((reading) => reading.state)];
  };

  test('seven of ten counties with a device centre keep the table and not the body', () => {
    expect(readingsOf('HZ-035', devices(7))).toEqual(['met', 'not_met']);
    expect(readingsOf('HZ-075', devices(7))).toEqual(['not_met', 'met']);
  });

  test('care-type beds without those of hospitals are the nursing beds of 2020', () => {
    expect(readingsOf('HZ-026', careBeds(50, 10))).toEqual(['met', 'not_met']);
  });

  test('a subdistrict stands for big communities that nobody drew: two centres where more than 10,000 live', () => {
    const areas = ['1', '2'].map((n) => ({ id: `t${n}`, level: 'subdistrict', elders: n === '1' ? 10_000 : 10_001 }));
    const facilities = split('care_center', 't', [1, 2]);
    expect(readingsOf('HZ-046', { areas, facilities })).toEqual(['unknown', 'met']);
    expect(readingsOf('HZ-046', { areas, facilities: facilities.slice(1) })).toEqual(['unknown', 'not_met']);
  });

  test('the first fourteen projects of annex 1 without the proposals', () => {
    expect(readingsOf('HZ-080', projects(14))).toEqual(['not_met', 'met']);
  });
});

describe('what blank columns of Hangzhou leave open', () => {
  test('long-term beds that a hospital does not tell, where the homes alone are enough', () => {
    expect(stateOf(pack, 'HZ-026', makeTown(careBeds(60, null)))).toBe('met');
  });

  test('long-term beds that a hospital does not tell', () => {
    expect(stateOf(pack, 'HZ-026', makeTown(careBeds(50, null)))).toBe('unknown');
  });

  test('whether a county is large', () => {
    const areas = counties(1);
    expect(stateOf(pack, 'HZ-053', makeTown({ areas, facilities: [home({ in: 'k1' })] }))).toBe('unknown');
  });

  test('big communities that nobody drew', () => {
    const facilities = [{ types: 'care_center', in: 'c1' }];
    expect(stateOf(pack, 'HZ-046', makeTown({ areas: communities(1), facilities }))).toBe('unknown');
  });

  test('a project of annex 1 that is not on record', () => {
    expect(stateOf(pack, 'HZ-080', makeTown(homes(home({ name: '九堡中心单元社会福利设施' }))))).toBe('unknown');
  });

  test('a home of which nobody says whether it is inclusive', () => {
    const areas = subdistricts(1);
    expect(stateOf(pack, 'HZ-044', makeTown({ areas, facilities: [home({ in: 't1' })] }))).toBe('unknown');
  });
});
