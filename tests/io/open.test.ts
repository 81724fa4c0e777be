import { describe, expect, it } from 'vitest';
import type { Facility, Residence } from '../../src/core/types.ts';
import { openFiles } from '../../src/io/open.ts';
import { zipFiles } from '../../src/io/zip.ts';
import { areasFile, codesOf, csvFile, findProblems, textFile } from './fixtures.ts';

const HOME_HEADER = ['id', 'name', 'elders', 'lon', 'lat'];
const FACILITY_HEADER = ['id', 'name', 'types', 'status', 'lon', 'lat'];
const HOME = ['r1', '玄武苑', 120, 118.77, 32.06];
const FACILITY = ['f1', '一号中心', 'day_care', '', 118.775, 32.065];
const facilities = (...rows: (string | number)[][]) => csvFile('facilities.csv', [FACILITY_HEADER, ...rows]);
const homes = (...rows: (string | number)[][]) => csvFile('residences.csv', [HOME_HEADER, ...rows]);

function manifestFile(layers: Record<string, string>) {
  const manifest = { format: 'care-circle-project', version: 1, name: { zh: '甲', en: 'A' }, layers };
  return textFile('place/project.json', JSON.stringify(manifest));
}

describe('opening files', () => {
  it('reads loose tables of facilities and residences without a word of complaint', async () => {
    const opened = await openFiles([facilities(FACILITY), homes(HOME)]);
    expect(opened.problems).toEqual([]);
    expect(opened.project.facilities).toEqual<Facility[]>([
      {
        id: 'f1',
        name: '一号中心',
        position: [118.775, 32.065],
        types: ['day_care'],
        services: [],
        status: 'open',
        opened: null,
        closes: null,
        areaId: null,
        attributes: {},
      },
    ]);
    expect(opened.project.residences[0]).toMatchObject<Partial<Residence>>({ id: 'r1', elders: 120, estimated: false });
    expect(opened.roles).toEqual([
      { file: 'facilities.csv', layer: 'facilities', rows: 1 },
      { file: 'residences.csv', layer: 'residences', rows: 1 },
    ]);
  });

  it('reads a project folder as a browser names it, a zip of it, and leaves litter alone', async () => {
    const files = [
      manifestFile({ facilities: 'facilities.csv', residences: 'residences.csv' }),
      { ...facilities(FACILITY), name: 'place/facilities.csv' },
      { ...homes(HOME), name: 'place/residences.csv' },
      textFile('place/.DS_Store', 'x'),
      textFile('place/~$book.xlsx', 'x'),
      textFile('place/Thumbs.db', 'x'),
      textFile('place/problems.json', '[]'),
      textFile('__MACOSX/place/._facilities.csv', 'x'),
    ];
    const folder = await openFiles(files);
    expect(folder.problems).toEqual([]);
    expect(folder.project.name).toEqual({ zh: '甲', en: 'A' });
    const zip = await openFiles([{ name: 'place.zip', bytes: zipFiles(files) }]);
    expect(zip).toEqual(folder);
  });

  it('tells its progress by file and layer, to the end', async () => {
    const steps: number[] = [];
    let total = 0;
    await openFiles([facilities(FACILITY), homes(HOME)], {
      onProgress: (progress) => {
        expect(progress.stage).toBe('read');
        steps.push(progress.done);
        total = progress.total;
      },
    });
    expect(steps).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  });

  it('takes what the user says about a file, and the user words for types', async () => {
    const odd = csvFile('甲.csv', [
      ['甲', '类型', '经度', '纬度'],
      ['x', '爱心驿站', '118.77', '32.06'],
    ]);
    const { project, problems } = await openFiles([odd], {
      roles: { '甲.csv': 'facilities' },
      types: { 爱心驿站: 'station;meal_point' },
    });
    expect(project.facilities[0]?.types).toEqual(['station', 'meal_point']);
    expect(codesOf(problems)).not.toContain('type_unknown');
  });
});

