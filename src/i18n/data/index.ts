/** Words of the window about the data, in both languages: the window that needs them loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type DataWords } from './zh.ts';

const WORDS: Record<Locale, DataWords> = { zh, en };

export function dataWords(locale: Locale): DataWords {
  return WORDS[locale];
}
