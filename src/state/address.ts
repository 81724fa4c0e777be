/** The part of the page's address behind the `#`: view, question, selection, language. No personal data. */
import type { Kind } from '../core/types.ts';
import { LOCALES, type Locale } from '../i18n/index.ts';

export const VIEWS = ['review', 'plan', 'nearby'] as const;
export type View = (typeof VIEWS)[number];

export const SELECTABLE = ['area', 'facility', 'residence'] as const;
export interface Selection {
  kind: (typeof SELECTABLE)[number];
  id: string;
}

export interface Address {
  view: View;
  kind: Kind | null;
  limitMetres: number | null;
  /** `any` = no year, null = not said. */
  year: number | 'any' | null;
  pipeline: boolean;
  selection: Selection | null;
  locale: Locale | null;
}

export const LIMIT_RANGE = { least: 100, most: 5000 } as const;

function findMember<T extends string>(list: readonly T[], text: string | null | undefined): T | null {
  return list.find((member) => member === text) ?? null;
}

function parseWhole(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,5}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** Reads `#/review?kind=day_care&limit=1000`; whatever is not understood is as if it were not there. */
export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const params = new URLSearchParams(query);
  const select = params.get('select') ?? '';
  const colon = select.indexOf(':');
  const selectedKind = findMember(SELECTABLE, select.slice(0, Math.max(colon, 0)));
  const year = params.get('year');
  return {
    view: findMember(VIEWS, path) ?? 'review',
    kind: params.get('kind'),
    limitMetres: parseWhole(params.get('limit'), LIMIT_RANGE.least, LIMIT_RANGE.most),
    year: year === 'any' ? 'any' : parseWhole(year, 1900, 2200),
    pipeline: params.get('pipeline') === '1',
    selection: selectedKind ? { kind: selectedKind, id: select.slice(colon + 1) } : null,
    locale: findMember(LOCALES, params.get('lang')),
  };
}

export function formatAddress(address: Address): string {
  const params = new URLSearchParams();
  if (address.kind) params.set('kind', address.kind);
  if (address.limitMetres !== null) params.set('limit', String(address.limitMetres));
  if (address.year !== null) params.set('year', String(address.year));
  if (address.pipeline) params.set('pipeline', '1');
  if (address.selection) params.set('select', `${address.selection.kind}:${address.selection.id}`);
  if (address.locale) params.set('lang', address.locale);
  const query = params.toString();
  return `#/${address.view}${query ? `?${query}` : ''}`;
}
