/** Words that only files of a report need: the document's pictures, the workbook's first sheet. */
import type { Locale } from '../index.ts';

const zh = {
  /** Below a figure that some programs leave blank. */
  noPicture: (text: string) =>
    `若此处没有图：所用软件不显示 SVG 图片，请改用较新版本的 Word 打开，或查看本报告的网页版。图示内容：${text}`,
  /** Name of the first sheet. */
  about: '说明',
  sheets: '工作表',
  tables: '内容',
  /** Where in the report a table stands. */
  under: '所在章节',
};

export type FileWords = typeof zh;

const en: FileWords = {
  noPicture: (text) =>
    `If there is no picture here, this program does not show SVG: open the file in a newer Word, or see the report as a web page. What it shows: ${text}`,
  about: 'About',
  sheets: 'Sheets',
  tables: 'What it holds',
  under: 'Section of the report',
};

const WORDS: Record<Locale, FileWords> = { zh, en };

export function fileWords(locale: Locale): FileWords {
  return WORDS[locale];
}
