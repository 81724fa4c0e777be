/** What stands on the first pages: conditions of the run, and the sentences that a council reads. */
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/core/types.ts';
import { createReport } from '../../src/report/create-report.ts';
import type { ReportInput } from '../../src/report/model.ts';
import { findSection, makeEvaluation, makeInput, makeStandard, paragraphsOf } from './make-input.ts';
import { evaluateUnits, makeUnitsInput, type Unit } from './make-units.ts';

function factsOf(given: Partial<ReportInput>): Record<string, string> {
  return Object.fromEntries(createReport(makeInput({ locale: 'en', ...given })).facts.map((f) => [f.name, f.value]));
}

function withSettings(given: Partial<Settings>): Partial<ReportInput> {
  const evaluation = makeEvaluation('en');
  return { packs: [], evaluation: { ...evaluation, settings: { ...evaluation.settings, ...given } } };
}

function summaryOf(input: ReportInput): string[] {
  return paragraphsOf(findSection(createReport(input), 'summary'));
}

describe('the cover', () => {
  it.each([
    { given: { year: null }, name: /year/i, value: /not/ },
    { given: { mode: 'walking' as const }, name: /measure/i, value: /walking|street/i },
    { given: { pipeline: true }, name: /Planned/, value: /^counted from/ },
    { given: { pipeline: false }, name: /Planned/, value: /^not counted$/ },
  ])('says the setting $given', ({ given, name, value }) => {
    const fact = Object.entries(factsOf(withSettings(given))).find(([key]) => name.test(key));
    expect(fact?.[1]).toMatch(value);
  });

  it.each([
    { metres: 900, minutes: 15, speed: 1, found: ['15 min', '900 m'] },
    { metres: 720, minutes: 15, speed: 0.8, found: ['15 min', '720 m'] },
    { metres: 1000, speed: 1, found: ['1 km', '16.7'] },
    { metres: 1200, speed: 1.2, found: ['16.7'] },
    { metres: 540, minutes: 15, speed: 0.6, found: ['15 min', '540 m'] },
  ])('gives metres and minutes of $metres m at $speed m/s', ({ metres, minutes, speed, found }) => {
    const limit = minutes === undefined ? { metres } : { metres, minutes };
    const facts = factsOf(withSettings({ speedMetresPerSecond: speed, limits: { day_care: limit, meals: limit } }));
    const fact = Object.entries(facts).find(([key]) => key.endsWith('Day care') || key.includes('day care'));
    for (const text of found) expect(fact?.[1]).toContain(text);
  });

  it('never calls fifteen minutes a kilometre', () => {
    const limit = { metres: 900, minutes: 15 };
    const text = JSON.stringify(factsOf(withSettings({ limits: { day_care: limit, meals: limit } })));
    expect(text).not.toMatch(/1 km|1,000 m/);
  });

  it.each([
    ['2024-02-29', 'February 29, 2024'],
    ['2026-12-01', 'December 1, 2026'],
    ['2026', '2026'],
    ['spring', 'spring'],
    ['2026-13-45', '2026-13-45'],
  ])('writes the day %s as %s', (date, said) => {
    const day = Object.values(factsOf({ date }))[0];
    const [month = '', number = ''] = said.replace(',', '').split(' ');
    expect(day).toMatch(new RegExp(`^(${said}|${number} ${month}\\b.*)$`));
  });

  it('lists every document with its period, number and status', () => {
    const { pack, result } = makeStandard();
    const titles = { zh: '乙规划', en: 'Second plan' };
    const second = { ...pack, id: 'b', title: titles, number: 'No. 7', status: 'draft' as const };
    const evaluation = makeEvaluation('en', {
      standards: [result, { ...result, id: 'b', title: titles, status: 'draft' }],
    });
    const lines = Object.values(factsOf({ packs: [pack, second], evaluation }))
      .at(-1)
      ?.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines?.[0]).toMatch(/^Test plan \(2021/);
    expect(lines?.[1]).toMatch(/^Second plan \(No. 7, .*draft/);
  });

  it('says when no document was tested and no source is named', () => {
    const { project } = makeInput();
    const facts = Object.values(
      factsOf({ packs: [], evaluation: makeEvaluation('en'), project: { ...project, sources: [] } }),
    );
    expect(facts).toContain('no document was tested');
    expect(facts.join()).toMatch(/neither|no (source|date)/i);
  });
});

describe('the headline of a service', () => {
  const UNITS: Record<string, Unit> = {
    full: { elders: 100, covered: 90 },
    half: { elders: 100, covered: 50 },
    thin: { elders: 100, covered: 49 },
    none: { elders: 100 },
    dark: { elders: null },
    void: { elders: 0 },
  };

  it('leaves empty and unknown communities out of n of m, and names the unknown beside it', () => {
    const [headline] = summaryOf(makeUnitsInput(UNITS));
    expect(headline).toContain('of 400 elders, 189 (47.2%)');
    expect(headline).toContain('2 of the 4 communities');
    expect(headline).toContain('For 1 more the data do not suffice');
  });

  it('says no share where there are no elders, rather than 0% or 100%', () => {
    const [headline] = summaryOf(makeUnitsInput({ void: { elders: 0 } }));
    expect(headline).not.toMatch(/\d%/);
    expect(headline).toMatch(/no numbers of elders/);
  });

  it.each([
    [9999, 10_000, '99.9%'],
    [10_000, 10_000, '100.0%'],
    [8999, 10_000, '89.9%'],
    [1, 3, '33.3%'],
    [2, 3, '66.6%'],
    [29, 100, '29.0%'],
    [1, 10_000, '0.0%'],
  ])('rounds %d of %d towards failing', (covered, elders, said) => {
    expect(summaryOf(makeUnitsInput({ a: { elders, covered } }))[0]).toContain(`(${said})`);
  });

  it('says nothing of communities where all are empty or unknown', () => {
    const [headline] = summaryOf(
      makeUnitsInput({ a: { elders: 50, covered: 20, status: 'unknown' }, b: { elders: 0 } }),
    );
    expect(headline).not.toMatch(/of the 0/);
    expect(headline).toContain('For 1 more');
  });
});

describe('what the summary looks at first', () => {
  it('names five communities at most, most elders not covered first', () => {
    const units = Object.fromEntries(
      [30, 80, 50, 20, 70, 60].map((elders) => [`u${elders}`, { elders }] as [string, Unit]),
    );
    const line = summaryOf(makeUnitsInput(units)).find((text) => text.includes('u80'));
    expect([...(line ?? '').matchAll(/u\d+/g)].map(String)).toEqual(['u80', 'u70', 'u60', 'u50', 'u30']);
  });

  it('has no such list where nothing is lacking', () => {
    const sentences = summaryOf(makeUnitsInput({ a: { elders: 10, covered: 10 } }));
    expect(sentences.join('\n')).not.toContain('most elders not covered');
  });

  it.each([
    [{ unplacedElders: 17 }, /17 elders cannot be put on the streets/],
    [{ residencesWithoutElders: 4 }, /^4 residential areas have no number/],
    [{ estimatedElders: 1234 }, /^Of about 1,300 elders|^Of 1,300/i],
  ])('warns of %j', (totals, said) => {
    const units = { a: { elders: 2000, covered: 1000 } };
    const base = evaluateUnits(units);
    const evaluation = { ...base, totals: { ...base.totals, ...totals } };
    expect(summaryOf(makeUnitsInput(units, { evaluation })).filter((text) => said.test(text))).toHaveLength(1);
    expect(summaryOf(makeUnitsInput(units)).filter((text) => said.test(text))).toHaveLength(0);
  });

  it('tells the public no number of elders below ten in its warnings', () => {
    const units = { a: { elders: 2000, covered: 1000 }, b: { elders: 500, covered: 500 } };
    const base = evaluateUnits(units);
    const evaluation = { ...base, totals: { ...base.totals, estimatedElders: 7, unplacedElders: 6 } };
    const warnings = (isPublic: boolean): string =>
      summaryOf(makeUnitsInput(units, { evaluation, isPublic })).slice(1).join('\n');
    expect(warnings(false)).toMatch(/\b7 elders/);
    expect(warnings(true)).not.toMatch(/\b[67] elders/);
    expect(warnings(true)).toMatch(/<10 elders/);
  });
});
