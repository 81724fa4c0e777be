import { describe, expect, it } from 'vitest';
import type { CoverageCut, CoverageFigure, FourFigures } from '../../src/core/standards/types.ts';
import { createReport } from '../../src/report/create-report.ts';
import { writeReportPage } from '../../src/report/html.ts';
import type { ReportInput, Table } from '../../src/report/model.ts';
import { findDiffering } from '../../src/report/sections/four.ts';
import { createReportSheets } from '../../src/report/workbook.ts';
import { createRandom } from '../core/make.ts';
import { findSection, paragraphsOf, tablesOf, withEstimates } from './make-input.ts';
import { exactly, inputOfRows, makeTested, type GivenRow } from './make-rows.ts';

const figure = (percent: number, lacking: string[] = []): CoverageFigure => ({ ...exactly(percent), lacking });
const NOBODY: CoverageFigure = { value: null, low: null, high: null, lacking: [] };

function four(given: Partial<FourFigures> = {}): FourFigures {
  return { built: figure(80), run: figure(90), walk: figure(70), eldersWalk: figure(66.66), cuts: [], ...given };
}

function cuts(given: Partial<Record<CoverageCut, CoverageFigure>>): FourFigures['cuts'] {
  return (['elders_80', 'urban', 'rural'] as const).map((cut) => ({ cut, figure: given[cut] ?? NOBODY }));
}

const row = (id: string, given: Partial<FourFigures> | null, more: GivenRow['result'] = {}): GivenRow => ({
  id,
  requirement: { text: { zh: `要求${id}`, en: `Requirement ${id}` } },
  result: { state: 'not_met', four: given === null ? null : four(given), ...more },
});

function tablesOfRows(rows: GivenRow[], change: (input: ReportInput) => ReportInput = (input) => input): Table[] {
  const section = createReport(change(inputOfRows(rows))).sections.find(({ id }) => id === 'four');
  return section ? tablesOf(section) : [];
}

describe('the table of four meanings', () => {
  it('is there only where a row asks for coverage, and lists those rows and no repeats', () => {
    expect(tablesOfRows([row('a', null)])).toEqual([]);
    const [table] = tablesOfRows([row('a', {}), row('b', null), row('c', {}, { flags: ['repeat'] })]);
    expect(table?.rows.map(([id]) => id)).toEqual(['a']);
  });

  it('says a range where a figure is not known exactly, and that nothing is known where it is not', () => {
    const open = { value: null, low: 20, high: 85.55, lacking: [] };
    const [table] = tablesOfRows([row('a', { built: open, run: NOBODY })]);
    expect(table?.rows[0]?.slice(3, 7)).toEqual(['20% to 85.5%', 'not known', '70%', '66.6%']);
  });

  it('shows what was reported as it was written, and says where nothing was', () => {
    const reported = { value: '约98%', source: 'yearbook', date: '2024' };
    const [table] = tablesOfRows([row('a', {}, { reported }), row('b', {})]);
    expect(table?.rows.map((cells) => cells[2])).toEqual(['约98%', 'none given']);
  });

  it('calls only the walked figures estimates: where a facility stands is known', () => {
    const [table] = tablesOfRows([row('a', {})], withEstimates);
    expect(table?.rows[0]?.slice(3, 7)).toEqual(['80%', '90%', 'about 70%', 'about 66%']);
  });

  it('names four of the units that differ, and their number', () => {
    const lacking = ['a', 'b', 'c', 'd', 'e'];
    const [table] = tablesOfRows([row('x', { walk: figure(0, lacking) }), row('y', { walk: figure(20, ['a', 'b']) })]);
    expect(table?.rows.map((cells) => cells.at(-1))).toEqual([
      '5: Ash, Birch, Cedar, Dill and others',
      '2: Ash, Birch',
    ]);
  });

  it('says none where the meanings agree, and the code of a unit that has no name', () => {
    const same = ['a'];
    const agree = { built: figure(80, same), run: figure(80, same), walk: figure(80, same) };
    const [table] = tablesOfRows([row('x', agree), row('y', { walk: figure(0, ['320500']) })]);
    expect(table?.rows.map((cells) => cells.at(-1))).toEqual(['none', '1: 320500']);
  });
});

describe('units that differ', () => {
  it('have the facility or the service, and no walk: a set that can be counted', () => {
    const random = createRandom(9);
    const ids = Array.from({ length: 10 }, (_, i) => `u${i}`);
    const some = () => ids.filter(() => random() < 0.5);
    for (let round = 0; round < 50; round++) {
      const [built, run, walk] = [figure(0, some()), figure(0, some()), figure(0, some())];
      const wanted = ids.filter(
        (id) => walk.lacking.includes(id) && !(built.lacking.includes(id) && run.lacking.includes(id)),
      );
      expect(findDiffering({ built, run, walk })).toEqual(wanted);
    }
  });
});

