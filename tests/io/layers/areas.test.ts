import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { csv } from '../../../src/io/formats/csv.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { writeAreas } from '../../../src/io/layers/write.ts';
import { features, isInRings, oddities, PLACES, polygon, read, readBack, ring, sheet, told } from './place.ts';

function area(cells: Record<string, Cell>) {
  const table = sheet('社区.csv', ['id', ...Object.keys(cells)], ['a1', ...Object.values(cells)]);
  const { areas, problems } = read({ areas: [table] });
  const [only] = areas;
  if (only === undefined) throw new Error('the row was left out');
  return { ...only, problems };
}

describe('the numbers of an area', () => {
  it('are unknown where blank, and 0 where 0 stands', () => {
    const { population, households, elders, elders80 } = area({
      population: '',
      households: '/',
      elders: 0,
      elders_80: '0',
    });
    expect({ population, households, elders, elders80 }).toEqual({
      population: null,
      households: null,
      elders: 0,
      elders80: 0,
    });
  });

  it.each<[Cell, number | null, string[]]>([
    ['1,234人', 1234, []],
    ['１２００', 1200, []],
    ['1.2万', 12_000, []],
    ['约200', 200, ['number_approximate']],
    ['100+', 100, ['number_approximate']],
    ['不详', null, []],
    ['很多', null, ['number_unreadable']],
    ['-3', null, ['number_negative']],
    ['1200/1300', null, ['number_unreadable']],
    [true, null, ['number_unreadable']],
  ])('%j elders are %j', (cell, elders, codes) => {
    const found = area({ 老年人口: cell });
    expect(found.elders).toBe(elders);
    expect(oddities(found.problems).filter((code) => code !== 'level_unknown')).toEqual(codes);
  });

  it('by year come from any words for elders with a year, blanks left unknown', () => {
    const found = area({
      elders_2020: 100,
      '2025年老年人口': '1,100',
      '老年人口（2030年）': '',
      elders_2035: '约1300',
    });
    expect(found.eldersByYear).toEqual({ 2020: 100, 2025: 1100, 2035: 1300 });
    expect(found.elders).toBeNull();
    expect(told(found.problems, 'number_approximate')).toMatchObject([{ column: 'elders_2035' }]);
  });

  it.each<[Cell, 'urban' | 'rural' | null]>([
    ['城镇', 'urban'],
    ['农村', 'rural'],
    [111, 'urban'],
    ['220', 'rural'],
    ['', null],
    ['郊外', null],
  ])('setting %j is %j', (cell, setting) => {
    const found = area({ 城乡分类代码: cell });
    expect(found.setting).toBe(setting);
    expect(told(found.problems, 'value_unreadable')).toHaveLength(cell === '郊外' ? 1 : 0);
  });

  it('that core does not use are attributes: main_urban, elders_basis, meal_demand', () => {
    const { attributes } = area({ 主城区: '是', 口径: '户籍', 是否有助餐需求: '否', 书记: '张三' });
    expect(attributes).toEqual({ main_urban: true, elders_basis: 'registered', meal_demand: false, 书记: '张三' });
  });
});

describe('the code of an area', () => {
  it.each<[Cell, string]>([
    ['320508019044', '320508019044'],
    [320508019044, '320508019044'],
    ['010203004005', '010203004005'],
    [' 320508 ', '320508'],
    ['001', '001'],
  ])('%j is kept as text %j', (cell, id) => {
    const { areas } = read({ areas: [sheet('社区.csv', ['社区代码', '社区名称'], [cell, '甲社区'])] });
    expect(areas.map((found) => found.id)).toEqual([id]);
  });

  it('that a spreadsheet damaged is told; two of them stay apart', () => {
    const table = sheet('社区.csv', ['社区代码', '社区名称'], ['3.20508E+11', '甲社区'], ['3.20508E+11', '乙社区']);
    const { areas, problems } = read({ areas: [table] });
    expect(areas.map(({ id, name }) => [id, name])).toEqual([
      ['3.20508E+11', '甲社区'],
      ['3.20508E+11#2', '乙社区'],
    ]);
    expect(told(problems, 'code_damaged').map(({ row }) => row)).toEqual([2, 3]);
    expect(told(problems, 'id_duplicate')).toEqual([]);
  });
});

