import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkArchitecture } from '../scripts/checks/imports.ts';
import { ROOMS } from '../scripts/checks/rooms.ts';
import { listFiles } from '../scripts/checks/sources.ts';
import { ROOT } from '../scripts/setup/packages.mjs';

const folders: string[] = [];

/** Checks a tree made of the given files by the project's own table. */
function checkTree(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'care-circle-rooms-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkArchitecture(root, ROOMS);
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the rooms of the code', () => {
  it('import only what the table allows, without cycles', () => {
    expect(listFiles(ROOT, ['src'], ['.ts']).length).toBeGreaterThan(5);
    expect(checkArchitecture(ROOT, ROOMS)).toEqual([]);
  });

  it('have a table in which every name is a room', () => {
    const paths = ROOMS.map((room) => room.path);
    const named = ROOMS.flatMap((room) => [...room.imports, ...(room.types ?? [])]).filter((path) => path !== '*');
    expect(named.filter((path) => !paths.includes(path))).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  const types = { 'src/core/types.ts': 'export type Id = string;\nexport const one = 1;\n' };

  it('when core imports another room', () => {
    const found = checkTree({
      'src/core/evaluate.ts': "import { readCsv } from '../io/csv.ts';\nreadCsv();\n",
      'src/io/csv.ts': 'export function readCsv() {}\n',
    });
    expect(found).toEqual(['src/core/evaluate.ts:1 imports ../io/csv.ts: src/core may import nothing from src/io']);
  });

  it('when only a type crosses a forbidden border', () => {
    const found = checkTree({
      'src/core/evaluate.ts': "import type { Row } from '../io/csv.ts';\nexport type Rows = Row[];\n",
      'src/io/csv.ts': 'export type Row = string;\n',
    });
    expect(found).toHaveLength(1);
  });

  it('when one audience imports another, from inside a component', () => {
    const found = checkTree({
      'src/views/plan/Plan.svelte':
        '<p>\n</p>\n<script lang="ts">\n  import Nearby from "../nearby/Nearby.svelte";\n</script>\n',
      'src/views/nearby/Nearby.svelte': '<p></p>\n',
    });
    expect(found).toEqual([
      'src/views/plan/Plan.svelte:4 imports ../nearby/Nearby.svelte: src/views/plan may import nothing from src/views/nearby',
    ]);
  });

  it('when the map takes a value from core, but not when it takes a type', () => {
    const value = checkTree({
      ...types,
      'src/map/paint.ts': "import { one } from '../core/types.ts';\nexport { one };\n",
    });
    const type = checkTree({
      ...types,
      'src/map/paint.ts': "import type { Id } from '../core/types.ts';\nexport type A = Id;\n",
    });
    expect(value).toEqual(['src/map/paint.ts:1 imports ../core/types.ts: src/map may import only types from src/core']);
    expect(type).toEqual([]);
  });

  it('when the state reaches behind the client of the worker', () => {
    const files = {
      'src/worker/client.ts':
        "import type { Jobs } from './jobs.ts';\nnew URL('./worker.ts', import.meta.url);\nexport type J = Jobs;\n",
      'src/worker/worker.ts': "import './jobs.ts';\n",
      'src/worker/jobs.ts': 'export type Jobs = object;\n',
    };
    const right = checkTree({ ...files, 'src/state/runs.svelte.ts': "import '../worker/client.ts';\n" });
    const wrong = checkTree({ ...files, 'src/state/runs.svelte.ts': "import '../worker/jobs.ts';\n" });
    expect(right).toEqual([]);
    expect(wrong).toEqual([
      'src/state/runs.svelte.ts:1 imports ../worker/jobs.ts: src/state may import only types from src/worker',
    ]);
  });

  it('when a package is not on the list of the room, Node and the geometry libraries included', () => {
    const found = checkTree({
      'src/core/evaluate.ts': "import { readFileSync } from 'node:fs';\nimport { union } from '@turf/turf';\n",
      'src/core/geo/polygons.ts': "import { union } from '@turf/turf';\n",
      'src/map/Map.svelte': "<script>\n  import { scaleLinear } from 'd3';\n</script>\n",
    });
    expect(found).toEqual([
      "src/core/evaluate.ts:1 imports node:fs: src/core must not use Node's own node:fs",
      'src/core/evaluate.ts:2 imports @turf/turf: src/core must not use package @turf/turf',
      'src/map/Map.svelte:2 imports d3: src/map must not use package d3',
    ]);
  });

  it('when a parser is loaded before it is used, but not when the file around it is loaded then', () => {
    const files = { 'src/io/rows.ts': "import { parse } from 'papaparse';\nexport const read = parse;\n" };
    const late = checkTree({ ...files, 'src/io/open.ts': "export const read = () => import('./rows.ts');\n" });
    const early = checkTree({ ...files, 'src/io/open.ts': "import { read } from './rows.ts';\nread();\n" });
    expect(late).toEqual([]);
    expect(early).toEqual([
      'src/io/open.ts:1 imports ./rows.ts: it holds papaparse, which is loaded when used, by import()',
    ]);
  });

  it('when files import each other in a circle, also by types alone', () => {
    const found = checkTree({
      'src/core/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
      'src/core/b.ts': "import { c } from './c.ts';\nexport const b = c;\n",
      'src/core/c.ts': "import type { a } from './a.ts';\nexport const c = 1 as typeof a;\n",
    });
    expect(found).toEqual(['cycle: src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts']);
  });

  it('when an import leads nowhere, or out of the table', () => {
    const found = checkTree({
      'src/core/a.ts': "import './gone.ts';\nimport '../../tests/x.ts';\n",
      'tests/x.ts': '',
    });
    expect(found).toEqual([
      'src/core/a.ts:1 imports ./gone.ts: there is no file src/core/gone.ts',
      'src/core/a.ts:2 imports ../../tests/x.ts: tests/x.ts stands in no room of the table',
    ]);
  });
});
