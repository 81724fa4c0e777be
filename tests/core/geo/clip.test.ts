/** Clipping against counting the cells of a chess board, which is exact, and against Turf. */
import { area as turfArea, booleanPointInPolygon, featureCollection, polygon, union } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { clipToBox } from '../../../src/core/geo/box-clip.ts';
import {
  areaOfPaths,
  intersectPaths,
  repairPolygon,
  unionPaths,
  unionPolygons,
  unitePolygons,
  type Path64,
  type Paths64,
} from '../../../src/core/geo/clip.ts';
import { areaOf, isInside, isSelfCrossing } from '../../../src/core/geo/polygons.ts';
import type { MultiPolygon, Position, Ring } from '../../../src/core/types.ts';
import { box, CORNERS, createRandom } from '../make.ts';

type Random = () => number;
const SIZE = 24;
/** Where the board lies on the grid: all four quarters around zero, and millimetres as far out as Nanjing is. */
const BOARDS = [
  { x: 0, y: 0 },
  { x: -SIZE, y: -SIZE / 2 },
  { x: -5_600_000_000, y: -3_830_000_000 },
  { x: 11_100_000_000, y: 3_550_000_000 },
];

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function drawRectangle(random: Random, origin: { x: number; y: number }): Rectangle {
  const whole = (): number => Math.floor(random() * (SIZE - 6));
  const [left, top] = [origin.x + whole(), origin.y + whole()];
  return { left, top, right: left + 1 + Math.floor(random() * 6), bottom: top + 1 + Math.floor(random() * 6) };
}

function pathOf({ left, top, right, bottom }: Rectangle, isTurned = false): Path64 {
  const path = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return isTurned ? path.reverse() : path;
}

/** Cells of the board whose middle `isIn`. */
function countCells(origin: { x: number; y: number }, isIn: (x: number, y: number) => boolean): number {
  let cells = 0;
  for (let x = 0; x < SIZE; x++) {
    for (let y = 0; y < SIZE; y++) if (isIn(origin.x + x + 0.5, origin.y + y + 0.5)) cells++;
  }
  return cells;
}

const holds =
  (x: number, y: number) =>
  ({ left, top, right, bottom }: Rectangle): boolean =>
    x > left && x < right && y > top && y < bottom;

describe.each(BOARDS)('rectangles on a board at $x, $y', (origin) => {
  const random = createRandom(Math.abs(origin.x) + 5);
  const rounds = Array.from({ length: 25 }, () => {
    const draw = (): Rectangle[] => Array.from({ length: 24 }, () => drawRectangle(random, origin));
    return { one: draw(), other: draw(), window: drawRectangle(random, origin) };
  });

  it('united cover the cells that any of them covers, whichever way each turns', () => {
    for (const { one } of rounds) {
      const cells = countCells(origin, (x, y) => one.some(holds(x, y)));
      expect(areaOfPaths(unionPaths(one.map((each) => pathOf(each))))).toBe(cells);
      const turned = one.map((each) => pathOf(each, true));
      expect(Math.abs(areaOfPaths(unionPaths(turned)))).toBe(cells);
    }
  });

  it('have in common the cells that both unions cover', () => {
    for (const { one, other } of rounds) {
      const common = intersectPaths(
        unionPaths(one.map((each) => pathOf(each))),
        unionPaths(other.map((each) => pathOf(each))),
      );
      expect(areaOfPaths(common)).toBe(countCells(origin, (x, y) => one.some(holds(x, y)) && other.some(holds(x, y))));
    }
  });

  it('cut down to a window keep the cells in it, and are as good as before for all that lies in it', () => {
    for (const { one, other, window } of rounds) {
      const all = unionPaths(one.map((each) => pathOf(each)));
      const cut = clipToBox(all, window);
      const cells = countCells(origin, (x, y) => holds(x, y)(window) && one.some(holds(x, y)));
      expect(areaOfPaths(cut)).toBe(cells);
      for (const point of cut.flat()) {
        expect(
          point.x >= window.left && point.x <= window.right && point.y >= window.top && point.y <= window.bottom,
        ).toBe(true);
      }
      const inWindow = intersectPaths(unionPaths(other.map((each) => pathOf(each))), [pathOf(window)]);
      expect(areaOfPaths(intersectPaths(cut, inWindow))).toBe(areaOfPaths(intersectPaths(all, inWindow)));
    }
  });

  it('as polygons have outer rings with their holes, each closed, and the same cells', () => {
    let holes = 0;
    for (const { one } of rounds) {
      const polygons = unionPolygons(
        one.map((each) => pathOf(each)),
        'non_zero',
        (x, y) => [x - origin.x, y - origin.y],
      );
      holes += polygons.reduce((sum, rings) => sum + rings.length - 1, 0);
      for (const ring of polygons.flat()) expect(ring[0]).toEqual(ring.at(-1));
      const cells = countCells(origin, (x, y) => isInside([x - origin.x, y - origin.y], polygons));
      expect(cells).toBe(countCells(origin, (x, y) => one.some(holds(x, y))));
      // Read part by part, no ground is counted twice.
      const byPart = polygons.map((part) =>
        countCells(origin, (x, y) => isInside([x - origin.x, y - origin.y], [part])),
      );
      expect(byPart.reduce((sum, count) => sum + count, 0)).toBe(cells);
    }
    expect(holes).toBeGreaterThan(0);
  });

  it('read even-odd lose the cells that an even number of them covers', () => {
    for (const { one } of rounds) {
      const polygons = unionPolygons(
        one.map((each) => pathOf(each)),
        'even_odd',
        (x, y) => [x - origin.x, y - origin.y],
      );
      const odd = (x: number, y: number): boolean => one.filter(holds(x, y)).length % 2 === 1;
      const read = (x: number, y: number): boolean => isInside([x - origin.x, y - origin.y], polygons);
      expect(countCells(origin, (x, y) => odd(x, y) !== read(x, y))).toBe(0);
    }
  });
});