describe('bad input costs only itself:', () => {
  it('a layer file that is missing', async () => {
    const { project, problems } = await openFiles([
      manifestFile({ facilities: 'facilities.fgb', residences: 'residences.csv' }),
      { ...homes(HOME), name: 'place/residences.csv' },
    ]);
    expect(findProblems(problems, 'layer_file_missing')).toMatchObject([
      { layer: 'facilities', file: 'project.json', value: 'facilities.fgb', severity: 'error', action: 'left_out' },
    ]);
    expect(findProblems(problems, 'layer_missing')).toMatchObject([{ layer: 'facilities' }]);
    expect(project.residences).toHaveLength(1);
  });

  it('a manifest that is damaged: the files are opened as loose ones', async () => {
    const { project, problems } = await openFiles([
      textFile('project.json', '{"format":'),
      facilities(FACILITY),
      homes(HOME),
    ]);
    expect(codesOf(problems)).toEqual(['manifest_invalid']);
    expect([project.facilities.length, project.residences.length]).toEqual([1, 1]);
  });

  it('a file in a project folder that no layer names', async () => {
    const { problems, roles } = await openFiles([
      manifestFile({ residences: 'residences.csv' }),
      { ...homes(HOME), name: 'place/residences.csv' },
      { ...facilities(FACILITY), name: 'place/more.csv' },
    ]);
    expect(findProblems(problems, 'file_not_in_project')).toMatchObject([{ file: 'more.csv', severity: 'note' }]);
    expect(roles).toContainEqual({ file: 'more.csv', layer: null, rows: 0 });
  });

  it('an unknown column is kept and told once, not once per row', async () => {
    const { project, problems } = await openFiles([
      csvFile('residences.csv', [
        [...HOME_HEADER, '物业公司'],
        [...HOME, '安居'],
        ['r2', '乙', 3, 118.78, 32.06, '乐居'],
      ]),
    ]);
    expect(findProblems(problems, 'column_unknown')).toMatchObject([
      { column: '物业公司', severity: 'note', row: null },
    ]);
    expect(project.residences.map((home) => home.attributes)).toEqual([{ 物业公司: '安居' }, { 物业公司: '乐居' }]);
  });

  it('a coordinate that is no number, out of range, missing or 0,0: the row is left out with its elders', async () => {
    const { project, problems } = await openFiles([
      homes(
        HOME,
        ['r2', '', 30, '湖边', 32.06],
        ['r3', '', 40, 190.5, 32.06],
        ['r4', '', 50, '', ''],
        ['r5', '', 60, 0, 0],
      ),
    ]);
    expect(project.residences.map((home) => home.id)).toEqual(['r1']);
    const left = problems.filter((problem) => problem.action === 'left_out');
    expect(left.map(({ code, row, id, value, elders }) => [code, row, id, value, elders])).toEqual([
      ['coordinate_not_number', 3, 'r2', '湖边', 30],
      ['coordinates_out_of_range', 4, 'r3', '190.5, 32.06', 40],
      ['coordinates_missing', 5, 'r4', null, 50],
      ['coordinates_missing', 6, 'r5', '0, 0', 60],
    ]);
  });

  it('a table without any coordinates says so once, with the elders of all rows', async () => {
    const { problems } = await openFiles(
      [
        csvFile('residences.csv', [
          ['小区名称', '户数', '老年人口', '竣工年份'],
          ['甲', 100, 40, 1998],
          ['乙', 100, 60, 1999],
        ]),
      ],
      { roles: { 'residences.csv': 'residences' } },
    );
    const missing = findProblems(problems, 'column_missing');
    expect(missing).toMatchObject([{ column: 'lon, lat', value: 2, elders: 100, severity: 'error' }]);
    expect(findProblems(problems, 'coordinates_missing').map((problem) => problem.elders)).toEqual([40, 60]);
  });

  it('longitude and latitude in each other place are put right, for a table once', async () => {
    const { project, problems } = await openFiles([
      homes(['r1', '', 10, 32.06, 118.77], ['r2', '', 20, 32.07, 118.78], ['r3', '', 30, 118.79, 32.08]),
    ]);
    expect(project.residences.map((home) => home.position)).toEqual([
      [118.77, 32.06],
      [118.78, 32.07],
      [118.79, 32.08],
    ]);
    expect(findProblems(problems, 'coordinates_swapped')).toMatchObject([
      { row: null, value: 2, elders: 30, action: 'changed', column: 'lon' },
    ]);
  });

  it('swapped numbers below 90 are found by the areas (Porto, in the western hemisphere), row by row', async () => {
    const areas = areasFile('areas.geojson', [{ id: 'a', name: 'Cedofeita', west: -8.7, south: 41.1, size: 0.1 }]);
    const { project, problems } = await openFiles([
      areas,
      homes(['r1', '', 10, -8.65, 41.15], ['r2', '', 20, 41.15, -8.65], ['r3', '', 30, -8.64, 41.15]),
    ]);
    expect(project.residences.map((home) => home.position)).toEqual([
      [-8.65, 41.15],
      [-8.65, 41.15],
      [-8.64, 41.15],
    ]);
    expect(findProblems(problems, 'coordinates_swapped')).toMatchObject([{ row: 3, id: 'r2', elders: 20 }]);
  });

  it('an empty file, and one that is not what its name says', async () => {
    const { project, problems } = await openFiles([
      textFile('facilities.csv', ''),
      textFile('walkways.fgb', 'id,name\n1,2\n'),
      { ...homes(HOME), name: 'residences.xlsx' },
    ]);
    const told = problems.filter((problem) => problem.code.startsWith('file_'));
    expect(told.map(({ code, file, action }) => [code, file, action])).toEqual([
      ['file_empty', 'facilities.csv', 'left_out'],
      ['file_not_as_named', 'walkways.fgb', 'left_out'],
      ['file_not_as_named', 'residences.xlsx', 'kept'],
    ]);
    expect(project.residences).toHaveLength(1);
  });

  it('bytes of no known kind, and a cut-off FlatGeobuf', async () => {
    const { problems } = await openFiles([
      { name: 'a.bin', bytes: new Uint8Array([0, 1, 2, 3, 0, 9]) },
      { name: 'b.fgb', bytes: new Uint8Array([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0, 9, 9]) },
      homes(HOME),
    ]);
    expect(findProblems(problems, 'file_unknown_format')).toMatchObject([{ file: 'a.bin' }]);
    expect(findProblems(problems, 'file_unreadable')).toMatchObject([{ file: 'b.fgb', severity: 'error' }]);
  });

  it('a 12-digit code that a spreadsheet turned into 3.2E+11', async () => {
    const areas = csvFile('社区.csv', [
      ['社区代码', '社区名称', '老年人口'],
      ['3.20508E+11', '甲社区', 100],
      ['320508019045', '乙社区', 200],
    ]);
    const residences = csvFile('小区.csv', [
      ['小区编号', '小区名称', '社区代码', '老年人口', '经度', '纬度'],
      ['r1', '丙', '3.20508E+11', 10, 120.6, 31.3],
    ]);
    const { project, problems } = await openFiles([areas, residences]);
    expect(
      findProblems(problems, 'code_damaged').map(({ file, row, column, value }) => [file, row, column, value]),
    ).toEqual([
      ['社区.csv', 2, '社区代码', '3.20508E+11'],
      ['小区.csv', 2, '社区代码', '3.20508E+11'],
    ]);
    expect(project.areas.map((area) => area.id)).toEqual(['3.20508E+11', '320508019045']);
    expect(project.residences[0]).toMatchObject({ areaId: null, attributes: { area_id: '3.20508E+11' } });
  });

  it('duplicate ids: both rows stay; rows equal in every column count once', async () => {
    const { project, problems } = await openFiles([
      homes(HOME, ['r1', '别名', 7, 118.78, 32.06], HOME, ['r1', '又', 8, 118.78, 32]),
    ]);
    expect(project.residences.map((home) => [home.id, home.elders])).toEqual([
      ['r1', 120],
      ['r1#2', 7],
      ['r1#3', 8],
    ]);
    expect(
      findProblems(problems, 'id_duplicate').map(({ row, id, value, elders }) => [row, id, value, elders]),
    ).toEqual([
      [3, 'r1#2', 'r1', 7],
      [5, 'r1#3', 'r1', 8],
    ]);
    expect(findProblems(problems, 'row_duplicate')).toMatchObject([
      { row: 4, id: 'r1', action: 'left_out', elders: 120 },
    ]);
  });

  it('a polygon that crosses itself is repaired, with the elders it concerns', async () => {
    const bowTie = [
      [118, 32],
      [118.01, 32.01],
      [118.01, 32],
      [118, 32.01],
      [118, 32],
    ];
    const feature = (properties: object) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates: [bowTie] },
    });
    const file = (name: string, properties: object) =>
      textFile(name, JSON.stringify({ type: 'FeatureCollection', features: [feature(properties)] }));
    const { project, problems } = await openFiles([
      file('areas.geojson', { id: 'a1', name: '甲社区', elders: 90 }),
      file('residences.geojson', { id: 'r1', name: '丙', elders: 40, area_id: 'a1' }),
    ]);
    expect(
      findProblems(problems, 'polygon_self_crossing').map(({ layer, id, elders, action }) => [
        layer,
        id,
        elders,
        action,
      ]),
    ).toEqual([
      ['areas', 'a1', 90, 'changed'],
      ['residences', 'r1', 40, 'changed'],
    ]);
    expect(project.areas[0]?.polygon).toHaveLength(2);
    expect(project.residences[0]?.polygon).toHaveLength(2);
  });

  it('a geometry of the wrong kind', async () => {
    const lines = textFile(
      'facilities.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { id: 'f1', types: 'day_care' },
            geometry: {
              type: 'LineString',
              coordinates: [
                [118, 32],
                [118, 33],
              ],
            },
          },
          {
            type: 'Feature',
            properties: { id: 'f2', types: 'day_care' },
            geometry: { type: 'Point', coordinates: [118, 32] },
          },
        ],
      }),
    );
    const { project, problems } = await openFiles([lines], { roles: { 'facilities.geojson': 'facilities' } });
    expect(project.facilities.map((facility) => facility.id)).toEqual(['f2']);
    expect(findProblems(problems, 'geometry_wrong_kind')).toMatchObject([
      { id: 'f1', value: 'LineString', action: 'left_out' },
    ]);
  });

  it('a status nobody knows does not count as open, and its text is kept', async () => {
    const { project, problems } = await openFiles([
      facilities(['f1', '', 'day_care', '神秘', 118.7, 32], ['f2', '', 'day_care', '', 118.7, 32]),
    ]);
    expect(project.facilities.map((facility) => [facility.status, facility.attributes])).toEqual([
      ['closed', { status: '神秘' }],
      ['open', {}],
    ]);
    expect(findProblems(problems, 'status_unknown')).toMatchObject([{ id: 'f1', value: '神秘', action: 'changed' }]);
  });

  it('numbers: approximate, unreadable, negative', async () => {
    const { project, problems } = await openFiles([
      homes(
        ['r1', '', '约200', 118.7, 32],
        ['r2', '', '很多', 118.71, 32],
        ['r3', '', -5, 118.72, 32],
        ['r4', '', '/', 118.73, 32],
      ),
    ]);
    expect(project.residences.map((home) => [home.elders, home.attributes])).toEqual([
      [200, {}],
      [null, { elders: '很多' }],
      [null, { elders: -5 }],
      [null, {}],
    ]);
    expect(codesOf(problems).filter((code) => code.startsWith('number'))).toEqual([
      'number_approximate',
      'number_negative',
      'number_unreadable',
    ]);
  });

  it('area ids that name nothing are told once each, with all their elders; circles of parents are cut', async () => {
    const areas = csvFile('areas.csv', [
      ['id', 'name', 'level', 'parent_id', 'elders'],
      ['a', '甲', 'community', 'b', 10],
      ['b', '乙', 'subdistrict', 'a', 10],
      ['c', '丙', 'community', 'zz', 10],
    ]);
    const residences = csvFile('residences.csv', [
      [...HOME_HEADER, 'area_id'],
      ['r1', '', 5, 118.7, 32, 'x'],
      ['r2', '', 6, 118.71, 32, 'x'],
      ['r3', '', 7, 118.71, 32, 'a'],
    ]);
    const { project, problems } = await openFiles([areas, residences]);
    expect(findProblems(problems, 'area_unknown').map(({ layer, value, elders }) => [layer, value, elders])).toEqual([
      ['areas', 'zz', 10],
      ['residences', 'x', 11],
    ]);
    expect(findProblems(problems, 'area_cycle')).toHaveLength(1);
    expect(project.areas.filter((area) => area.parentId !== null)).toHaveLength(2);
  });

  it('a table that tells nothing about itself', async () => {
    const { problems, roles } = await openFiles([
      csvFile('x.csv', [
        ['a', 'b'],
        [1, 2],
      ]),
    ]);
    expect(findProblems(problems, 'role_unknown')).toMatchObject([{ file: 'x.csv', severity: 'error' }]);
    expect(roles).toEqual([{ file: 'x.csv', layer: null, rows: 1 }]);
  });

  it('nothing at all', async () => {
    const { project, problems } = await openFiles([]);
    expect(project.facilities).toEqual([]);
    expect(codesOf(problems)).toEqual(['layer_missing']);
  });
});
