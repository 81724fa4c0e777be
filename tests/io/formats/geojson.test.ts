import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { geojson } from '../../../src/io/formats/geojson.ts';
import type { Table } from '../../../src/io/tables.ts';
import { codesOf, expectSurvival, text } from './damage.ts';

const TAIPEI = new URL('../../../../shared/data/taipei/areas.geojson', import.meta.url);
const hasTaipei = existsSync(TAIPEI);

const read = (value: unknown) =>
  geojson.read({ name: 'x.geojson', bytes: text(typeof value === 'string' ? value : JSON.stringify(value)) });

const feature = (properties: unknown, geometry: unknown, more: object = {}) => ({
  type: 'Feature',
  properties,
  geometry,
  ...more,
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const SUZHOU = { type: 'Point', coordinates: [120.6, 31.3] };
const SANTIAGO = { type: 'Point', coordinates: [-70.65, -33.45] };

describe('reading GeoJSON', () => {
  it('makes a row of every feature, with the columns of all of them', async () => {
    const { tables, problems } = await read(
      collection(feature({ id: 'a', n: 1 }, SUZHOU), feature({ b: true }, SANTIAGO)),
    );
    expect(problems).toEqual([]);
    expect(tables).toEqual([
      {
        file: 'x.geojson',
        columns: ['id', 'n', 'b'],
        rows: [
          { row: 1, cells: { id: 'a', n: 1, b: null }, geometry: SUZHOU },
          { row: 2, cells: { id: null, n: null, b: true }, geometry: SANTIAGO },
        ],
      },
    ]);
  });

  it('takes the id beside the properties where they have none', async () => {
    const { tables } = await read(
      collection(feature({ name: 'x' }, null, { id: 7 }), feature({ id: 'own' }, null, { id: 8 })),
    );
    expect(tables[0]?.rows.map((row) => row.cells.id)).toEqual([7, 'own']);
  });

  it('turns lists and objects into their JSON', async () => {
    const { tables } = await read(collection(feature({ tags: ['a', 1], more: { x: null } }, null)));
    expect(tables[0]?.rows[0]?.cells).toEqual({ tags: '["a",1]', more: '{"x":null}' });
  });

  it('leaves heights out', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [120, 31, 5],
        [121, 32, 6, 7],
      ],
    };
    const { tables } = await read(feature({}, line));
    expect(tables[0]?.rows[0]?.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [120, 31],
        [121, 32],
      ],
    });
  });

  it('reads a bare geometry, and a row for each of a bare collection', async () => {
    expect((await read(SUZHOU)).tables[0]?.rows).toEqual([{ row: 1, cells: {}, geometry: SUZHOU }]);
    const both = await read({ type: 'GeometryCollection', geometries: [SUZHOU, SANTIAGO] });
    expect(both.tables[0]?.rows.map((row) => row.geometry)).toEqual([SUZHOU, SANTIAGO]);
  });

  it('reads one feature a line, with record separators or without, and names the line that is broken', async () => {
    const lines = [feature({ id: 1 }, SUZHOU), feature({ id: 2 }, SANTIAGO)].map((value) => JSON.stringify(value));
    expect((await read(lines.join('\n'))).tables[0]?.rows).toHaveLength(2);
    expect((await read(lines.map((line) => `\x1E${line}\n`).join(''))).tables[0]?.rows).toHaveLength(2);
    const { tables, problems } = await read(`${lines[0]}\n{"type":"Fea\n${lines[1]}\n`);
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([1, 3]);
    expect(problems.map(({ code, row }) => [code, row])).toEqual([['file_unreadable', 2]]);
  });

  it.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', false],
    ['urn:ogc:def:crs:EPSG::4326', false],
    ['EPSG:4490', false],
    ['urn:ogc:def:crs:EPSG::4549', true],
    ['EPSG:14326', true],
  ])('asks about the system %s: %s', async (name, doubtful) => {
    const { problems } = await read({
      ...collection(feature({}, SUZHOU)),
      crs: { type: 'name', properties: { name } },
    });
    expect(problems.map(({ code, value }) => [code, value])).toEqual(doubtful ? [['crs_doubtful', name]] : []);
  });

  it('accepts an empty collection', async () => {
    expect(await read(collection())).toEqual({ tables: [{ file: 'x.geojson', columns: [], rows: [] }], problems: [] });
  });
});

