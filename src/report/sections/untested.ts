/** Requirements that cannot be told, by what is missing: fill that in and they can. */
import type { Cell } from '../../core/types.ts';
import { say, type Context, type TestedStandard } from '../context.ts';
import type { Block, Section, Table } from '../model.ts';
import { sayMissing } from '../row-words.ts';

export function createUntested(context: Context): Section {
  const { words, tested } = context;
  const { untested } = words;
  const blocks: Block[] =
    tested.length === 0
      ? [{ kind: 'paragraph', text: untested.noStandards }]
      : tested.flatMap((each) => describe(each, context));
  return { id: 'untested', title: untested.title, blocks };
}

function describe(tested: TestedStandard, context: Context): Block[] {
  const { words, locale } = context;
  const open = tested.once.filter(({ result }) => result.state === 'unknown');
  const silent = tested.once.filter(({ result }) => result.state === 'no_target');
  return [
    ...(context.tested.length > 1 ? [{ kind: 'heading', text: words.titled(tested.pack.title[locale]) } as const] : []),
    ...(open.length > 0
      ? ([
          { kind: 'paragraph', text: words.untested.lead(say(open.length, context)) },
          { kind: 'table', table: createTable(tested, context) },
        ] as const)
      : [{ kind: 'paragraph', text: words.untested.none } as const]),
    ...(silent.length > 0
      ? [{ kind: 'paragraph', text: words.untested.noTarget(say(silent.length, context)) } as const]
      : []),
  ];
}

interface Group {
  missing: string[];
  ids: string[];
  binding: number;
}

/** Rows that wait for exactly the same; most binding ones first, then most rows. */
export function groupByMissing({ once }: Pick<TestedStandard, 'once'>): Group[] {
  const groups = new Map<string, Group>();
  for (const { requirement, result } of once) {
    if (result.state !== 'unknown') continue;
    const key = [...result.missing].sort().join(' ');
    const group = groups.get(key) ?? { missing: [...result.missing].sort(), ids: [], binding: 0 };
    group.ids.push(requirement.id);
    if (requirement.force === 'binding') group.binding += 1;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.binding - a.binding || b.ids.length - a.ids.length);
}

function createTable(tested: TestedStandard, context: Context): Table {
  const { words } = context;
  const { columns } = words;
  return {
    id: `${words.sheets.untested}${tested.mark}`,
    caption: words.untested.table,
    columns: [
      { header: columns.missing, format: 'text', width: 40 },
      { header: columns.rows, format: 'integer', width: 9 },
      { header: columns.bindingRows, format: 'integer', width: 12 },
      { header: columns.wouldSettle, format: 'text', width: 50 },
    ],
    rows: groupByMissing(tested).map((group): Cell[] => [
      sayGroup(group, context),
      group.ids.length,
      group.binding,
      group.ids.join(words.separator),
    ]),
  };
}

function sayGroup({ missing }: Group, context: Context): string {
  const { untested, clause } = context.words;
  if (missing.length === 0) return untested.other;
  if (missing.length === 1 && missing[0] === 'reported') return untested.reported;
  return sayMissing(missing, context).join(clause);
}
