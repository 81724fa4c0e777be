import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/sample/random.ts';
import type { Area, MultiPolygon, Position } from '../../../src/core/types.ts';
import { isInPolygon, readDistrict } from './places.ts';

/** Square degrees, from the first point of the ring so that few digits are lost. */
function findArea(polygon: MultiPolygon): number {
  let twice = 0;
  for (const ring of polygon.flat()) {
    const [ox, oy] = ring[0] ?? [0, 0];
    ring.forEach(([ax, ay], k) => {
      const [bx, by] = ring[(k + 1) % ring.length] ?? [0, 0];
      twice += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    });
  }
  return twice / 2;
}

function isInArea(area: Area, point: Position): boolean {
  return area.polygon?.some((polygon) => isInPolygon(polygon, point)) ?? false;
}

function listEdges(area: Area): string[] {
  return (area.polygon ?? []).flat().flatMap((ring) => ring.slice(1).map((to, k) => `${ring[k]?.join()} ${to.join()}`));
}

const ofLevel = (level: string) => readDistrict().areas.filter((area) => area.level === level);

describe('the land of the sample district', () => {
  it.each(['subdistrict', 'community'])(
    'is tiled by each level: every inner edge of a %s is shared by two',
    (level) => {
      const areas = ofLevel(level);
      const edges = areas.flatMap(listEdges);
      const all = new Set(edges);
      expect(all.size).toBe(edges.length);
      const reversed = (edge: string) => edge.split(' ').reverse().join(' ');
      const outer = edges.filter((edge) => !all.has(reversed(edge)));
      expect(new Set(outer)).toEqual(new Set(ofLevel('county').flatMap(listEdges)));
      const whole = findArea(ofLevel('county')[0]?.polygon ?? []);
      const parts = areas.reduce((total, area) => total + findArea(area.polygon ?? []), 0);
      expect(Math.abs(parts - whole) / whole).toBeLessThan(1e-9);
    },
  );

  it('puts every point inside the boundary into exactly one community, and that into its subdistrict', () => {
    const random = createRandom(7, 'test');
    const [county] = ofLevel('county');
    const communities = ofLevel('community');
    const subdistricts = ofLevel('subdistrict');
    let inside = 0;
    for (let k = 0; k < 400; k++) {
      const point: Position = [random.between(123.54, 123.66), random.between(31.25, 31.35)];
      const found = communities.filter((area) => isInArea(area, point));
      const isIn = county ? isInArea(county, point) : false;
      expect(found).toHaveLength(isIn ? 1 : 0);
      if (!isIn) continue;
      inside++;
      expect(subdistricts.filter((area) => isInArea(area, point)).map(({ id }) => id)).toEqual([found[0]?.parentId]);
    }
    expect(inside).toBeGreaterThan(150);
  });

  it('measures about 10 by 9 km', () => {
    const squareKilometres = findArea(ofLevel('county')[0]?.polygon ?? []) * 95.23 * 110.87;
    expect(squareKilometres).toBeGreaterThan(60);
    expect(squareKilometres).toBeLessThan(110);
  });

  it('has every home stand inside its own polygon and inside the community that it names', () => {
    const areas = new Map(ofLevel('community').map((area) => [area.id, area]));
    const astray = readDistrict().residences.filter((home) => {
      const area = areas.get(home.areaId ?? '');
      const inOwn = home.polygon === null || home.polygon.some((polygon) => isInPolygon(polygon, home.position));
      return !area || !isInArea(area, home.position) || !inOwn;
    });
    expect(astray.map(({ id }) => id)).toEqual([]);
  });

  it('has every facility and vacant premises inside the community that it names, or outside the boundary', () => {
    const areas = new Map(ofLevel('community').map((area) => [area.id, area]));
    const [county] = ofLevel('county');
    for (const { areaId, position } of readDistrict().facilities) {
      const area = areas.get(areaId ?? '') ?? county;
      expect(area ? isInArea(area, position) : false).toBe(areaId !== null);
    }
    for (const { position } of readDistrict().candidates)
      expect(county ? isInArea(county, position) : false).toBe(true);
  });

  it('has closed rings and coordinates of seven decimals in the background', () => {
    for (const { geometry } of readDistrict().background) {
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : [];
      for (const ring of rings) expect(ring[0]).toEqual(ring[ring.length - 1]);
      const points = geometry.type === 'LineString' ? geometry.coordinates : rings.flat();
      for (const value of points.flat())
        if (Math.round(value * 1e7) / 1e7 !== value) expect(value).toBe('seven decimals');
    }
  });
});
