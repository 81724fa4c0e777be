/** What must hold between two measurements, on random small towns with blank cells in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/core/standards/measures/index.ts';
import type { Capacity, FacilitySet, Measure, Measured } from '../../../src/core/standards/types.ts';
import type { Area, Cell, Facility, Project, Residence } from '../../../src/core/types.ts';
import { makeFacility, makeResidence } from '../make.ts';
import { inside, makeAreas, makeTown, momentOf } from './town.ts';

const RULE = { comparator: '>=', value: 2 } as const;
const set: FacilitySet = { types: ['day_care'], where: { field: 'standardised', is: true } };
const homes: FacilitySet = { types: ['institution'], where: { field: 'beds', atLeast: 2 } };
const beds: Capacity[] = [{ set: homes, field: 'beds' }];
const units = { level: 'community', where: { field: 'setting', is: 'rural' } } as const;
const towns = { level: 'subdistrict' } as const;
const people = { of: 'elders' } as const;

/** At-least rules: another facility never makes them worse. */
const GROWING: Measure[] = [
  { kind: 'presence_share', units, sets: [set, homes], combine: 'any', meaning: 'built' },
  { kind: 'presence_share', units: towns, sets: [set, homes], combine: 'all', meaning: 'built' },
  { kind: 'presence_share', units, sets: [set], combine: 'any', meaning: 'served' },
  { kind: 'presence_share', units, sets: [set], combine: 'any', meaning: 'run' },
  { kind: 'residence_presence', set, within: 500, where: { field: 'stage', is: 'new' } },
  { kind: 'count_total', set },
  { kind: 'count_per_unit', units: towns, set, each: RULE },
  {
    kind: 'conditional_presence',
    units: towns,
    cases: [
      { where: { field: 'population', atLeast: 3 }, set, each: RULE },
      { where: { field: 'population', lessThan: 3 }, set: homes, each: { ...RULE, value: 1 } },
    ],
  },
  { kind: 'capacity_total', capacity: beds },
  { kind: 'capacity_ratio', capacity: beds, per: people, base: 100 },
  { kind: 'capacity_ratio', capacity: beds, per: people, base: 100, units: towns, each: RULE },
  { kind: 'area_per_1000_people', capacity: beds, units: towns, each: RULE },
];

const OTHERS: Measure[] = [
  { kind: 'adjacency_share', set, near: homes, within: 500 },
  { kind: 'attribute_share', set: homes, passes: { field: 'operator', is: 'private' }, weight: 'beds' },
  { kind: 'attribute_share', numerator: [{ set: homes, field: 'residents' }], denominator: beds },
  {
    kind: 'attribute_share',
    numerator: [{ set: { types: ['day_care'] }, field: 'beds' }],
    denominator: [{ set: { types: ['day_care', 'institution'] }, field: 'beds' }],
  },
  { kind: 'utilisation', set: homes },
  { kind: 'per_facility_condition', set: homes, passes: { field: 'grade', grade: 'star', atLeast: 3 } },
  { kind: 'area_per_bed', set: homes, area: 'residents', each: RULE },
  { kind: 'area_per_100hh', where: { field: 'stage', is: 'new' }, each: RULE, weight: 'households' },
  { kind: 'area_per_100hh_share', each: RULE, weight: 'residences' },
  { kind: 'per_unit_value', units, field: 'volunteers', each: RULE },
  { kind: 'milestone', names: ['f1', 'f2'] },
  { kind: 'population', of: 'elders' },
];

const orBlank = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const few = fc.integer({ min: 0, max: 4 });
const attributes = (columns: Record<string, fc.Arbitrary<Cell>>): fc.Arbitrary<Record<string, Cell>> =>
  fc.record(Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, orBlank(cell)])));
const position = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -900, max: 900 }))
  .map(([i, metres]) => inside(i, metres));

const facility = fc
  .record({
    position,
    types: fc.constantFrom<string[]>(['day_care'], ['institution'], ['day_care', 'institution'], ['other'], []),
    areaId: fc.constantFrom(null, 'c1', 'c3', 's2', 'nowhere'),
    opened: fc.constantFrom(null, 2020, 2030),
    attributes: attributes({
      standardised: fc.boolean(),
      beds: few,
      operator: fc.constantFrom('public', 'private'),
      residents: few,
      grade: fc.constantFrom('三星', '二星', '3A', '无'),
      delivers: fc.boolean(),
      service_area: fc.constantFrom('c1', 'c2;c4'),
    }),
  })
  // A part that is not known is taken to be at most its whole.
  .map((row) => {
    const { beds: all, residents } = row.attributes;
    if (typeof all !== 'number' || typeof residents !== 'number') return row;
    return { ...row, attributes: { ...row.attributes, residents: Math.min(all, residents) } };
  });
const residence = fc.record({
  position,
  elders: orBlank(few),
  // A compound of which they are blank is taken to have some.
  households: orBlank(fc.integer({ min: 1, max: 4 })),
  stage: fc.constantFrom<Residence['stage'][]>('new', 'existing', null),
  areaId: fc.constantFrom(null, 'c2', 's1'),
  attributes: attributes({ care_room_m2: few }),
});
const area = fc.record({
  setting: fc.constantFrom<Area['setting'][]>('urban', 'rural', null),
  population: orBlank(few),
  elders: orBlank(few),
  households: orBlank(few),
  attributes: attributes({ volunteers: few }),
  hasPolygon: fc.boolean(),
});

