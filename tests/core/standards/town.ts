/** A town of four communities in a row, two a subdistrict, for counting on fingers; and its moments. */
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import { measure } from '../../../src/core/standards/measures/index.ts';
import type { Moment } from '../../../src/core/standards/moment.ts';
import type { Measure, Measured } from '../../../src/core/standards/types.ts';
import { finish } from '../../../src/core/types.ts';
import type { Area, Facility, Position, Project, Residence } from '../../../src/core/types.ts';
import { box, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';

const [WEST, SOUTH, STEP] = [118.7, 32, 0.02];

/** In the middle of community 1 to 4 (each 1.9 km wide), or `metres` east of it. */
export function inside(community: number, metres = 0): Position {
  return [WEST + (community - 0.5) * STEP + metres / 94_490, SOUTH + STEP / 2];
}

const strip = (from: number, to: number): Area['polygon'] =>
  box(WEST + from * STEP, SOUTH, WEST + to * STEP, SOUTH + STEP);

/** City Z over s1 (c1, c2: urban) and s2 (c3, c4: rural); every area has a polygon. */
export function makeAreas(given: Record<string, Partial<Area>> = {}): Area[] {
  const area = (id: string, level: Area['level'], own: Partial<Area>): Area =>
    makeArea(id, { level, ...own, ...given[id] });
  return [
    area('z', 'city', { polygon: strip(0, 4) }),
    area('s1', 'subdistrict', { parentId: 'z', polygon: strip(0, 2) }),
    area('s2', 'subdistrict', { parentId: 'z', polygon: strip(2, 4) }),
    area('c1', 'community', { parentId: 's1', polygon: strip(0, 1), setting: 'urban' }),
    area('c2', 'community', { parentId: 's1', polygon: strip(1, 2), setting: 'urban' }),
    area('c3', 'community', { parentId: 's2', polygon: strip(2, 3), setting: 'rural' }),
    area('c4', 'community', { parentId: 's2', polygon: strip(3, 4), setting: 'rural' }),
  ];
}

/** One residence in the middle of each community: 10, 20, 30 and 40 elders. */
export function makeHomes(given: Record<string, Partial<Residence>> = {}): Residence[] {
  return [1, 2, 3, 4].map((i) => makeResidence(`h${i}`, inside(i), { elders: 10 * i, ...given[`h${i}`] }));
}

/** Facility in the middle of a community. */
export function makeAt(id: string, community: number, given: Partial<Facility> = {}): Facility {
  return makeFacility(id, inside(community), given);
}

export function makeTown(facilities: Facility[], given: Partial<Project> = {}): Project {
  return makeProject({ facilities, areas: makeAreas(), residences: makeHomes(), ...given });
}

export const PARAMETERS = { about_percent: 10, served_metres: 1000, adjacent_metres: 100, floor: 500 };

export function momentOf(project: Project, year: number | null = null): Moment {
  const settings = { mode: 'straight', speedMetresPerSecond: 1, snapLimitMetres: 200, pipeline: false } as const;
  return finish(createMoments(project, settings).at(year, PARAMETERS));
}

export function measureIn(project: Project, asked: Measure, year: number | null = null): Measured {
  return measure(asked, momentOf(project, year));
}
