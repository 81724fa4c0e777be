import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { convert } from '../../../src/core/geo/systems.ts';
import type { CoordinateSystem } from '../../../src/core/types.ts';
import { createRandom } from '../make.ts';

/** Longitude and latitude in WGS-84, GCJ-02, BD-09, computed by others (domain facts, section 4.1). */
const VECTORS = [
  ['Nanjing Gulou', [118.77, 32.066], [118.775218834, 32.063953953], [118.781711225, 32.070055068]],
  ['Hangzhou', [120.155, 30.274], [120.159694759, 30.271671391], [120.166258224, 30.277501031]],
  ['Wuxi Liangxi', [120.303, 31.566], [120.307603074, 31.564103978], [120.314194486, 31.569772361]],
  ['Kunshan', [120.981, 31.385], [120.985327421, 31.382976062], [120.991801612, 31.389063198]],
  ['Qidong', [121.657, 31.808], [121.661310055, 31.805939482], [121.667762715, 31.812144757]],
  ['Beijing', [116.404, 39.915], [116.410244499, 39.916404282], [116.416627244, 39.922699552]],
] as const;

const SYSTEMS: CoordinateSystem[] = ['wgs84', 'gcj02', 'bd09'];

describe('convert', () => {
  for (const [name, ...positions] of VECTORS) {
    it(`agrees with the published positions of ${name} in all six directions`, () => {
      SYSTEMS.forEach((from, i) => {
        SYSTEMS.forEach((to, j) => {
          const [lon, lat] = convert(positions[i]!, from, to);
          expect(Math.abs(lon - positions[j]![0])).toBeLessThan(3e-9);
          expect(Math.abs(lat - positions[j]![1])).toBeLessThan(3e-9);
        });
      });
    });
  }

  it('takes published one-way vectors, also where the simple inverse would be metres off', () => {
    const near = (position: readonly [number, number], lon: number, lat: number): void => {
      expect(distanceMetres(position[0], position[1], lon, lat)).toBeLessThan(0.05);
    };
    near(convert([116.404, 39.915], 'gcj02', 'bd09'), 116.41036949371029, 39.92133699351021);
    near(convert([116.403988, 39.914266], 'wgs84', 'bd09'), 116.41661560068297, 39.92196580126834);
    near(convert([123, 45], 'gcj02', 'wgs84'), 122.99395597, 44.99804071);
  });

  it('comes back within 1 cm from anywhere in China', () => {
    const random = createRandom(11);
    for (let i = 0; i < 300; i++) {
      const [lon, lat] = [75 + random() * 60, 3 + random() * 50];
      for (const other of ['gcj02', 'bd09'] as const) {
        const back = convert(convert([lon, lat], 'wgs84', other), other, 'wgs84');
        expect(distanceMetres(lon, lat, back[0], back[1])).toBeLessThan(0.01);
      }
    }
  });

  it('leaves GCJ-02 equal to WGS-84 in Porto and Buenos Aires, and ends at the rim of the rectangle', () => {
    expect(convert([-8.61, 41.15], 'gcj02', 'wgs84')).toEqual([-8.61, 41.15]);
    expect(convert([-58.38, -34.6], 'wgs84', 'gcj02')).toEqual([-58.38, -34.6]);
    for (let lon = 137.825; lon < 137.84; lon += 0.0003) {
      const back = convert([lon, 40], 'gcj02', 'wgs84');
      expect(distanceMetres(lon, 40, back[0], back[1])).toBeLessThan(2000);
    }
  });

  it('refuses what is no position', () => {
    expect(() => convert([NaN, 30], 'gcj02', 'wgs84')).toThrow('NaN');
  });
});
