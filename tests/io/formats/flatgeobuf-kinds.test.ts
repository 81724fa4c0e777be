import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { codesOf, expectSameBytes } from './damage.ts';
import { createTable, idOf, read, readByPackage, readHeader, readOne, readTypes } from './flatgeobuf-fixtures.ts';

type Row = [cells: Record<string, Cell>, geometry: Geometry | null];

/** Everywhere, with the corners of the world, both zeros and numbers that decimal text cannot hold exactly. */
const degree = (most: number) =>
  fc.oneof(
    fc.double({ min: -most, max: most, noNaN: true }),
    fc.constantFrom(0, -0, most, -most, 1 / 3, -1e-7, Number.MIN_VALUE),
  );
const position: fc.Arbitrary<Position> = fc.tuple(degree(180), degree(90));
const line = fc.array(position, { minLength: 2, maxLength: 6 });
const ring = fc.array(position, { minLength: 3, maxLength: 6 }).map((open) => [...open, open[0] ?? [0, 0]]);
const polygon = fc.array(ring, { minLength: 1, maxLength: 4 });
const several = { minLength: 1, maxLength: 4 };
const simple: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  polygon.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
  fc.array(position, several).map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
  fc.array(line, several).map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
  fc.array(polygon, several).map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
);
const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  { arbitrary: simple, weight: 5 },
  fc.array(simple, several).map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
  fc.array(simple, several).map((geometries): Geometry => ({
    type: 'GeometryCollection',
    geometries: [{ type: 'GeometryCollection', geometries }, ...geometries.slice(1)],
  })),
);

const byId = (a: { cells: Record<string, Cell> }, b: { cells: Record<string, Cell> }) =>
  Number(a.cells.id) - Number(b.cells.id);

async function writeRows(rows: Row[]): Promise<Uint8Array> {
  return flatgeobuf.write(createTable(rows));
}

