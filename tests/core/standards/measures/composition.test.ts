import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, MeasureOf } from '../../../../src/core/standards/types.ts';
import { inside, makeAreas, makeAt, makeTown, measureIn } from '../town.ts';
import { makeArea, makeFacility } from '../../make.ts';

const named = (en: string): Item['name'] => ({ zh: en, en });
const MEALS: Item = { name: named('meals'), services: ['助餐', 'meals'], types: ['canteen'] };
const BATHS: Item = { name: named('baths'), services: ['助浴'] };
const KITCHEN: Item = { name: named('kitchen'), types: ['central_kitchen'] };
const UNREADABLE = { name: named('none') };

describe('items of each facility', () => {
  const ofDayCare = (required: Item[]): MeasureOf<'service_composition'> => ({
    kind: 'service_composition',
    scope: { facilities: { types: ['day_care'] } },
    required,
    optional: [KITCHEN],
  });
  const town = makeTown([
    makeAt('all', 1, { services: ['助餐', '助浴', '助学'] }),
    makeAt('by-type', 1, { types: ['day_care', 'canteen'], services: ['助浴'] }),
    makeAt('half', 2, { services: ['meals'] }),
    makeAt('blank', 2),
    makeAt('other', 3, { types: ['canteen'], services: ['助学'] }),
  ]);

  it('are all there, by a type or by a service; a facility with blank services leaves it open', () => {
    expect(measureIn(town, ofDayCare([MEALS, BATHS]))).toMatchObject({
      value: { low: 50, high: 75 },
      heads: { of: 'facility', some: { low: 2, high: 3 }, all: { low: 4, high: 4 } },
      unitKind: 'facility',
      failing: ['half'],
      uncertain: ['blank'],
      missing: ['facilities.services'],
    });
  });

  it('are told one by one, with the facilities that lack them', () => {
    const { parts } = measureIn(town, ofDayCare([MEALS, BATHS, KITCHEN]));
    const told = parts.map(({ name, measured: { value, failing, uncertain } }) => [name.en, value, failing, uncertain]);
    expect(told).toEqual([
      ['meals', { low: 75, high: 100 }, [], ['blank']],
      ['baths', { low: 50, high: 75 }, ['half'], ['blank']],
      // A type is never blank, so that services say nothing about it.
      ['kitchen', { low: 0, high: 0 }, ['all', 'blank', 'by-type', 'half'], []],
    ]);
  });

  it('are nothing to measure without a facility', () => {
    const asked = { ...ofDayCare([MEALS]), scope: { facilities: { types: ['complex'] } } };
    expect(measureIn(town, asked)).toMatchObject({
      value: null,
      missing: ['facilities.types:complex'],
      noRecord: true,
    });
  });
});

describe('items of each unit', () => {
  const ofCommunities = (required: Item[]): MeasureOf<'service_composition'> => ({
    kind: 'service_composition',
    scope: { units: { level: 'community' } },
    required,
  });

  it('may come from any of its facilities together', () => {
    const town = makeTown([
      makeAt('a', 1, { services: ['助餐'] }),
      makeAt('b', 1, { types: ['pharmacy'], services: ['助浴'] }),
      makeAt('c', 2, { services: ['助餐'] }),
      makeAt('d', 2),
      makeAt('e', 3, { types: ['canteen'], services: ['助学'] }),
    ]);
    const found = measureIn(town, ofCommunities([MEALS, BATHS]));
    expect(found).toMatchObject({
      value: { low: 25, high: 50 },
      unitKind: 'community',
      failing: ['c3', 'c4'],
      uncertain: ['c2'],
      elders: 70,
      missing: ['facilities.services'],
    });
    expect(found.parts.map(({ measured }) => measured.failing)).toEqual([['c4'], ['c3', 'c4']]);
  });

  it('are open where a facility with the item may lie in the unit', () => {
    const areas = makeAreas({ c1: { polygon: null }, c2: { polygon: null } });
    const town = makeTown([makeAt('a', 1, { services: ['助浴'] })], { areas });
    expect(measureIn(town, ofCommunities([BATHS]))).toMatchObject({
      value: { low: 0, high: 50 },
      failing: ['c3', 'c4'],
      uncertain: ['c1', 'c2'],
      missing: ['facilities.area_id'],
    });
  });

  it('are looked for in units that are listed, and are nothing to measure without such units', () => {
    const asked = { ...ofCommunities([BATHS]), scope: { units: { level: 'unit' as const } } };
    const facilities = [makeAt('a', 1, { services: ['助浴'] })];
    expect(measureIn(makeTown(facilities), asked)).toMatchObject({ value: null, missing: ['areas.unit'] });
    const units = [
      makeArea('west', { level: 'unit', attributes: { members: 'c1;c2' } }),
      makeArea('east', { level: 'unit', attributes: { members: 'c3;c4' } }),
    ];
    const town = makeTown(facilities, { areas: [...makeAreas(), ...units] });
    expect(measureIn(town, asked)).toMatchObject({ value: { low: 50, high: 50 }, failing: ['east'], elders: 70 });
  });

  it('that have no way to be there fail everywhere', () => {
    const town = makeTown([makeAt('a', 1, { services: ['助浴'] })]);
    expect(measureIn(town, ofCommunities([UNREADABLE])).value).toEqual({ low: 0, high: 0 });
  });
});

