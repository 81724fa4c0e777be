import { describe, expect, it } from 'vitest';
import { isInside } from '../../../src/core/geo/polygons.ts';
import type { Area, Position } from '../../../src/core/types.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { openFiles } from '../../../src/io/open.ts';
import { csvFile, findProblems, textFile } from '../fixtures.ts';
import { boundaries, cleanBoundaries, CODES, compounds, register, square } from './town.ts';
import { joinedRows } from './tables.ts';

const contains = (area: Area | undefined, position: Position) => isInside(position, area?.polygon ?? []);

function polygonFile(name: string, coordinates: unknown, properties: object = { id: 'a', name: '甲社区' }) {
  const feature = { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } };
  return textFile(name, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
}

describe('community boundaries drawn by hand', () => {
  it('are all kept: a bow tie is repaired, a hole stays a hole, an open ring is closed', async () => {
    const { project, problems } = await openFiles([boundaries()]);
    const [whole, bow, holed, open] = project.areas;
    expect(project.areas.map(({ name }) => name)).toEqual(['柳湾社区', '荷塘社区', '石桥社区', '枫林社区']);
    expect(contains(whole, [120.955, 31.385])).toBe(true);
    expect(bow?.polygon).toHaveLength(2);
    expect(contains(bow, [120.961, 31.385])).toBe(true);
    expect(contains(bow, [120.965, 31.389])).toBe(false);
    expect(contains(holed, [120.951, 31.391])).toBe(true);
    expect(contains(holed, [120.953, 31.393])).toBe(false);
    expect(open?.polygon?.[0]?.[0]).toHaveLength(5);
    expect(contains(open, [120.9601, 31.3999])).toBe(true);
    expect(findProblems(problems, 'polygon_self_crossing')).toMatchObject([{ row: 2, id: `${CODES.荷塘}` }]);
  });

  it('with a code used twice keep both, the second under another id', async () => {
    const { project, problems } = await openFiles([boundaries()]);
    expect(project.areas.map(({ id }) => id).slice(2)).toEqual([`${CODES.石桥}`, `${CODES.石桥}#2`]);
    const [twice] = findProblems(problems, 'id_duplicate');
    if (twice === undefined) throw new Error('no duplicate was told');
    expect(problemLine(twice, 'zh')).toContain('未命名图层.geojson，第 4 行');
    expect(problemLine(twice, 'en')).toContain('this row became "320999002001#2"');
  });

  it('send home the compounds that name no code, and count what lies in a hole for no area', async () => {
    const inHole = csvFile('小区.csv', [
      ['小区名称', '60岁以上', '经度', '纬度'],
      ['洞中', 10, 120.953, 31.393],
    ]);
    const { project } = await openFiles([boundaries(), inHole]);
    expect(project.residences[0]).toMatchObject({ name: '洞中', areaId: null });
  });

  it.each([
    ['China', [120.95, 31.38]],
    ['the southern and western hemisphere', [-43.95, -19.95]],
  ] as const)('that are a line there and back have no area, and cost the shape only (%s)', async (_, [x, y]) => {
    const ring = [
      [x, y],
      [x + 0.01, y + 0.01],
      [x, y],
      [x + 0.01, y + 0.01],
      [x, y],
    ];
    const { project, problems } = await openFiles([
      polygonFile('社区.geojson', [ring], { id: 'a', name: '甲社区', elders: 50 }),
    ]);
    expect(project.areas).toMatchObject([{ id: 'a', elders: 50, polygon: null }]);
    expect(findProblems(problems, 'polygon_empty')).toMatchObject([{ row: 1, id: 'a', elders: 50, action: 'changed' }]);
  });

  it('whose axes are exchanged are put right as a whole', async () => {
    const turned = square(120.95, 31.38).map(([x, y]) => [y, x]);
    const { project, problems } = await openFiles([polygonFile('社区.geojson', [turned])]);
    expect(contains(project.areas[0], [120.955, 31.385])).toBe(true);
    const [told] = findProblems(problems, 'coordinates_swapped');
    if (told === undefined) throw new Error('nothing was told');
    expect(problemLine(told, 'zh')).toContain('社区.geojson — 有 1 行的经度和纬度写反了，已对调');
    expect(problemLine(told, 'en')).toContain('exchanged in 1 row and');
  });
});

