/** Subdistrict by subdistrict: elders, shares covered, communities lacking. */
import { compareIds, type AreaResult, type Cell, type Kind } from '../../core/types.ts';
import {
  countUnits,
  eldersCell,
  hasEstimates,
  nameOf,
  sayShare,
  shareCell,
  subdistrictOf,
  type Context,
} from '../context.ts';
import { drawBars, splitBars } from '../figures/bars.ts';
import type { Block, Section, Table } from '../model.ts';

export function createSubdistricts(context: Context): Section {
  const { words } = context;
  const towns = context.evaluation.areas.filter(({ level }) => level === 'subdistrict');
  const blocks: Block[] =
    towns.length === 0
      ? [{ kind: 'paragraph', text: words.subdistricts.none }]
      : [...drawAll(towns, context), { kind: 'table', table: createTable(towns, context) }];
  return { id: 'subdistricts', title: words.subdistricts.title, blocks };
}

function createTable(towns: readonly AreaResult[], context: Context): Table {
  const { words, kinds, evaluation } = context;
  const { columns } = words;
  const members = new Map(towns.map(({ id }) => [id, unitsUnder(id, context)]));
  const lacking = (units: readonly AreaResult[], kind: Kind): number => countUnits(units, kind).lacking;
  const row = (area: AreaResult): Cell[] => {
    const units = members.get(area.id) ?? [];
    return [
      area.name,
      units.length,
      eldersCell(area.id, area.elders, context),
      ...kinds.flatMap((kind): Cell[] => [
        shareCell(area.id, area.services[kind]?.eldersShare ?? null, context),
        lacking(units, kind),
      ]),
    ];
  };
  const total: Cell[] = [
    words.subdistricts.total,
    context.units.length,
    evaluation.totals.elders,
    ...kinds.flatMap((kind): Cell[] => [totalShare(kind, context), lacking(context.units, kind)]),
  ];
  return {
    id: words.sheets.subdistricts,
    caption: words.subdistricts.table,
    columns: [
      { header: columns.subdistrict, format: 'text', width: 20 },
      { header: columns.communities, format: 'integer', width: 14 },
      { header: columns.allElders, format: 'integer', width: 12 },
      ...kinds.flatMap((kind) => [
        { header: columns.kindShare(nameOf(kind, context)), format: 'share' as const, width: 14 },
        { header: columns.kindLacking(nameOf(kind, context)), format: 'integer' as const, width: 18 },
      ]),
    ],
    rows: [...[...towns].sort((a, b) => compareIds(a.id, b.id)).map(row), total],
    strong: [towns.length],
    hasTotal: true,
    note: words.subdistricts.note,
  };
}

function totalShare(kind: Kind, context: Context): Cell {
  const share = context.evaluation.services[kind]?.eldersShare ?? null;
  return share !== null && hasEstimates(context) ? sayShare(share, true, context) : share;
}

/** Areas of the listed level in a subdistrict; it is its own where nothing finer is listed. */
function unitsUnder(id: string, context: Context): AreaResult[] {
  return context.units.filter((unit) => unit.id === id || subdistrictOf(unit.id, context)?.id === id);
}

function drawAll(towns: readonly AreaResult[], context: Context): Block[] {
  const { words, kinds } = context;
  const shown = towns.filter(({ id }) => !context.suppressed.has(id));
  const parts = splitBars(shown, kinds);
  return parts.map((rows, place): Block => {
    const part = parts.length > 1 ? words.targets.bulletPart(String(place + 1), String(parts.length)) : '';
    const id = `bars-${place + 1}`;
    return {
      kind: 'figure',
      figure: {
        id,
        caption: words.subdistricts.bars(part),
        text: words.subdistricts.barsText(sayLowest(rows, context)),
        ...drawBars(rows, context),
      },
    };
  });
}

function sayLowest(rows: readonly AreaResult[], context: Context): string {
  return context.kinds
    .flatMap((kind) => {
      const known = rows.flatMap((area) => {
        const share = area.services[kind]?.eldersShare ?? null;
        return share === null ? [] : [{ area, share }];
      });
      const [lowest] = known.sort((a, b) => a.share - b.share || compareIds(a.area.id, b.area.id));
      if (!lowest) return [];
      const share = sayShare(lowest.share, context.estimated.has(lowest.area.id), context);
      return [`${nameOf(kind, context)} ${lowest.area.name} ${share}`];
    })
    .join(context.words.clause);
}
