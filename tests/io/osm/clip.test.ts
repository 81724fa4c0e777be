import { Geodesic } from 'geographiclib-geodesic';
import { booleanPointInPolygon, point, polygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import type { MultiPolygon, Position } from '../../../src/core/types.ts';
import { Clip } from '../../../src/io/osm/clip.ts';
import { readOsm } from '../../../src/io/osm/read.ts';
import { pbf, type OsmData } from './extracts.ts';

const { WGS84 } = Geodesic;

/** An L with a hole in its foot, about 5 by 5 km; and a small square beside it. */
function createAreas(west: number, south: number): MultiPolygon[] {
  const ring = (...places: [number, number][]): Position[] => places.map(([x, y]) => [west + x, south + y]);
  return [
    [
      [
        ring([0, 0], [0.05, 0], [0.05, 0.02], [0.02, 0.02], [0.02, 0.05], [0, 0.05], [0, 0]),
        ring([0.03, 0.005], [0.04, 0.005], [0.04, 0.015], [0.03, 0.015], [0.03, 0.005]),
      ],
    ],
    [[ring([0.06, 0.03], [0.065, 0.03], [0.065, 0.035], [0.06, 0.035], [0.06, 0.03])]],
  ];
}

/** Geodesic distance to the nearest of many points along all edges, 5 m apart; 0 inside. */
function createOracle(areas: MultiPolygon[]): (place: Position) => number {
  const samples = areas.flat(2).flatMap((ring) =>
    ring.slice(1).flatMap((end, i) => {
      const start = ring[i]!;
      const steps = 200;
      return Array.from({ length: steps + 1 }, (_, k): Position => [
        start[0] + ((end[0] - start[0]) * k) / steps,
        start[1] + ((end[1] - start[1]) * k) / steps,
      ]);
    }),
  );
  const solids = areas.flat().map((rings) => polygon(rings.map((ring) => ring.map(([x, y]) => [x, y]))));
  return (place) => {
    if (solids.some((solid) => booleanPointInPolygon(point([place[0], place[1]]), solid))) return 0;
    return Math.min(
      ...samples.map(([x, y]) => WGS84.Inverse(place[1], place[0], y, x, Geodesic.DISTANCE).s12 ?? Infinity),
    );
  };
}

describe.each([
  ['Suzhou', 120.6, 31.3],
  ['Punta Arenas', -70.9, -53.1],
])('an area grown by a margin (%s)', (_, west, south) => {
  const areas = createAreas(west, south);
  const distanceTo = createOracle(areas);

  it.each([0, 300, 1500])('holds what lies in it or within %i metres of it, and nothing else', (margin) => {
    const clip = new Clip(areas, margin);
    let state = 7;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const answers = { yes: 0, no: 0 };
    for (let i = 0; i < 300; i++) {
      const place: Position = [west - 0.04 + random() * 0.14, south - 0.04 + random() * 0.14];
      const metres = distanceTo(place);
      // The oracle's points are metres apart, and the clip's plane is not the ellipsoid.
      if (Math.abs(metres - margin) < 8 && metres > 0) continue;
      expect(clip.has(place[0], place[1]), `${place.join(' ')} ${metres}`).toBe(metres <= margin);
      answers[metres <= margin ? 'yes' : 'no']++;
    }
    expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(20);
  });
});

describe('clipping an extract', () => {
  // 0.001 degrees of latitude are 111 m. The area ends at 31.
  const area: MultiPolygon = [
    [
      [
        [120, 30.99],
        [120.1, 30.99],
        [120.1, 31],
        [120, 31],
        [120, 30.99],
      ],
    ],
  ];
  const data: OsmData = {
    nodes: {
      1: [120.05, 31.005],
      2: [120.05, 31.02],
      3: [120.06, 31.012],
      4: [120.06, 31.03],
      5: [120.07, 31.014],
      6: [120.07, 31.03],
      7: [120.05, 31.5],
    },
    ways: [
      { id: 1, tags: { highway: 'path' }, nodes: [1, 2, 7] },
      { id: 2, tags: { highway: 'path' }, nodes: [3, 4] },
      { id: 3, tags: { highway: 'path' }, nodes: [5, 6] },
      { id: 4, tags: { highway: 'motorway' }, nodes: [5, 6] },
    ],
  };

  it.each([
    [undefined, ['1', '2']],
    [1600, ['1', '2', '3']],
    [600, ['1']],
    [0, []],
  ])('with a margin of %s m keeps the whole ways that come so near: %j', async (marginMetres, ids) => {
    const options = { clip: [area], ...(marginMetres === undefined ? {} : { marginMetres }) };
    const { walkways, counts, background } = await readOsm(pbf(data), options);
    expect(walkways.ids).toEqual(ids);
    expect(counts).toEqual({ ways: 4, walkable: ids.length, dropped: 1, outside: 3 - ids.length });
    expect(background).toHaveLength(ids.includes('3') ? 4 : ids.length);
    // Whole: the far end of the first way is there.
    if (ids.length > 0) expect([...walkways.coordinates]).toContain(31.5);
  });

  it('to another place leaves nothing, and says so', async () => {
    const { walkways, problems } = await readOsm(pbf(data), { clip: [area], marginMetres: 0 });
    expect(walkways.ids).toEqual([]);
    expect(problems).toMatchObject([{ code: 'osm_nothing_here', severity: 'error', value: 4, action: 'left_out' }]);
  });

  it('to nothing is no clipping', async () => {
    for (const clip of [null, [], [[]]]) {
      expect((await readOsm(pbf(data), { clip })).walkways.ids).toEqual(['1', '2', '3']);
    }
  });
});
