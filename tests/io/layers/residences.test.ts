import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { writeResidences } from '../../../src/io/layers/write.ts';
import {
  degrees,
  features,
  isInRings,
  oddities,
  PLACES,
  point,
  polygon,
  read,
  readBack,
  ring,
  sheet,
  told,
  type Ring,
} from './place.ts';

function home(cells: Record<string, Cell>) {
  const columns = ['小区编号', '经度', '纬度', ...Object.keys(cells)];
  const table = sheet('小区.csv', columns, ['r1', 118.77, 32.06, ...Object.values(cells)]);
  const { residences, problems } = read({ residences: [table] });
  const [only] = residences;
  if (only === undefined) throw new Error('the row was left out');
  return { ...only, problems };
}

describe('a residence', () => {
  it('of a survey workbook has every value in its place', () => {
    const found = home({
      小区名称: '翠竹园',
      户数: '1,200户',
      住户人数: 3100,
      '60岁以上': '620人',
      '80岁以上': 0,
      小区类型: '老旧小区',
      竣工年代: '1998年',
      '养老用房面积（㎡）': '120平方米',
      入住率: '85%',
      物业: '安居',
    });
    expect(found).toMatchObject({
      id: 'r1',
      name: '翠竹园',
      position: [118.77, 32.06],
      polygon: null,
      areaId: null,
      households: 1200,
      population: 3100,
      elders: 620,
      elders80: 0,
      stage: 'existing',
      completed: 1998,
      estimated: false,
      attributes: { care_room_m2: 120, occupancy: '85%', 物业: '安居' },
    });
  });

  it('without a word about people has nothing but unknowns', () => {
    const { households, population, elders, elders80, eldersByYear, stage, completed } = home({ 小区名称: '甲' });
    expect([households, population, elders, elders80, stage, completed]).toEqual([null, null, null, null, null, null]);
    expect(eldersByYear).toEqual({});
  });

  it.each<[Cell, number | null]>([
    [0, 0],
    ['0', 0],
    ['０人', 0],
    ['', null],
    ['无', null],
    ['-', null],
    ['约200', 200],
    ['1.5', 1.5],
    ['若干', null],
  ])('with %j for elders has %j', (cell, elders) => {
    expect(home({ 老年人口: cell }).elders).toBe(elders);
  });

  it.each<[string, Cell, Record<number, number>]>([
    ['elders_2025', 120, { 2025: 120 }],
    ['2030年老年人口', '0', { 2030: 0 }],
    ['老年人数2035', '', {}],
    ['elders_2040', -1, {}],
  ])('with %s %j has elders by year %j', (column, cell, byYear) => {
    expect(home({ [column]: cell }).eldersByYear).toEqual(byYear);
  });

  it.each<[Cell, boolean]>([
    [true, true],
    ['true', true],
    ['是', true],
    ['', false],
    ['否', false],
    [null, false],
  ])('with %j under estimated is estimated: %j', (cell, estimated) => {
    expect(home({ estimated: cell }).estimated).toBe(estimated);
  });

  it.each<[Cell, 'new' | 'existing' | null, string[]]>([
    ['新建', 'new', []],
    ['已建成', 'existing', []],
    ['', null, []],
    ['/', null, []],
    ['别墅', null, ['value_unreadable']],
  ])('with %j for its stage is %j', (cell, stage, codes) => {
    const found = home({ 老年人口: 1, 建设情况: cell });
    expect(found.stage).toBe(stage);
    expect(oddities(found.problems)).toEqual(codes);
  });

  it('lacking a column of elders is told for the table; elders by year are enough', () => {
    expect(told(home({ 户数: 10 }).problems, 'column_missing')).toMatchObject([
      { column: 'elders', row: null, value: 1 },
    ]);
    expect(told(home({ elders_2025: 10 }).problems, 'column_missing')).toEqual([]);
  });
});

