import { describe, expect, it } from 'vitest';
import { xlsx } from '../../src/io/formats/xlsx.ts';
import { openFiles } from '../../src/io/open.ts';
import { codesOf, encodeGb18030, findProblems } from './fixtures.ts';

/** Seen in municipal ledgers: a title row, a blank row, full-width signs, units, notes, a totals row. */
const LEDGER = [
  '某区养老机构台账（2024年）,,,,,,,,',
  '机构名称,机构类别,运营状态,床位数（张）,护理型床位,建筑面积（㎡）,开业时间,经度,纬度',
  '安康养老院,养老院,正常运营,１２０,约60,"3,200",2015年6月,118°46\'12",32°03\'36"',
  '夕阳红托老所,托老所；助餐点,在建,/,无,很大,2025/9/1,118.78,32.06',
  ',,,,,,,,',
  '福寿苑,爱心驿站,已注销,80张,40+,1200平方米,八十年代,118.79,32.07',
  '安康养老院,养老院,正常运营,１２０,约60,"3,200",2015年6月,118°46\'12",32°03\'36"',
  '合计,,,200,,,,,',
].join('\r\n');

describe('a messy ledger in GB18030', () => {
  const file = { name: '养老机构.csv', bytes: encodeGb18030(LEDGER) };

  it('gives every facility with what can be read of it', async () => {
    const { project } = await openFiles([file]);
    expect(project.facilities).toHaveLength(3);
    const [home, dayCare, closed] = project.facilities;
    expect(home).toMatchObject({
      id: '养老机构-3',
      name: '安康养老院',
      types: ['institution'],
      status: 'open',
      opened: 2015,
    });
    expect(home?.position[0]).toBeCloseTo(118.77, 9);
    expect(home?.position[1]).toBeCloseTo(32.06, 9);
    expect(home?.attributes).toEqual({ beds: 120, nursing_beds: 60, floor_area_m2: 3200 });
    expect(dayCare).toMatchObject({ types: ['day_care', 'meal_point'], status: 'under_construction', opened: 2025 });
    expect(dayCare?.attributes).toEqual({ floor_area_m2: '很大' });
    expect(closed).toMatchObject({ types: ['爱心驿站'], status: 'closed', opened: null });
    expect(closed?.attributes).toEqual({ beds: 80, nursing_beds: 40, floor_area_m2: 1200, opened: '八十年代' });
  });

  it('tells what was odd, with the rows of the file', async () => {
    const { problems } = await openFiles([file]);
    const rows = (code: Parameters<typeof findProblems>[1]) =>
      findProblems(problems, code).map((problem) => problem.row);
    expect(rows('number_approximate')).toEqual([3, 6]);
    expect(rows('number_unreadable')).toEqual([4]);
    expect(rows('year_unreadable')).toEqual([6]);
    expect(rows('type_unknown')).toEqual([6]);
    expect(rows('row_duplicate')).toEqual([7]);
    expect(rows('row_total')).toEqual([8]);
    expect(findProblems(problems, 'id_missing')).toMatchObject([{ row: null, value: 3, severity: 'note' }]);
    expect(codesOf(problems.filter((problem) => problem.severity === 'error'))).toEqual(['layer_missing']);
  });

  it('makes the same ids each time', async () => {
    const [first, second] = [await openFiles([file]), await openFiles([file])];
    expect(second).toEqual(first);
  });
});

describe('ledgers in a workbook', () => {
  it('have codes in numeric cells and find their communities by name', async () => {
    const areas = {
      file: '社区.xlsx',
      columns: ['社区代码', '社区名称', '所属街道', '老年人口'],
      rows: [
        {
          row: 2,
          cells: { 社区代码: 320508019044, 社区名称: '养育巷社区', 所属街道: '金阊街道', 老年人口: 900 },
          geometry: null,
        },
        {
          row: 3,
          cells: { 社区代码: 320508019045, 社区名称: '彩香社区', 所属街道: '金阊街道', 老年人口: 1100 },
          geometry: null,
        },
      ],
    };
    const facilities = {
      file: '日间照料中心.xlsx',
      columns: ['机构名称', '社区', '经度', '纬度'],
      rows: [{ row: 2, cells: { 机构名称: '甲', 社区: '养育巷', 经度: 120.61, 纬度: 31.31 }, geometry: null }],
    };
    const { project, problems } = await openFiles([
      { name: '社区.xlsx', bytes: await xlsx.write(areas) },
      { name: '日间照料中心.xlsx', bytes: await xlsx.write(facilities) },
    ]);
    expect(project.areas.map((area) => [area.id, area.level])).toEqual([
      ['320508019044', 'community'],
      ['320508019045', 'community'],
    ]);
    expect(project.facilities[0]).toMatchObject({
      types: ['day_care'],
      areaId: '320508019044',
      attributes: { community: '养育巷' },
    });
    expect(codesOf(problems)).not.toContain('type_missing');
    expect(findProblems(problems, 'area_unknown')).toMatchObject([{ value: '金阊街道' }]);
  });
});