describe('elders within a walk by age and setting', () => {
  const known = cuts({
    elders_80: figure(41.25),
    urban: figure(88),
    rural: { value: null, low: 10, high: 30, lacking: [] },
  });

  it('stand beside those of all elders, with a range where it is one', () => {
    const [, table] = tablesOfRows([row('a', { cuts: known })]);
    expect(table?.rows).toEqual([['a', 'Requirement a', '66.6%', '41.2%', '88%', '10% to 30%']]);
    expect(table?.columns).toHaveLength(6);
  });

  it('are a dash where the data tell nothing of a part, which the note explains', () => {
    const [, table] = tablesOfRows([row('a', { cuts: cuts({ urban: figure(0) }) }), row('b', { cuts: cuts({}) })]);
    expect(table?.rows.map((cells) => cells.slice(3))).toEqual([[null, '0%', null]]);
    expect(table?.note).toContain('dash');
  });

  it('have no table where nothing is known of any part', () => {
    expect(tablesOfRows([row('a', { cuts: cuts({}) }), row('b', {})])).toHaveLength(1);
  });

  it('are estimates where homes are', () => {
    const [, table] = tablesOfRows([row('a', { cuts: known })], withEstimates);
    expect(table?.rows[0]?.slice(2)).toEqual(['about 66%', 'about 41%', 'about 88%', 'about 10% to 30%']);
  });

  it('reach the page and the workbook in both languages', () => {
    for (const locale of ['zh', 'en'] as const) {
      const report = createReport(inputOfRows([row('a', { cuts: known })], { locale }));
      const name = locale === 'zh' ? '按年龄和城乡' : 'By age and setting';
      const sheet = createReportSheets(report).find((each) => each.name === name);
      expect(sheet?.rows[0]?.slice(2, 5)).toEqual(['66.6%', '41.2%', '88%']);
      expect(writeReportPage(report)).toContain('<td>41.2%</td>');
    }
  });
});

describe('parts of few elders', () => {
  /** Communities of the five are urban or rural; homes hold so many of 80 and over. */
  function inPublic(urban: string[], oldest: number | null): (input: ReportInput) => ReportInput {
    return (input) => ({
      ...input,
      isPublic: true,
      project: {
        ...input.project,
        areas: input.project.areas.map((area) => ({ ...area, setting: urban.includes(area.id) ? 'urban' : 'rural' })),
        residences: input.project.residences.map((home, i) => ({ ...home, elders80: i === 0 ? oldest : null })),
      },
    });
  }
  const rows = [row('a', { cuts: cuts({ elders_80: figure(50), urban: figure(20), rural: figure(80) }) })];
  const cells = (change: (input: ReportInput) => ReportInput) => tablesOfRows(rows, change)[1]?.rows[0]?.slice(3);

  it('are kept back in public, both settings together because one gives the other', () => {
    // d holds 6 elders.
    expect(cells(inPublic(['d'], 40))).toEqual(['50%', 'withheld', 'withheld']);
    expect(cells(inPublic(['a', 'b', 'c', 'e'], 9))).toEqual(['withheld', 'withheld', 'withheld']);
  });

  it('are shown where they are many, and to the office in any case', () => {
    expect(cells(inPublic(['a'], 10))).toEqual(['50%', '20%', '80%']);
    expect(cells((input) => ({ ...inPublic(['d'], 2)(input), isPublic: false }))).toEqual(['50%', '20%', '80%']);
  });
});

describe('several documents', () => {
  it('have a heading and tables of their own each', () => {
    const known = { cuts: cuts({ urban: figure(1) }) };
    const input = inputOfRows([row('a', known)]);
    const other = makeTested([row('z', known)], { id: 'other', title: { zh: '另一规划', en: 'Other plan' } });
    const standards = [...(input.evaluation.standards ?? []), other.result];
    const both = { ...input, packs: [...input.packs, other.pack], evaluation: { ...input.evaluation, standards } };
    const section = findSection(createReport(both), 'four');
    expect(tablesOf(section).map(({ rows: [first] }) => first?.[0])).toEqual(['a', 'a', 'z', 'z']);
    expect(new Set(tablesOf(section).map(({ id }) => id)).size).toBe(4);
    expect(paragraphsOf(section).slice(1)).toEqual(['3.1 Test plan', '3.2 Other plan']);
  });
});
