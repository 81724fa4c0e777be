/** Scenarios side by side against ordinary runs of each. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import type { Scenario } from '../../src/core/scenario/types.ts';
import type { Position } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { ScenarioFigures } from '../../src/worker/plan-contract.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { createContext, createPlaceFiles, drive, ORIGINS, QUESTION } from './place.ts';

function makeScenario(id: string, given: Partial<Scenario>): Scenario {
  return { id, name: id, note: '', year: null, stages: [], edits: [], ...given };
}

function adding(id: string, position: Position, attributes: Record<string, number | string> = {}): Scenario['edits'] {
  return [{ action: 'add', facility: { id, name: id, types: ['day_care'], position, attributes } }];
}

/** The page's question of a scenario. */
function questionOf(question: Question, { edits, stages, year }: Scenario): Question {
  const planned = stages.length > 0 ? { pipeline: true, stages } : {};
  return { ...question, edits, year: year ?? question.year, ...planned };
}

async function expectColumn(context: JobContext, figures: ScenarioFigures, question: Question): Promise<void> {
  const { evaluation } = await drive(jobs.evaluate(context, question));
  const { eldersCovered, eldersShare, meanMetres, worstMetres } = evaluation.services[question.kind]!;
  expect(figures).toMatchObject({ year: question.year, elders: evaluation.totals.elders });
  expect(figures).toMatchObject({ eldersCovered, eldersShare, meanMetres, worstMetres });
  for (const [status, count] of Object.entries(figures.communities)) {
    const same = evaluation.areas.filter(
      ({ level, services }) => level === 'community' && services[question.kind]!.status === status,
    );
    expect(count).toBe(same.length);
  }
  expect(figures.subdistricts).toEqual(
    evaluation.areas.flatMap(({ id, name, level, services }) => {
      const { eldersShare: share, status } = services[question.kind]!;
      return level === 'subdistrict' ? [{ id, name, eldersShare: share, status }] : [];
    }),
  );
}

/** Homes covered in one run and not in the other, and their elders. */
async function expectDifference(context: JobContext, figures: ScenarioFigures, asked: [base: Question, own: Question]) {
  const [base, own] = [await drive(jobs.evaluate(context, asked[0])), await drive(jobs.evaluate(context, asked[1]))];
  let [gained, lost] = [0, 0];
  own.homes.forEach((state, home) => {
    const was = base.homes[home]!;
    const isInBoth = was !== 0 && state !== 0;
    const change = !isInBoth || (was === 2) === (state === 2) ? 0 : state === 2 ? 1 : 2;
    expect(figures.homes[home]).toBe(change);
    if (change === 1) gained += own.elders[home]! || 0;
    if (change === 2) lost += own.elders[home]! || 0;
  });
  expect([figures.gained, figures.lost]).toEqual([gained, lost]);
}

describe.each(ORIGINS)('scenarios in a straight line in $name', ({ at: [west, south] }) => {
  const context = createContext();
  const at = (east: number, north: number): Position => [west + east * 0.01, south + north * 0.01];
  const { edits: _, ...question } = QUESTION;

  beforeAll(async () => {
    await drive(jobs.open(context, { from: 'files', files: createPlaceFiles([west, south]) }));
  });

  it('have the figures of their own runs, the base first', async () => {
    const scenarios = [
      makeScenario('s1', {
        edits: [...adding('n1', at(1, 1), { cost: 120 }), ...adding('n2', at(3, 3), { cost: '80.5' })],
      }),
      makeScenario('s2', { edits: [...adding('n1', at(3, 1)), { action: 'close', id: 'F0', year: null }] }),
      makeScenario('s3', { year: 2027, stages: ['under_construction'] }),
      makeScenario('s4', { edits: [...adding('n1', at(1, 1), { cost: 7 }), { action: 'remove', id: 'n1' }] }),
      makeScenario('s5', {
        edits: [...adding('n1', at(1, 1), { cost: 'much' }), ...adding('n2', at(1, 1), { cost: 1 })],
      }),
    ];
    const columns = await drive(jobs.compareScenarios(context, { question, scenarios, standard: null }));
    expect(columns.map(({ id }) => id)).toEqual(['base', 's1', 's2', 's3', 's4', 's5']);
    expect(columns.map(({ added, cost }) => [added, cost])).toEqual([
      [0, 0],
      [2, 200.5],
      [1, null],
      [0, 0],
      [0, 0],
      [2, null],
    ]);
    const all = [makeScenario('base', {}), ...scenarios];
    for (const [i, scenario] of all.entries()) {
      await expectColumn(context, columns[i]!, questionOf(QUESTION, scenario));
      await expectDifference(context, columns[i]!, [QUESTION, questionOf(QUESTION, scenario)]);
    }
    expect([columns[0]!.gained, columns[0]!.lost]).toEqual([0, 0]);
    expect(columns[1]!.gained).toBeGreaterThan(0);
    expect(columns[2]!.lost).toBeGreaterThan(0);
    // No home of the place says how many are 80 and older.
    expect(columns.map(({ elders80, elders80Covered }) => [elders80, elders80Covered])).toEqual(
      columns.map(() => [null, null]),
    );
    expect(columns.every(({ requirements, turned }) => requirements === null && turned.length === 0)).toBe(true);
  });
});