describe('FlatGeobuf geometries', () => {
  it('of any kinds in one file come back to the last bit, by our reader and by that of the package', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(geometry, { minLength: 1, maxLength: 20 }), async (geometries) => {
        const bytes = await writeRows(geometries.map((each, id) => [{ id }, each]));
        const ours = (await readOne(bytes)).rows.sort(byId);
        expect(ours.map((row) => row.geometry)).toEqual(geometries);
        const theirs = (await readByPackage(bytes)).sort((a, b) => Number(idOf(a)) - Number(idOf(b)));
        expect(theirs.map((feature) => feature.geometry)).toEqual(geometries);
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  it('that are missing here and there leave the others in their rows, and the second file equals the first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(geometry), { maxLength: 40 }), async (geometries) => {
        const bytes = await writeRows(geometries.map((each, id) => [{ id, name: `甲${id}` }, each]));
        const back = await readOne(bytes);
        expectSameBytes(await flatgeobuf.write(back), bytes);
        back.rows.sort(byId);
        expect(back.rows.map((row) => [row.cells.name, row.geometry])).toEqual(
          geometries.map((each, id) => [`甲${id}`, each]),
        );
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('without any position neither hide their row nor stand in the way of a search', async () => {
    const empty: Geometry[] = [
      { type: 'MultiPoint', coordinates: [] },
      { type: 'LineString', coordinates: [] },
      { type: 'MultiPolygon', coordinates: [] },
      { type: 'GeometryCollection', geometries: [] },
    ];
    const home: Geometry = { type: 'Point', coordinates: [-70.65, -33.45] };
    const bytes = await writeRows([...empty, home].map((each, id) => [{ id }, each]));
    expect((await readOne(bytes)).rows.sort(byId).map((row) => row.geometry)).toEqual([...empty, home]);
    const found = await readByPackage(bytes, { minX: -71, minY: -34, maxX: -70, maxY: -33 });
    expect(found.map(idOf)).toEqual([4]);
    expect([...(readHeader(bytes).envelope ?? [])]).toEqual([-70.65, -33.45, -70.65, -33.45]);
  });

  it('that lie in one place are kept all, in the order given', async () => {
    const bytes = await writeRows(
      Array.from({ length: 40 }, (_, id): Row => [{ id }, { type: 'Point', coordinates: [120.6, 31.3] }]),
    );
    expect((await readOne(bytes)).rows.map((row) => row.cells.id)).toEqual(Array.from({ length: 40 }, (_, id) => id));
    expect(await readByPackage(bytes, { minX: 120.6, minY: 31.3, maxX: 120.6, maxY: 31.3 })).toHaveLength(40);
  });

  it('give the header their type where it is one, and none where there are several', async () => {
    const point: Geometry = { type: 'Point', coordinates: [1, 2] };
    const street: Geometry = { type: 'LineString', coordinates: [point.coordinates, [3, 4]] };
    const typeOf = async (...all: (Geometry | null)[]) =>
      readHeader(await writeRows(all.map((each, id) => [{ id }, each]))).geometryType;
    expect(await typeOf(point, null, point)).toBe(1);
    expect(await typeOf(street, street)).toBe(2);
    expect(await typeOf(point, street)).toBe(0);
    expect(await typeOf(null)).toBe(0);
  });

  it('of 70,000 vertices in one ring outgrow the first memory of the writer unharmed', async () => {
    const ring = Array.from({ length: 70_000 }, (_, i): Position => [118 + i / 70_000, 32 - i / 140_000]);
    const lake: Geometry = { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []], ring.slice(0, 5)] };
    const after: Geometry = { type: 'Point', coordinates: [-8.66, 41.15] };
    const bytes = await writeRows([
      [{ id: 1, name: '太湖' }, lake],
      [{ id: 2, name: 'Porto' }, after],
    ]);
    const [first, second] = (await readOne(bytes)).rows.sort(byId);
    expect(JSON.stringify(first?.geometry)).toBe(JSON.stringify(lake));
    expect(second).toMatchObject({ cells: { id: 2, name: 'Porto' }, geometry: after });
  });
});

describe('FlatGeobuf properties', () => {
  const here: Geometry = { type: 'Point', coordinates: [120.6, 31.3] };

  /** One column with these values in rows in the same place, which keeps their order; read by both readers. */
  async function writeColumn(values: Cell[]) {
    const bytes = await writeRows(values.map((value, id) => [{ id, value }, here]));
    const ours = (await readOne(bytes)).rows.map((row) => row.cells.value);
    const theirs = (await readByPackage(bytes)).map((feature): unknown => feature.properties?.value);
    return { type: readTypes(bytes).value, ours, theirs };
  }

  const [INT, LONG, DOUBLE, STRING, BOOL] = [5, 7, 10, 11, 2];

  it.each<[string, number | undefined, Cell[]]>([
    ['the limits of 32 bits', INT, [2_147_483_647, -2_147_483_648, 0, -1]],
    ['one above the limit of 32 bits', LONG, [2_147_483_648, 1, -1]],
    ['one below the limit of 32 bits', LONG, [-2_147_483_649, 7]],
    ['the limits of exact whole numbers', LONG, [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -4_294_967_296]],
    ['codes of 12 digits', LONG, [320_508_019_044, 320_508_019_045]],
    ['whole numbers that are no longer exact', DOUBLE, [2 ** 53, 1]],
    ['a minus zero', DOUBLE, [-0, 5]],
    ['fractions', DOUBLE, [0.1, -1 / 3, 1e-320, Number.MAX_VALUE]],
    ['a fraction behind long numbers', DOUBLE, [320_508_019_044, 0.5]],
    ['truth values', BOOL, [true, false, true]],
    ['texts of every width in UTF-8', STRING, ['a', 'é', '养老院', '𠮷𡈽', '👵🏽', 'ASCII then 甲', '']],
    ['texts that look like other types', STRING, ['true', '007', '1e5', 'null', '=1+1']],
  ])('keep %s', async (_, type, values) => {
    const column = await writeColumn(values);
    expect(column).toEqual({ type, ours: values, theirs: values });
  });

  it('leave out what is not known or no number, whatever the type of the column', async () => {
    for (const value of [1, 2 ** 40, 0.5, true, '甲']) {
      const { ours } = await writeColumn([null, value, Number.NaN, Infinity, -Infinity, value]);
      expect(ours).toEqual([null, value, null, null, null, value]);
    }
  });

  it('become text where values of several kinds meet in one column', async () => {
    expect(await writeColumn([true, 1, null, 0.5, 'x'])).toMatchObject({
      type: STRING,
      ours: ['true', '1', null, '0.5', 'x'],
    });
    expect((await writeColumn([1, false])).ours).toEqual(['1', 'false']);
  });

  it('keep a text of a million characters and the row behind it', async () => {
    const long = '老𠮷a'.repeat(250_000);
    expect((await writeColumn([long, 'short'])).ours).toEqual([long, 'short']);
  });

  it('that are text come back to the letter, short and long, in any script', async () => {
    const short = { minLength: 1, maxLength: 20 };
    const text = fc.oneof(fc.string({ ...short, unit: 'grapheme' }), fc.string({ ...short, unit: 'binary-ascii' }));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
        const bytes = await writeRows(texts.map((value, id) => [{ id, value }, null]));
        const { rows } = await readOne(bytes);
        expect(rows.sort(byId).map(({ cells }) => cells.value)).toEqual(texts);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('of one row do not leak into the next', async () => {
    const bytes = await writeRows([
      [{ id: 0, name: 'x'.repeat(500), open: true, share: 0.5 }, here],
      [{ id: 1 }, here],
      [{ id: 2, name: 'y' }, here],
    ]);
    expect((await readOne(bytes)).rows.map((row) => row.cells)).toEqual([
      { id: 0, name: 'x'.repeat(500), open: true, share: 0.5 },
      { id: 1, name: null, open: null, share: null },
      { id: 2, name: 'y', open: null, share: null },
    ]);
  });

  it('in a column that only the last row has are kept, though the table does not name it', async () => {
    const table = createTable(Array.from({ length: 300 }, (_, id): Row => [{ id }, here]));
    table.rows.push({ row: 301, cells: { id: 300, 备注: '迁址' }, geometry: here });
    const back = await readOne(await flatgeobuf.write(table));
    expect(back.columns).toEqual(['id', '备注']);
    expect(back.rows.filter((row) => row.cells.备注 !== null).map((row) => row.cells)).toEqual([
      { id: 300, 备注: '迁址' },
    ]);
  });

  it('keep a column in which nothing is known', async () => {
    const bytes = await flatgeobuf.write({
      file: 'x.fgb',
      columns: ['id', 'beds'],
      rows: [{ row: 1, cells: { id: 1, beds: null }, geometry: here }],
    });
    expect((await readOne(bytes)).columns).toEqual(['id', 'beds']);
    expect((await readOne(bytes)).rows[0]?.cells).toEqual({ id: 1, beds: null });
  });

  it('in 1,000 columns stand in their own', async () => {
    const columns = Array.from({ length: 1000 }, (_, i) => `指标${i}`);
    const cellsOf = (row: number) =>
      Object.fromEntries(columns.map((name, i) => [name, (i + row) % 3 === 0 ? null : i * 1000 + row]));
    const bytes = await writeRows([0, 1, 2].map((row): Row => [cellsOf(row), here]));
    const back = await readOne(bytes);
    expect(back.columns).toEqual(columns);
    expect(back.rows.map((row) => row.cells)).toEqual([0, 1, 2].map(cellsOf));
    expect((await readByPackage(bytes))[2]?.properties?.指标998).toBe(998_002);
  });

  it('of any mixture give the same bytes when written a second time', async () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    const cells = fc.dictionary(fc.constantFrom('a', 'b', '名称', 'c d', 'constructor'), cell);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cells, fc.option(geometry)), { maxLength: 12 }), async (rows) => {
        const bytes = await writeRows(rows);
        expectSameBytes(await writeRows(structuredClone(rows)), bytes);
        expectSameBytes(await flatgeobuf.write(await readOne(bytes)), bytes);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('of a column named like a part of every object stay in their rows, and rows without them have none', async () => {
    const rows: Row[] = [
      [{ id: 1, constructor: '中铁', toString: 'x' }, here],
      [{ id: 2 }, here],
    ];
    const back = await readOne(await writeRows(rows));
    expect(back.rows.map((row) => row.cells)).toEqual([rows[0]?.[0], { id: 2, constructor: null, toString: null }]);
  });
});

describe('a FlatGeobuf file that was changed', () => {
  it('loses the row whose property names a column that is not there, and no other', async () => {
    const rows = Array.from({ length: 5 }, (_, id): Row => [{ id }, { type: 'Point', coordinates: [-70 - id, -33] }]);
    const bytes = await writeRows(rows);
    const [victim] = (await readOne(bytes)).rows;
    // The property list is the only place with column 0 (two bytes) and then the id of the first row (four bytes).
    const pattern = [6, 0, 0, 0, 0, 0, Number(victim?.cells.id), 0, 0, 0];
    const at = bytes.findIndex((_, i) => pattern.every((byte, k) => bytes[i + k] === byte));
    expect(at).toBeGreaterThan(0);
    bytes[at + 4] = 9;
    const { tables, problems } = await read(bytes);
    expect(tables[0]?.rows.map((row) => row.row)).toEqual([2, 3, 4, 5]);
    expect(codesOf(problems)).toContain('file_unreadable');
    expect(problems[0]?.row).toBe(1);
  });
});
