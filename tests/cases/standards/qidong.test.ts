/** Every row of the Qidong plan that data can answer, on a district where it is met and on one just short of it. */
import { describe, expect, it, test } from 'vitest';
import {
  communities,
  copies,
  inEach,
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

const pack = readPack('qidong-2020-2022');

const urban = communities(2, { setting: 'urban' });
const rural = communities(2, { setting: 'rural' });
/** What is asked of communities of one setting is not asked of the others. */
const other = (setting: 'urban' | 'rural'): Row => ({ id: 'other', setting });
/** c1 in the city, c2 in the country. */
const mixed: Row[] = [
  { id: 'c1', setting: 'urban' },
  { id: 'c2', setting: 'rural' },
];

const types = (...list: string[]): Town => ({ facilities: list.map((type) => ({ types: type })) });
const places = (areas: Row[], ...facilities: Row[]): Town => ({ areas, facilities });

const station = (where: string, isStandardised: boolean): Row => ({
  types: 'station',
  in: where,
  standardised: isStandardised,
});

/** One urban compound of 100 households; one of the other stage and a rural one, both without rooms, count for nothing. */
const compound = (stage: 'new' | 'existing', squareMetres: number): Town => ({
  areas: mixed,
  residences: [
    { in: 'c1', stage, households: 100, care_room_m2: squareMetres },
    { in: 'c1', stage: stage === 'new' ? 'existing' : 'new', households: 100, care_room_m2: 0 },
    { in: 'c2', stage, households: 100, care_room_m2: 0 },
  ],
});

const complexAt = (town: string): Row => ({ types: 'complex', in: town });
const urbanTowns = [...subdistricts(2, { setting: 'urban' }), { id: 't3', level: 'subdistrict', setting: 'rural' }];

/** Private institutions, so many with service outside the house; public ones count for nothing. */
const institutions = (open: number, closed: number): Town => ({
  facilities: [
    ...copies(open - 1, { types: 'institution', operator: 'private', services: 'full_care;home_visits' }),
    { types: 'institution;station', operator: 'private', services: 'full_care' },
    ...copies(closed, { types: 'institution', operator: 'private', services: 'full_care' }),
    ...copies(5, { types: 'institution', operator: 'public', services: 'full_care' }),
  ],
});

const FIVE = ['送餐助餐', '生活照料', '康复护理', '应急救援', '精神慰藉'];

testRows(pack, {
  'QD-002': [types('guidance_center', 'complex', 'station'), types('guidance_center', 'station')],
  'QD-003': [
    places(subdistricts(2), complexAt('t1'), complexAt('t2')),
    places(subdistricts(2), complexAt('t1'), { types: 'station', in: 't2' }),
  ],
  'QD-004': [
    places(mixed, station('c1', true), station('c2', true)),
    places(mixed, station('c1', true), station('c2', false)),
  ],
  'QD-005': [
    places(mixed, { types: 'complex', in: 'c1', service_area: 'c1;c2' }),
    places(mixed, { types: 'complex', in: 'c1', service_area: 'c1' }),
  ],
  'QD-008': [compound('new', 30), compound('new', 29)],
  'QD-009': [compound('existing', 25), compound('existing', 14)],
  'QD-010': [compound('new', 30), compound('new', 29)],
  'QD-011': [
    places([...rural, other('urban')], ...inEach(2, { types: 'station' })),
    places(rural, { types: 'station', in: 'c1' }, { types: 'day_care', in: 'c2' }),
  ],
  'QD-012': [
    places(
      mixed,
      { types: 'station', in: 'c1', services: 'meals' },
      { types: 'station', in: 'c2', services: '日托;上门服务' },
    ),
    places(mixed, { types: 'station', in: 'c2', services: 'day_care;meals' }),
  ],
  'QD-014': [
    places(urban, ...inEach(2, { types: 'activity_room', east: 150 })),
    places(urban, { types: 'activity_room', in: 'c1' }, { types: 'activity_room', in: 'c2', east: 250 }),
  ],
  'QD-015': [types('central_kitchen', 'canteen', 'meal_point'), types('central_kitchen', 'canteen', 'canteen')],
  'QD-016': [
    places(
      [...urban, other('rural')],
      { types: 'meal_point', in: 'c1' },
      { types: 'day_care', in: 'c2', services: 'meals' },
    ),
    places(urban, { types: 'meal_point', in: 'c1' }, { types: 'day_care', in: 'c2', services: 'bathing' }),
  ],
  'QD-019': [
    places(mixed, station('c1', true), station('c2', true)),
    places(mixed, station('c1', false), station('c2', true)),
  ],
  'QD-020': [
    { facilities: [{ types: 'home_service', services: FIVE.join(';') }] },
    { facilities: [{ types: 'home_service', services: FIVE.slice(0, 4).join(';') }] },
  ],
  'QD-023': [
    places(urbanTowns, complexAt('t1'), complexAt('t2')),
    places(urbanTowns, complexAt('t1'), complexAt('t3')),
  ],
  'QD-024': [
    places(
      mixed,
      { types: 'complex', in: 'c1', services: 'full_care;day_care;home_visits' },
      { types: 'complex', in: 'c2', services: 'meals' },
    ),
    places(mixed, { types: 'complex', in: 'c1', services: '全托;日托' }),
  ],
  'QD-025': [
    places([...communities(10, { setting: 'urban' }), other('rural')], ...inEach(9, { types: 'day_care' })),
    places(communities(10, { setting: 'urban' }), ...inEach(8, { types: 'day_care' })),
  ],
  'QD-026': [institutions(3, 7), institutions(2, 8)],
});

testLists(pack, {
  'QD-012': [{ types: 'station', in: 'c2' }, ['day_care', 'home_visits'], ['日托', '上门服务']],
  'QD-020': [{ types: 'home_service' }, ['meals', '生活照料', 'rehabilitation', 'emergency', 'comfort'], FIVE],
  'QD-024': [{ types: 'complex', in: 'c1' }, ['full_care', 'day_care', 'home_visits'], ['全托', '日托', '上门服务']],
});

test.each([
  ['QD-002', ['guidance_center', 'complex', 'station']],
  ['QD-015', ['central_kitchen', 'canteen', 'meal_point']],
])('%s asks for each of its tiers', (id, tiers) => {
  const without = tiers.map((tier) => types(...tiers.filter((own) => own !== tier)));
  expect(without.map((town) => stateOf(pack, id, makeTown(town)))).toEqual(['not_met', 'not_met', 'not_met']);
});

describe('Qidong, rows without a target', () => {
  it('QD-013 shows the worst of day care, meals and stations, in the central city alone', () => {
    const town = makeTown({
      areas: [
        { id: 'c1', elders: 300, main_urban: true },
        { id: 'c2', elders: 100, main_urban: true },
        { id: 'c3', elders: 600, main_urban: false },
      ],
      facilities: [
        { types: 'day_care', in: 'c1' },
        { types: 'station;canteen', in: 'c2' },
        { types: 'meal_point', in: 'c1' },
        { types: 'station', in: 'c3' },
      ],
    });
    const result = resultOf(pack, 'QD-013', town);
    expect(result).toMatchObject({ state: 'no_target', value: 25 });
    expect(result.parts.map(({ value }) => value)).toEqual([75, 100, 25]);
  });

  it('QD-017 counts the neighbour points of the country', () => {
    const points = ['c1', 'c2', 'c2'].map((where) => ({ types: 'mutual_point', in: where }));
    expect(resultOf(pack, 'QD-017', makeTown(places(mixed, ...points)))).toMatchObject({
      state: 'no_target',
      value: 2,
    });
  });
});

describe('Qidong, rows that contradict each other', () => {
  it('stations up to standard in 2021 come in time for one row and late for the other', () => {
    const late = ['c1', 'c2'].map((where) => ({ ...station(where, true), opened: 2021 }));
    const town = makeTown({ year: 2022, ...places(mixed, ...late) });
    const goals = resultOf(pack, 'QD-004', town, 2022);
    const tasks = resultOf(pack, 'QD-019', town, 2022);
    expect([goals.state, goals.readings[0]?.state]).toEqual(['met', 'not_met']);
    expect([tasks.state, tasks.readings[0]?.state]).toEqual(['not_met', 'met']);
    expect(tasks.later).toMatchObject({ year: 2022, state: 'met' });
    expect(tasks.flags).toContain('met_later');
  });

  it('urban and rural communities are shown apart', () => {
    const result = resultOf(pack, 'QD-004', makeTown(places(mixed, station('c1', true), station('c2', false))));
    expect(result.readings.slice(1).map(({ state }) => state)).toEqual(['met', 'not_met']);
  });

  it('a day-care centre named for three communities covers them but stands in one', () => {
    const areas = communities(3, { setting: 'urban' });
    const town = makeTown(places(areas, { types: 'day_care', in: 'c1', service_area: 'c1;c2;c3' }));
    const result = resultOf(pack, 'QD-025', town);
    expect([result.state, result.readings[0]?.state]).toEqual(['met', 'not_met']);
  });
});
