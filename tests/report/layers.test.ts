import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/io/formats/index.ts';
import { reportWriters } from '../../src/io/report-writers.ts';
import type { Table } from '../../src/io/tables.ts';
import { createAreaLayer, createHomeLayer, type ReportLayer } from '../../src/report/layers.ts';
import { makeInput } from './make-report.ts';

const cellsOf = (layer: ReportLayer | null, id: string) => layer?.rows.find(({ cells }) => cells.id === id)?.cells;

async function reopen(layer: ReportLayer, format: 'geojson' | 'fgb'): Promise<Table> {
  const bytes = await reportWriters.layer(layer, format);
  const reader = FORMATS.find(({ extensions }) => extensions.includes(format));
  const { tables, problems } = (await reader?.read({ name: `report.${format}`, bytes })) ?? {
    tables: [],
    problems: [],
  };
  expect(problems).toEqual([]);
  const [table] = tables;
  if (!table) throw new Error('the layer cannot be read');
  return table;
}

describe('areas as a layer', () => {
  it('have the figures of the evaluation, unrounded, beside their polygons', () => {
    const { evaluation, ...input } = makeInput();
    const layer = createAreaLayer({ ...input, evaluation });
    expect(layer.rows.map(({ cells }) => cells.id)).toEqual(evaluation.areas.map(({ id }) => id));
    for (const { id, elders, services } of evaluation.areas) {
      expect(cellsOf(layer, id)).toMatchObject({
        elders,
        day_care_elders_covered: elders === null ? null : services.day_care?.eldersCovered,
        day_care_elders_share: services.day_care?.eldersShare ?? null,
        day_care_status: services.day_care?.status,
        suppressed: null,
      });
    }
    expect(cellsOf(layer, 'south')).toMatchObject({ elders: null, parent_id: 'town', meals_status: 'unknown' });
    expect(layer.rows.map(({ geometry }) => geometry?.type ?? null).sort()).toEqual([
      'MultiPolygon',
      'MultiPolygon',
      'MultiPolygon',
      null,
      null,
    ]);
  });

  it.each([false, true])('say which rest on estimated homes, and all above them (public: %s)', (isPublic) => {
    const { project, ...input } = makeInput({ isPublic });
    const residences = project.residences.map((home) => ({ ...home, estimated: home.areaId === 'east' }));
    const layer = createAreaLayer({ ...input, project: { ...project, residences } });
    const said = layer.rows.map(({ cells }) => [cells.id, cells.estimated]);
    expect(Object.fromEntries(said)).toEqual({ town: true, south: false, middle: false, north: false, east: true });
  });

  it('keep back for the public the 3 elders of the north, and the sibling whose figures would give them away', () => {
    const layer = createAreaLayer(makeInput({ isPublic: true }));
    const figures = (id: string) =>
      Object.entries(cellsOf(layer, id) ?? {}).filter(([name]) => /^elders$|^(day_care|meals)_/.test(name));
    for (const [id, why] of [
      ['north', 'small'],
      ['middle', 'withheld'],
    ] as const) {
      expect(cellsOf(layer, id)?.suppressed).toBe(why);
      expect(figures(id).filter(([, value]) => value !== null)).toEqual([]);
    }
    expect(cellsOf(layer, 'east')).toMatchObject({ elders: 90, day_care_elders_covered: 90, suppressed: null });
  });

  it('keep for the public a name that is a census code, although it looks like a telephone number', () => {
    const { evaluation, ...input } = makeInput({ isPublic: true });
    const areas = evaluation.areas.map((area) => ({ ...area, name: '13121702302' }));
    expect(cellsOf(createAreaLayer({ ...input, evaluation: { ...evaluation, areas } }), 'east')?.name).toBe(
      '13121702302',
    );
  });
});

describe('homes as a layer', () => {
  it('have elders, nearest facility and whether it is within the limit', () => {
    const layer = createHomeLayer(makeInput());
    expect(layer?.rows.map(({ cells }) => [cells.id, cells.elders, cells.day_care_within_limit])).toEqual([
      ['a', 120, true],
      ['b', 40, false],
      ['c', 3, false],
      ['d', null, true],
      ['e', 90, true],
    ]);
    expect(cellsOf(layer, 'b')).toMatchObject({ day_care_facility: 'f', day_care_state: 'reached', estimated: false });
    expect(cellsOf(layer, 'b')).toMatchObject({ meals_facility: null, meals_state: 'no_facility', level: 'residence' });
  });

  it('are not given to the public, nor made up where the evaluation lists none', () => {
    expect(createHomeLayer(makeInput({ isPublic: true }))).toBeNull();
    const { evaluation, ...input } = makeInput();
    const { residences: _, ...short } = evaluation;
    expect(createHomeLayer({ ...input, evaluation: short })).toBeNull();
  });
});

describe('a layer in a file', () => {
  it.each(['geojson', 'fgb'] as const)('comes back from %s with every row, column and geometry', async (format) => {
    const input = makeInput();
    for (const layer of [createAreaLayer(input), createHomeLayer(input)]) {
      if (!layer) throw new Error('the place has homes');
      const table = await reopen(layer, format);
      expect(table.columns).toEqual(layer.columns);
      const rows = new Map(table.rows.map((row) => [row.cells.id, row]));
      expect(rows.size).toBe(layer.rows.length);
      for (const { cells, geometry } of layer.rows) {
        expect(rows.get(cells.id)?.cells).toEqual(cells);
        expect(rows.get(cells.id)?.geometry?.type).toBe(geometry?.type);
      }
    }
  });

  it('has an index and its system in FlatGeobuf, and one type of geometry', async () => {
    const { deserializeHeader } = await readHeader(await reportWriters.layer(createAreaLayer(makeInput()), 'fgb'));
    expect(deserializeHeader).toMatchObject({
      indexNodeSize: 16,
      featuresCount: 5,
      geometryType: 6,
      crs: { code: 4326 },
    });
  });
});

/** By the package's own reader, which is not the one that writes. */
async function readHeader(bytes: Uint8Array): Promise<{ deserializeHeader: unknown }> {
  let found: unknown = null;
  const { deserialize } = await import('flatgeobuf/lib/mjs/geojson.js');
  for await (const _ of deserialize(bytes, { headerMetaFn: (header: unknown) => (found = header) })) break;
  return { deserializeHeader: found };
}
