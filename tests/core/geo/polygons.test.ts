import geographiclib from 'geographiclib-geodesic';
import { booleanPointInPolygon, kinks } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { repairPolygon } from '../../../src/core/geo/clip.ts';
import { AreaIndex } from '../../../src/core/geo/area-index.ts';
import { areaOf, boundsOf, isInside, isSelfCrossing, standingPoint } from '../../../src/core/geo/polygons.ts';
import type { MultiPolygon, Position, Ring } from '../../../src/core/types.ts';
import { box, CORNERS, createRandom } from '../make.ts';

function at([lon, lat]: Position, points: readonly [number, number][]): Ring {
  return points.map(([x, y]): Position => [lon + x, lat + y]);
}

/** A star-shaped ring around a place: never crosses itself. */
function starRing(centre: Position, degrees: number, random: () => number): Ring {
  const ring: Ring = Array.from({ length: 24 }, (_, i) => {
    const radius = degrees * (0.3 + 0.7 * random());
    const angle = (i / 24) * 2 * Math.PI;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  return [...ring, ring[0]!];
}

function geodesicArea(ring: Ring): number {
  const sum = geographiclib.Geodesic.WGS84.Polygon(false);
  for (const [lon, lat] of ring.slice(0, -1)) sum.AddPoint(lat, lon);
  return Math.abs(sum.Compute(false, true).area!);
}

const asGeoJson = (polygon: MultiPolygon): { type: 'MultiPolygon'; coordinates: [number, number][][][] } => ({
  type: 'MultiPolygon',
  coordinates: polygon.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
});

const BOW_TIE: [number, number][] = [
  [0, 0],
  [0.02, 0.02],
  [0.02, 0],
  [0, 0.02],
  [0, 0],
];
const HORSESHOE: [number, number][] = [
  [0, 0],
  [0.03, 0],
  [0.03, 0.03],
  [0.02, 0.03],
  [0.02, 0.01],
  [0.01, 0.01],
  [0.01, 0.03],
  [0, 0.03],
  [0, 0],
];

describe('areaOf against the geodesic library', () => {
  for (const [i, { name, at: centre }] of CORNERS.entries()) {
    it(`agrees to 0.002 % for polygons of 1 to 5 km at ${name}, holes taken off`, () => {
      const random = createRandom(300 + i);
      const outer = starRing(centre, 0.05, random);
      const hole = starRing(centre, 0.01, random);
      const expected = geodesicArea(outer) - geodesicArea(hole);
      expect(Math.abs(areaOf([[outer, hole]]) / expected - 1)).toBeLessThan(2e-5);
      // The turn of a ring says nothing.
      expect(areaOf([[[...outer].reverse(), hole]])).toBeCloseTo(areaOf([[outer, hole]]), 3);
    });
  }

  it('is 0 for a polygon without vertices or without extent', () => {
    expect(areaOf([])).toBe(0);
    expect(areaOf([[at([120, 30], [[0, 0]])]])).toBe(0);
  });
});

describe('standingPoint', () => {
  for (const { name, at: centre } of CORNERS) {
    it(`is the centroid of a square and a point inside a horseshoe at ${name}`, () => {
      const [lon, lat] = standingPoint([[at(centre, HORSESHOE)]]);
      expect(isInside([lon, lat], [[at(centre, HORSESHOE)]])).toBe(true);
      const square = standingPoint(box(centre[0], centre[1], centre[0] + 0.02, centre[1] + 0.04));
      expect(square[0]).toBeCloseTo(centre[0] + 0.01, 9);
      expect(square[1]).toBeCloseTo(centre[1] + 0.02, 9);
    });
  }

  it('does not stand in a hole, and stands in one part of several', () => {
    const ring = [box(120, 30, 120.03, 30.03)[0]![0]!, box(120.01, 30.01, 120.02, 30.02)[0]![0]!];
    expect(isInside(standingPoint([ring]), [ring])).toBe(true);
    const parts = [...box(-58, -34, -57.99, -33.99), ...box(-57.9, -33.9, -57.87, -33.87)];
    expect(isInside(standingPoint(parts), parts)).toBe(true);
  });

  it('does not depend on which way the ring turns', () => {
    const ring = at([120, 30], HORSESHOE);
    expect(standingPoint([[[...ring].reverse()]])).toEqual(standingPoint([[ring]]));
  });

  it('is the first vertex of a polygon that is only a line', () => {
    const line: [number, number][] = [
      [0, 0],
      [1, 0],
      [0, 0],
    ];
    expect(standingPoint([[at([120, 30], line)]])).toEqual([120, 30]);
    expect(() => standingPoint([])).toThrow('at least one vertex');
  });
});

describe('isSelfCrossing and repairPolygon', () => {
  for (const { name, at: centre } of CORNERS) {
    it(`finds a bow tie at ${name} and mends it into its two halves`, () => {
      const bowTie: MultiPolygon = [[at(centre, BOW_TIE)]];
      expect(isSelfCrossing(bowTie)).toBe(true);
      const mended = repairPolygon(bowTie);
      expect(mended).toHaveLength(2);
      expect(isSelfCrossing(mended)).toBe(false);
      // Two triangles: half of the square around them.
      const square = areaOf(box(centre[0], centre[1], centre[0] + 0.02, centre[1] + 0.02));
      expect(Math.abs(areaOf(mended) / (square / 2) - 1)).toBeLessThan(1e-6);
    });
  }

  it('agrees with Turf on random rings, crossed and not', () => {
    const random = createRandom(17);
    for (let i = 0; i < 60; i++) {
      const ring = starRing([118 + i / 100, 32], 0.01, random);
      if (i % 2 === 0) [ring[3], ring[9]] = [ring[9]!, ring[3]!];
      const crossings = kinks({ type: 'Polygon', coordinates: asGeoJson([[ring]]).coordinates[0]! }).features.length;
      expect(isSelfCrossing([[ring]])).toBe(crossings > 0);
    }
  });

  it('accepts rings that touch, and finds a hole that leaves its outer ring', () => {
    const outer = box(120, 30, 120.04, 30.04)[0]![0]!;
    expect(isSelfCrossing([[outer, box(120, 30.01, 120.02, 30.02)[0]![0]!]])).toBe(false);
    expect(isSelfCrossing([[outer, box(120.03, 30.01, 120.05, 30.02)[0]![0]!]])).toBe(true);
    expect(isSelfCrossing([[at([120, 30], HORSESHOE)]])).toBe(false);
  });

  it('keeps holes, and gives nothing for a polygon without area', () => {
    const polygon = [[...box(120, 30, 120.04, 30.04)[0]!, ...box(120.01, 30.01, 120.02, 30.02)[0]!]];
    const mended = repairPolygon(polygon);
    expect(mended[0]).toHaveLength(2);
    expect(areaOf(mended)).toBeCloseTo(areaOf(polygon), 0);
    expect(
      repairPolygon([
        [
          [
            [120, 30],
            [120.1, 30],
            [120, 30],
          ],
        ],
      ]),
    ).toEqual([]);
  });
});

describe('AreaIndex', () => {
  for (const [i, { name, at: centre }] of CORNERS.slice(0, 5).entries()) {
    it(`finds the same area as Turf for random points at ${name}, holes excluded`, () => {
      const random = createRandom(400 + i);
      const polygons = Array.from({ length: 12 }, (): MultiPolygon => {
        const middle: Position = [centre[0] + (random() - 0.5) * 0.1, centre[1] + (random() - 0.5) * 0.1];
        return [[starRing(middle, 0.03, random), starRing(middle, 0.008, random)]];
      });
      const index = new AreaIndex(polygons);
      for (let j = 0; j < 500; j++) {
        const point: Position = [centre[0] + (random() - 0.5) * 0.16, centre[1] + (random() - 0.5) * 0.16];
        const expected = polygons.findIndex((polygon) => booleanPointInPolygon([...point], asGeoJson(polygon)));
        expect(index.find(point[0], point[1])).toBe(expected);
      }
    });
  }

  it('gives a position on a shared border or corner to the smallest place', () => {
    const index = new AreaIndex([null, box(-58.4, -34.6, -58.3, -34.5), box(-58.5, -34.6, -58.4, -34.5)]);
    expect(index.find(-58.4, -34.55)).toBe(1);
    expect(index.find(-58.4, -34.6)).toBe(1);
    expect(index.find(-58.45, -34.55)).toBe(2);
    expect(index.find(-58.5, -34.5)).toBe(2);
    expect(index.find(-58.6, -34.55)).toBe(-1);
    // A slanting border: the point on it is not exact in binary.
    const slant = new AreaIndex([
      [
        [
          [
            [120, 30],
            [120.3, 30.1],
            [120, 30.1],
            [120, 30],
          ],
        ],
      ],
      [
        [
          [
            [120, 30],
            [120.3, 30],
            [120.3, 30.1],
            [120, 30],
          ],
        ],
      ],
    ]);
    expect(slant.find(120.1, 30.1 / 3 + (2 * 30) / 3)).toBe(0);
  });

  it('finds nothing without polygons', () => {
    expect(new AreaIndex([]).find(120, 30)).toBe(-1);
    expect(new AreaIndex([null]).find(120, 30)).toBe(-1);
  });
});

describe('boundsOf', () => {
  it('is west, south, east, north', () => {
    expect(boundsOf(box(-8.7, 41.1, -8.6, 41.2))).toEqual([-8.7, 41.1, -8.6, 41.2]);
    expect(() => boundsOf([])).toThrow('at least one vertex');
  });
});
