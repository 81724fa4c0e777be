import geographiclib from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { distanceMetres, fromPlane, metresPerDegree, planeY, toPlane } from '../../../src/core/geo/metric.ts';
import { CORNERS, createRandom } from '../make.ts';

const { Geodesic } = geographiclib;
const ellipsoid = Geodesic.WGS84;

function worstError(longitude: number, latitude: number, metres: number): number {
  let worst = 0;
  for (let azimuth = 0; azimuth < 360; azimuth += 7.5) {
    const { lat2, lon2 } = ellipsoid.Direct(latitude, longitude, azimuth, metres);
    const ours = distanceMetres(longitude, latitude, lon2!, lat2!);
    worst = Math.max(worst, Math.abs(ours / metres - 1));
  }
  return worst;
}

describe('distanceMetres against the geodesic library', () => {
  for (const { name, at } of [...CORNERS, { name: 'Longyearbyen', at: [15.63, 78.22] as const }]) {
    it(`is within 0.005 % up to 2 km and 0.02 % at 10 km in every direction at ${name}`, () => {
      for (const metres of [1, 100, 500, 1000, 2000]) expect(worstError(at[0], at[1], metres)).toBeLessThan(5e-5);
      expect(worstError(at[0], at[1], 10_000)).toBeLessThan(2e-4);
    });
  }

  it('is better than 0.0001 % up to 10 km below 60 degrees of latitude, as its comment says', () => {
    const random = createRandom(7);
    for (let i = 0; i < 100; i++) {
      const latitude = random() * 118 - 59;
      expect(worstError(random() * 360 - 180, latitude, 1 + random() * 9999)).toBeLessThan(1e-6);
    }
  });

  it('gives the same in both directions and the short way across the antimeridian', () => {
    expect(distanceMetres(179.99, -17, -179.99, -17.01)).toBe(distanceMetres(-179.99, -17.01, 179.99, -17));
    const { s12 } = ellipsoid.Inverse(-17, 179.99, -17.01, -179.99);
    expect(Math.abs(distanceMetres(179.99, -17, -179.99, -17.01) - s12!)).toBeLessThan(0.01);
  });

  it('is 0 from a place to itself', () => {
    expect(distanceMetres(-58.38, -34.6, -58.38, -34.6)).toBe(0);
  });
});

describe('scale factors', () => {
  it('are those of the ellipsoid at any latitude, the poles included', () => {
    for (const latitude of [0, 0.005, 31.2304, -33.8688, 60.123456, -89.999, 90]) {
      const [east, north] = metresPerDegree(latitude);
      const sine = Math.sin((latitude * Math.PI) / 180);
      const w = Math.sqrt(1 - 0.0066943799901413165 * sine * sine);
      expect(east).toBeCloseTo((6378137 / w) * Math.cos((latitude * Math.PI) / 180) * (Math.PI / 180), 2);
      expect(north).toBeCloseTo(((6378137 * (1 - 0.0066943799901413165)) / w ** 3) * (Math.PI / 180), 2);
    }
  });

  it('are written in whole micrometres at the steps of the table, so that all engines have the same', () => {
    for (let latitude = 0; latitude < 90; latitude += 7.31) {
      const [east] = metresPerDegree(Math.round(latitude * 100) / 100);
      expect(Math.abs(east * 1e6 - Math.round(east * 1e6))).toBeLessThan(0.05);
    }
  });
});

describe('the equal-area plane', () => {
  it('measures the meridian from the equator within a centimetre', () => {
    for (const latitude of [0.01, 18.25, 31.2304, 53.48, 80]) {
      const { s12 } = ellipsoid.Inverse(0, 0, latitude, 0);
      expect(Math.abs(planeY(latitude) - s12!)).toBeLessThan(0.02);
      expect(planeY(-latitude)).toBe(-planeY(latitude));
    }
  });

  it('comes back to the same position within a tenth of a millimetre', () => {
    for (const { at } of CORNERS) {
      const back = fromPlane(...toPlane([at[0] + 0.21, at[1] - 0.17], at[0]), at[0]);
      expect(Math.abs(back[0] - at[0] - 0.21)).toBeLessThan(1e-9);
      expect(Math.abs(back[1] - at[1] + 0.17)).toBeLessThan(1e-9);
    }
  });
});
