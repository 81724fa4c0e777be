/** Lines and dots in a box: inside it, at one step wherever the box stands. */
import { describe, expect, it } from 'vitest';
import { drawHatch, hatchShape } from '../../src/report/figures/hatch.ts';

const BOXES = [
  { x: 0, y: 0, width: 18, height: 11 },
  { x: 133.5, y: 40.25, width: 0.8, height: 10 },
  { x: -3, y: 7, width: 63, height: 2 },
];

/** Ends of the lines of a path, four numbers a line. */
const linesOf = (svg: string): number[][] =>
  [...svg.matchAll(/M(\S+) (\S+?)L(\S+?) ([\d.-]+)/g)].map((found) => found.slice(1, 5).map(Number));

describe.each(BOXES)('hatch of $width x $height at $x, $y', ({ x, y, width, height }) => {
  it.each([
    { status: 'lacking' as const, of: ([a, b]: number[]) => [a! + b!] },
    { status: 'unknown' as const, of: ([a, b]: number[]) => [a! + b!, a! - b!] },
  ])('keeps the lines of $status inside, each on a multiple of the step', ({ status, of }) => {
    for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] of linesOf(drawHatch(status, { x, y, width, height }))) {
      for (const [px, py] of [
        [x1, y1],
        [x2, y2],
      ] as const) {
        expect(px).toBeGreaterThanOrEqual(x - 0.01);
        expect(px).toBeLessThanOrEqual(x + width + 0.01);
        expect(py).toBeGreaterThanOrEqual(y - 0.01);
        expect(py).toBeLessThanOrEqual(y + height + 0.01);
        const offsets = of([px, py]).map((value) => Math.abs(value / 7 - Math.round(value / 7)));
        expect(Math.min(...offsets)).toBeLessThan(0.01);
      }
      expect(Math.abs(x2 - x1)).toBeCloseTo(Math.abs(y2 - y1), 1);
    }
  });
});

it('draws as many lines as cross the box, dots for what is partial, and nothing for the rest', () => {
  const box = { x: 0, y: 0, width: 70, height: 14 };
  expect(linesOf(drawHatch('lacking', box))).toHaveLength(11);
  expect(linesOf(drawHatch('unknown', box))).toHaveLength(22);
  expect(drawHatch('partial', box)).toContain('d="M6 6H70M6 12H70"');
  expect(drawHatch('covered', box) + drawHatch('empty', box)).toBe('');
  expect(hatchShape('covered', 'M0 0Z', { id: 'a', frame: box })).toBe('');
  expect(hatchShape('lacking', 'M0 0L9 0L9 9Z', { id: 'a', frame: box })).toMatch(/^<clipPath id="a">.*url\(#a\)/);
});

it('needs no pattern, which a browser prints as a picture', () => {
  for (const status of ['lacking', 'unknown', 'partial'] as const) {
    expect(drawHatch(status, BOXES[0]!)).not.toContain('pattern');
  }
});
