/** The jobs of a drag against ordinary runs with the facility where it was put. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import type { Edit } from '../../src/core/scenario/types.ts';
import type { AreaStatus, Position } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { DragFrame, StartDragArgs } from '../../src/worker/plan-contract.ts';
import type { RunResult } from '../../src/worker/results.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { createRandom } from '../core/make.ts';
import { createContext, createPlaceFiles, drive, ORIGINS, QUESTION } from './place.ts';

const ADDED = 'new~1';

function addAt(position: Position, types: string[]): Edit {
  return { action: 'add', facility: { id: ADDED, name: 'new', types, position } };
}

function countAreas({ evaluation, kind }: RunResult): Record<AreaStatus, number> {
  const counts: Record<AreaStatus, number> = { covered: 0, partial: 0, lacking: 0, unknown: 0, empty: 0 };
  for (const { level, services } of evaluation.areas) if (level === 'community') counts[services[kind]!.status] += 1;
  return counts;
}

function changedAreas(start: RunResult, here: RunResult): DragFrame['changed'] {
  return here.evaluation.areas.flatMap(({ id, level, services }, place) => {
    const { status } = services[here.kind]!;
    const before = start.evaluation.areas[place]!.services[here.kind]!.status;
    return level === 'community' && status !== before ? [{ id, status }] : [];
  });
}

/** Elders of homes in one state in one run and another in the other. */
function eldersBetween(from: RunResult, to: RunResult): number {
  return to.homes.reduce((sum, state, home) => {
    return state === 2 && from.homes[home] !== 2 ? sum + (to.elders[home]! || 0) : sum;
  }, 0);
}

interface Runs {
  here: RunResult;
  start: RunResult;
  base: RunResult;
}

function expectFrame(frame: DragFrame, { here, start, base }: Runs): void {
  const { eldersCovered, eldersShare, meanMetres } = here.evaluation.services[here.kind]!;
  expect(frame).toMatchObject({ eldersCovered, eldersShare, meanMetres });
  expect(frame.areas).toEqual(countAreas(here));
  expect(frame.changed).toEqual(changedAreas(start, here));
  expect([frame.gained, frame.lost]).toEqual([eldersBetween(base, here), eldersBetween(here, base)]);
  const homes = start.homes.slice();
  frame.homes.rows.forEach((home, i) => (homes[home] = frame.homes.states[i]!));
  expect(homes).toEqual(here.homes);
  expect([...frame.homes.rows].every((home, i) => start.homes[home] !== frame.homes.states[i])).toBe(true);
}

/** Drags about and compares every frame with a run; how many of them differ from the start. */
async function dragAbout(context: JobContext, args: StartDragArgs, positions: readonly Position[]): Promise<number> {
  const { question, id } = args;
  const start = await drive(jobs.evaluate(context, question));
  const base = await drive(jobs.evaluate(context, { ...question, edits: [] }));
  const first = await drive(jobs.startDrag(context, args));
  expect(first.frame).toBe(0);
  expectFrame(first, { here: start, start, base });
  let moved = 0;
  for (const [i, position] of positions.entries()) {
    const frame = await drive(jobs.drag(context, { frame: i + 1, position }));
    expect([frame.frame, frame.position, frame.requirements]).toEqual([i + 1, position, null]);
    const edits: Edit[] = [...question.edits, { action: 'move', id, position }];
    expectFrame(frame, { here: await drive(jobs.evaluate(context, { ...question, edits })), start, base });
    if (frame.homes.rows.length > 0) moved++;
  }
  await drive(jobs.endDrag(context, null));
  return moved;
}

