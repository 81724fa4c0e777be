import { describe, expect, it } from 'vitest';
import { countingFacilities, isCounting, isOfKind } from '../../../src/core/coverage/facilities.ts';
import { listKinds } from '../../../src/core/coverage/kinds.ts';
import type { Facility } from '../../../src/core/types.ts';
import { makeFacility } from '../make.ts';

const facility = (given: Partial<Facility>): Facility => makeFacility('f', [120, 31], given);
const now = { year: 2025, pipeline: false };
const planned = { year: 2025, pipeline: true };
const noYear = { year: null, pipeline: false };

describe('isOfKind', () => {
  it('goes by type code, by group of codes, or by service', () => {
    expect(isOfKind(facility({ types: ['station', 'day_care'] }), 'day_care')).toBe(true);
    for (const type of ['meal_point', 'canteen', 'meal_center']) {
      expect(isOfKind(facility({ types: [type] }), 'meals')).toBe(true);
    }
    expect(isOfKind(facility({ types: ['station'], services: ['meals'] }), 'meals')).toBe(true);
    expect(isOfKind(facility({ types: ['station'], services: ['bathing'] }), 'meals')).toBe(false);
  });

  it('does not let types inherit, and keeps codes that are on no list', () => {
    expect(isOfKind(facility({ types: ['public_institution'] }), 'institution')).toBe(false);
    expect(isOfKind(facility({ types: ['central_kitchen'] }), 'meals')).toBe(false);
    expect(isOfKind(facility({ types: ['pharmacy'] }), 'pharmacy')).toBe(true);
  });
});

describe('isCounting', () => {
  it('takes an open facility from its opening year until the year before it closes', () => {
    expect(isCounting(facility({}), now)).toBe(true);
    expect(isCounting(facility({ opened: 2025 }), now)).toBe(true);
    expect(isCounting(facility({ opened: 2026 }), now)).toBe(false);
    expect(isCounting(facility({ closes: 2026 }), now)).toBe(true);
    expect(isCounting(facility({ closes: 2025 }), now)).toBe(false);
  });

  it('takes planned facilities only with the pipeline and a known opening year', () => {
    for (const status of ['under_construction', 'approved', 'reserved'] as const) {
      expect(isCounting(facility({ status, opened: 2025 }), now)).toBe(false);
      expect(isCounting(facility({ status, opened: 2025 }), planned)).toBe(true);
      expect(isCounting(facility({ status, opened: 2026 }), planned)).toBe(false);
      expect(isCounting(facility({ status }), planned)).toBe(false);
      expect(isCounting(facility({ status }), { year: null, pipeline: true })).toBe(false);
      expect(isCounting(facility({ status, opened: 2040 }), { year: null, pipeline: true })).toBe(true);
    }
  });

  it('never takes closed ones, and looks at no year where there is none', () => {
    expect(isCounting(facility({ status: 'closed' }), planned)).toBe(false);
    expect(isCounting(facility({ status: 'closed', opened: 2000 }), { year: null, pipeline: true })).toBe(false);
    expect(isCounting(facility({ opened: 2099 }), noYear)).toBe(true);
    expect(isCounting(facility({ closes: 1999 }), noYear)).toBe(true);
  });
});

describe('countingFacilities and listKinds', () => {
  const rows = [
    makeFacility('b', [120, 31], { types: ['canteen', 'pharmacy'] }),
    makeFacility('a', [0, 0], { types: ['meal_point'] }),
    makeFacility('c', [120, 31], { types: ['day_care'], status: 'closed' }),
  ];

  it('sorts by id and asks nothing about where a facility lies', () => {
    expect(countingFacilities(rows, 'meals', now).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('lists every kind in the data with its rows and those that count', () => {
    expect(listKinds(rows, now)).toEqual([
      { kind: 'canteen', facilities: 1, counting: 1 },
      { kind: 'day_care', facilities: 1, counting: 0 },
      { kind: 'meal_point', facilities: 1, counting: 1 },
      { kind: 'meals', facilities: 2, counting: 2 },
      { kind: 'pharmacy', facilities: 1, counting: 1 },
    ]);
    expect(listKinds([], now)).toEqual([]);
  });
});

describe('type codes that JavaScript knows something else by', () => {
  it('are codes like any other', () => {
    for (const odd of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(isOfKind(facility({ types: [odd] }), odd)).toBe(true);
      expect(isOfKind(facility({ types: ['day_care'] }), odd)).toBe(false);
      const rows = [facility({ types: [odd] }), facility({ types: ['day_care'] })];
      expect(listKinds(rows, now).map(({ kind }) => kind)).toContain(odd);
    }
  });
});
