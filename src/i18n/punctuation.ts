/** Signs between our words and what the data say. */
import type { Locale } from './index.ts';

/** Between a name and what it is about. */
export const COLON: Record<Locale, string> = { zh: '：', en: ': ' };
