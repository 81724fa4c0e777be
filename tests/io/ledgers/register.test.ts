import { beforeAll, describe, expect, it } from 'vitest';
import type { Facility, Problem } from '../../../src/core/types.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { writeProjectFolder } from '../../../src/io/write-folder.ts';
import { openFiles, type Opened } from '../../../src/io/open.ts';
import { cleanBoundaries, REGISTER, register } from './town.ts';
import { leftOutRows } from './tables.ts';

const FILE = '新建 Microsoft Excel 工作表 (3).xlsx';
let opened: Opened;

beforeAll(async () => {
  opened = await openFiles([register(), cleanBoundaries()]);
});

/** What is told of one row of the register. */
function toldOf(row: number): [code: string, column: string | null, value: unknown][] {
  const told = opened.problems.filter((problem) => problem.file === FILE && problem.row === row);
  return told.map(({ code, column, value }) => [code, column, value]);
}

function findFacility(name: string): Facility {
  const found = opened.project.facilities.find((facility) => facility.name === name);
  if (found === undefined) throw new Error(`no facility ${name}`);
  return found;
}

describe('the register of the civil-affairs office, under the name that the program gave it', () => {
  it('is known for facilities by its header, below title, author and remark', () => {
    expect(opened.roles[0]).toEqual({ file: FILE, layer: 'facilities', rows: REGISTER.length - 4 });
    expect(toldOf(4)).toEqual([['header_below', null, null]]);
  });

  it('has every row of places used or told as left out', () => {
    const left = leftOutRows(opened.problems, 'facilities');
    expect(left.map(({ row, code }) => [row, code])).toEqual([
      [7, 'coordinates_missing'],
      [12, 'coordinates_projected'],
      [14, 'row_duplicate'],
      [15, 'row_total'],
      [16, 'row_note'],
    ]);
    expect(opened.project.facilities.length + left.length).toBe(REGISTER.length - 4);
  });

  it('places decimal degrees, degrees with minutes, words for the axes, and exchanged columns', () => {
    const place = (name: string) => findFacility(name).position.map((degrees) => Number(degrees.toFixed(6)));
    expect(place('安康养老院')).toEqual([120.955, 31.385]);
    expect(place('柳湾日间照料中心')).toEqual([120.956, 31.386]);
    expect(place('石桥照料中心')).toEqual([120.955, 31.395]);
    expect(place('石桥日间照料中心')).toEqual([120.958, 31.396]);
  });

  it('reads figures with units and doubts, years and dates in their forms', () => {
    expect(findFacility('柳湾日间照料中心')).toMatchObject({
      opened: 2019,
      attributes: { beds: 20, floor_area_m2: 350, verified: '2024-06' },
    });
    expect(findFacility('石桥照料中心').attributes).toMatchObject({ phone: '0573-1234567', verified: '2024-06-01' });
    expect(findFacility('荷塘食堂')).toMatchObject({ status: 'open', opened: 2022 });
    expect(findFacility('石桥日间照料中心')).toMatchObject({ status: 'under_construction', opened: 2027 });
  });

  it('has codes of twelve digits whole where they were numbers, and names tell where one was damaged', () => {
    expect(findFacility('安康养老院').areaId).toBe('320999001001');
    expect(findFacility('柳湾日间照料中心').areaId).toBe('320999001001');
    expect(findFacility('柳湾日间照料中心').attributes.area_id).toBe('3.20999E+11');
  });

  it('does not count a facility whose status nobody knows, nor forgets the word', () => {
    expect(findFacility('枫林卫生站')).toMatchObject({ status: 'closed', attributes: { status: '待定中' } });
  });

  it.each<[number, [string, string | null, unknown][]]>([
    [5, [['phone_zero_lost', '联系电话', '57312345678']]],
    [
      6,
      [
        ['coordinates_swapped', '经度', '31.386, 120.956'],
        ['code_damaged', '社区代码', '3.20999E+11'],
        ['number_approximate', '建筑面积（㎡）', '约350'],
      ],
    ],
    [7, [['coordinates_missing', '经度', '/, /']]],
    [
      8,
      [
        ['number_approximate', '建筑面积（㎡）', '50+'],
        ['value_unreadable', '公办/民办', '国资控股'],
        ['value_unreadable', '核实日期', '去年年底'],
      ],
    ],
    [9, []],
    [
      11,
      [
        ['status_unknown', '状态', '待定中'],
        ['year_unreadable', '开业时间', '八十年代'],
      ],
    ],
    [12, [['coordinates_projected', '经度', '40512345.67, 3472345.12']]],
    [13, [['type_unknown', '机构类别', '爱心驿站']]],
    [15, [['row_total', null, '合计']]],
    [16, [['row_note', null, '制表:张三']]],
  ])('tells of row %i what is odd in it and no more', (row, told) => {
    expect(toldOf(row)).toEqual(told);
  });

  it('has one line a row where it asks for work, and none where a row is in order', () => {
    const asking = opened.problems.filter(({ severity, file }) => severity !== 'note' && file === FILE);
    const rows = asking.map(({ row }) => row);
    expect(rows.filter((row) => row === 6)).toHaveLength(2);
    expect(rows).not.toContain(5);
    expect(asking.length).toBeLessThan(REGISTER.length);
  });
});

