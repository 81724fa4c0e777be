/** Edits of a scenario as sentences, in both languages: whoever needs them is loaded on demand. */
import type { Edit } from '../../core/scenario/types.ts';
import type { Cell, Position } from '../../core/types.ts';
import { formatKind, messages, type Locale } from '../index.ts';
import { formatAmount } from '../numbers.ts';
import { en } from './en.ts';
import { zh, type ScenarioWords } from './zh.ts';

const WORDS: Record<Locale, ScenarioWords> = { zh, en };

/** How things are called; empty where there is no name. */
export interface SentenceContext {
  /** The residence or area at a place. */
  placeOf: (position: Position) => string;
  /** Of the data, or added by an edit before. */
  facilityName: (id: string) => string;
  residenceName: (id: string) => string;
  /** Year of the scenario or the question: when facilities are added that say no year of their own. */
  year: number | null;
}

/** "2026 年在幸福里 12 增设日间照料中心", "2026 day care at 幸福里 12": one edit, without full stop. */
export function sentenceOf(edit: Edit, context: SentenceContext, locale: Locale): string {
  const words = WORDS[locale];
  const nameOf = (id: string): string => context.facilityName(id) || id;
  switch (edit.action) {
    case 'add':
      return sentenceOfAdd(edit.facility, context, locale);
    case 'move':
      return words.move(nameOf(edit.id), context.placeOf(edit.position));
    case 'change':
      return words.change(nameOf(edit.id), listChanges(edit.changes, locale));
    case 'open':
    case 'close':
      return words[edit.action](nameOf(edit.id), edit.year);
    case 'remove':
      return words.remove(nameOf(edit.id));
    case 'link':
      return sentenceOfLink(edit.link, context, locale);
    case 'gate':
      return words.gate(context.residenceName(edit.residenceId) || edit.residenceId);
  }
}

type Added = Extract<Edit, { action: 'add' }>['facility'];

function sentenceOfAdd(facility: Added, { placeOf, year }: SentenceContext, locale: Locale): string {
  const { name, opened, position, types, services = [] } = facility;
  return WORDS[locale].add({
    year: opened ?? year,
    place: placeOf(position),
    types: types.length > 0 ? listKinds(types, locale) : listServices(services, locale),
    name,
  });
}

type Link = Extract<Edit, { action: 'link' }>['link'];

function sentenceOfLink({ kind, name, line }: Link, { placeOf }: SentenceContext, locale: Locale): string {
  const nameAt = (position: Position | undefined): string => (position ? placeOf(position) : '');
  return WORDS[locale].link({ kind, name, start: nameAt(line[0]), end: nameAt(line.at(-1)) });
}

function listKinds(types: readonly string[], locale: Locale): string {
  return WORDS[locale].list(types.map((type) => formatKind(type, locale)));
}

function listServices(services: readonly string[], locale: Locale): string {
  const known: Record<string, string> = messages(locale).services;
  return WORDS[locale].list(
    services.map((service) => (Object.hasOwn(known, service) ? known[service] : null) ?? service),
  );
}

function listChanges(changes: Extract<Edit, { action: 'change' }>['changes'], locale: Locale): string[] {
  const { changed } = WORDS[locale];
  const { name, types, services, status, opened, closes, areaId, attributes = {} } = changes;
  return [
    ...(name === undefined ? [] : [changed.name(name)]),
    ...(types ? [changed.types(listKinds(types, locale))] : []),
    ...(services ? [changed.services(listServices(services, locale))] : []),
    ...(status ? [changed.status(status)] : []),
    ...(opened === undefined ? [] : [changed.opened(opened)]),
    ...(closes === undefined ? [] : [changed.closes(closes)]),
    ...(areaId === undefined ? [] : [changed.area(areaId)]),
    ...Object.entries(attributes).map(([column, value]) => changed.attribute(column, formatCell(value, locale))),
  ];
}

function formatCell(value: Cell, locale: Locale): string | null {
  if (typeof value === 'number') return formatAmount(value, locale);
  if (typeof value === 'boolean') return WORDS[locale].changed[value ? 'yes' : 'no'];
  return value === '' ? null : value;
}
