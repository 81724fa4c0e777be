/** What stands on and below each map: scale bar, north, legend, date and source of the data. */
import type { Kind } from '../../core/types.ts';
import { nameOf, type Context } from '../context.ts';
import { element } from '../markup.ts';
import { formatPercentOf } from '../percent.ts';
import { sayDay } from '../sections/cover.ts';
import { listSources } from '../sections/sources.ts';
import { drawText, INK, STATUS_FILLS, widthOf, wrapText } from './drawing.ts';
import { drawHatch } from './hatch.ts';
import type { FillStatus } from './drawing.ts';
import type { Ground } from './ground.ts';
import { drawMark, letterOf } from './marks.ts';

interface Asked {
  kind: Kind;
  ground: Ground;
  hasPlanned: boolean;
}

export function drawFoot(asked: Asked, context: Context): { inner: string; height: number } {
  const { ground } = asked;
  const legend = drawLegend(asked, context);
  const lines = wrapText(saySource(context), 9.5, { width: ground.width, lines: 2 });
  const top = ground.height + legend.height + 12;
  const source = lines.map((line, place) => drawText(0, top + place * 12, line, { size: 9.5, fill: INK.muted }));
  const inner = drawScale(ground, context) + drawNorth(ground, context) + legend.inner + source.join('');
  return { inner, height: legend.height + 12 + lines.length * 12 };
}

/** A round length of about a fifth of the map. */
export function findScale(metresPerPixel: number, width: number): number {
  const wanted = (metresPerPixel * width) / 5;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([5, 2, 1].find((step) => step * power <= wanted) ?? 1) * power;
}

function drawScale({ metresPerPixel, width, height }: Ground, { words }: Context): string {
  const metres = findScale(metresPerPixel, width);
  const length = metres / metresPerPixel;
  const [x, y] = [12, height - 10];
  const text = metres >= 1000 ? words.map.kilometres(String(metres / 1000)) : words.map.metres(String(metres));
  const half = { y: y - 4, height: 4, stroke: INK.text, 'stroke-width': 0.8 };
  return (
    element('rect', { x: x - 6, y: y - 20, width: length + 12, height: 26, fill: '#FFFFFF', 'fill-opacity': 0.85 }) +
    element('rect', { ...half, x, width: length / 2, fill: INK.text }) +
    element('rect', { ...half, x: x + length / 2, width: length / 2, fill: '#FFFFFF' }) +
    drawText(x, y - 8, '0', { size: 9.5 }) +
    drawText(x + length, y - 8, text, { size: 9.5, anchor: 'end' })
  );
}

function drawNorth({ width }: Ground, { words }: Context): string {
  const x = width - 18;
  return (
    element('circle', { cx: x, cy: 24, r: 16, fill: '#FFFFFF', 'fill-opacity': 0.85 }) +
    element('path', { d: `M${x} 11L${x + 5} 24L${x} 21L${x - 5} 24Z`, fill: INK.text }) +
    drawText(x, 35, words.map.north, { size: 10, anchor: 'middle', weight: 600 })
  );
}

interface Item {
  text: string;
  draw: (x: number, y: number) => string;
}

function drawLegend(asked: Asked, context: Context): { inner: string; height: number } {
  const items = [...listFills(asked, context), ...listSymbols(asked, context)];
  const drawn: string[] = [];
  let [x, y] = [0, asked.ground.height + 18];
  for (const { text, draw } of items) {
    const width = 24 + widthOf(text, 10.5) + 16;
    if (x > 0 && x + width - 16 > asked.ground.width) [x, y] = [0, y + 18];
    drawn.push(draw(x, y), drawText(x + 24, y, text, { size: 10.5 }));
    x += width;
  }
  const { labelNote } = context.words.map;
  if (x + widthOf(labelNote, 10) > asked.ground.width) [x, y] = [0, y + 18];
  drawn.push(drawText(x, y, labelNote, { size: 10, fill: INK.muted }));
  return { inner: drawn.join(''), height: y - asked.ground.height + 6 };
}

/** Only what is on the map; homes stand in where no area has a polygon. */
function listFills({ kind, ground }: Asked, context: Context): Item[] {
  const { words, units, evaluation } = context;
  if (ground.units.size === 0) return listHomes(context);
  const { bands } = evaluation.settings;
  const texts: Record<FillStatus, string> = {
    lacking: words.map.statuses.lacking(formatPercentOf(bands.lacking)),
    partial: words.map.statuses.partial,
    covered: words.map.statuses.covered(formatPercentOf(bands.covered)),
    unknown: words.map.statuses.unknown,
    empty: words.map.statuses.empty,
  };
  const present = new Set(units.map((area) => area.services[kind]?.status ?? 'unknown'));
  return (['lacking', 'partial', 'covered', 'unknown', 'empty'] as const)
    .filter((status) => present.has(status))
    .map((status) => ({ text: texts[status], draw: (x, y) => drawBox(status, [x, y]) }));
}

function drawBox(status: FillStatus, [x, y]: [number, number]): string {
  const box = { x, y: y - 9, width: 18, height: 11 };
  const [stroke, width] = status === 'lacking' ? [INK.gap, 1.4] : [INK.boundary, 0.8];
  return (
    element('rect', { ...box, fill: STATUS_FILLS[status] }) +
    drawHatch(status, box) +
    element('rect', { ...box, fill: 'none', stroke, 'stroke-width': width })
  );
}

function listHomes({ words }: Context): Item[] {
  const dot = (look: Record<string, string | number>) => (x: number, y: number) =>
    element('circle', { cx: x + 9, cy: y - 4, r: 3.4, ...look });
  return [
    { text: words.map.home.inside, draw: dot({ fill: '#1F6F5C' }) },
    { text: words.map.home.outside, draw: dot({ fill: '#FFFFFF', stroke: INK.text, 'stroke-width': 1.2 }) },
  ];
}

function listSymbols({ kind, hasPlanned }: Asked, context: Context): Item[] {
  const { words } = context;
  const look = { radius: 6, letter: letterOf(kind, context) };
  const mark = (isPlanned: boolean) => (x: number, y: number) => drawMark([x + 9, y - 4], isPlanned, look);
  return [
    { text: words.map.facility(nameOf(kind, context)), draw: mark(false) },
    ...(hasPlanned ? [{ text: words.map.planned, draw: mark(true) }] : []),
  ];
}

function saySource(context: Context): string {
  const { words, locale } = context;
  const used = listSources(context).filter(
    ({ layer }) => layer === 'areas' || layer === 'residences' || layer === 'facilities',
  );
  const join = (texts: string[]): string => [...new Set(texts.filter((text) => text !== ''))].join(words.separator);
  const dates = join(used.map(({ date }) => sayDay(date, locale)));
  const titles = join(used.map(({ title }) => title));
  return words.map.source(dates || words.map.noDate, titles || words.map.noSource);
}
