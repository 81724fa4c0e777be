/** Figures that somebody typed in. */
import type { Cell, ReportedFigure } from '../types.ts';
import type { RowUnit } from './types.ts';

/** The figure of the first of some ids that has one; of several the one with the latest date, then the last. */
export function findReported(figures: readonly ReportedFigure[], ids: readonly string[]): ReportedFigure | null {
  for (const id of ids) {
    const own = figures.filter(({ requirementId, value }) => requirementId === id && value !== null && value !== '');
    if (own.length > 0) return own.reduce((latest, figure) => (figure.date >= latest.date ? figure : latest));
  }
  return null;
}

const DONE = ['yes', 'y', 'true', 'done', '是', '有', '已完成', '完成', '已达到', '达标', '√', '✓'];
const NOT_DONE = ['no', 'n', 'false', 'not done', '否', '无', '没有', '未完成', '未达到', '不达标', '×'];

/**
 * A number as people type it ("98.5%", "1,500", "3万", "120张"); null where it cannot be read. In rows of the unit `done`
 * yes is 1 and no is 0, and per cent are parts of 1.
 */
export function parseFigure(value: Cell, unit: RowUnit): number | null {
  const text = String(value ?? '')
    .normalize('NFKC')
    .trim()
    .toLowerCase();
  if (unit === 'done') {
    if (DONE.includes(text)) return 1;
    if (NOT_DONE.includes(text)) return 0;
  }
  const number = parseNumber(text);
  if (number === null || unit !== 'done') return number;
  const part = text.includes('%') ? number / 100 : number;
  return part >= 0 && part <= 1 ? part : null;
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
/** A number, a Chinese power of ten, and the words of a unit; a second number makes it unreadable. */
const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([百千万亿]?)([^\d百千万亿‰]{0,12})$/u;

function parseNumber(text: string): number | null {
  const [, digits, power, words] = NUMBER.exec(text) ?? [];
  if (digits === undefined || words === undefined || /[以不]/u.test(words)) return null;
  return Number(digits.replaceAll(',', '')) * (FACTORS[power ?? ''] ?? 1);
}
