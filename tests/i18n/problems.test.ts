import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, type ProblemCode } from '../../src/core/problem-codes.ts';
import { createProblem } from '../../src/core/problems.ts';
import { LOCALES } from '../../src/i18n/index.ts';
import { problemLine, problemPlace, problemSentence } from '../../src/i18n/problems.ts';

const VALUE = 'value-4711';
const COLUMN = 'column-4712';
const ID = 'id-4713';

/** What a sentence cannot be understood without. */
const NEEDS: Partial<Record<ProblemCode, string[]>> = {
  file_unknown_format: [VALUE],
  file_not_as_named: [VALUE],
  file_unreadable: [VALUE],
  file_too_large: [VALUE],
  manifest_invalid: [COLUMN, VALUE],
  manifest_newer: [VALUE],
  layer_file_missing: [VALUE],
  column_unknown: [COLUMN],
  column_missing: [COLUMN],
  column_renamed: [COLUMN, VALUE],
  coordinate_not_number: [VALUE],
  coordinates_out_of_range: [VALUE],
  coordinates_swapped: [VALUE],
  crs_applied: [VALUE],
  crs_doubtful: [VALUE],
  geometry_wrong_kind: [VALUE],
  id_missing: [ID],
  id_duplicate: [ID],
  code_damaged: [VALUE],
  number_unreadable: [COLUMN, VALUE],
  number_approximate: [COLUMN, VALUE],
  number_negative: [COLUMN, VALUE],
  year_unreadable: [COLUMN, VALUE],
  status_unknown: [VALUE],
  type_unknown: [VALUE],
  level_unknown: [VALUE],
  area_unknown: [VALUE],
  elders_mismatch: [VALUE],
};

/** Words by which a sentence tells the reader what to do. */
const ASKS = {
  zh: /请/u,
  en: /\b(?:Please|please|Check|Save|Split|Say|Correct|Add|Open|Write|Give|Draw|Fill|Set|Delete|give|say|change|correct|use)\b/u,
};

function sentence(code: ProblemCode, locale: 'zh' | 'en'): string {
  return problemSentence(createProblem(code, { value: VALUE, column: COLUMN, id: ID, row: 7, file: 'a.csv' }), locale);
}

describe.each(LOCALES)('problems in ledgers, as sentences (%s)', (locale) => {
  it.each(PROBLEM_CODES)('%s says what is wrong and what to do', (code) => {
    const text = sentence(code, locale);
    expect(text.length).toBeGreaterThan(10);
    expect(text).toMatch(ASKS[locale]);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
  });

  it.each(Object.entries(NEEDS))('%s names what it is about', (code, needs) => {
    const text = sentence(code as ProblemCode, locale);
    for (const need of needs) expect(text).toContain(need);
  });

  it('no two codes say the same', () => {
    expect(new Set(PROBLEM_CODES.map((code) => sentence(code, locale))).size).toBe(PROBLEM_CODES.length);
  });

  it('a file of which nothing could be read is not said to be read in part', () => {
    const cut = (action: 'changed' | 'left_out') =>
      problemSentence(createProblem('file_unreadable', { file: 'a.fgb', action }), locale);
    expect(cut('changed')).toMatch(/能读的部分已读入|as far as possible/u);
    expect(cut('left_out')).toMatch(/什么也没有读出|nothing of it could be read/u);
  });

  it('a value of 0 is shown, nothing is shown for no value', () => {
    const zero = createProblem('number_negative', { column: 'elders', value: 0 });
    const none = createProblem('number_negative', { column: 'elders' });
    expect(problemSentence(zero, locale)).toContain('0');
    expect(problemSentence(none, locale)).not.toContain('null');
  });
});

describe('the line of a problem', () => {
  const problem = createProblem('number_negative', {
    severity: 'error',
    file: '小区.xlsx#表1',
    row: 12,
    id: 'R9',
    column: '户数',
    value: -3,
    elders: 1234,
  });

  it('says file, row and id, the sentence, and how many elders it concerns', () => {
    expect(problemPlace(problem, 'zh')).toBe('小区.xlsx#表1，第 12 行，R9');
    expect(problemPlace(problem, 'en')).toBe('小区.xlsx#表1, row 12, R9');
    for (const locale of LOCALES) {
      const line = problemLine(problem, locale);
      for (const part of [problemPlace(problem, locale), problemSentence(problem, locale), '1,234', '-3']) {
        expect(line).toContain(part);
      }
    }
  });

  it('has no place and no number of elders where they are not known', () => {
    const whole = createProblem('layer_missing', { value: 'facilities' });
    expect(problemPlace(whole, 'en')).toBe('');
    expect(problemLine(whole, 'en')).toBe(`please check: ${problemSentence(whole, 'en')}`);
  });

  it('has elders only where they are known: none concerned is said as 0', () => {
    expect(problemLine({ ...problem, elders: 0 }, 'en')).toContain('0 elders concerned');
    expect(problemLine({ ...problem, elders: null }, 'en')).not.toContain('elders concerned');
  });
});