describe('boundaries in one file and figures in another', () => {
  const list = (...rows: (string | number)[][]) =>
    csvFile('社区人口.csv', [['社区代码', '社区名称', '老年人口', '总人口'], ...rows]);

  it('become one area each, by their codes, whichever file comes first', async () => {
    const people = list([CODES.柳湾, '柳湾', 1000, 5000], [CODES.荷塘, '荷塘', 900, 4000]);
    for (const files of [
      [cleanBoundaries(), people],
      [people, cleanBoundaries()],
    ]) {
      const opened = await openFiles(files);
      expect(opened.project.areas).toHaveLength(4);
      const area = opened.project.areas.find(({ id }) => id === `${CODES.柳湾}`);
      expect(area).toMatchObject({ elders: 1000, population: 5000 });
      expect(contains(area, [120.955, 31.385])).toBe(true);
      expect(joinedRows(opened)).toBe(2);
      expect(findProblems(opened.problems, 'id_duplicate')).toEqual([]);
    }
  });

  it('become one by their names where the list has no codes', async () => {
    const people = csvFile('社区人口.csv', [
      ['社区', '户籍老年人口'],
      ['柳湾社区', 1000],
      ['枫林 社区', 700],
      ['别处社区', 5],
    ]);
    const opened = await openFiles([cleanBoundaries(), people]);
    expect(opened.project.areas.map(({ name, elders }) => [name, elders])).toEqual([
      ['柳湾社区', 1000],
      ['荷塘社区', null],
      ['石桥社区', null],
      ['枫林社区', 700],
      ['别处社区', 5],
    ]);
    const [told] = findProblems(opened.problems, 'rows_joined');
    if (told === undefined) throw new Error('nothing was told');
    expect(problemLine(told, 'zh')).toContain('社区人口.csv — 有 2 行与另一文件中同编号或同名的单元合并');
  });

  it('stay two where the name is that of several areas, where both are drawn, and on a third row', async () => {
    const squares = [0, 1].map((i) => ({
      type: 'Feature',
      properties: { id: `b${i}`, name: '新村社区' },
      geometry: { type: 'Polygon', coordinates: [square(120.95 + i / 100, 31.38)] },
    }));
    const twins = textFile('边界.geojson', JSON.stringify({ type: 'FeatureCollection', features: squares }));
    const byName = csvFile('名单.csv', [
      ['社区名称', '老年人口', '层级'],
      ['新村社区', 10, '社区'],
    ]);
    expect((await openFiles([twins, byName])).project.areas).toHaveLength(3);
    const third = await openFiles([cleanBoundaries(), list([CODES.柳湾, '柳湾', 1, 2], [CODES.柳湾, '柳湾', 3, 4])]);
    expect(
      third.project.areas.filter(({ name }) => name.startsWith('柳湾')).map(({ id, elders }) => [id, elders]),
    ).toEqual([
      [`${CODES.柳湾}`, 1],
      [`${CODES.柳湾}#2`, 3],
    ]);
    const drawn = await openFiles([
      cleanBoundaries(),
      polygonFile('又一份.geojson', [square(120.95, 31.38)], { id: `${CODES.柳湾}` }),
    ]);
    expect(drawn.project.areas).toHaveLength(5);
  });

  it('are not joined by codes that a spreadsheet has made equal', async () => {
    const people = csvFile('社区人口.csv', [
      ['社区代码', '社区名称', '老年人口'],
      ['3.20999E+11', '柳湾社区', 1000],
      ['3.20999E+11', '荷塘社区', 900],
    ]);
    const { project, problems } = await openFiles([people]);
    expect(project.areas.map(({ elders }) => elders)).toEqual([1000, 900]);
    expect(findProblems(problems, 'code_damaged').map(({ row }) => row)).toEqual([2, 3]);
    expect(findProblems(problems, 'id_duplicate')).toEqual([]);
  });
});

describe('levels and parents of a list of communities', () => {
  it('are those of most others where a name tells nothing, with one word for the table', async () => {
    const list = csvFile('社区名单.csv', [
      ['社区代码', '社区名称', '老年人口'],
      ['a1', '柳湾社区', 1],
      ['a2', '荷塘社区', 2],
      ['a3', '石桥', 3],
      ['a4', '枫林', 4],
    ]);
    const { project, problems } = await openFiles([list]);
    expect(project.areas.map(({ level }) => level)).toEqual(['community', 'community', 'community', 'community']);
    expect(findProblems(problems, 'level_unknown')).toMatchObject([{ row: 4, value: null }]);
  });

  it('that are nowhere in the list are told once each, with the elders of all who name them', async () => {
    const list = csvFile('社区名单.csv', [
      ['社区代码', '社区名称', '所属街道', '老年人口'],
      ['a1', '柳湾社区', '东塘街道', 1000],
      ['a2', '荷塘社区', '东塘街道', 900],
      ['a3', '石桥社区', '西桥街道', '不详'],
      ['a4', '枫林社区', '西桥街道', 700],
    ]);
    const { problems } = await openFiles([list]);
    const told = findProblems(problems, 'area_unknown');
    expect(told.map(({ row, value, elders }) => [row, value, elders])).toEqual([
      [2, '东塘街道', 1900],
      [4, '西桥街道', 700],
    ]);
    expect(told.map((problem) => problemLine(problem, 'zh'))[0]).toContain('上级单元“东塘街道”不在统计单元中');
  });

  it('that are rows of the same file by name are found', async () => {
    const list = csvFile('名单.csv', [
      ['代码', '名称', '层级', '上级', '老年人口'],
      ['s1', '东塘街道', '街道', '', ''],
      ['a1', '柳湾社区', '社区', '东塘街道', 1000],
    ]);
    const { project, problems } = await openFiles([list]);
    expect(project.areas.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['s1', null],
      ['a1', 's1'],
    ]);
    expect(findProblems(problems, 'area_unknown')).toEqual([]);
  });
});

describe('all ledgers of the town together', () => {
  it('give every facility and compound a community, and the elders of both files stay apart', async () => {
    const { project, problems } = await openFiles([register(), compounds(), cleanBoundaries()]);
    const codes = new Set(Object.values(CODES).map(String));
    for (const { areaId } of [...project.facilities, ...project.residences]) expect(codes.has(areaId ?? '')).toBe(true);
    expect(findProblems(problems, 'area_unknown')).toEqual([]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
