/** How the place does by each document: verdicts by force, what is missed, and a chart of all that is in per cent. */
import { FORCES, type State } from '../../core/standards/types.ts';
import type { Cell } from '../../core/types.ts';
import { say, type Context, type Row, type TestedStandard } from '../context.ts';
import { isExactTarget, isExactValue } from '../exact.ts';
import { drawBullets, splitBullets } from '../figures/bullets.ts';
import type { Block, Section, Table } from '../model.ts';
import { eldersConcerned, sayMargin, sayTarget, sayUnits, sayValueInYear } from '../row-words.ts';

const STATES: readonly State[] = ['met', 'not_met', 'unknown', 'no_target'];

/** null where no document was tested. */
export function createTargets(context: Context): Section | null {
  const { tested, words } = context;
  if (tested.length === 0) return null;
  return { id: 'targets', title: words.targets.title, blocks: tested.flatMap((each) => describe(each, context)) };
}

function describe(tested: TestedStandard, context: Context): Block[] {
  const { words, locale } = context;
  const { pack } = tested;
  const note = words.targets.statusNotes[pack.status];
  const missed = createMissedTable(tested, context);
  return [
    { kind: 'heading', text: words.titled(pack.title[locale]) },
    ...(note === '' ? [] : [{ kind: 'paragraph', tone: 'note', text: note } as const]),
    { kind: 'table', table: createForceTable(tested, context) },
    missed.rows.length > 0 ? { kind: 'table', table: missed } : { kind: 'paragraph', text: words.targets.missedNone },
    ...drawAll(tested, context),
  ];
}

function createForceTable({ once, mark }: TestedStandard, { words, standard }: Context): Table {
  const row = (name: string, members: readonly Row[]): Cell[] => [
    name,
    members.length,
    ...STATES.map((state) => members.filter(({ result }) => result.state === state).length),
  ];
  const forces = FORCES.map((force) => ({ force, members: once.filter((each) => each.requirement.force === force) }));
  const rows = forces.filter(({ members }) => members.length > 0);
  return {
    id: `${words.sheets.forces}${mark}`,
    caption: words.targets.byForce,
    columns: [
      { header: words.targets.force, format: 'text', width: 14 },
      { header: words.targets.all, format: 'integer', width: 10 },
      ...STATES.map((state) => ({ header: standard.states[state], format: 'integer' as const, width: 14 })),
    ],
    rows: [...rows.map(({ force, members }) => row(standard.forces[force], members)), row(words.targets.all, once)],
    strong: [rows.length],
    hasTotal: true,
  };
}

function isBinding({ requirement }: Row): boolean {
  return requirement.force === 'binding';
}

/** Rows that are not met: binding ones first, then those with the most elders concerned. */
export function listMissed(rows: readonly Row[]): Row[] {
  return rows
    .filter(({ result }) => result.state === 'not_met')
    .sort((a, b) => Number(isBinding(b)) - Number(isBinding(a)) || (b.result.elders ?? 0) - (a.result.elders ?? 0));
}

function createMissedTable({ once, mark }: TestedStandard, context: Context): Table {
  const { words, standard, locale } = context;
  const { columns } = words;
  const missed = listMissed(once);
  const results = missed.map(({ result }) => result);
  return {
    id: `${words.sheets.missed}${mark}`,
    caption: words.targets.missed,
    columns: [
      { header: columns.id, format: 'text', width: 9 },
      { header: columns.requirement, format: 'text', width: 32 },
      { header: columns.force, format: 'text', width: 9 },
      { header: columns.value, format: 'text', width: 13, exact: results.map(isExactValue) },
      { header: columns.target, format: 'text', width: 15, exact: results.map(isExactTarget) },
      { header: columns.margin, format: 'text', width: 17 },
      { header: columns.units, format: 'text', width: 14 },
      { header: columns.elders, format: 'integer', width: 13 },
    ],
    rows: missed.map((row) => [
      row.requirement.id,
      row.requirement.text[locale],
      standard.forces[row.requirement.force],
      sayValueInYear(row.result, context),
      sayTarget(row.result, context),
      sayMargin(row.result, context),
      sayUnits(row.result, context),
      eldersConcerned(row.result, context),
    ]),
    strong: missed.flatMap((row, place) => (isBinding(row) ? [place] : [])),
    note: words.targets.missedNote,
  };
}

function drawAll({ once, pack }: TestedStandard, context: Context): Block[] {
  const { words } = context;
  const parts = splitBullets(once);
  return parts.map((rows, place): Block => {
    const having = (state: State): string => say(rows.filter(({ result }) => result.state === state).length, context);
    const part = parts.length > 1 ? words.targets.bulletPart(String(place + 1), String(parts.length)) : '';
    const text = words.targets.bulletText(
      say(rows.length, context),
      having('met'),
      having('not_met'),
      having('unknown'),
    );
    const id = `bullets-${pack.id}-${place + 1}`;
    const drawing = drawBullets(rows, context);
    return {
      kind: 'figure',
      figure: { id, caption: words.targets.bullet(part), text, ...drawing },
    };
  });
}
