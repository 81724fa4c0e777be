/** Words of supply and equity, in both languages: the window that needs them loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type SupplyWords } from './zh.ts';

const WORDS: Record<Locale, SupplyWords> = { zh, en };

export function supplyWords(locale: Locale): SupplyWords {
  return WORDS[locale];
}
