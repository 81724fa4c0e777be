/** What is different from an earlier evaluation of the same place. */
import type { StandardResult, State } from '../../core/standards/types.ts';
import type { Cell, Evaluation, Kind } from '../../core/types.ts';
import { formatAmount, formatPoints, formatRunLimit, formatSpeed } from '../../i18n/numbers.ts';
import {
  hasEstimates,
  nameOf,
  roundToTwo,
  sayShare,
  subdistrictOf,
  type Context,
  type TestedStandard,
} from '../context.ts';
import type { Block, Section, Table } from '../model.ts';

/** Rows of each list that the document shows. */
const SHOWN = 30;

/** null without an earlier evaluation. */
export function createChanges(context: Context): Section | null {
  const { earlier, words, kinds, tested } = context;
  if (earlier === null) return null;
  const conditions = listConditions(earlier, context);
  const areas = kinds.flatMap((kind) => createAreaTable(kind, earlier, context));
  const tables = (list: readonly Table[], none: string): Block[] =>
    list.length > 0 ? list.map((table) => ({ kind: 'table', table })) : [{ kind: 'paragraph', text: none }];
  return {
    id: 'changes',
    title: words.changes.title,
    blocks: [
      ...(conditions.length > 0
        ? ([
            { kind: 'paragraph', text: words.changes.conditions },
            { kind: 'list', items: conditions },
          ] as const)
        : []),
      { kind: 'table', table: createShareTable(earlier, context) },
      ...tables(areas, words.changes.areasNone),
      ...tested.flatMap((each) => compareStates(each, earlier, context)),
    ],
  };
}

function listConditions(earlier: Evaluation, context: Context): string[] {
  const { words, general, kinds, evaluation, locale } = context;
  const { names, condition } = words.changes;
  const facts = ({ settings }: Evaluation): [string, string][] => [
    [names.mode, general.review.by[settings.mode]],
    [names.year, settings.year === null ? general.units.none : String(settings.year)],
    [names.speed, formatSpeed(settings.speedMetresPerSecond, locale)],
    ...kinds.map((kind): [string, string] => {
      const limit = settings.limits[kind];
      return [names.limit(nameOf(kind, context)), limit ? formatRunLimit(limit, locale) : general.units.none];
    }),
  ];
  const before = new Map(facts(earlier));
  return facts(evaluation).flatMap(([name, now]) => {
    const then = before.get(name) ?? '';
    return then === now ? [] : [condition(name, then, now)];
  });
}

function createShareTable(earlier: Evaluation, context: Context): Table {
  const { words, kinds, evaluation } = context;
  const { columns } = words;
  const wasEstimated = earlier.totals.estimatedElders > 0;
  const cell = (share: number | null, isAbout: boolean): Cell =>
    share !== null && isAbout ? sayShare(share, true, context) : share;
  return {
    id: words.sheets.shares,
    caption: words.changes.shares,
    columns: [
      { header: columns.service, format: 'text', width: 30 },
      { header: columns.before, format: 'share', width: 16 },
      { header: columns.now, format: 'share', width: 16 },
      { header: columns.change, format: 'text', width: 20 },
    ],
    rows: kinds.map((kind): Cell[] => {
      const then = earlier.services[kind]?.eldersShare ?? null;
      const now = evaluation.services[kind]?.eldersShare ?? null;
      const isAbout = wasEstimated || hasEstimates(context);
      return [
        nameOf(kind, context),
        cell(then, wasEstimated),
        cell(now, hasEstimates(context)),
        then === null || now === null ? null : sayChange(now - then, isAbout, context),
      ];
    }),
  };
}

/** A difference of two shares in points; where one is estimated two digits, less of what is gained, more of what is lost. */
function sayChange(difference: number, isAbout: boolean, { words, locale }: Context): string {
  const { shareChange } = words.changes;
  if (!isAbout || difference === 0) return shareChange(formatPoints(difference, locale));
  const rounded = roundToTwo(Math.abs(difference * 100), difference < 0 ? 'up' : 'down');
  return words.about(shareChange(`${difference < 0 ? '-' : '+'}${formatAmount(rounded, locale)}`));
}

function createAreaTable(kind: Kind, earlier: Evaluation, context: Context): Table[] {
  const { words, units, general } = context;
  const { columns } = words;
  const before = new Map(earlier.areas.map((area) => [area.id, area.services[kind]?.status]));
  const rows = units.flatMap((area): Cell[][] => {
    const [then, now] = [before.get(area.id), area.services[kind]?.status];
    if (then === now || now === undefined) return [];
    const thenText = then === undefined ? words.changes.fresh : general.statuses[then];
    return [[area.name, subdistrictOf(area.id, context)?.name ?? null, thenText, general.statuses[now]]];
  });
  if (rows.length === 0) return [];
  const table: Table = {
    id: words.sheets.areas(nameOf(kind, context)),
    caption: `${words.changes.areas}${words.brackets(nameOf(kind, context))}`,
    columns: [
      { header: columns.community, format: 'text', width: 26 },
      { header: columns.subdistrict, format: 'text', width: 22 },
      { header: columns.before, format: 'text', width: 22 },
      { header: columns.now, format: 'text', width: 22 },
    ],
    rows,
    ...(rows.length > SHOWN && { shortenTo: SHOWN }),
  };
  return [table];
}

/** A document that the earlier evaluation does not have has not stayed the same: it cannot be compared. */
function compareStates(tested: TestedStandard, earlier: Evaluation, context: Context): Block[] {
  const { words, locale } = context;
  const title = words.titled(tested.pack.title[locale]);
  const old = earlier.standards?.find(({ id }) => id === tested.pack.id);
  if (!old) return [{ kind: 'paragraph', text: words.changes.statesUntested(title) }];
  const table = createStateTable(tested, old, context);
  if (table.rows.length === 0) return [{ kind: 'paragraph', text: words.changes.statesNone(title) }];
  return [{ kind: 'table', table }];
}

function createStateTable(tested: TestedStandard, old: StandardResult, context: Context): Table {
  const { words, standard, locale } = context;
  const { columns } = words;
  const before = new Map(old.requirements.map(({ id, state }) => [id, state]));
  const text = (state: State | undefined): string => (state ? standard.verdicts[state] : words.changes.fresh);
  const rows = tested.once.flatMap(({ requirement, result }): Cell[][] => {
    const then = before.get(result.id);
    if (then === result.state) return [];
    return [[requirement.id, requirement.text[locale], text(then), text(result.state)]];
  });
  return {
    id: `${words.sheets.states}${tested.mark}`,
    caption: `${words.changes.states}${words.brackets(tested.pack.title[locale])}`,
    columns: [
      { header: columns.id, format: 'text', width: 10 },
      { header: columns.requirement, format: 'text', width: 40 },
      { header: columns.before, format: 'text', width: 22 },
      { header: columns.now, format: 'text', width: 22 },
    ],
    rows,
  };
}
