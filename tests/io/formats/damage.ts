/** Ways in which files get broken, for every format's tests. */
import { expect } from 'vitest';
import type { Problem } from '../../../src/core/types.ts';
import type { Format, Table } from '../../../src/io/tables.ts';

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export const codesOf = (problems: readonly Problem[]): string[] => problems.map((problem) => problem.code);

/** As `toEqual`, which takes seconds for some megabytes. */
export function expectSameBytes(bytes: Uint8Array, expected: Uint8Array): void {
  expect(bytes.length).toBe(expected.length);
  expect(bytes.findIndex((byte, i) => byte !== expected[i])).toBe(-1);
}

/** Numbers that look random and are the same in every run (a linear congruence, modulus 2^31 - 1). */
export function createNoise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state & 0xff;
  });
}

/** Cut at many places, and with bytes changed: the reader answers with tables or problems, and never throws. */
export async function expectSurvival(format: Format, name: string, bytes: Uint8Array): Promise<void> {
  for (let part = 0; part < 16; part++) {
    const cut = bytes.slice(0, Math.floor((bytes.length * part) / 16));
    expectAnswer(await format.read({ name, bytes: cut }));
    const changed = bytes.slice();
    createNoise(8, part + 1).forEach((noise, i) => {
      changed[(noise * 251 + i * 7919 + part * 104_729) % bytes.length] = noise;
    });
    expectAnswer(await format.read({ name, bytes: changed }));
  }
  expectAnswer(await format.read({ name, bytes: createNoise(500, 7) }));
}

function expectAnswer({ tables, problems }: { tables: Table[]; problems: Problem[] }): void {
  expect(tables.length + problems.length).toBeGreaterThan(0);
  for (const problem of problems) expect(problem.file).not.toBeNull();
}
