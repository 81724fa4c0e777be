import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { csv } from '../../../src/io/formats/csv.ts';
import { xlsx } from '../../../src/io/formats/xlsx.ts';
import { openFiles } from '../../../src/io/open.ts';
import { findProblems, textFile } from '../fixtures.ts';
import { createWorkbook } from './workbook.ts';

const N = null;

async function readSheet(rows: readonly (readonly Cell[])[], merges: readonly string[] = []) {
  const { tables, problems } = await xlsx.read(createWorkbook('台账.xlsx', [{ name: 'Sheet1', rows, merges }]));
  const [table] = tables;
  if (table === undefined) throw new Error('the sheet gave no table');
  return { table, problems };
}

describe('a header of two rows with merged cells', () => {
  it('of five columns is read as one, and said so with the names that it became', async () => {
    const rows = [
      ['单位', '床位', N, '坐标', N],
      ['名称', '总数', '护理型', '经度', '纬度'],
      ['甲养老院', 120, 60, 120.955, 31.385],
      ['乙养老院', 80, 20, 120.965, 31.386],
    ];
    const { table, problems } = await readSheet(rows, ['B1:C1', 'D1:E1']);
    expect(table.columns).toEqual(['单位名称', '床位总数', '护理型床位', '经度', '纬度']);
    expect(table.rows.map(({ row, cells }) => [row, cells['床位总数']])).toEqual([
      [3, 120],
      [4, 80],
    ]);
    expect(problems).toMatchObject([{ code: 'header_joined', row: 1, severity: 'note' }]);
    const { project } = await openFiles([
      createWorkbook('养老机构.xlsx', [{ name: 'Sheet1', rows, merges: ['B1:C1', 'D1:E1'] }]),
    ]);
    expect(project.facilities).toMatchObject([
      { name: '甲养老院', position: [120.955, 31.385], attributes: { beds: 120, nursing_beds: 60 } },
      { name: '乙养老院', position: [120.965, 31.386], attributes: { beds: 80, nursing_beds: 20 } },
    ]);
  });

  it('whose single columns are merged downwards keeps their names', async () => {
    const { table } = await readSheet(
      [
        ['云溪区小区人口'],
        ['小区名称', '所属社区', '人口', N, N, '位置', N],
        [N, N, '总人口', '60岁以上', '80岁以上', '经度', '纬度'],
        ['柳湾新村', '柳湾社区', 3000, 640, 90, 120.954, 31.384],
      ],
      ['A1:G1', 'A2:A3', 'B2:B3', 'C2:E2', 'F2:G2'],
    );
    expect(table.columns).toEqual(['小区名称', '所属社区', '总人口', '60岁以上', '80岁以上', '经度', '纬度']);
    expect(table.rows).toMatchObject([{ row: 4, cells: { 小区名称: '柳湾新村', '60岁以上': 640 } }]);
  });

  it('names the system of the coordinates from the row above', async () => {
    const file = createWorkbook('助餐点.xlsx', [
      {
        name: '表1',
        rows: [
          ['机构名称', 'WGS84坐标', N, '百度坐标', N],
          [N, '经度', '纬度', '经度', '纬度'],
          ['甲', 120.95, 31.38, 120.9615, 31.3842],
        ],
        merges: ['A1:A2', 'B1:C1', 'D1:E1'],
      },
    ]);
    const { project, systems } = await openFiles([file]);
    expect(systems).toMatchObject([{ applied: 'wgs84', basis: 'header' }]);
    expect(project.facilities[0]?.position).toEqual([120.95, 31.38]);
  });

  it('is told in words that name file and row', async () => {
    const { problems } = await readSheet([
      ['小区名称', '位置', N],
      [N, '经度', '纬度'],
      ['甲', 120.95, 31.38],
    ]);
    const [joined] = problems;
    if (joined === undefined) throw new Error('nothing was told');
    expect(problemLine(joined, 'zh')).toBe(
      '提示：台账.xlsx，第 1 行 — 表头占两行，已合并为：小区名称, 经度, 纬度。如不对，请改成一行表头。',
    );
    expect(problemLine(joined, 'en')).toContain('The header takes two rows, which were read as one');
  });

  it('comes from CSV too, where nothing says what was merged', async () => {
    const { tables, problems } = await csv.read(
      textFile('a.csv', '名称,人口,,坐标,\n,户数,60岁以上,经度,纬度\n甲,5,6,120.9,31.3\n'),
    );
    expect(tables[0]?.columns).toEqual(['名称', '户数', '60岁以上', '经度', '纬度']);
    expect(problems.map(({ code }) => code)).toEqual(['header_joined']);
  });
});

