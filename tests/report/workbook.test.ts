import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/core/types.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import { writeWorkbook } from '../../src/io/formats/xlsx.ts';
import { createReport } from '../../src/report/create-report.ts';
import type { Report, Table } from '../../src/report/model.ts';
import { createReportSheets } from '../../src/report/workbook.ts';
import { makeInput as makeFingers } from './make-input.ts';
import { makeInput, makeReport } from './make-report.ts';
import { exactly, inputOfRows, makeTested } from './make-rows.ts';

async function open(report: Report): Promise<{ sheet: string; data: unknown[][] }[]> {
  const bytes = await writeWorkbook(createReportSheets(report));
  return readSheets(bytes.slice().buffer);
}

const tablesOf = ({ sections }: Report): Table[] =>
  sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])));

/** What a program reads where a table says this: an empty text is no cell, and rows end at the last filled one. */
const filled = (row: readonly Cell[]): (Cell | null)[] => row.map((cell) => (cell === '' ? null : cell));

describe('the report as a workbook', () => {
  it('has a sheet a table under a name that Excel takes, and one before them that says what it is', async () => {
    const sheets = await open(makeReport('zh'));
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      '说明',
      'gaps  day care  long name of a',
      'gaps  day care  long name of #2',
    ]);
    const [about] = sheets;
    const texts = about?.data.flat().filter((cell) => cell !== null);
    expect(texts).toEqual(
      expect.arrayContaining(['评估报告 & <report>', '示例区', '数据年份', '2025', '提示一句', '表注']),
    );
  });

  it('holds all rows, numbers as numbers rounded towards failing, and formulas as text', async () => {
    const [, gaps] = await open(makeReport('zh'));
    expect(gaps?.data).toEqual([
      ['社区', '老年人', '覆盖率', '指标', '距离'],
      ['=HYPERLINK("http://x")', 1234, 0.899, 66.6, 999],
      ['+1 社区', '<10', null, 90, null],
      ['第三社区', 0, 0.29, 99.9, 12_345],
    ]);
    const parts = unzipSync(await writeWorkbook(createReportSheets(makeReport('zh'))));
    const sheet = strFromU8(parts['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<autoFilter ref="A1:E4"/>');
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toMatch(/<col [^>]*width="20"/);
    expect(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array())).toContain('formatCode="0.0%"');
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('autoFilter');
  });

  it.each(LOCALES)('holds cell by cell what the tables of a report in %s say', async (locale) => {
    const report = createReport(makeInput({ locale }));
    const sheets = await open(report);
    const tables = tablesOf(report);
    expect(tables.length).toBeGreaterThan(3);
    expect(sheets).toHaveLength(tables.length + 1);
    for (const [at, { columns, rows }] of tables.entries()) {
      const [header, ...body] = sheets[at + 1]?.data ?? [];
      expect(header).toEqual(columns.map((column) => column.header));
      expect(body).toHaveLength(rows.length);
      for (const [row, cells] of rows.entries()) {
        filled(cells).forEach((cell, column) => {
          const found = body[row]?.[column] ?? null;
          const format = columns[column]?.format;
          if (columns[column]?.exact?.[row] === true && typeof found === 'number') {
            expect(String(cell).replaceAll(',', '')).toContain(String(found));
            return;
          }
          if (typeof cell !== 'number' || (format !== 'share' && format !== 'percent')) {
            expect(found).toBe(cell);
            return;
          }
          // Less than a tenth of a per cent lower, and never higher.
          const lower = cell - Number(found);
          expect(lower).toBeGreaterThanOrEqual(-1e-9);
          expect(lower).toBeLessThan(format === 'share' ? 0.001 : 0.1);
        });
      }
    }
  });

  const partOf = async (
    report: Report,
    name: string,
  ): Promise<{ sheet: string; styles: string; rows: unknown[][] }> => {
    const sheets = createReportSheets(report);
    const parts = unzipSync(await writeWorkbook(sheets));
    const at = sheets.findIndex((each) => each.name === name);
    const text = (part: string): string => strFromU8(parts[part] ?? new Uint8Array());
    const rows = (await open(report))[at]?.data ?? [];
    return { sheet: text(`xl/worksheets/sheet${at + 1}.xml`), styles: text('xl/styles.xml'), rows };
  };

  it('makes numbers of exact values, targets and years, shown with their words, and leaves ranges and done as text', async () => {
    const report = createReport(
      inputOfRows([
        { id: 'a', result: { ...exactly(37.5), target: 90, year: 2025, state: 'not_met' } },
        { id: 'b', result: { low: 10, high: 1250, unit: 'beds', target: 1200, comparator: '~' } },
        { id: 'c', result: { ...exactly(1), unit: 'done', target: 1, state: 'met' } },
        { id: 'd', result: { ...exactly(40), flags: ['estimated_elders'], target: 1200, unit: 'per_1000' } },
      ]),
    );
    const { rows, styles } = await partOf(report, 'Indicators');
    expect(rows.slice(1).map((row) => row.slice(3, 6))).toEqual([
      [2025, 90, 37.5],
      ['not said', expect.stringContaining('1,200'), expect.stringMatching(/^10 beds to/)],
      ['not said', 'done', 'done'],
      ['not said', 1200, expect.stringMatching(/^about 40/)],
    ]);
    expect(styles).toContain('formatCode="#,##0.0&quot;%&quot;"');
    expect(styles).toContain('formatCode="0"');
  });

  it('sets off in colour the rows that are set off in the documents, and no others', async () => {
    const { sheet, styles } = await partOf(makeReport('zh'), 'gaps: day/care [long name of a sheet]');
    expect(styles).toMatch(/<fgColor rgb="(?:FF)?FBEDE6"/i);
    const [, first, second] = [...sheet.matchAll(/<row [^>]*>.*?<\/row>/gs)].map(([row]) =>
      [...row.matchAll(/ s="\d+"/g)].map(([style]) => style),
    );
    expect(first).toHaveLength(5);
    expect(first?.some((style) => second?.includes(style))).toBe(false);
  });

  it('leaves the total out of the filter', async () => {
    const report = createReport(makeInput());
    const { sheet, rows } = await partOf(report, '分街道');
    expect(rows.at(-1)?.[0]).toBe('合计');
    expect(sheet).toContain(`:G${rows.length - 1}"/>`);
  });

  it('says on the first sheet under which document and section of the report each sheet stands', async () => {
    const { pack, result } = makeTested([{ id: 'a', result: { state: 'not_met' } }]);
    const second = { ...pack, id: 'second', title: { zh: '第二份规划', en: 'Second plan' } };
    const input = makeFingers({ packs: [pack, second] });
    const standards = [result, { ...result, id: 'second', title: second.title }];
    const [about] = await open(createReport({ ...input, evaluation: { ...input.evaluation, standards } }));
    const listed = new Map(about?.data.map(([name, , under]) => [name, under]));
    expect(listed.get('尚未达到 1')).toContain('《试验规划》');
    expect(listed.get('尚未达到 2')).toContain('《第二份规划》');
    expect(listed.get('按属性 2')).toContain('《第二份规划》');
  });
});
