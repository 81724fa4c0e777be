/** Lines that cross without joining, against a look at every pair by another formula. */
import { describe, expect, it } from 'vitest';
import { countCrossings } from '../../../src/core/network/crossings.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS, createRandom } from '../make.ts';
import { createGround, makeWalkways, type Line } from './make-streets.ts';

const count = (lines: readonly Line[]): number => countCrossings(makeWalkways(lines));

/** Where two stretches cross inside both, by solving for their parts. */
function crosses(
  [[ax, ay], [bx, by]]: readonly [Position, Position],
  [[cx, cy], [dx, dy]]: readonly [Position, Position],
) {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, dx - cx, dy - cy];
  const determinant = ux * vy - uy * vx;
  const s = ((cx - ax) * vy - (cy - ay) * vx) / determinant;
  const t = ((cx - ax) * uy - (cy - ay) * ux) / determinant;
  return s > 0 && s < 1 && t > 0 && t < 1;
}

describe.each(CORNERS.filter(({ name }) => !name.includes('antimeridian')))('at $name', ({ at }) => {
  const place = createGround(at);

  it('a crossing counts once, a shared vertex does not', () => {
    const across: Line = [place(0, 50), place(100, 50)];
    expect(count([across, [place(50, 0), place(50, 100)]])).toBe(1);
    expect(
      count([
        [place(0, 50), place(50, 50), place(100, 50)],
        [place(50, 0), place(50, 50), place(50, 100)],
      ]),
    ).toBe(0);
    expect(count([across, [place(50, 60), place(50, 100)]])).toBe(0);
  });

  it('a line that ends or bends on another without a vertex of it there counts once', () => {
    const across: Line = [place(0, 0), place(1000, 0)];
    expect(count([across, [place(500, 0), place(500, 100)]])).toBe(1);
    expect(count([across, [place(500, 100), place(500, 0)]])).toBe(1);
    expect(count([across, [place(400, 100), place(500, 0), place(600, 100)]])).toBe(1);
  });

  it('random stretches are counted as by a look at every pair', () => {
    const random = createRandom(Math.round(at[0] * 10));
    const lines = Array.from({ length: 120 }, (): Line => {
      const [east, north] = [random() * 900, random() * 900];
      return [place(east, north), place(east + (random() - 0.5) * 400, north + (random() - 0.5) * 400)];
    });
    let expected = 0;
    lines.forEach((a, i) => {
      for (const b of lines.slice(i + 1)) if (crosses([a[0]!, a[1]!], [b[0]!, b[1]!])) expected++;
    });
    expect(expected).toBeGreaterThan(50);
    expect(count(lines)).toBe(expected);
  });
});

describe('lines that are meant to cross', () => {
  const place = createGround([118.77, 32.066]);
  const lines: Line[] = [
    [place(0, 50), place(100, 50)],
    [place(50, 0), place(50, 100)],
  ];
  it.each([
    ['bridge', 'yes', 0],
    ['tunnel', true, 0],
    ['level', '1', 0],
    ['layer', -1, 0],
    ['bridge', 'no', 1],
    ['level', '0', 1],
    ['layer', 0, 1],
  ])('%s = %s', (key, value, expected) => {
    expect(countCrossings({ ...makeWalkways(lines), attributes: [{ [key]: value }, {}] })).toBe(expected);
  });

  it('nothing, points and lines without length do not cross', () => {
    expect(count([])).toBe(0);
    expect(count([[place(0, 0)], [], [place(1, 1), place(1, 1)]])).toBe(0);
  });
});
