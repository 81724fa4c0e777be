import { booleanPointInPolygon, kinks } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { areaOf, isInside, isSelfCrossing } from '../../../src/core/geo/polygons.ts';
import { buildNetwork } from '../../../src/core/network/build.ts';
import { reachArea } from '../../../src/core/network/reach-area.ts';
import { reachedStretches, type ReachedStretches } from '../../../src/core/network/reach.ts';
import type { Network } from '../../../src/core/network/types.ts';
import { Walker, type Start } from '../../../src/core/network/walker.ts';
import { finish, type MultiPolygon, type Position, type Ring } from '../../../src/core/types.ts';
import { CORNERS, createRandom } from '../make.ts';
import { geodesicMetres } from '../oracle.ts';
import { createGround, makeTown, makeWalkways, vertexAt, type Line } from './make-streets.ts';

const WIDTH = 30;
const CELL = 15;
const at = createGround([118.77, 32.066]);
const networkOf = (lines: readonly Line[]): Network => finish(buildNetwork(makeWalkways(lines)));

function reach(network: Network, starts: readonly Start[], limitMetres: number): ReachedStretches {
  const walker = new Walker(network);
  walker.walk(starts, limitMetres);
  const nodes = walker.reached.subarray(0, walker.count);
  const metresTo = (node: number): number => walker.metresTo(node);
  return reachedStretches(network, { nodes, metresTo, starts }, [limitMetres / 2, limitMetres]);
}

/** All edges from end to end. */
function wholeOf(network: Network): ReachedStretches {
  return {
    edge: Uint32Array.from({ length: network.edges }, (_, i) => i),
    start: new Float64Array(network.edges),
    end: network.edgeMetres.slice(),
    band: new Uint8Array(network.edges),
  };
}

type Piece = readonly [Position, Position];

/** Stretches as straight pieces, cut by the share of each piece's own length. */
function piecesOf(network: Network, { edge, start, end }: ReachedStretches): Piece[] {
  const pieces: Piece[] = [];
  edge.forEach((on, row) => {
    for (let i = network.vertexStarts[on]! + 1; i < network.vertexStarts[on + 1]!; i++) {
      const [a, b] = [vertexAt(network.vertices, i - 1), vertexAt(network.vertices, i)];
      const [low, high] = [network.vertexMetres[i - 1]!, network.vertexMetres[i]!];
      const cut = (metres: number): number => Math.min(1, Math.max(0, (metres - low) / (high - low)));
      const [from, to] = [cut(start[row]!), cut(end[row]!)];
      if (from < to) pieces.push([between(a, b, from), between(a, b, to)]);
    }
  });
  return pieces;
}

const between = ([lonA, latA]: Position, [lonB, latB]: Position, part: number): Position => [
  lonA + part * (lonB - lonA),
  latA + part * (latB - latA),
];

/** Metres from a place to the nearest piece, in the plane of degrees stretched by the geodesic scale at that place. */
function metresFrom(place: Position, pieces: readonly Piece[]): number {
  const east = geodesicMetres(place, [place[0] + 1e-3, place[1]]) * 1e3;
  const north = geodesicMetres([place[0], place[1] - 5e-4], [place[0], place[1] + 5e-4]) * 1e3;
  let best = Infinity;
  for (const [a, b] of pieces) {
    const [ax, ay] = [(a[0] - place[0]) * east, (a[1] - place[1]) * north];
    const [dx, dy] = [(b[0] - a[0]) * east, (b[1] - a[1]) * north];
    const part = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    best = Math.min(best, Math.hypot(ax + part * dx, ay + part * dy));
  }
  return best;
}

const asGeoJson = (polygon: MultiPolygon): { type: 'MultiPolygon'; coordinates: [number, number][][][] } => ({
  type: 'MultiPolygon',
  coordinates: polygon.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
});

const holds = (polygon: MultiPolygon, place: Position): boolean =>
  booleanPointInPolygon([place[0], place[1]], asGeoJson(polygon));

function signedArea(ring: Ring): number {
  const [originLon, originLat] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
    twice += (ax - originLon) * (by - originLat) - (bx - originLon) * (ay - originLat);
  }
  return twice / 2;
}

/** Closed rings, turned as GeoJSON has them, without crossings, holes inside their own outer ring. */
function checkRings(polygon: MultiPolygon): void {
  for (const part of polygon) {
    part.forEach((ring, i) => {
      expect(ring.length).toBeGreaterThan(3);
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(new Set(ring.map(String)).size).toBe(ring.length - 1);
      expect(Math.sign(signedArea(ring))).toBe(i === 0 ? 1 : -1);
      if (i > 0) expect(ring.every((vertex) => holds([[part[0]!]], vertex))).toBe(true);
    });
  }
  expect(isSelfCrossing(polygon)).toBe(false);
  if (polygon.flat(2).length < 3000) expect(kinks(asGeoJson(polygon)).features).toEqual([]);
}

