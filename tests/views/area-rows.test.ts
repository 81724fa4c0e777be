import { describe, expect, it } from 'vitest';
import { countAreas, listAreaRows } from '../../src/views/shared/area-rows.ts';
import { makeAreaResult, makeAreaSummary, makeRunResult, makeSummary } from './make-results.ts';

const results = [
  makeAreaResult('a', 100, { day_care: { status: 'lacking', eldersCovered: 20 }, meals: { status: 'lacking' } }),
  makeAreaResult('b', 400, { day_care: { status: 'lacking', eldersCovered: 0 }, meals: { status: 'covered' } }),
  makeAreaResult('c', 90, { day_care: { status: 'covered', eldersCovered: 90 }, meals: { status: 'partial' } }),
  makeAreaResult('d', null, { day_care: { status: 'unknown', reason: 'no_data' } }),
  makeAreaResult('e', 0, { day_care: { status: 'empty' } }),
  makeAreaResult('f', 200, { day_care: { status: 'partial', eldersCovered: 120 } }),
  makeAreaResult('g', 80, { day_care: { status: 'lacking', eldersCovered: 0 } }),
  { ...makeAreaResult('town', 870, { day_care: { status: 'lacking' } }), level: 'subdistrict' as const },
];
const summary = makeSummary({
  areas: results.map(({ id, level }) => makeAreaSummary(id, { level, name: `社区 ${id}` })),
});

describe('the list of communities', () => {
  const rows = listAreaRows(makeRunResult(results), summary);

  it('has the communities only, most elders not covered first, smaller ids first where they are equal', () => {
    expect(rows.map(({ area, uncoveredElders }) => [area.id, uncoveredElders])).toEqual([
      ['b', 400],
      ['a', 80],
      ['f', 80],
      ['g', 80],
      ['c', 0],
      ['e', 0],
      ['d', null],
    ]);
  });

  it('does not take unknown elders for 0', () => {
    expect(rows.find(({ area }) => area.id === 'd')).toMatchObject({ elders: null, uncoveredElders: null });
    expect(rows.find(({ area }) => area.id === 'e')).toMatchObject({ elders: 0, uncoveredElders: 0 });
  });

  it('joins names by id, whatever the order of the rows', () => {
    const turned = { ...summary, areas: [...summary.areas].reverse() };
    expect(listAreaRows(makeRunResult([...results].reverse()), turned)).toEqual(rows);
    expect(rows.every(({ area }) => area.name === `社区 ${area.id}`)).toBe(true);
  });

  it('says which other services a community lacks too', () => {
    const also = new Map(rows.map(({ area, alsoLacking }) => [area.id, alsoLacking]));
    expect([also.get('a'), also.get('b'), also.get('c')]).toEqual([['meals'], [], []]);
  });

  it('is empty where the data have no areas, or the run nothing of the kind', () => {
    expect(listAreaRows(makeRunResult([]), makeSummary({ level: null }))).toEqual([]);
    expect(listAreaRows({ ...makeRunResult(results), kind: 'pharmacy' }, summary)).toEqual([]);
  });
});

describe('the count of communities', () => {
  it('"n of m" leaves out empty and unknown ones; the unknown stand beside it', () => {
    expect(countAreas(listAreaRows(makeRunResult(results), summary))).toEqual({ lacking: 3, judged: 5, unknown: 1 });
  });

  it('is 0 of 0 where nothing can be judged', () => {
    const unknown = [makeAreaResult('d', null, { day_care: { status: 'unknown' } })];
    expect(countAreas(listAreaRows(makeRunResult(unknown), summary))).toEqual({ lacking: 0, judged: 0, unknown: 1 });
    expect(countAreas([])).toEqual({ lacking: 0, judged: 0, unknown: 0 });
  });
});
