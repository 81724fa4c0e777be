/** Words of help, in both languages: the window that needs them loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type HelpWords } from './zh.ts';

const WORDS: Record<Locale, HelpWords> = { zh, en };

export function helpWords(locale: Locale): HelpWords {
  return WORDS[locale];
}
