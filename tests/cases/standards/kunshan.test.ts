/** Every row of the Kunshan plan that data can answer, on a district where it is met and on one just short of it. */
import { describe, expect, it, test } from 'vitest';
import {
  communities,
  copies,
  makeTown,
  readPack,
  resultOf,
  stateOf,
  subdistricts,
  testLists,
  testRows,
  type Row,
  type Town,
} from './town.ts';

const pack = readPack('kunshan-2021-2025');

const many = (n: number, row: Row): Town => ({ facilities: copies(n, row) });
const institutions = (...rows: Row[]): Town => ({ facilities: rows.map((row) => ({ types: 'institution', ...row })) });
const homes = (...rows: Row[]): Town => ({
  areas: communities(1),
  residences: rows.map((row) => ({ in: 'c1', ...row })),
});

const threeStars = { types: 'day_care', grade: '三星级' };
const twoStars = { types: 'day_care', grade: '二星级', floor_area_m2: 600 };
const fiveStars = { types: 'institution', grade: '五星级' };
const goodCentre = { ...threeStars, floor_area_m2: 500 };
const inTown = (town: string, ...rows: Row[]): Row[] => rows.map((row) => ({ ...row, in: town }));

/** Two communities of one town. */
const oneTown = communities(2, { parent_id: 't1' });

/** New day-care centres, so many beside a clinic and so many far from it; old ones far from it count for nothing. */
const besideClinic = (beside: number, apart: number): Town => ({
  areas: communities(2),
  facilities: [
    { types: 'medical', in: 'c1', east: 50 },
    ...copies(beside, { types: 'day_care', in: 'c1', opened: 2021 }),
    ...copies(apart, { types: 'day_care', in: 'c2', opened: 2022 }),
    ...copies(5, { types: 'day_care', in: 'c2', opened: 2020 }),
  ],
});

/** Beds of a health centre of 100 beds; those of the hospital beside it do not count. */
const primaryCare = (nursing: number, rehab: number): Town => ({
  facilities: [
    { types: 'medical', primary_care: true, beds: 100, nursing_beds: nursing, rehab_beds: rehab },
    { types: 'medical', primary_care: false, beds: 1000, nursing_beds: 900, rehab_beds: 100 },
  ],
});

/** Home beds of a list of such beds, and of a station with 20 beds of its own. */
const homeBeds = (listed: number, atStation: number): Town => ({
  facilities: [
    { types: 'home_care_bed', beds: listed },
    { types: 'station;home_care_bed', beds: 20, home_care_beds: atStation },
  ],
});

const dementiaBeds = (memoryHome: number, institution: number): Town => ({
  facilities: [
    { types: 'memory_home', dementia_beds: memoryHome },
    { types: 'institution', beds: 500, dementia_beds: institution },
  ],
});

/** A meal point in one of two communities of a town. */
const mealPoint = (delivers: boolean): Town => ({
  areas: oneTown,
  facilities: [{ types: 'meal_point', in: 'c1', delivers }],
});

const regionalCentres = (second: Row): Town => ({
  areas: subdistricts(2),
  facilities: [
    { types: 'regional_center', in: 't1' },
    { ...second, in: 't2' },
  ],
});
const welfareHome = { types: 'institution', name: '昆山市福利院' };

/** Day-care centres in two communities of the setting that is asked about, none in a third of the other. */
const standardised = (setting: 'urban' | 'rural', second: boolean): Town => ({
  areas: [...communities(2, { setting }), { id: 'c3', setting: setting === 'urban' ? 'rural' : 'urban' }],
  facilities: [
    { types: 'day_care', in: 'c1', standardised: true },
    { types: 'day_care', in: 'c2', standardised: second },
  ],
});

const socialWorkers = (...numbers: [number, number]): Town =>
  institutions({ beds: 100, social_workers: numbers[0] }, { beds: 200, social_workers: numbers[1] });

