/** Packs for tests: the worked example, and ways to damage it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/setup/packages.mjs';
import { readPack } from '../../../src/io/standards/read-pack.ts';

export const EXAMPLE_TEXT = readFileSync(join(ROOT, 'data/standards/example-city.json'), 'utf8');

export type Json = Record<string, unknown>;

/** A fresh copy, as an author's file holds it. */
export function createExample(): Json {
  return JSON.parse(EXAMPLE_TEXT) as Json;
}

export function rowsOf(pack: Json, list = 'requirements'): Json[] {
  return pack[list] as Json[];
}

export function rowOf(pack: Json, id: string): Json {
  const row = rowsOf(pack).find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`the example has no row ${id}`);
  return row;
}

/** The value at a path of keys and places. */
export function at(value: unknown, ...path: (string | number)[]): Json {
  return path.reduce<unknown>((inner, key) => (inner as Json)[key], value) as Json;
}

export function read(pack: unknown) {
  return readPack(JSON.stringify(pack), 'my-city.json');
}

/** The example after a change to one row, read. */
export function readChanged(id: string, change: (row: Json) => unknown) {
  const pack = createExample();
  change(rowOf(pack, id));
  return read(pack);
}
