/**
 * Lines and dots over the fills, since nothing is told by colour alone. Drawn as lines, not as SVG patterns: a browser that
 * prints turns each patterned shape into a picture, and the report into tens of megabytes.
 */
import { element } from '../markup.ts';
import { INK, type FillStatus } from './drawing.ts';

/** Pixels. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pixels along an axis from line to line, and from dot to dot: the same everywhere, so that neighbours join. */
const LINES = 7;
const DOTS = 6;

/** `lacking` rising lines, `unknown` crossed ones, `partial` dots; nothing for the others. */
export function drawHatch(status: FillStatus, box: Rect): string {
  switch (status) {
    case 'lacking':
      return drawLines(rise(box), INK.gap, 1.1);
    case 'unknown':
      return drawLines(rise(box) + fall(box), INK.unknownLine, 0.8);
    case 'partial':
      return drawDots(box);
    case 'covered':
    case 'empty':
      return '';
  }
}

/** The same within a shape; `id` is unique in the document. */
export function hatchShape(status: FillStatus, path: string, { id, frame }: { id: string; frame: Rect }): string {
  const hatch = drawHatch(status, frame);
  if (hatch === '') return '';
  const clip = element('clipPath', { id }, element('path', { d: path, 'clip-rule': 'evenodd' }));
  return clip + element('g', { 'clip-path': `url(#${id})` }, hatch);
}

function drawLines(d: string, stroke: string, width: number): string {
  return d === '' ? '' : element('path', { d, stroke, 'stroke-width': width, fill: 'none' });
}

/** Where x + y is a multiple of the step, cut to the box. */
function rise({ x, y, width, height }: Rect): string {
  let d = '';
  for (let sum = nextOf(x + y, LINES); sum < x + y + width + height; sum += LINES) {
    const [from, to] = [Math.max(x, sum - y - height), Math.min(x + width, sum - y)];
    d += `M${round(from)} ${round(sum - from)}L${round(to)} ${round(sum - to)}`;
  }
  return d;
}

/** Where x - y is a multiple of the step, cut to the box. */
function fall({ x, y, width, height }: Rect): string {
  let d = '';
  for (let difference = nextOf(x - y - height, LINES); difference < x + width - y; difference += LINES) {
    const [from, to] = [Math.max(x, difference + y), Math.min(x + width, difference + y + height)];
    d += `M${round(from)} ${round(from - difference)}L${round(to)} ${round(to - difference)}`;
  }
  return d;
}

/** Dashes of no length with round ends. */
function drawDots({ x, y, width, height }: Rect): string {
  const left = nextOf(x, DOTS);
  let d = '';
  for (let at = nextOf(y, DOTS); at < y + height; at += DOTS) d += `M${left} ${at}H${round(x + width)}`;
  const look = { stroke: INK.dot, 'stroke-width': 1.6, 'stroke-linecap': 'round', 'stroke-dasharray': `0 ${DOTS}` };
  return d === '' ? '' : element('path', { d, fill: 'none', ...look });
}

/** The first multiple of a step beyond a place. */
function nextOf(place: number, step: number): number {
  return (Math.floor(place / step) + 1) * step;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