describe('the area of a residence', () => {
  const areas = sheet(
    '区划.csv',
    ['id', 'name', 'level', 'parent_id'],
    ['s1', '湖南路街道', 'subdistrict', ''],
    ['s2', '江东街道', 'subdistrict', ''],
    ['c1', '新村社区', 'community', 's1'],
    ['c2', '新村社区', 'community', 's2'],
    ['c3', '丁家桥社区', 'community', 's1'],
  );
  const columns = ['小区编号', '经度', '纬度', '老年人口', '社区代码', '社区', '街道'];

  it.each<[string, string, string, string | null]>([
    ['c3', '', '', 'c3'],
    ['c3', '新村社区', '江东街道', 'c3'],
    ['', '丁家桥社区', '', 'c3'],
    ['', '丁家桥', '', 'c3'],
    ['', '丁家桥村委会', '', 'c3'],
    ['', '新村', '江东', 'c2'],
    ['', '新村社区', '湖南路街道', 'c1'],
    ['', '新村社区', '', null],
    ['', '', '江东街道', 's2'],
    ['', '别处', '', null],
    ['', '', '', null],
    ['3.20508E+11', '丁家桥', '', 'c3'],
    ['zz', '丁家桥', '', 'zz'],
  ])('with code %j, community %j and street %j is %j', (code, community, street, areaId) => {
    const table = sheet('小区.csv', columns, ['r1', 118.7, 32, 5, code, community, street]);
    const { residences, problems } = read({ areas: [areas], residences: [table] });
    expect(residences[0]?.areaId).toBe(areaId);
    expect(told(problems, 'area_unknown').map(({ value, elders }) => [value, elders])).toEqual(
      code === 'zz' ? [['zz', 5]] : [],
    );
  });

  it('is left to its coordinates where it names a street only and communities are drawn', () => {
    const drawn = features(
      'a.geojson',
      [{ id: 's2', name: '江东街道', level: 'subdistrict' }, null],
      [{ id: 'c2', name: '新村社区', level: 'community', parent_id: 's2' }, polygon(ring(118.69, 31.99, 0.1))],
    );
    const table = sheet(
      '小区.csv',
      columns,
      ['r1', 118.7, 32, 5, '', '', '江东街道'],
      ['r2', 118.7, 32, 5, '', '新村', ''],
    );
    const { residences } = read({ areas: [drawn], residences: [table] });
    expect(residences.map(({ areaId }) => areaId)).toEqual([null, 'c2']);
  });
});

