import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { writeBackground } from '../../../src/io/layers/write.ts';
import { features, PLACES, point, polygon, read, readBack, ring, told } from './place.ts';

describe.each(PLACES)('background in %s', (_, x, y) => {
  const shapes: [string, Geometry][] = [
    ['boundary', point(x, y)],
    ['rail', { type: 'LineString', coordinates: [[x, y], [x, y + 1]] }], // prettier-ignore
    ['road', { type: 'MultiLineString', coordinates: [[[x, y], [x, y + 1]], [[x, y], [x, y + 2]]] }], // prettier-ignore
    ['water', polygon(ring(x, y, 0.02), ring(x + 0.005, y + 0.005, 0.01))],
    ['green', { type: 'MultiPolygon', coordinates: [[ring(x, y, 0.01)], [ring(x + 0.05, y, 0.01)]] }],
  ];

  it('keeps every kind of geometry as it is', () => {
    const table = features(
      'background.geojson',
      ...shapes.map(([kind, geometry]): Parameters<typeof features>[1] => [{ kind, name: '甲', 列: 1 }, geometry]),
    );
    expect(read({ background: [table] }).background).toEqual(
      shapes.map(([kind, geometry]) => ({ kind, name: '甲', geometry, attributes: { 列: 1 } })),
    );
  });

  it.each([geojson, flatgeobuf])('written and read again is the same in $id', async (format) => {
    const rows = shapes.map(([kind, geometry], i): Parameters<typeof features>[1] => [
      { kind, name: i === 0 ? '' : '甲', 号: '07' },
      geometry,
    ]);
    const { background } = read({ background: [features('background.geojson', ...rows)] });
    const back = await readBack('background', writeBackground(background, 'background'), format);
    const byKind = (list: typeof background) => list.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    expect(byKind(back.background)).toEqual(byKind(background));
  });
});

describe('background', () => {
  it('keeps a kind of the user’s own, and none', () => {
    const table = features('b.geojson', [{ fclass: 'fountain' }, point(118, 32)], [{ 名称: '甲' }, point(118, 33)]);
    expect(read({ background: [table] }).background.map(({ kind, name }) => [kind, name])).toEqual([
      ['fountain', ''],
      ['', '甲'],
    ]);
  });

  it('without a usable geometry is left out and told', () => {
    const table = features(
      'b.geojson',
      [{ kind: 'a' }, null],
      [{ kind: 'b' }, polygon()],
      [{ kind: 'c' }, point(118, 999)],
    );
    const { background, problems } = read({ background: [table] });
    expect(background).toEqual([]);
    expect(told(problems, 'geometry_missing').map(({ row }) => row)).toEqual([1, 2]);
    expect(told(problems, 'coordinates_out_of_range')).toMatchObject([{ row: 3, value: '118, 999' }]);
  });
});
