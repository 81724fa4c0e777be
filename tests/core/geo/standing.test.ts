/** Where polygons stand and what lies in them, by a ray and by Turf; systems of coordinates put together. */
import { centerOfMass, polygon as turfPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../../src/core/geo/metric.ts';
import { areaOf, boundsOf, isInside, isSelfCrossing, standingPoint } from '../../../src/core/geo/polygons.ts';
import { convert } from '../../../src/core/geo/systems.ts';
import type { MultiPolygon, Position, Ring } from '../../../src/core/types.ts';
import { CORNERS, createRandom } from '../make.ts';

/** A ring by metres east and north of a place. */
function ringAt([lon, lat]: Position, points: readonly (readonly [number, number])[]): Ring {
  const [east, north] = metresPerDegree(lat);
  const ring = points.map(([x, y]): Position => [lon + x / east, lat + y / north]);
  return [...ring, ring[0]!];
}

function blob(centre: Position, metres: number, random: () => number): Ring {
  const points = Array.from({ length: 15 }, (_, i) => {
    const [radius, angle] = [metres * (0.2 + 0.8 * random()), (i / 15) * 2 * Math.PI];
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
  return ringAt(centre, points);
}

/** Inside by a ray to the east, with the sides of each edge told by a cross product. */
function isInsideByRay([x, y]: Position, polygon: MultiPolygon): boolean {
  return polygon.some((part) => {
    let crossings = 0;
    for (const ring of part) {
      ring.slice(1).forEach(([bx, by], i) => {
        const [ax, ay] = ring[i]!;
        if (ay > y === by > y) return;
        const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        if (by > ay === cross > 0) crossings++;
      });
    }
    return crossings % 2 === 1;
  });
}

const mutable = (polygon: MultiPolygon): [number, number][][][] =>
  polygon.map((part) => part.map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat])));

describe.each(CORNERS)('polygons at $name', ({ name, at }) => {
  const random = createRandom(name.length * 31);
  const shapes = Array.from({ length: 30 }, (_, i): MultiPolygon => {
    // West of the antimeridian, where the corner lies on it.
    const centre: Position = [at[0] - 0.05 - random() * 0.02, at[1] + random() * 0.02];
    const part = [
      blob(centre, 900, random),
      ringAt(centre, [
        [-50, -50],
        [-50, 50],
        [50, 50],
        [50, -50],
      ]),
    ];
    const island = [blob([centre[0] - 0.03, centre[1]], 300, random)];
    return i % 3 === 0 ? [part] : i % 3 === 1 ? [part, island] : [[part[0]!]];
  });

  it('hold the places that a ray says they hold, holes and islands counted', () => {
    let inside = 0;
    for (const shape of shapes) {
      const [west, south, east, north] = boundsOf(shape);
      for (let i = 0; i < 60; i++) {
        const point: Position = [west + random() * (east - west), south + random() * (north - south)];
        expect(isInside(point, shape)).toBe(isInsideByRay(point, shape));
        if (isInside(point, shape)) inside++;
      }
      // A border is inside, the hole's as well.
      for (const ring of shape.flat()) expect(isInside(ring[0]!, shape)).toBe(true);
    }
    expect(inside).toBeGreaterThan(300);
  });

  it('stand at the centroid that Turf gives, where that lies inside; else inside all the same', () => {
    let centred = 0;
    for (const shape of shapes) {
      const point = standingPoint(shape);
      expect(isInsideByRay(point, shape)).toBe(true);
      // Turf's centre of mass does not take holes off as ground: single rings are compared.
      if (shape.length > 1 || shape[0]!.length > 1) continue;
      const [lon, lat] = centerOfMass(turfPolygon(mutable(shape)[0]!)).geometry.coordinates as [number, number];
      if (!isInside([lon, lat], shape)) continue;
      expect(distanceMetres(point[0], point[1], lon, lat)).toBeLessThan(0.01);
      centred++;
    }
    expect(centred).toBeGreaterThan(5);
  });

  it('with a hole or in parts stand where the moments of their areas put them, counted by points', () => {
    const square = (size: number, x: number, y: number): Ring =>
      ringAt(
        [at[0] - 0.05, at[1]],
        [
          [x, y],
          [x + size, y],
          [x + size, y + size],
          [x, y + size],
        ],
      );
    const [east, north] = metresPerDegree(at[1]);
    const toMetres = ([lon, lat]: Position): number[] => [(lon - at[0] + 0.05) * east, (lat - at[1]) * north];
    // 400 x 400 less 100 x 100 in its corner: (16 * 200 - 350) / 15 = 190 east, as much north.
    for (const hole of [square(100, 300, 300), [...square(100, 300, 300)].reverse()]) {
      for (const metres of toMetres(standingPoint([[square(400, 0, 0), hole]]))) expect(metres).toBeCloseTo(190, 2);
    }
    // Two squares that touch: 300 x 300 at 150, 150 and 100 x 100 at 350, 50. (9 * 150 + 350) / 10 and (9 * 150 + 50) / 10.
    const [x, y] = toMetres(standingPoint([[square(300, 0, 0)], [square(100, 300, 0)]]));
    expect(x).toBeCloseTo(170, 2);
    expect(y).toBeCloseTo(140, 2);
  });

  it('know their bounds, and neither these nor the area change with the first vertex, the turn or the place of parts', () => {
    for (const shape of shapes) {
      const turned = shape.toReversed().map((part) =>
        part.map((ring, i): Ring => {
          const open = ring.slice(0, -1);
          const moved = [...open.slice(2), ...open.slice(0, 3)];
          return i === 0 ? moved.reverse() : moved;
        }),
      );
      expect(boundsOf(turned)).toEqual(boundsOf(shape));
      expect(areaOf(turned) / areaOf(shape)).toBeCloseTo(1, 6);
      const [longitudes, latitudes] = [0, 1].map((axis) => shape.flat(2).map((position) => position[axis]!));
      expect(boundsOf(shape)).toEqual([
        Math.min(...longitudes!),
        Math.min(...latitudes!),
        Math.max(...longitudes!),
        Math.max(...latitudes!),
      ]);
    }
  });
});

