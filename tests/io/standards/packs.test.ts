import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/setup/packages.mjs';
import { loadPack, PACKS } from '../../../src/io/standards/packs.ts';
import { readPack } from '../../../src/io/standards/read-pack.ts';

const FOLDER = join(ROOT, 'data/standards');
/** Shown to authors, not shipped. */
const EXAMPLE = 'example-city.json';
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== EXAMPLE);

describe('the packs that we ship', () => {
  it('are those in the folder, by id', () => {
    expect(PACKS.map(({ id }) => `${id}.json`)).toEqual(FILES.sort());
  });

  it.each(PACKS)('$id is listed as it calls itself', async (summary) => {
    const pack = await loadPack(summary.id);
    const { id, place, title, period, status } = pack ?? {};
    expect({ id, place, title, period, status }).toEqual(summary);
  });

  it('are not to be had by a name that is no pack', async () => {
    for (const id of ['', 'nowhere', 'toString', '__proto__', '../example-city']) expect(await loadPack(id)).toBeNull();
  });
});

describe.each(FILES)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const { pack, problems } = readPack(text, file);

  it('is read whole: no row is left out, no reference leads nowhere', () => {
    expect(problems).toEqual([]);
    expect(pack).toEqual(JSON.parse(text));
  });

  it('has nothing left to be written', () => {
    expect(text).not.toMatch(/TODO/);
  });
});
