/** Measures of shares of facilities and of residences. */
import { describe, expect, it } from 'vitest';
import type { Capacity, Measure, Measured } from '../../../src/core/standards/types.ts';
import type { Attributes, Facility, Residence } from '../../../src/core/types.ts';
import { box, makeFacility } from '../make.ts';
import { inside, makeAt, makeHomes, makeTown, measureIn } from './town.ts';

const exactly = (value: number): Measured['value'] => ({ low: value, high: value });
const home = (id: string, attributes: Attributes): Facility => makeAt(id, 1, { types: ['institution'], attributes });
const set = { types: ['institution'] };

describe('facilities that pass', () => {
  const facilities = [
    home('a', { operator: 'private', beds: 60 }),
    home('b', { operator: 'public', beds: 30 }),
    home('c', { beds: 10 }),
  ];
  const passes = { field: 'operator', is: 'private' };

  it('are a share of their number or of their beds', () => {
    const asked: Measure = { kind: 'attribute_share', set, passes };
    expect(measureIn(makeTown(facilities), asked)).toEqual({
      value: { low: 100 / 3, high: 200 / 3 },
      heads: { of: 'facility', some: { low: 1, high: 2 }, all: exactly(3) },
      unitKind: 'facility',
      failing: ['b'],
      uncertain: ['c'],
      elders: null,
      missing: ['facilities.operator'],
      noRecord: false,
      parts: [],
    });
    expect(measureIn(makeTown(facilities), { ...asked, weight: 'beds' })).toMatchObject({
      value: { low: 60, high: 70 },
      heads: { of: 'beds', some: { low: 60, high: 70 }, all: exactly(100) },
    });
    expect(measureIn(makeTown([]), asked)).toMatchObject({ value: null, missing: ['facilities.types:institution'] });
  });

  it('may each have to pass, if they are big enough', () => {
    const asked: Measure = {
      kind: 'per_facility_condition',
      set: { ...set, where: { field: 'beds', atLeast: 100 } },
      passes: { field: 'rehab_room', is: true },
    };
    const town = makeTown([
      home('a', { beds: 100, rehab_room: true }),
      home('b', { beds: 100, rehab_room: false }),
      home('c', { beds: 99, rehab_room: false }),
      home('d', { rehab_room: true }),
      home('e', { rehab_room: false }),
    ]);
    // e may be big: 1 of 3; or d and not e: 2 of 3.
    expect(measureIn(town, asked)).toMatchObject({
      value: { low: 100 / 3, high: 200 / 3 },
      failing: ['b'],
      uncertain: ['e'],
      missing: ['facilities.beds'],
    });
  });
});

describe('a part of a capacity', () => {
  const share = (numerator: Capacity[]): Measure => ({
    kind: 'attribute_share',
    numerator,
    denominator: [{ set, field: 'beds' }],
  });

  it('is nursing beds of beds, at most all of them where they are blank', () => {
    const asked = share([{ set, field: 'nursing_beds' }]);
    const town = makeTown([home('a', { beds: 60, nursing_beds: 30 }), home('b', { beds: 40, nursing_beds: 20 })]);
    expect(measureIn(town, asked)).toMatchObject({ value: exactly(50), missing: [] });
    const blank = makeTown([home('a', { beds: 60, nursing_beds: 30 }), home('b', { beds: 40 })]);
    expect(measureIn(blank, asked)).toMatchObject({
      value: { low: 30, high: 70 },
      missing: ['facilities.nursing_beds'],
    });
    expect(measureIn(makeTown([]), asked)).toMatchObject({ value: null, missing: ['facilities.types:institution'] });
  });

  it('is open by facilities that may be in it', () => {
    const asked = share([{ set: { ...set, where: { field: 'operator', is: 'private' } }, field: 'beds' }]);
    const town = makeTown([
      home('a', { beds: 60, operator: 'private' }),
      home('b', { beds: 30 }),
      home('c', { beds: 10, operator: 'public' }),
    ]);
    expect(measureIn(town, asked).value).toEqual({ low: 60, high: 90 });
  });

  it('is residents of beds', () => {
    const asked: Measure = { kind: 'utilisation', set };
    const town = makeTown([home('a', { beds: 60, residents: 45 }), home('b', { beds: 40, residents: 20 })]);
    expect(measureIn(town, asked).value).toEqual(exactly(65));
    const blank = makeTown([home('a', { beds: 60, residents: 45 }), home('b', { beds: 40 })]);
    expect(measureIn(blank, asked)).toMatchObject({ value: { low: 45, high: 85 }, missing: ['facilities.residents'] });
    const perhaps: Measure = { kind: 'utilisation', set: { ...set, where: { field: 'operator', is: 'public' } } };
    const open = makeTown([
      home('a', { beds: 60, residents: 45, operator: 'public' }),
      home('b', { beds: 40, residents: 20 }),
    ]);
    expect(measureIn(open, perhaps).value).toEqual({ low: 65, high: 75 });
  });
});

describe('square metres for a bed', () => {
  it('are tested home by home, those without beds left out', () => {
    const asked: Measure = { kind: 'area_per_bed', set, area: 'floor_area_m2', each: { comparator: '>=', value: 30 } };
    const town = makeTown([
      home('a', { beds: 10, floor_area_m2: 300 }),
      home('b', { beds: 10, floor_area_m2: 299 }),
      home('c', { beds: 0, floor_area_m2: 5 }),
      home('d', { beds: 10 }),
    ]);
    expect(measureIn(town, asked)).toMatchObject({
      value: { low: 100 / 3, high: 200 / 3 },
      failing: ['b'],
      uncertain: ['d'],
      missing: ['facilities.floor_area_m2'],
    });
  });
});