describe('thin and odd polygons', () => {
  it.each(CORNERS)('stand inside at $name: a sickle, a comb, a frame', ({ at: [lon, lat] }) => {
    const at: Position = [lon - 0.02, lat];
    const sickle = Array.from({ length: 40 }, (_, i) => {
      const angle = (i < 20 ? i : 39 - i) * (Math.PI / 20);
      const radius = i < 20 ? 800 : 780;
      return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
    });
    const comb = Array.from(
      { length: 10 },
      (_, i) =>
        [
          [i * 40, 20],
          [i * 40, 500],
          [i * 40 + 2, 500],
          [i * 40 + 2, 20],
        ] as const,
    ).flat();
    const combed: [number, number][] = [[362, 0], [0, 0], ...comb.map(([x, y]): [number, number] => [x, y])];
    const frame = [
      ringAt(at, [
        [0, 0],
        [600, 0],
        [600, 600],
        [0, 600],
      ]),
      ringAt(at, [
        [1, 1],
        [599, 1],
        [599, 599],
        [1, 599],
      ]),
    ];
    for (const shape of [[[ringAt(at, sickle)]], [[ringAt(at, combed)]], [frame]] as MultiPolygon[]) {
      expect(isSelfCrossing(shape)).toBe(false);
      expect(isInsideByRay(standingPoint(shape), shape)).toBe(true);
    }
  });
});

describe('systems of coordinates', () => {
  const CITIES: Position[] = [
    [118.77, 32.066],
    [120.155, 30.274],
    [120.303, 31.566],
    [120.981, 31.385],
    [121.657, 31.808],
  ];

  it('are as far apart in the five cities as ledgers are found to be', () => {
    for (const [lon, lat] of CITIES) {
      const [gcj, bd] = [convert([lon, lat], 'wgs84', 'gcj02'), convert([lon, lat], 'wgs84', 'bd09')];
      const far = distanceMetres(lon, lat, gcj[0], gcj[1]);
      expect(far).toBeGreaterThan(460);
      expect(far).toBeLessThan(550);
      const farther = distanceMetres(lon, lat, bd[0], bd[1]);
      expect(farther).toBeGreaterThan(1050);
      expect(farther).toBeLessThan(1250);
    }
  });

  it('lead from one to another straight as by way of the third, and to itself without any change', () => {
    const random = createRandom(77);
    const systems = ['wgs84', 'gcj02', 'bd09'] as const;
    for (let i = 0; i < 40; i++) {
      const start = [100 + random() * 25, 20 + random() * 28] as const;
      for (const from of systems) {
        expect(convert(start, from, from)).toEqual([...start]);
        for (const [by, to] of [
          ['wgs84', 'bd09'],
          ['gcj02', 'wgs84'],
          ['bd09', 'gcj02'],
        ] as const) {
          const straight = convert(start, from, to);
          const round = convert(convert(start, from, by), by, to);
          expect(distanceMetres(straight[0], straight[1], round[0], round[1])).toBeLessThan(0.01);
        }
      }
    }
  });
});
