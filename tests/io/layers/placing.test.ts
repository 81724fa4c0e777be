import { describe, expect, it } from 'vitest';
import { convert } from '../../../src/core/geo/systems.ts';
import type { Cell, CoordinateSystem } from '../../../src/core/types.ts';
import { features, PLACES, point, polygon, read, ring, sheet, told } from './place.ts';

function placeOf(columns: string[], ...cells: Cell[]) {
  return read({ candidates: [sheet('c.csv', ['id', ...columns], ['c', ...cells])] }).candidates[0]?.position;
}

describe('a pair of coordinates', () => {
  it.each<[Cell, Cell, number, number]>([
    [118.77, 32.06, 118.77, 32.06],
    ['118.77', '32.06', 118.77, 32.06],
    ['１１８．７７', '３２．０６', 118.77, 32.06],
    ['118°46\'12"', '32°03\'36"', 118.77, 32.06],
    ['118°46′12″E', '32°3′36″N', 118.77, 32.06],
    ['东经118度46分12秒', '北纬32度3分36秒', 118.77, 32.06],
    ['118.77°', '32.06°', 118.77, 32.06],
    [-43.94, -19.92, -43.94, -19.92],
    ['43°56\'24"W', '19°55\'12"S', -43.94, -19.92],
    ['43.94W', '19.92S', -43.94, -19.92],
    [0, 51.48, 0, 51.48],
  ])('%j, %j is %d, %d', (x, y, longitude, latitude) => {
    const position = placeOf(['经度', '纬度'], x, y);
    expect(position?.[0]).toBeCloseTo(longitude, 9);
    expect(position?.[1]).toBeCloseTo(latitude, 9);
  });

  it.each(['118.77,32.06', '118.77，32.06', '118.77 32.06', '(118.77, 32.06)', '[118.77;32.06]', '32.06,118.77'])(
    'may stand in one cell: %s',
    (cell) => {
      expect(placeOf(['坐标'], cell)).toEqual([118.77, 32.06]);
    },
  );

  it.each<[Cell, Cell, string]>([
    ['', '', 'coordinates_missing'],
    [118.77, '', 'coordinates_missing'],
    [0, 0, 'coordinates_missing'],
    ['无', '无', 'coordinates_missing'],
    ['湖边', 32, 'coordinate_not_number'],
    [118.7, "32°70'", 'coordinate_not_number'],
    [218.7, 132, 'coordinates_out_of_range'],
    [40_512_345, 3_541_234, 'coordinates_projected'],
    [512_345, 3_541_234, 'coordinates_projected'],
  ])('%j, %j cannot be used: %s', (x, y, code) => {
    const { candidates, problems } = read({ candidates: [sheet('c.csv', ['id', 'lon', 'lat'], ['c', x, y])] });
    expect(candidates).toEqual([]);
    expect(told(problems, code as 'coordinates_missing')).toMatchObject([{ id: 'c', row: 2, action: 'left_out' }]);
  });

  it('in each other’s place are put right: one row by itself, most rows once for the table', () => {
    const rows = (swapped: number) =>
      [0, 1, 2, 3].map((i): Cell[] => (i < swapped ? [`c${i}`, 32, 118 + i] : [`c${i}`, 118 + i, 32]));
    for (const [swapped, numbers] of [
      [0, []],
      [1, [2]],
      [3, [null]],
      [4, [null]],
    ] as const) {
      const { candidates, problems } = read({ candidates: [sheet('c.csv', ['id', 'lon', 'lat'], ...rows(swapped))] });
      expect(candidates.map(({ position }) => position)).toEqual([0, 1, 2, 3].map((i) => [118 + i, 32]));
      expect(told(problems, 'coordinates_swapped').map(({ row }) => row)).toEqual(numbers);
    }
  });
});

