/** Measures of numbers of facilities, of what they hold, and of people. */
import { describe, expect, it } from 'vitest';
import type { Capacity, Measure, Measured } from '../../../src/core/standards/types.ts';
import type { Attributes, Facility, Project } from '../../../src/core/types.ts';
import { makeAreas, makeAt, makeHomes, makeTown, measureIn } from './town.ts';

const exactly = (value: number): Measured['value'] => ({ low: value, high: value });
const home = (id: string, attributes: Attributes, given: Partial<Facility> = {}): Facility =>
  makeAt(id, 1, { types: ['institution'], attributes, ...given });
const set = { types: ['institution'] };
const beds: Capacity[] = [{ set, field: 'beds' }];

describe('a number of facilities', () => {
  it('counts those that are there in the year', () => {
    const town = makeTown([
      home('a', {}),
      home('b', {}, { opened: 2026 }),
      home('c', {}, { status: 'closed' }),
      makeAt('d', 1),
    ]);
    expect(measureIn(town, { kind: 'count_total', set }, 2025)).toMatchObject({ value: exactly(1), noRecord: false });
    expect(measureIn(town, { kind: 'count_total', set }, 2026).value).toEqual(exactly(2));
  });

  it('is open by those of which it is not known', () => {
    const asked: Measure = { kind: 'count_total', set: { ...set, where: { field: 'opened', atLeast: 2021 } } };
    const town = makeTown([home('a', {}, { opened: 2021 }), home('b', {}), home('c', {}, { opened: 2020 })]);
    expect(measureIn(town, asked, 2025)).toMatchObject({
      value: { low: 1, high: 2 },
      uncertain: ['b'],
      missing: ['facilities.opened'],
    });
  });

  it('is none without a record, or not known where registers hold none', () => {
    expect(measureIn(makeTown([]), { kind: 'count_total', set })).toMatchObject({ value: exactly(0), noRecord: true });
    expect(measureIn(makeTown([]), { kind: 'count_total', set: { ...set, absent: 'unknown' } })).toMatchObject({
      value: null,
      missing: ['facilities.types:institution'],
    });
    const closed = makeTown([home('a', {}, { status: 'closed' })]);
    const unknown: Measure = { kind: 'count_total', set: { ...set, absent: 'unknown' } };
    expect(measureIn(closed, unknown)).toMatchObject({ value: exactly(0), noRecord: false });
  });
});

describe('a milestone', () => {
  const asked = (...names: string[]): Measure => ({ kind: 'milestone', names });
  const town = makeTown([
    makeAt('a', 1, { name: '阳澄湖护理院', opened: 2024 }),
    makeAt('b', 1, { name: '城北养老院' }),
  ]);

  it('is reached by a facility with the name that counts in the year', () => {
    expect(measureIn(town, asked('阳澄湖'), 2024)).toMatchObject({ value: exactly(1), failing: [] });
    expect(measureIn(town, asked('阳澄湖'), 2023)).toMatchObject({ value: exactly(0), failing: ['阳澄湖'] });
    expect(measureIn(town, asked('阳澄湖', '城北'), 2024).value).toEqual(exactly(1));
  });

  it('is not known without a record of the name', () => {
    expect(measureIn(town, asked('阳澄湖', '市福利院'), 2024)).toMatchObject({
      value: { low: 0, high: 1 },
      uncertain: ['市福利院'],
      missing: ['facilities.name:市福利院'],
      heads: { some: { low: 1, high: 2 } },
    });
    expect(measureIn(town, asked('阳澄湖', '市福利院'), 2023).value).toEqual(exactly(0));
  });
});

describe('a capacity', () => {
  it('adds columns of sets', () => {
    const town = makeTown([
      home('a', { beds: 120 }),
      home('b', { beds: 30 }),
      makeAt('c', 1, { attributes: { beds: 9, day_places: 8 } }),
    ]);
    const capacity = [...beds, { set: { types: ['day_care'] }, field: 'day_places' }];
    expect(measureIn(town, { kind: 'capacity_total', capacity })).toMatchObject({ value: exactly(158), missing: [] });
  });

  it('is at least what is known where a cell is blank', () => {
    const town = makeTown([home('a', { beds: 120 }), home('b', {})]);
    expect(measureIn(town, { kind: 'capacity_total', capacity: beds })).toMatchObject({
      value: { low: 120, high: Infinity },
      missing: ['facilities.beds'],
    });
  });

  it('adds nothing at least for a facility that may be another one', () => {
    const capacity = [{ set: { ...set, where: { field: 'operator', is: 'private' } }, field: 'beds' }];
    const town = makeTown([home('a', { beds: 120, operator: 'private' }), home('b', { beds: 30 })]);
    expect(measureIn(town, { kind: 'capacity_total', capacity })).toMatchObject({
      value: { low: 120, high: 150 },
      missing: ['facilities.operator'],
    });
  });
});

