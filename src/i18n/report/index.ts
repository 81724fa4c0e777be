/** Words of the council report, in both languages: whoever writes a report loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type ReportWords } from './zh.ts';

export type { ReportWords };

const WORDS: Record<Locale, ReportWords> = { zh, en };

export function reportWords(locale: Locale): ReportWords {
  return WORDS[locale];
}
