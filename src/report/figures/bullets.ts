/** Requirements in per cent as bullet bars: value (or the range it lies in), target, baseline. */
import type { Context, Row } from '../context.ts';
import { element } from '../markup.ts';
import { sayTarget, sayValue } from '../row-words.ts';
import { createDrawing, drawText, FIGURE_WIDTH, fitText, INK, STATUS_FILLS, widthOf, wrapText } from './drawing.ts';
import type { Drawing, FillStatus } from './drawing.ts';
import { drawHatch } from './hatch.ts';

const LABEL = { x: 52, width: 226 };
const BAR = { x: 288, width: 180 };
const VALUE_X = 478;
const TARGET_X = 566;
const TOP = 44;
const LINE = 13;
/** Rows that a page holds, with two or three lines of text each. */
const MOST_ROWS = 22;
const STATE_FILLS: Readonly<Record<string, FillStatus>> = { met: 'covered', not_met: 'lacking', unknown: 'unknown' };

/**
 * Rows in per cent with a target and something to draw: missed ones first, the farthest from the target at the head. In
 * parts of like size that fit on a page each.
 */
export function splitBullets(rows: readonly Row[]): Row[][] {
  const order = ['not_met', 'unknown', 'met'];
  const shown = rows
    .filter(({ result }) => result.unit === 'percent' && result.target !== null && result.low !== null)
    .sort((a, b) => order.indexOf(a.result.state) - order.indexOf(b.result.state) || distanceOf(a) - distanceOf(b));
  const size = Math.ceil(shown.length / Math.ceil(shown.length / MOST_ROWS));
  const parts: Row[][] = [];
  for (let start = 0; start < shown.length; start += size) parts.push(shown.slice(start, start + size));
  return parts;
}

function distanceOf({ result }: Row): number {
  return (result.high ?? 100) - (result.target ?? 0);
}

export function drawBullets(rows: readonly Row[], context: Context): Drawing {
  const { words, locale } = context;
  let y = TOP;
  const bars: string[] = [];
  for (const row of rows) {
    const lines = wrapText(row.requirement.text[locale], 10.5, { width: LABEL.width, lines: 3 });
    bars.push(drawRow(row, { y, lines }, context));
    y += Math.max(1, lines.length) * LINE + 9;
  }
  const grid = [0, 25, 50, 75, 100].map((tick) => {
    const x = BAR.x + (tick / 100) * BAR.width;
    return (
      element('line', { x1: x, x2: x, y1: TOP - 6, y2: y, stroke: INK.line }) +
      drawText(x, TOP - 10, String(tick), { size: 9.5, anchor: 'middle', fill: INK.muted })
    );
  });
  const heads = [
    drawText(BAR.x, 14, '%', { size: 9.5, fill: INK.muted }),
    drawText(VALUE_X, 14, words.columns.value, { size: 10.5, weight: 600 }),
    drawText(TARGET_X, 14, words.columns.target, { size: 10.5, weight: 600 }),
  ];
  const legend = drawLegend(y + 20, context);
  const inner = grid.join('') + heads.join('') + bars.join('') + legend;
  return createDrawing(FIGURE_WIDTH, y + 34, words.targets.bullet(''), inner);
}

interface Place {
  y: number;
  lines: readonly string[];
}

function drawRow(row: Row, { y, lines }: Place, context: Context): string {
  const { requirement, result } = row;
  const middle = y + (lines.length * LINE) / 2 + 1;
  const isBinding = requirement.force === 'binding';
  const label = lines.map((line, place) =>
    drawText(LABEL.x, y + 10 + place * LINE, line, { size: 10.5, ...(isBinding && { weight: 600 }) }),
  );
  return [
    drawText(0, y + 10, fitText(requirement.id, 9.5, LABEL.x - 4), { size: 9.5, fill: INK.muted }),
    ...label,
    drawBullet(row, middle),
    drawText(VALUE_X, middle + 4, fitText(sayValue(result, context), 10, TARGET_X - VALUE_X - 4), { size: 10 }),
    drawText(TARGET_X, middle + 4, fitText(sayTarget(result, context), 10, FIGURE_WIDTH - TARGET_X), { size: 10 }),
  ].join('');
}

/** What is sure is filled by the verdict, the rest of the range is cross-hatched. */
function drawBullet({ result }: Row, middle: number): string {
  const x = (percent: number): number => BAR.x + (Math.min(100, Math.max(0, percent)) / 100) * BAR.width;
  const low = result.low ?? 0;
  const high = result.high ?? 100;
  const status = STATE_FILLS[result.state] ?? 'unknown';
  const bar = { x: BAR.x, y: middle - 5, height: 10 };
  const stroke = status === 'lacking' ? INK.gap : INK.muted;
  const sure = Math.max(0.8, x(low) - BAR.x);
  const tick = (percent: number, width: number, dash?: string): string =>
    element('line', {
      x1: x(percent),
      x2: x(percent),
      y1: middle - 8,
      y2: middle + 8,
      stroke: INK.text,
      'stroke-width': width,
      'stroke-dasharray': dash,
    });
  const { baseline } = result;
  return [
    element('rect', { ...bar, width: BAR.width, fill: '#F3F0E9' }),
    element('rect', { ...bar, width: sure, fill: STATUS_FILLS[status], stroke, 'stroke-width': 0.8 }),
    status === 'lacking' ? drawHatch(status, { ...bar, width: sure }) : '',
    high > low ? drawHatch('unknown', { ...bar, x: x(low), width: x(high) - x(low) }) : '',
    typeof baseline?.value === 'number' ? tick(baseline.value, 1.6, '3 2') : '',
    result.target === null ? '' : tick(result.target, 3),
  ].join('');
}

function drawLegend(y: number, { words }: Context): string {
  const box = (status: FillStatus, fill: string) => (x: number) => {
    const place = { x, y: y - 8, width: 16, height: 9 };
    return element('rect', { ...place, fill, stroke: INK.muted, 'stroke-width': 0.6 }) + drawHatch(status, place);
  };
  const line = (width: number, dash?: string) => (x: number) =>
    element('line', {
      x1: x + 8,
      x2: x + 8,
      y1: y - 10,
      y2: y + 3,
      stroke: INK.text,
      'stroke-width': width,
      'stroke-dasharray': dash,
    });
  const items: { text: string; draw: (x: number) => string }[] = [
    { text: words.bullet.met, draw: box('covered', STATUS_FILLS.covered) },
    { text: words.bullet.not_met, draw: box('lacking', STATUS_FILLS.lacking) },
    { text: words.bullet.unknown, draw: box('unknown', 'none') },
    { text: words.bullet.target, draw: line(3) },
    { text: words.bullet.baseline, draw: line(1.6, '3 2') },
  ];
  let x = 0;
  return items
    .map(({ text, draw }) => {
      const drawn = draw(x) + drawText(x + 21, y, text, { size: 10 });
      x += 21 + widthOf(text, 10) + 16;
      return drawn;
    })
    .join('');
}
