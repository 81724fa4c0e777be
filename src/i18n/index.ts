import { en } from './en.ts';
import { zh, type Messages } from './zh.ts';

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type { Messages };

export function messages(locale: Locale): Messages {
  return locale === 'zh' ? zh : en;
}

/** Language tag for `Intl` and the page's `lang`. */
export const LANGUAGE_TAGS: Record<Locale, string> = { zh: 'zh-CN', en: 'en' };

/** A kind in words; a code that is not ours is shown as it is. `short` for controls. */
export function formatKind(kind: string, locale: Locale, short = false): string {
  const words = messages(locale);
  return (short ? words.kindsShort[kind] : undefined) ?? words.kinds[kind] ?? kind;
}
