import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import type { BackgroundFeature, Bounds, MultiPolygon, Walkways } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { readBackground } from '../../../src/io/layers/background.ts';
import { createContext } from '../../../src/io/layers/layer.ts';
import { readWalkways } from '../../../src/io/layers/walkways.ts';
import { writeBackground, writeWalkways } from '../../../src/io/layers/write.ts';
import { readOsm } from '../../../src/io/osm/read.ts';
import type { Table } from '../../../src/io/tables.ts';
import { hasShared, readShared } from '../fixtures.ts';
import { IN_PROJECT } from '../layers/place.ts';

const skipped = hasShared ? '' : ' (skipped: ../shared is absent)';

function readPlace(ending: string): { name: string; bytes: Uint8Array } {
  const file = readShared('porto').find(({ name }) => name.endsWith(ending));
  if (file === undefined) throw new Error(`porto has no ${ending}`);
  return file;
}

/** Kind and kilometres of every edge with both ends inside the bounds, by its ends whatever way it runs. */
function listEdges(walkways: Walkways, [west, south, east, north]: Bounds): Map<string, [kind: string, km: number]> {
  const { coordinates, starts, attributes, kinds } = walkways;
  const edges = new Map<string, [string, number]>();
  const at = (v: number): [number, number] => [coordinates[2 * v] ?? 0, coordinates[2 * v + 1] ?? 0];
  const isInside = ([x, y]: [number, number]) => x >= west && x <= east && y >= south && y <= north;
  const key = (place: [number, number]) => place.map((degrees) => Math.round(degrees * 1e7)).join();
  walkways.ids.forEach((_, i) => {
    const { area, access } = attributes[i] ?? {};
    const kind = area === 'yes' ? 'square' : access === 'private' ? 'private' : (kinds[i] ?? '');
    for (let v = (starts[i] ?? 0) + 1; v < (starts[i + 1] ?? 0); v++) {
      const [a, b] = [at(v - 1), at(v)];
      if (!isInside(a) || !isInside(b)) continue;
      const ends = [key(a), key(b)].sort().join(' ');
      // A square's rim may also be a street.
      if (kind !== 'square' || !edges.has(ends)) edges.set(ends, [kind, distanceMetres(...a, ...b) / 1000]);
    }
  });
  return edges;
}

/** Kilometres by kind of the edges that stand in one list and not in the other. */
function onlyIn(edges: Map<string, [string, number]>, others: Map<string, unknown>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [ends, [kind, km]] of edges) if (!others.has(ends)) sums.set(kind, (sums.get(kind) ?? 0) + km);
  return sums;
}

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);

function boundsOfWalkways({ coordinates }: Walkways): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let i = 0; i < coordinates.length; i += 2) {
    [west, east] = [Math.min(west, coordinates[i] ?? west), Math.max(east, coordinates[i] ?? east)];
    [south, north] = [Math.min(south, coordinates[i + 1] ?? south), Math.max(north, coordinates[i + 1] ?? north)];
  }
  return [west, south, east, north];
}

async function throughBytes(table: Table): Promise<Table> {
  const { tables, problems } = await flatgeobuf.read({ name: table.file, bytes: await flatgeobuf.write(table) });
  expect(problems).toEqual([]);
  if (tables[0] === undefined) throw new Error('nothing was written');
  return tables[0];
}

/** The lines as text in an order of their own: FlatGeobuf sorts its rows along a curve. */
function listLines({ coordinates, starts, ids, kinds, attributes }: Walkways): string[] {
  return ids
    .map((id, i) => {
      const line = coordinates.slice(2 * (starts[i] ?? 0), 2 * (starts[i + 1] ?? 0));
      return JSON.stringify([id, kinds[i], Object.entries(attributes[i] ?? {}).sort(), [...line]]);
    })
    .sort();
}

/** As `toEqual`, which tells of fifty thousand lines what one would say. */
function expectSame(found: string[], expected: string[]): void {
  expect(found.length).toBe(expected.length);
  const at = found.findIndex((line, i) => line !== expected[i]);
  expect(found[at]).toBe(expected[at]);
}

describe.skipIf(!hasShared)(`the extract of Porto${skipped}`, () => {
  it('gives about the walkways that others took from it', async () => {
    const { tables } = await flatgeobuf.read(readPlace('walkways.fgb'));
    const reference = readWalkways(tables, createContext(IN_PROJECT));
    if (reference === null) throw new Error('no reference');
    const bounds = boundsOfWalkways(reference);
    const [west, south, east, north] = bounds;
    const box: MultiPolygon = [
      [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    ];
    const { walkways, problems } = await readOsm(readPlace('.osm.pbf'), {
      clip: [box],
      marginMetres: 0,
      background: false,
    });
    expect(problems).toEqual([]);
    const ours = listEdges(walkways, bounds);
    const theirs = listEdges(reference, bounds);
    const total = sumOf([...theirs.values()].map(([, km]) => km));
    expect(Math.abs(total - 1194)).toBeLessThan(2);

    // What they have and we have not: trunk roads, a lift, and some ways that are closed to walkers.
    const missing = onlyIn(theirs, ours);
    for (const kind of ['trunk', 'trunk_link', 'elevator']) missing.delete(kind);
    expect(sumOf(missing.values()) / total).toBeLessThan(0.001);
    // What only we have: outlines of squares, cycleways, ways behind gates; and little else.
    const added = onlyIn(ours, theirs);
    for (const kind of ['square', 'cycleway', 'private']) expect(added.get(kind), kind).toBeGreaterThan(5);
    for (const kind of ['square', 'cycleway', 'private']) added.delete(kind);
    expect(sumOf(added.values()) / total).toBeLessThan(0.015);
    expect([...ours.values()].filter(([kind]) => /^(?:motorway|trunk)/u.test(kind))).toEqual([]);
  });

  it('comes back from FlatGeobuf as it was, every way once', async () => {
    const { walkways, background, problems, counts, date } = await readOsm(readPlace('.osm.pbf'));
    expect(problems).toEqual([]);
    expect(date).toBe('2015-06-06');
    expect(new Set(walkways.ids).size).toBe(walkways.ids.length);
    expect(counts).toEqual({ ways: 51_349, walkable: 47_577, dropped: 3772, outside: 0 });
    const context = createContext(IN_PROJECT);
    const again = readWalkways([await throughBytes(writeWalkways(walkways, 'walkways.fgb'))], context);
    expectSame(again ? listLines(again) : [], listLines(walkways));
    const ground = readBackground([await throughBytes(writeBackground(background, 'background.fgb'))], context);
    const texts = (features: BackgroundFeature[]) => features.map((feature) => JSON.stringify(feature)).sort();
    expectSame(texts(ground), texts(background));
    expect(context.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });
});
