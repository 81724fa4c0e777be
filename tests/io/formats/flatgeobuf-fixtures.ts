/** What the tests of reading and of writing FlatGeobuf share. */
import { ByteBuffer } from 'flatbuffers';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { fromByteBuffer } from 'flatgeobuf/lib/mjs/header-meta.js';
import type { Feature, Geometry } from 'geojson';
import { expect, vi } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import type { Table } from '../../../src/io/tables.ts';
import { createNoise } from './damage.ts';

export const read = (bytes: Uint8Array) => flatgeobuf.read({ name: 'x.fgb', bytes });

export function createTable(rows: [cells: Record<string, Cell>, geometry: Geometry | null][]): Table {
  const columns = [...new Set(rows.flatMap(([cells]) => Object.keys(cells)))];
  return { file: 'x.fgb', columns, rows: rows.map(([cells, geometry], i) => ({ row: i + 1, cells, geometry })) };
}

export async function readOne(bytes: Uint8Array): Promise<Table> {
  const { tables, problems } = await read(bytes);
  expect(problems).toEqual([]);
  expect(tables).toHaveLength(1);
  return tables[0]!; // there is one, see above
}

export interface Window {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** What the package itself finds in the bytes, in the order of the file. It tells every step on the console. */
export async function readByPackage(bytes: Uint8Array, rect?: Window): Promise<Feature[]> {
  const quiet = vi.spyOn(console, 'debug').mockImplementation(() => undefined);
  const features: Feature[] = [];
  for await (const feature of deserialize(bytes, rect ? { rect } : {})) features.push(feature);
  quiet.mockRestore();
  return features;
}

export const idOf = (feature: Feature): unknown => feature.properties?.id as unknown;

/** One of every kind, and a multiline of one line. */
export const GEOMETRIES: Geometry[] = [
  { type: 'Point', coordinates: [120.6, 31.3] },
  {
    type: 'MultiPoint',
    coordinates: [
      [-70.65, -33.45],
      [-70.66, -33.46],
    ],
  },
  {
    type: 'LineString',
    coordinates: [
      [120, 31],
      [121, 32],
    ],
  },
  {
    type: 'MultiLineString',
    coordinates: [
      [
        [120, 31],
        [121, 32],
      ],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
  },
  {
    type: 'MultiLineString',
    coordinates: [
      [
        [120, 31],
        [121, 32],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 0],
      ],
      [
        [5, 1],
        [6, 1],
        [6, 2],
        [5, 1],
      ],
    ],
  },
  {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 0],
        ],
      ],
      [
        [
          [-5, -1],
          [-6, -1],
          [-6, -2],
          [-5, -1],
        ],
      ],
    ],
  },
  {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Point', coordinates: [1, 2] },
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
  },
];

/** The package tells every step of a search on the console. */

/** Points in Jiangsu and around Santiago. */
export function createPoints(count: number): { type: 'Point'; coordinates: number[] }[] {
  const noise = createNoise(count * 4, 11);
  const fraction = (i: number) => ((noise[i] ?? 0) * 256 + (noise[i + 1] ?? 0)) / 65_536;
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = [fraction(i * 4), fraction(i * 4 + 2)];
    return { type: 'Point', coordinates: i % 2 === 0 ? [119 + x * 3, 30 + y * 2] : [-72 + x * 3, -35 + y * 3] };
  });
}

export function readHeader(bytes: Uint8Array) {
  return fromByteBuffer(new ByteBuffer(bytes.slice(8)));
}

export function readTypes(bytes: Uint8Array): Record<string, number> {
  const { columns } = readHeader(bytes);
  return Object.fromEntries((columns ?? []).map(({ name, type }) => [name, type]));
}
