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
import type { ReportWords } from '../../i18n/report/index.ts';
import type { Block, Section, Table } from '../model.ts';
import { sayState } from '../row-words.ts';

/** Rows of each list that the document shows. */
const SHOWN = 30;

/** null without an earlier evaluation. */
export function createChanges(context: Context): Section | null {
  const { earlier, words } = context;
  if (earlier === null) return null;
  const conditions = listConditions(earlier, context);
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
      ...compare({ evaluation: earlier, words: words.changes, sheet: '' }, context),
    ],
  };
}

/** What the report is held against, and how that is called. */
export interface Against {
  evaluation: Evaluation;
  words: ReportWords['changes'] | ReportWords['scenario'];
  /** Goes behind the names of its sheets. */
  sheet: string;
}

/** Shares, areas and verdicts that are different. */
export function compare(against: Against, context: Context): Block[] {
  const areas = context.kinds.flatMap((kind) => createAreaTable(kind, against, context));
  return [
    { kind: 'table', table: createShareTable(against, context) },
    ...(areas.length > 0
      ? areas.map((table): Block => ({ kind: 'table', table }))
      : ([{ kind: 'paragraph', text: against.words.areasNone }] as const)),
    ...context.tested.flatMap((each) => compareStates(each, against, context)),
  ];
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

function createShareTable({ evaluation: earlier, words: said, sheet }: Against, context: Context): Table {
  const { words, kinds, evaluation } = context;
  const { columns } = words;
  const wasEstimated = earlier.totals.estimatedElders > 0;
  const cell = (share: number | null, isAbout: boolean): Cell =>
    share !== null && isAbout ? sayShare(share, true, context) : share;
  return {
    id: `${words.sheets.shares}${sheet}`,
    caption: said.shares,
    columns: [
      { header: columns.service, format: 'text', width: 30 },
      { header: said.columns.before, format: 'share', width: 16 },
      { header: said.columns.now, format: 'share', width: 16 },
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

function createAreaTable(kind: Kind, { evaluation: earlier, words: said, sheet }: Against, context: Context): Table[] {
  const { words, units, general } = context;
  const { columns } = words;
  const before = new Map(earlier.areas.map((area) => [area.id, area.services[kind]?.status]));
  const rows = units.flatMap((area): Cell[][] => {
    const [then, now] = [before.get(area.id), area.services[kind]?.status];
    if (then === now || now === undefined) return [];
    const thenText = then === undefined ? said.fresh : general.statuses[then];
    return [[area.name, subdistrictOf(area.id, context)?.name ?? null, thenText, general.statuses[now]]];
  });
  if (rows.length === 0) return [];
  const table: Table = {
    id: `${words.sheets.areas(nameOf(kind, context))}${sheet}`,
    caption: `${said.areas}${words.brackets(nameOf(kind, context))}`,
    columns: [
      { header: columns.community, format: 'text', width: 26 },
      { header: columns.subdistrict, format: 'text', width: 22 },
      { header: said.columns.before, format: 'text', width: 22 },
      { header: said.columns.now, format: 'text', width: 22 },
    ],
    rows,
    ...(rows.length > SHOWN && { shortenTo: SHOWN }),
  };
  return [table];
}

/** A document that the earlier evaluation does not have has not stayed the same: it cannot be compared. */
function compareStates(tested: TestedStandard, against: Against, context: Context): Block[] {
  const { words, locale } = context;
  const title = words.titled(tested.pack.title[locale]);
  const old = against.evaluation.standards?.find(({ id }) => id === tested.pack.id);
  if (!old) return [{ kind: 'paragraph', text: against.words.statesUntested(title) }];
  const table = createStateTable(tested, old, { against, context });
  if (table.rows.length === 0) return [{ kind: 'paragraph', text: against.words.statesNone(title) }];
  return [{ kind: 'table', table }];
}

function createStateTable(
  tested: TestedStandard,
  old: StandardResult,
  { against: { words: said, sheet }, context }: { against: Against; context: Context },
): Table {
  const { words, locale } = context;
  const { columns } = words;
  const before = new Map(old.requirements.map(({ id, state }) => [id, state]));
  const text = (state: State | undefined): string => (state ? sayState(state, context) : said.fresh);
  const rows = tested.once.flatMap(({ requirement, result }): Cell[][] => {
    const then = before.get(result.id);
    if (then === result.state) return [];
    return [[requirement.id, requirement.text[locale], text(then), text(result.state)]];
  });
  return {
    id: `${words.sheets.states}${tested.mark}${sheet}`,
    caption: `${said.states}${words.brackets(tested.pack.title[locale])}`,
    columns: [
      { header: columns.id, format: 'text', width: 10 },
      { header: columns.requirement, format: 'text', width: 40 },
      { header: said.columns.before, format: 'text', width: 22 },
      { header: said.columns.now, format: 'text', width: 22 },
    ],
    rows,
  };
}