describe('facilities beside others', () => {
  const asked: Measure = {
    kind: 'adjacency_share',
    set: { types: ['day_care'] },
    near: { types: ['medical'] },
    within: { parameter: 'adjacent_metres' },
  };
  const clinic = (id: string, metres: number, types = ['medical']): Facility =>
    makeFacility(id, inside(1, metres), { types });

  it('are those within the parameter in a straight line, or both in one', () => {
    const at = (metres: number): Measured => measureIn(makeTown([makeAt('a', 1), clinic('m', metres)]), asked);
    expect(at(99).value).toEqual(exactly(100));
    expect(at(101)).toMatchObject({ value: exactly(0), failing: ['a'], unitKind: 'facility' });
    const both = makeTown([makeAt('a', 1, { types: ['day_care', 'medical'] }), makeAt('b', 3)]);
    expect(measureIn(both, asked)).toMatchObject({ value: exactly(50), failing: ['b'] });
  });

  it('are open beside one that may be another thing', () => {
    expect(measureIn(makeTown([makeAt('a', 1), clinic('m', 50, [])]), asked)).toMatchObject({
      // The one without a type may be a clinic, or a day-care centre with none beside it.
      value: { low: 0, high: 100 },
      missing: ['facilities.types'],
    });
    const noClinics: Measure = { ...asked, near: { ...asked.near, absent: 'unknown' } };
    expect(measureIn(makeTown([makeAt('a', 1)]), noClinics)).toMatchObject({
      value: null,
      missing: ['facilities.types:medical'],
    });
    expect(measureIn(makeTown([]), asked)).toMatchObject({ value: null, missing: ['facilities.types:day_care'] });
  });
});

describe('care rooms', () => {
  const asked: Measure = {
    kind: 'area_per_100hh_share',
    where: { field: 'stage', is: 'new' },
    each: { comparator: '>=', value: 30 },
    weight: 'residences',
  };
  const rooms = (
    households: number | null,
    metres: number | null,
    stage: Residence['stage'] = 'new',
  ): Partial<Residence> => ({
    households,
    stage,
    attributes: metres === null ? {} : { care_room_m2: metres },
  });
  const town = (...given: Partial<Residence>[]): ReturnType<typeof makeTown> =>
    makeTown([], { residences: makeHomes(Object.fromEntries(given.map((own, i) => [`h${i + 1}`, own]))) });

  it('pass or fail compound by compound, or by its households', () => {
    const place = town(rooms(29, 8.7), rooms(1000, 299), rooms(200, 61), rooms(500, 1, 'existing'));
    expect(measureIn(place, asked)).toMatchObject({
      value: exactly(200 / 3),
      failing: ['h2'],
      elders: 20,
      unitKind: 'residence',
      heads: { of: 'residence', some: exactly(2), all: exactly(3) },
    });
    expect(measureIn(place, { ...asked, weight: 'households' })).toMatchObject({
      value: exactly((100 * 229) / 1229),
      heads: { of: 'households', some: exactly(229), all: exactly(1229) },
    });
    expect(measureIn(place, { ...asked, kind: 'area_per_100hh' }).value).toEqual(exactly(200 / 3));
  });

  it('are open where rooms, households or the stage are blank', () => {
    const place = town(rooms(100, 30), rooms(100, null), rooms(null, 0), rooms(100, 29, null));
    // h4 may be new and fail: 1 of 4; h2 may pass and h4 be old: 2 of 3.
    expect(measureIn(place, asked)).toMatchObject({
      value: { low: 25, high: 200 / 3 },
      failing: ['h3'],
      uncertain: ['h2', 'h4'],
      missing: ['residences.care_room_m2', 'residences.households', 'residences.stage'],
    });
  });

  it('are not asked of compounds without households', () => {
    expect(measureIn(town(rooms(0, 0), rooms(0, 0), rooms(0, 0), rooms(0, 0)), asked)).toMatchObject({
      value: null,
      missing: ['concerns_none'],
    });
  });
});

describe('facilities of residential areas', () => {
  const asked: Measure = { kind: 'residence_presence', set: { types: ['day_care'] }, within: 100 };

  it('stand in the compound, or near enough to it', () => {
    const [x, y] = inside(1);
    const polygon = box(x - 0.005, y - 0.005, x + 0.005, y + 0.005);
    const residences = makeHomes({ h1: { polygon } });
    const at = (metres: number): Measured =>
      measureIn(makeTown([makeFacility('a', inside(1, metres))], { residences }), asked);
    // The border is 472 m east of the middle.
    expect(at(460)).toMatchObject({ value: exactly(25), failing: ['h2', 'h3', 'h4'], elders: 90 });
    expect(at(571).value).toEqual(exactly(25));
    expect(at(575).value).toEqual(exactly(0));
    const points = makeTown([makeFacility('a', inside(1, 99)), makeFacility('b', inside(2, 101))]);
    expect(measureIn(points, asked).value).toEqual(exactly(25));
  });

  it('are open where a facility may be another thing', () => {
    expect(measureIn(makeTown([makeAt('a', 1), makeAt('b', 2, { types: [] })]), asked)).toMatchObject({
      value: { low: 25, high: 50 },
      uncertain: ['h2'],
      missing: ['facilities.types'],
    });
  });
});