testRows(pack, {
  'KS-016': [
    institutions({ types: 'day_care', grade: '一星级' }, { types: 'day_care', grade: '三星级' }),
    institutions({ types: 'day_care', grade: '三星级' }, { types: 'day_care', grade: '无' }),
  ],
  'KS-017': [many(30, threeStars), { facilities: [...copies(29, threeStars), twoStars] }],
  'KS-018': [regionalCentres({ types: 'regional_center' }), regionalCentres({ types: 'institution', name: '敬老院' })],
  'KS-019': [many(50, { types: 'property_service' }), many(49, { types: 'property_service' })],
  'KS-020': [homeBeds(1000, 500), homeBeds(1000, 499)],
  'KS-022': [many(2, fiveStars), institutions(fiveStars, { grade: '四星级' })],
  'KS-023': [
    institutions({ name: '昆山阳澄湖康养院' }),
    institutions({ name: '昆山阳澄湖康养院', status: 'under_construction' }),
  ],
  'KS-024': [regionalCentres(welfareHome), regionalCentres({ types: 'institution', name: '敬老院' })],
  'KS-025': [dementiaBeds(100, 200), dementiaBeds(100, 199)],
  'KS-026': [
    institutions({ medical: 'in_house' }, { medical: 'contract' }),
    institutions({ medical: 'in_house' }, { medical: 'none' }),
  ],
  'KS-027': [besideClinic(9, 1), besideClinic(8, 2)],
  'KS-028': [primaryCare(20, 10), primaryCare(20, 9)],
  'KS-030': [many(75, { types: 'renewal' }), many(74, { types: 'renewal' })],
  'KS-033': [
    homes({ stage: 'new', households: 200, care_room_m2: 60 }, { stage: 'existing', households: 200, care_room_m2: 0 }),
    homes({ stage: 'new', households: 200, care_room_m2: 59 }),
  ],
  'KS-034': [
    homes({ stage: 'existing', households: 200, care_room_m2: 40 }, { stage: 'new', households: 200, care_room_m2: 0 }),
    homes({ stage: 'existing', households: 200, care_room_m2: 39 }),
  ],
  'KS-038': [
    {
      areas: subdistricts(2),
      facilities: [...inTown('t1', ...copies(4, goodCentre)), ...inTown('t2', ...copies(2, goodCentre))],
    },
    {
      areas: subdistricts(2),
      facilities: [
        ...inTown('t1', ...copies(3, goodCentre)),
        ...inTown('t2', goodCentre, twoStars, { ...goodCentre, floor_area_m2: 499 }),
      ],
    },
  ],
  'KS-039': [mealPoint(true), mealPoint(false)],
  'KS-040': [
    {
      facilities: [
        { types: 'day_care', services: 'meals;medical_help;recreation' },
        { types: 'day_care', services: '助餐;助医;助娱' },
      ],
    },
    { facilities: [{ types: 'day_care', services: 'meals;medical_help;bathing' }] },
  ],
  'KS-044a': [socialWorkers(0, 3), socialWorkers(1, 1)],
  'KS-045': [
    institutions({ beds: 100, emergency_beds: 2 }, { beds: 50, emergency_beds: 1 }),
    institutions({ beds: 100, emergency_beds: 2 }, { beds: 100, emergency_beds: 1 }),
  ],
  'KS-046': [
    { areas: communities(2), facilities: [{ types: 'station', in: 'c1', service_area: 'c1;c2' }] },
    { areas: communities(2), facilities: [{ types: 'station', in: 'c1', service_area: 'c1' }] },
  ],
  'KS-047': [many(30, threeStars), { facilities: [...copies(29, threeStars), ...copies(9, twoStars)] }],
  'KS-048': [standardised('urban', true), standardised('urban', false)],
  'KS-049': [standardised('rural', true), standardised('rural', false)],
  'KS-050': [
    { areas: oneTown, facilities: [{ types: 'day_care', in: 'c1', service_area: 'c1;c2' }] },
    { areas: oneTown, facilities: [{ types: 'day_care', in: 'c1', service_area: 'c1' }] },
  ],
  'KS-051': [mealPoint(true), mealPoint(false)],
  'KS-054': [homeBeds(1500, 0), homeBeds(1499, 0)],
  'KS-058': [
    homes({ stage: 'new', households: 100, care_room_m2: 30 }, { stage: 'existing', households: 100, care_room_m2: 0 }),
    homes({ stage: 'new', households: 100, care_room_m2: 30 }, { stage: 'new', households: 100, care_room_m2: 29 }),
  ],
  'KS-059': [many(10, { types: 'community' }), many(9, { types: 'community' })],
  'KS-060': [many(3, fiveStars), institutions(fiveStars, fiveStars, { grade: '四星级' })],
  'KS-061': [
    institutions({ beds: 100, residents: 70 }, { beds: 100, residents: 51 }),
    institutions({ beds: 100, residents: 70 }, { beds: 100, residents: 50 }),
  ],
  'KS-062': [
    institutions({ beds: 91, operator: 'private' }, { beds: 9, operator: 'public' }),
    institutions({ beds: 90, operator: 'private' }, { beds: 10, operator: 'public' }),
  ],
  'KS-063': [dementiaBeds(100, 201), dementiaBeds(100, 200)],
  'KS-064': [
    { facilities: [...copies(2, { types: 'complex' }), { types: 'institution', embedded: true, beds: 50 }] },
    {
      facilities: [
        ...copies(2, { types: 'complex' }),
        { types: 'institution', embedded: true, beds: 51 },
        { types: 'institution', embedded: false, beds: 20 },
      ],
    },
  ],
  'KS-065': [
    many(6, { types: 'regional_center', opened: 2021 }),
    {
      facilities: copies(5, { types: 'regional_center', opened: 2021 }).concat({
        types: 'regional_center',
        opened: 2020,
      }),
    },
  ],
  'KS-066': [
    institutions({ grade: '三星级' }, { grade: '二级' }),
    institutions({ grade: '三星级' }, { grade: '未评定' }),
  ],
  'KS-067': [institutions({ medical: 'contract' }), institutions({ medical: 'none' })],
  'KS-068': [institutions({ beds: 100, nursing_beds: 96 }), institutions({ beds: 100, nursing_beds: 95 })],
  'KS-069': [besideClinic(10, 0), besideClinic(9, 1)],
  'KS-071': [primaryCare(20, 11), primaryCare(20, 10)],
  'KS-073': [many(76, { types: 'renewal' }), many(75, { types: 'renewal' })],
  'KS-078': [
    {
      areas: communities(2, { elders: 1000 }),
      facilities: [
        { types: 'station', social_workers: 2 },
        { types: 'institution', social_workers: 0 },
      ],
    },
    {
      areas: communities(2, { elders: 1000 }),
      facilities: [
        { types: 'station', social_workers: 1 },
        { types: 'institution', social_workers: 0 },
      ],
    },
  ],
  'KS-079': [socialWorkers(1, 2), socialWorkers(0, 2)],
  'KS-080': [many(10, { types: 'device_point' }), many(9, { types: 'device_point' })],
});

