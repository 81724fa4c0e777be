/** Where each service is lacking: a map, and the communities by elders not covered. */
import type { AreaResult, Kind } from '../../core/types.ts';
import { formatKind } from '../../i18n/index.ts';
import { formatPercentOf } from '../percent.ts';
import {
  eldersCell,
  limitOf,
  metresCell,
  nameOf,
  peopleCell,
  say,
  shareCell,
  subdistrictOf,
  type Context,
} from '../context.ts';
import { createGround, type Ground } from '../figures/ground.ts';
import { drawMap } from '../figures/map.ts';
import type { Block, Figure, Section, Table } from '../model.ts';
import { listLacking, uncoveredOf } from './lacking.ts';

/** Rows of the list that the document shows. */
const SHOWN = 30;

export function createGaps(context: Context): Section {
  const { words, evaluation, kinds } = context;
  const { bands } = evaluation.settings;
  // One extent for all maps, so that they can be laid side by side.
  const ground = createGround(context);
  return {
    id: 'gaps',
    title: words.gaps.title,
    blocks: [
      { kind: 'paragraph', text: words.gaps.bands(formatPercentOf(bands.covered), formatPercentOf(bands.lacking)) },
      ...kinds.flatMap((kind): Block[] => {
        const table = createTable(kind, context);
        return [
          { kind: 'heading', text: nameOf(kind, context) },
          ...(ground ? [{ kind: 'figure', figure: createMap(kind, ground, context) } as const] : []),
          table.rows.length > 0 ? { kind: 'table', table } : { kind: 'paragraph', text: words.gaps.none },
        ];
      }),
    ],
  };
}

function createMap(kind: Kind, ground: Ground, context: Context): Figure {
  const { words, units, locale } = context;
  const having = (status: string): string =>
    say(units.filter((area) => area.services[kind]?.status === status).length, context);
  const name = nameOf(kind, context);
  return {
    id: `map-${kind}`,
    caption: words.gaps.map(name, limitOf(kind, context)),
    text: words.gaps.mapText({
      kind: formatKind(kind, locale),
      lacking: having('lacking'),
      partial: having('partial'),
      covered: having('covered'),
      unknown: having('unknown'),
    }),
    ...drawMap(kind, ground, context),
  };
}

function createTable(kind: Kind, context: Context): Table {
  const { words } = context;
  const { columns } = words;
  const lacking = listLacking(kind, context);
  return {
    id: words.sheets.gaps(nameOf(kind, context)),
    caption: words.gaps.table(nameOf(kind, context)),
    columns: [
      { header: columns.rank, format: 'integer', width: 6 },
      { header: columns.community, format: 'text', width: 18 },
      { header: columns.subdistrict, format: 'text', width: 15 },
      { header: columns.allElders, format: 'integer', width: 11 },
      { header: columns.uncovered, format: 'integer', width: 11 },
      { header: columns.share, format: 'share', width: 10 },
      { header: columns.mean, format: 'metres', width: 11 },
      { header: columns.status, format: 'text', width: 17 },
      { header: columns.alsoLacking, format: 'text', width: 12 },
    ],
    rows: lacking.map((area, place) => {
      const service = area.services[kind];
      // Where all or none of a few people are in reach, the word tells of each of them.
      const isHidden = context.suppressed.has(area.id);
      return [
        place + 1,
        area.name,
        subdistrictOf(area.id, context)?.name ?? null,
        eldersCell(area.id, area.elders, context),
        peopleCell(area.id, area.elders === null ? null : uncoveredOf(area, kind), 'up', context),
        shareCell(area.id, service?.eldersShare ?? null, context),
        metresCell(area.id, service?.meanMetres ?? null, context),
        isHidden ? words.withheld : sayReason(area, kind, context),
        isHidden ? words.withheld : sayOthers(area, kind, context),
      ];
    }),
    ...(lacking.length > SHOWN && { shortenTo: SHOWN }),
  };
}

function sayReason(area: AreaResult, kind: Kind, { words }: Context): string | null {
  const reason = area.services[kind]?.reason;
  return reason === 'none_in_reach' || reason === 'too_few' ? words.gaps.reasons[reason] : null;
}

function sayOthers(area: AreaResult, kind: Kind, context: Context): string | null {
  const others = context.kinds.filter((other) => other !== kind && area.services[other]?.status === 'lacking');
  return others.map((other) => nameOf(other, context)).join(context.words.separator) || null;
}