describe('damaged GeoJSON', () => {
  it.each([
    ['a coordinate that is text', { type: 'Point', coordinates: ['120', 31] }, 'coordinate_not_number'],
    ['a coordinate that is missing', { type: 'Point', coordinates: [120] }, 'coordinate_not_number'],
    [
      'a ring too few',
      {
        type: 'Polygon',
        coordinates: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      },
      'coordinate_not_number',
    ],
    ['a nesting too many', { type: 'Point', coordinates: [[120, 31]] }, 'coordinate_not_number'],
    ['no coordinates', { type: 'LineString' }, 'coordinate_not_number'],
    ['a type that is none', { type: 'Circle', coordinates: [1, 2] }, 'geometry_wrong_kind'],
    ['a geometry that is text', 'POINT (1 2)', 'geometry_wrong_kind'],
  ])('keeps the row without its geometry for %s, and loads the rest', async (_, geometry, code) => {
    const { tables, problems } = await read(
      collection(feature({ id: 'bad' }, geometry), feature({ id: 'good' }, SUZHOU)),
    );
    expect(tables[0]?.rows.map((row) => row.geometry)).toEqual([null, SUZHOU]);
    expect(problems.map((problem) => [problem.code, problem.row, problem.id, problem.action])).toEqual([
      [code, 1, 'bad', 'changed'],
    ]);
  });

  it('names features that are none', async () => {
    const { tables, problems } = await read(collection(null, 5, feature({}, SUZHOU)));
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([3]);
    expect(problems.map(({ code, row }) => [code, row])).toEqual([
      ['file_unreadable', 1],
      ['file_unreadable', 2],
    ]);
  });

  it('refuses JSON that is no GeoJSON', async () => {
    for (const value of [{ format: 'care-circle-project' }, { type: 'Topology' }, [1, 2]]) {
      const { tables, problems } = await read(value);
      expect(tables).toEqual([]);
      expect(codesOf(problems)).toEqual(['file_unknown_format']);
    }
  });

  it('bounds the depth of collections', async () => {
    let geometry: unknown = SUZHOU;
    for (let i = 0; i < 50; i++) geometry = { type: 'GeometryCollection', geometries: [geometry] };
    expect(codesOf((await read(feature({}, geometry))).problems)).toEqual(['geometry_wrong_kind']);
  });

  it('never throws', async () => {
    const many = Array.from({ length: 20 }, (_, i) => feature({ id: i, name: '甲' }, SUZHOU));
    await expectSurvival(geojson, 'x.geojson', text(JSON.stringify(collection(...many))));
  });
});

describe('writing GeoJSON', () => {
  const table: Table = {
    file: 'x.geojson',
    columns: ['id', 'name', 'n'],
    rows: [
      {
        row: 1,
        cells: { id: '320508019044', name: '甲', n: null },
        geometry: { type: 'Point', coordinates: [120.123456789, 31] },
      },
      { row: 2, cells: { n: -8.66, name: 'Porto', id: 'b' }, geometry: null },
      {
        row: 3,
        cells: { id: 'c', name: 'Santiago', n: 0.123456789 },
        geometry: {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [-70, -33],
                [-69, -33],
                [-69, -34],
                [-70, -33],
              ],
            ],
          ],
        },
      },
    ],
  };

  it('gives the same rows when read back, and the same bytes when written again', async () => {
    const bytes = await geojson.write(table);
    const { tables, problems } = await geojson.read({ name: 'x.geojson', bytes });
    expect(problems).toEqual([]);
    const [back] = tables;
    expect(back?.columns).toEqual(table.columns);
    expect(back?.rows[1]?.cells).toEqual({ id: 'b', name: 'Porto', n: -8.66 });
    expect(back?.rows[2]).toEqual(table.rows[2]);
    expect(back && (await geojson.write(back))).toEqual(bytes);
  });

  it('rounds coordinates to a centimetre and numbers of the user not at all', async () => {
    const written = new TextDecoder().decode(await geojson.write(table));
    expect(written).toContain('[120.1234568,31]');
    expect(written).toContain('0.123456789');
  });
});

describe(`a real layer${hasTaipei ? '' : ' (skipped: ../shared is absent)'}`, () => {
  it.skipIf(!hasTaipei)('reads the areas of Taipei without a problem', async () => {
    const { tables, problems } = await geojson.read({
      name: 'areas.geojson',
      bytes: new Uint8Array(readFileSync(TAIPEI)),
    });
    expect(problems).toEqual([]);
    expect(tables[0]?.rows.filter((row) => row.cells.level === 'community')).toHaveLength(456);
    expect(tables[0]?.rows.every((row) => row.geometry?.type.endsWith('Polygon'))).toBe(true);
  });
});
