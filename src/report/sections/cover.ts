/** The facts on the cover: what was tested, when, with which data and by which measure. */
import type { Kind } from '../../core/types.ts';
import { minutesOf } from '../../core/walking-speed.ts';
import { dataWords } from '../../i18n/data/index.ts';
import { formatKind, LANGUAGE_TAGS, type Locale } from '../../i18n/index.ts';
import { formatLimit, formatMinutes, formatSpeed } from '../../i18n/numbers.ts';
import type { Context } from '../context.ts';
import type { Report } from '../model.ts';
import { listSources } from './sources.ts';

/** An ISO day in words; a text that is no ISO day is left as it is. */
export function sayDay(date: string, locale: Locale): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat(LANGUAGE_TAGS[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

export function createFacts(context: Context): Report['facts'] {
  const { locale, date, evaluation, words, kinds, general } = context;
  const { facts } = words;
  const { year, mode, pipeline } = evaluation.settings;
  return [
    { name: facts.date, value: sayDay(date, locale) },
    { name: facts.year, value: year === null ? facts.anyYear : general.units.year(String(year)) },
    { name: facts.data, value: describeDates(context) },
    { name: facts.measured, value: facts[mode] },
    ...kinds.map((kind) => ({
      name: facts.limit(formatKind(kind, locale, true)),
      value: describeLimit(kind, context),
    })),
    { name: facts.pipeline, value: pipeline ? facts.pipelineYes : facts.pipelineNo },
    { name: facts.documents, value: describeDocuments(context) },
  ];
}

/** The limit in metres and in minutes, whichever of them was asked for first. */
export function describeLimit(kind: Kind, { evaluation, locale, words }: Context): string {
  const { limits, mode, speedMetresPerSecond } = evaluation.settings;
  const { metres, minutes } = limits[kind] ?? { metres: evaluation.services[kind]?.limitMetres ?? 0 };
  const [long, speed] = [formatLimit(metres, locale), formatSpeed(speedMetresPerSecond, locale)];
  if (minutes !== undefined) return words.facts.minutes(formatMinutes(minutes, locale), long, speed);
  const say = mode === 'walking' ? words.facts.metresOnFoot : words.facts.metresStraight;
  return say(long, formatMinutes(minutesOf(metres, speedMetresPerSecond), locale), speed);
}

/** Layers of one date together: 养老设施、居住小区 2025-06-30. */
function describeDates(context: Context): string {
  const { project, words, locale } = context;
  const { facts, separator, clause } = words;
  if (project.sources.length === 0) return facts.noSources;
  const layers: Record<string, string> = dataWords(locale).layers;
  const byDate = new Map<string, string[]>();
  for (const { layer, date } of listSources(context)) {
    const day = date === '' ? facts.undated : sayDay(date, locale);
    byDate.set(day, [...new Set([...(byDate.get(day) ?? []), layers[layer] ?? layer])]);
  }
  return [...byDate].map(([day, names]) => facts.source(names.join(separator), day)).join(clause);
}

function describeDocuments({ tested, words, standard, locale }: Context): string {
  if (tested.length === 0) return words.facts.noDocuments;
  return tested
    .map(({ pack }) => {
      const details = [pack.number, standard.period(...pack.period), standard.packStatuses[pack.status]];
      return words.facts.document(
        pack.title[locale],
        details.filter((part) => part !== undefined && part !== '').join(words.separator),
      );
    })
    .join('\n');
}
