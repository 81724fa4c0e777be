import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporary, parseEvaluation, runCareCircle } from './place.ts';

const { folder } = createTemporary();

describe('sample', () => {
  const first = runCareCircle(folder, 'sample', '-o', 'first');

  it('makes a project that analyses without a warning about its data', () => {
    expect(first).toMatchObject({ code: 0, out: '' });
    const run = runCareCircle(folder, 'analyse', 'first', '--no-area-shares');
    const { totals, services, problems } = parseEvaluation(run);
    expect(totals.elders).toBeGreaterThan(100_000);
    expect(services.day_care?.eldersShare).toBeGreaterThan(0.5);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('makes the same bytes for the same seed, and another place for another', () => {
    runCareCircle(folder, 'sample', '--size', 'district', '--seed', '1', '-o', 'same');
    runCareCircle(folder, 'sample', '--seed', '2', '-o', 'other');
    const names = readdirSync(join(folder, 'first')).sort();
    expect(readdirSync(join(folder, 'same')).sort()).toEqual(names);
    const read = (place: string, name: string) => readFileSync(join(folder, place, name)).toString('base64');
    expect(names.filter((name) => read('first', name) !== read('same', name))).toEqual([]);
    expect(read('other', 'residences.fgb')).not.toBe(read('first', 'residences.fgb'));
  });
});
