/** Distances with a facility in the hand against tables made afresh: equal to the last bit, ties within a millimetre included. */
import { describe, expect, it } from 'vitest';
import { countBefore, Ground } from '../../../src/core/scenario/live.ts';
import { LiveLines } from '../../../src/core/scenario/live-lines.ts';
import { LiveWalks, type LiveDistances, type Looking } from '../../../src/core/scenario/live-walks.ts';
import { distancesInLine } from '../../../src/core/standards/distances.ts';
import type { Position, Project } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createDice } from '../network/make-streets.ts';
import { drawPosition, makeLiveTown, moveTo, runFully, type Asked } from './live-town.ts';

const ASKED = { kind: 'day_care', limitMetres: 300 } as const;

/** Of a facility of the project in the hand, and where it is put. */
function take(project: Project, id: string, mode: Asked['mode'], looking: Looking) {
  const hand = project.facilities.find((facility) => facility.id === id)!;
  const others = { ...project, facilities: project.facilities.filter((facility) => facility !== hand) };
  const { demand, walks, nearest } = runFully(others, { ...ASKED, mode });
  if (!walks) {
    const { facilities } = nearest;
    const live = new LiveLines(demand, { facilities, found: distancesInLine(demand, facilities), hand }, looking);
    return { live, put: (position: Position) => live.put({ position, place: null }) };
  }
  const ground = new Ground(walks.streets, walks.homes);
  const { labels, homes } = walks.table;
  const live = new LiveWalks(ground.search, { labels, homes, before: countBefore(nearest.facilities, hand) }, looking);
  return { live, put: (position: Position) => live.put({ position, place: ground.placeAt(position) }) };
}

function expectSame(
  { metres, second }: LiveDistances,
  project: Project,
  mode: Asked['mode'],
  withSecond: boolean,
): void {
  const { demand, walks, nearest } = runFully(project, { ...ASKED, mode });
  expect(metres).toEqual(nearest.metres);
  if (!withSecond) return;
  const found = walks ? walks.table.homes.secondMetres : distancesInLine(demand, nearest.facilities).second;
  expect(second).toEqual(found);
}

describe.each(['walking', 'straight'] as const)('distances to a set with a facility in the hand, %s', (mode) => {
  it.each(CORNERS)('are those of a fresh table, with and without the second nearest, in $name', ({ at: corner }) => {
    for (const seed of [4, 6]) {
      const project = makeLiveTown(seed, corner);
      const dice = createDice(seed);
      const isOf = ({ types, status }: Project['facilities'][number]): boolean =>
        types.includes('day_care') && status === 'open';
      for (const { id } of project.facilities.filter(isOf)) {
        for (const withSecond of [false, true]) {
          const { live, put } = take(project, id, mode, { reachMetres: 0, isCounting: true, withSecond });
          for (let i = 0; i < 12; i++) {
            const position = drawPosition(dice, corner, project);
            put(position);
            expectSame(live, moveTo(project, id, position), mode, withSecond);
          }
        }
      }
    }
  });

  it('stay as they are for a set that the facility is not of, and tell who is within reach of it', () => {
    const corner = CORNERS[0]!.at;
    const project = makeLiveTown(8, corner);
    const dice = createDice(8);
    const { id } = project.facilities.find(({ types }) => types.includes('pharmacy'))!;
    const { live, put } = take(project, id, mode, { reachMetres: 300, isCounting: false, withSecond: true });
    let found = 0;
    for (let i = 0; i < 20; i++) {
      const position = drawPosition(dice, corner, project);
      put(position);
      expectSame(live, project, mode, true);
      const { results } = runFully(moveTo(project, id, position), { ...ASKED, mode, kind: 'pharmacy' });
      const within = [...live.rows.subarray(0, live.count)].filter((row) => live.metresToHand(row) <= 300);
      expect(within.sort((a, b) => a - b)).toEqual([...results.covered].flatMap((is, row) => (is === 1 ? [row] : [])));
      found += within.length;
    }
    expect(found).toBeGreaterThan(20);
  });
});
