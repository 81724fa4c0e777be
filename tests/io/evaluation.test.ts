import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { finish } from '../../src/core/types.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import { problemLine } from '../../src/i18n/problems.ts';
import { readEvaluation } from '../../src/io/evaluation.ts';
import { makeArea, makeFacility, makeProject, makeResidence } from '../core/make.ts';

const town = makeProject({
  areas: [makeArea('c')],
  residences: [makeResidence('r', [120.95, 31.38], { areaId: 'c' })],
  facilities: [makeFacility('f', [120.95, 31.38])],
});
const evaluation = finish(
  evaluate(town, createSettings(town), { areaShares: false, residences: false, standards: [] }),
);
const read = (value: unknown) => readEvaluation(typeof value === 'string' ? value : JSON.stringify(value), 'old.json');

describe('reading an evaluation', () => {
  it('gives back what was saved, with the mark that Windows puts before it', () => {
    expect(read(`\uFEFF${JSON.stringify(evaluation)}`)).toEqual({ evaluation, problems: [] });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', 'hello', 'JSON'],
    ['a list', [evaluation], 'format'],
    ['null', null, 'format'],
    ['a project', { format: 'care-circle-project', version: 1 }, 'format'],
    ['a version to come', { ...evaluation, version: 2 }, 'version'],
    ['one without areas', { ...evaluation, areas: undefined }, 'areas'],
    ['areas that are numbers', { ...evaluation, areas: [1] }, 'areas'],
    ['services of another kind', { ...evaluation, services: { day_care: 3 } }, 'services'],
    ['settings without limits', { ...evaluation, settings: { mode: 'walking' } }, 'settings'],
    ['standards without rows', { ...evaluation, standards: [{ id: 'x' }] }, 'standards'],
  ])('refuses %s, saying where in both languages', (_, value, column) => {
    const { evaluation: none, problems } = read(value);
    expect(none).toBeNull();
    expect(problems).toMatchObject([{ code: 'evaluation_invalid', severity: 'error', file: 'old.json', column }]);
    for (const locale of LOCALES) expect(problemLine(problems[0]!, locale)).toContain(column);
  });

  it('never throws, whichever part is missing', () => {
    for (const key of Object.keys(evaluation)) {
      const { [key as keyof typeof evaluation]: _, ...rest } = evaluation;
      const { evaluation: found, problems } = read(rest);
      expect(found === null).toBe(problems.length === 1);
      expect(found === null, key).toBe(key !== 'standards');
    }
  });
});
