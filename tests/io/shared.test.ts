import { describe, expect, it } from 'vitest';
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
});