describe('reach as ground', () => {
  it.each(CORNERS.map((corner, seed) => ({ ...corner, seed })))(
    'holds every reached stretch, and nothing a cell farther than the width: $name',
    ({ at: corner, seed }) => {
      const network = networkOf(makeTown(seed + 20, corner).lines);
      const random = createRandom(seed);
      const starts = [0, 1].map(() => {
        const edge = Math.floor(random() * network.edges);
        return { edge, along: random() * network.edgeMetres[edge]!, leg: 0 };
      });
      const stretches = reach(network, starts, 320);
      const area = reachArea(network, stretches);
      checkRings(area);
      const pieces = piecesOf(network, stretches);
      for (const [a, b] of pieces) {
        for (const part of [0, random(), random(), 1]) expect(holds(area, between(a, b, part))).toBe(true);
      }
      const ground = createGround(corner);
      const seen = { near: 0, far: 0 };
      for (let i = 0; i < 1500; i++) {
        const place = ground(-100 + 800 * random(), -100 + 1050 * random());
        const metres = metresFrom(place, pieces);
        // 0.1 m for the plane of the check.
        if (holds(area, place)) expect(metres).toBeLessThan(WIDTH + CELL + 0.1);
        else expect(metres).toBeGreaterThan(WIDTH - CELL / 2);
        seen[metres < WIDTH ? 'near' : 'far'] += 1;
      }
      expect(Math.min(seen.near, seen.far)).toBeGreaterThan(100);
    },
  );

  it('is empty where nothing is reached', () => {
    const network = networkOf([[at(0, 0), at(100, 0)]]);
    expect(reachArea(network, reach(network, [], 500))).toEqual([]);
  });

  it('of one dead end is as large as the ground within the width of it, with a round rim', () => {
    for (const [east, north] of [
      [400, 0],
      [0, 400],
      [230, 310],
    ] as const) {
      const network = networkOf([[at(0, 0), at(east, north)]]);
      const stretches = wholeOf(network);
      const area = reachArea(network, stretches);
      checkRings(area);
      expect(area.map((part) => part.length)).toEqual([1]);
      const length = network.edgeMetres[0]!;
      expect(areaOf(area) / (2 * WIDTH * length + Math.PI * WIDTH ** 2)).toBeCloseTo(1, 1.5);
      const pieces = piecesOf(network, stretches);
      for (const vertex of area[0]![0]!) expect(Math.abs(metresFrom(vertex, pieces) - WIDTH)).toBeLessThan(1);
      // A straight rim needs no vertex at every cell.
      expect(area[0]![0]!.length).toBeLessThan(40);
    }
  });

  it('of a stretch of a centimetre is a disc', () => {
    const network = networkOf([[at(0, 0), at(400, 0)]]);
    const stretches = reach(network, [{ edge: 0, along: 200, leg: 499.995 }], 500);
    expect(stretches.end[0]! - stretches.start[0]!).toBeCloseTo(0.01, 6);
    const area = reachArea(network, stretches);
    checkRings(area);
    expect(areaOf(area) / (Math.PI * WIDTH ** 2)).toBeGreaterThan(0.9);
    expect(areaOf(area) / (Math.PI * WIDTH ** 2)).toBeLessThan(1.05);
  });

  it('of a loop has a hole, but no pinhole', () => {
    const square = (side: number): Line => [at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)];
    const wide = networkOf([square(200)]);
    const ring = reachArea(wide, wholeOf(wide));
    checkRings(ring);
    expect(ring.map((part) => part.length)).toEqual([2]);
    expect(holds(ring, at(100, 100))).toBe(false);
    expect(holds(ring, at(25, 100))).toBe(true);
    expect(areaOf([[ring[0]![1]!]]) / 140 ** 2).toBeCloseTo(1, 1);
    // The middle of a square of 64 to 74 m lies 32 to 37 m from its sides: a hole of at most 14 m across is filled.
    for (let side = 64; side <= 74; side++) {
      const narrow = networkOf([square(side)]);
      expect(reachArea(narrow, wholeOf(narrow)).map((part) => part.length)).toEqual([1]);
    }
  });

  it('keeps what lies in a hole, and holes of that, apart', () => {
    const square = (half: number): Line => [
      at(-half, -half),
      at(half, -half),
      at(half, half),
      at(-half, half),
      at(-half, -half),
    ];
    const network = networkOf([square(450), square(250), square(100), [at(-10, 0), at(10, 0)]]);
    const area = reachArea(network, wholeOf(network));
    checkRings(area);
    expect(area.map((part) => part.length).sort()).toEqual([1, 2, 2, 2]);
    const inside = [0, 60, 100, 150, 250, 350, 450].map((north) => holds(area, at(0, north)));
    expect(inside).toEqual([true, false, true, false, true, false, true]);
  });

  it('does not cross the river to streets that nobody reaches over the far bridge', () => {
    const [south, north] = [0, 200];
    const network = networkOf([
      [at(0, south), at(500, south), at(3000, south)],
      [at(0, north), at(500, north), at(3000, north)],
      [at(3000, south), at(3000, north)],
      [at(500, south), at(500, -150)],
      [at(500, north), at(500, 350)],
    ]);
    const edge = network.edgeMetres.findIndex((metres) => Math.abs(metres - 500) < 1);
    expect(edge).toBeGreaterThanOrEqual(0);
    const onSouth = Math.abs(network.vertices[2 * network.vertexStarts[edge]! + 1]! - at(0, south)[1]) < 1e-6;
    const start = { edge, along: 250, leg: 0 };
    const area = reachArea(network, reach(network, [start], 1000));
    const [own, other] = onSouth ? [south, north] : [north, south];
    for (let east = 0; east <= 3000; east += 50) {
      expect(holds(area, at(east, other))).toBe(false);
      expect(holds(area, at(east, 100))).toBe(false);
    }
    for (let east = 0; east <= 1200; east += 50) expect(holds(area, at(east, own))).toBe(true);
    expect(holds(area, at(1300, own))).toBe(false);
  });

  it('is as wide as asked, with cells of half the width', () => {
    const network = networkOf([[at(0, 0), at(700, 200)]]);
    const pieces = piecesOf(network, wholeOf(network));
    for (const widthMetres of [8, 60]) {
      const area = reachArea(network, wholeOf(network), { widthMetres });
      checkRings(area);
      for (const vertex of area[0]![0]!) {
        expect(Math.abs(metresFrom(vertex, pieces) / widthMetres - 1)).toBeLessThan(0.04);
      }
    }
    for (const widthMetres of [0, -30, NaN, Infinity]) {
      expect(() => reachArea(network, wholeOf(network), { widthMetres })).toThrow(/widthMetres must be positive/);
    }
  });

  it('is seamless where it is drawn in several strips', () => {
    // A zigzag 40 km wide and high: 2,700 x 2,700 cells.
    const line = Array.from({ length: 21 }, (_, i) => at(i % 2 === 0 ? 0 : 40_000, 2000 * i));
    const network = networkOf([line, [at(20_000, -60), at(20_000, 40_060)]]);
    const stretches = wholeOf(network);
    const area = reachArea(network, stretches);
    // Between two legs of the zigzag and the street through their middles lies a hole, 19 times.
    expect(area.map((part) => part.length)).toEqual([20]);
    checkRings(area);
    const random = createRandom(9);
    const pieces = piecesOf(network, stretches);
    const metres = pieces.reduce((sum, [a, b]) => sum + geodesicMetres(a, b), 0);
    // What two streets share counts once: a square at 20 crossings, half a long rhomb at 19 corners of about 0.1 rad.
    const square = (2 * WIDTH) ** 2;
    expect(areaOf(area) / (2 * WIDTH * metres - 20 * square - 19 * (square / 0.1 / 2))).toBeCloseTo(1, 2.5);
    for (let i = 0; i < 1000; i++) {
      const [a, b] = pieces[Math.floor(random() * pieces.length)]!;
      expect(isInside(between(a, b, random()), area)).toBe(true);
    }
    for (const vertex of area[0]!.flat()) expect(Math.abs(metresFrom(vertex, pieces) - WIDTH)).toBeLessThan(CELL);
  });

  it('of two towns 400 km apart is two small polygons', () => {
    const far = createGround([123.1, 32.066]);
    const network = networkOf([
      [at(0, 0), at(500, 0)],
      [far(0, 0), far(500, 0)],
    ]);
    const area = reachArea(network, wholeOf(network));
    checkRings(area);
    expect(area.map((part) => part.length)).toEqual([1, 1]);
    for (const part of area) {
      expect(areaOf([part]) / (2 * WIDTH * 500 + Math.PI * WIDTH ** 2)).toBeCloseTo(1, 1.5);
    }
    expect([at(250, 0), far(250, 0)].every((place) => holds(area, place))).toBe(true);
  });

  it('stays where it is while something far from it is reached as well', () => {
    const street: Line = [at(0, 0), at(130, 70), at(300, 20)];
    const alone = networkOf([street]);
    const both = networkOf([street, [at(-900, -1200), at(-700, -1100)]]);
    const [own] = reachArea(alone, wholeOf(alone));
    const parts = reachArea(both, wholeOf(both));
    expect(parts).toHaveLength(2);
    const vertices = (ring: Ring): string[] => ring.map(String).sort();
    const same = parts.filter((part) => holds([part], at(130, 70)));
    // Rings may begin at another vertex, which is then kept although it lies on a line.
    const wanted = new Set(vertices(own![0]!));
    expect(vertices(same[0]![0]!).filter((vertex) => !wanted.has(vertex)).length).toBeLessThan(4);
  });
});