describe('sentences about the register', () => {
  const lineOf = (code: Problem['code'], row: number | null, locale: 'zh' | 'en') => {
    const problem = opened.problems.find((each) => each.code === code && each.row === row && each.file === FILE);
    if (problem === undefined) throw new Error(`no ${code} in row ${row}`);
    return problemLine(problem, locale);
  };

  it.each([
    ['header_below', 4, '表头取自这一行，以上各行作为标题略过。如不对，请删去表头以上的行。'],
    ['row_total', 15, '这是合计行（合计），不是一处地点，未计入。如其实是一处地点，请改名称。'],
    ['row_note', 16, '这是说明或签名（制表:张三），不是一处地点，未计入。如其实是一处地点，请补全这一行。'],
    ['coordinates_swapped', 6, '经度和纬度写反了（31.386, 120.956），已对调。请改正表格。'],
    ['value_unreadable', 8, '“公办/民办”的值“国资控股”无法识别，按原文保留，不参与计算。'],
    ['phone_zero_lost', 5, '“联系电话”中有号码像是丢了区号前的 0（如 57312345678），已原样保留。'],
    ['id_missing', null, '9 行没有编号，已用文件名和行号补上。'],
  ] as const)('%s of row %s in Chinese', (code, row, sentence) => {
    const line = lineOf(code, row, 'zh');
    expect(line).toContain(sentence);
    expect(line).toContain(row === null ? `${FILE} — ` : `${FILE}，第 ${row} 行 — `);
  });

  it.each([
    ['coordinates_projected', 12, 'look like metres of a map projection (such as a CGCS2000 3-degree zone)'],
    ['row_total', 15, 'This is a totals row (合计), not a place: left out.'],
    ['value_unreadable', 8, '"国资控股" in "公办/民办" is not understood: kept as text'],
    ['id_missing', null, "9 rows without an id: ids were made from the file's name and the row."],
  ] as const)('%s of row %s in English', (code, row, sentence) => {
    const line = lineOf(code, row, 'en');
    expect(line).toContain(sentence);
    expect(line).toContain(row === null ? `${FILE} — ` : `${FILE}, row ${row} — `);
  });
});

describe('the register once it is saved as a project', () => {
  it('holds the same facilities, and tells of what still cannot be read', async () => {
    const again = await openFiles(await writeProjectFolder(opened.project));
    const byId = (items: readonly Facility[]) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(again.project.facilities)).toEqual(byId(opened.project.facilities));
    const codes = again.problems.map(({ code }) => code);
    for (const code of ['status_unknown', 'year_unreadable', 'code_damaged', 'value_unreadable', 'phone_zero_lost']) {
      expect(codes).toContain(code);
    }
    expect(codes).not.toContain('column_renamed');
  });
});
