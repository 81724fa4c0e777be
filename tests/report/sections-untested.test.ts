import { describe, expect, it } from 'vitest';
import { createReport } from '../../src/report/create-report.ts';
import { groupByMissing } from '../../src/report/sections/untested.ts';
import { createRandom } from '../core/make.ts';
import { findSection, makeEvaluation, makeInput, paragraphsOf, tablesOf } from './make-input.ts';
import { inputOfRows, type GivenRow } from './make-rows.ts';

const open = (id: string, missing: string[], more: Partial<GivenRow> = {}): GivenRow => ({
  id,
  ...more,
  result: { state: 'unknown', missing, ...more.result },
});

const sectionOf = (rows: GivenRow[], locale: 'zh' | 'en' = 'en') =>
  findSection(createReport(inputOfRows(rows, { locale })), 'untested');

describe('what could not be tested', () => {
  it('puts rows together that wait for the same data, whatever the order they are named in', () => {
    const [table] = tablesOf(
      sectionOf([
        open('a', ['facilities.grade', 'facilities.beds']),
        open('b', ['facilities.beds', 'facilities.grade']),
        open('c', ['facilities.beds']),
      ]),
    );
    expect(table?.rows.map((row) => row.slice(1))).toEqual([
      [2, 0, 'a, b'],
      [1, 0, 'c'],
    ]);
  });

  it('begins with what would settle most binding rows, then most rows', () => {
    const binding = { requirement: { force: 'binding' as const } };
    const [table] = tablesOf(
      sectionOf([
        open('a', ['facilities.beds']),
        open('b', ['facilities.beds']),
        open('c', ['facilities.grade'], binding),
        open('d', ['areas.population']),
      ]),
    );
    expect(table?.rows.map((row) => row.at(-1))).toEqual(['c', 'a, b', 'd']);
  });

  it('lists every open row once, repeats and settled rows not at all, in made-up scorecards', () => {
    const random = createRandom(31);
    const columns = ['facilities.beds', 'facilities.grade', 'areas.setting', 'reported'];
    for (let round = 0; round < 30; round++) {
      const rows = Array.from({ length: 25 }, (_, i): GivenRow => {
        const state = random() < 0.6 ? 'unknown' : 'met';
        const missing = columns.filter(() => random() < 0.4);
        return { id: `r${i}`, result: { state, missing, flags: random() < 0.2 ? ['repeat'] : [] } };
      });
      const wanted = rows.filter(({ result }) => result?.state === 'unknown' && result.flags?.length === 0);
      const [table] = tablesOf(sectionOf(rows));
      const told = table?.rows.flatMap((row) => String(row.at(-1)).split(', ')) ?? [];
      expect(told.sort()).toEqual(wanted.map(({ id }) => id).sort());
      const counted = table?.rows.reduce((sum, row) => sum + Number(row[1]), 0) ?? 0;
      expect(counted).toBe(wanted.length);
    }
  });

  it('says how many rows are open and how many have nothing to be compared with', () => {
    const section = sectionOf([open('a', ['reported']), { id: 'b', result: { state: 'no_target' } }]);
    const [first, last] = [paragraphsOf(section)[0], paragraphsOf(section).at(-1)];
    expect(first).toMatch(/^1 requirement cannot be told/);
    expect(last).toMatch(/^For 1 more the document sets no value/);
  });

  it('has no table where everything is settled', () => {
    const section = sectionOf([{ id: 'a', result: { state: 'met', missing: ['facilities.beds'] } }]);
    expect(tablesOf(section)).toEqual([]);
    expect(paragraphsOf(section)).toEqual(['No requirement is left open for want of data.']);
  });

  it('says so where no document was tested', () => {
    const { standards: _, ...evaluation } = makeEvaluation('en');
    const report = createReport(makeInput({ locale: 'en', evaluation, packs: [] }));
    expect(paragraphsOf(findSection(report, 'untested'))).toEqual(['No document was tested.']);
  });
});

describe('what is missing, in words', () => {
  const said = (missing: string[], locale: 'zh' | 'en'): unknown =>
    tablesOf(sectionOf([open('a', missing)], locale))[0]?.rows[0]?.[0];

  it.each([
    [['reported'], '填报值：地图和台账给不出，需要主管部门填报', 'A reported figure'],
    [[], '其他原因', 'Other reasons'],
    [['concerns_none'], '一个也没有', 'hold none'],
    [['areas.county'], '统计单元', 'areas of the level'],
    [['facilities.types:memory_home'], '认知', 'records of'],
    [['facilities.own_column'], '设施台账', 'own_column'],
  ] as const)('%j is no code', (missing, zh, en) => {
    expect(said([...missing], 'zh')).toContain(zh);
    expect(said([...missing], 'en')).toContain(en);
    expect(said([...missing], 'en')).not.toMatch(/concerns_none|facilities\.|areas\.|types:/);
  });

  it('joins several in one cell, each once', () => {
    const text = String(said(['facilities.grade', 'facilities.beds'], 'en'));
    expect(text.split('; ')).toEqual(['Facilities: beds', 'Facilities: grade']);
  });
});

describe('groups', () => {
  it('keep what they are made from as it was', () => {
    const { evaluation, packs } = inputOfRows([open('a', ['facilities.grade', 'facilities.beds'])]);
    const [requirement] = packs[0]?.requirements ?? [];
    const [result] = evaluation.standards?.[0]?.requirements ?? [];
    if (!requirement || !result) throw new Error('no row');
    groupByMissing({ once: [{ requirement, result }] });
    expect(result.missing).toEqual(['facilities.grade', 'facilities.beds']);
  });
});
