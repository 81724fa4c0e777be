/** Random small projects with everything odd that a ledger holds, for fast-check: the same town on six sides of the globe. */
import fc from 'fast-check';
import { AREA_LEVELS, FACILITY_STATUSES } from '../../src/core/types.ts';
import type { Area, Facility, MultiPolygon, Position, Project, Residence, Settings } from '../../src/core/types.ts';
import { box, CORNERS, makeArea, makeFacility, makeProject, makeResidence } from './make.ts';

/** Side of a community in degrees: 0.7 to 1.1 km. Places are told in hundredths of it. */
const SIDE = 0.01;

const wrap = (longitude: number): number => (longitude > 180 ? longitude - 360 : longitude);

function placeIn([lon, lat]: Position, [x, y]: readonly [number, number]): Position {
  return [wrap(lon + (x / 100) * SIDE), lat + (y / 100) * SIDE];
}

/** Whole hundreds lie exactly on borders and corners of communities. */
const hundredths = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -60, max: 360 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 100, 200, 300) },
);
const spot = fc.tuple(hundredths, hundredths);

/** Quarters of elders come from shares of a census; they add up exactly in binary. */
const figure = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.25, 12.75) },
  { weight: 1, arbitrary: fc.constant(null) },
);
/** Few, so that the estimated homes of a town stay few. */
const areaFigure = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(0, 2.5, null));
const someYear = fc.option(fc.constantFrom(2019, 2024, 2025, 2026, 2030, 2035), { freq: 2 });
const byYear = (most: number): fc.Arbitrary<Record<number, number>> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('2020', '2025', '2030', '2035'), fc.nat({ max: most })) },
  );

const AREA_IDS = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'unit', 's0', 's1', 'city', 'gone'];

const home = fc.record({
  spot,
  elders: figure,
  eldersByYear: byYear(300),
  completed: someYear,
  areaId: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...AREA_IDS, '') },
  ),
});

const facility = fc.record({
  spot,
  types: fc.subarray(['day_care', 'canteen', 'meal_point', 'meal_center', 'station', 'pharmacy'], { maxLength: 3 }),
  services: fc.subarray(['meals', 'bathing', 'day_care'], { maxLength: 1 }),
  status: fc.oneof({ weight: 3, arbitrary: fc.constant('open' as const) }, fc.constantFrom(...FACILITY_STATUSES)),
  opened: someYear,
  closes: someYear,
});

const communities = fc.array(
  fc.record({
    elders: areaFigure,
    eldersByYear: byYear(20),
    shape: fc.constantFrom('square', 'square', 'square', 'holed', 'parts', 'none'),
    parentId: fc.constantFrom('s0', 's1', 'unit', 'gone', null),
  }),
  { minLength: 6, maxLength: 6 },
);

function communityPolygon([lon, lat]: Position, place: number, shape: string): MultiPolygon | null {
  if (shape === 'none') return null;
  const at = (x: number, y: number, size: number): MultiPolygon[number] => {
    const [west, south] = [lon + (x / 100) * SIDE, lat + (y / 100) * SIDE];
    return box(west, south, lon + ((x + size) / 100) * SIDE, lat + ((y + size) / 100) * SIDE)[0]!;
  };
  const [x, y] = [(place % 3) * 100, Math.floor(place / 3) * 100];
  if (shape === 'holed') return [[...at(x, y, 100), ...at(x + 30, y + 30, 40)]];
  if (shape === 'parts') return [at(x, y, 100), at(x + 300, y, 50)];
  return [at(x, y, 100)];
}

/** Parents of the upper areas, a circle among them now and then. */
const uppers = fc.record({
  s0: fc.constantFrom('city', 'city', 's1', null),
  s1: fc.constantFrom('city', 's0', 's1', null),
  unit: fc.constantFrom('s0', 'city', null),
  elders: figure,
  withPolygon: fc.boolean(),
  unitPolygon: fc.boolean(),
});

export const oddTown: fc.Arbitrary<Project> = fc
  .record({
    origin: fc.constantFrom<Position>(...CORNERS.map(({ at }) => at)),
    year: fc.constantFrom(null, 2025),
    communities,
    uppers,
    homes: fc.array(home, { maxLength: 14 }),
    facilities: fc.array(facility, { maxLength: 9 }),
    areasGiven: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ origin, year, communities: given, uppers: upper, homes, facilities, areasGiven }) => {
    const around = box(origin[0] - SIDE, origin[1] - SIDE, origin[0] + 4 * SIDE, origin[1] + 2 * SIDE);
    const eastern = box(origin[0] + 2 * SIDE, origin[1] - SIDE, origin[0] + 4 * SIDE, origin[1] + SIDE);
    const areas: Area[] = [
      ...given.map(({ shape, ...rest }, i) =>
        makeArea(`c${i}`, { ...rest, polygon: communityPolygon(origin, i, shape) }),
      ),
      makeArea('unit', {
        level: 'unit',
        parentId: upper.unit,
        elders: upper.elders,
        polygon: upper.unitPolygon ? eastern : null,
      }),
      makeArea('s0', { level: 'subdistrict', parentId: upper.s0, polygon: upper.withPolygon ? around : null }),
      makeArea('s1', { level: 'subdistrict', parentId: upper.s1, elders: 0 }),
      makeArea('city', { level: AREA_LEVELS[0], elders: upper.elders }),
    ];
    return makeProject({
      year,
      // One town in thirteen knows no areas at all.
      areas: areasGiven === 0 ? [] : areas,
      residences: homes.map(({ spot: at, ...rest }, i): Residence =>
        makeResidence(`r${(i * 7) % 15}`, placeIn(origin, at), rest),
      ),
      facilities: facilities.map(({ spot: at, ...rest }, i): Facility =>
        makeFacility(`f${(i * 4) % 9}`, placeIn(origin, at), rest),
      ),
    });
  });

export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    year: fc.constantFrom(null, 2018, 2025, 2027, 2030, 2040),
    pipeline: fc.boolean(),
    bands: fc.constantFrom({ covered: 0.9, lacking: 0.5 }, { covered: 0.5, lacking: 0.5 }, { covered: 1, lacking: 0 }),
    dayCare: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(0.5, 50_000)),
    meals: fc.integer({ min: 1, max: 3000 }),
  })
  .map(({ dayCare, meals, ...rest }) => ({
    ...rest,
    mode: 'straight',
    speedMetresPerSecond: 1,
    snapLimitMetres: 200,
    incompleteShare: 0.2,
    leastStreetMetresPerHectare: 20,
    limits: { day_care: { metres: dayCare }, meals: { metres: meals }, pharmacy: { metres: 700 } },
  }));
