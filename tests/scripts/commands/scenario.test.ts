/** `--scenario`: what is tried, by the same options as any other question. */
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Edit, Scenario } from '../../../src/core/scenario/types.ts';
import { formatScenarioFile } from '../../../src/io/scenario-file.ts';
import { makeScenario } from '../../core/make.ts';
import { createTemporary, parseEvaluation, PLACE, readText, runCareCircle } from './place.ts';

const { folder, write } = createTemporary();

/** R3 and R4 lie 476 m apart around 120.985; F2 opens there in 2027. */
const add: Edit = {
  action: 'add',
  facility: { id: 'N1', name: '新点', types: ['day_care'], position: [120.985, 31.31], opened: 2026 },
};
const SCENARIOS: Scenario[] = [
  makeScenario('s1', { name: '近期', year: 2026, edits: [add] }),
  makeScenario('s2', { name: '储备', year: 2027, stages: ['approved'] }),
  makeScenario('s3', {
    name: '收缩',
    edits: [
      { action: 'close', id: 'F1', year: null },
      { action: 'remove', id: 'F9' },
    ],
  }),
];
write({
  ...Object.fromEntries(Object.entries(PLACE).map(([path, text]) => [`place/${path}`, text])),
  'place/project.json': JSON.stringify({
    ...(JSON.parse(PLACE['project.json']!) as object),
    scenarios: 'scenarios.json',
  }),
  'place/scenarios.json': formatScenarioFile(SCENARIOS.slice(0, 2)),
  'tried/own.json': formatScenarioFile(SCENARIOS),
  'tried/a#b.json': formatScenarioFile(SCENARIOS.slice(1)),
  'tried/broken.json': '{ "format": "care-circle-scenario", ',
});
const analyse = (...words: string[]) => runCareCircle(folder, 'analyse', 'place', '--no-area-shares', ...words);
const covered = (...words: string[]) => parseEvaluation(analyse(...words)).services['day_care']!.eldersCovered;

describe('analyse --scenario', () => {
  it("takes one of the project's own by id or name, with its year", () => {
    expect(covered()).toBe(160);
    const evaluation = parseEvaluation(analyse('--scenario', 's1'));
    expect(evaluation.settings).toMatchObject({ year: 2026, pipeline: false });
    expect(evaluation.services['day_care']).toMatchObject({ facilities: 2, eldersCovered: 200 });
    expect(analyse('--scenario', '近期').out).toBe(analyse('--scenario', 's1').out);
  });

  it('lets --year and --pipeline go before what the scenario says', () => {
    expect(covered('--scenario', 's1', '--year', '2025')).toBe(160);
    const { settings, services } = parseEvaluation(analyse('--scenario', 's1', '--year', '2027', '--pipeline'));
    expect([settings.year, settings.pipeline, services['day_care']?.facilities]).toEqual([2027, true, 3]);
  });

  it('counts planned facilities of the stages that the scenario switches on', () => {
    const { settings, services } = parseEvaluation(analyse('--scenario', '储备'));
    expect([settings.year, settings.pipeline, services['day_care']?.facilities]).toEqual([2027, true, 2]);
    expect(covered('--scenario', '储备', '--year', '2026')).toBe(160);
  });

  it('takes the first one of a file, or the one that is named', () => {
    expect(covered('--scenario', 'tried/own.json')).toBe(200);
    expect(parseEvaluation(analyse('--scenario', 'tried/own.json#储备')).settings.year).toBe(2027);
    expect(parseEvaluation(analyse('--scenario', 'tried/a#b.json')).settings.year).toBe(2027);
    expect(covered('--scenario', 'tried/a#b.json#s3')).toBe(0);
  });

  it('passes over an edit of what the data do not have, and tells it', () => {
    const { code, err } = analyse('--scenario', 'tried/own.json#收缩');
    expect(code).toBe(0);
    expect(err).toMatch(/"edits\[1\]" of scenario "s3" names "F9", which is not in the data/);
  });

  it('ends with one sentence where there is no such scenario, or the file is none', () => {
    const unknown = analyse('--scenario', '远期');
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('There is no scenario called "远期", nor such a file. There are: s1 近期, s2 储备');
    const inFile = analyse('--scenario', 'tried/own.json#远期', '--lang', 'zh');
    expect([inFile.code, inFile.err]).toEqual([1, expect.stringContaining('没有名为“远期”的方案')]);
    const broken = analyse('--scenario', 'tried/broken.json');
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('is no JSON')]);
    const other = analyse('--scenario', 'place/areas.geojson');
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('This is no file of scenarios')]);
  });
});

describe('check --scenario', () => {
  it('says each edit as a sentence', () => {
    const { code, out } = runCareCircle(folder, 'check', 'place', '--scenario', 'tried/own.json#s3', '--lang', 'zh');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').slice(-2)).toEqual(['甲日间照料中心关停', '去掉“F9”']);
    expect(out).toContain('提到的“F9”不在数据中');
  });

  it('says them as JSON too', () => {
    const { out } = runCareCircle(folder, 'check', 'place', '--scenario', 's1', '--json');
    expect(JSON.parse(out)).toMatchObject({ scenario: ['2026 day care at 南村'] });
  });
});

describe('report --scenario', () => {
  it('reports the place after the edits', () => {
    const areaOf = (...words: string[]) => {
      const run = runCareCircle(folder, 'report', 'place', '-o', 'tried/report.geojson', ...words);
      expect(run.code).toBe(0);
      const { features } = JSON.parse(readText(folder, 'tried/report.geojson')) as FeatureCollection;
      return features.find(({ properties }) => properties?.['name'] === '乙社区')?.properties;
    };
    expect(areaOf()?.['day_care_worst_metres']).toBeGreaterThan(2800);
    expect(areaOf('--scenario', 's1')?.['day_care_worst_metres']).toBe(0);
  });
});
