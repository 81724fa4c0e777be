import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { finish, type Cell, type Project } from '../../src/core/types.ts';
import { csv, writeCsv } from '../../src/io/formats/csv.ts';
import { writeWorkbook, xlsx } from '../../src/io/formats/xlsx.ts';
import { createAreaSheet, type Sheet } from '../../src/report/area-sheet.ts';
import { makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';

/** A home some metres east of the only day care: 0.001 degrees are 94 m in Nanjing. */
function home(areaId: string, elders: number | null, thousandths: number) {
  return makeResidence(`${areaId}-${thousandths}`, [118.77 + thousandths / 1000, 32.066], { areaId, elders });
}

const town = makeProject({
  areas: [
    makeArea('town', { name: '河街道', level: 'subdistrict' }),
    makeArea('near', { name: '近社区', parentId: 'town' }),
    makeArea('far', { name: '=HYPERLINK("http://x")', parentId: 'town' }),
    makeArea('farther', { name: '远社区, "新"', parentId: 'town' }),
    makeArea('half', { name: '中社区', parentId: 'gone' }),
    makeArea('blank', { name: '不详社区', parentId: 'town' }),
    makeArea('nobody', { name: '空社区', parentId: 'town', elders: 0 }),
    makeArea('partly-blank', { name: '半不详社区', parentId: 'town' }),
  ],
  residences: [
    home('near', 80, 1),
    home('far', 300, 30),
    home('far', 20, 2),
    home('farther', 500, 40),
    home('half', 50, 3),
    home('half', 40, 35),
    home('partly-blank', 60, 4),
    home('partly-blank', null, 5),
  ],
  facilities: [makeFacility('d1', [118.77, 32.066])],
});

function sheetOf(project: Project, locale: 'zh' | 'en' = 'en'): Sheet {
  const evaluation = finish(evaluate(project, createSettings(project), { areaShares: false, residences: false }));
  return createAreaSheet(project, evaluation, 'day_care', locale);
}

/** Cells of one area by header. */
function rowOf(sheet: Sheet, id: string): Record<string, Cell | undefined> {
  const row = sheet.rows.find((cells) => cells[1] === id);
  if (!row) throw new Error(`no row of ${id}`);
  return Object.fromEntries(sheet.columns.map(({ header }, place) => [header, row[place]]));
}

describe('the list of areas', () => {
  const sheet = sheetOf(town);

  it('has one row an area, numbered from 1, and a header for every cell', () => {
    expect(sheet.rows.map((row) => row[1]).sort()).toEqual(town.areas.map(({ id }) => id).sort());
    expect(sheet.rows.map((row) => row[0])).toEqual(town.areas.map((_, place) => place + 1));
    for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
    expect(new Set(sheet.columns.map(({ header }) => header)).size).toBe(sheet.columns.length);
  });

  it('begins with the lacking communities, most elders not covered first; levels above stand last', () => {
    expect(sheet.rows.map((row) => row[1])).toEqual([
      'farther',
      'far',
      'half',
      'near',
      'blank',
      'partly-blank',
      'nobody',
      'town',
    ]);
  });

  it('does not depend on the order of the rows it was made from', () => {
    const turned = { ...town, areas: [...town.areas].reverse(), residences: [...town.residences].reverse() };
    expect(sheetOf(turned)).toEqual(sheet);
  });

  it('gives elders covered and not covered, the share, and why an area lacks the service', () => {
    expect(rowOf(sheet, 'far')).toMatchObject({
      Elders: 320,
      'Elders within 1 km': 20,
      'Elders not covered': 300,
      "Share of the area's elders": '6.2%',
      Reason: 'Too few in reach',
      In: '河街道',
    });
    expect(rowOf(sheet, 'farther')).toMatchObject({ 'Elders within 1 km': 0, Reason: 'None in reach' });
    expect(rowOf(sheet, 'near')).toMatchObject({ 'Elders not covered': 0, Status: 'Covered', Reason: '' });
    expect(rowOf(sheet, 'half')).toMatchObject({ "Share of the area's elders": '55.5%', Status: 'Partly covered' });
  });

  it.each(['blank', 'partly-blank'])('leaves the figures of %s blank: unknown elders are not 0', (id) => {
    expect(rowOf(sheet, id)).toMatchObject({
      Elders: null,
      'Elders within 1 km': null,
      'Elders not covered': null,
      "Share of the area's elders": 'not known',
      Status: 'Cannot be judged: data missing',
      Reason: 'Elders not known',
    });
  });

  it('says 0 where nobody lives, which is not the same as unknown', () => {
    expect(rowOf(sheet, 'nobody')).toMatchObject({ Elders: 0, 'Elders not covered': 0, Status: 'No elders' });
  });

  it('names the parent by its code where the parent is not in the data', () => {
    expect(rowOf(sheet, 'half')).toMatchObject({ In: 'gone' });
  });

  it('speaks Chinese too, with the same figures', () => {
    const chinese = sheetOf(town, 'zh');
    const headers = chinese.columns.map(({ header }) => header);
    expect(headers).toEqual([
      '序号',
      '代码',
      '名称',
      '层级',
      '上级',
      '老年人（名）',
      '1 公里内老年人（名）',
      '未覆盖老年人（名）',
      '覆盖率（占本单元老年人）',
      '状态',
      '原因',
      '平均最近直线距离（米）',
      '最远直线距离（米）',
    ]);
    const figures = (from: Sheet) => from.rows.map((row) => row.filter((cell) => typeof cell === 'number'));
    expect(figures(chinese)).toEqual(figures(sheet));
    expect(rowOf(chinese, 'farther')).toMatchObject({ 状态: '覆盖不足', 原因: '服务空白' });
    expect(chinese.name).toContain('1 公里');
  });

  it('works where nothing offers the service', () => {
    const none = sheetOf({ ...town, facilities: [] });
    expect(rowOf(none, 'near')).toMatchObject({ 'Elders within 1 km': 0, Reason: 'None in reach' });
    expect(rowOf(none, 'near')['Farthest, in a straight line (m)']).toBeNull();
  });
});

describe('the list of areas as a file', () => {
  const sheet = sheetOf(town);
  const cells = [sheet.columns.map(({ header }) => header), ...sheet.rows];

  it('has names that look like formulas as text in the sheet, and defused in CSV for spreadsheets', () => {
    expect(rowOf(sheet, 'far')['Name']).toBe('=HYPERLINK("http://x")');
    const text = new TextDecoder().decode(writeCsv(cells, { forSpreadsheet: true }));
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).not.toMatch(/(?:^|,)"?=/mu);
  });

  it('reads back from CSV as it was written', async () => {
    const { tables, problems } = await csv.read({ name: 'list.csv', bytes: writeCsv(cells) });
    expect(problems).toEqual([]);
    const read = tables[0]?.rows.map((row) => sheet.columns.map(({ header }) => row.cells[header] ?? null));
    expect(read).toEqual(
      sheet.rows.map((row) => row.map((cell) => (cell === null || cell === '' ? null : String(cell)))),
    );
  });

  it('reads back from a workbook as it was written, formulas as text', async () => {
    const { tables } = await xlsx.read({ name: 'list.xlsx', bytes: await writeWorkbook([sheet]) });
    const rows = tables[0]?.rows ?? [];
    expect(rows.map((row) => row.cells['Name'])).toEqual(sheet.rows.map((row) => row[2]));
    expect(rows.map((row) => row.cells['Elders'] ?? null)).toEqual(sheet.rows.map((row) => row[5]));
  });
});
