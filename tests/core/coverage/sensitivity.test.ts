import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../../src/core/evaluate.ts';
import { finish } from '../../../src/core/types.ts';
import type { Position, Project, SensitivityRow, Settings } from '../../../src/core/types.ts';
import { CORNERS, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { createGround, makeWalkways } from '../network/make-streets.ts';
import { anySettings, oddTown } from '../odd-towns.ts';

/**
 * A street 600 m north from the facility, then east; homes on it, 100 elders. Walked | in a straight line:
 * a 450 | 450, b 880 | 662, c 1300 | 922, d 1700 | 1253 metres. a and b are in the west, c and d in the east.
 */
function bentStreet(origin: Position): Project {
  const at = createGround(origin);
  const home = (id: string, [east, north]: [number, number], elders: number, areaId: string) =>
    makeResidence(id, at(east, north), { elders, areaId });
  return makeProject({
    areas: [makeArea('east'), makeArea('west'), makeArea('town', { level: 'subdistrict' })],
    residences: [
      home('a', [0, 450], 10, 'west'),
      home('b', [280, 600], 20, 'west'),
      home('c', [700, 600], 30, 'east'),
      home('d', [1100, 600], 40, 'east'),
    ],
    facilities: [makeFacility('f', at(0, 0))],
    walkways: makeWalkways([[at(0, 0), at(0, 600), at(1200, 600)]]),
  });
}

function vary(project: Project, settings: Settings): SensitivityRow[] {
  const options = { areaShares: false, residences: false, sensitivity: true };
  return finish(evaluate(project, settings, options)).sensitivity ?? [];
}

const within = (project: Project, limit: { metres: number; minutes?: number }, mode: Settings['mode']): Settings => ({
  ...createSettings(project),
  mode,
  leastStreetMetresPerHectare: 0,
  limits: { day_care: limit },
});

/** What differs, metres, share of elders and communities that lack it. */
const listed = (rows: readonly SensitivityRow[]): unknown[][] =>
  rows.map(({ change, value, limitMetres, services: { day_care } }) => [
    change,
    value,
    Math.round(limitMetres.day_care ?? NaN),
    day_care?.eldersShare,
    day_care?.lacking,
  ]);

describe('sensitivity', () => {
  it.each(CORNERS)('of a bent street in $name is what one counts on fingers', ({ at }) => {
    const project = bentStreet(at);
    expect(listed(vary(project, within(project, { metres: 1000 }, 'walking')))).toEqual([
      ['none', null, 1000, 0.3, 1],
      ['speed', 1, 900, 0.3, 1],
      ['speed', 0.8, 720, 0.1, 2],
      ['speed', 0.6, 540, 0.1, 2],
      ['speed', 1.2, 1080, 0.3, 1],
      ['limit', 500, 500, 0.1, 2],
      ['limit', 800, 800, 0.1, 2],
      ['limit', 1500, 1500, 0.6, 1],
      ['straight', null, 1000, 0.6, 1],
      ['detour', 1.3, 769, 0.3, 1],
    ]);
  });

  it('of a run in a straight line has no row for the straight line, and tries paces with the minutes that were said', () => {
    const project = bentStreet([120.95, 31.38]);
    const rows = listed(vary(project, within(project, { metres: 1200, minutes: 20 }, 'straight')));
    expect(rows).toEqual([
      ['none', null, 1200, 0.6, 1],
      ['speed', 1, 1200, 0.6, 1],
      ['speed', 0.8, 960, 0.6, 1],
      ['speed', 0.6, 720, 0.3, 1],
      ['speed', 1.2, 1440, 1, 0],
      ['limit', 500, 500, 0.1, 2],
      ['limit', 800, 800, 0.3, 1],
      ['limit', 1000, 1000, 0.6, 1],
      ['limit', 1500, 1500, 1, 0],
      ['detour', 1.3, 923, 0.6, 1],
    ]);
  });

  it('counts a community of which nothing can be told apart, and none where it was not asked for', () => {
    const project = bentStreet([120.95, 31.38]);
    project.areas.push(makeArea('nobody knows', { elders: null }));
    const settings = within(project, { metres: 1000 }, 'walking');
    expect(vary(project, settings).map(({ services }) => services.day_care?.unknown)).toEqual(Array(10).fill(1));
    expect(finish(evaluate(project, settings, { areaShares: false, residences: false }))).not.toHaveProperty(
      'sensitivity',
    );
  });

  it('begins with the figures of the run itself, and every other limit with those of a run of its own', () => {
    fc.assert(
      fc.property(oddTown, anySettings, (project, settings) => {
        const [none, ...others] = vary(project, settings);
        const figures = ({ limits }: Settings): SensitivityRow['services'] => {
          const options = { areaShares: false, residences: false };
          const { services, areas } = finish(evaluate(project, { ...settings, limits }, options));
          const counted = (kind: string, status: string): number =>
            areas.filter((area) => area.level === 'community' && area.services[kind]?.status === status).length;
          return Object.fromEntries(
            Object.entries(services).map(([kind, { eldersShare }]) => [
              kind,
              { eldersShare, lacking: counted(kind, 'lacking'), unknown: counted(kind, 'unknown') },
            ]),
          );
        };
        expect(none).toMatchObject({ change: 'none', value: null });
        expect(none?.services).toEqual(figures(settings));
        for (const { limitMetres, services } of others.filter(({ change }) => change === 'limit')) {
          const limits = Object.fromEntries(Object.entries(limitMetres).map(([kind, metres]) => [kind, { metres }]));
          expect(services).toEqual(figures({ ...settings, limits }));
        }
      }),
      { numRuns: 40 },
    );
  });
});
