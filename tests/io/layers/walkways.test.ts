import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Cell, Walkways } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { writeWalkways } from '../../../src/io/layers/write.ts';
import { degrees, features, oddities, PLACES, point, read, readBack, told } from './place.ts';

function line(...coordinates: number[][]): Geometry {
  return { type: 'LineString', coordinates };
}

/** The lines as lists of positions. */
function linesOf(walkways: Walkways | null): number[][][] {
  if (walkways === null) return [];
  return walkways.ids.map((_, i) => {
    const positions: number[][] = [];
    for (let k = walkways.starts[i] ?? 0; k < (walkways.starts[i + 1] ?? 0); k++) {
      positions.push([...walkways.coordinates.subarray(2 * k, 2 * k + 2)]);
    }
    return positions;
  });
}

describe.each(PLACES)('walkways in %s', (_, x, y) => {
  const east = [degrees(x + 0.001), y];
  const north = [x, degrees(y + 0.001)];

  it('are lines over shared arrays, with id, kind and attributes each', () => {
    const table = features(
      'walkways.geojson',
      [{ osm_id: 11, highway: 'footway', bridge: 'yes', 名称: '甲' }, line([x, y], east, north)],
      [{ osm_id: '012', highway: 'steps', layer: -1 }, line(north, [x, y])],
    );
    const { walkways } = read({ walkways: [table] });
    expect(walkways?.ids).toEqual(['11', '012']);
    expect(walkways?.kinds).toEqual(['footway', 'steps']);
    expect(walkways?.attributes).toEqual([{ bridge: 'yes', name: '甲' }, { level: '-1' }]);
    expect([...(walkways?.starts ?? [])]).toEqual([0, 3, 5]);
    expect(linesOf(walkways)).toEqual([
      [[x, y], east, north],
      [north, [x, y]],
    ]);
  });

  it('of several lines become several, all of one id, kind and attributes', () => {
    const lines = [
      [[x, y], east],
      [east, north, [x, y]],
    ];
    const table = features('w.geojson', [
      { id: 'w', kind: 'path', 名: '甲' },
      { type: 'MultiLineString', coordinates: lines },
    ]);
    const { walkways, problems } = read({ walkways: [table] });
    expect(linesOf(walkways)).toEqual(lines);
    expect([walkways?.ids, walkways?.kinds]).toEqual([
      ['w', 'w'],
      ['path', 'path'],
    ]);
    expect(walkways?.attributes).toEqual([{ 名: '甲' }, { 名: '甲' }]);
    expect(oddities(problems)).toEqual([]);
  });

  it('may share an id or have none, and lose a height', () => {
    const table = features(
      'w.geojson',
      [{ id: 'w' }, line([x, y, 9], [...east, 9])],
      [{ id: 'w' }, line(north, east)],
      [{}, line(east, north)],
    );
    const { walkways, problems } = read({ walkways: [table] });
    expect(walkways?.ids).toEqual(['w', 'w', '']);
    expect(linesOf(walkways)[0]).toEqual([[x, y], east]);
    expect(oddities(problems)).toEqual([]);
  });

  it.each([geojson, flatgeobuf])('written and read again are the same in $id', async (format) => {
    const table = features(
      'w.geojson',
      [{ id: 'a', kind: 'footway', access: 'private', 灯: true, 号: '007' }, line([x, y], east, north)],
      [{ id: 'b', kind: '', 宽: 2.5 }, { type: 'MultiLineString', coordinates: [[north, east], [east, [x, y]]] }], // prettier-ignore
    );
    const { walkways } = read({ walkways: [table] });
    if (walkways === null) throw new Error('no walkways');
    const { walkways: back } = await readBack('walkways', writeWalkways(walkways, 'walkways'), format);
    const list = (ways: Walkways | null) =>
      linesOf(ways)
        .map((coordinates, i) =>
          JSON.stringify([ways?.ids[i], ways?.kinds[i], coordinates, Object.entries(ways?.attributes[i] ?? {}).sort()]),
        )
        .sort();
    expect(list(back)).toEqual(list(walkways));
  });
});

describe('a walkway that is none', () => {
  it.each<[string, Geometry | null, string]>([
    ['a point', point(118, 32), 'geometry_wrong_kind'],
    ['nothing', null, 'geometry_missing'],
    ['an empty line', line(), 'geometry_missing'],
    ['a line of one place', line([118, 32]), 'geometry_missing'],
    ['a line in metres', line([512_345, 3_541_234], [512_346, 3_541_235]), 'coordinates_projected'],
    ['a line with a hole', line([118, 32], [118, Number.NaN]), 'coordinate_not_number'],
  ])('%s is left out and told, the others stay', (_name, geometry, code) => {
    const cells: Record<string, Cell> = { id: 'bad' };
    const table = features('w.geojson', [cells, geometry], [{ id: 'good' }, line([118, 32], [118.001, 32])]);
    const { walkways, problems } = read({ walkways: [table] });
    expect(walkways?.ids).toEqual(['good']);
    expect(told(problems, code as 'geometry_missing')).toMatchObject([
      { row: 1, layer: 'walkways', action: 'left_out' },
    ]);
  });

  it('and without any line there are no walkways', () => {
    expect(read({ walkways: [features('w.geojson', [{ id: 'bad' }, point(118, 32)])] }).walkways).toBeNull();
    expect(read({}).walkways).toBeNull();
  });
});
