/** Numbers of sections and headings: 一、（一） in Chinese, as official papers have it; 1. and 1.1 in English. Annexes after. */
import type { Locale } from '../i18n/index.ts';
import { reportWords } from '../i18n/report/index.ts';
import type { Block, Section } from './model.ts';

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Whole numbers from 1 to 99 in Chinese: 一, 十, 十二, 二十, 二十一. */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens] ?? ''}十`;
  return `${head}${DIGITS[ones] ?? ''}`;
}

/**
 * Sections, then annexes, each with its number in its title. Headings within a section count from one, tables and
 * figures through the whole report.
 */
export function numberSections(body: readonly Section[], annexes: readonly Section[], locale: Locale): Section[] {
  const words = reportWords(locale);
  const numbered = body.map((section, place) => {
    const number = place + 1;
    const title = locale === 'zh' ? `${chineseNumber(number)}、${section.title}` : `${number}. ${section.title}`;
    return { ...section, title, blocks: numberHeadings(section.blocks, `${number}.`, locale) };
  });
  const attached = annexes.map((section, place) => {
    const title = words.annex(String(place + 1), section.title);
    return { ...section, title, blocks: numberHeadings(section.blocks, '', locale) };
  });
  return numberCaptions([...numbered, ...attached], locale);
}

function numberHeadings(blocks: readonly Block[], prefix: string, locale: Locale): Block[] {
  let count = 0;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    count += 1;
    const text = locale === 'zh' ? `（${chineseNumber(count)}）${block.text}` : `${prefix}${count} ${block.text}`;
    return { ...block, text };
  });
}

function numberCaptions(sections: readonly Section[], locale: Locale): Section[] {
  const words = reportWords(locale);
  let [tables, figures] = [0, 0];
  const caption = (block: Block): Block => {
    if (block.kind === 'table') {
      const { table } = block;
      return { ...block, table: { ...table, caption: words.tableName(String((tables += 1)), table.caption) } };
    }
    if (block.kind !== 'figure') return block;
    const { figure } = block;
    return { ...block, figure: { ...figure, caption: words.figureName(String((figures += 1)), figure.caption) } };
  };
  return sections.map((section) => ({ ...section, blocks: section.blocks.map(caption) }));
}
