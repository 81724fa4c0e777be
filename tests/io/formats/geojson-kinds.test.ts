import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import type { Table } from '../../../src/io/tables.ts';
import { codesOf, expectSameBytes, text } from './damage.ts';
import { GEOMETRIES } from './flatgeobuf-fixtures.ts';

const read = (value: unknown) =>
  geojson.read({ name: 'x.geojson', bytes: text(typeof value === 'string' ? value : JSON.stringify(value)) });

const feature = (properties: unknown, geometry: unknown = null) => ({ type: 'Feature', properties, geometry });
const collect = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

async function readCells(properties: unknown): Promise<Record<string, Cell> | undefined> {
  const { tables, problems } = await read(collect(feature(properties)));
  expect(problems).toEqual([]);
  return tables[0]?.rows[0]?.cells;
}

describe('GeoJSON of every kind', () => {
  it('keeps each geometry in its row, and the same bytes when written again', async () => {
    const { tables, problems } = await read(collect(...GEOMETRIES.map((geometry, id) => feature({ id }, geometry))));
    expect(problems).toEqual([]);
    const [table] = tables;
    expect(table?.rows.map((row) => row.geometry)).toEqual(GEOMETRIES);
    const bytes = await geojson.write(table!); // it was compared above
    const again = await geojson.read({ name: 'x.geojson', bytes });
    expect(again).toEqual({ tables, problems: [] });
    expectSameBytes(await geojson.write(again.tables[0]!), bytes); // as above
  });

  it('leaves heights out at every depth', async () => {
    const high = JSON.parse(
      JSON.stringify(GEOMETRIES).replace(/\[(-?[\d.]+),(-?[\d.]+)\]/g, '[$1,$2,9]'),
    ) as Geometry[];
    const { tables } = await read(collect(...high.map((geometry) => feature({}, geometry))));
    expect(tables[0]?.rows.map((row) => row.geometry)).toEqual(GEOMETRIES);
  });

  it.each(GEOMETRIES.map((geometry) => [geometry.type, geometry] as const))(
    'names the feature whose %s is nested one list too deep or too shallow, and keeps the others',
    async (type, geometry) => {
      if (geometry.type === 'GeometryCollection') return;
      const deeper = { type, coordinates: [geometry.coordinates] };
      const shallower = { type, coordinates: geometry.coordinates[0] };
      const good = feature({ id: 'good' }, geometry);
      const { tables, problems } = await read(
        collect(good, feature({ id: 'deep' }, deeper), good, feature({ id: 'flat' }, shallower)),
      );
      expect(problems.map(({ code, row, id }) => [code, row, id])).toEqual([
        ['coordinate_not_number', 2, 'deep'],
        ['coordinate_not_number', 4, 'flat'],
      ]);
      expect(tables[0]?.rows.map((row) => row.geometry)).toEqual([geometry, null, geometry, null]);
    },
  );
});

