/** The same place at other paces, limits and ways of measuring. */
import type { Cell, Kind } from '../../core/types.ts';
import { minutesOf } from '../../core/walking-speed.ts';
import { formatLimit, formatRunLimit, formatSpeed, formatRatio } from '../../i18n/numbers.ts';
import { hasEstimates, nameOf, sayShare, type Context } from '../context.ts';
import type { ReportInput, Section, Table } from '../model.ts';

type SensitivityRow = ReportInput['sensitivity'][number];

export function createSensitivity(context: Context): Section {
  const { words, sensitivity, kinds } = context;
  const title = words.sensitivity.title;
  if (sensitivity.length === 0) {
    return { id: 'sensitivity', title, blocks: [{ kind: 'paragraph', text: words.sensitivity.none }] };
  }
  return {
    id: 'sensitivity',
    title,
    blocks: [
      { kind: 'paragraph', text: words.sensitivity.lead },
      { kind: 'list', items: kinds.flatMap((kind) => sayRange(kind, context)) },
      { kind: 'table', table: createTable(context) },
    ],
  };
}

function sayRange(kind: Kind, context: Context): string[] {
  const shares = context.sensitivity.flatMap(({ services }) => services[kind]?.eldersShare ?? []);
  if (shares.length === 0) return [];
  const text = (share: number): string => sayShare(share, hasEstimates(context), context);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  return [context.words.sensitivity.range(nameOf(kind, context), text(low), text(high))];
}

function createTable(context: Context): Table {
  const { words, sensitivity, kinds } = context;
  const shareOf = (row: SensitivityRow, kind: Kind): Cell => {
    const share = row.services[kind]?.eldersShare ?? null;
    return share !== null && hasEstimates(context) ? sayShare(share, true, context) : share;
  };
  return {
    id: words.sheets.sensitivity,
    caption: words.sensitivity.table,
    columns: [
      { header: words.columns.condition, format: 'text', width: 40 },
      ...kinds.flatMap((kind) => [
        { header: words.columns.kindShare(nameOf(kind, context)), format: 'share' as const, width: 14 },
        { header: words.sensitivity.lacking(nameOf(kind, context)), format: 'integer' as const, width: 14 },
      ]),
    ],
    rows: sensitivity.map((row) => [
      describe(row, context),
      ...kinds.flatMap((kind): Cell[] => [shareOf(row, kind), row.services[kind]?.lacking ?? null]),
    ]),
    strong: sensitivity.flatMap(({ change }, place) => (change === 'none' ? [place] : [])),
  };
}

function describe(row: SensitivityRow, context: Context): string {
  const { words, locale } = context;
  const value =
    row.value === null ? '' : row.change === 'speed' ? formatSpeed(row.value, locale) : formatRatio(row.value, locale);
  return words.sensitivity.changes[row.change](value, describeLimits(row, context));
}

/** One limit where all services share it, else each with its service. */
function describeLimits({ limitMetres, change, value }: SensitivityRow, context: Context): string {
  const { kinds, evaluation, locale, words } = context;
  const text = (kind: Kind): string => {
    const own = evaluation.settings.limits[kind];
    if (change === 'none' && own) return formatRunLimit(own, locale);
    const metres = limitMetres[kind] ?? 0;
    if (change !== 'speed' || value === null) return formatLimit(metres, locale);
    return formatRunLimit({ metres, minutes: minutesOf(metres, value) }, locale);
  };
  const texts = kinds.map(text);
  if (new Set(texts).size <= 1) return texts[0] ?? '';
  return kinds.map((kind, place) => `${nameOf(kind, context)} ${texts[place] ?? ''}`).join(words.separator);
}