describe.each(PLACES)('a residence drawn as a polygon in %s', (_, x, y) => {
  const shapes: Record<string, Ring[]> = {
    square: [ring(x, y, 0.01)],
    'square with a hole in its middle': [ring(x, y, 0.01), ring(x + 0.002, y + 0.002, 0.006)],
    'horseshoe around its centroid': [
      [
        [x, y],
        [x + 0.01, y],
        [x + 0.01, y + 0.002],
        [x + 0.002, y + 0.002],
        [x + 0.002, y + 0.008],
        [x + 0.01, y + 0.008],
        [x + 0.01, y + 0.01],
        [x, y + 0.01],
        [x, y],
      ],
    ],
    'thin sliver': [
      [
        [x, y],
        [x + 0.01, y + 0.01],
        [x + 0.0101, y + 0.01],
        [x, y],
      ],
    ],
  };

  it.each(Object.entries(shapes))('%s stands inside itself', (_name, rings) => {
    const table = features('小区.geojson', [{ id: 'r1', elders: 5 }, polygon(...rings)]);
    const { residences } = read({ residences: [table] });
    expect(residences).toHaveLength(1);
    const [longitude, latitude] = residences[0]?.position ?? [0, 0];
    expect(isInRings([longitude, latitude], rings)).toBe(true);
    expect(residences[0]?.polygon).toEqual([rings]);
  });

  it('of several parts stands in one of them, not between', () => {
    const parts = [[ring(x, y, 0.01)], [ring(x + 0.05, y, 0.01)]];
    const table = features('小区.geojson', [
      { id: 'r1', elders: 5 },
      { type: 'MultiPolygon', coordinates: parts },
    ]);
    const [longitude, latitude] = read({ residences: [table] }).residences[0]?.position ?? [0, 0];
    expect(parts.some((rings) => isInRings([longitude, latitude], rings))).toBe(true);
  });

  it('may be a point in the row beside it', () => {
    const table = features(
      '小区.geojson',
      [{ id: 'a', elders: 1 }, point(x, y)],
      [{ id: 'b', elders: 2 }, polygon(ring(x, y, 0.01))],
    );
    const { residences } = read({ residences: [table] });
    expect(residences.map(({ id, polygon: drawn }) => [id, drawn === null])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(residences[0]?.position).toEqual([x, y]);
  });

  it('without an area is a place still, and told', () => {
    const flat: Ring = [
      [x, y],
      [x + 0.01, y],
      [x, y],
    ];
    const { residences, problems } = read({
      residences: [features('小区.geojson', [{ id: 'r1', elders: 5 }, polygon(flat)])],
    });
    expect(residences).toMatchObject([{ id: 'r1', polygon: null, elders: 5 }]);
    expect(residences[0]?.position[0]).toBeCloseTo(x + 0.005, 9);
    expect(told(problems, 'polygon_empty')).toMatchObject([{ id: 'r1', elders: 5 }]);
  });
});

describe('a residence that cannot be placed', () => {
  it('is left out with its elders, known or not', () => {
    const table = sheet(
      '小区.csv',
      ['id', '老年人口', '经度', '纬度'],
      ['a', 10, '', ''],
      ['b', '', '湖边', 32],
      ['c', 0, 118.7, '北边'],
      ['d', 30, 118.7, 32],
      ['e', '约40', 500, 500],
    );
    const { residences, problems } = read({ residences: [table] });
    expect(residences.map(({ id }) => id)).toEqual(['d']);
    const left = problems.filter(({ action }) => action === 'left_out');
    expect(left.map(({ id, code, column, elders }) => [id, code, column, elders])).toEqual([
      ['a', 'coordinates_missing', '经度', 10],
      ['b', 'coordinate_not_number', '经度', null],
      ['c', 'coordinate_not_number', '纬度', 0],
      ['e', 'coordinates_out_of_range', '经度', 40],
    ]);
  });
});

describe('numbers of elders that cannot be right', () => {
  it('more of 80 than of 60: both are kept, and told with the row', () => {
    const found = home({ '60岁以上': 120, '80岁以上': 130 });
    expect(found).toMatchObject({ elders: 120, elders80: 130 });
    const details = { file: '小区.csv', row: 2, id: 'r1', column: '80岁以上', value: 130, elders: 120 };
    expect(told(found.problems, 'elders_80_above')).toMatchObject([
      { ...details, severity: 'warning', action: 'kept' },
    ]);
  });

  it.each([
    [120, 120],
    [120, null],
    [null, 5],
    [0, 0],
  ])('%s elders, %s of 80 and more are not told', (elders, elders80) => {
    expect(told(home({ '60岁以上': elders, '80岁以上': elders80 }).problems, 'elders_80_above')).toEqual([]);
  });

  it('more in one home than live in a town are told, and count', () => {
    const found = home({ '60岁以上': 100_001 });
    expect(found.elders).toBe(100_001);
    expect(told(found.problems, 'elders_many')).toMatchObject([{ row: 2, column: '60岁以上', severity: 'warning' }]);
    expect(told(home({ '60岁以上': 100_000 }).problems, 'elders_many')).toEqual([]);
  });

  it('the error of a broken formula is told as no number, what says that nothing is known is not', () => {
    for (const cell of ['#REF!', '#DIV/0!', '#VALUE!', '#N/A']) {
      const found = home({ '60岁以上': cell });
      expect(found.elders).toBeNull();
      expect(told(found.problems, 'number_unreadable')).toMatchObject([{ file: '小区.csv', row: 2, value: cell }]);
    }
    for (const cell of ['-', '—', 'N/A', ' ', 'NaN']) {
      expect(told(home({ '60岁以上': cell }).problems, 'number_unreadable')).toEqual([]);
    }
  });
});

describe('residences written and read again', () => {
  it.each([geojson, flatgeobuf])('are the same in $id', async (format) => {
    const rows = PLACES.flatMap(([name, x, y], i): Parameters<typeof features>[1][] => [
      [
        { id: `r${i}a`, name, elders: 0, elders_2030: 12, stage: '新建', completed: '2019年', 物业: '007' },
        point(x, y),
      ],
      [{ id: `r${i}b`, elders: '很多', estimated: true, care_room_m2: 0, 物业: 7 }, polygon(ring(x, y, 0.01))],
      [
        { id: `r${i}c`, elders_80: '约5', 入住率: '85%', 社区: '新村' },
        {
          type: 'MultiPolygon',
          coordinates: [
            [ring(x, y, 0.01), ring(degrees(x + 0.002), degrees(y + 0.002), 0.001)],
            [ring(x + 0.1, y, 0.01)],
          ],
        },
      ],
    ]);
    const { residences } = read({ residences: [features('小区.geojson', ...rows)] });
    expect(residences).toHaveLength(6);
    const back = await readBack('residences', writeResidences(residences, 'residences'), format);
    expect(back.residences.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(residences);
    expect(told(back.problems, 'number_unreadable').map(({ id }) => id)).toEqual(['r0b', 'r1b']);
  });
});
