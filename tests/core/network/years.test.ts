/** Homes of several years on the same streets: looked up once, and never another home's. */
import { describe, expect, it } from 'vitest';
import { placeHomes, prepareDemand, prepareStreets } from '../../../src/core/evaluate.ts';
import { finish, type Project } from '../../../src/core/types.ts';
import { makeSitingTown } from '../siting/siting-town.ts';

const LIMIT_METRES = 200;
const YEARS = [null, 2024, 2030, 2022, 2026, 2024];

/** Some homes are not built yet, some leave by gates. */
function makeGrowingTown(seed: number): Project {
  const town = makeSitingTown(seed, [120.98, 31.38]);
  return {
    ...town,
    residences: town.residences.map((residence, i) => ({
      ...residence,
      completed: i % 3 === 0 ? 2020 + (i % 9) : null,
    })),
    gates: town.residences
      .filter((_, i) => i % 4 === 1)
      .map(({ id, position: [lon, lat] }) => ({ residenceId: id, position: [lon + 0.0002, lat], attributes: {} })),
  };
}

const streetsOf = (project: Project) => finish(prepareStreets(project, LIMIT_METRES))!;

describe.each([1, 2, 3])('homes of several years (town %i)', (seed) => {
  const project = makeGrowingTown(seed);
  const streets = streetsOf(project);

  it.each(YEARS)('stand where they stand on streets that nobody has asked before (year %s)', (year) => {
    const demand = prepareDemand(project, year);
    const alone = finish(placeHomes(streetsOf(project), prepareDemand(structuredClone(project), year), project.gates));
    expect(finish(placeHomes(streets, demand, project.gates))).toEqual(alone);
  });

  it('move with their gates', () => {
    const demand = prepareDemand(project, null);
    const without = finish(placeHomes(streets, demand, []));
    expect(without).toEqual(finish(placeHomes(streetsOf(project), demand, [])));
    expect(without).not.toEqual(finish(placeHomes(streets, demand, project.gates)));
  });

  it('count in their year only, with the areas of all years', () => {
    const counted = (year: number | null): number => prepareDemand(project, year).residences.length;
    expect(counted(2019)).toBeLessThan(counted(2024));
    expect(counted(2028)).toBe(counted(null));
    for (const year of YEARS)
      expect(prepareDemand(project, year)).toEqual(prepareDemand(structuredClone(project), year));
  });
});

describe('areas that change beside the same homes', () => {
  it('are looked at anew', () => {
    const project = makeGrowingTown(4);
    const before = prepareDemand(project, null);
    const after = prepareDemand({ ...project, areas: [] }, null);
    expect(before.areas.length).toBeGreaterThan(0);
    expect(after.areas).toEqual([]);
    expect(after.area.every((place) => place === -1)).toBe(true);
    expect(prepareDemand(project, null)).toEqual(before);
  });
});
