import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { SiteIndex } from '../../../src/core/geo/nearest.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS, createRandom } from '../make.ts';

/** Every distance, then the smallest index within 1 mm of the least. */
function bruteForce(sites: Position[], [lon, lat]: Position): { metres: number; site: number } {
  const all = sites.map((site) => distanceMetres(lon, lat, site[0], site[1]));
  const metres = Math.min(...all);
  return { metres, site: all.findIndex((distance) => distance <= metres + 0.001) };
}

function indexOf(sites: Position[]): SiteIndex {
  return new SiteIndex(
    sites.map((site) => site[0]),
    sites.map((site) => site[1]),
  );
}

function expectSameAsBruteForce(sites: Position[], origins: Position[]): void {
  const answer = indexOf(sites).nearest(
    origins.map((origin) => origin[0]),
    origins.map((origin) => origin[1]),
  );
  origins.forEach((origin, i) => {
    const expected = bruteForce(sites, origin);
    expect(Math.abs(answer.metres[i]! - expected.metres)).toBeLessThan(1e-6);
    expect(answer.site[i]).toBe(expected.site);
  });
}

const wrap = (lon: number): number => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);

function scatter(count: number, centre: Position, degrees: number, random: () => number): Position[] {
  return Array.from({ length: count }, () => [
    wrap(centre[0] + (random() - 0.5) * degrees),
    centre[1] + (random() - 0.5) * degrees,
  ]);
}

describe('SiteIndex.nearest against looking at every site', () => {
  for (const [i, { name, at }] of CORNERS.entries()) {
    it(`finds the same site and distance around ${name}, also for origins far outside`, () => {
      const random = createRandom(100 + i);
      const sites = scatter(300, at, 0.3, random);
      expectSameAsBruteForce(sites, [...scatter(200, at, 0.3, random), ...scatter(60, at, 4, random)]);
    });
  }

  it('finds the same with most sites in tight clusters and one geocoded to 0, 0', () => {
    const random = createRandom(3);
    const sites = [...scatter(200, [120.1, 30.2], 0.002, random), ...scatter(200, [120.4, 30.4], 0.0001, random)];
    sites.push([0, 0]);
    expectSameAsBruteForce(sites, [...scatter(200, [120.2, 30.3], 0.6, random), [1, -1], [60, 15]]);
  });

  it('finds the same when sites lie all over the globe', () => {
    const random = createRandom(4);
    const anywhere = (): Position => [random() * 360 - 180, random() * 160 - 80];
    expectSameAsBruteForce(Array.from({ length: 300 }, anywhere), Array.from({ length: 200 }, anywhere));
  });

  it('finds the same on a lattice, where many distances are equal', () => {
    const sites: Position[] = [];
    for (let i = 0; i < 12; i++) for (let j = 0; j < 12; j++) sites.push([-58 + i / 128, -34 + j / 128]);
    const origins = sites.map(([lon, lat]): Position => [lon + 1 / 256, lat]);
    expectSameAsBruteForce(sites, origins);
  });

  it('gives a tie within 1 mm to the smaller index and keeps the least distance', () => {
    // 0.9 mm and 1.1 mm farther north than the nearest.
    const degree = 110_900;
    const at = (metres: number): Position => [120, 31 + metres / degree];
    const tied = indexOf([at(100.0009), at(100)]).nearest([120], [31]);
    expect(tied.site[0]).toBe(0);
    expect(tied.metres[0]).toBe(distanceMetres(120, 31, ...(at(100) as [number, number])));
    expect(indexOf([at(100.0011), at(100)]).nearest([120], [31]).site[0]).toBe(1);
  });

  it('answers for one site, for many at one place, and for none', () => {
    expect(indexOf([[120, 31]]).nearest([-60], [-31]).site[0]).toBe(0);
    const same = Array.from({ length: 50 }, (): Position => [120, 31]);
    expect(indexOf(same).nearest([120.1], [31]).site[0]).toBe(0);
    expect(indexOf([]).nearest([120], [31])).toEqual({
      metres: Float64Array.of(Infinity),
      site: Int32Array.of(-1),
    });
  });

  it('does not let the order of origins change an answer', () => {
    const random = createRandom(5);
    const sites = scatter(100, [120, 30], 0.1, random);
    const origins = scatter(100, [120, 30], 0.1, random);
    const ask = (list: Position[]): number[] => [
      ...indexOf(sites).nearest(
        list.map((o) => o[0]),
        list.map((o) => o[1]),
      ).site,
    ];
    expect(ask([...origins].reverse()).reverse()).toEqual(ask(origins));
  });

  it('says which site or origin has no position', () => {
    expect(() => new SiteIndex([120, NaN], [30, 31])).toThrow('site 1 has no finite position: NaN, 31');
    expect(() => new SiteIndex([120], [30]).nearest([NaN], [30])).toThrow('origin 0 has no position: NaN, 30');
  });
});

describe('SiteIndex.within against looking at every site', () => {
  for (const [i, { name, at }] of CORNERS.entries()) {
    it(`lists the same sites in ascending order around ${name}`, () => {
      const random = createRandom(200 + i);
      const sites = scatter(300, at, 0.1, random);
      const index = indexOf(sites);
      for (const origin of scatter(30, at, 0.15, random)) {
        for (const metres of [0, 300, 1000, 5000]) {
          const expected = sites.flatMap((site, j) =>
            distanceMetres(...pair(origin), ...pair(site)) <= metres ? [j] : [],
          );
          expect(index.within(...pair(origin), metres)).toEqual(expected);
        }
      }
    });
  }
});

function pair(position: Position): [number, number] {
  return [position[0], position[1]];
}
