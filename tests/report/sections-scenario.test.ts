import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/core/scenario/types.ts';
import type { ReportInput } from '../../src/report/model.ts';
import { createReport } from '../../src/report/create-report.ts';
import { tellScenario } from '../../src/report/tell-scenario.ts';
import { makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';
import { tablesOf } from './make-input.ts';
import { evaluateUnits, makeUnitsInput, type Unit } from './make-units.ts';

const BEFORE: Record<string, Unit> = { a: { elders: 100, covered: 20 }, b: { elders: 300, covered: 300 } };
const AFTER: Record<string, Unit> = { ...BEFORE, a: { elders: 100, covered: 95 } };

const makeScenarioInput = (given: Partial<ReportInput> = {}): ReportInput =>
  makeUnitsInput(AFTER, {
    scenario: {
      name: 'South',
      sentences: ['first edit, call 13812345678', 'second edit'],
      before: evaluateUnits(BEFORE),
    },
    ...given,
  });

const sectionOf = (input: ReportInput) => createReport(input).sections.find(({ id }) => id === 'scenario');

describe('the scenario of a report', () => {
  it('comes right after the summary, each edit a line', () => {
    const report = createReport(makeScenarioInput());
    expect(report.sections.map(({ id }) => id).slice(0, 2)).toEqual(['summary', 'scenario']);
    const section = sectionOf(makeScenarioInput());
    expect(section?.title).toContain('South');
    expect(section?.blocks.find(({ kind }) => kind === 'list')).toEqual({
      kind: 'list',
      items: ['first edit, call 13812345678', 'second edit'],
    });
  });

  it('tells the shares with and without it, and the communities that differ', () => {
    const [shares, areas, ...more] = tablesOf(sectionOf(makeScenarioInput())!);
    expect(more).toEqual([]);
    // 320 and 395 of 400 elders.
    expect(shares?.rows.map((row) => row.slice(1, 3))).toEqual([[0.8, 0.9875]]);
    expect(areas?.rows.map((row) => row[0])).toEqual(['a']);
  });

  it('stands beside an earlier evaluation without sharing the name of a sheet', () => {
    const report = createReport(makeScenarioInput({ earlier: evaluateUnits(BEFORE) }));
    const ids = report.sections.flatMap((section) => tablesOf(section).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(report.sections.map(({ id }) => id)).toContain('changes');
  });

  it('loses telephone numbers in public', () => {
    const text = JSON.stringify(sectionOf(makeScenarioInput({ isPublic: true })));
    expect(text).not.toContain('13812345678');
    expect(text).toContain('second edit');
  });

  it('is not there where nothing was tried', () => {
    expect(sectionOf(makeUnitsInput(AFTER))).toBeUndefined();
  });
});

describe('a scenario in words', () => {
  const project = makeProject({
    areas: [makeArea('c', { name: '幸福社区' })],
    residences: [makeResidence('r', [120.9, 31.4], { name: '幸福里', areaId: 'c' })],
    facilities: [makeFacility('f', [120.9, 31.4], { name: '老食堂' })],
  });
  const edits: Scenario['edits'] = [
    { action: 'add', facility: { id: 'n', name: '新日托', types: ['day_care'], position: [120.9, 31.4] } },
    { action: 'close', id: 'f', year: 2027 },
    { action: 'remove', id: 'n' },
  ];

  it('has one sentence for each edit, with the names of the data and of what was added before', () => {
    const told = tellScenario({ edits, year: 2026 }, project, 'zh');
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/2026.*幸福里.*日间照料/);
    expect(told[1]).toMatch(/老食堂/);
    expect(told[1]).toContain('2027');
    expect(told[2]).toContain('新日托');
    expect(tellScenario({ edits, year: 2026 }, project, 'en').join(' ')).toMatch(/day.care/i);
  });
});
