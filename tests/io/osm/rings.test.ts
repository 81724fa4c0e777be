import { describe, expect, it } from 'vitest';
import { areaOf } from '../../../src/core/geo/polygons.ts';
import type { Position, Ring } from '../../../src/core/types.ts';
import { joinRings, nestRings } from '../../../src/io/osm/rings.ts';

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

/** A linear congruence: the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

function shuffle<T>(items: T[], random: (below: number) => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** A ring in pieces, some of them the other way round. */
function cut(ring: Ring, pieces: number, random: (below: number) => number): Ring[] {
  const cuts = [
    ...new Set([0, ring.length - 1, ...Array.from({ length: pieces }, () => 1 + random(ring.length - 2))]),
  ].sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const piece = ring.slice(cuts[i], to + 1);
    return random(2) === 0 ? piece : piece.reverse();
  });
}

/** As a set of edges, whatever way they run and wherever the ring starts. */
function edgesOf(rings: readonly Ring[]): string[] {
  const key = ([x, y]: Position) => `${x},${y}`;
  return rings
    .flatMap((ring) => ring.slice(1).map((position, i) => [key(ring[i]!), key(position)].sort().join(' ')))
    .sort();
}

describe('pieces become rings', () => {
  it('in whatever order and direction they come', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = createRandom(seed);
      const circle = Array.from({ length: 12 }, (_, i): Position => [
        120 + Math.cos((i * Math.PI) / 6),
        31 + Math.sin((i * Math.PI) / 6),
      ]);
      const rings = [[...circle, circle[0]!], square(-60, -34, 1), square(118, 40, 2)];
      const joined = joinRings(
        shuffle(
          rings.flatMap((ring) => cut(ring, random(4), random)),
          random,
        ),
      );
      expect(joined).toHaveLength(3);
      for (const ring of joined ?? []) expect(ring[0]).toEqual(ring[ring.length - 1]);
      expect(edgesOf(joined ?? [])).toEqual(edgesOf(rings));
    }
  });

  it('that touch at a corner are parted there', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = createRandom(seed);
      // Three squares in a row, corner to corner.
      const rings = [square(0, 0, 1), square(1, 1, 1), square(2, 2, 1)];
      const pieces = rings.flatMap((ring) => [ring.slice(0, 3), ring.slice(2)]);
      const joined = joinRings(
        shuffle(
          pieces.map((piece) => (random(2) === 0 ? piece : piece.slice().reverse())),
          random,
        ),
      );
      expect(edgesOf(joined ?? [])).toEqual(edgesOf(rings));
      expect(joined?.map((ring) => ring.length)).toEqual([5, 5, 5]);
    }
  });

  it('not where an end is left over', () => {
    const ring = square(0, 0, 1);
    expect(joinRings([ring.slice(0, 3), ring.slice(2, 4)])).toBeNull();
    expect(joinRings([square(5, 5, 1), ring.slice(0, 2)])).toBeNull();
  });

  it('a line there and back is none', () => {
    expect(
      joinRings([
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ]),
    ).toEqual([]);
  });
});

describe('rings become polygons', () => {
  it('by what lies in what: holes, islands in them, ponds on the islands', () => {
    const nested = [square(120, 31, 8), square(121, 32, 6), square(122, 33, 4), square(123, 34, 2)];
    for (let seed = 1; seed <= 20; seed++) {
      const polygons = nestRings(shuffle([...nested, square(-70, -40, 1)], createRandom(seed)));
      const sizes = polygons.map((rings) => rings.map((ring) => Math.round(ring[1]![0] - ring[0]![0])));
      expect(sizes).toEqual([[8, 6], [4, 2], [1]]);
    }
  });

  it('a hole that touches its outer ring is a hole', () => {
    const polygons = nestRings([square(0, 0, 4), square(0, 0, 1), square(3, 3, 1)]);
    expect(polygons.map((rings) => rings.length)).toEqual([3]);
    const cell = areaOf([[square(0, 0, 1)]]) + areaOf([[square(3, 3, 1)]]);
    expect(areaOf(polygons)).toBeCloseTo(areaOf([[square(0, 0, 4)]]) - cell, -3);
  });

  it('neighbours with a common border are two', () => {
    expect(nestRings([square(0, 0, 2), square(2, 0, 2)])).toHaveLength(2);
  });

  it('without area are none', () => {
    expect(
      nestRings([
        [
          [0, 0],
          [0.001, 0.001],
          [0.002, 0.002],
          [0, 0],
        ],
      ]),
    ).toEqual([]);
  });
});
