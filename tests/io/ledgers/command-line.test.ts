import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/types.ts';
import { createTemporary, parseEvaluation, readText, runCareCircle, type Run } from '../../scripts/commands/place.ts';
import { boundaries, compounds, register } from './town.ts';

const FILES = [register(), compounds(), boundaries()];
const temporary = createTemporary();
let imported: Run;
let checked: Run;
let analysed: Run;

beforeAll(() => {
  temporary.write(Object.fromEntries(FILES.map(({ name, bytes }) => [name, bytes])));
  const names = FILES.map(({ name }) => name);
  imported = runCareCircle(temporary.folder, 'import', ...names, '--lang', 'zh', '-o', 'town');
  checked = runCareCircle(temporary.folder, 'check', 'town', '--lang', 'en');
  analysed = runCareCircle(temporary.folder, 'analyse', 'town', '--limit', 'day_care=500m', '--limit', 'meals=500m');
}, 60_000);

describe('a planner at the command line with the ledgers of the town', () => {
  it('gets a project folder, and what was left out in one line', () => {
    expect(imported.code).toBe(0);
    expect(imported.out).toContain('7  养老设施');
    expect(imported.out).toContain('7  居住小区');
    expect(imported.out).toContain('未计入 8 行（已知涉及老年人 180 名）');
    expect(readFileSync(join(temporary.folder, 'town/facilities.fgb')).length).toBeGreaterThan(1000);
  });

  it('reads every problem on standard error with file and row, a column for a word and not for a line', () => {
    const lines = imported.err.split('\n').filter((line) => line !== '');
    const problems = JSON.parse(readText(temporary.folder, 'town/problems.json')) as Problem[]; // as import wrote it
    const perColumn = problems.filter(({ code }) => code === 'column_renamed' || code === 'column_unknown');
    expect(perColumn.length).toBeGreaterThan(20);
    expect(lines.length).toBeLessThan(problems.length - perColumn.length + 8);
    expect(lines.filter((line) => line.includes('按表头识别的列'))).toHaveLength(3);
    expect(lines.find((line) => line.includes('不参与计算、原样保留的列'))).toContain('序号');
    for (const line of lines)
      expect(line).toMatch(/^(?:须改正|请核对|提示)：(?:导出\(1\)\.csv|新建 Microsoft|未命名图层)/u);
  });

  it('is told by check what still cannot be read in the folder, in the other language', () => {
    expect(checked.code).toBe(0);
    expect(checked.out).toContain('The status "待定中" is not understood; the facility does not count for now.');
    expect(checked.out).toContain('-5 in "elders" is negative');
    expect(checked.out).toContain('A spreadsheet turned the code into "3.20999E+11"');
    expect(checked.out).not.toContain('“');
  });

  it('and by check what import left out, in the ledgers where it can be mended, and each thing once', () => {
    expect(checked.out).toContain('8 rows left out (180 elders known to be concerned)');
    expect(checked.out).toMatch(/导出\(1\)\.csv, row 8 — No coordinates/u);
    expect(checked.out.match(/is negative/gu)).toHaveLength(1);
    expect(checked.out.match(/"待定中" is not understood/gu)).toHaveLength(1);
  });

  it('gets an answer that counts what was read, and says whose elders are not known', () => {
    const { totals, services, problems } = parseEvaluation(analysed);
    expect(totals).toMatchObject({ residences: 7, elders: 1720, residencesWithoutElders: 3 });
    // 柳湾 and 石桥 have day care; the one under construction does not count, nor does a shelter of an unknown status.
    expect(services.day_care?.facilities).toBe(1);
    expect(services.meals?.facilities).toBe(1);
    expect(problems.filter(({ code }) => code === 'elders_unknown')).toHaveLength(3);
  });
});
