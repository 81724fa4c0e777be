import { booleanPointInPolygon } from '@turf/turf';
import type { Feature, FeatureCollection, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { createAreaLabels, createLabelPoints, findLabelPosition } from '../../src/map/label-points.ts';
import type { MapAnswer } from '../../src/map/types.ts';

/** A star with many arms around a place: its centre of gravity may well lie near the rim of an arm. */
function createStar([longitude, latitude]: Position, seed: number): Polygon {
  const ring: Position[] = [];
  for (let i = 0; i < 24; i++) {
    const radius = 0.002 + 0.01 * Math.abs(Math.sin(seed * 7.3 + i * i));
    const angle = (i / 24) * 2 * Math.PI;
    ring.push([(longitude ?? 0) + radius * Math.cos(angle), (latitude ?? 0) + radius * Math.sin(angle)]);
  }
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] };
}

describe('place of a name', () => {
  it.each([
    ['in Chengdu', [104.06, 30.67]],
    ['in Montevideo', [-56.19, -34.9]],
  ])('lies inside the polygon, however it is shaped, %s', (_, centre) => {
    for (let seed = 1; seed <= 40; seed++) {
      const polygon = createStar(centre, seed);
      expect(booleanPointInPolygon(findLabelPosition(polygon) ?? [0, 0], polygon)).toBe(true);
    }
  });

  it('keeps out of a hole in the middle', () => {
    const square = (half: number): Position[] => [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
      [-half, -half],
    ];
    const polygon: Polygon = { type: 'Polygon', coordinates: [square(3), square(2)] };
    expect(booleanPointInPolygon(findLabelPosition(polygon) ?? [0, 0], polygon)).toBe(true);
  });

  it('is in the largest part of several', () => {
    const part = (west: number, side: number): Position[][] => [
      [
        [west, 0],
        [west + side, 0],
        [west + side, side],
        [west, side],
        [west, 0],
      ],
    ];
    expect(findLabelPosition({ type: 'MultiPolygon', coordinates: [part(0, 1), part(10, 2)] })?.[0]).toBe(11);
  });

  it('is none for a point and for an empty polygon', () => {
    expect(findLabelPosition({ type: 'Point', coordinates: [1, 2] })).toBeUndefined();
    expect(findLabelPosition({ type: 'Polygon', coordinates: [] })).toBeUndefined();
  });
});

describe('labels of areas', () => {
  const area = (id: string, level: string, west: number): Feature => ({
    type: 'Feature',
    properties: { id, name: `名${id}`, level },
    geometry: createStar([west, 30], 3),
  });
  const areas: FeatureCollection = {
    type: 'FeatureCollection',
    features: [area('1', 'community', 100), area('2', 'community', 101), area('s', 'subdistrict', 100)],
  };
  const answer: MapAnswer = {
    areas: new Map([
      ['1', { status: 'lacking', share: 0.2, uncoveredElders: 1204 }],
      ['2', { status: 'covered', share: 1, uncoveredElders: 0 }],
    ]),
    homes: new Uint8Array(0),
    counting: new Set(),
    buffers: null,
    circles: null,
    streets: null,
  };
  const read = (level: 'community' | 'subdistrict', given: MapAnswer | null): string[][] =>
    createAreaLabels(createLabelPoints(areas), level, given, (n) => `${n}人`).features.map(({ properties }) =>
      ['name', 'role', 'note'].map((key) => String(properties?.[key])),
    );

  it('say the elders concerned where a community lacks the service, and the name elsewhere', () => {
    expect(read('community', answer)).toEqual([
      ['名1', 'gap', '1204人'],
      ['名2', 'area', ''],
      ['名s', 'parent', ''],
    ]);
  });

  it('say no number where the elders concerned are not known', () => {
    const unknown = new Map([['1', { status: 'lacking' as const, share: null, uncoveredElders: null }]]);
    expect(read('community', { ...answer, areas: unknown })[0]).toEqual(['名1', 'gap', '']);
  });

  it('name only the level shown and the one above it', () => {
    expect(read('subdistrict', null)).toEqual([['名s', 'area', '']]);
  });
});