describe('another coordinate system', () => {
  const [, longitude, latitude] = PLACES[0] ?? ['', 0, 0];
  const systems: [string, string, CoordinateSystem][] = [
    ['GCJ02经度', 'GCJ02纬度', 'gcj02'],
    ['高德经度', '高德纬度', 'gcj02'],
    ['百度经度', '百度纬度', 'bd09'],
    ['bd09_lng', 'bd09_lat', 'bd09'],
    ['WGS84经度', 'WGS84纬度', 'wgs84'],
  ];

  it.each(systems)('named by the headers %s and %s is taken back to WGS-84', (x, y, system) => {
    const [east, north] = convert([longitude, latitude], 'wgs84', system);
    const { candidates, problems } = read({ candidates: [sheet('c.csv', ['id', x, y], ['c', east, north])] });
    expect(candidates[0]?.position[0]).toBeCloseTo(longitude, 7);
    expect(candidates[0]?.position[1]).toBeCloseTo(latitude, 7);
    expect(told(problems, 'crs_applied').map(({ value }) => value)).toEqual(system === 'wgs84' ? [] : [system]);
  });

  it.each(['gcj02', 'bd09'] as const)('said to be %s moves points, polygons and lines alike', (crs) => {
    const corners = ring(longitude, latitude, 0.01);
    const moved = corners.map(([x, y]): [number, number] => {
      const [east, north] = convert([x, y], 'wgs84', crs);
      return [east, north];
    });
    const tables = {
      areas: [features('a.geojson', [{ id: 'a' }, polygon(moved)])],
      residences: [features('r.geojson', [{ id: 'r', elders: 1 }, polygon(moved)])],
      walkways: [features('w.geojson', [{ id: 'w' }, { type: 'LineString' as const, coordinates: moved }])],
      gates: [features('g.geojson', [{ residence_id: 'r' }, point(...(moved[0] ?? [0, 0]))])],
    };
    const { areas, residences, walkways, gates } = read(tables, { crs });
    const found = [
      ...(areas[0]?.polygon?.[0]?.[0] ?? []).flat(),
      ...(residences[0]?.polygon?.[0]?.[0] ?? []).flat(),
      ...(walkways?.coordinates ?? []),
      ...(gates[0]?.position ?? []),
    ];
    const expected = [...corners, ...corners, ...corners, ...corners.slice(0, 1)].flat();
    expect(found).toHaveLength(expected.length);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 7);
    });
  });

  it('changes nothing in the western hemisphere for GCJ-02, and nothing at all in a project folder', () => {
    const west = sheet('c.csv', ['id', 'lon', 'lat'], ['c', -43.94, -19.92]);
    expect(read({ candidates: [west] }, { crs: 'gcj02' }).candidates[0]?.position).toEqual([-43.94, -19.92]);
    const inProject = sheet('c.csv', ['id', 'lon', 'lat'], ['c', longitude, latitude]);
    const { candidates } = read({ candidates: [inProject] }, { crs: 'bd09', inProject: true });
    expect(candidates[0]?.position).toEqual([longitude, latitude]);
  });
});

describe('polygons with their axes exchanged', () => {
  const flip = ([x, y]: [number, number]): [number, number] => [y, x];

  it('are put right for the whole file, told once', () => {
    const corners = [ring(118.7, 32, 0.01), ring(118.8, 32, 0.01)];
    const rows = corners.map((corner, i): Parameters<typeof features>[1] => [
      { id: `a${i}` },
      polygon(corner.map(flip)),
    ]);
    const { areas, problems } = read({ areas: [features('a.geojson', ...rows)] });
    expect(areas.map((area) => area.polygon)).toEqual(corners.map((corner) => [[corner]]));
    expect(told(problems, 'coordinates_swapped')).toMatchObject([{ layer: 'areas', value: 2, action: 'changed' }]);
  });

  it('do not turn those beside them that are right', () => {
    const [right, wrong] = [ring(118.7, 32, 0.01), ring(118.8, 32, 0.01)];
    const { areas } = read({
      areas: [features('a.geojson', [{ id: 'a' }, polygon(right)], [{ id: 'b' }, polygon(wrong.map(flip))])],
    });
    expect(areas.map((area) => area.polygon)).toEqual([[[right]], [[wrong]]]);
  });
});
