import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { expectSameBytes } from './damage.ts';
import {
  createPoints,
  createTable,
  GEOMETRIES,
  idOf,
  readByPackage,
  readHeader,
  readOne,
  readTypes,
} from './flatgeobuf-fixtures.ts';

describe('writing FlatGeobuf', () => {
  it('keeps every kind of geometry, mixed in one file or alone', async () => {
    const mixed = createTable(GEOMETRIES.map((geometry, id) => [{ id }, geometry]));
    const back = await readOne(await flatgeobuf.write(mixed));
    expect(back.rows.map((row) => [row.cells.id, row.geometry]).sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual(
      GEOMETRIES.map((geometry, id) => [id, geometry]),
    );
    for (const geometry of GEOMETRIES) {
      const bytes = await flatgeobuf.write(createTable([[{ id: 1 }, geometry]]));
      expect((await readOne(bytes)).rows[0]?.geometry).toEqual(geometry);
      expect((await readByPackage(bytes))[0]?.geometry).toEqual(geometry);
    }
  });

  it('keeps rows without geometry, beside others or alone', async () => {
    const some = createTable([
      [{ id: 'a' }, null],
      [{ id: 'b' }, GEOMETRIES[0] ?? null],
      [{ id: 'c' }, null],
      [{ id: 'd' }, GEOMETRIES[2] ?? null],
    ]);
    const bytes = await flatgeobuf.write(some);
    expect((await readOne(bytes)).rows.map((row) => [row.cells.id, row.geometry === null]).sort()).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
      ['d', false],
    ]);
    const found = await readByPackage(bytes, { minX: -180, minY: -90, maxX: 180, maxY: 90 });
    expect(found.map(idOf).sort()).toEqual(['b', 'd']);
    const none = await flatgeobuf.write(
      createTable([
        [{ id: 'a' }, null],
        [{ id: 'b' }, null],
      ]),
    );
    expect((await readOne(none)).rows.map((row) => row.cells.id)).toEqual(['a', 'b']);
  });

  it('takes the columns from all rows and their types from all values', async () => {
    const cells: Record<string, Cell>[] = [
      { small: 1, code: 320508019044, share: 1, flag: true, text: '甲', mixed: 1, odd: true, none: null },
      { small: -2147483648, code: -1, share: 0.5, flag: null, text: '', mixed: 'x', odd: 2, late: 9007199254740991 },
      { big: 1e300, nan: Number.NaN },
    ];
    const bytes = await flatgeobuf.write(createTable(cells.map((row) => [row, GEOMETRIES[0] ?? null])));
    const back = await readOne(bytes);
    expect(back.columns).toEqual([
      'small',
      'code',
      'share',
      'flag',
      'text',
      'mixed',
      'odd',
      'none',
      'late',
      'big',
      'nan',
    ]);
    const blank = Object.fromEntries(back.columns.map((column) => [column, null]));
    expect(back.rows.map((row) => row.cells)).toEqual([
      { ...blank, ...cells[0], mixed: '1', odd: 'true' },
      { ...blank, ...cells[1], odd: '2' },
      { ...blank, big: 1e300 },
    ]);
    const types = {
      small: 5,
      code: 7,
      share: 10,
      flag: 2,
      text: 11,
      mixed: 11,
      odd: 11,
      none: 11,
      late: 7,
      big: 10,
      nan: 11,
    };
    expect(readTypes(bytes)).toEqual(types);
  });

  it('gives the same bytes when what it wrote is read and written again', async () => {
    const rows = createPoints(300).map((geometry, id): [Record<string, Cell>, Geometry | null] => [
      { id, name: `n${id}`, share: id / 2, code: 320508019044 + id },
      id % 7 === 0 ? null : geometry,
    ]);
    const bytes = await flatgeobuf.write(createTable(rows));
    expectSameBytes(await flatgeobuf.write(await readOne(bytes)), bytes);
    const mixed = await flatgeobuf.write(createTable(GEOMETRIES.map((geometry, id) => [{ id }, geometry])));
    expectSameBytes(await flatgeobuf.write(await readOne(mixed)), mixed);
  });

  it('does not change the table', async () => {
    const table = createTable(GEOMETRIES.map((geometry, id) => [{ id }, geometry]));
    const before = structuredClone(table);
    await flatgeobuf.write(table);
    expect(table).toEqual(before);
  });

  it('writes a table without rows', async () => {
    const bytes = await flatgeobuf.write({ file: 'x.fgb', columns: ['id', 'name'], rows: [] });
    expect(await readOne(bytes)).toMatchObject({ file: 'x.fgb', columns: ['id', 'name'], rows: [] });
    expect(await readByPackage(bytes)).toEqual([]);
  });

  it.each([1, 2, 16, 17, 256, 257, 5000])(
    'indexes %i features so that a search finds what a scan finds',
    async (count) => {
      const points = createPoints(count);
      const bytes = await flatgeobuf.write(createTable(points.map((geometry, id) => [{ id }, geometry])));
      // All features whole, then windows in China, in South America, beyond everything and around everything.
      const whole = await readByPackage(bytes);
      expect(whole.map((feature) => Number(idOf(feature))).sort((a, b) => a - b)).toEqual(points.map((_, id) => id));
      for (const [minX, minY, maxX, maxY] of [
        [120, 30, 121, 31],
        [-71, -34, -70, -33],
        [0, 0, 1, 1],
        [-180, -90, 180, 90],
      ] as const) {
        const found = await readByPackage(bytes, { minX, minY, maxX, maxY });
        const expected = points.flatMap(({ coordinates: [x = 0, y = 0] }, id) =>
          x >= minX && x <= maxX && y >= minY && y <= maxY ? [id] : [],
        );
        expect(found.map((feature) => Number(idOf(feature))).sort((a, b) => a - b)).toEqual(expected);
      }
    },
  );

  it('says in its header: WGS-84, the extent, the count and the size of the nodes', async () => {
    const bytes = await flatgeobuf.write(
      createTable([
        [
          { id: 1 },
          {
            type: 'LineString',
            coordinates: [
              [-8.7, 41],
              [120, 31],
            ],
          },
        ],
      ]),
    );
    const header = readHeader(bytes);
    expect(header.crs).toMatchObject({ org: 'EPSG', code: 4326 });
    expect([...(header.envelope ?? [])]).toEqual([-8.7, 31, 120, 41]);
    expect([header.featuresCount, header.indexNodeSize, header.geometryType]).toEqual([1, 16, 2]);
  });

  it('writes 500,000 vertices of lines in at most 3 seconds', async () => {
    const rows = Array.from({ length: 50_000 }, (_, id): [Record<string, Cell>, Geometry] => {
      const x = 120 + (id % 250) / 500;
      const y = 31 + Math.floor(id / 250) / 500;
      const coordinates = Array.from({ length: 10 }, (__, i) => [x + i / 1e5, y + i / 2e5]);
      return [
        { id: `w${id}`, kind: 'residential', access: null },
        { type: 'LineString', coordinates },
      ];
    });
    const table = createTable(rows);
    // Processor time, so that other work on the machine does not count.
    const start = process.cpuUsage();
    const bytes = await flatgeobuf.write(table);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3);
    expect((await readOne(bytes)).rows).toHaveLength(50_000);
  });
});
