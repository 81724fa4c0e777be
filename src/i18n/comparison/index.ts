/** Words of the walk beside the straight line, in both languages: the part that needs them loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type ComparisonWords } from './zh.ts';

const WORDS: Record<Locale, ComparisonWords> = { zh, en };

export function comparisonWords(locale: Locale): ComparisonWords {
  return WORDS[locale];
}
