/** Every row of Liangxi's plan that data can answer: a small district that keeps it, and one that just does not. */
import { describe, expect, test } from 'vitest';
import { copies, makeTown, readPack, resultOf, stateOf, subdistricts, testRows } from './town.ts';
import type { Row, Town } from './town.ts';

const pack = readPack('liangxi-2021-2025');

const homes = (...facilities: Row[]): Town => ({ facilities });
const home = (row: Row): Row => ({ types: 'institution', ...row });
const inTowns = (...facilities: Row[]): Town => ({ areas: subdistricts(2), facilities });
const residences = (...rows: Row[]): Town => ({ residences: rows });

/** Two subdistricts of one community each, far from each other. */
function lived(...facilities: Row[]): Town {
  const areas = ['1', '2'].map((n) => ({ id: `c${n}`, parent_id: `t${n}`, elders: 100 }));
  return { areas, facilities };
}

const EIGHT = 'daily_care;meals;health_management;rehabilitation;medical_help;comfort;smart_care;device_rental';
const IN_CHINESE = '生活照料;膳食供应;健康管理;康复保健;医疗护理;精神慰藉;智慧养老;老年用品租售;便民服务';
const FIVE = '小微型养老院（托老所）;日间照料;助餐;护理;家政';
const CHAIN = ['complex', 'day_care', 'station', 'meal_center'];

testRows(pack, {
  'LX-017': [
    inTowns({ types: 'complex', in: 't1' }, { types: 'complex', in: 't2' }),
    inTowns(...copies(2, { types: 'complex', in: 't1' })),
  ],
  'LX-018': [
    homes(...copies(4, { types: 'station', grade: '三星级' }), { types: 'station', grade: '未评定' }),
    homes(...copies(3, { types: 'station', grade: '3A' }), { types: 'station', grade: '无' }),
  ],
  'LX-019': [
    lived({ types: 'meal_center', in: 'c1', service_area: 't1;t2' }),
    lived({ types: 'meal_center', in: 'c1', service_area: 't1' }),
  ],
  'LX-021': [homes(home({ beds: 100, nursing_beds: 85 })), homes(home({ beds: 100, nursing_beds: 84 }))],
  'LX-022': [
    homes(home({ beds: 90, operator: 'private' }), home({ beds: 10, operator: 'public' })),
    homes(home({ beds: 89, operator: 'private' }), home({ beds: 11, operator: 'public' })),
  ],
  'LX-023': [
    homes(...copies(4, home({ grade: '二级' })), home({ grade: '未评定' })),
    homes(...copies(3, home({ grade: '二级' })), home({ grade: '未评定' })),
  ],
  'LX-026': [
    homes(home({ beds: 100, social_workers: 2 }), home({ beds: 100, social_workers: 0 })),
    homes(home({ beds: 100, social_workers: 1 }), home({ beds: 100, social_workers: 0 })),
  ],
  'LX-031': [
    homes({ types: 'complex', services: `${EIGHT};convenience` }, { types: 'complex', services: IN_CHINESE }),
    homes({ types: 'complex', services: EIGHT }, { types: 'complex', services: IN_CHINESE }),
  ],
  'LX-032': [
    residences(
      { stage: 'new', households: 200, care_room_m2: 60 },
      { stage: 'existing', households: 200, care_room_m2: 0 },
    ),
    residences(
      { stage: 'new', households: 200, care_room_m2: 60 },
      { stage: 'new', households: 200, care_room_m2: 59 },
    ),
  ],
  'LX-033': [
    residences(
      { stage: 'existing', households: 200, care_room_m2: 40 },
      { stage: 'new', households: 200, care_room_m2: 0 },
    ),
    residences(
      { stage: 'existing', households: 200, care_room_m2: 40 },
      { stage: 'existing', households: 200, care_room_m2: 39 },
    ),
  ],
  'LX-034': [
    homes(...copies(2, { types: 'care_rooms', floor_area_m2: 300 })),
    homes({ types: 'care_rooms', floor_area_m2: 300 }, { types: 'care_rooms', floor_area_m2: 299 }),
  ],
  'LX-035': [
    inTowns({ types: 'complex', in: 't1' }, { types: 'complex', in: 't2' }),
    inTowns(...copies(2, { types: 'complex', in: 't1' })),
  ],
  'LX-036': [
    homes(
      { types: 'complex', services: FIVE },
      { types: 'complex;day_care', services: 'full_care;meals;护理;cleaning' },
    ),
    homes({ types: 'complex', services: FIVE }, { types: 'complex', services: 'full_care;meals;护理;cleaning' }),
  ],
  'LX-037': [
    inTowns(...['t1', 't2'].flatMap((town) => CHAIN.map((types) => ({ types, in: town })))),
    inTowns(
      ...CHAIN.map((types) => ({ types, in: 't1' })),
      ...CHAIN.filter((type) => type !== 'station').map((types) => ({ types, in: 't2' })),
    ),
  ],
});

test('the 15-minute circle has no share in the text: the worst of its four kinds is shown, and all four beside it', () => {
  const areas = [{ id: 'c1', elders: 300 }, { id: 'c2' }];
  const facilities = CHAIN.map((types) => ({ types, in: types === 'station' ? 'c2' : 'c1' }));
  const result = resultOf(pack, 'LX-030', makeTown({ areas, facilities }));
  expect(result).toMatchObject({ state: 'no_target', value: 25, readings: [{ state: 'not_met', value: 0 }] });
  expect(result.parts.map(({ value }) => value)).toEqual([75, 25, 75, 75]);
});

test.each([
  ['LX-015', { reported: { 'LX-015': '19%' } }],
  ['LX-021', homes(home({ beds: 100, nursing_beds: 90 }))],
])('%s lies below what there was: met as written, not met as read the other way', (id, town) => {
  const result = resultOf(pack, id, makeTown(town));
  expect([result.state, result.readings[0]?.state]).toEqual(['met', 'not_met']);
  expect(result.flags).toEqual(expect.arrayContaining(['below_baseline', 'contradicted']));
});

describe('what blank columns of Liangxi leave open', () => {
  test('a complex whose services are not told', () => {
    const open = [{ types: 'complex', services: IN_CHINESE }, { types: 'complex' }];
    expect(stateOf(pack, 'LX-031', makeTown(homes(...open)))).toBe('unknown');
  });

  test('residences that are new or existing, nobody says which', () => {
    const open = [{ households: 100, care_room_m2: 25 }];
    expect(stateOf(pack, 'LX-032', makeTown(residences(...open)))).toBe('unknown');
    expect(stateOf(pack, 'LX-033', makeTown(residences(...open)))).toBe('unknown');
  });

  test('a subdistrict whose elders have a meal centre of the next one in reach is served', () => {
    const areas = ['1', '2'].map((n) => ({ id: `c${n}`, parent_id: `t${n}`, elders: 100 }));
    // 2.1 km from the first middle is 900 m from the second.
    const facilities = [{ types: 'meal_center', in: 'c1', east: 2100, area_id: 'c1' }];
    expect(stateOf(pack, 'LX-019', makeTown({ areas, facilities }))).toBe('met');
  });
});
