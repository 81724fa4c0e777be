/** What all figures share: colours, type, text that has to fit, the document around a drawing. */
import { element, escapeText } from '../markup.ts';

/** Colours of the light theme; all is printed on white. */
export const INK = {
  text: '#1B2A33',
  muted: '#51616B',
  line: '#DDD8CE',
  ground: '#F3F0E9',
  water: '#BCD6E0',
  boundary: '#8F8778',
  fine: '#B5AD9E',
  gap: '#B8321F',
  gapText: '#8E2413',
  halo: '#F8F6F1',
  facility: '#1D4E89',
  unknownLine: '#73787B',
  dot: '#8A5A00',
} as const;

export const STATUS_FILLS = {
  covered: '#A9D0C2',
  partial: '#F1D59B',
  lacking: '#F6D5CC',
  unknown: '#E2E1DE',
  empty: '#F3F0E9',
} as const;
export type FillStatus = keyof typeof STATUS_FILLS;

export const FONTS = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";
/** Width of every figure: the text block of an A4 page in pixels. */
export const FIGURE_WIDTH = 640;

export interface Drawing {
  svg: string;
  width: number;
  height: number;
}

/** A whole SVG document on white; `title` is what a screen reader says. */
export function createDrawing(width: number, height: number, title: string, inner: string): Drawing {
  const [w, h] = [Math.round(width), Math.round(height)];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${w} ${h}`,
      width: w,
      height: h,
      role: 'img',
      'font-family': FONTS,
      'font-size': 11,
      fill: INK.text,
    },
    `${element('title', {}, escapeText(title) || ' ')}${element('rect', { width: w, height: h, fill: '#FFFFFF' })}${inner}`,
  );
  return { svg, width: w, height: h };
}

interface TextStyle {
  size?: number;
  anchor?: 'start' | 'middle' | 'end';
  fill?: string;
  weight?: number;
  /** A rim of the ground's colour, for text on a map. */
  halo?: boolean;
  spacing?: number;
}

export function drawText(x: number, y: number, text: string, style: TextStyle = {}): string {
  const { size, anchor, fill, weight, halo, spacing } = style;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      fill,
      'font-weight': weight,
      'letter-spacing': spacing,
      ...(halo && { stroke: INK.halo, 'stroke-width': 2.6, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
    },
    escapeText(text) || ' ',
  );
}

/** Pixels that a text takes, near enough to keep texts apart: no font is at hand to measure with. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += isWide(letter) ? 1 : /[ilI.,:;'|! ]/.test(letter) ? 0.32 : 0.6;
  return ems * size;
}

function isWide(letter: string): boolean {
  return (letter.codePointAt(0) ?? 0) >= 0x2e80 || letter === '—' || letter === '…' || letter === '“' || letter === '”';
}

/** The text, or as much of its head as fits, with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`, size) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines of a text; Latin words are kept whole where they fit. What does not fit on the last line is cut. */
export function wrapText(
  text: string,
  size: number,
  { width, lines: most }: { width: number; lines: number },
): string[] {
  const parts = text.match(/[\u0021-\u024F]+ ?|./gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const [place, part] of parts.entries()) {
    if (line !== '' && widthOf(line + part.trimEnd(), size) > width) {
      if (lines.length === most - 1) return [...lines, fitText(line + parts.slice(place).join(''), size, width)];
      lines.push(line.trimEnd());
      line = part.trimStart();
    } else line += part;
  }
  return [...lines, fitText(line, size, width)];
}
