/** Beasley's 20 networks of 100-400 places: published optima of p-median and p-centre, each with its proof. */
import { describe, expect, it } from 'vitest';
import { tellTimes } from '../../core/siting/timed.ts';
import { absent, answer, hasReference, readPmed, readTable } from './read-reference.ts';

const rows = hasReference ? readTable('orlib-pmed/optima.csv') : [];

describe.skipIf(!hasReference)(`pmed${absent}`, () => {
  tellTimes();

  it('is all 20', () => {
    expect(rows).toHaveLength(20);
  });

  it.each(rows.map((row) => [row['instance']!, row] as const))('has the published optima: %s', async (name, row) => {
    const { instance, count } = readPmed(name);
    const mean = await answer('pmed, p-median', instance, { model: 'mean', count });
    expect(mean.objective * instance.weights.length).toBeCloseTo(Number(row['p_median']), 6);
    expect(mean.status).toBe('optimal');
    expect(mean.chosen).toHaveLength(count);
    const worst = await answer('pmed, p-centre', instance, { model: 'worst', count });
    expect(worst).toMatchObject({ status: 'optimal', objective: Number(row['p_centre']) });
  });
});