describe('paths', () => {
  const square = pathOf({ left: 0, top: 0, right: 10, bottom: 10 });
  const hole = pathOf({ left: 4, top: 4, right: 6, bottom: 6 }, true);

  it('have an area with a sign by their turn, holes taken off', () => {
    expect(areaOfPaths([square])).toBe(-areaOfPaths([[...square].reverse()]));
    expect(Math.abs(areaOfPaths([square, hole]))).toBe(96);
    expect(areaOfPaths([])).toBe(0);
    expect(areaOfPaths([[], [{ x: 3, y: 3 }]])).toBe(0);
  });

  it('that hold nothing unite to nothing and have nothing in common', () => {
    const line: Paths64 = [
      [
        { x: 0, y: 0 },
        { x: 5, y: 5 },
        { x: 0, y: 0 },
      ],
    ];
    expect(unionPaths([])).toEqual([]);
    expect(areaOfPaths(unionPaths(line))).toBe(0);
    expect(intersectPaths([square], [])).toEqual([]);
    // Touching along an edge or in a corner is no ground.
    expect(areaOfPaths(intersectPaths([square], [pathOf({ left: 10, top: 0, right: 20, bottom: 10 })]))).toBe(0);
    expect(areaOfPaths(intersectPaths([square], [pathOf({ left: 10, top: 10, right: 20, bottom: 20 })]))).toBe(0);
  });

  it('in a window without width, without height, or beside them are none', () => {
    expect(clipToBox([square], { left: 5, top: 0, right: 5, bottom: 10 })).toEqual([]);
    expect(clipToBox([square], { left: 0, top: 7, right: 10, bottom: 7 })).toEqual([]);
    expect(clipToBox([square], { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity })).toEqual([]);
    expect(areaOfPaths(clipToBox([square], { left: 11, top: 0, right: 20, bottom: 10 }))).toBe(0);
    const inner = clipToBox([square, hole], { left: 3, top: 3, right: 7, bottom: 7 });
    expect(Math.abs(areaOfPaths(inner))).toBe(16 - 4);
  });

  it('that run past a window through its four corners do not hold it, and those around it do', () => {
    const bay = { left: 3, top: 4, right: 5, bottom: 7 };
    const xs = [0, 3, 3, 5, 5, 9, 9, 0];
    const ys = [0, 0, 8, 8, 0, 0, 9, 9];
    const around = xs.map((x, i) => ({ x, y: ys[i]! }));
    expect(areaOfPaths(clipToBox([around], bay))).toBe(0);
    expect(areaOfPaths(clipToBox([[...around].reverse()], bay))).toBe(0);
    expect(areaOfPaths(clipToBox([around], { ...bay, bottom: 9 }))).toBe(Math.sign(areaOfPaths([around])) * 2);
    expect(areaOfPaths(clipToBox([pathOf(bay)], bay))).toBe(6);
  });

  it('are not changed by any of it', () => {
    const before = structuredClone([square, hole]);
    const paths = [square, hole];
    unionPaths(paths);
    intersectPaths(paths, [square]);
    clipToBox(paths, { left: 1, top: 1, right: 5, bottom: 5 });
    expect(paths).toEqual(before);
  });
});

/** A ring through random points, so that it crosses itself again and again. */
function tangle([lon, lat]: Position, random: Random, corners: number): Ring {
  const ring = Array.from({ length: corners }, (): Position => [lon - random() * 0.02, lat + random() * 0.02]);
  return [...ring, ring[0]!];
}

