/** The words that nouns are made of; `types.ts` gives them to everybody. */

/** What a cell of a ledger can hold once it is read. */
export type Cell = string | number | boolean | null;

export interface LocalName {
  zh: string;
  en: string;
}

export const AREA_LEVELS = ['city', 'county', 'subdistrict', 'community', 'unit'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** How distance is measured: in a straight line, or along streets. */
export type Mode = 'straight' | 'walking';