describe('the parent of an area', () => {
  const columns = ['id', 'name', 'level', '上级', 'elders'];

  it('may be named by id or by name, before or after it in the file', () => {
    const table = sheet(
      'a.csv',
      columns,
      ['c1', '甲社区', 'community', '金阊街道', 10],
      ['s1', '金阊街道', 'subdistrict', 'q', ''],
      ['q', '姑苏区', 'county', '', ''],
      ['c2', '乙社区', 'community', 's1', 10],
    );
    const { areas, problems } = read({ areas: [table] });
    expect(areas.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['c1', 's1'],
      ['s1', 'q'],
      ['q', null],
      ['c2', 's1'],
    ]);
    expect(oddities(problems)).toEqual([]);
  });

  it('may stand in another file', () => {
    const communities = sheet('社区.csv', ['社区代码', '社区名称', '所属街道'], ['c1', '甲社区', '金阊街道']);
    const streets = sheet('街道.csv', ['街道代码', '街道名称'], ['s1', '金阊街道']);
    const { areas, problems } = read({ areas: [communities, streets] });
    expect(areas.map(({ id, level, parentId }) => [id, level, parentId])).toEqual([
      ['c1', 'community', 's1'],
      ['s1', 'subdistrict', null],
    ]);
    expect(oddities(problems)).toEqual([]);
  });

  it('that is not there is told once with the elders of all who name it, and one of two namesakes is not guessed', () => {
    const table = sheet(
      'a.csv',
      columns,
      ['c1', '甲社区', 'community', '无名街道', 10],
      ['c2', '乙社区', 'community', '无名街道', 5],
      ['c3', '丙社区', 'community', '双名街道', ''],
      ['s1', '双名街道', 'subdistrict', '', ''],
      ['s2', '双名街道', 'subdistrict', '', ''],
    );
    const { areas, problems } = read({ areas: [table] });
    expect(told(problems, 'area_unknown').map(({ row, value, elders }) => [row, value, elders])).toEqual([
      [2, '无名街道', 15],
      [4, '双名街道', null],
    ]);
    expect(areas[2]?.parentId).toBe('双名街道');
  });

  it('of itself, at any distance, is cut and told', () => {
    const table = sheet(
      'a.csv',
      columns,
      ['x', 'X', 'unit', 'x', 1],
      ['a', 'A', 'unit', 'b', 1],
      ['b', 'B', 'unit', 'c', 1],
      ['c', 'C', 'unit', 'a', 1],
      ['d', 'D', 'unit', 'a', 1],
    );
    const { areas, problems } = read({ areas: [table] });
    expect(areas.map(({ parentId }) => parentId)).toEqual([null, null, 'c', 'a', 'a']);
    expect(told(problems, 'area_cycle').map(({ id, action }) => [id, action])).toEqual([
      ['x', 'changed'],
      ['a', 'changed'],
    ]);
  });
});