const town: fc.Arbitrary<Project> = fc
  .record({
    facilities: fc.array(facility, { maxLength: 6 }),
    residences: fc.array(residence, { maxLength: 6 }),
    areas: fc.array(area, { minLength: 7, maxLength: 7 }),
  })
  .map(({ facilities, residences, areas }) => {
    const ids = makeAreas().map(({ id }) => id);
    const own: Record<string, Partial<Area>> = Object.fromEntries(
      areas.map(({ hasPolygon, ...given }, i) => [ids[i] ?? '', hasPolygon ? given : { ...given, polygon: null }]),
    );
    return makeTown(
      facilities.map(({ position: at, ...given }, i) => makeFacility(`f${i}`, at, given)),
      {
        areas: makeAreas(own),
        residences: residences.map(({ position: at, ...given }, i) => makeResidence(`h${i}`, at, given)),
      },
    );
  });

const measureAll = (project: Project, asked: readonly Measure[]): Measured[] => {
  const moment = momentOf(project, 2025);
  return asked.map((one) => measure(one, moment));
};

describe('a measurement', () => {
  it('is never raised by taking a facility away', () => {
    const withFacility = town.filter(({ facilities }) => facilities.length > 0);
    fc.assert(
      fc.property(withFacility, fc.nat(), (project, pick) => {
        const { facilities } = project;
        const fewer = { ...project, facilities: facilities.toSpliced(pick % facilities.length, 1) };
        const [before, after] = [measureAll(project, GROWING), measureAll(fewer, GROWING)];
        GROWING.forEach((asked, i) => {
          const [was, is] = [before[i]!.value, after[i]!.value];
          const fell = was === null || is === null ? was === is : is.low <= was.low && is.high <= was.high;
          expect({ asked, fell, was, is }).toEqual({ asked, fell: true, was, is });
        });
      }),
      { numRuns: 300 },
    );
  });

  /** Blanks one cell of one row; undefined where there is nothing to blank. */
  function blank(project: Project, layer: number, row: number, cell: number): Project | undefined {
    const layers = [project.facilities, project.areas, project.residences] as const;
    const rows = layers[layer % 3]!;
    const old = rows[row % Math.max(1, rows.length)];
    if (!old) return undefined;
    // Left out: cells that something else answers for when they are blank, and may contradict (an area named by the
    // polygon around the place, people of an area by those below it), and what blank says something in: years of
    // opening, service areas, and whether it delivers what is usually not brought to a door, as day care.
    const typed = ['setting', 'stage', ...('level' in old ? [] : ['elders', 'households'])].filter((key) => key in old);
    const own = Object.keys(old.attributes).filter((key) => !['service_area', 'delivers'].includes(key));
    const key = [...typed, ...own, ...('types' in old ? ['types'] : [])][cell % (typed.length + own.length + 1)];
    if (key === undefined) return undefined;
    const without = { ...old, attributes: { ...old.attributes } };
    if (own.includes(key)) without.attributes[key] = null;
    else Object.assign(without, { [key]: key === 'types' ? [] : null });
    const replaced = <T>(list: T[]): T[] => list.map((one) => ((one as unknown) === old ? (without as T) : one));
    return {
      ...project,
      facilities: replaced<Facility>(project.facilities),
      areas: replaced<Area>(project.areas),
      residences: replaced<Residence>(project.residences),
    };
  }

  it('is only widened by making a cell blank', () => {
    fc.assert(
      fc.property(town, fc.nat(), fc.nat(), fc.nat(), (project, layer, row, cell) => {
        const emptier = blank(project, layer, row, cell);
        if (!emptier) return;
        const asked = [...GROWING, ...OTHERS];
        const [before, after] = [measureAll(project, asked), measureAll(emptier, asked)];
        asked.forEach((one, i) => {
          const [was, is] = [before[i]!.value, after[i]!.value];
          const holds = was === null || is === null || (is.low <= was.low + 1e-9 && is.high >= was.high - 1e-9);
          expect({ one, holds, was, is }).toEqual({ one, holds: true, was, is });
        });
      }),
      { numRuns: 600 },
    );
  });

  it('does not depend on the order of rows', () => {
    const asked = [...GROWING, ...OTHERS];
    fc.assert(
      fc.property(town, (project) => {
        const turned = {
          ...project,
          facilities: project.facilities.toReversed(),
          areas: project.areas.toReversed(),
          residences: project.residences.toReversed(),
        };
        expect(measureAll(turned, asked)).toEqual(measureAll(project, asked));
      }),
      { numRuns: 200 },
    );
  });

  it('has its ends in order, and says what is missing where they differ', () => {
    const asked = [...GROWING, ...OTHERS];
    fc.assert(
      fc.property(town, (project) => {
        for (const [i, { value, missing, failing, uncertain }] of measureAll(project, asked).entries()) {
          expect(value === null || value.low <= value.high).toBe(true);
          const isExact = value !== null && value.low === value.high;
          expect({ one: asked[i], isTold: isExact || missing.length > 0 }).toEqual({ one: asked[i], isTold: true });
          expect(failing.filter((id) => uncertain.includes(id))).toEqual([]);
          for (const ids of [failing, uncertain, missing]) expect(ids).toEqual(ids.toSorted());
        }
      }),
      { numRuns: 300 },
    );
  });
});