describe('scenarios on foot', () => {
  const context = createContext();
  const WALK: Question = { ...QUESTION, mode: 'walking', limitMetres: 800 };

  beforeAll(async () => {
    const files = await writeProjectFolder(createSample({ size: 'district', seed: 3 }));
    await drive(jobs.open(context, { from: 'files', files }));
  }, 60_000);

  it('have the figures of their runs, elders of 80 and older, and the rows of a standard', async () => {
    const { project } = requireOpen(context.session);
    const [a, b] = project.candidates.map(({ position }) => position) as [Position, Position];
    const scenarios = [
      makeScenario('s1', { edits: adding('n1', a, { cost: 5 }) }),
      makeScenario('s2', {
        edits: [
          ...project.facilities.slice(0, 40).map(({ id }) => ({ action: 'close' as const, id, year: null })),
          { action: 'link', link: { id: 'l', name: '', kind: 'footbridge', line: [a, b] } },
        ],
      }),
    ];
    const standard = { pack: { id: 'kunshan-2021-2025' }, parameters: {} };
    const { edits: _, ...question } = WALK;
    const columns = await drive(jobs.compareScenarios(context, { question, scenarios, standard }));
    const all = [makeScenario('base', {}), ...scenarios];
    const { tested: base } = await drive(jobs.testStandard(context, { ...standard, question: WALK }));
    for (const [i, scenario] of all.entries()) {
      const own = questionOf(WALK, scenario);
      await expectColumn(context, columns[i]!, own);
      await expectDifference(context, columns[i]!, [WALK, own]);
      const { tested } = await drive(jobs.testStandard(context, { ...standard, question: own }));
      const { met, not_met: notMet, unknown, no_target: noTarget } = tested!.result.countsOnce;
      expect(columns[i]!.requirements).toEqual({ met, notMet, unknown, noTarget });
      const turned = tested!.result.requirements.flatMap(({ id, state: to }, row) => {
        const from = base!.result.requirements[row]!.state;
        return from === to ? [] : [{ id, from, to }];
      });
      expect(columns[i]!.turned).toEqual(turned);
    }
    expect(columns[2]!.turned.length).toBeGreaterThan(0);
    const rows = (await drive(jobs.evaluate(context, WALK))).homes;
    const homes = requireOpen(context.session).homeRows;
    const sum = (isMeant: (home: number) => boolean): number =>
      project.residences.reduce((all, { id, elders80 }) => (isMeant(homes.get(id)!) ? all + (elders80 ?? 0) : all), 0);
    expect(columns[0]!.elders80).toBe(sum((home) => rows[home] !== 0));
    expect(columns[0]!.elders80Covered).toBe(sum((home) => rows[home] === 2));
    expect(columns[0]!.elders80).toBeGreaterThan(0);
  }, 60_000);

  it('one of them in a year or of edits that cannot be made does not stop the others', async () => {
    const scenarios = [
      makeScenario('gone', { edits: [{ action: 'move', id: 'nobody', position: [0, 0] }] }),
      makeScenario('later', { year: 2030 }),
    ];
    const { edits: _, ...question } = WALK;
    const columns = await drive(jobs.compareScenarios(context, { question, scenarios, standard: null }));
    expect(columns[1]).toEqual({ ...columns[0]!, id: 'gone' });
    expect(columns[2]!.year).toBe(2030);
  }, 60_000);
});
