/** Words of planning, in both languages: the view that needs them loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type PlanWords } from './zh.ts';

export type { PlanWords };

const WORDS: Record<Locale, PlanWords> = { zh, en };

export function planWords(locale: Locale): PlanWords {
  return WORDS[locale];
}
