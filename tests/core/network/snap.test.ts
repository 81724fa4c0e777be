/** Places put on streets, against a look at every stretch of every line. */
import { describe, expect, it } from 'vitest';
import { createBarriers } from '../../../src/core/network/barriers.ts';
import { buildNetwork } from '../../../src/core/network/build.ts';
import { snapPlaces } from '../../../src/core/network/snap.ts';
import { finish } from '../../../src/core/types.ts';
import type { BackgroundFeature, Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { geodesicMetres } from '../oracle.ts';
import { createDice, createGround, footOf, makeTown, makeWalkways, type Line } from './make-streets.ts';
import { checkFeet, HandStreets, type HandFoot } from './walk-by-hand.ts';

const KINDS = ['water', 'rail', 'wall'];
const at = createGround(CORNERS[0]!.at);

function makeBarrier(kind: string, line: Line): BackgroundFeature {
  const coordinates = line.map(([lon, lat]) => [lon, lat]);
  return { kind, name: '', geometry: { type: 'LineString', coordinates }, attributes: {} };
}

function snap(lines: readonly Line[], places: readonly Position[], limitMetres: number, walls: readonly Line[] = []) {
  const network = finish(buildNetwork(makeWalkways(lines)));
  const barriers = createBarriers(
    walls.map((wall) => makeBarrier('wall', wall)),
    KINDS,
  );
  const positions = { longitudes: places.map(([lon]) => lon), latitudes: places.map(([, lat]) => lat) };
  const snaps = finish(snapPlaces(network, positions, limitMetres, barriers));
  return { network, snaps, feet: places.map((_, i) => footOf(network, snaps, i)) };
}

/** Whether two lines cross, neither only touching the other; by the sides on which their ends lie. */
function isCrossing(a: Position, b: Position, c: Position, d: Position): boolean {
  const side = (p: Position, q: Position, r: Position): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

const TOWNS = CORNERS.flatMap(({ name, at: corner }, i) =>
  [1, 2].map((n) => ({ name, corner, seed: 200 + 10 * i + n })),
);

describe.each(TOWNS)('places in $name, seed $seed', ({ corner, seed }) => {
  const town = makeTown(seed, corner, [60, 0]);
  const hand = new HandStreets(town.lines);

  it.each([200, 30])('stand on the nearest street of all within %d m', (limitMetres) => {
    const { feet } = snap(town.lines, town.homes, limitMetres);
    const found = checkFeet(hand, town.homes, feet, limitMetres);
    expect(found.filter((foot) => foot !== null).length).toBeGreaterThan(10);
    expect(found.filter((foot) => foot === null).length).toBeGreaterThan(0);
  });

  it('stand on the nearest street that no wall keeps them from', () => {
    const dice = createDice(seed);
    const ground = createGround(corner);
    const anywhere = (): Position => ground(dice.between(-90, 640), dice.between(-90, 640));
    const walls = Array.from({ length: 40 }, () => [anywhere(), anywhere(), anywhere()]);
    const { feet } = snap(town.lines, town.homes, 150, walls);
    let kept = 0;
    town.homes.forEach((home, i) => {
      const isFree = ({ position }: HandFoot): boolean =>
        !walls.some((wall) => wall.slice(1).some((end, j) => isCrossing(home, position, wall[j]!, end)));
      const [free] = hand.feet(home, 150, isFree);
      const foot = feet[i]!;
      if (!free) expect(foot, `home ${i}`).toBeNull();
      else expect(Math.abs(foot.metres - free.metres), `home ${i}`).toBeLessThan(1e-5 + 2e-5 * free.metres);
      const [nearest] = hand.feet(home, 150);
      if (nearest && (!free || free.metres > nearest.metres + 0.01)) kept += 1;
    });
    expect(kept).toBeGreaterThan(5);
  });
});

describe('the snap limit', () => {
  const street = [at(-300, 0), at(300, 0)];

  it('is closed: at exactly the leg a place is put on the street, and not a hair below', () => {
    for (const north of [0.5, 37, 55, 199, 480]) {
      const home = at(20, north);
      const [foot] = snap([street], [home], 1000).feet;
      expect(Math.abs(foot!.metres - north)).toBeLessThan(0.06);
      expect(snap([street], [home], foot!.metres).feet[0]).toEqual(foot);
      expect(snap([street], [home], foot!.metres * (1 - 1e-9)).feet[0]).toBeNull();
    }
  });

  it('counts from the end of a street as well as from its middle, and diagonally', () => {
    const [lon, lat] = at(300, 0);
    const home = at(300 + 80, 60);
    const leg = geodesicMetres(home, [lon, lat]);
    expect(snap([street], [home], leg + 0.001).feet[0]!.metres).toBeCloseTo(leg, 3);
    expect(snap([street], [home], leg - 0.001).feet[0]).toBeNull();
  });

  it('may be 0: only who stands on the street is placed', () => {
    const { feet } = snap([street], [street[0]!, at(0, 1)], 0);
    expect(feet[0]!.metres).toBe(0);
    expect(feet[1]).toBeNull();
  });
});

describe('a place between streets', () => {
  it('takes the nearest point along an edge and no junction', () => {
    const { feet, snaps } = snap([[at(0, 0), at(2000, 0)]], [at(730, 12), at(-5, 0), at(2003, 4)], 200);
    expect(geodesicMetres(feet[0]!.position, at(730, 0))).toBeLessThan(0.05);
    expect(feet.map((foot) => Math.round(foot!.metres))).toEqual([12, 5, 5]);
    const alongs = [...snaps.along].map(Math.round);
    expect([730, 1270]).toContain(alongs[0]);
    expect(alongs[1]! + alongs[2]!).toBe(2000);
  });

  it('takes the nearest of any island, even the smallest', () => {
    const main = [at(0, 0), at(1000, 0)];
    const stub = [at(500, 30), at(501, 30)];
    const { feet } = snap([main, stub], [at(500, 20)], 200);
    expect(Math.abs(feet[0]!.metres - 10)).toBeLessThan(0.06);
  });

  it('is unplaced where there is no street at all', () => {
    expect(snap([], [at(0, 0)], 200).feet).toEqual([null]);
    expect([...snap([], [at(0, 0)], 200).snaps.edge]).toEqual([-1]);
  });

  it('has its nearest street far behind the corner of a box that lies nearer', () => {
    // The box of the slanting street touches the place; the street itself is farther than the short one.
    const slanting = [at(-400, 0), at(0, 400)];
    const short = [at(60, 0), at(60, 40)];
    const { feet } = snap([slanting, short], [at(0, 10)], 400);
    expect(Math.abs(feet[0]!.metres - 60)).toBeLessThan(0.06);
  });
});

describe('a wall', () => {
  const near = [at(-100, 10), at(100, 10)];
  const far = [at(-100, -60), at(100, -60)];
  const home = at(0, 0);
  const legBehind = (wall: Line, lines: readonly Line[] = [near, far]): number | null => {
    const metres = snap(lines, [home], 200, [wall]).feet[0]?.metres;
    return metres === undefined ? null : Math.round(metres);
  };

  it('keeps a place from the nearest street, and not where it ends short of the leg', () => {
    expect(legBehind([at(-100, 5), at(100, 5)])).toBe(60);
    expect(legBehind([at(-100, 5), at(-2, 5)])).toBe(10);
    expect(legBehind([at(2, 5), at(100, 5)])).toBe(10);
    expect(legBehind([at(-100, 5), at(100, 5)], [near])).toBeNull();
  });

  it('is not crossed by a leg that begins or ends on it', () => {
    expect(legBehind([at(-100, 0), at(100, 0)])).toBe(10);
    expect(legBehind([at(-100, 10), at(100, 10)])).toBe(10);
  });

  it('stops a leg at its very corner too', () => {
    expect(legBehind([at(-50, 0), at(0, 5), at(50, 0)])).toBe(60);
    expect(legBehind([at(-50, 5), at(0, 5), at(50, 5)])).toBe(60);
  });

  it('is what the kinds say: of a layer with greens and roads only water, rail and wall', () => {
    const green = makeBarrier('green', [at(-100, 5), at(100, 5)]);
    expect(createBarriers([green], KINDS)).toBeNull();
    expect(createBarriers([], KINDS)).toBeNull();
  });

  it('may be a polygon with a hole, or many, or a collection: every ring keeps out', () => {
    const ring = (half: number): number[][] =>
      [at(-half, -half), at(half, -half), at(half, half), at(-half, half), at(-half, -half)].map(([x, y]) => [x, y]);
    const polygon = { type: 'Polygon' as const, coordinates: [ring(40), ring(20)] };
    const shapes: BackgroundFeature['geometry'][] = [
      polygon,
      { type: 'MultiPolygon', coordinates: [polygon.coordinates] },
      { type: 'MultiLineString', coordinates: [ring(40), ring(20)] },
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [0, 0] }, polygon] },
    ];
    for (const geometry of shapes) {
      const barriers = createBarriers([{ kind: 'water', name: '', geometry, attributes: {} }], KINDS)!;
      const isCut = (from: Position, to: Position): boolean => barriers.isCrossed(from[0], from[1], to[0], to[1]);
      expect(isCut(at(0, 0), at(0, 30))).toBe(true);
      expect(isCut(at(5, 0), at(0, 15))).toBe(false);
      expect(isCut(at(0, 30), at(60, 30))).toBe(true);
      expect(isCut(at(0, 30), at(-30, 30))).toBe(false);
      expect(isCut(at(60, 60), at(60, -60))).toBe(false);
    }
  });
});
