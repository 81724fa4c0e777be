import { describe, expect, it } from 'vitest';
import { checkPremises, premisesFor, readFloor, type Condition } from '../../../src/core/siting/conditions.ts';
import type { Cell } from '../../../src/core/types.ts';

const FIT = { floor_area_m2: 400, floor: '1', lift: false, own_entrance: true, fire_safety: 'passed' };
const check = (attributes: Record<string, Cell>, kind = 'day_care') =>
  checkPremises({ attributes: { ...FIT, ...attributes } }, premisesFor(kind));

describe('premises for day care', () => {
  it('that have everything fit', () => {
    expect(check({})).toEqual({ failed: [], unknown: [] });
  });

  it.each<[string, Record<string, Cell>, Condition[]]>([
    ['a square metre too few', { floor_area_m2: 199 }, ['floor_area']],
    ['just enough', { floor_area_m2: 200 }, []],
    ['a first floor without a lift', { floor: '2', lift: false }, ['lift']],
    ['a first floor without a lift, as a number and a word', { floor: 2, lift: 'no' }, ['lift']],
    ['a first floor with a lift', { floor: '2层', lift: true }, []],
    ['a basement with a lift', { floor: 'B1', lift: true }, ['below_ground']],
    ['a basement in Chinese', { floor: '地下一层' }, ['below_ground']],
    ['a shared entrance', { own_entrance: false }, ['own_entrance']],
    ['premises that failed in fire safety', { fire_safety: 'failed' }, ['fire_safety']],
    ['premises that failed, in Chinese', { fire_safety: ' 未通过 ' }, ['fire_safety']],
    ['premises that need works', { fire_safety: 'works_needed' }, []],
    ['everything at once', { floor_area_m2: 20, floor: 3, own_entrance: 'no' }, ['floor_area', 'lift', 'own_entrance']],
  ])('%s', (_, attributes, failed) => {
    expect(check(attributes)).toEqual({ failed, unknown: [] });
  });

  it.each<[string, Record<string, Cell>, Condition[]]>([
    [
      'nothing known at all',
      { floor_area_m2: null, floor: null, lift: null, own_entrance: null, fire_safety: null },
      ['floor_area', 'below_ground', 'lift', 'own_entrance', 'fire_safety'],
    ],
    ['an upper floor whose lift is not known', { floor: 4, lift: null }, ['lift']],
    ['a floor that is not known, with a lift', { floor: null, lift: true }, ['below_ground']],
    ['an area that is no number', { floor_area_m2: 'large' }, ['floor_area']],
  ])('%s is unknown, neither fit nor unfit', (_, attributes, unknown) => {
    expect(check(attributes)).toEqual({ failed: [], unknown });
  });
});

describe('other kinds', () => {
  it('a meal point may be small and share its entrance', () => {
    expect(check({ floor_area_m2: 20, own_entrance: false }, 'meals').failed).toEqual([]);
    expect(check({ floor_area_m2: 19 }, 'meals').failed).toEqual(['floor_area']);
  });

  it('a kitchen that no elder enters needs no lift', () => {
    expect(check({ floor: 3, lift: false }, 'central_kitchen').failed).toEqual([]);
  });

  it('one that the tool does not know must only be safe to enter, whatever it is called', () => {
    for (const kind of ['pharmacy', 'constructor']) {
      expect(check({ floor_area_m2: 5, own_entrance: false }, kind)).toEqual({ failed: [], unknown: [] });
      expect(check({ floor: 2, lift: false, fire_safety: 'failed' }, kind).failed).toEqual(['lift', 'fire_safety']);
    }
  });
});

describe('the floor', () => {
  it.each<[Cell, number | null]>([
    [1, 1],
    ['3', 3],
    ['12F', 12],
    ['2-4层', 2],
    ['首层', 1],
    ['一层', 1],
    ['第三层', 3],
    ['二楼', 2],
    ['十层', 10],
    ['十二层', 12],
    ['-1', -1],
    ['B2', -1],
    ['负一层', -1],
    ['半地下室', -1],
    ['', null],
    ['多层', null],
    ['unknown', null],
    [true, null],
    [null, null],
  ])('%s is %s', (cell, floor) => {
    expect(readFloor(cell)).toBe(floor);
  });
});
