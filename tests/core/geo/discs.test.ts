import geographiclib from 'geographiclib-geodesic';
import {
  area as turfArea,
  circle,
  featureCollection,
  intersect,
  polygon as turfPolygon,
  union as turfUnion,
} from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { discPolygon } from '../../../src/core/geo/disc.ts';
import { coveredAreas, uniteDiscs, unionOutline } from '../../../src/core/geo/discs.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { areaOf, boundsOf, isInside } from '../../../src/core/geo/polygons.ts';
import { finish } from '../../../src/core/types.ts';
import type { MultiPolygon, Position } from '../../../src/core/types.ts';
import { box, CORNERS, createRandom } from '../make.ts';

const ellipsoid = geographiclib.Geodesic.WGS84;

function move([lon, lat]: Position, azimuth: number, metres: number): Position {
  const { lat2, lon2 } = ellipsoid.Direct(lat, lon, azimuth, metres);
  return [lon2!, lat2!];
}

function unionArea(centres: Position[], metres: number): number {
  return areaOf(unionOutline(finish(uniteDiscs(centres, metres))));
}

/** Area of the union of two discs of radius r whose centres are d apart. */
function twoDiscs(r: number, d: number): number {
  if (d >= 2 * r) return 2 * Math.PI * r * r;
  const lens = 2 * r * r * Math.acos(d / (2 * r)) - (d / 2) * Math.sqrt(4 * r * r - d * d);
  return 2 * Math.PI * r * r - lens;
}

/** Share of a box within the limit of any centre, by counting the middles of a fine grid. */
function countedShare(polygon: MultiPolygon, centres: Position[], metres: number, steps: number): number {
  const [west, south, east, north] = boundsOf(polygon);
  let inside = 0;
  for (let i = 0; i < steps; i++) {
    for (let j = 0; j < steps; j++) {
      const lon = west + ((i + 0.5) / steps) * (east - west);
      const lat = south + ((j + 0.5) / steps) * (north - south);
      if (centres.some((centre) => distanceMetres(lon, lat, centre[0], centre[1]) <= metres)) inside += 1;
    }
  }
  return inside / (steps * steps);
}

describe('one disc', () => {
  for (const { name, at } of CORNERS) {
    it(`has the area of the true disc within 0.001 % and its edge on the circle within 0.06 % at ${name}`, () => {
      for (const metres of [300, 1000, 1500]) {
        const polygon = discPolygon(at, metres);
        expect(Math.abs(areaOf(polygon) / (Math.PI * metres * metres) - 1)).toBeLessThan(1e-5);
        for (const [lon, lat] of polygon[0]![0]!) {
          const { s12 } = ellipsoid.Inverse(at[1], at[0], lat, lon);
          expect(Math.abs(s12! / metres - 1)).toBeLessThan(6e-4);
        }
      }
    });
  }
});

describe('uniteDiscs against closed formulas', () => {
  for (const { name, at } of CORNERS) {
    it(`gives two discs their area less the lens between them, any distance and direction, at ${name}`, () => {
      for (const [distance, azimuth] of [
        [200, 20],
        [900, 110],
        [1500, 250],
        [1990, 300],
        [2500, 0],
      ] as const) {
        const measured = unionArea([at, move(at, azimuth, distance)], 1000);
        expect(Math.abs(measured / twoDiscs(1000, distance) - 1)).toBeLessThan(2e-4);
      }
    });
  }

  it('counts a place with several facilities once', () => {
    expect(
      unionArea(
        [
          [120, 30],
          [120, 30],
          [120, 30],
        ],
        500,
      ),
    ).toBeCloseTo(unionArea([[120, 30]], 500), 6);
  });

  it('is empty without centres and refuses a radius that is none', () => {
    expect(unionOutline(finish(uniteDiscs([], 1000)))).toEqual([]);
    expect(() => finish(uniteDiscs([[120, 30]], 0))).toThrow('positive, got 0');
    expect(() => finish(uniteDiscs([[120, 30]], NaN))).toThrow('NaN');
  });

  it('leaves a hole in the middle of a ring of discs', () => {
    const ring = Array.from({ length: 12 }, (_, i) => move([-58.4, -34.6], i * 30, 3000));
    const outline = unionOutline(finish(uniteDiscs(ring, 1000)));
    expect(outline).toHaveLength(1);
    expect(outline[0]).toHaveLength(2);
    expect(isInside([-58.4, -34.6], outline)).toBe(false);
  });

  it('reports progress that ends at its total, and the same bytes for centres in another order', () => {
    const random = createRandom(31);
    const centres = Array.from({ length: 150 }, (): Position => [120 + random() * 0.1, 30 + random() * 0.1]);
    const steps = [...uniteDiscs(centres, 800)];
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.at(-1)!.done).toBe(steps.at(-1)!.total);
    const outline = JSON.stringify(unionOutline(finish(uniteDiscs(centres, 800))));
    expect(JSON.stringify(unionOutline(finish(uniteDiscs([...centres].reverse(), 800))))).toBe(outline);
  });

  it('survives a facility geocoded to 0, 0', () => {
    const outline = unionOutline(
      finish(
        uniteDiscs(
          [
            [0, 0],
            [120, 30],
            [120.001, 30],
          ],
          1000,
        ),
      ),
    );
    expect(outline).toHaveLength(2);
    expect(Math.abs(areaOf(outline) / (Math.PI * 1e6 + twoDiscs(1000, 96.5)) - 1)).toBeLessThan(1e-3);
  });
});