describe.each(PLACES)('the polygon of an area in %s', (_, x, y) => {
  it('keeps its holes and its parts', () => {
    const withHole = polygon(ring(x, y, 0.02), ring(x + 0.005, y + 0.005, 0.01));
    const parts = { type: 'MultiPolygon' as const, coordinates: [[ring(x, y, 0.01)], [ring(x + 0.05, y, 0.01)]] };
    const { areas, problems } = read({ areas: [features('a.geojson', [{ id: 'h' }, withHole], [{ id: 'p' }, parts])] });
    expect(areas[0]?.polygon).toEqual([withHole.type === 'Polygon' ? withHole.coordinates : []]);
    expect(areas[1]?.polygon).toEqual(parts.coordinates);
    expect(oddities(problems).filter((code) => code !== 'level_unknown')).toEqual([]);
  });

  it('gets an open ring closed', () => {
    const corners = ring(x, y, 0.01);
    const { areas } = read({ areas: [features('a.geojson', [{ id: 'a' }, polygon(corners.slice(0, 4))])] });
    expect(areas[0]?.polygon).toEqual([[corners]]);
  });

  it('that crosses itself is repaired, and covers what it did', () => {
    const bowTie: [number, number][] = [
      [x, y],
      [x + 0.01, y + 0.01],
      [x + 0.01, y],
      [x, y + 0.01],
      [x, y],
    ];
    const { areas, problems } = read({ areas: [features('a.geojson', [{ id: 'a', elders: 7 }, polygon(bowTie)])] });
    expect(told(problems, 'polygon_self_crossing')).toMatchObject([{ id: 'a', elders: 7, action: 'changed' }]);
    const rings = (areas[0]?.polygon ?? []).flat().map((corners) => corners.map(([a, b]): [number, number] => [a, b]));
    for (const [dx, dy] of [
      [0.002, 0.005],
      [0.008, 0.005],
      [0.005, 0.002],
      [0.005, 0.008],
    ] as const) {
      expect(isInRings([x + dx, y + dy], rings)).toBe(isInRings([x + dx, y + dy], [bowTie]));
    }
  });

  it.each([
    ['a point', { type: 'Point' as const, coordinates: [x, y] }, 'geometry_wrong_kind'],
    ['a flat ring', polygon([[x, y], [x + 0.01, y], [x, y]]), 'polygon_empty'], // prettier-ignore
    ['no ring', polygon(), 'polygon_empty'],
    ['metres', polygon(ring(40_512_345, 3_541_234, 100)), 'coordinates_projected'],
    ['a slip', polygon([...ring(x, y, 0.01).slice(0, 3), [x, 1900]]), 'coordinates_out_of_range'],
  ])('that is %s costs the polygon, not the row', (_name, geometry, code) => {
    const { areas, problems } = read({ areas: [features('a.geojson', [{ id: 'a', elders: 9 }, geometry])] });
    expect(areas).toMatchObject([{ id: 'a', polygon: null, elders: 9 }]);
    expect(told(problems, code as 'polygon_empty')).toMatchObject([{ id: 'a', elders: 9, action: 'changed' }]);
  });
});

describe('areas written and read again', () => {
  const columns = ['id', 'name', 'level', '上级', '城乡', '老年人口', '80岁以上', '2025年老年人口', '主城区', '书记'];
  const rows: Cell[][] = [
    ['320508019000', '金阊街道', '', '', '', '', '', '', '', ''],
    ['320508019044', '养育巷社区', '', '金阊街道', '城镇', 0, '', 1100, '是', '007'],
    ['010203004005', '柳河村', '村', '320508019000', '农', '约20', '多', 30, '否', 5],
  ];

  it('without polygons are the same in CSV', async () => {
    const { areas } = read({ areas: [sheet('社区.csv', columns, ...rows)] });
    const back = await readBack('areas', writeAreas(areas, 'areas.csv'), csv);
    expect(back.areas).toEqual(areas);
    expect(told(back.problems, 'number_unreadable')).toMatchObject([{ id: '010203004005', value: '多' }]);
  });

  it.each([geojson, flatgeobuf])('with polygons are the same in $id', async (format) => {
    const drawn = PLACES.map(([name, x, y], i): [Record<string, Cell>, ReturnType<typeof polygon>] => [
      { id: `00${i}`, name, level: 'community', elders_2030: 12.5 },
      polygon(ring(x, y, 0.02), ring(x + 0.005, y + 0.005, 0.01)),
    ]);
    const { areas } = read({ areas: [features('a.geojson', ...drawn, [{ id: '009', level: 'city' }, null])] });
    const back = await readBack('areas', writeAreas(areas, 'areas'), format);
    expect(back.areas.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(areas);
  });
});