describe('tiers of a network', () => {
  const tier = (type: string, given = {}) => ({ name: named(type), types: [type], ...given });
  const TIERS = [tier('complex'), tier('day_care'), tier('station')];

  it('of a whole place are there or not, as a share of tiers', () => {
    const town = makeTown([makeAt('a', 1), makeAt('b', 4, { types: ['complex'] })]);
    const found = measureIn(town, { kind: 'hierarchy', tiers: TIERS });
    expect(found.value?.low).toBeCloseTo(200 / 3, 10);
    expect(found).toMatchObject({ unitKind: 'item', failing: ['station'], uncertain: [], missing: [], noRecord: true });
    expect(found.parts.map(({ measured }) => measured.value?.low)).toEqual([100, 100, 0]);
  });

  it('must all be in each unit, and each names the units that lack it', () => {
    const town = makeTown([
      makeAt('a', 1),
      makeAt('b', 2, { types: ['complex', 'station'] }),
      makeAt('c', 3, { types: ['day_care', 'complex'] }),
    ]);
    const found = measureIn(town, { kind: 'hierarchy', tiers: TIERS, units: { level: 'subdistrict' } });
    expect(found).toMatchObject({ value: { low: 50, high: 50 }, failing: ['s2'], elders: 70 });
    expect(found.parts.map(({ measured }) => measured.failing)).toEqual([[], [], ['s2']]);
  });

  it('without a record are unknown where the pack says that registers do not hold them', () => {
    const tiers = [tier('day_care'), tier('village_org', { absent: 'unknown' })];
    const town = makeTown([makeAt('a', 1)]);
    const missing = ['facilities.types:village_org'];
    expect(measureIn(town, { kind: 'hierarchy', tiers })).toMatchObject({ value: { low: 50, high: 100 }, missing });
    const inUnits = measureIn(town, { kind: 'hierarchy', tiers, units: { level: 'subdistrict' } });
    expect(inUnits).toMatchObject({ value: { low: 0, high: 50 }, failing: ['s2'], uncertain: ['s1'], missing });
  });
});

it('one facility less never raises the least share of units, nor of tiers', () => {
  const facility = fc.record({
    community: fc.integer({ min: 1, max: 4 }),
    types: fc.subarray(['day_care', 'canteen', 'central_kitchen']),
    services: fc.subarray(['助餐', '助浴']),
  });
  fc.assert(
    fc.property(fc.array(facility, { minLength: 1, maxLength: 8 }), fc.nat(), (rows, which) => {
      const facilities = rows.map(({ community, ...given }, i) => makeFacility(`f${i}`, inside(community), given));
      const fewer = facilities.filter((_, i) => i !== which % facilities.length);
      const units = { level: 'community' } as const;
      const required = [MEALS, BATHS, KITCHEN];
      const tiers = [
        { name: named('a'), types: ['day_care'] },
        { name: named('b'), types: ['canteen'] },
      ];
      for (const asked of [
        { kind: 'service_composition', scope: { units }, required },
        { kind: 'hierarchy', tiers, units },
        { kind: 'hierarchy', tiers },
      ] as const) {
        const low = (list: typeof facilities): number => measureIn(makeTown(list), { ...asked }).value?.low ?? 0;
        expect(low(fewer)).toBeLessThanOrEqual(low(facilities));
      }
    }),
    { numRuns: 50 },
  );
});