describe('a capacity for people', () => {
  const ratio: Measure = { kind: 'capacity_ratio', capacity: beds, per: { of: 'elders' }, base: 1000 };
  const town = (given: Partial<Project>): Project =>
    makeTown([home('a', { beds: 40 }), makeAt('x', 3, { types: ['institution'], attributes: { beds: 10 } })], given);

  it('takes the people of the areas, from above, as far as they say', () => {
    expect(measureIn(town({ areas: makeAreas({ z: { elders: 2000 } }) }), ratio).value).toEqual(exactly(25));
    const halves = makeAreas({ s1: { elders: 300 }, c3: { elders: 50 }, c4: { elders: 150 } });
    expect(measureIn(town({ areas: halves }), ratio).value).toEqual(exactly(100));
  });

  it('takes those of the residences where no area says any', () => {
    expect(measureIn(town({}), ratio).value).toEqual(exactly(500));
    expect(measureIn(town({ areas: [] }), ratio).value).toEqual(exactly(500));
    expect(measureIn(town({ areas: [], residences: makeHomes({ h4: { elders: null } }) }), ratio)).toMatchObject({
      value: { low: 0, high: (1000 * 50) / 60 },
      missing: ['residences.elders'],
    });
  });

  it('takes the figures of the year', () => {
    const areas = makeAreas({ z: { elders: 1000, eldersByYear: { 2030: 2000 } } });
    expect(measureIn(town({ areas, year: 2020 }), ratio, 2025).value).toEqual(exactly((1000 * 50) / 1500));
  });

  it('is not to be had without people', () => {
    const nobody = makeAreas({ z: { elders: 0 } });
    expect(measureIn(town({ areas: nobody }), ratio)).toMatchObject({ value: null, missing: ['areas.elders'] });
    expect(measureIn(town({ residences: [] }), ratio)).toMatchObject({ missing: ['areas.elders'], value: { low: 0 } });
  });

  it('does not count people twice where units lie beside the communities', () => {
    const unit = { ...makeAreas()[3]!, id: 'u', level: 'unit' as const, parentId: 's1', elders: 999 };
    const areas = [...makeAreas({ c1: { elders: 10 }, c2: { elders: 15 }, s2: { elders: 25 } }), unit];
    expect(measureIn(town({ areas }), ratio).value).toEqual(exactly(1000));
  });

  it('can be asked of another capacity, and of each unit', () => {
    const per = { of: 'capacity' as const, capacity: [{ set: { types: ['institution'] }, field: 'count' }] };
    expect(measureIn(town({}), { ...ratio, per, base: 1 }).value).toEqual(exactly(25));
    const areas = makeAreas({ s1: { elders: 1000 }, s2: { elders: 400 } });
    const each: Measure = { ...ratio, units: { level: 'subdistrict' }, each: { comparator: '>=', value: 25 } };
    expect(measureIn(town({ areas }), each).value).toEqual(exactly(100));
    const fewer = makeAreas({ s1: { elders: 1000 }, s2: { elders: 401 } });
    expect(measureIn(town({ areas: fewer }), each)).toMatchObject({ value: exactly(50), failing: ['s2'], elders: 70 });
    expect(measureIn(town({ areas: makeAreas({ s1: { elders: 1000 }, s2: { elders: 0 } }) }), each).value).toEqual(
      exactly(100),
    );
  });

  it('is square metres for a thousand people too', () => {
    const areas = makeAreas({ s1: { population: 1000 }, s2: { population: 4000 } });
    const capacity = [{ set, field: 'beds' }];
    const asked: Measure = { kind: 'area_per_1000_people', capacity };
    expect(measureIn(town({ areas }), asked).value).toEqual(exactly(10));
    const each: Measure = { ...asked, units: { level: 'subdistrict' }, each: { comparator: '>=', value: 10 } };
    expect(measureIn(town({ areas }), each)).toMatchObject({ value: exactly(50), failing: ['s2'] });
  });
});

describe('figures of areas', () => {
  it('are compared unit by unit', () => {
    const asked: Measure = {
      kind: 'per_unit_value',
      units: { level: 'community' },
      field: 'volunteers',
      each: { comparator: '>=', value: 30 },
    };
    const volunteers = (n: number): { attributes: Attributes } => ({ attributes: { volunteers: n } });
    const areas = makeAreas({ c1: volunteers(29), c2: volunteers(30), c3: volunteers(31) });
    expect(measureIn(makeTown([], { areas }), asked)).toMatchObject({
      value: { low: 50, high: 75 },
      failing: ['c1'],
      uncertain: ['c4'],
      missing: ['areas.volunteers'],
    });
  });

  it('give the people of the place', () => {
    expect(measureIn(makeTown([]), { kind: 'population', of: 'elders' }).value).toEqual(exactly(100));
    expect(measureIn(makeTown([]), { kind: 'population', of: 'elders_80' })).toMatchObject({
      value: { low: 0, high: Infinity },
      missing: ['areas.elders_80'],
    });
  });

  it('never give a reported value', () => {
    expect(measureIn(makeTown([]), { kind: 'reported_value' })).toMatchObject({ value: null, missing: ['reported'] });
  });
});
