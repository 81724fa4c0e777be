/** Places along the streets, against looking at every pair. */
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { pointsAlongStreets, type StreetPointRules } from '../../../src/core/siting/street-points.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createDice, createGround, makeTown, makeWalkways } from '../network/make-streets.ts';

const RULES: StreetPointRules = { everyMetres: 20, apartMetres: 60, nearMetres: 90, most: 1000 };

const homesOf = (homes: readonly Position[]) => ({
  longitudes: homes.map(([longitude]) => longitude),
  latitudes: homes.map(([, latitude]) => latitude),
});
const apart = (a: Position, b: Position): number => distanceMetres(a[0], a[1], b[0], b[1]);

/** Metres from a place to a straight stretch, in the plane that touches the ground there. */
function toStretch([x, y]: Position, a: Position, b: Position): number {
  const [east, north] = [apart([x, y], [x + 0.001, y]) * 1000, apart([x, y], [x, y + 0.001]) * 1000];
  const [ax, ay, bx, by] = [(a[0] - x) * east, (a[1] - y) * north, (b[0] - x) * east, (b[1] - y) * north];
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const part = square === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / square));
  return Math.hypot(ax + part * (bx - ax), ay + part * (by - ay));
}

describe.each(CORNERS.map(({ name, at }, i) => ({ name, at, seed: 60 + i })))(
  'along streets in $name',
  ({ at, seed }) => {
    const { lines, homes } = makeTown(seed, at, [8, 1]);
    const { positions, apartMetres } = pointsAlongStreets(makeWalkways(lines), homesOf(homes), RULES);

    it('lie on a street, near a home, and apart from each other', () => {
      expect(apartMetres).toBe(60);
      expect(positions.length).toBeGreaterThan(10);
      positions.forEach((place, i) => {
        const stretches = lines.flatMap((line) => line.slice(1).map((b, k) => toStretch(place, line[k]!, b)));
        expect(Math.min(...stretches)).toBeLessThan(0.02);
        expect(Math.min(...homes.map((home) => apart(place, home)))).toBeLessThanOrEqual(90);
        for (const other of positions.slice(0, i)) expect(apart(place, other)).toBeGreaterThanOrEqual(60);
      });
    });

    it('leave no street near a home without a place near by', () => {
      for (const line of lines) {
        for (const vertex of line.length > 1 ? line : []) {
          // A vertex lies within half a step of a place looked at, and that one within 60 m of one kept, if a home is near.
          if (Math.min(...homes.map((home) => apart(vertex, home))) > 65) continue;
          expect(Math.min(...positions.map((place) => apart(place, vertex)))).toBeLessThan(60 + 20);
        }
      }
    });

    it('are the same whatever the order of the lines', () => {
      const shuffled = createDice(seed).shuffle(lines);
      expect(pointsAlongStreets(makeWalkways(shuffled), homesOf(homes), RULES).positions).toEqual(positions);
    });

    it('move apart by halves until they are few enough', () => {
      const few = pointsAlongStreets(makeWalkways(lines), homesOf(homes), { ...RULES, most: 6 });
      expect(few.positions.length).toBeLessThanOrEqual(6);
      expect(few.positions.length).toBeGreaterThan(0);
      expect([90, 135, 203, 305, 458]).toContain(few.apartMetres);
      few.positions.forEach((place, i) => {
        for (const other of few.positions.slice(0, i))
          expect(apart(place, other)).toBeGreaterThanOrEqual(few.apartMetres);
      });
    });
  },
);

describe('along streets', () => {
  const at = createGround([118.77, 32.066]);
  const home = homesOf([at(0, 0)]);
  const lines = [
    [at(-50, 10), at(50, 10)],
    [at(-50, -10), at(50, -10)],
  ];

  it('no place stands on a bridge', () => {
    const walkways = makeWalkways(lines);
    walkways.attributes = [{ bridge: 'yes' }, { bridge: 'no' }];
    const { positions } = pointsAlongStreets(walkways, home, { ...RULES, apartMetres: 1 });
    // 100 m in five equal pieces, a place in the middle of each.
    expect(positions).toHaveLength(5);
    for (const place of positions) expect(apart(place, at(0, -10))).toBeLessThan(50);
  });

  it('there is none without homes, without lines or with lines of no length', () => {
    expect(pointsAlongStreets(makeWalkways(lines), homesOf([]), RULES).positions).toEqual([]);
    expect(pointsAlongStreets(makeWalkways([]), home, RULES).positions).toEqual([]);
    expect(pointsAlongStreets(makeWalkways([[at(0, 0), at(0, 0)], [at(0, 0)]]), home, RULES).positions).toEqual([]);
  });
});
