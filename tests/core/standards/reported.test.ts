import { expect, it } from 'vitest';
import { findReported, parseFigure } from '../../../src/core/standards/reported.ts';
import type { Cell, ReportedFigure } from '../../../src/core/types.ts';

it.each<[Cell, number | null]>([
  [98.5, 98.5],
  ['98.5%', 98.5],
  ['９８.５％', 98.5],
  ['1,500', 1500],
  [' 120 张 ', 120],
  ['3万', 30_000],
  ['1.2亿元', 120_000_000],
  ['-5', -5],
  ['', null],
  [null, null],
  ['about 40', null],
  ['2021-2025', null],
  ['15,00', null],
  ['40以下', null],
  ['不详', null],
  ['5‰', null],
  ['是', null],
  [true, null],
])('the figure %s is read as %s', (value, number) => {
  expect(parseFigure(value, 'percent')).toBe(number);
});

it.each<[Cell, number | null]>([
  ['是', 1],
  ['已完成', 1],
  ['Yes', 1],
  [true, 1],
  [1, 1],
  ['100%', 1],
  ['否', 0],
  ['未完成', 0],
  [false, 0],
  ['50%', 0.5],
  [50, null],
  ['快了', null],
])('of what is to be done %s is read as %s', (value, number) => {
  expect(parseFigure(value, 'done')).toBe(number);
});

it('a row takes the latest figure under its own id, before those of its repeats', () => {
  const figure = (requirementId: string, value: Cell, date: string): ReportedFigure => {
    return { requirementId, value, source: 's', date, attributes: {} };
  };
  const figures = [
    figure('B', 1, '2025-01-01'),
    figure('A', 3, '2024-06-30'),
    figure('A', 2, '2023-12-31'),
    figure('A', null, '2025-12-31'),
  ];
  expect(findReported(figures, ['A', 'B'])?.value).toBe(3);
  expect(findReported(figures, ['C', 'B'])?.value).toBe(1);
  expect(findReported(figures, ['C'])).toBeNull();
});