describe('coveredAreas', () => {
  for (const [i, { name, at }] of CORNERS.slice(0, 5).entries()) {
    it(`gives the shares that counting a fine grid gives at ${name}, within 0.05 % of the whole`, () => {
      const random = createRandom(500 + i);
      const centres = Array.from({ length: 14 }, () => move(at, random() * 360, random() * 3000));
      const boxes: MultiPolygon[] = [];
      for (let x = -2; x < 2; x++) {
        for (let y = -2; y < 2; y++) {
          const [west, south] = [at[0] + x * 0.012, at[1] + y * 0.012];
          boxes.push(box(west, south, west + 0.012, south + 0.012));
        }
      }
      const covered = finish(coveredAreas(finish(uniteDiscs(centres, 900)), boxes));
      let [inside, counted, total] = [0, 0, 0];
      boxes.forEach((polygon, j) => {
        const share = countedShare(polygon, centres, 900, 150);
        expect(Math.abs(covered[j]!.inside / covered[j]!.area - share)).toBeLessThan(2e-3);
        inside += covered[j]!.inside;
        counted += share * covered[j]!.area;
        total += covered[j]!.area;
      });
      expect(Math.abs(inside - counted) / total).toBeLessThan(5e-4);
    });
  }

  it('agrees with Turf on its own circles, union and intersection, as far as those are true', () => {
    const centres: Position[] = [
      [118.77, 32.06],
      [118.776, 32.062],
      [118.771, 32.07],
    ];
    const area = box(118.765, 32.055, 118.785, 32.075);
    const [ours] = finish(coveredAreas(finish(uniteDiscs(centres, 1000)), [area]));
    const circles = centres.map((centre) => circle([...centre], 1, { units: 'kilometers', steps: 256 }));
    const shape = turfPolygon(area[0]!.map((ring) => ring.map((position) => [...position])));
    const common = intersect(featureCollection([turfUnion(featureCollection(circles))!, shape]))!;
    // Turf's circle is on a sphere: 0.1 to 0.3 % off in each direction.
    expect(Math.abs(ours!.inside / ours!.area - turfArea(common) / turfArea(shape))).toBeLessThan(4e-3);
    // On our own discs it has the same geometry to work on, so it must give the same share.
    const discs = centres.map((centre) =>
      turfPolygon(discPolygon(centre, 1000)[0]!.map((ring) => ring.map((position) => [...position]))),
    );
    const same = intersect(featureCollection([turfUnion(featureCollection(discs))!, shape]))!;
    expect(Math.abs(ours!.inside / ours!.area - turfArea(same) / turfArea(shape))).toBeLessThan(2e-5);
  });

  it('is the whole area inside one disc, nothing without a disc near, and leaves out holes', () => {
    const union = finish(uniteDiscs([[-8.6, 41.15]], 2000));
    const small = box(-8.605, 41.145, -8.595, 41.155);
    const far = box(-8.5, 41.3, -8.4, 41.4);
    const holed = [[...small[0]!, ...box(-8.602, 41.148, -8.598, 41.152)[0]!]];
    const [inside, outside, ring] = finish(coveredAreas(union, [small, far, holed]));
    expect(inside!.inside / inside!.area).toBeCloseTo(1, 9);
    expect(outside!.inside).toBe(0);
    expect(ring!.inside / ring!.area).toBeCloseTo(1, 9);
    expect(ring!.area).toBeCloseTo(areaOf(holed), -1);
  });

  it('counts the ground of overlapping parts once, and a polygon without area as nothing', () => {
    const union = finish(uniteDiscs([[120, 30]], 3000));
    const overlapping = [...box(120, 30, 120.01, 30.01), ...box(120.005, 30, 120.015, 30.01)];
    const [twice, empty] = finish(coveredAreas(union, [overlapping, []]));
    expect(twice!.area / areaOf(box(120, 30, 120.015, 30.01))).toBeCloseTo(1, 6);
    expect(empty).toEqual({ area: 0, inside: 0 });
  });

  it('sums to the area of the union over areas that tile the ground', () => {
    const random = createRandom(61);
    const centres = Array.from({ length: 200 }, (): Position => [120 + random() * 0.1, 30 + random() * 0.1]);
    const union = finish(uniteDiscs(centres, 700));
    const tiles: MultiPolygon[] = [];
    for (let i = 0; i < 15; i++) {
      for (let j = 0; j < 15; j++)
        tiles.push(box(119.95 + i / 75, 29.95 + j / 75, 119.95 + (i + 1) / 75, 29.95 + (j + 1) / 75));
    }
    const inside = finish(coveredAreas(union, tiles)).reduce((sum, tile) => sum + tile.inside, 0);
    expect(Math.abs(inside / areaOf(unionOutline(union)) - 1)).toBeLessThan(1e-6);
  });
});
