import { zh, type Messages } from './zh.ts';

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type { Messages };

/** A page reads one language at a time: Chinese is always there, English when somebody asks for it. */
const tables: Partial<Record<Locale, Messages>> = { zh };

export function addMessages(locale: Locale, words: Messages): void {
  tables[locale] = words;
}

export function hasMessages(locale: Locale): boolean {
  return tables[locale] !== undefined;
}

/** Rejects if the language cannot be loaded. */
export async function loadMessages(locale: Locale): Promise<void> {
  if (!hasMessages(locale)) addMessages('en', (await import('./en.ts')).en);
}

/** The sentences of a language that is loaded; of one that is not, the Chinese ones. */
export function messages(locale: Locale): Messages {
  return tables[locale] ?? zh;
}

/** Language tag for `Intl` and the page's `lang`. */
export const LANGUAGE_TAGS: Record<Locale, string> = { zh: 'zh-CN', en: 'en' };

/** A kind in words; a code that is not ours is shown as it is. `short` for controls. */
export function formatKind(kind: string, locale: Locale, short = false): string {
  const words = messages(locale);
  return (short ? words.kindsShort[kind] : undefined) ?? words.kinds[kind] ?? kind;
}
