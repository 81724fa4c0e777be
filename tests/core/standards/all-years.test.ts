/** Distances of a year taken from those of all years, against those of the homes of the year alone. */
import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import { placeHomes } from '../../../src/core/network/streets.ts';
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import { distancesInLine, distancesOnFoot } from '../../../src/core/standards/distances.ts';
import { compareIds, finish, type Project } from '../../../src/core/types.ts';
import { box, CORNERS, makeArea } from '../make.ts';
import { createDice, makeTown, walkTown } from '../network/make-streets.ts';

const YEARS = [null, 2019, 2021, 2023, 2025, 2027];
/** Asked one after another: what was found for the nearer ones does for none of the farther. */
const LIMITS = [300, 1200, 1600];
const within = (metres: Float64Array, limit: number): number[] =>
  [...metres].map((each) => (each <= limit ? each : Infinity));

/** Homes of six years, and a community without homes, for which some are made up. */
function growTown(seed: number, eldersByYear: Record<number, number>) {
  const at = CORNERS[seed % CORNERS.length]!.at;
  const { project, streets } = walkTown(makeTown(seed, at, [40, 16]));
  const dice = createDice(seed);
  const residences = project.residences.map((residence) => ({
    ...residence,
    areaId: 'full',
    completed: dice.pick([null, 2020, 2022, 2024, 2026]),
  }));
  const [west, south] = [at[0] + 0.002, at[1] + 0.002];
  const areas = [
    makeArea('full', { level: 'community' }),
    makeArea('empty', { level: 'community', polygon: box(west, south, west + 0.002, south + 0.002), eldersByYear }),
  ];
  const grown: Project = { ...project, residences, areas, year: 2023 };
  return { project: grown, streets, dice };
}

describe.each([
  { seed: 61, name: 'as many made up in every year', eldersByYear: { 2019: 200, 2027: 200 } },
  { seed: 62, name: 'more made up from year to year', eldersByYear: { 2019: 10, 2027: 2000 } },
  { seed: 63, name: 'none made up in the first years', eldersByYear: { 2021: 0, 2027: 900 } },
  { seed: 64, name: 'none made up at all', eldersByYear: {} },
])('a growing town, $name', ({ seed, eldersByYear }) => {
  const { project, streets, dice } = growTown(seed, eldersByYear);

  it.each(['walking', 'straight'] as const)('has the distances of each year alone, %s', (mode) => {
    const settings = { mode, speedMetresPerSecond: 1, snapLimitMetres: 200, pipeline: false };
    const moments = createMoments(project, settings);
    const counts = new Set<number>();
    for (const year of dice.shuffle(YEARS)) {
      const moment = finish(moments.at(year));
      const demand = prepareDemand(project, year);
      const homes = finish(placeHomes(streets, demand, project.gates));
      counts.add(demand.residences.length);
      for (let i = 0; i < 6; i++) {
        const some = project.facilities.filter(() => dice.chance(0.4)).sort((a, b) => compareIds(a.id, b.id));
        const alone =
          mode === 'walking' ? finish(distancesOnFoot(streets, homes, some)) : distancesInLine(demand, some);
        for (const limit of LIMITS) {
          const found = moment.distances(some, mode, limit)!;
          expect(within(found.metres, limit)).toEqual(within(alone.metres, limit));
          expect(within(found.second, limit)).toEqual(within(alone.second, limit));
          expect(found.unplaced).toEqual(alone.unplaced);
        }
      }
    }
    expect(counts.size).toBeGreaterThan(3);
  });
});
