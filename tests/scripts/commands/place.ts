/** A tiny place for the command line: two communities, four homes, three facilities, and the program itself. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Evaluation } from '../../../src/core/types.ts';
import { ROOT } from '../../../scripts/setup/packages.mjs';

const square = (west: number) => [
  [
    [west, 31.3],
    [west + 0.02, 31.3],
    [west + 0.02, 31.32],
    [west, 31.32],
    [west, 31.3],
  ],
];
const area = (id: string, name: string, west: number) => ({
  type: 'Feature',
  properties: { id, name, level: 'community' },
  geometry: { type: 'Polygon', coordinates: square(west) },
});

/** One degree of longitude is 95.2 km here: 0.005 degrees are 476 m, 0.015 are 1,428 m. */
export const PLACE: Record<string, string> = {
  'project.json': JSON.stringify({
    format: 'care-circle-project',
    version: 1,
    name: { zh: '小地方', en: 'Tiny place' },
    layers: { facilities: 'facilities.csv', residences: 'residences.csv', areas: 'areas.geojson' },
  }),
  'facilities.csv': [
    'id,name,types,status,opened,lon,lat',
    'F1,甲日间照料中心,day_care,open,2020,120.955,31.31',
    'F2,乙日间照料中心,day_care,approved,2027,120.985,31.31',
    'F3,丙助餐点,meal_point,open,,120.985,31.31',
  ].join('\n'),
  'residences.csv': [
    'id,name,elders,lon,lat',
    'R1,东村,100,120.955,31.311',
    'R2,西村,60,120.96,31.31',
    'R3,南村,40,120.985,31.31',
    'R4,北村,,120.98,31.31',
  ].join('\n'),
  'areas.geojson': JSON.stringify({
    type: 'FeatureCollection',
    features: [area('320000000001', '甲社区', 120.95), area('320000000002', '乙社区', 120.97)],
  }),
};

export interface Temporary {
  folder: string;
  /** Writes files by their paths in the folder. */
  write: (files: Record<string, string | Uint8Array>) => void;
}

/** A folder for one test file, gone when its tests are done. */
export function createTemporary(): Temporary {
  const folder = mkdtempSync(join(tmpdir(), 'care-circle-commands-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
  };
}

export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `care-circle` as a user does, in English unless the words say otherwise. */
export function runCareCircle(cwd: string, ...words: string[]): Run {
  const env: NodeJS.ProcessEnv = { ...process.env, LANG: 'C', LC_ALL: 'C' };
  delete env.npm_lifecycle_event;
  const run = spawnSync(process.execPath, [join(ROOT, 'scripts/care-circle.mjs'), ...words], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The evaluation that `analyse` printed. */
export function parseEvaluation(run: Run): Evaluation {
  if (run.code !== 0) throw new Error(`analyse ended with ${run.code}: ${run.err}`);
  return JSON.parse(run.out) as Evaluation; // the schema test proves the shape
}

export function readText(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}