describe('a first row of data', () => {
  it.each<[string, string]>([
    ['with words in a column without a name', '名称,经度,纬度,\n甲,待补,待补,新建的\n乙,120.9,31.3,\n'],
    ['with a number in a column without a name', '名称,经度,纬度,\n甲,120.9,31.3,7\n'],
    ['that fills no blank of the header', '名称,类型,社区\n小区,社区,街道\n'],
    ['of which only one word is a header of ours', '名称,经度,纬度,\n甲,乙,丙,社区\n'],
  ])('is no second row of a header: one %s', async (_, text) => {
    const { tables, problems } = await csv.read(textFile('a.csv', text));
    expect(tables[0]?.rows[0]?.row).toBe(2);
    expect(problems).toEqual([]);
  });
});

describe('lines above a header', () => {
  it.each<[string, string[], number]>([
    ['a title alone', ['某区助餐点一览,,,,,'], 2],
    ['a title and an author', ['某区助餐点一览,,,,,', '填报单位：民政局,,,,日期：2024年,'], 3],
    ['remarks in three cells', ['一览,,,,,', '填报单位：民政局,,填报人：李四,,日期：2024年12月,'], 3],
    ['remarks in as many cells as there are columns', ['甲,乙,丙,丁,戊,己'], 2],
    ['a blank line and a title', ['', '某区助餐点一览'], 3],
  ])('are passed over and told: %s', async (_, above, headerRow) => {
    const body = ['名称,类型,地址,电话,经度,纬度', '一号,助餐点,一路1号,0512-1,120.95,31.38'];
    const { tables, problems } = await csv.read(textFile('a.csv', [...above, ...body].join('\n')));
    expect(tables[0]?.columns).toEqual(['名称', '类型', '地址', '电话', '经度', '纬度']);
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([headerRow + 1]);
    expect(problems.map(({ code, row }) => [code, row])).toEqual([['header_below', headerRow]]);
  });

  it('are none where the first row is the header, known to us or not', async () => {
    for (const text of ['名称,经度,纬度\n甲,1,2\n', 'a,b,c\n1,2,3\n', '\n\n名称,经度\n甲,1\n']) {
      expect((await csv.read(textFile('a.csv', text))).problems).toEqual([]);
    }
  });

  it('do not make a header of a row of data that happens to hold our words', async () => {
    const { tables } = await csv.read(textFile('a.csv', 'code,what,where\n1,社区,街道\n2,小区,社区\n'));
    expect(tables[0]?.columns).toEqual(['code', 'what', 'where']);
    const unknown = await csv.read(textFile('a.csv', 'k1,k2,k3\n1,甲,乙\n2,丙,丁\n'));
    expect(unknown.tables[0]?.columns).toEqual(['k1', 'k2', 'k3']);
  });
});

describe('rows below a ledger', () => {
  const open = (...rows: string[]) =>
    openFiles([textFile('小区.csv', ['小区名称,60岁以上,经度,纬度', '甲,10,120.95,31.38', ...rows].join('\n'))]);

  it.each([
    ['合计,10,,', '合计'],
    ['合 计,10,,', '合 计'],
    ['总计：,10,,', '总计:'],
    ['东塘街道小计,10,,', '东塘街道小计'],
    ['合计（人）,10,,', '合计(人)'],
    ['Total,10,,', 'Total'],
  ])('%s is a total', async (row, words) => {
    const { project, problems } = await open(row);
    expect(project.residences).toHaveLength(1);
    const [total] = findProblems(problems, 'row_total');
    expect(String(total?.value).normalize('NFKC')).toBe(words.normalize('NFKC'));
  });

  it.each(['注：口径为户籍,,,', '说明,,,', '制表人：张三,,审核：李四,', '数据来源：统计局,,,', 'Note: registered,,,'])(
    '%s is a remark',
    async (row) => {
      const { project, problems } = await open(row);
      expect(project.residences).toHaveLength(1);
      expect(findProblems(problems, 'row_note')).toMatchObject([{ row: 3, action: 'left_out', severity: 'note' }]);
    },
  );

  it.each([
    ['a compound whose name begins like a remark', '统计局宿舍,20,120.96,31.39'],
    ['one that is called after a sum', '合计苑,20,120.96,31.39'],
  ])('are places all the same: %s', async (_, row) => {
    expect((await open(row)).project.residences).toHaveLength(2);
  });
});