describe.each(ORIGINS)('a drag in a straight line in $name', ({ at: [west, south] }) => {
  const context = createContext();
  const random = createRandom(4);
  const somewhere = (): Position => [west + random() * 0.04, south + random() * 0.04];

  beforeAll(async () => {
    await drive(jobs.open(context, { from: 'files', files: createPlaceFiles([west, south]) }));
  });

  it.each([
    ['added', ADDED, 2025],
    ['of the data', 'F2', 2025],
    ['planned, in the year of its opening', 'P1', 2027],
  ])('has the figures of a run at every place, of a facility %s', async (_, id, year) => {
    const question: Question = { ...QUESTION, year, edits: [addAt(somewhere(), ['day_care', 'canteen'])] };
    const pipeline = { ...question, pipeline: true, stages: ['under_construction' as const] };
    const args = { question: id === 'P1' ? pipeline : question, id, standard: null };
    expect(await dragAbout(context, args, Array.from({ length: 12 }, somewhere))).toBeGreaterThan(5);
    const isOff = { ...question, pipeline: true, stages: ['reserved' as const] };
    if (id !== 'P1') return;
    // Planned, but of a stage that is switched off: it counts for nobody, and its reach is shown all the same.
    expect(await dragAbout(context, { question: isOff, id, standard: null }, [somewhere(), somewhere()])).toBe(0);
  });

  it('of a facility of another type changes nothing', async () => {
    const args = { question: { ...QUESTION, edits: [addAt(somewhere(), ['pharmacy'])] }, id: ADDED, standard: null };
    expect(await dragAbout(context, args, Array.from({ length: 5 }, somewhere))).toBe(0);
  });

  it('of what is not there, or with nothing in the hand, is refused', async () => {
    const start = { question: QUESTION, id: 'nobody', standard: null };
    await expect(drive(jobs.startDrag(context, start))).rejects.toThrow('nobody');
    await drive(jobs.startDrag(context, { ...start, id: 'F0' }));
    await drive(jobs.endDrag(context, null));
    await expect(drive(jobs.drag(context, { frame: 1, position: somewhere() }))).rejects.toThrow('in the hand');
    await expect(drive(jobs.dragRequirements(context, null))).rejects.toThrow('in the hand');
  });
});

describe('a drag on foot', () => {
  const context = createContext();
  const random = createRandom(5);
  const WALK: Question = { ...QUESTION, mode: 'walking', limitMetres: 800 };
  let candidates: Position[] = [];

  const near = ([longitude, latitude]: Position): Position => [
    longitude + (random() - 0.5) * 0.01,
    latitude + (random() - 0.5) * 0.01,
  ];

  beforeAll(async () => {
    const files = await writeProjectFolder(createSample({ size: 'district', seed: 3 }));
    await drive(jobs.open(context, { from: 'files', files }));
    candidates = requireOpen(context.session).project.candidates.map(({ position }) => position);
  }, 60_000);

  it('has the figures of a run at every place, a new walkway and a gate among the edits', async () => {
    const [a, b, c] = candidates as [Position, Position, Position];
    const homes = requireOpen(context.session).homes;
    const edits: Edit[] = [
      addAt(a, ['day_care']),
      { action: 'link', link: { id: 'l1', name: '', kind: 'footbridge', line: [a, b] } },
      { action: 'gate', residenceId: homes.ids[0]!, position: near(c) },
    ];
    const args = { question: { ...WALK, edits }, id: ADDED, standard: null };
    expect(await dragAbout(context, args, [b, ...Array.from({ length: 6 }, () => near(a))])).toBeGreaterThan(3);
  }, 60_000);

  it('tells the rows of a standard as a fresh test does, of the newest place', async () => {
    const question: Question = { ...WALK, edits: [addAt(candidates[4]!, ['day_care', 'meal_point', 'station'])] };
    const standard = { pack: { id: 'kunshan-2021-2025' }, parameters: { served_metres: 400 } };
    const test = async (edits: Edit[]) => {
      const { tested } = await drive(jobs.testStandard(context, { ...standard, question: { ...question, edits } }));
      return tested!.result;
    };
    const start = await test(question.edits);
    await drive(jobs.startDrag(context, { question, id: ADDED, standard }));
    for (const [i, position] of [candidates[9]!, near(candidates[4]!), [0, 0] as const].entries()) {
      await drive(jobs.drag(context, { frame: 2 * i + 1, position: candidates[1]! }));
      await drive(jobs.drag(context, { frame: 2 * i + 2, position }));
      const { frame, requirements } = await drive(jobs.dragRequirements(context, null));
      const { requirements: rows, countsOnce } = await test([
        ...question.edits,
        { action: 'move', id: ADDED, position },
      ]);
      const turned = rows.flatMap(({ id, state: to }, row) => {
        const from = start.requirements[row]!.state;
        return from === to ? [] : [{ id, from, to }];
      });
      const { met, not_met: notMet, unknown } = countsOnce;
      expect([frame, requirements]).toEqual([2 * i + 2, { met, notMet, unknown, turned }]);
    }
    await drive(jobs.endDrag(context, null));
  }, 60_000);

  it('without a standard, or with one that does not ask for the facility, has no rows', async () => {
    const question: Question = { ...WALK, edits: [addAt(candidates[4]!, ['pharmacy'])] };
    for (const standard of [null, { pack: { id: 'qidong-2020-2022' }, parameters: {} }]) {
      await drive(jobs.startDrag(context, { question, id: ADDED, standard }));
      expect(await drive(jobs.dragRequirements(context, null))).toEqual({ frame: 0, requirements: null });
    }
  }, 60_000);
});
