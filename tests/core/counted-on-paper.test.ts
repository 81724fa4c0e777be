/**
 * A square district of 4 km with a home every 100 m and one elder in each, and a facility in its middle. Homes stand at
 * odd multiples of 50 m east and north of the facility, placed by the geodesic library, so that distances are known and
 * who lies within a limit can be counted with a pencil: pairs of odd numbers whose squares add up to at most (limit/50)^2.
 */
import geographiclib from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { applyEdits } from '../../src/core/scenario/edits.ts';
import { finish } from '../../src/core/types.ts';
import type { Area, AreaServiceResult, Evaluation, Polygon, Position, Project } from '../../src/core/types.ts';
import { CORNERS, makeArea, makeFacility, makeProject, makeResidence } from './make.ts';

const { Geodesic } = geographiclib;
const ODD = Array.from({ length: 20 }, (_, i) => 2 * i + 1);

/** The position so many metres east and north of another, at exactly that distance in a straight line. */
function offset([lon, lat]: Position, east: number, north: number): Position {
  const azimuth = (Math.atan2(east, north) * 180) / Math.PI;
  const { lat2, lon2 } = Geodesic.WGS84.Direct(lat, lon, azimuth, Math.hypot(east, north));
  return [lon2!, lat2!];
}

/** The ring around a rectangle, told by its sides in metres from the centre: west, south, east, north. */
function square(centre: Position, [west, south, east, north]: [number, number, number, number]): Polygon[number] {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return corners.map(([x, y]) => offset(centre, x, y));
}

const QUARTERS = [
  { id: 'north-east', east: 1, north: 1 },
  { id: 'north-west', east: -1, north: 1 },
  { id: 'south-east', east: 1, north: -1 },
  { id: 'south-west', east: -1, north: -1 },
];

function district(centre: Position): Project {
  const areas: Area[] = [makeArea('district', { level: 'subdistrict' })];
  const residences = QUARTERS.flatMap(({ id, east, north }) => {
    const [x, y] = [2000 * east, 2000 * north];
    const ring = square(centre, [Math.min(0, x), Math.min(0, y), Math.max(0, x), Math.max(0, y)]);
    areas.push(makeArea(id, { parentId: 'district', polygon: [[ring]] }));
    return ODD.flatMap((a) =>
      ODD.map((b) =>
        makeResidence(`${id} ${a} ${b}`, offset(centre, 50 * a * east, 50 * b * north), { elders: 1, areaId: id }),
      ),
    );
  });
  return makeProject({ areas, residences, facilities: [makeFacility('middle', centre)] });
}

function run(project: Project, metres: number, areaShares = false): Evaluation {
  const settings = { ...createSettings(project), limits: { day_care: { metres } } };
  return finish(evaluate(project, settings, { areaShares, residences: false }));
}

const serviceOf = (result: Evaluation, id: string): AreaServiceResult =>
  result.areas.find((area) => area.id === id)!.services['day_care']!;

/** Homes of one quarter within a limit, counted row by row. */
const QUARTER_COUNTS = [
  { metres: 70, count: 0 }, // the nearest four are at 50 x root 2 = 70.7 m
  { metres: 71, count: 1 },
  { metres: 500, count: 5 + 5 + 4 + 4 + 2 },
  { metres: 1000, count: 10 + 10 + 10 + 9 + 9 + 8 + 8 + 7 + 5 + 3 },
  { metres: 1500, count: 15 + 15 + 15 + 15 + 14 + 14 + 14 + 13 + 12 + 12 + 11 + 10 + 8 + 7 + 4 },
  { metres: 2757, count: 399 }, // all but the corner
  { metres: 2758, count: 400 }, // 50 x 39 x root 2 = 2757.7 m
];

