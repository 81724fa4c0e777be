/** The annexes: every row of a document, the data and their problems, method and licences. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/types.ts';
import { createReport } from '../../src/report/create-report.ts';
import type { ReportInput, Table } from '../../src/report/model.ts';
import { groupProblems } from '../../src/report/sections/quality.ts';
import { createRandom, makeFacility } from '../core/make.ts';
import { findSection, makeEvaluation, makeInput, paragraphsOf, tablesOf, withEstimates } from './make-input.ts';
import { exactly, inputOfRows, type GivenRow } from './make-rows.ts';
import { columnOf, makeUnitsInput, tableOf } from './make-units.ts';

describe('the table of indicators', () => {
  const annex = (rows: GivenRow[], given: Partial<ReportInput> = {}): Table =>
    tableOf(createReport(inputOfRows(rows, given)), 'indicators');

  it('has the year a target is due, and says where the document sets none', () => {
    const table = annex([
      { id: 'a', result: { year: 2023 } },
      { id: 'b', result: { year: null } },
    ]);
    expect(columnOf(table, 'Due')).toEqual(['2023', 'not said']);
  });

  it('shows value, target and margin in the unit of the row, rounded towards failing', () => {
    const table = annex([
      { id: 'beds', result: { ...exactly(37.999), state: 'not_met', unit: 'per_1000', target: 40, margin: -2.001 } },
      { id: 'share', result: { ...exactly(99.96), state: 'not_met', target: 100, margin: -0.04 } },
      { id: 'done', result: { ...exactly(1), state: 'met', unit: 'done', target: 1, margin: 0 } },
      { id: 'most', result: { ...exactly(5), state: 'met', unit: 'count', comparator: '<=', target: 8, margin: 3 } },
    ]);
    expect(columnOf(table, 'Value')).toEqual(['37.99 per 1,000', '99.9%', 'done', '5']);
    expect(columnOf(table, 'Margin')[1]).toBe('0.1 points short');
    expect(columnOf(table, 'Margin')[2]).toBeNull();
  });

  it('sets off binding rows that are missed, and nothing else', () => {
    const row = (id: string, force: 'binding' | 'task', state: 'met' | 'not_met' | 'unknown'): GivenRow => ({
      id,
      requirement: { force },
      result: { state },
    });
    const table = annex([
      row('a', 'binding', 'met'),
      row('b', 'task', 'not_met'),
      row('c', 'binding', 'not_met'),
      row('d', 'binding', 'unknown'),
    ]);
    expect(table.strong).toEqual([2]);
  });

  it('never calls an unknown row anything but unknown, whatever else is said of it', () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 60 }, (_, i): GivenRow => {
      const state = (['met', 'not_met', 'unknown', 'no_target'] as const)[Math.floor(random() * 4)] ?? 'unknown';
      const value = random() < 0.5 ? exactly(Math.round(random() * 200)) : {};
      return { id: `r${i}`, result: { state, ...value, source: random() < 0.5 ? 'computed' : 'reported' } };
    });
    const words: Record<string, string> = {
      met: 'Met',
      not_met: 'Not met yet by the data loaded',
      unknown: 'Not enough data to tell',
      no_target: 'No target',
    };
    expect(columnOf(annex(rows), 'Verdict')).toEqual(rows.map(({ result }) => words[result?.state ?? '']));
  });

  it('names headings, the row of the printed annex and words to search for, as printed', () => {
    const table = annex([
      {
        id: 'a',
        requirement: { section: ['三、重点任务', '（一）助餐'], anchors: ['老年助餐点', '全覆盖'], row: 7 },
      },
    ]);
    expect(table.rows[0]?.at(-1)).toBe(
      '三、重点任务 > （一）助餐 row 7 of the table of indicators "老年助餐点" "全覆盖"',
    );
  });

  it('says how many rows it has, repeats included', () => {
    const table = annex([{ id: 'a' }, { id: 'b', result: { flags: ['repeat'], sameAs: ['a'] } }]);
    expect(table.rows).toHaveLength(2);
    expect(table.note).toMatch(/\b2\b/);
  });
});

const problem = (given: Partial<Problem>): Problem => ({
  code: 'elders_unknown',
  severity: 'warning',
  layer: 'residences',
  file: null,
  row: null,
  id: null,
  column: 'elders',
  value: null,
  action: 'kept',
  elders: null,
  ...given,
});

describe('problems of the data', () => {
  it('stand together where code, layer, column and weight are the same, with their number and elders', () => {
    const groups = groupProblems([
      problem({ id: 'a', elders: 4 }),
      problem({ id: 'b', elders: null }),
      problem({ id: 'c', elders: 6 }),
      problem({ id: 'd', layer: 'areas', elders: 1 }),
      problem({ id: 'e', column: 'elders_80' }),
    ]);
    expect(groups.map(({ members, count, elders }) => [members[0]?.id, count, elders])).toEqual([
      ['a', 3, 10],
      ['d', 1, 1],
      ['e', 1, 0],
    ]);
  });

  it('go from the gravest to notes, and else as they were found', () => {
    const groups = groupProblems([
      problem({ id: 'n', severity: 'note' }),
      problem({ id: 'w1', layer: 'areas' }),
      problem({ id: 'e', severity: 'error' }),
      problem({ id: 'w2', layer: 'facilities' }),
    ]);
    expect(groups.map(({ members }) => members[0]?.id)).toEqual(['e', 'w1', 'w2', 'n']);
  });

  it('are all counted, whatever their order, in made-up lists', () => {
    const random = createRandom(55);
    const list = Array.from({ length: 200 }, (_, i) =>
      problem({
        id: `${i}`,
        layer: random() < 0.5 ? 'areas' : 'facilities',
        column: ['elders', 'beds', null][Math.floor(random() * 3)] ?? null,
        severity: random() < 0.3 ? 'error' : 'note',
        elders: random() < 0.5 ? Math.floor(random() * 50) : null,
      }),
    );
    const sum = (groups: ReturnType<typeof groupProblems>) => [
      groups.length,
      groups.reduce((all, { count }) => all + count, 0),
      groups.reduce((all, { elders }) => all + elders, 0),
    ];
    const elders = list.reduce((all, each) => all + (each.elders ?? 0), 0);
    expect(sum(groupProblems(list))).toEqual([12, 200, elders]);
    expect(sum(groupProblems([...list].reverse()))).toEqual([12, 200, elders]);
  });

  function tableWith(problems: Problem[], given: Partial<ReportInput> = {}): Table | undefined {
    const input = makeInput({ locale: 'en', ...given });
    const section = findSection(createReport({ ...input, evaluation: { ...input.evaluation, problems } }), 'quality');
    return tablesOf(section)[1];
  }

  it('leave out how headers were read, which is no problem to a council', () => {
    const table = tableWith([problem({ code: 'column_renamed' }), problem({ code: 'column_unknown' }), problem({})]);
    expect(table?.rows).toHaveLength(1);
    expect(tableWith([problem({ code: 'column_unknown' })])).toBeUndefined();
  });

  const sentencesOf = (table: Table | undefined) => table?.rows.map((row) => row[2]);

  it('tell of a service of which the ledger holds no facility, in the table and in the summary', () => {
    const input = makeInput({ locale: 'en' });
    const { services } = input.evaluation;
    const report = createReport({
      ...input,
      evaluation: { ...input.evaluation, services: { ...services, meals: { ...services['meals']!, facilities: 0 } } }, // the place has meals
    });
    const sentence = /Meals: no facility in the data counts, so none can be in reach of anyone/;
    expect(tablesOf(findSection(report, 'quality'))[1]?.rows).toEqual([
      ['please check', 'Facilities', expect.stringMatching(sentence), 0, 1000],
    ]);
    const leads = paragraphsOf(findSection(report, 'summary'));
    expect(leads.filter((text) => sentence.test(text))).toHaveLength(1);
  });

  it('of unlike values stand under a sentence that holds for all, with the first values named', () => {
    const types = ['pharmacy', 'supermarket', 'bank', 'park', 'post_office', 'school'];
    const unknown = types.map((value) =>
      problem({ code: 'type_unknown', layer: 'facilities', column: 'types', value }),
    );
    const english = tableWith(unknown);
    expect(sentencesOf(english)).toEqual([
      expect.stringContaining('"pharmacy, supermarket, bank, park, post_office and others"'),
    ]);
    expect(english?.rows[0]?.[3]).toBe(6);
    expect(sentencesOf(tableWith(unknown, { locale: 'zh' }))).toEqual([
      expect.stringContaining('“pharmacy、supermarket、bank、park、post_office等”'),
    ]);
  });

  it('of unlike numbers go from the least to the most, and their areas are named, but not in public', () => {
    const sparse = [3, 12, 0, 19].map((value, i) =>
      problem({ code: 'streets_incomplete', layer: 'areas', column: null, id: 'abcd'[i] ?? '', value, elders: 20 }),
    );
    expect(sentencesOf(tableWith(sparse))).toEqual([
      expect.stringMatching(/^Ash, Birch, Cedar, Dill: There are only 0–19 m of walkway/),
    ]);
    expect(sentencesOf(tableWith(sparse, { isPublic: true }))).toEqual([
      expect.stringMatching(/^There are only 0–19 m/),
    ]);
  });

  it('that say how many homes they are about are counted by these', () => {
    const near = ['day_care', 'meals'].map((column, i) =>
      problem({ code: 'streets_end_near', layer: 'walkways', column, value: 194 + i }),
    );
    expect(tableWith(near)?.rows.map((row) => row[3])).toEqual([194, 195]);
  });

  it('of which some were put right and some left out stand apart', () => {
    const swapped = (action: 'changed' | 'left_out') => problem({ code: 'coordinates_missing', column: null, action });
    expect(tableWith([swapped('changed'), swapped('left_out'), swapped('changed')])?.rows.map((row) => row[3])).toEqual(
      [2, 1],
    );
  });

  it('say no elders where none are concerned, and few as few in public', () => {
    const elders = (isPublic: boolean) =>
      tableWith(
        [problem({ elders: 9 }), problem({ layer: 'areas', elders: 10 }), problem({ layer: 'gates', elders: 0 })],
        {
          isPublic,
        },
      )?.rows.map((row) => row.at(-1));
    expect(elders(false)).toEqual([9, 10, null]);
    expect(elders(true)).toEqual(['<10', 10, null]);
  });
});

describe('what was loaded', () => {
  function countsOf(change: (input: ReportInput) => ReportInput): Record<string, unknown> {
    const [table] = tablesOf(findSection(createReport(change(makeInput({ locale: 'en' }))), 'quality'));
    return Object.fromEntries((table?.rows ?? []).map(([what, count]) => [String(what), count]));
  }

  it('is counted by layer and level, and levels that are not there have no row', () => {
    const counts = countsOf((input) => input);
    expect(counts).toMatchObject({
      'Residential areas that count (estimated ones included)': 5,
      'Elders in them': 1000,
      'Elders whose homes are estimated': 0,
      'Records of facilities (any status)': 3,
      'Facilities that count: Day care': 1,
      'Candidate premises': 0,
    });
    const levels = Object.entries(counts).filter(([what]) => what.startsWith('Areas: '));
    expect(levels.map(([, count]) => count)).toEqual([2, 5]);
  });

  it('says about of estimated homes, rounded up, and few as few in public', () => {
    const count = (estimatedElders: number, isPublic: boolean) =>
      countsOf((input) => ({
        ...input,
        isPublic,
        evaluation: { ...input.evaluation, totals: { ...input.evaluation.totals, estimatedElders } },
      }))['Elders whose homes are estimated'];
    expect([count(0, false), count(941, false), count(7, false), count(7, true)]).toEqual([
      0,
      'about 950',
      'about 7',
      '<10',
    ]);
  });

  it('names facilities that are not on the streets only where there are some', () => {
    const name = 'Facilities that cannot be put on the streets: Day care';
    expect(countsOf((input) => input)[name]).toBeUndefined();
    const counts = countsOf((input) => {
      const dayCare = input.evaluation.services['day_care'];
      if (!dayCare) throw new Error('no day care');
      const services = { ...input.evaluation.services, day_care: { ...dayCare, facilitiesUnplaced: 2 } };
      return { ...input, evaluation: { ...input.evaluation, services } };
    });
    expect(counts[name]).toBe(2);
  });

  it('counts every record of a facility, closed and planned ones too', () => {
    const facilities = (['open', 'closed', 'reserved'] as const).map((status, i) =>
      makeFacility(`${i}`, [0, 0], { status }),
    );
    const counts = countsOf((input) => ({ ...input, project: { ...input.project, facilities } }));
    expect(counts['Records of facilities (any status)']).toBe(3);
  });
});

describe('the method', () => {
  const itemsOf = (input: ReportInput): string[] => paragraphsOf(findSection(createReport(input), 'method'));

  it('tells how distances were measured in this run, and the other way not', () => {
    const straight = itemsOf(makeInput({ locale: 'en' })).join('\n');
    expect(straight).toContain('straight lines on the ellipsoid');
    const evaluation = makeEvaluation('en');
    evaluation.settings = { ...evaluation.settings, mode: 'walking', snapLimitMetres: 150 };
    const { standards: _, ...walked } = evaluation;
    const walking = itemsOf(makeInput({ locale: 'en', evaluation: walked, packs: [] })).join('\n');
    expect(walking).toContain('150 m');
    expect(walking).not.toContain('straight lines on the ellipsoid');
  });

  it('names the bands of the run as the tool’s own', () => {
    const input = makeUnitsInput({ a: { elders: 10 } });
    const settings = { ...input.evaluation.settings, bands: { covered: 0.925, lacking: 0.4 } };
    const text = itemsOf({ ...input, evaluation: { ...input.evaluation, settings } }).join('\n');
    expect(text).toContain('92.5%');
    expect(text).toContain('40%');
    expect(text).toMatch(/own bands, not a plan/);
  });

  it('explains verdicts only where documents were tested, and estimates only where there are some', () => {
    const plain = itemsOf(makeUnitsInput({ a: { elders: 10 } })).join('\n');
    expect(plain).not.toMatch(/Verdicts:|Estimates:/);
    expect(itemsOf(makeInput({ locale: 'en' })).join('\n')).toMatch(/Verdicts:/);
    expect(itemsOf(withEstimates(makeInput({ locale: 'en' }))).join('\n')).toMatch(/Estimates:/);
  });

  it('puts layers of one source, licence and date in one row', () => {
    const input = makeInput({ locale: 'en' });
    const source = (layer: string, date: string) => ({ layer, title: 'city', licence: 'open', date });
    const sources = [source('areas', '2025-01-02'), source('residences', '2025-01-02'), source('facilities', '')];
    const table = tablesOf(
      findSection(createReport({ ...input, project: { ...input.project, sources } }), 'method'),
    ).at(-1);
    expect(table?.rows).toEqual([
      ['Areas, Homes', 'city', 'open', 'January 2, 2025'],
      [expect.any(String), 'city', 'open', 'no date given'],
    ]);
  });

  it.each([
    ['en', 'Homes', 'source not stated', 'licence not stated: check before publishing', 'no date given'],
    ['zh', '居住小区', '来源未注明', '许可未注明，公开前请核实', '未注明日期'],
  ] as const)('lists in %s a layer that has rows and no source, here and on the cover', (locale, layer, ...untold) => {
    const input = makeInput({ locale });
    const sources = ['facilities', 'areas'].map((name) => ({
      layer: name,
      title: 'city',
      licence: 'open',
      date: '2025',
    }));
    const report = createReport({ ...input, project: { ...input.project, sources } });
    expect(tablesOf(findSection(report, 'method')).at(-1)?.rows.at(-1)).toEqual([layer, ...untold]);
    expect(report.facts.some(({ value }) => value.includes(`${layer} ${untold[2]}`))).toBe(true);
  });

  it('lists words without a number with the value of the run, else their default, and no table where there are none', () => {
    const near = {
      id: 'near',
      name: { zh: '毗邻', en: 'adjacent' },
      value: 100,
      unit: { zh: '米', en: 'm' },
      why: { zh: '无', en: 'not said' },
    };
    const rows = (parameters: (typeof near)[]) =>
      tablesOf(findSection(createReport(inputOfRows([{ id: 'a' }], {}, { parameters })), 'method'));
    expect(rows([near])[0]?.rows).toEqual([['adjacent', '100 m', 'not said']]);
    expect(rows([])).toHaveLength(1);
  });
});
