import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import type { AreaSupply } from '../../src/core/coverage/supply-summary.ts';
import { finish, type Cell, type Evaluation } from '../../src/core/types.ts';
import { csv } from '../../src/io/formats/csv.ts';
import { xlsx } from '../../src/io/formats/xlsx.ts';
import { createAreaSheet, type Sheet } from '../../src/report/area-sheet.ts';
import { addSupplyColumns, createSupplyNotes, type SheetSupply } from '../../src/report/supply-columns.ts';
import { writeAreaSheet } from '../../src/worker/write-area-sheet.ts';
import { makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';

const project = makeProject({
  areas: [makeArea('a', { name: '甲社区' }), makeArea('b', { name: '乙社区' })],
  residences: [
    makeResidence('h1', [118.77, 32.066], { areaId: 'a' }),
    makeResidence('h2', [118.8, 32.066], { areaId: 'b' }),
  ],
  facilities: [makeFacility('d1', [118.77, 32.067])],
});
const limits = { day_care: { metres: 900, minutes: 15 } };
const settings = { ...createSettings(project), limits };
const straight = finish(evaluate(project, settings, { areaShares: false, residences: false }));
/** The same figures as if they had been walked: only the words change. */
const walked: Evaluation = { ...straight, settings: { ...settings, mode: 'walking' } };

const nobody = { people: 0, meanMetres: null, medianMetres: null, alike: null, zoned: null };
const areas: AreaSupply[] = [
  // Not in the order of the sheet: figures are joined by id.
  { id: 'b', people: 100, meanMetres: 2830.4, medianMetres: 2830.6, alike: 0, zoned: 0, oldest: nobody },
  {
    id: 'a',
    people: 100,
    meanMetres: 111.2,
    medianMetres: 110.6,
    alike: 12.34567,
    zoned: 15.0004,
    oldest: { people: 9, meanMetres: 99.7, medianMetres: 80.2, alike: 1, zoned: 1 },
  },
];
const supply: SheetSupply = {
  unit: 'day_places',
  per: 1000,
  column: 'day_places',
  capacitiesKnown: 1,
  withoutElders: 0,
  facilities: [{ id: 'd1', name: 'd1', elders: 1, eldersAnyDistance: 1, oldest: 0, capacity: 30, perPlace: 1 / 30 }],
  areas,
};

function sheetOf(locale: 'zh' | 'en', evaluation = walked): Sheet {
  const plain = createAreaSheet(project, evaluation, 'day_care', locale);
  return addSupplyColumns(plain, supply, { evaluation, kind: 'day_care', locale });
}

function lastCells(sheet: Sheet, id: string): Cell[] {
  return sheet.rows.find((row) => row[1] === id)!.slice(-5);
}

describe('the list of areas with supply', () => {
  it('has median, supply by both measures, and the distances of the oldest, joined by id', () => {
    const sheet = sheetOf('en');
    expect(lastCells(sheet, 'a')).toEqual([111, 12.346, 15, 100, 80]);
    expect(lastCells(sheet, 'b')).toEqual([2831, 0, 0, null, null]);
    for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
    expect(new Set(sheet.columns.map(({ header }) => header)).size).toBe(sheet.columns.length);
  });

  it('says mode, limit and pace in the headers', () => {
    expect(
      sheetOf('zh')
        .columns.slice(-7)
        .map(({ header }) => header),
    ).toEqual([
      '平均最近步行距离（米）',
      '最远步行距离（米）',
      '半数老年人的最近步行距离不超过（米）',
      '2SFCA：每 1,000 名老年人的日托名额（步行 15 分钟（900 米），每秒 1.0 米）',
      'E2SFCA：每 1,000 名老年人的日托名额（步行 15 分钟（900 米），每秒 1.0 米）',
      '80 岁及以上平均最近步行距离（米，有登记的小区）',
      '80 岁及以上半数的最近步行距离不超过（米，有登记的小区）',
    ]);
    const headers = sheetOf('en', straight).columns.map(({ header }) => header);
    expect(headers).toContain('2SFCA: day places for 1,000 elders (straight line, 15 min (900 m))');
    expect(headers).toContain('Mean distance to the nearest, in a straight line (m)');
  });

  it('leaves an area that is not in the supply blank', () => {
    const plain = createAreaSheet(project, walked, 'day_care', 'en');
    const sheet = addSupplyColumns(
      plain,
      { ...supply, areas: [] },
      { evaluation: walked, kind: 'day_care', locale: 'en' },
    );
    expect(lastCells(sheet, 'a')).toEqual([null, null, null, null, null]);
  });

  it.each([
    [{ capacitiesKnown: 1 }, 'All 1 facilities state their day places.'],
    [{ capacitiesKnown: 0, unit: 'facilities' as const }, 'Only 0 of 1 facilities state their day places'],
    [{ column: null, unit: 'facilities' as const, capacitiesKnown: 0 }, 'no one unit of capacity'],
  ])('says beside it what is counted, and that elders are counted more than once (%o)', (given, sentence) => {
    const notes = createSupplyNotes({ ...supply, ...given }, { evaluation: walked, kind: 'day_care', locale: 'en' });
    const text = notes.rows.flat().join('\n');
    expect(text).toContain(sentence);
    expect(text).toContain('2SFCA counts the same elder at every facility in reach');
    expect(text).toContain('on foot, 15 min (900 m)');
  });

  it('is written as CSV, and as a workbook with the notes beside it', async () => {
    const args = { locale: 'zh', evaluation: walked, kind: 'day_care', supply } as const;
    const sheet = sheetOf('zh');
    for (const [format, id] of [
      [csv, 'csv'],
      [xlsx, 'xlsx'],
    ] as const) {
      const bytes = await writeAreaSheet(project, { ...args, format: id });
      const { tables } = await format.read({ name: `list.${id}`, bytes });
      const header = sheet.columns.at(-4)!.header;
      expect(tables[0]!.rows.map(({ cells }) => Number(cells[header]))).toEqual(sheet.rows.map((row) => row.at(-4)));
      expect(tables).toHaveLength(id === 'csv' ? 1 : 2);
    }
    const { tables } = await xlsx.read({
      name: 'list.xlsx',
      bytes: await writeAreaSheet(project, { ...args, format: 'xlsx' }),
    });
    expect(JSON.stringify(tables[1]?.rows.map(({ cells }) => cells))).toContain('2SFCA 会重复计数');
  });
});
