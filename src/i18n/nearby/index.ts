/** Words of the neighbourhood view, in both languages: the view that needs them loads them. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type NearbyWords } from './zh.ts';

const WORDS: Record<Locale, NearbyWords> = { zh, en };

export function nearbyWords(locale: Locale): NearbyWords {
  return WORDS[locale];
}
