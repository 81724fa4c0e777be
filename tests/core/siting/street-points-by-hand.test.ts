/** Places along streets counted on paper. */
import { describe, expect, it } from 'vitest';
import { pointsAlongStreets, type StreetPointRules } from '../../../src/core/siting/street-points.ts';
import type { Position, Walkways } from '../../../src/core/types.ts';
import { CORNERS, deepFreeze } from '../make.ts';
import { createGround, makeWalkways, type Line } from '../network/make-streets.ts';
import { geodesicMetres } from '../oracle.ts';

describe.each(CORNERS)('along a street in $name', ({ at: corner }) => {
  const at = createGround(corner);
  const rules: StreetPointRules = { everyMetres: 50, apartMetres: 1, nearMetres: 1e6, most: 1000 };
  const place = (lines: Line[] | Walkways, homes: Position[], given: Partial<StreetPointRules> = {}) =>
    pointsAlongStreets(
      Array.isArray(lines) ? makeWalkways(lines) : lines,
      { longitudes: homes.map(([x]) => x), latitudes: homes.map(([, y]) => y) },
      { ...rules, ...given },
    );
  /** Metres from the corner, to the decimetre. */
  const metresOf = ({ positions }: ReturnType<typeof place>): number[] =>
    positions.map((position) => Math.round(geodesicMetres(at(0, 0), position) * 10) / 10).sort((a, b) => a - b);
  const near = (found: number[], expected: number[]): void => {
    expect(found).toHaveLength(expected.length);
    found.forEach((metres, i) => expect(Math.abs(metres - expected[i]!)).toBeLessThan(0.7));
  };

  it('they stand in the middle of equal pieces, as many as fit best', () => {
    near(metresOf(place([[at(0, 0), at(200, 0)]], [at(0, 0)])), [25, 75, 125, 175]);
    near(metresOf(place([[at(0, 0), at(220, 0)]], [at(0, 0)])), [27.5, 82.5, 137.5, 192.5]);
    near(metresOf(place([[at(0, 0), at(-230, 0)]], [at(0, 0)])), [23, 69, 115, 161, 207]);
    near(metresOf(place([[at(0, 0), at(0, -8)]], [at(0, 0)])), [4]);
  });

  it('vertices on the way change nothing, nor one that is there twice, nor the direction', () => {
    const straight = place([[at(0, 0), at(200, 0)]], [at(0, 0)]);
    const bent = place([[at(200, 0), at(150, 0), at(150, 0), at(31, 0), at(0, 0), at(0, 0)]], [at(0, 0)]);
    near(metresOf(bent), metresOf(straight));
    // Round a corner: 30 m east and 120 m north in three pieces of 50 m.
    const { positions } = place([[at(0, 0), at(30, 0), at(30, 120)]], [at(0, 0)]);
    const expected = [at(25, 0), at(30, 45), at(30, 95)];
    positions.forEach((position, i) => expect(geodesicMetres(position, expected[i]!)).toBeLessThan(0.7));
  });

  it('only those within reach of a home are kept, the farthest still so', () => {
    const street: Line[] = [[at(0, 0), at(1000, 0)]];
    near(metresOf(place(street, [at(500, 60)], { nearMetres: 100 })), [425, 475, 525, 575]);
    const [first] = place(street, [at(0, 0)]).positions.toSorted(
      (a, b) => geodesicMetres(at(0, 0), a) - geodesicMetres(at(0, 0), b),
    );
    const metres = geodesicMetres(at(0, 0), first!);
    expect(place(street, [at(0, 0)], { nearMetres: metres * 1.0002 }).positions).toEqual([first]);
    expect(place(street, [at(0, 0)], { nearMetres: metres * 0.9998 }).positions).toEqual([]);
  });

  it('they are packed from the south on, every other one where two are too near', () => {
    const north: Line[] = [[at(0, 0), at(0, 400)]];
    near(metresOf(place(north, [at(0, 0)], { apartMetres: 99 })), [25, 125, 225, 325]);
    near(metresOf(place(north, [at(0, 0)], { apartMetres: 101 })), [25, 175, 325]);
    const { positions } = place([...north, [at(300, 400), at(300, 0)]], [at(0, 0)], { apartMetres: 99 });
    const latitudes = positions.map(([, latitude]) => latitude);
    expect(latitudes).toEqual(latitudes.toSorted((a, b) => a - b));
    expect(positions).toHaveLength(8);
  });

  it('grow apart by half, rounded up, while there are too many', () => {
    const north: Line[] = [[at(0, 0), at(0, 400)]];
    // 8 places at 10, 15, 23, 35 m; 8 at 53 m would be one in two: 4.
    const found = place(north, [at(0, 0)], { apartMetres: 10, most: 4 });
    expect(found.apartMetres).toBe(53);
    near(metresOf(found), [25, 125, 225, 325]);
    expect(place(north, [at(0, 0)], { apartMetres: 10, most: 8 }).apartMetres).toBe(10);
  });

  it('bridges carry none, whatever word says so; those that are said to be none do', () => {
    const lines = [0, 1, 2, 3, 4, 5].map((i): Line => [at(0, i * 100), at(40, i * 100)]);
    const walkways = makeWalkways(lines);
    walkways.attributes = [
      { bridge: 'yes' },
      { bridge: 'viaduct' },
      { bridge: true },
      { bridge: 'no' },
      { bridge: null },
      { bridge: false },
    ];
    const { positions } = place(deepFreeze(walkways), [at(0, 0)]);
    const expected = [3, 4, 5].map((i) => at(20, i * 100));
    expect(positions).toHaveLength(3);
    positions.forEach((position, i) => expect(geodesicMetres(position, expected[i]!)).toBeLessThan(0.1));
  });
});
