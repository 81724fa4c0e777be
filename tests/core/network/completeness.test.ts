/** Metres of walkway per built hectare: by hand, on the made-up district, and on real places. */
import { describe, expect, it } from 'vitest';
import { createSample } from '../../../scripts/sample/create.ts';
import { createSettings, evaluate, prepareDemand, prepareStreets } from '../../../src/core/evaluate.ts';
import { streetDensities } from '../../../src/core/network/completeness.ts';
import { finish, type Project } from '../../../src/core/types.ts';
import { openFiles } from '../../../src/io/open.ts';
import { hasShared, readShared } from '../../io/fixtures.ts';
import { CORNERS, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { createGround, makeWalkways, type Line } from './make-streets.ts';

function densitiesOf(project: Project): Map<string, number> {
  const demand = prepareDemand(project, project.year);
  const { network } = finish(prepareStreets(project, 200))!;
  const densities = streetDensities(project, demand, network);
  return new Map(demand.areas.map(({ id }, place) => [id, densities[place]!]));
}

const run = (project: Project, changes = {}) =>
  finish(evaluate(project, { ...createSettings(project), ...changes }, { areaShares: false, residences: false }));

describe.each(CORNERS.filter(({ name }) => !name.includes('antimeridian')))('at $name', ({ at }) => {
  const place = createGround(at);
  const grid: Line[] = [];
  for (let aside = 0; aside <= 1000; aside += 100) {
    grid.push([place(aside, 0), place(aside, 1000)], [place(0, aside), place(1000, aside)]);
  }
  const lane: Line = [place(3000, -1000), place(3000, 2000)];
  const town = makeProject({
    areas: [
      makeArea('all', { level: 'subdistrict' }),
      makeArea('lane', { parentId: 'all' }),
      makeArea('none', { parentId: 'all' }),
      makeArea('town', { parentId: 'all' }),
    ],
    residences: [
      makeResidence('a', place(450, 450), { areaId: 'town' }),
      makeResidence('b', place(460, 440), { areaId: 'town' }),
      makeResidence('c', place(3010, 500), { areaId: 'lane' }),
      makeResidence('d', place(3190, -1000), { areaId: 'none' }),
    ],
    facilities: [makeFacility('f', place(3000, 510))],
    walkways: makeWalkways([...grid, lane]),
  });

  it('a grid of 100 m has 200 m to the hectare, a lane past a home 33, the end of the data next to nothing', () => {
    const densities = densitiesOf(town);
    // 300 m square at any place of the grid: three lines of 300 m each way.
    expect(densities.get('town')).toBeCloseTo(200, -1);
    expect(densities.get('lane')).toBeCloseTo(300 / 9, -1);
    expect(densities.get('none')).toBeLessThan(20);
    // The two homes of the town may stand in one hectare or in two: nine to twelve hectares beside twice nine.
    const lone = densities.get('lane')! + densities.get('none')!;
    const all = [9, 12].map((hectares) => (densities.get('town')! * hectares + 9 * lone) / (hectares + 18));
    expect(Math.min(...all.map((mean) => Math.abs(mean - densities.get('all')!)))).toBeLessThan(1e-6);
  });

  it('an area below the least is named and gets no verdict, one above does', () => {
    const { areas, problems } = run(town);
    const statusOf = (id: string) => areas.find((area) => area.id === id)!.services['day_care'];
    expect(statusOf('none')).toMatchObject({ status: 'unknown', reason: 'streets_incomplete' });
    expect(statusOf('lane')).toMatchObject({ status: 'covered' });
    expect(statusOf('town')).toMatchObject({ status: 'lacking' });
    const named = problems.filter(({ code }) => code === 'streets_incomplete');
    expect(named.map(({ id, elders, column }) => [id, elders, column])).toEqual([['none', 100, null]]);
    expect(named[0]!.value).toBe(Math.floor(densitiesOf(town).get('none')!));
    expect(
      run(town, { leastStreetMetresPerHectare: 0 }).areas.map((area) => area.services['day_care']!.reason),
    ).not.toContain('streets_incomplete');
    expect(run(town, { mode: 'straight' }).problems).toEqual([]);
  });

  it('buildings say where is built, facilities and estimated homes do not', () => {
    const [west, south] = place(5000, 5000);
    const ring = [
      [west, south],
      [west + 1e-4, south],
      [west + 1e-4, south + 1e-4],
      [west, south],
    ];
    const geometry = { type: 'Polygon' as const, coordinates: [ring] };
    const polygon = [[[place(4000, 4000), place(6000, 4000), place(6000, 6000), place(4000, 6000), place(4000, 4000)]]];
    const bare = { ...town, areas: [...town.areas, makeArea('z', { polygon, elders: 50 })] };
    expect(densitiesOf(bare).get('z')).toBeNaN();
    const built = { ...bare, background: [{ kind: 'building', name: '', geometry, attributes: {} }] };
    expect(densitiesOf(built).get('z')).toBe(0);
    const more = {
      ...town,
      facilities: [...town.facilities, makeFacility('new', place(2900, 900), { areaId: 'lane' })],
    };
    expect(densitiesOf(more)).toEqual(densitiesOf(town));
  });

  it('the order of rows and of lines changes nothing beyond rounding', () => {
    const turned = {
      ...town,
      residences: [...town.residences].reverse(),
      areas: [...town.areas].reverse(),
      walkways: makeWalkways([lane, ...grid].reverse()),
    };
    for (const [id, density] of densitiesOf(turned)) expect(density).toBeCloseTo(densitiesOf(town).get(id)!, 6);
  });
});

it('refuses a least that is negative', () => {
  expect(() => run(makeProject(), { leastStreetMetresPerHectare: -1 })).toThrow('got -1');
});

it('names no community of the made-up district', () => {
  const project = createSample({ size: 'district', seed: 1 });
  const problems = run(project).problems.map(({ code }) => code);
  expect(new Set(problems)).toEqual(new Set(['elders_estimated', 'streets_end_near']));
}, 60_000);

const named = (project: Project) => run(project).problems.filter(({ code }) => code === 'streets_incomplete');

describe.skipIf(!hasShared)("the core of Da'an, whose streets end in its midst", () => {
  it('has 24 villages off the streets and 6 with next to none, and all of them get no verdict', async () => {
    const { project } = await openFiles(readShared('taipei-daan'));
    const found = named(project);
    expect(found.filter(({ column }) => column === 'unplaced')).toHaveLength(24);
    expect(found.filter(({ column }) => column === null)).toHaveLength(6);
    const { areas } = run(project);
    const unknown = areas.filter((area) => area.services['day_care']!.reason === 'streets_incomplete');
    expect(unknown.map(({ id }) => id).sort()).toEqual(found.map(({ id }) => id).sort());
  });
});

describe.skipIf(!hasShared)('Porto, whose streets are known', () => {
  it('has fewer than one subsection in 200 that looks incomplete', async () => {
    const { project } = await openFiles(readShared('porto'));
    const found = named(project);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(project.areas.length / 200);
  }, 60_000);
});
