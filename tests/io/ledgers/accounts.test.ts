import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/i18n/index.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import { csv } from '../../../src/io/formats/csv.ts';
import { openFiles } from '../../../src/io/open.ts';
import { textFile } from '../fixtures.ts';
import { countOf, joinedRows, leftOutRows, oddTable, quoteCsv, TABLE_LAYERS } from './tables.ts';

describe.each(TABLE_LAYERS)('the rows of any table of %s', (layer) => {
  const open = (rows: string[][]) =>
    openFiles([textFile('ledger.csv', quoteCsv(rows))], { roles: { 'ledger.csv': layer } });

  it('are each used or told as left out, never both and never neither', async () => {
    await fc.assert(
      fc.asyncProperty(oddTable(layer), async (rows) => {
        const opened = await open(rows);
        const read = opened.roles[0]?.rows ?? 0;
        const left = leftOutRows(opened.problems, layer);
        expect(new Set(left.map((problem) => problem.row)).size).toBe(left.length);
        expect(countOf(opened.project, layer) + left.length + joinedRows(opened)).toBe(read);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('have problems that name the file, a row that is there, and a remedy in both languages', async () => {
    await fc.assert(
      fc.asyncProperty(oddTable(layer), async (rows) => {
        const { problems } = await open(rows);
        for (const problem of problems.filter(({ code }) => code !== 'layer_missing')) {
          expect(problem.file).toBe('ledger.csv');
          if (problem.row !== null) expect(problem.row).toBeLessThanOrEqual(rows.flat().join('\n').split('\n').length);
          for (const locale of LOCALES) {
            const line = problemLine(problem, locale);
            expect(line).toContain('ledger.csv');
            expect(line).not.toMatch(/undefined|\[object|（）|\(\)|“”/u);
          }
        }
      }),
      { numRuns: 30, seed: 2 },
    );
  });

  it('are reached in the same way whatever stands above and below them', async () => {
    await fc.assert(
      fc.asyncProperty(oddTable(layer), async (rows) => {
        const width = rows[0]?.length ?? 0;
        if (width < 4 || rows.length < 2) return;
        const blank = Array.from({ length: width - 1 }, () => '');
        const framed = [['某区台账（2024年）', ...blank], ...rows, ['注：数据截至年底', ...blank]];
        const [plain, below] = [
          await csv.read(textFile('a.csv', quoteCsv(rows))),
          await csv.read(textFile('a.csv', quoteCsv(framed))),
        ];
        const cellsOf = (read: typeof plain) => (read.tables[0]?.rows ?? []).map((row) => row.cells);
        expect(cellsOf(below).slice(0, -1)).toEqual(cellsOf(plain));
        expect(below.problems.map(({ code }) => code)).toContain('header_below');
      }),
      { numRuns: 30, seed: 3 },
    );
  });
});

describe('elders of rows that are left out', () => {
  it('and of rows that are used add up to what stands in the file', async () => {
    const elders = fc.nat({ max: 500 });
    const place = fc.constantFrom(
      '120.95,31.38',
      '/,/',
      '东边,31.38',
      '40512345.6,3472345.1',
      '31.38,120.95',
      '190,95',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(elders, place), { minLength: 1, maxLength: 12 }), async (rows) => {
        const lines = rows.map(([count, at], i) => `r${i},${count},${at}`);
        const file = textFile('residences.csv', ['id,elders,lon,lat', ...lines].join('\n'));
        const { project, problems } = await openFiles([file]);
        const used = project.residences.reduce((sum, home) => sum + (home.elders ?? 0), 0);
        const left = problems.reduce(
          (sum, { action, elders: some }) => sum + (action === 'left_out' ? (some ?? 0) : 0),
          0,
        );
        expect(used + left).toBe(rows.reduce((sum, [count]) => sum + count, 0));
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});
