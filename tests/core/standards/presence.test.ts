import { describe, expect, it } from 'vitest';
import type { Measured, Meaning, Measure } from '../../../src/core/standards/types.ts';
import type { Facility } from '../../../src/core/types.ts';
import { inside, makeAreas, makeAt, makeHomes, makeTown, measureIn } from './town.ts';
import { makeFacility } from '../make.ts';

const COMMUNITIES = { level: 'community' } as const;
const set = { types: ['day_care'] };

function presence(facilities: Facility[], meaning: Meaning = 'built', given: Partial<Measure> = {}): Measured {
  const asked = {
    kind: 'presence_share',
    units: COMMUNITIES,
    sets: [set],
    combine: 'any',
    meaning,
    ...given,
  } as Measure;
  return measureIn(makeTown(facilities), asked);
}

const exactly = (value: number): Measured['value'] => ({ low: value, high: value });

describe('presence in units', () => {
  it('is the share of units with one, with those without and their elders', () => {
    expect(presence([makeAt('a', 1), makeAt('b', 1), makeAt('c', 2), makeAt('d', 3)])).toEqual({
      value: exactly(75),
      heads: { of: 'community', some: exactly(3), all: exactly(4) },
      unitKind: 'community',
      failing: ['c4'],
      uncertain: [],
      elders: 40,
      missing: [],
      noRecord: false,
      parts: [],
    });
    expect(presence([])).toMatchObject({ value: exactly(0), failing: ['c1', 'c2', 'c3', 'c4'], noRecord: true });
  });

  it('takes another set for one of any, and asks all for all', () => {
    const facilities = [
      makeAt('a', 1),
      makeAt('b', 2, { types: ['meal_point'] }),
      makeAt('c', 1, { types: ['meal_point'] }),
    ];
    const sets = [set, { types: ['meals'] }];
    expect(presence(facilities, 'built', { sets })).toMatchObject({ value: exactly(50), failing: ['c3', 'c4'] });
    expect(presence(facilities, 'built', { sets, combine: 'all' })).toMatchObject({ value: exactly(25) });
    const each = presence(facilities, 'built', { sets, combine: 'each' });
    expect(each.parts.map(({ name, measured }) => [name.en, measured.value])).toEqual([
      ['day_care', exactly(25)],
      ['meals', exactly(50)],
    ]);
    expect(each).toMatchObject({ value: exactly(25), failing: ['c2', 'c3', 'c4'] });
  });

  it('leaves open what a blank column leaves open, and names the column', () => {
    const sets = [{ ...set, where: { field: 'standardised', is: true } }];
    const facilities = [
      makeAt('a', 1, { attributes: { standardised: true } }),
      makeAt('b', 2),
      makeAt('c', 3, { attributes: { standardised: false } }),
    ];
    expect(presence(facilities, 'standard', { sets })).toMatchObject({
      value: { low: 25, high: 50 },
      failing: ['c3', 'c4'],
      uncertain: ['c2'],
      missing: ['facilities.standardised'],
    });
  });

  it('takes a facility without a type for perhaps any', () => {
    expect(presence([makeAt('a', 1), makeAt('b', 2, { types: [] })])).toMatchObject({
      value: { low: 25, high: 50 },
      missing: ['facilities.types'],
    });
  });

  it('knows nothing of sets that registers do not hold', () => {
    const sets = [{ types: ['time_bank'], absent: 'unknown' as const }];
    const nothing = { value: null, missing: ['facilities.types:time_bank'], noRecord: true };
    expect(presence([makeAt('a', 1)], 'built', { sets })).toMatchObject(nothing);
    const both = presence([makeAt('a', 1)], 'built', { sets: [...sets, set] });
    expect(both).toMatchObject({ value: { low: 25, high: 100 }, uncertain: ['c2', 'c3', 'c4'], noRecord: false });
  });

  it('counts only the units that are meant, as far as that is known', () => {
    const asked: Measure = {
      kind: 'presence_share',
      units: { level: 'community', where: { field: 'setting', is: 'rural' } },
      sets: [set],
      combine: 'any',
      meaning: 'built',
    };
    const areas = makeAreas({ c2: { setting: null } });
    expect(measureIn(makeTown([makeAt('a', 3)]), asked).value).toEqual(exactly(50));
    // c2 may be rural: 1 of 2, or 1 of 3.
    expect(measureIn(makeTown([makeAt('a', 3)], { areas }), asked)).toMatchObject({
      value: { low: 100 / 3, high: 50 },
      failing: ['c4'],
      uncertain: ['c2'],
      missing: ['areas.setting'],
    });
    const none = measureIn(makeTown([makeAt('a', 3)], { areas: [] }), asked);
    expect(none).toMatchObject({ value: null, missing: ['areas.community'], unitKind: 'community' });
  });

  it('puts a facility without an area into perhaps every unit without a polygon', () => {
    const areas = makeAreas({ c1: { polygon: null }, s1: { polygon: null } });
    const asked: Measure = {
      kind: 'presence_share',
      units: COMMUNITIES,
      sets: [set],
      combine: 'any',
      meaning: 'built',
    };
    const facilities = [makeAt('a', 2), makeFacility('stray', [0, 0])];
    expect(measureIn(makeTown(facilities, { areas }), asked)).toMatchObject({
      value: { low: 25, high: 50 },
      failing: ['c3', 'c4'],
      uncertain: ['c1'],
      missing: ['facilities.area_id'],
    });
    // With all borders known it lies outside them all.
    expect(measureIn(makeTown(facilities), asked).value).toEqual(exactly(25));
    // Of a facility known to be in s2 nothing is said about c1.
    const named = [makeAt('a', 2), makeFacility('stray', [0, 0], { areaId: 's2' })];
    expect(measureIn(makeTown(named, { areas }), asked).value).toEqual(exactly(25));
  });
});

