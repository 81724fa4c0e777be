import { describe, expect, it } from 'vitest';
import { formatCell, isNumeric, isWide, NO_VALUE, shownRows, widthOf } from '../../src/report/cells.ts';
import type { Block, Column, Section, Table } from '../../src/report/model.ts';
import { chineseNumber, numberSections } from '../../src/report/numbering.ts';
import { createRandom } from '../core/make.ts';

const FORMATS: readonly Column['format'][] = ['text', 'integer', 'decimal', 'share', 'percent', 'metres'];

describe('a cell', () => {
  it('is a dash where nothing is known, in every column, and never an empty place', () => {
    for (const format of FORMATS) {
      expect(formatCell(null, format, 'zh')).toBe(NO_VALUE);
      expect(formatCell('', format, 'en')).toBe(NO_VALUE);
    }
  });

  it('is a text as it is, whatever its column: figures kept back or estimated are texts', () => {
    for (const format of FORMATS) {
      for (const text of ['<10', '约 59%', '不公开', '0', '1e3']) expect(formatCell(text, format, 'zh')).toBe(text);
    }
  });

  it('is nought where it is 0: nobody is not unknown', () => {
    expect(FORMATS.map((format) => formatCell(0, format, 'en'))).toEqual(['0', '0', '0', '0.0%', '0%', '0']);
  });

  it('shows no share that is higher than the share itself, to a tenth of a per cent', () => {
    const random = createRandom(8);
    for (let round = 0; round < 3000; round++) {
      const share = random();
      const shown = Number(formatCell(share, 'share', 'en').replace('%', '')) / 100;
      expect(shown).toBeLessThanOrEqual(share + 1e-9);
      expect(share - shown).toBeLessThan(0.001);
      const percent = Number(formatCell(share * 100, 'percent', 'en').replace('%', ''));
      expect(percent).toBeLessThanOrEqual(share * 100 + 1e-9);
      expect(share * 100 - percent).toBeLessThan(0.1);
    }
  });

  it('keeps a share that is exact in tenths of a per cent', () => {
    for (let tenths = 0; tenths <= 1000; tenths++) {
      expect(formatCell(tenths / 1000, 'share', 'en')).toBe(`${(tenths / 10).toFixed(1)}%`);
    }
    expect([formatCell(0.9996, 'share', 'zh'), formatCell(1, 'share', 'zh')]).toEqual(['99.9%', '100.0%']);
  });

  it('groups thousands of people and metres', () => {
    expect([formatCell(1_234_567, 'integer', 'zh'), formatCell(12_345, 'metres', 'en')]).toEqual([
      '1,234,567',
      '12,345',
    ]);
  });

  it('stands to the right unless it is text', () => {
    expect(FORMATS.filter((format) => isNumeric({ format }))).toEqual(FORMATS.slice(1));
  });
});

describe('rows of a table', () => {
  const table = (given: Partial<Table>): Table => ({
    id: 't',
    caption: 'c',
    columns: [],
    rows: [[1], [2], [3]],
    ...given,
  });

  it('are all shown unless it is shortened', () => {
    expect(shownRows(table({}))).toHaveLength(3);
    expect(shownRows(table({ shortenTo: 2 }))).toEqual([[1], [2]]);
    expect(shownRows(table({ shortenTo: 9 }))).toHaveLength(3);
    expect(shownRows(table({ shortenTo: 0 }))).toEqual([]);
  });
});

describe('a wide section', () => {
  const section = (...widths: number[][]): Section => ({
    id: 's',
    title: 't',
    blocks: widths.map((list) => ({
      kind: 'table',
      table: { id: 'x', caption: '', columns: list.map((width) => ({ header: '', format: 'text', width })), rows: [] },
    })),
  });

  it('has a table of more than 140 characters, whichever of its tables', () => {
    expect([section([140]), section([70, 71]), section([10], [141]), section()].map(isWide)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(widthOf([])).toBe(0);
  });
});

describe('numbers of sections', () => {
  const heading = (text: string) => ({ kind: 'heading', text }) as const;
  const figure = (caption: string) =>
    ({ kind: 'figure', figure: { id: caption, caption, text: '', svg: '', width: 1, height: 1 } }) as const;
  const table = (caption: string): Block =>
    ({ kind: 'table', table: { id: caption, caption, columns: [], rows: [] } }) as const;
  const one: Section = { id: 'a', title: 'First', blocks: [heading('x'), table('T'), heading('y'), figure('F')] };
  const two: Section = { id: 'b', title: 'Second', blocks: [heading('z'), table('U'), { kind: 'list', items: ['i'] }] };

  it('count sections through, headings within one, tables and figures through all, annexes by themselves', () => {
    const numbered = numberSections([one, two], [two, one], 'en');
    expect(numbered.map(({ title }) => title)).toEqual(['1. First', '2. Second', 'Annex 1. Second', 'Annex 2. First']);
    const texts = numbered.map(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'heading'
          ? block.text
          : block.kind === 'table'
            ? block.table.caption
            : block.kind === 'figure'
              ? block.figure.caption
              : [],
      ),
    );
    expect(texts).toEqual([
      ['1.1 x', 'Table 1. T', '1.2 y', 'Figure 1. F'],
      ['2.1 z', 'Table 2. U'],
      ['1 z', 'Table 3. U'],
      ['1 x', 'Table 4. T', '2 y', 'Figure 2. F'],
    ]);
  });

  it('leave the sections they are given as they were, and other blocks alone', () => {
    const before = JSON.stringify([one, two]);
    const [, second] = numberSections([one, two], [], 'zh');
    expect(JSON.stringify([one, two])).toBe(before);
    expect(second?.blocks.at(-1)).toEqual({ kind: 'list', items: ['i'] });
    expect(second?.title).toBe('二、Second');
  });

  it('are Chinese numerals, all different and in the usual form, up to 99', () => {
    const all = Array.from({ length: 99 }, (_, i) => chineseNumber(i + 1));
    expect(new Set(all).size).toBe(99);
    const read = (text: string): number => {
      const digit = (sign: string) => '一二三四五六七八九'.indexOf(sign) + 1;
      const [, tens = '', ten = '', ones = ''] =
        /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text) ?? [];
      if (ten === '') return digit(tens);
      return (tens === '' ? 10 : 10 * digit(tens)) + (ones === '' ? 0 : digit(ones));
    };
    all.forEach((text, i) => expect(read(text)).toBe(i + 1));
  });
});