/** Even-odd by a ray to the east, in plain arithmetic. */
function isOdd([x, y]: Position, rings: readonly Ring[]): boolean {
  let isIn = false;
  for (const ring of rings) {
    ring.slice(1).forEach((b, i) => {
      const a = ring[i]!;
      if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) isIn = !isIn;
    });
  }
  return isIn;
}

const toTurf = (rings: readonly Ring[]) => polygon(rings.map((ring) => ring.map(([lon, lat]) => [lon, lat])));

describe.each(CORNERS)('polygons at $name', ({ at }) => {
  const random = createRandom(Math.round(Math.abs(at[0]) * 1000));
  const points = Array.from({ length: 400 }, (): Position => [at[0] - random() * 0.02, at[1] + random() * 0.02]);

  it('that cross themselves are mended into what an even-odd reading of them covers', () => {
    for (let round = 0; round < 6; round++) {
      const rings = [tangle(at, random, 9), tangle(at, random, 5)];
      const mended = repairPolygon([rings]);
      expect(isSelfCrossing([rings])).toBe(true);
      expect(isSelfCrossing(mended)).toBe(false);
      for (const point of points) expect(isInside(point, mended)).toBe(isOdd(point, rings));
      // Once mended they stay so.
      expect(areaOf(repairPolygon(mended)) / areaOf(mended)).toBeCloseTo(1, 9);
    }
  });

  it('united hold a place if one of them does, and have the area that Turf gives them', () => {
    const [lon, lat] = at;
    const boxes = Array.from({ length: 7 }, () => {
      const [west, south] = [lon - 0.02 + random() * 0.012, lat + random() * 0.012];
      return box(west, south, west + 0.001 + random() * 0.007, south + 0.001 + random() * 0.007);
    });
    const holed = [
      [
        ...box(lon - 0.019, lat + 0.001, lon - 0.001, lat + 0.019)[0]!,
        [...box(lon - 0.015, lat + 0.005, lon - 0.005, lat + 0.015)[0]![0]!].reverse(),
      ],
    ];
    for (const given of [boxes, [holed, ...boxes], [holed, ...boxes].reverse()]) {
      const united = unitePolygons(given);
      for (const point of points) expect(isInside(point, united)).toBe(given.some((each) => isInside(point, each)));
      const shapes = given.map((each) => toTurf(each[0]!));
      const theirs = union(featureCollection(shapes))!;
      const ours = united.reduce((sum, part) => sum + turfArea(toTurf(part)), 0);
      expect(ours / turfArea(theirs)).toBeCloseTo(1, 6);
      for (const point of points.slice(0, 50)) {
        expect(isInside(point, united)).toBe(booleanPointInPolygon([...point], theirs));
      }
    }
  });

  it('that tile the ground are one without the borders between them', () => {
    const [lon, lat] = at;
    const tiles = Array.from({ length: 9 }, (_, i): MultiPolygon => {
      const [west, south] = [lon - 0.03 + (i % 3) * 0.01, lat + Math.floor(i / 3) * 0.01];
      const tile = box(west, south, west + 0.01, south + 0.01);
      return i % 2 === 0 ? tile : [[[...tile[0]![0]!].reverse()]];
    });
    const whole = unitePolygons(tiles);
    expect([whole.length, whole[0]?.length]).toEqual([1, 1]);
    expect(areaOf(whole) / areaOf(box(lon - 0.03, lat, lon, lat + 0.03))).toBeCloseTo(1, 6);
    // Without the middle one there is a hole in it.
    const ring = unitePolygons(tiles.filter((_, i) => i !== 4));
    expect([ring.length, ring[0]?.length]).toEqual([1, 2]);
    expect(areaOf(ring) / (areaOf(whole) - areaOf(tiles[4]!))).toBeCloseTo(1, 6);
    expect(isInside([lon - 0.015, lat + 0.015], ring)).toBe(false);
  });
});

it('an island in a hole is a part of its own, and a part in the hole of another part is kept', () => {
  const [outer, hole, island] = [
    box(-58.5, -34.7, -58.4, -34.6),
    box(-58.48, -34.68, -58.42, -34.62),
    box(-58.46, -34.66, -58.44, -34.64),
  ].map((each) => each[0]![0]!);
  const mended = repairPolygon([[outer!, hole!, island!]]);
  expect(mended.map((part) => part.length).sort()).toEqual([1, 2]);
  expect(isInside([-58.45, -34.65], mended)).toBe(true);
  expect(isInside([-58.47, -34.65], mended)).toBe(false);
  expect(areaOf(unitePolygons([[[outer!, hole!]], [[island!]]]))).toBeCloseTo(areaOf(mended), 3);
  expect(repairPolygon([])).toEqual([]);
  expect(unitePolygons([])).toEqual([]);
});
