import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { flatgeobuf } from '../../src/io/formats/flatgeobuf.ts';
import { openFiles } from '../../src/io/open.ts';
import { hasShared, readShared } from './fixtures.ts';

const skipped = hasShared ? '' : ' (skipped: ../shared is absent)';

describe.skipIf(!hasShared)(`real places${skipped}`, () => {
  it.each([
    ['taipei', { facilities: 5998, areas: 468, residences: 456, walkways: 0, elders: 574_458 }],
    ['porto', { facilities: 348, areas: 1666, residences: 1659, walkways: 42_809, elders: 60_210 }],
    ['taipei-daan', { facilities: 1117, areas: 64, residences: 64, walkways: 6413, elders: 86_307 }],
  ])('%s opens whole, without an error', async (place, expected) => {
    const { project, problems } = await openFiles(readShared(place));
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect({
      facilities: project.facilities.length,
      areas: project.areas.length,
      residences: project.residences.length,
      walkways: project.walkways?.ids.length ?? 0,
      elders: project.residences.reduce((sum, home) => sum + (home.elders ?? 0), 0),
    }).toEqual(expected);
  });

  // Pinned when the writer was still the flatbuffers package's own builder.
  it.each([
    ['porto', '00e81225e218'],
    ['taipei-daan', '2b8458262463'],
  ])('%s has walkways that are written as the same bytes by every writer that we have had', async (place, digest) => {
    const file = readShared(place).find(({ name }) => name.endsWith('walkways.fgb'));
    if (file === undefined) throw new Error(`no walkways in ${place}`);
    const { tables } = await flatgeobuf.read({ name: 'walkways.fgb', bytes: file.bytes });
    if (tables[0] === undefined) throw new Error(`no table in ${file.name}`);
    const hash = createHash('sha256').update(await flatgeobuf.write(tables[0]));
    expect(hash.digest('hex').slice(0, 12)).toBe(digest);
  });
});
