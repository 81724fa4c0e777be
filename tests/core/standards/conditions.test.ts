import { describe, expect, it } from 'vitest';
import {
  areaFields,
  facilityFields,
  residenceFields,
  test,
  testAndTell,
} from '../../../src/core/standards/conditions.ts';
import type { Condition } from '../../../src/core/standards/types.ts';
import type { Attributes, Facility } from '../../../src/core/types.ts';
import { makeAreas, makeAt, makeHomes, makeTown, momentOf } from './town.ts';

const moment = momentOf(
  makeTown([], {
    year: 2020,
    areas: makeAreas({
      s2: { attributes: { main_urban: true } },
      c2: { elders: 50, eldersByYear: { 2030: 70 }, attributes: { volunteers: 30, main_urban: false } },
    }),
    residences: makeHomes({ h1: { stage: 'new', households: 100, elders: null, attributes: { care_room_m2: 30 } } }),
  }),
  2025,
);

function ask(condition: Condition, given: Partial<Facility> = {}): [boolean | null, ...string[]] {
  const missing = new Set<string>();
  const truth = testAndTell(condition, facilityFields(makeAt('f', 3, given), moment), moment, missing);
  return [truth, ...missing];
}
const askOf = (condition: Condition, attributes: Attributes): [boolean | null, ...string[]] =>
  ask(condition, { attributes });

describe('a condition on a facility', () => {
  it('compares numbers closed or open, as it says', () => {
    const at = (beds: number): (boolean | null)[] =>
      [{ atLeast: 100 }, { moreThan: 100 }, { atMost: 100 }, { lessThan: 100 }].map(
        (limit) => askOf({ field: 'beds', ...limit }, { beds })[0],
      );
    expect(at(99)).toEqual([false, false, true, true]);
    expect(at(100)).toEqual([true, false, true, false]);
    expect(at(101)).toEqual([true, true, false, false]);
    expect(askOf({ field: 'floor_area_m2', atLeast: { parameter: 'floor' } }, { floor_area_m2: 500 })).toEqual([true]);
  });

  it('takes a part of another column of the row', () => {
    const asked: Condition = { field: 'emergency_beds', atLeast: { percent: 2, of: 'beds' } };
    expect(askOf(asked, { beds: 150, emergency_beds: 3 })).toEqual([true]);
    expect(askOf(asked, { beds: 151, emergency_beds: 3 })).toEqual([false]);
    expect(askOf(asked, { emergency_beds: 3 })).toEqual([null, 'facilities.beds']);
    expect(askOf(asked, { beds: 150 })).toEqual([null, 'facilities.emergency_beds']);
  });

  it('is not known by a blank cell, and tells which', () => {
    for (const asked of [
      { field: 'standardised', is: true },
      { field: 'beds', lessThan: 5 },
      { field: 'grade', given: true },
      { field: 'grade', grade: 'star', atLeast: 3 },
      { field: 'services', includes: ['meals'] },
      { not: { field: 'opened', atLeast: 2021 } },
    ] as Condition[]) {
      const column = 'not' in asked ? 'opened' : 'field' in asked ? asked.field : '';
      expect(ask(asked)).toEqual([null, `facilities.${column}`]);
    }
  });

  it('tells no column that would not settle it', () => {
    const [is, isNot]: Condition[] = [
      { field: 'status', is: 'open' },
      { field: 'status', is: 'closed' },
    ];
    const open: Condition = { field: 'beds', atLeast: 1 };
    expect(ask({ all: [is!, open] })).toEqual([null, 'facilities.beds']);
    expect(ask({ all: [isNot!, open] })).toEqual([false]);
    expect(ask({ any: [is!, open] })).toEqual([true]);
    expect(ask({ any: [isNot!, open] })).toEqual([null, 'facilities.beds']);
    expect(ask({ all: [] })).toEqual([true]);
  });

  it('reads typed columns, and lists', () => {
    const given = {
      services: ['meals', 'bathing'],
      opened: 2021,
      areaId: 'c3',
      attributes: { accepts: 'semi;dependent' },
    };
    expect(ask({ field: 'opened', atLeast: 2021 }, given)).toEqual([true]);
    expect(ask({ field: 'services', includes: ['bathing', 'x'] }, given)).toEqual([true]);
    expect(ask({ field: 'services', includes: ['x'] }, given)).toEqual([false]);
    expect(ask({ field: 'types', is: 'day_care' }, given)).toEqual([true]);
    expect(ask({ field: 'accepts', includes: ['dependent'] }, given)).toEqual([true]);
    expect(ask({ field: 'area_id', is: ['c3', 'c4'] }, given)).toEqual([true]);
  });

  it('takes grades of another scale, and texts for yes or no, as not known', () => {
    const star: Condition = { field: 'grade', grade: 'star', atLeast: 3 };
    expect(askOf(star, { grade: '三星级' })).toEqual([true]);
    expect(askOf(star, { grade: '二星级' })).toEqual([false]);
    expect(askOf(star, { grade: '5A' })[0]).toBeNull();
    expect(askOf(star, { grade: '未评级' })).toEqual([false]);
    expect(askOf({ field: 'grade', given: true }, { grade: '5A' })).toEqual([true]);
    expect(askOf({ field: 'grade', given: true }, { grade: '无' })).toEqual([false]);
    expect(askOf({ field: 'lift', is: true }, { lift: '看情况' })[0]).toBeNull();
    expect(askOf({ field: 'lift', is: true }, { lift: false })).toEqual([false]);
  });

  it('has the setting of its area, and main_urban from the nearest above that says it', () => {
    expect(ask({ field: 'setting', is: 'rural' })).toEqual([true]);
    expect(ask({ field: 'main_urban', is: true })).toEqual([true]);
    expect(ask({ field: 'main_urban', is: true }, { areaId: 'c2' })).toEqual([false]);
    expect(ask({ field: 'main_urban', is: true }, { areaId: 'c1' })).toEqual([null, 'facilities.main_urban']);
  });
});

describe('a condition on another layer', () => {
  const areaOf = (id: string): ReturnType<typeof areaFields> =>
    areaFields(
      moment,
      moment.demand.areas.findIndex((area) => area.id === id),
    );

  it('has the elders of the year for an area, and its other columns', () => {
    expect(areaOf('c2').read('elders')).toBe(60);
    expect(areaOf('c2').read('elders_2030')).toBe(70);
    expect(areaOf('c2').read('volunteers')).toBe(30);
    expect(areaOf('c3').read('main_urban')).toBe(true);
    expect(areaOf('c1').read('population')).toBeNull();
    expect(() => areaFields(moment, 99)).toThrow('99');
  });

  it('reads residences, and the setting of their area', () => {
    const home = residenceFields(moment, 0);
    expect(['stage', 'households', 'care_room_m2', 'setting', 'elders'].map((column) => home.read(column))).toEqual([
      'new',
      100,
      30,
      'urban',
      null,
    ]);
    expect(test({ field: 'main_urban', is: true }, residenceFields(moment, 3), moment)).toBe(true);
    expect(() => residenceFields(moment, 4)).toThrow('4');
  });
});
