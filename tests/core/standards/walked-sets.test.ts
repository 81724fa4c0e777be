/** Sets of facilities added up from single walks, against one search from all of the set. */
import { describe, expect, it } from 'vitest';
import { distancesOnFoot, WalkedSets } from '../../../src/core/standards/distances.ts';
import { compareIds, finish, type Facility, type Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createDice, makeTown, walkTown } from '../network/make-streets.ts';

/** As they are within the limit; all others alike. */
const cut = (metres: Float64Array, limit: number): number[] => [...metres].map((each) => (each <= limit ? each : NaN));

/** A town in which some facilities stand at one place, and some homes have two gates. */
function walkTiedTown(seed: number): ReturnType<typeof walkTown> {
  const town = makeTown(seed, CORNERS[seed % CORNERS.length]!.at, [40, 16]);
  const dice = createDice(seed);
  const onStreets = (): Position => dice.pick(dice.pick(town.lines.filter(({ length }) => length > 1)));
  const facilities = town.facilities.map((position, i) =>
    i > 0 && dice.chance(0.25) ? town.facilities[i - 1]! : position,
  );
  const gates = [...town.homes.keys()].flatMap((i) =>
    dice.chance(0.3)
      ? [1, 2].map(() => ({ residenceId: `h${String(i).padStart(4, '0')}`, position: onStreets(), attributes: {} }))
      : [],
  );
  return walkTown({ ...town, facilities }, { gates });
}

describe.each([51, 52, 53, 54, 55, 56, 57, 58])('sets of facilities in town %i', (seed) => {
  const { streets, placed, project } = walkTiedTown(seed);
  const dice = createDice(seed + 1);
  const facilities = [...project.facilities].sort((a, b) => compareIds(a.id, b.id));

  it.each([60, 400, 1500])('have the distances of a search from all of them within %i m, to the last bit', (limit) => {
    const sets = new WalkedSets(streets, placed, limit);
    // The second nearest is found when it is asked for, which may be after other sets.
    const later: (() => void)[] = [];
    for (let i = 0; i < 25; i++) {
      const part = dice.pick([0.1, 0.5, 1]);
      const some: Facility[] = facilities.filter(() => dice.chance(part));
      const added = finish(sets.distances(some));
      const searched = finish(distancesOnFoot(streets, placed, some));
      expect(cut(added.metres, limit)).toEqual(cut(searched.metres, limit));
      const expectSecond = (): void => {
        expect(cut(added.second, limit)).toEqual(cut(searched.second, limit));
        expect(cut(added.metres, limit)).toEqual(cut(searched.metres, limit));
      };
      if (i % 2 === 0) expectSecond();
      else later.push(expectSecond);
      expect(added.unplaced).toEqual(searched.unplaced);
    }
    for (const expectSecond of later) expectSecond();
  });
});
