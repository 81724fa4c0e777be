/** The worked example of `data/standards/README.md` on towns counted by hand. */
import { describe, expect, it } from 'vitest';
import { communities, makeTown, readPack, resultOf, testRows, type Town } from './town.ts';

const pack = readPack('example-city');
const URBAN = { setting: 'urban' };

/** One community in subdistrict t1 with 1000 residents, and a complex of so many square metres. */
function withFloor(floor_area_m2: number): Town {
  return {
    areas: [
      { id: 't1', level: 'subdistrict', population: 1000 },
      { id: 'c1', parent_id: 't1', population: 1000 },
    ],
    facilities: [{ types: 'complex', in: 'c1', floor_area_m2 }],
  };
}

function withInstitution(row: object): Town {
  return { year: 2030, areas: communities(1), facilities: [{ types: 'institution', in: 'c1', beds: 100, ...row }] };
}

/** Elders of one square kilometre, and day care so many metres from their home. */
function withDayCare(elders: number, east: number): Town {
  return { areas: communities(1, { elders }), facilities: [{ types: 'day_care', in: 'c1', east }] };
}

/** A meal so many metres from the urban homes; those of the country have none. */
function withMeal(east: number): Town {
  return {
    year: 2030,
    areas: [
      { id: 'c1', setting: 'urban' },
      { id: 'c2', setting: 'rural' },
    ],
    facilities: [{ types: 'canteen', in: 'c1', east }],
  };
}

const canteens = (n: number): Town => ({
  areas: communities(1),
  facilities: Array.from({ length: n }, () => ({ types: 'canteen', in: 'c1' })),
});

testRows(pack, {
  'EX-01': [withDayCare(2100, 450), withDayCare(2100, 550)],
  'EX-02': [withMeal(850), withMeal(950)],
  'EX-03': [
    { areas: communities(1, URBAN), facilities: [{ types: 'day_care', in: 'c1', east: 700 }] },
    { areas: communities(1, URBAN), facilities: [{ types: 'day_care', in: 'c1', east: 900 }] },
  ],
  'EX-04': [withFloor(60), withFloor(59)],
  'EX-05': [withFloor(40), withFloor(39)],
  'EX-06': [withInstitution({ floor_area_m2: 3000 }), withInstitution({ floor_area_m2: 2999 })],
  'EX-07': [
    withInstitution({ opened: 2026, site_area_m2: 3000 }),
    withInstitution({ opened: 2026, site_area_m2: 2999 }),
  ],
  'EX-08': [
    {
      areas: communities(1, { elders: 1000, elders_basis: 'registered' }),
      facilities: [{ types: 'institution', in: 'c1', nursing_beds: 12 }],
    },
    {
      areas: communities(1, { elders: 1000, elders_basis: 'registered' }),
      facilities: [{ types: 'institution', in: 'c1', nursing_beds: 11 }],
    },
  ],
  'EX-09': [withInstitution({ nursing_beds: 65 }), withInstitution({ nursing_beds: 64 })],
  'EX-10': [withInstitution({ emergency_beds: 2 }), withInstitution({ emergency_beds: 1 })],
  'EX-11': [
    {
      areas: communities(1),
      facilities: [
        { types: 'day_care', in: 'c1' },
        { types: 'medical', in: 'c1', east: 90 },
      ],
    },
    {
      areas: communities(1),
      facilities: [
        { types: 'day_care', in: 'c1' },
        { types: 'medical', in: 'c1', east: 110 },
      ],
    },
  ],
  'EX-12': [canteens(18), canteens(17)],
  'EX-14': [withFloor(60), withFloor(59)],
  'EX-15': [withInstitution({ nursing_beds: 60 }), withInstitution({ nursing_beds: 59 })],
});

describe('the distance by density', () => {
  // Communities of 1 km2: 2100, 600 and 300 elders, each with day care 700 m from its home.
  const areas = [
    { id: 'c1', elders: 2100 },
    { id: 'c2', elders: 600 },
    { id: 'c3', elders: 300 },
  ];
  const facilities = areas.map(({ id }) => ({ types: 'day_care', in: id, east: 700 }));

  it('is short where many live and long where few do', () => {
    const result = resultOf(pack, 'EX-01', makeTown({ areas, facilities }));
    // Within 500, 800 and 1500 m: 600 + 300 of 3000 elders.
    expect(result).toMatchObject({ state: 'not_met', value: 30, failing: ['c1'], elders: 2100 });
  });

  it('is not known where the elders of a home are not', () => {
    const residences = [{ in: 'c1', elders: null }];
    expect(resultOf(pack, 'EX-01', makeTown({ areas, facilities, residences })).state).toBe('unknown');
  });
});

describe('square metres', () => {
  const two = (floors: [number | null, number | null], population: number | null = 2000): Town => ({
    areas: [
      { id: 't1', level: 'subdistrict', population: 1000 },
      { id: 't2', level: 'subdistrict', population },
      { id: 'c1', parent_id: 't1', population: 1000 },
      { id: 'c2', parent_id: 't2', population },
    ],
    facilities: floors.map((floor_area_m2, i) => ({ types: 'station', in: `c${i + 1}`, floor_area_m2 })),
  });

  it('to 1000 people are counted of the whole place, and of each subdistrict', () => {
    const town = makeTown(two([90, 78]));
    // 168 m2 to 3000 residents; 90 to the thousand in t1, 39 in t2.
    expect(resultOf(pack, 'EX-04', town)).toMatchObject({
      state: 'not_met',
      value: 56,
      unit: 'square_metres_per_1000',
    });
    expect(resultOf(pack, 'EX-05', town)).toMatchObject({ state: 'not_met', value: 50, failing: ['t2'] });
  });

  it('of a place whose floor is not known leave the verdict open, unless the others are enough', () => {
    expect(resultOf(pack, 'EX-04', makeTown(two([90, null])))).toMatchObject({
      state: 'unknown',
      low: 30,
      missing: ['facilities.floor_area_m2'],
    });
    expect(resultOf(pack, 'EX-04', makeTown(two([180, null])))).toMatchObject({ state: 'met', low: 60 });
  });

  it('to a bed are asked of each institution that has beds, and name those that lack them', () => {
    const facilities = [
      { id: 'roomy', types: 'institution', in: 'c1', beds: 50, floor_area_m2: 1500 },
      { id: 'tight', types: 'institution', in: 'c1', beds: 50, floor_area_m2: 1400 },
      { id: 'office', types: 'institution', in: 'c1', beds: 0, floor_area_m2: 10 },
    ];
    expect(resultOf(pack, 'EX-06', makeTown({ areas: communities(1), facilities }))).toMatchObject({
      state: 'not_met',
      value: 50,
      failing: ['tight'],
      uncertain: [],
    });
  });
});

describe('rows of the example as a whole', () => {
  it('repeats, contradictions, a baseline, steps, another reading and a draft are told', () => {
    const town = makeTown({ ...withFloor(60), year: 2028 });
    const row = (id: string) => resultOf(pack, id, town);
    expect(row('EX-14').flags).toContain('repeat');
    expect([row('EX-09').flags, row('EX-15').flags].map((flags) => flags.includes('contradicted'))).toEqual([
      true,
      true,
    ]);
    expect(row('EX-08').baseline).toMatchObject({ id: 'EX-B1', value: 10 });
    expect(row('EX-02')).toMatchObject({ year: 2028, target: 80 });
    expect(row('EX-03').readings).toHaveLength(1);
    expect(row('EX-11').flags).toContain('strive');
  });
});
