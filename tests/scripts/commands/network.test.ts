import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Walkways } from '../../../src/core/types.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { createContext } from '../../../src/io/layers/layer.ts';
import { readBackground } from '../../../src/io/layers/background.ts';
import { readWalkways } from '../../../src/io/layers/walkways.ts';
import { readOsm } from '../../../src/io/osm/read.ts';
import { IN_PROJECT } from '../../io/layers/place.ts';
import { linesOf, pbf, squareNodes, squareRing, xmlText, type OsmData } from '../../io/osm/extracts.ts';
import { createTemporary, PLACE, readText, runCareCircle } from './place.ts';

const { folder, write } = createTemporary();
/** Beside the areas of PLACE, which end at 31.32: 0.01 degrees of latitude are 1.1 km. */
const DATA: OsmData = {
  nodes: { 1: [120.96, 31.33], 2: [120.96, 31.5], 3: [120.96, 31.35], ...squareNodes(10, 120.951, 31.301, 0.001) },
  ways: [
    { id: 1, tags: { highway: 'residential', name: '人民路', bridge: 'yes', layer: '1' }, nodes: [1, 2] },
    { id: 2, tags: { highway: 'footway' }, nodes: [3, 2] },
    { id: 3, tags: { highway: 'motorway' }, nodes: [1, 2] },
    { id: 4, tags: { building: 'yes' }, nodes: squareRing(10) },
  ],
};
write({
  ...PLACE,
  'a.osm.pbf': pbf(DATA).bytes,
  'a.osm': xmlText(DATA),
  'cut.osm.pbf': pbf(DATA, { perBlock: 2 }).bytes.slice(0, -3),
  'empty.osm': '<osm version="0.6"></osm>',
});

async function readTables(path: string) {
  const { tables } = await flatgeobuf.read({ name: path, bytes: readFileSync(join(folder, path)) });
  return tables;
}

async function readLines(path: string): Promise<Walkways> {
  const walkways = readWalkways(await readTables(path), createContext(IN_PROJECT));
  if (walkways === null) throw new Error(`${path} is empty`);
  return walkways;
}

describe('network', () => {
  it('writes walkways and background that come back without loss', async () => {
    const run = runCareCircle(
      folder,
      'network',
      'a.osm.pbf',
      '-o',
      'out/walkways.fgb',
      '--background',
      'out/background.fgb',
    );
    expect(run).toMatchObject({ code: 0, out: '' });
    expect(run.err).toMatch(/3 ways: 2 to walk on \(2 lines\), 1 not for walking, 0 outside; 4 background features/);
    const { walkways, background } = await readOsm(pbf(DATA));
    const written = await readLines('out/walkways.fgb');
    expect(linesOf(written)).toEqual(linesOf(walkways));
    expect(written.attributes[written.ids.indexOf('1')]).toEqual({ bridge: 'yes', level: '1', name: '人民路' });
    const ground = readBackground(await readTables('out/background.fgb'), createContext(IN_PROJECT));
    expect(ground.map((feature) => JSON.stringify(feature)).sort()).toEqual(
      background.map((feature) => JSON.stringify(feature)).sort(),
    );
  });

  it('takes what is near the areas, 1,500 m unless said otherwise', async () => {
    runCareCircle(folder, 'network', 'a.osm', '--clip', 'areas.geojson', '-o', 'near.fgb');
    expect((await readLines('near.fgb')).ids).toEqual(['1']);
    runCareCircle(folder, 'network', 'a.osm', '--clip', 'areas.geojson', '--margin', '4000', '-o', 'wide.fgb');
    expect((await readLines('wide.fgb')).ids.sort()).toEqual(['1', '2']);
  });

  it('gives the same from PBF and from XML, and writes GeoJSON too', () => {
    runCareCircle(folder, 'network', 'a.osm', '-o', 'xml.geojson');
    runCareCircle(folder, 'network', 'a.osm.pbf', '-o', 'pbf.geojson');
    expect(readText(folder, 'xml.geojson')).toContain('"name":"人民路"');
    expect(readText(folder, 'pbf.geojson')).toBe(readText(folder, 'xml.geojson'));
  });

  it('tells of a damaged file and goes on with the rest', () => {
    const { code, err } = runCareCircle(folder, 'network', 'cut.osm.pbf', '-o', 'cut.fgb', '--lang', 'zh');
    expect(code).toBe(0);
    expect(err).toMatch(/cut\.osm\.pbf.*文件已损坏或不完整/);
    expect(err).toMatch(/道路 2 条：可步行 2 条/);
  });

  it.each([
    [
      'a file that is no extract',
      ['areas.geojson', '-o', 'x.fgb'],
      1,
      /areas\.geojson holds nothing to walk on\. .*not read/,
    ],
    [
      'an extract with nothing in it',
      ['empty.osm', '-o', 'x.fgb'],
      1,
      /holds nothing to walk on\. .*has nothing where it is asked for/,
    ],
    ['a file that is not there', ['gone.osm', '-o', 'x.fgb'], 1, /There is no file or folder gone\.osm/],
    ['a folder', ['.', '-o', 'x.fgb'], 1, /\. is no single file/],
    [
      'areas without a polygon',
      ['a.osm', '--clip', 'residences.csv', '-o', 'x.fgb'],
      1,
      /No polygon could be read from residences\.csv/,
    ],
    ['a margin that is none', ['a.osm', '--margin', 'wide', '-o', 'x.fgb'], 2, /--margin must be metres/],
    ['lines as a table', ['a.osm', '-o', 'x.csv'], 2, /x\.csv: lines are written as \.fgb or \.geojson/],
    ['nowhere to write to', ['a.osm'], 2, /required option '-o, --output <file>'/],
    ['no file at all', ['-o', 'x.fgb'], 2, /missing required argument 'file'/],
  ])('refuses %s', (_, words, code, sentence) => {
    const run = runCareCircle(folder, 'network', ...words);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toMatch(sentence);
    expect(run.err).not.toMatch(/^\s+at /m);
  });
});
