/** Shares covered by subdistrict: small multiples, one a service, all on the scale of 0 to 100 %. */
import { compareIds, type AreaResult, type Kind } from '../../core/types.ts';
import { hasEstimates, nameOf, sayShare, type Context } from '../context.ts';
import { createDrawing, drawText, fitText, FIGURE_WIDTH, INK, STATUS_FILLS, widthOf } from './drawing.ts';
import type { Drawing, FillStatus } from './drawing.ts';
import { drawHatch } from './hatch.ts';
import { element } from '../markup.ts';

const NAME_WIDTH = 128;
const VALUE_WIDTH = 56;
const ROW = 20;
/** Type of the values, and what stays free beside them. */
const [VALUE_SIZE, VALUE_GAP] = [10.5, 3];
const TOP = 38;
const LEAST_PANEL = 150;
/** Rows that fit on a page. */
const MOST_ROWS = 40;

/** Lowest share of the first service first; unknown ones last. In parts that fit on a page each. */
export function splitBars(areas: readonly AreaResult[], kinds: readonly Kind[]): AreaResult[][] {
  const share = (area: AreaResult): number => area.services[kinds[0] ?? '']?.eldersShare ?? 2;
  const rows = [...areas].sort((a, b) => share(a) - share(b) || compareIds(a.id, b.id));
  const parts: AreaResult[][] = [];
  for (let start = 0; start < rows.length; start += MOST_ROWS) parts.push(rows.slice(start, start + MOST_ROWS));
  return parts;
}

export function drawBars(rows: readonly AreaResult[], context: Context): Drawing {
  const { kinds, words } = context;
  const panel = Math.max(LEAST_PANEL, (FIGURE_WIDTH - NAME_WIDTH) / Math.max(1, kinds.length));
  const width = NAME_WIDTH + panel * kinds.length;
  const height = TOP + rows.length * ROW + 20;
  const names = rows.map((area, row) =>
    drawText(NAME_WIDTH - 10, TOP + row * ROW + 14, fitText(area.name, 11, NAME_WIDTH - 14), { anchor: 'end' }),
  );
  const panels = kinds.map((kind, place) =>
    drawPanel({ rows, kind, left: NAME_WIDTH + place * panel, length: panel - VALUE_WIDTH }, context),
  );
  const title = words.subdistricts.bars('');
  return createDrawing(width, height, title, names.join('') + panels.join(''));
}

/** Where the bar of a row begins, and how long one of 100 % is. */
interface Place {
  x: number;
  y: number;
  length: number;
}

interface Panel {
  rows: readonly AreaResult[];
  kind: Kind;
  left: number;
  length: number;
}

function drawPanel({ rows, kind, left, length }: Panel, context: Context): string {
  const { evaluation, words } = context;
  const bottom = TOP + rows.length * ROW;
  const total = evaluation.services[kind]?.eldersShare ?? null;
  const placeOf = (row: number): Place => ({ x: left, y: TOP + row * ROW, length });
  const values = rows.map((area, row) => writeValue(area, kind, placeOf(row), context));
  const line = (share: number, stroke: string, dash?: string): string => {
    const x = left + share * length;
    const d = findClear(x, values)
      .map(([from, to]) => `M${x} ${from}V${to}`)
      .join('');
    return element('path', { d, fill: 'none', stroke, 'stroke-dasharray': dash });
  };
  const all =
    total === null
      ? ''
      : line(total, INK.text, '4 3') +
        drawText(
          left + total * length,
          TOP - 8,
          `${words.subdistricts.ofTotal} ${sayShare(total, hasEstimates(context), context)}`,
          { size: 10, anchor: total > 0.7 ? 'end' : total < 0.3 ? 'start' : 'middle', fill: INK.muted },
        );
  return [
    drawText(left, 14, nameOf(kind, context), { weight: 600 }),
    ...[0, 0.5, 1].map(
      (share) =>
        line(share, INK.line) +
        drawText(left + share * length, bottom + 14, `${share * 100}%`, {
          size: 9.5,
          anchor: 'middle',
          fill: INK.muted,
        }),
    ),
    ...rows.map((area, row) => drawBar(area, kind, placeOf(row))),
    all,
    ...values.map(({ x, y, text }) => drawText(x, y + 14, text, { size: VALUE_SIZE })),
  ].join('');
}

/** The status gives fill and pattern, as on the map. */
function drawBar(area: AreaResult, kind: Kind, { x, y, length }: Place): string {
  const service = area.services[kind];
  const share = service?.eldersShare ?? null;
  const status: FillStatus = service?.status ?? 'unknown';
  const box = { x, y: y + 3, width: Math.max(1, (share ?? 0) * length), height: ROW - 6 };
  const stroke = status === 'lacking' ? INK.gap : INK.muted;
  return [
    share === null ? '' : element('rect', { ...box, fill: STATUS_FILLS[status], stroke, 'stroke-width': 0.8 }),
    share === null ? '' : drawHatch(status, box),
  ].join('');
}

/** A share in words beside its bar; `y` is the head of its row. */
interface Value {
  x: number;
  y: number;
  text: string;
}

function writeValue(area: AreaResult, kind: Kind, { x, y, length }: Place, context: Context): Value {
  const share = area.services[kind]?.eldersShare ?? null;
  return { x: x + (share ?? 0) * length + 5, y, text: sayShare(share, context.estimated.has(area.id), context) };
}

/**
 * Stretches of an upright line that leave out every row whose value it would cross out. Whole rows: the ends that a
 * white ground behind the text leaves above and below it read as a line through the text.
 */
export function findClear(x: number, values: readonly Value[]): [number, number][] {
  const stretches: [number, number][] = [];
  let from = TOP - 4;
  for (const value of values) {
    const isCrossed = x > value.x - VALUE_GAP && x < value.x + widthOf(value.text, VALUE_SIZE) + VALUE_GAP;
    if (!isCrossed) continue;
    if (value.y > from) stretches.push([from, value.y]);
    from = value.y + ROW;
  }
  const bottom = TOP + values.length * ROW;
  return bottom > from ? [...stretches, [from, bottom]] : stretches;
}
