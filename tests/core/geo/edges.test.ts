/** The rims of the globe and heaps of facilities at one place: a row geocoded wrongly must not stop a run. */
import { describe, expect, it } from 'vitest';
import { discPolygon } from '../../../src/core/geo/disc.ts';
import { coveredAreas, uniteDiscs, unionOutline } from '../../../src/core/geo/discs.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { SiteIndex } from '../../../src/core/geo/nearest.ts';
import { areaOf } from '../../../src/core/geo/polygons.ts';
import { finish } from '../../../src/core/types.ts';
import type { MultiPolygon, Position } from '../../../src/core/types.ts';
import { box, CORNERS, createRandom } from '../make.ts';

function shareInside(centres: Position[], metres: number, polygon: MultiPolygon): number {
  const [covered] = finish(coveredAreas(finish(uniteDiscs(centres, metres)), [polygon]));
  return covered!.inside / covered!.area;
}

const ordinary = (position: Position): boolean =>
  Number.isFinite(position[0]) && Number.isFinite(position[1]) && Math.abs(position[1]) <= 90;

describe('discs at the poles', () => {
  it('are finite at every latitude, though a degree of longitude shrinks to nothing there', () => {
    for (const latitude of [89.9, 89.98, 89.9999, 90, -89.98, -90]) {
      for (const metres of [1, 1000, 50_000, 200_000]) {
        expect(discPolygon([120, latitude], metres)[0]![0]!.every(ordinary)).toBe(true);
        const outline = unionOutline(finish(uniteDiscs([[120, latitude]], metres)));
        expect(outline.flat(2).every(ordinary)).toBe(true);
      }
    }
  });

  for (const { name, at } of CORNERS) {
    it(`do not change the share of an area at ${name}, nor stop the run`, () => {
      const home = box(at[0] - 0.01, at[1] - 0.01, Math.min(180, at[0] + 0.01), at[1] + 0.01);
      const alone = shareInside([at], 700, home);
      expect(alone).toBeGreaterThan(0.1);
      for (const pole of [90, 89.98, -90]) {
        const share = shareInside([at, [at[0], pole], [at[0] < 0 ? 60 : -60, pole]], 700, home);
        expect(share).toBeCloseTo(alone, 6);
      }
    });
  }
});

describe('discs on the antimeridian', () => {
  const west = box(179.99, -17.91, 180, -17.89);
  const east = box(-180, -17.91, -179.99, -17.89);

  it('cover both sides alike, and an area that is cut in two there as the mean of its halves', () => {
    const shares = [west, east, [...west, ...east]].map((polygon) => shareInside([[180, -17.9]], 1000, polygon));
    expect(shares[0]).toBeCloseTo(shares[1]!, 4);
    expect(shares[2]).toBeCloseTo((shares[0]! + shares[1]!) / 2, 6);
    expect(shareInside([[-180, -17.9]], 1000, west)).toBeCloseTo(shares[0]!, 6);
  });

  it('have the same area wherever on the parallel they lie', () => {
    const pair = (longitude: number): number => {
      const centres: Position[] = [longitude, longitude + 0.01].map((lon) => [lon > 180 ? lon - 360 : lon, -17.9]);
      return areaOf(unionOutline(finish(uniteDiscs(centres, 1000))));
    };
    expect(pair(179.995) / pair(10)).toBeCloseTo(1, 5);
  });
});

describe('limits from less than a millimetre to 200 km', () => {
  for (const at of [CORNERS[0]!.at, CORNERS[3]!.at]) {
    it(`give shares between 0 and 1 that never fall, at ${at[0]}, ${at[1]}`, () => {
      const area = box(at[0], at[1], at[0] + 0.01, at[1] + 0.01);
      const centres: Position[] = [
        [at[0] + 0.005, at[1] + 0.005],
        [at[0] - 0.3, at[1] + 0.2],
      ];
      let before = 0;
      for (const metres of [1e-9, 0.001, 0.1, 1, 100, 500, 1000, 1e4, 5e4, 2e5]) {
        const share = shareInside(centres, metres, area);
        expect(share).toBeGreaterThanOrEqual(before);
        expect(share).toBeLessThanOrEqual(1);
        before = share;
      }
      expect(before).toBe(1);
      expect(() => shareInside(centres, 1e7, area)).toThrow('at most 200000, got 10000000');
    });
  }
});

describe('a union of discs is never larger than its discs, nor smaller than the largest of them', () => {
  for (const [i, { name, at }] of CORNERS.entries()) {
    it(`at ${name}, for facilities near each other and far apart`, () => {
      const random = createRandom(70 + i);
      const one = Math.PI * 800 * 800;
      for (const spread of [0.0001, 0.01, 0.1, 1]) {
        const centres = Array.from({ length: 40 }, (): Position => {
          const longitude = at[0] + (random() - 0.5) * spread;
          return [longitude > 180 ? longitude - 360 : longitude, at[1] + (random() - 0.5) * spread];
        });
        const united = areaOf(unionOutline(finish(uniteDiscs(centres, 800))));
        expect(united).toBeLessThanOrEqual(40 * one * 1.0001);
        expect(united).toBeGreaterThanOrEqual(one * 0.9999);
        const fewer = areaOf(unionOutline(finish(uniteDiscs(centres.slice(0, 39), 800))));
        expect(united).toBeGreaterThanOrEqual(fewer * 0.999999);
      }
    });
  }
});

describe('thousands of facilities at one place', () => {
  // A ledger that knew only the town: everything geocoded to its middle.
  const middle: Position = [121.54, 25.04];
  const heap = Array.from({ length: 4000 }, (): Position => middle);

  it('are found as fast as one, the smallest id first, and all listed within a limit', () => {
    const sites: Position[] = [[121.6, 25.1], ...heap, [121.5, 25.0], [121.5, 25.0]];
    const index = new SiteIndex(
      sites.map(([lon]) => lon),
      sites.map(([, lat]) => lat),
    );
    expect(index).toHaveLength(4003);
    const random = createRandom(9);
    const [longitudes, latitudes] = [0, 0].map(() => Float64Array.from({ length: 20_000 }, random));
    const homes = {
      longitudes: longitudes!.map((part) => 121.45 + part * 0.2),
      latitudes: latitudes!.map((part) => 24.95 + part * 0.2),
    };
    const started = performance.now();
    const { metres, site } = index.nearest(homes.longitudes, homes.latitudes);
    // One by one it would take seven seconds.
    expect(performance.now() - started).toBeLessThan(2000);
    const three = [0, 1, 4001];
    site.forEach((found, row) => {
      const [lon, lat] = [homes.longitudes[row]!, homes.latitudes[row]!];
      const distances = three.map((i) => distanceMetres(lon, lat, sites[i]![0], sites[i]![1]));
      const least = Math.min(...distances);
      expect(Math.abs(metres[row]! - least)).toBeLessThan(1e-6);
      expect(found).toBe(three[distances.findIndex((distance) => distance <= least + 0.001)]);
    });
    expect(index.within(middle[0], middle[1], 10)).toEqual(Array.from({ length: 4000 }, (_, i) => i + 1));
    expect(index.within(121.5, 25, 0)).toEqual([4001, 4002]);
  });

  it('have one disc', () => {
    expect(areaOf(unionOutline(finish(uniteDiscs(heap, 500)))) / (Math.PI * 250_000)).toBeCloseTo(1, 5);
  });
});
