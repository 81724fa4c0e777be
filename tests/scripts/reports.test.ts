import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countPlaywright, countRun, countVitest, formatCounts } from '../../scripts/checks/reports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'care-circle-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeReport(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const green = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

describe('the sum of a test run', () => {
  it('takes the numbers of the report', () => {
    expect(countRun(writeReport(green), countVitest, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it('has a failure when the runner left no report, or half of one', () => {
    expect(countRun(join(folder, 'none.json'), countVitest, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countRun(writeReport('{"numPassed'), countVitest, 0).failed).toBe(1);
  });

  it('has a failure when the runner failed beside its tests', () => {
    expect(countRun(writeReport(green), countVitest, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('has a failure when nothing ran at all', () => {
    const none = { ...green, numPassedTests: 0, numPendingTests: 0 };
    expect(countRun(writeReport(none), countVitest, 0).failed).toBe(1);
  });

  it('counts a test file that could not be loaded as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    const report = { ...green, numFailedTests: 1, testResults: [broken, failing] };
    expect(countVitest(report).failed).toBe(2);
  });

  it('counts what passes only when tried again, and errors outside tests, as failed in the browser', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('is said in one line', () => {
    expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(formatCounts({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });
});
