/** Words about written standards, in both languages: whoever needs them is loaded on demand. */
import type { Locale } from '../index.ts';
import { en } from './en.ts';
import { zh, type StandardWords } from './zh.ts';

export type { StandardWords };

const WORDS: Record<Locale, StandardWords> = { zh, en };

export function standardWords(locale: Locale): StandardWords {
  return WORDS[locale];
}