testLists(pack, {
  'KS-040': [{ types: 'day_care' }, ['meals', 'medical_help', 'recreation'], ['助餐', '助医', '助娱']],
});

test.each(['meal_point', 'canteen', 'meal_center', 'day_care'])('a %s with meals makes meal service run', (types) => {
  const town = makeTown({ areas: communities(1), facilities: [{ types, in: 'c1', services: 'meals' }] });
  expect([stateOf(pack, 'KS-039', town), stateOf(pack, 'KS-051', town)]).toEqual(['met', 'met']);
});

describe('Kunshan, rows without a target', () => {
  const half: Town = {
    areas: [...communities(2, { setting: 'rural' }), ...subdistricts(2)],
    facilities: [
      { types: 'day_care', in: 'c1' },
      { types: 'day_care', in: 'c2' },
      { types: 'medical', in: 'c2' },
      { types: 'complex', in: 't1' },
      { types: 'time_bank;mutual_point', in: 'c2' },
    ],
  };

  it.each([
    ['KS-037', 50],
    ['KS-041', 50],
    ['KS-043', 50],
  ])('%s shows its figure and gives no verdict', (id, value) => {
    expect(resultOf(pack, id, makeTown(half))).toMatchObject({ state: 'no_target', value, target: null });
  });

  it('KS-036 shows the share of elders within fifteen minutes, and the other readings beside it', () => {
    const town = makeTown({
      areas: [{ id: 'c1', elders: 300 }, { id: 'c2' }],
      facilities: [{ types: 'day_care', in: 'c1' }, ...copies(1, { types: 'canteen', in: 'c2' })],
    });
    const result = resultOf(pack, 'KS-036', town);
    expect(result).toMatchObject({ state: 'no_target', value: 75 });
    expect(result.readings.map(({ value }) => value)).toEqual([25, 0]);
  });

  it('KS-035, a survey, has no figure', () => {
    expect(resultOf(pack, 'KS-035', makeTown(half))).toMatchObject({ target: null, value: null });
  });
});

describe('Kunshan, rows that contradict each other', () => {
  it('two five-star homes meet the body and miss the annex; each row shows the other reading', () => {
    const town = makeTown(many(2, fiveStars));
    const body = resultOf(pack, 'KS-022', town);
    const annex = resultOf(pack, 'KS-060', town);
    expect([body.state, body.readings[0]?.state]).toEqual(['met', 'not_met']);
    expect([annex.state, annex.readings[0]?.state]).toEqual(['not_met', 'met']);
    expect([body, annex].every(({ flags }) => flags.includes('contradicted'))).toBe(true);
  });

  it('home service of 30 % meets a target that lies below its own base of 32 %', () => {
    const result = resultOf(pack, 'KS-056', makeTown({ reported: { 'KS-056': 30 } }));
    expect(result).toMatchObject({ state: 'met', source: 'reported', baseline: { id: 'KS-007', value: 32 } });
    expect(result.flags).toContain('below_baseline');
    expect(result.readings.map(({ state }) => state)).toEqual(['not_met']);
  });

  it('the welfare home stands for the regional centre of its town only where the exception is read', () => {
    const result = resultOf(pack, 'KS-018', makeTown(regionalCentres(welfareHome)));
    expect([result.state, result.readings[0]?.state]).toEqual(['met', 'not_met']);
  });

  it('fifty-one social workers are no answer to elders counted on another basis', () => {
    const areas = communities(1, { elders: 1000, elders_basis: 'permanent' });
    const town = makeTown({ areas, facilities: [{ types: 'station', social_workers: 51 }] });
    expect(resultOf(pack, 'KS-078', town)).toMatchObject({ state: 'unknown', missing: ['areas.elders_basis'] });
  });
});