describe('the properties of GeoJSON', () => {
  it('keep their types, and null stays not known', async () => {
    const cells = { t: '007', n: -8.66, zero: 0, yes: true, no: false, none: null, blank: '' };
    expect(await readCells(cells)).toEqual(cells);
  });

  it('that are lists or objects become their JSON, however deep', async () => {
    const tags = { a: { b: [{ c: null }] }, d: '甲' };
    expect(await readCells({ tags, list: [], object: {} })).toEqual({
      tags: JSON.stringify(tags),
      list: '[]',
      object: '{}',
    });
  });

  it('that are missing, null or a list are none', async () => {
    for (const properties of [undefined, null, [], 'x', 3]) expect(await readCells(properties)).toEqual({});
  });

  it('beyond the largest number are not known', async () => {
    const { tables } = await read('{"type":"Feature","properties":{"n":1e999,"m":-1e999},"geometry":null}');
    expect(tables[0]?.rows[0]?.cells).toEqual({ n: null, m: null });
  });

  it('named like a part of every object are the values of the file, and not known where it has none', async () => {
    const source = '{"constructor":"中铁","__proto__":{"polluted":true}}';
    const first = `{"type":"Feature","properties":${source},"geometry":null}`;
    const { tables } = await read(`{"type":"FeatureCollection","features":[${first},${JSON.stringify(feature({}))}]}`);
    expect(tables[0]?.columns).toEqual(['constructor']);
    expect(tables[0]?.rows.map((row) => row.cells)).toEqual([{ constructor: '中铁' }, { constructor: null }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('take the id beside them as id, a zero too, but nothing that is neither text nor number', async () => {
    const ids = [0, 'way/12', null, true, { a: 1 }];
    const { tables } = await read(collect(...ids.map((id) => ({ ...feature({ name: 'x' }), id }))));
    expect(tables[0]?.rows.map((row) => row.cells.id)).toEqual([0, 'way/12', null, null, null]);
  });

  it('have an own id that is null rather than the one beside', async () => {
    const { tables } = await read({ ...feature({ id: null }), id: 'beside' });
    expect(tables[0]?.rows[0]?.cells.id).toBeNull();
  });
});

describe('GeoJSON one feature a line', () => {
  const line = (id: number) => JSON.stringify(feature({ id }, GEOMETRIES[0]));

  it('counts rows as the lines of the file, blank ones included', async () => {
    const { tables, problems } = await read(`${line(1)}\r\n\r\n${line(2)}\n\n`);
    expect(problems).toEqual([]);
    expect(tables[0]?.rows.map((row) => [row.row, row.cells.id])).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  it('names every broken line, and the line that is no feature', async () => {
    const { tables, problems } = await read([line(1), '{"type":"Feat', '7', line(4), 'x'].join('\n'));
    expect(tables[0]?.rows.map((row) => row.row)).toEqual([1, 4]);
    expect(problems.map((problem) => problem.row).sort()).toEqual([2, 3, 5]);
    expect(new Set(codesOf(problems))).toEqual(new Set(['file_unreadable']));
  });

  it('may be whole collections', async () => {
    const lines = [collect(feature({ id: 1 }), feature({ id: 2 })), collect(feature({ id: 3 }))];
    const { tables } = await read(lines.map((value) => JSON.stringify(value)).join('\n'));
    expect(tables[0]?.rows.map((row) => [row.row, row.cells.id])).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
    ]);
  });
});

describe('the coordinate system that GeoJSON says', () => {
  const place = feature({}, { type: 'Point', coordinates: [-70.65, -33.45] });

  it.each([
    ['nothing where it says null', null, []],
    ['nothing where it says a number of WGS-84', { type: 'name', properties: { code: 4326 } }, []],
    ['the name of the system', { type: 'name', properties: { name: 'EPSG:2385' } }, ['EPSG:2385']],
    ['the number of an old file', { type: 'EPSG', properties: { code: 4214 } }, ['4214']],
    ['the link that nobody follows', { type: 'link', properties: { href: 'http://x/crs' } }, ['http://x/crs']],
  ])('asks for %s', async (_, crs, expected) => {
    const { tables, problems } = await read({ ...collect(place), crs });
    expect(problems.map(({ code, value }) => [code, value])).toEqual(expected.map((said) => ['crs_doubtful', said]));
    expect(tables[0]?.rows).toHaveLength(1);
  });
});

describe('GeoJSON that we write', () => {
  it('is one feature a line, so that two versions of a file can be compared', async () => {
    const rows = [1, 2, 3].map((id) => ({ row: id, cells: { id }, geometry: null }));
    const table: Table = { file: 'x.geojson', columns: ['id', 'constructor'], rows };
    const lines = new TextDecoder()
      .decode(await geojson.write(table))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(5);
    expect(JSON.parse(lines.join('\n'))).toEqual(collect(...[1, 2, 3].map((id) => feature({ id, constructor: null }))));
  });

  it('moves no coordinate by more than a centimetre, in China and in the south and west', async () => {
    const coordinates = [
      [120.123456789, 31.987654321],
      [-70.123456789, -33.987654321],
    ];
    const table: Table = {
      file: 'x.geojson',
      columns: [],
      rows: [{ row: 1, cells: {}, geometry: { type: 'LineString', coordinates } }],
    };
    const { tables } = await geojson.read({ name: 'x.geojson', bytes: await geojson.write(table) });
    const geometry = tables[0]?.rows[0]?.geometry;
    const back = geometry?.type === 'LineString' ? geometry.coordinates.flat() : [];
    coordinates.flat().forEach((degrees, i) => expect(Math.abs((back[i] ?? 0) - degrees)).toBeLessThanOrEqual(0.5e-7));
  });
});
