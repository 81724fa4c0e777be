import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/i18n/index.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { openFiles } from '../../../src/io/open.ts';
import { codesOf, csvFile, findProblems, textFile } from '../fixtures.ts';

/** 120.955, 31.385 in the zone of 120 degrees east, with and without the zone's number before x (EPSG:4528, 4549). */
const WITH_ZONE = [40_590_800.5, 3_473_500.2];
const WITHOUT_ZONE = [590_800.5, 3_473_500.2];

const metres = (x: number, y: number) =>
  csvFile('小区.csv', [
    ['小区名称', '60岁以上', 'X坐标', 'Y坐标'],
    ['甲', 30, x, y],
    ['乙', 20, 120.955, 31.385],
  ]);

describe('metres of CGCS2000 in the columns of coordinates', () => {
  it.each([
    ['with the zone before x', WITH_ZONE],
    ['without the zone', WITHOUT_ZONE],
    ['north first, as surveyors write', [...WITH_ZONE].reverse()],
    ['of the southern hemisphere (UTM 23 S)', [611_000, 7_793_000]],
  ])('%s are told as what they are, with the elders concerned', async (_, [x = 0, y = 0]) => {
    const { project, problems } = await openFiles([metres(x, y)]);
    expect(project.residences.map(({ name }) => name)).toEqual(['乙']);
    expect(findProblems(problems, 'coordinates_projected')).toMatchObject([
      { file: '小区.csv', row: 2, value: `${x}, ${y}`, action: 'left_out', elders: 30 },
    ]);
    expect(codesOf(problems)).not.toContain('coordinates_out_of_range');
  });

  it('have a sentence that says metres are not read yet and what to export', async () => {
    const { problems } = await openFiles([metres(...(WITH_ZONE as [number, number]))]);
    const [told] = findProblems(problems, 'coordinates_projected');
    if (told === undefined) throw new Error('nothing was told');
    const zh = problemLine(told, 'zh');
    for (const words of [
      '小区.csv，第 2 行',
      '投影坐标（以米计',
      '目前还不能读取',
      '请在制图软件中导出为经纬度',
      '30',
    ]) {
      expect(zh).toContain(words);
    }
    const en = problemLine(told, 'en');
    for (const words of [
      'row 2',
      'metres of a map projection',
      'not read yet',
      'Export longitude and latitude in degrees',
    ]) {
      expect(en).toContain(words);
    }
  });

  it('are not seen in a slip of the decimal point, which is out of range', async () => {
    const { problems } = await openFiles([metres(12_095.5, 31.385)]);
    expect(findProblems(problems, 'coordinates_out_of_range')).toMatchObject([{ row: 2, value: '12095.5, 31.385' }]);
    expect(findProblems(problems, 'coordinates_projected')).toEqual([]);
  });

  it('are told of a whole table row by row, and the reason is the first thing said', async () => {
    const rows = Array.from({ length: 4 }, (_, i) => [`设施${i}`, '助餐点', 40_590_000 + i, 3_473_000 + i]);
    const { problems } = await openFiles([csvFile('设施.csv', [['设施名称', '类型', 'x', 'y'], ...rows])]);
    expect(findProblems(problems, 'coordinates_projected').map(({ row }) => row)).toEqual([2, 3, 4, 5]);
    const wanting = problems.findIndex(({ code }) => code === 'layer_missing');
    expect(problems.findIndex(({ code }) => code === 'coordinates_projected')).toBeLessThan(wanting);
  });
});

function ringOf([x = 0, y = 0]: readonly number[]): number[][] {
  return [
    [x, y],
    [x + 900, y],
    [x + 900, y + 900],
    [x, y],
  ];
}

const area = {
  type: 'Feature',
  properties: { id: 'a', name: '甲社区', elders: 70 },
  geometry: { type: 'Polygon', coordinates: [ringOf(WITH_ZONE)] },
} as const;

describe('maps drawn in metres', () => {
  it('keep the community and its people, and lose the shape, with its first position in the sentence', async () => {
    const file = textFile(
      '社区.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4528' } },
        features: [area],
      }),
    );
    const { project, problems } = await openFiles([file]);
    expect(project.areas).toMatchObject([{ id: 'a', elders: 70, polygon: null }]);
    const [told] = findProblems(problems, 'coordinates_projected');
    expect(told).toMatchObject({ row: 1, id: 'a', elders: 70, action: 'changed', value: WITH_ZONE.join(', ') });
    // A named system in metres is no doubt of some hundred metres.
    expect(codesOf(problems)).not.toContain('crs_doubtful');
    if (told === undefined) throw new Error('nothing was told');
    for (const locale of LOCALES) expect(problemLine(told, locale)).toMatch(/图形未使用|the shape is not used/u);
  });

  it('are told of FlatGeobuf as of GeoJSON', async () => {
    const features = [{ ...area, geometry: { type: 'Polygon' as const, coordinates: [ringOf(WITHOUT_ZONE)] } }];
    const bytes = serialize({ type: 'FeatureCollection', features }, 4549);
    const { problems } = await openFiles([{ name: '社区.fgb', bytes }]);
    expect(findProblems(problems, 'coordinates_projected')).toMatchObject([{ file: '社区.fgb', row: 1, id: 'a' }]);
    expect(codesOf(problems)).not.toContain('crs_doubtful');
  });

  it('leave out lines and drawings, which are nothing without a place', async () => {
    const line = {
      type: 'Feature',
      properties: { kind: 'path' },
      geometry: { type: 'LineString', coordinates: ringOf(WITH_ZONE) },
    };
    for (const [name, layer] of [
      ['路网.geojson', 'walkways'],
      ['水系.geojson', 'background'],
    ] as const) {
      const file = textFile(name, JSON.stringify({ type: 'FeatureCollection', features: [line] }));
      const { problems } = await openFiles([file]);
      expect(findProblems(problems, 'coordinates_projected')).toMatchObject([{ layer, row: 1, action: 'left_out' }]);
    }
  });

  it('in degrees of another system are read, with a doubt', async () => {
    const degrees = {
      ...area,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [120, 31],
            [121, 31],
            [121, 32],
            [120, 31],
          ],
        ],
      },
    };
    const crs = { type: 'name', properties: { name: 'EPSG:4214' } };
    const file = textFile('社区.geojson', JSON.stringify({ type: 'FeatureCollection', crs, features: [degrees] }));
    const { project, problems } = await openFiles([file]);
    expect(project.areas[0]?.polygon).not.toBeNull();
    expect(findProblems(problems, 'crs_doubtful')).toMatchObject([{ file: '社区.geojson', value: 'EPSG:4214' }]);
  });
});
