/** 205 census tracts and 16 stores: 52 proven optima of four models. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/core/siting/types.ts';
import { tellTimes } from '../../core/siting/timed.ts';
import { absent, answer, hasReference, readSanFrancisco, readTable } from './read-reference.ts';

const rows = hasReference ? readTable('san-francisco/expected_optima.csv') : [];

function toQuestion(problem: string, count: number): Question {
  if (problem === 'LSCP') return { model: 'sites', share: 1 };
  if (problem === 'MCLP') return { model: 'coverage', count };
  return problem === 'PMEDIAN' ? { model: 'mean', count } : { model: 'worst', count };
}

const FAMILY = 'San Francisco';

describe.skipIf(!hasReference)(`San Francisco${absent}`, () => {
  tellTimes();

  it('is the whole reference', () => {
    expect(rows).toHaveLength(52);
  });

  it.each(rows.map((row) => [`${row['problem']!} ${row['service_m']!} ${row['p']!}`, row] as const))(
    'has the published optimum: %s',
    async (_, row) => {
      const { instance, stores } = readSanFrancisco(Number(row['service_m']) || Infinity);
      const found = await answer(FAMILY, instance, toQuestion(row['problem']!, Number(row['p'])));
      if (row['optimum']!.startsWith('infeasible')) {
        expect(found).toMatchObject({ status: 'infeasible', reason: 'unreachable', chosen: [] });
        expect(found.unreachable).toHaveLength(Number(/\d+/.exec(row['optimum']!)![0]));
        return;
      }
      const weights = row['problem'] === 'PMEDIAN' ? instance.weights.reduce((sum, weight) => sum + weight, 0) : 1;
      expect(found.status).toBe('optimal');
      expect((found.objective * weights) / Number(row['optimum'])).toBeCloseTo(1, 9);
      expect(found.chosen.every((place) => stores[place]!.startsWith('Store_'))).toBe(true);
    },
  );

  it('counts people as published at 5000 m with four stores: 91.638 % of them', async () => {
    const { instance } = readSanFrancisco(5000);
    const found = await answer(FAMILY, instance, { model: 'coverage', count: 4 });
    expect((100 * found.objective) / 955_113).toBeCloseTo(91.638, 3);
  });
});
