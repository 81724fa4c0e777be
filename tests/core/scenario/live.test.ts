/** Figures of a drag against full runs with the facility there: nothing may differ by a bit. */
import { describe, expect, it } from 'vitest';
import { HOME_STATES } from '../../../src/core/home-states.ts';
import type { LiveFrame } from '../../../src/core/scenario/live.ts';
import type { AreaStatus, Position, Project } from '../../../src/core/types.ts';
import { CORNERS, makeFacility } from '../make.ts';
import { createDice } from '../network/make-streets.ts';
import { drawPosition, makeLiveTown, moveTo, runFully, takeUp, type Asked, type FullRun } from './live-town.ts';

function eldersWhere({ demand }: FullRun, passes: (row: number) => boolean): number {
  return demand.elders.reduce((sum, elders, row) => (passes(row) ? sum + (elders || 0) : sum), 0);
}

function statusesOf({ demand, results }: FullRun): { id: string; status: AreaStatus }[] {
  const all = demand.areas.map(({ id, level }, place) => ({ id, level, status: results.areas[place]!.status }));
  return all.flatMap(({ id, level, status }) => (level === 'community' ? [{ id, status }] : []));
}

function statesOf({ results, nearest }: FullRun): number[] {
  const { unplaced, inside, outside } = HOME_STATES;
  return [...results.covered].map((isCovered, row) =>
    nearest.unplaced[row] === 1 ? unplaced : isCovered === 1 ? inside : outside,
  );
}

/** The frame that full runs make: here, where it was taken up, of the base, and of the facility alone. */
function frameOf(position: Position, runs: Record<'here' | 'start' | 'base' | 'alone', FullRun>): LiveFrame {
  const { here, start, base, alone } = runs;
  const covers = (run: FullRun, row: number): boolean => run.results.covered[row] === 1;
  const areas: Record<AreaStatus, number> = { covered: 0, partial: 0, lacking: 0, unknown: 0, empty: 0 };
  for (const { status } of statusesOf(here)) areas[status] += 1;
  const [before, after] = [statesOf(start), statesOf(here)];
  const rows = after.flatMap((state, row) => (state === before[row] ? [] : [row]));
  const { eldersCovered, eldersShare, meanMetres } = here.results.total;
  return {
    position,
    eldersCovered,
    eldersShare,
    meanMetres,
    areas,
    changed: statusesOf(here).filter(({ status }, i) => statusesOf(start)[i]!.status !== status),
    gained: eldersWhere(here, (row) => covers(here, row) && !covers(base, row)),
    lost: eldersWhere(here, (row) => !covers(here, row) && covers(base, row)),
    reached: alone.results.total.eldersCovered,
    homes: { rows: Uint32Array.from(rows), states: Uint8Array.from(rows, (row) => after[row]!) },
  };
}

/** The facility and no other, of the kind asked for whatever it is. */
function alone(project: Project, asked: Asked, position: Position): FullRun {
  return runFully({ ...project, facilities: [makeFacility('only', position, { types: [asked.kind] })] }, asked);
}

/** Drags a facility about and compares every frame; the number of frames that differ from the first. */
function dragAbout(base: Project, project: Project, id: string, { asked, corner, seed, frames }: Drag): number {
  const dice = createDice(seed);
  const runOfBase = runFully(base, asked);
  const live = takeUp(project, id, { asked, base: runOfBase });
  const start = runFully(project, asked);
  let changed = 0;
  for (let i = 0; i < frames; i++) {
    const position =
      i === 0 ? project.facilities.find((each) => each.id === id)!.position : drawPosition(dice, corner, project);
    const here = runFully(moveTo(project, id, position), asked);
    const expected = frameOf(position, { here, start, base: runOfBase, alone: alone(project, asked, position) });
    expect(live.frame(position)).toEqual(expected);
    if (here.results.total.meanMetres !== start.results.total.meanMetres) changed++;
  }
  return changed;
}

interface Drag {
  asked: Asked;
  corner: Position;
  seed: number;
  frames: number;
}

describe.each(['walking', 'straight'] as const)('a facility in the hand, %s', (mode) => {
  it.each(CORNERS)('has the figures of a full run at every place, in $name', ({ at: corner }) => {
    let changed = 0;
    for (const seed of [1, 2, 3]) {
      const base = makeLiveTown(seed, corner);
      const added = makeFacility('new~1', base.facilities[0]!.position, { types: ['day_care'] });
      // A facility that was added, and one of the data; limits that some homes keep and some do not.
      const project = { ...base, facilities: [...base.facilities, added] };
      for (const [id, limitMetres] of [
        ['new~1', 250],
        ['x7', 400],
      ] as const) {
        const asked: Asked = { mode, kind: 'day_care', limitMetres };
        changed += dragAbout(base, project, id, { asked, corner, seed, frames: 15 });
      }
    }
    expect(changed).toBeGreaterThan(15);
  });

  it('counts by every type and service that it has, and by no other', () => {
    const corner = CORNERS[0]!.at;
    const base = makeLiveTown(5, corner);
    const changes = base.facilities.map(({ id }) =>
      (['day_care', 'meals', 'pharmacy'] as const).map((kind) =>
        dragAbout(base, base, id, { asked: { mode, kind, limitMetres: 300 }, corner, seed: 9, frames: 4 }),
      ),
    );
    const changesOfKinds = [0, 0, 0];
    base.facilities.forEach(({ types, services, status }, i) => {
      const isDayCare = types.includes('day_care') || services.includes('day_care');
      [isDayCare, types.includes('meal_point'), types.includes('pharmacy')].forEach((is, kind) => {
        if (is && status === 'open') changesOfKinds[kind]! += changes[i]![kind]!;
        else expect(changes[i]![kind]).toBe(0);
      });
    });
    for (const changed of changesOfKinds) expect(changed).toBeGreaterThan(0);
  });
});
