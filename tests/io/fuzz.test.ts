import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFiles } from '../../src/io/open.ts';
import { csvFile, textFile } from './fixtures.ts';

const HEADERS = [
  'id',
  'name',
  'types',
  'status',
  'lon',
  'lat',
  '经度',
  '老年人口',
  'elders',
  'area_id',
  'level',
  'elders_2025',
  '小区名称',
  '坐标',
  '甲',
];
const CELLS = [
  '',
  '0',
  '-1',
  '118.77',
  '32.06',
  '200',
  '3.2E+11',
  '约5',
  '合计',
  '1e999',
  'NaN',
  '118°',
  '甲',
  '/',
  '2021年',
  'f1',
  '__proto__',
];

const table = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...HEADERS), { minLength: 1 }),
    fc.array(fc.array(fc.constantFrom(...CELLS), { maxLength: 15 }), { maxLength: 8 }),
  )
  .map(([headers, rows]) => [headers, ...rows]);

const coordinate: fc.Arbitrary<unknown> = fc.oneof(
  fc.double({ min: -200, max: 200 }),
  fc.constantFrom(null, '118', Number.MAX_VALUE, 0),
);
const coordinates = fc.letrec((tie) => ({
  nest: fc.oneof({ maxDepth: 4 }, fc.array(coordinate, { maxLength: 3 }), fc.array(tie('nest'), { maxLength: 6 })),
})).nest;
const feature = fc.record({
  type: fc.constantFrom('Feature', 'Featur'),
  properties: fc.oneof(
    fc.constant(null),
    fc.dictionary(fc.constantFrom(...HEADERS), fc.constantFrom(...CELLS, 7, true, null)),
  ),
  geometry: fc.oneof(
    fc.constant(null),
    fc.record({
      type: fc.constantFrom('Point', 'LineString', 'Polygon', 'MultiPolygon', 'GeometryCollection', 'Blob'),
      coordinates,
    }),
  ),
});

describe('opening files never throws', () => {
  it('on any table of known headers and odd cells, whatever it is said to be', async () => {
    const layer = fc.constantFrom(
      'facilities' as const,
      'areas' as const,
      'residences' as const,
      'candidates' as const,
      'gates' as const,
      'reported' as const,
    );
    await fc.assert(
      fc.asyncProperty(table, table, layer, async (first, second, role) => {
        const opened = await openFiles([csvFile('a.csv', first), csvFile('社区.csv', second)], {
          roles: { 'a.csv': role },
        });
        for (const { position } of opened.project.facilities) expect(position.every(Number.isFinite)).toBe(true);
        for (const home of opened.project.residences) expect(home.elders === null || home.elders >= 0).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('on any features, whatever they are said to be', async () => {
    const layer = fc.constantFrom(
      'facilities' as const,
      'areas' as const,
      'residences' as const,
      'walkways' as const,
      'background' as const,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(feature, { maxLength: 5 }), layer, async (features, role) => {
        const file = textFile('a.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
        const { project } = await openFiles([file], { roles: { 'a.geojson': role }, crs: 'gcj02' });
        for (const { position } of project.residences) expect(position.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('on any bytes under any name', async () => {
    const name = fc.constantFrom(
      'a.csv',
      'a.xlsx',
      'a.fgb',
      'a.geojson',
      'a.zip',
      'project.json',
      'a',
      'x/project.json',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string().map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ name, bytes }), { maxLength: 3 }), async (files) => {
        expect((await openFiles(files)).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});
