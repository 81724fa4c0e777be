import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/core/types.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import { writeWorkbook } from '../../src/io/formats/xlsx.ts';
import { createReport } from '../../src/report/create-report.ts';
import type { Report, Table } from '../../src/report/model.ts';
import { createReportSheets } from '../../src/report/workbook.ts';
import { makeInput, makeReport } from './make-report.ts';

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
});
