/** Small files made by hand, as bytes. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../src/core/types.ts';
import type { FileBytes } from '../../src/io/files.ts';

export function textFile(name: string, text: string): FileBytes {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** Rows of cells as CSV; cells must not hold commas or quotes. */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): FileBytes {
  return textFile(name, rows.map((row) => row.join(',')).join('\n'));
}

export interface Square {
  id: string;
  name: string;
  west: number;
  south: number;
  size: number;
  properties?: Record<string, string | number>;
}

/** Square areas as GeoJSON. */
export function areasFile(name: string, squares: readonly Square[]): FileBytes {
  const features = squares.map(({ id, name: label, west, south, size, properties }) => ({
    type: 'Feature',
    properties: { id, name: label, level: 'community', ...properties },
    geometry: { type: 'Polygon', coordinates: [ringOf(west, south, size)] },
  }));
  return textFile(name, JSON.stringify({ type: 'FeatureCollection', features }));
}

function ringOf(west: number, south: number, size: number): number[][] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
}

let gbCodes: Map<string, number[]> | undefined;

/** GB18030 bytes of a text (two-byte characters and ASCII): the platform decodes it only, so its table is turned round. */
export function encodeGb18030(text: string): Uint8Array {
  if (gbCodes === undefined) {
    gbCodes = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        const character = decoder.decode(new Uint8Array([first, second]));
        if (second !== 0x7f && [...character].length === 1) gbCodes.set(character, [first, second]);
      }
    }
  }
  const codes = gbCodes;
  return new Uint8Array([...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)]));
}

export function codesOf(problems: readonly Problem[]): string[] {
  return [...new Set(problems.map((problem) => problem.code))].sort();
}

export function findProblems(problems: readonly Problem[], code: Problem['code']): Problem[] {
  return problems.filter((problem) => problem.code === code);
}

const SHARED = fileURLToPath(new URL('../../../shared/data', import.meta.url));

export const hasShared = existsSync(SHARED);

/** The files of a real place that is kept beside the project, subfolders left out. */
export function readShared(place: string): FileBytes[] {
  const folder = join(SHARED, place);
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name: `${place}/${name}`, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
}
