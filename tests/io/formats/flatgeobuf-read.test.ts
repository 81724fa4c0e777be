import { existsSync, readFileSync } from 'node:fs';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { codesOf, createNoise, expectSameBytes, expectSurvival } from './damage.ts';
import { createPoints, createTable, GEOMETRIES, read, readByPackage, readOne } from './flatgeobuf-fixtures.ts';

const DATA = new URL('../../../../shared/data/', import.meta.url);
const hasData = existsSync(DATA);
const loadLayer = (path: string) => new Uint8Array(readFileSync(new URL(path, DATA)));

describe('reading FlatGeobuf', () => {
  it('reads what the package writes: no index, no system, heights left out', async () => {
    const features: Feature[] = GEOMETRIES.slice(0, 7).map((geometry, id) => ({
      type: 'Feature',
      properties: { id },
      geometry,
    }));
    const high: Feature = {
      type: 'Feature',
      properties: { id: 7 },
      geometry: { type: 'Point', coordinates: [1, 2, 3] },
    };
    const collection: FeatureCollection = { type: 'FeatureCollection', features: [...features, high] };
    const back = await readOne(serialize(collection));
    expect(back.rows.map((row) => row.geometry)).toEqual([
      ...GEOMETRIES.slice(0, 7),
      { type: 'Point', coordinates: [1, 2] },
    ]);
    expect(back.rows.map((row) => row.row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('reads bytes that start anywhere in a larger buffer', async () => {
    const bytes = await flatgeobuf.write(createTable(GEOMETRIES.map((geometry, id) => [{ id }, geometry])));
    for (let shift = 1; shift < 8; shift++) {
      const larger = new Uint8Array(bytes.length + shift);
      larger.set(bytes, shift);
      expect((await readOne(larger.subarray(shift))).rows).toHaveLength(GEOMETRIES.length);
    }
  });

  it('asks about a system that is not WGS-84', async () => {
    const readPoint = async (coordinates: number[], code: number) => {
      const point: Feature = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } };
      const { problems } = await read(serialize({ type: 'FeatureCollection', features: [point] }, code));
      return problems.map((problem) => [problem.code, problem.value]);
    };
    expect(await readPoint([120.5, 31.3], 4214)).toEqual([['crs_doubtful', 'EPSG:4214']]);
    expect(await readPoint([120.5, 31.3], 4490)).toEqual([]);
    // Metres speak for themselves: the layer's reader tells them row by row.
    expect(await readPoint([40_500_000, 3_450_000], 4528)).toEqual([]);
  });

  it('keeps the whole part of a file that was cut off, and says how much that is', async () => {
    const bytes = await flatgeobuf.write(createTable(createPoints(100).map((geometry, id) => [{ id }, geometry])));
    const { tables, problems } = await read(bytes.slice(0, -300));
    const rows = tables[0]?.rows.length ?? 0;
    expect(rows).toBeGreaterThan(90);
    expect(problems.map(({ code, row, value, action }) => [code, row, value, action])).toEqual([
      ['file_unreadable', null, `${rows} / 100`, 'changed'],
    ]);
    const head = await read(bytes.slice(0, 200));
    expect(head.tables.flatMap(({ rows: none }) => none)).toEqual([]);
    expect(head.problems).toMatchObject([{ code: 'file_unreadable', action: 'left_out' }]);
  });

  it('keeps a row whose coordinate is no number, without its geometry', async () => {
    const bytes = await flatgeobuf.write(
      createTable([
        [{ id: 1 }, { type: 'Point', coordinates: [Number.NaN, 1] }],
        [{ id: 2 }, GEOMETRIES[0] ?? null],
      ]),
    );
    const { tables, problems } = await read(bytes);
    expect(tables[0]?.rows).toHaveLength(2);
    expect(codesOf(problems)).toEqual(['coordinate_not_number']);
  });

  it('refuses what only starts like FlatGeobuf', async () => {
    for (const tail of [[], [3], [2, 0x66, 0x67, 0x62, 0], [3, 0x66, 0x67, 0x62, 0, ...createNoise(200, 3)]]) {
      const { tables, problems } = await read(new Uint8Array([0x66, 0x67, 0x62, ...tail]));
      expect(tables).toEqual([]);
      expect(codesOf(problems)).toEqual(['file_unreadable']);
    }
  });

  it('never throws', async () => {
    const rows = createPoints(40).map((geometry, id): [Record<string, Cell>, Geometry] => [
      { id, name: `甲${id}` },
      geometry,
    ]);
    await expectSurvival(flatgeobuf, 'x.fgb', await flatgeobuf.write(createTable(rows)));
  });
});

describe(`real layers${hasData ? '' : ' (skipped: ../shared is absent)'}`, () => {
  it.skipIf(!hasData).each([
    ['porto/walkways.fgb', 42_809],
    ['taipei-daan/walkways.fgb', 6_413],
  ])('reads %s as the package does, and writes it again', async (path, count) => {
    const bytes = loadLayer(path);
    const back = await readOne(bytes);
    expect(back.rows).toHaveLength(count);
    const expected = await readByPackage(bytes);
    const differing = back.rows.filter(
      (row, i) => JSON.stringify(row.geometry) !== JSON.stringify(expected[i]?.geometry),
    );
    expect(differing).toEqual([]);
    expect(back.rows[0]?.cells).toMatchObject(expected[0]?.properties ?? {});
    const written = await flatgeobuf.write(back);
    expectSameBytes(await flatgeobuf.write(await readOne(written)), written);
    const [first] = expected;
    const [x = 0, y = 0] = first?.geometry.type === 'LineString' ? (first.geometry.coordinates[0] ?? []) : [];
    const rect = { minX: x - 0.005, minY: y - 0.005, maxX: x + 0.005, maxY: y + 0.005 };
    const [before, after] = [await readByPackage(bytes, rect), await readByPackage(written, rect)];
    const show = (features: Feature[]) => features.map((feature) => JSON.stringify(feature.geometry)).sort();
    expect(show(after)).toEqual(show(before));
  });
});
