/** The part of the page's address behind the `#`: view, question, selection, language. No personal data. */
import type { Kind, Mode } from '../core/types.ts';
import { LOCALES, type Locale } from '../i18n/index.ts';

export const VIEWS = ['review', 'plan', 'nearby'] as const;
export type View = (typeof VIEWS)[number];

export const SELECTABLE = ['area', 'facility', 'residence'] as const;
export interface Selection {
  kind: (typeof SELECTABLE)[number];
  id: string;
}

/** How distance is measured, as one chooses it: on foot, in a straight line, or both beside each other. */
export const MEASURES = ['walking', 'straight', 'both'] as const satisfies readonly (Mode | 'both')[];
export type Measure = (typeof MEASURES)[number];

export interface Address {
  view: View;
  kind: Kind | null;
  mode: Measure | null;
  limitMetres: number | null;
  /** The limit in minutes; goes before metres. */
  minutes: number | null;
  speedMetresPerSecond: number | null;
  /** `any` = no year, null = not said. */
  year: number | 'any' | null;
  pipeline: boolean;
  /** Written standard whose scorecard is open, and the row whose evidence is. */
  standard: string | null;
  row: string | null;
  selection: Selection | null;
  locale: Locale | null;
}

export const MINUTES_RANGE = { least: 1, most: 60 } as const;
export const SPEED_RANGE = { least: 0.3, most: 1.6 } as const;
/** Metres. Holds what the slowest walk in the fewest minutes (18 m) and the fastest in the most (5760 m) are worth. */
export const LIMIT_RANGE = { least: 10, most: 6000 } as const;

function findMember<T extends string>(list: readonly T[], text: string | null | undefined): T | null {
  return list.find((member) => member === text) ?? null;
}

function parseWhole(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,5}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function parseSpeed(text: string | null): number | null {
  if (text === null || !/^\d(\.\d{1,2})?$/.test(text)) return null;
  const speed = Number(text);
  return speed >= SPEED_RANGE.least && speed <= SPEED_RANGE.most ? speed : null;
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
    mode: findMember(MEASURES, params.get('mode')),
    limitMetres: parseWhole(params.get('limit'), LIMIT_RANGE.least, LIMIT_RANGE.most),
    minutes: parseWhole(params.get('minutes'), MINUTES_RANGE.least, MINUTES_RANGE.most),
    speedMetresPerSecond: parseSpeed(params.get('speed')),
    year: year === 'any' ? 'any' : parseWhole(year, 1900, 2200),
    pipeline: params.get('pipeline') === '1',
    standard: params.get('standard'),
    row: params.get('standard') === null ? null : params.get('row'),
    selection: selectedKind ? { kind: selectedKind, id: select.slice(colon + 1) } : null,
    locale: findMember(LOCALES, params.get('lang')),
  };
}

export function formatAddress(address: Address): string {
  const params = new URLSearchParams();
  if (address.kind) params.set('kind', address.kind);
  if (address.mode) params.set('mode', address.mode);
  if (address.minutes !== null) params.set('minutes', String(address.minutes));
  else if (address.limitMetres !== null) params.set('limit', String(address.limitMetres));
  if (address.speedMetresPerSecond !== null) params.set('speed', String(address.speedMetresPerSecond));
  if (address.year !== null) params.set('year', String(address.year));
  if (address.pipeline) params.set('pipeline', '1');
  if (address.standard) params.set('standard', address.standard);
  if (address.standard && address.row) params.set('row', address.row);
  if (address.selection) params.set('select', `${address.selection.kind}:${address.selection.id}`);
  if (address.locale) params.set('lang', address.locale);
  const query = params.toString();
  return `#/${address.view}${query ? `?${query}` : ''}`;
}