describe.each(CORNERS.slice(0, 5))('the square district at $name', ({ at }) => {
  const project = district(at);

  it('covers at each limit as many elders as the pencil counts, in total and in each quarter', () => {
    for (const { metres, count } of QUARTER_COUNTS) {
      const result = run(project, metres);
      expect(result.totals.elders).toBe(1600);
      expect(result.services['day_care']).toMatchObject({
        eldersCovered: 4 * count,
        homesCovered: 4 * count,
        eldersShare: (4 * count) / 1600,
      });
      for (const { id } of QUARTERS) expect(serviceOf(result, id).eldersCovered).toBe(count);
      expect(serviceOf(result, 'district').eldersCovered).toBe(4 * count);
    }
  });

  it('has the mean, the median and the worst of the distances on paper', () => {
    const distances = ODD.flatMap((a) => ODD.map((b) => 50 * Math.sqrt(a * a + b * b))).sort((a, b) => a - b);
    const { meanMetres, medianMetres, worstMetres } = run(project, 1000).services['day_care']!;
    expect(meanMetres).toBeCloseTo(distances.reduce((sum, metres) => sum + metres, 0) / 400, 2);
    // Each of the 400 distances stands for four elders: the 800th of 1,600 is the 200th of them.
    expect(Math.abs(medianMetres! - distances[199]!)).toBeLessThan(0.01);
    expect(Math.abs(worstMetres! - 50 * 39 * Math.SQRT2)).toBeLessThan(0.01);
  });

  it('is lacking below half of its elders, partial from half and covered from nine tenths', () => {
    const statusAt = (metres: number): string => {
      const { status, reason } = serviceOf(run(project, metres + 0.01), 'south-west');
      return `${status} ${reason}`;
    };
    const distances = ODD.flatMap((a) => ODD.map((b) => 50 * Math.sqrt(a * a + b * b)));
    const within = (metres: number): number => distances.filter((distance) => distance <= metres).length;
    /** The last distance within which fewer than so many homes stand, and the first within which as many do. */
    const around = (homes: number): [number, number] => [
      Math.max(...distances.filter((metres) => within(metres) < homes)),
      Math.min(...distances.filter((metres) => within(metres) >= homes)),
    ];
    expect(statusAt(70)).toBe('lacking none_in_reach');
    expect(around(200).map(statusAt)).toEqual(['lacking too_few', 'partial null']);
    expect(around(360).map(statusAt)).toEqual(['partial null', 'covered null']);
  });

  it('has the share of ground that a circle in a square has', () => {
    for (const metres of [500, 1000, 2000]) {
      const expected = (Math.PI * metres * metres) / 16e6;
      const result = run(project, metres, true);
      expect(result.services['day_care']!.areaShare!).toBeCloseTo(expected, 4);
      for (const { id } of QUARTERS) expect(serviceOf(result, id).areaShare!).toBeCloseTo(expected, 3);
      expect(serviceOf(result, 'district').areaShare).toBeNull();
    }
    expect(run(project, 2830, true).services['day_care']!.areaShare).toBe(1);
  });

  it('has the same figures in all quarters, and another one where the facility moves to a corner', () => {
    const [first, ...others] = QUARTERS.map(({ id }) => serviceOf(run(project, 1200), id));
    for (const other of others) {
      expect(other.eldersCovered).toBe(first!.eldersCovered);
      expect(Math.abs(other.meanMetres! - first!.meanMetres!)).toBeLessThan(0.01);
    }
    const moved = applyEdits(project, [{ action: 'move', id: 'middle', position: offset(at, 2000, 2000) }]);
    const corner = run(moved, 1000, true);
    // A quarter of the circle around the corner, the same 79 homes of the pencil, and nobody in the other quarters.
    expect(corner.services['day_care']!.eldersCovered).toBe(79);
    expect(corner.services['day_care']!.areaShare!).toBeCloseTo(Math.PI / 4 / 16, 4);
    expect(serviceOf(corner, 'north-east')).toMatchObject({ eldersCovered: 79, status: 'lacking', reason: 'too_few' });
    expect(serviceOf(corner, 'south-west')).toMatchObject({ eldersCovered: 0, reason: 'none_in_reach', areaShare: 0 });
  });
});

describe.each([CORNERS[0]!, CORNERS[3]!])('two facilities in the square district at $name', ({ at }) => {
  it('cover the sum of what each covers while their circles are apart, and count nobody twice when they meet', () => {
    const place = (east: number) => makeFacility(`at ${east}`, offset(at, east, 0));
    const base = district(at);
    const covered = (...easts: number[]): number =>
      run({ ...base, facilities: easts.map(place) }, 500).services['day_care']!.eldersCovered;
    // At whole hundreds of metres each stands as the middle does: 80 homes within 500 m.
    expect(covered(-600)).toBe(80);
    expect(covered(-600, 600)).toBe(160);
    expect(covered(0, 0)).toBe(80);
    // 200 m apart: each of the ten rows of homes that the circle meets grows by two.
    expect(covered(-100, 100)).toBe(80 + 10 * 2);
  });
});

describe.each([CORNERS[1]!, CORNERS[4]!])('a community around a lake at $name', ({ at }) => {
  it('has only its own ground in the share: nothing inside the lake, and the ring around it on paper', () => {
    const ring = [square(at, [-2000, -2000, 2000, 2000]), square(at, [-500, -500, 500, 500])];
    const project = makeProject({
      areas: [makeArea('shore', { polygon: [ring] })],
      facilities: [makeFacility('boat', at)],
    });
    // The lake is 1 km wide: a circle of 500 m lies in it, one of 1,500 m holds it whole.
    expect(run(project, 500, true).services['day_care']!.areaShare!).toBeLessThan(1e-5);
    expect(run(project, 1500, true).services['day_care']!.areaShare!).toBeCloseTo((Math.PI * 2.25 - 1) / 15, 4);
  });

  it('has its estimated homes on the ring, evenly, so that elders in reach are near the share of ground', () => {
    const ring = [square(at, [-2000, -2000, 2000, 2000]), square(at, [-500, -500, 500, 500])];
    const project = makeProject({
      areas: [makeArea('shore', { polygon: [ring], elders: 1500 })],
      facilities: [makeFacility('boat', at)],
    });
    const { eldersShare, areaShare, eldersCovered } = run(project, 1500, true).services['day_care']!;
    expect(Math.abs(eldersShare! - areaShare!)).toBeLessThan(0.05);
    expect(run(project, 500).services['day_care']!.eldersCovered).toBe(0);
    expect(Number.isInteger(eldersCovered)).toBe(true);
  });
});