describe('served and run', () => {
  it('are built ones and those named in a service area', () => {
    const facilities = [makeAt('a', 1, { attributes: { service_area: 'c2、no such' } })];
    for (const meaning of ['served', 'run'] as const) {
      expect(presence(facilities, meaning)).toMatchObject({ value: exactly(50), failing: ['c3', 'c4'] });
    }
    expect(presence(facilities, 'built').value).toEqual(exactly(25));
  });

  it('serve where nine of ten elders have one within the parameter', () => {
    // The middles of c1 and c2, where their homes stand, are 1,890 m apart.
    const near = makeFacility('a', inside(1, 900));
    expect(presence([near], 'built').value).toEqual(exactly(25));
    expect(presence([near], 'served')).toMatchObject({ value: exactly(50), failing: ['c3', 'c4'] });
    const far = makeFacility('a', inside(1, 880));
    expect(presence([far], 'served')).toMatchObject({ value: exactly(25) });
    const onlyHere = { ...near, attributes: { delivers: false } };
    expect(presence([onlyHere], 'run').value).toEqual(exactly(25));
  });

  it('run where one delivers within its subdistrict and names no other area', () => {
    const delivering = (attributes: Facility['attributes']): Measured =>
      presence([makeAt('a', 1, { attributes })], 'run');
    expect(delivering({ delivers: true })).toMatchObject({ value: exactly(50), failing: ['c3', 'c4'] });
    expect(delivering({ delivers: false })).toMatchObject({ value: exactly(25) });
    // Day care is not brought to a door: only of meals does a blank leave it open.
    expect(delivering({}).value).toEqual(exactly(25));
    const meals = { types: ['canteen'] };
    expect(presence([makeAt('a', 1, meals)], 'run', { sets: [meals] })).toMatchObject({
      value: { low: 25, high: 50 },
      missing: ['facilities.delivers'],
    });
    expect(delivering({ delivers: true, service_area: 'c4' })).toMatchObject({
      value: exactly(50),
      failing: ['c2', 'c3'],
    });
  });

  it('leave open what unknown elders leave open', () => {
    const asked: Measure = {
      kind: 'presence_share',
      units: COMMUNITIES,
      sets: [set],
      combine: 'any',
      meaning: 'served',
    };
    const residences = [...makeHomes(), ...makeHomes({ h2: { elders: null, position: inside(2, 700) } }).slice(1, 2)];
    residences[4] = { ...residences[4]!, id: 'h2b' };
    expect(measureIn(makeTown([makeFacility('a', inside(1, 900))], { residences }), asked)).toMatchObject({
      value: { low: 25, high: 50 },
      uncertain: ['c2'],
      missing: ['residences.elders'],
    });
  });
});

describe('counts in units', () => {
  const two: Measure = {
    kind: 'count_per_unit',
    units: { level: 'subdistrict' },
    set,
    each: { comparator: '>=', value: 2, upTo: 3 },
  };

  it('fail the units with too few; more than the upper end is no failure', () => {
    const facilities = [1, 1, 2, 2].map((community, i) => makeAt(`a${i}`, community));
    expect(measureIn(makeTown([...facilities, makeAt('b', 3)]), two)).toMatchObject({
      value: exactly(50),
      failing: ['s2'],
      elders: 70,
    });
    expect(measureIn(makeTown([...facilities, makeAt('b', 3), makeAt('c', 4)]), two).value).toEqual(exactly(100));
  });

  it('are open between the sure ones and all', () => {
    const where = { field: 'floor_area_m2', atLeast: 500 };
    const asked: Measure = { ...two, set: { ...set, where } };
    const big = { attributes: { floor_area_m2: 500 } };
    const facilities = [
      makeAt('a', 1, big),
      makeAt('b', 2),
      makeAt('c', 3, { attributes: { floor_area_m2: 499 } }),
      makeAt('d', 3),
    ];
    expect(measureIn(makeTown(facilities), asked)).toMatchObject({
      value: { low: 0, high: 50 },
      failing: ['s2'],
      uncertain: ['s1'],
      missing: ['facilities.floor_area_m2'],
    });
  });
});

describe('presence by the size of the unit', () => {
  const asked: Measure = {
    kind: 'conditional_presence',
    units: { level: 'subdistrict' },
    cases: [
      { where: { field: 'population', atLeast: 300_000 }, set, each: { comparator: '>=', value: 2 } },
      { where: { field: 'population', lessThan: 300_000 }, set, each: { comparator: '>=', value: 1 } },
    ],
  };
  const town = (s1: number | null): Measured =>
    measureIn(
      makeTown([makeAt('a', 1), makeAt('b', 3)], {
        areas: makeAreas({ s1: { population: s1 }, s2: { population: 5 } }),
      }),
      asked,
    );

  it('asks each unit for what its case asks', () => {
    expect(town(300_000)).toMatchObject({ value: exactly(50), failing: ['s1'] });
    expect(town(299_999)).toMatchObject({ value: exactly(100), failing: [] });
  });

  it('is open where the case is not known and matters', () => {
    expect(town(null)).toMatchObject({
      value: { low: 50, high: 100 },
      uncertain: ['s1'],
      missing: ['areas.population'],
    });
  });

  it('leaves out units that no case is for', () => {
    const cases = asked.cases.slice(0, 1);
    const areas = makeAreas({ s1: { population: 300_000 }, s2: { population: 5 } });
    expect(measureIn(makeTown([makeAt('a', 1)], { areas }), { ...asked, cases })).toMatchObject({
      value: exactly(0),
      failing: ['s1'],
    });
  });
});
