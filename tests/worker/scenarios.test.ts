/** Scenarios in the worker, on the made-up district: the figures of the core, streets of their own only where need be. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { applyScenario } from '../../src/core/scenario/apply.ts';
import { applyEdits } from '../../src/core/scenario/edits.ts';
import type { Edit } from '../../src/core/scenario/types.ts';
import { finish, type Position, type Project } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles } from '../../src/io/open.ts';
import { unzipFiles } from '../../src/io/zip.ts';
import { jobs } from '../../src/worker/jobs.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { streetsOf } from '../../src/worker/streets.ts';
import { makeScenario } from '../core/make.ts';
import { createContext, drive, QUESTION } from './place.ts';

const WALK: Question = { ...QUESTION, mode: 'walking', limitMetres: 900 };
const context = createContext();
let project: Project;
let link: Edit;
let gate: Edit;

/** A long way across town: it shortens many walks. */
function createLink({ residences }: Project): Edit {
  const by = [...residences].sort((a, b) => a.position[0] - b.position[0]);
  const line: Position[] = [by[Math.floor(by.length * 0.3)]!.position, by[Math.floor(by.length * 0.7)]!.position];
  return { action: 'link', link: { id: 'link~1', name: '', kind: 'footbridge', line } };
}

beforeAll(async () => {
  await drive(
    jobs.open(context, { from: 'files', files: await writeProjectFolder(createSample({ size: 'district', seed: 3 })) }),
  );
  project = requireOpen(context.session).project;
  link = createLink(project);
  const home = project.residences[40]!;
  gate = { action: 'gate', residenceId: home.id, position: [home.position[0] + 0.002, home.position[1] + 0.001] };
}, 60_000);

function byCore(edited: Project, question: Question) {
  const limits = Object.fromEntries(['day_care', 'meals'].map((kind) => [kind, { metres: question.limitMetres }]));
  const { mode, year, pipeline } = question;
  const settings = { ...createSettings(edited), mode, year, pipeline, limits };
  const { services, areas, totals } = finish(evaluate(edited, settings, { areaShares: false, residences: false }));
  return { services, areas, totals };
}

describe('a scenario with links and gates', () => {
  it('has the figures of the core on the edited project, and the base keeps its own', async () => {
    const before = await drive(jobs.evaluate(context, WALK));
    const add: Edit = {
      action: 'add',
      facility: { id: 'new~1', name: '', types: ['day_care'], position: project.residences[7]!.position },
    };
    const found = [];
    for (const edits of [[link], [gate], [add, link, gate], [gate, add]]) {
      const { evaluation } = await drive(jobs.evaluate(context, { ...WALK, edits }));
      expect(evaluation).toMatchObject(byCore(applyEdits(project, edits), WALK));
      found.push(JSON.stringify(evaluation.services));
    }
    expect(new Set([JSON.stringify(before.evaluation.services), ...found]).size).toBeGreaterThan(3);
    const after = await drive(jobs.evaluate(context, WALK));
    expect(after.evaluation).toEqual(before.evaluation);
  });

  it('shares its streets with every scenario of the same links, and the base with all without', () => {
    const opened = requireOpen(context.session);
    const streets = (edits: Edit[]) => finish(streetsOf(opened, edits));
    const move: Edit = { action: 'move', id: project.facilities[0]!.id, position: project.facilities[1]!.position };
    const base = streets([]);
    expect(streets([move])).toBe(base);
    expect(streets([link])).toBe(streets([move, link]));
    expect(streets([link]).streets.network).not.toBe(base.streets.network);
    expect(streets([link]).streets.barriers).toBe(base.streets.barriers);
    // A gate changes how homes step onto the streets, not the streets.
    expect(streets([gate])).not.toBe(base);
    expect(streets([gate]).streets).toBe(base.streets);
  });

  it('keeps few streets: those asked for last', () => {
    const opened = requireOpen(context.session);
    const other = (id: string): Edit[] => [link.action === 'link' ? { ...link, link: { ...link.link, id } } : link];
    const first = finish(streetsOf(opened, other('l1')));
    for (const id of ['l2', 'l3']) finish(streetsOf(opened, other(id)));
    expect(finish(streetsOf(opened, other('l1')))).toBe(first);
    for (const id of ['l4', 'l5']) finish(streetsOf(opened, other(id)));
    expect(finish(streetsOf(opened, other('l1')))).toBe(first);
    expect(opened.scenarioWalks.size).toBe(3);
    for (const id of ['l6', 'l7', 'l8']) finish(streetsOf(opened, other(id)));
    expect(finish(streetsOf(opened, other('l1')))).not.toBe(first);
  });

  it('is told of ends that join nothing', async () => {
    const far: Edit = {
      action: 'link',
      link: { id: 'far', name: '', kind: 'path', line: [[0, 0], project.residences[3]!.position] },
    };
    const notes = await drive(jobs.checkLinkEnds(context, [far]));
    expect(notes).toContainEqual({ code: 'end_open', id: 'far', end: 'start' });
  });
});

describe('stages of planned facilities', () => {
  it('count alone, each from its year on', async () => {
    for (const mode of ['straight', 'walking'] as const) {
      const year = Math.max(...project.facilities.map(({ opened }) => opened ?? 0));
      const question: Question = { ...WALK, mode, year, pipeline: true };
      for (const stages of [['approved'], ['under_construction', 'reserved']] as const) {
        const { evaluation } = await drive(jobs.evaluate(context, { ...question, stages }));
        const applied = applyScenario(project, makeScenario('s', { stages: [...stages] }));
        expect(evaluation).toMatchObject(byCore(applied.project, question));
      }
      const all = (await drive(jobs.evaluate(context, question))).evaluation;
      const some = (await drive(jobs.evaluate(context, { ...question, stages: ['approved'] }))).evaluation;
      const count = ({ services }: typeof all) => services['day_care']!.facilities + services['meals']!.facilities;
      expect(count(some)).toBeLessThan(count(all));
    }
  });
});

describe('edits that cannot be made', () => {
  it('are passed over', async () => {
    const edits: Edit[] = [
      { action: 'remove', id: 'nothing of this name' },
      { action: 'remove', id: 'nor this' },
    ];
    const { evaluation } = await drive(jobs.evaluate(context, { ...WALK, edits }));
    expect(evaluation).toEqual((await drive(jobs.evaluate(context, WALK))).evaluation);
  });
});

describe('scenarios of the open project', () => {
  it('are saved with it, and are there when it is opened again', async () => {
    const scenarios = [makeScenario('s1', { name: '近期', edits: [link, gate] })];
    await drive(jobs.setScenarios(context, scenarios));
    const [saved] = await drive(jobs.save(context, { as: 'zip' }));
    const { files } = unzipFiles(saved!);
    expect((await openFiles(files)).project.scenarios).toEqual(scenarios);
    const again = await drive(jobs.open(createContext(), { from: 'files', files }));
    expect(again.usable && again.summary.scenarios).toEqual(scenarios);
    await drive(jobs.setScenarios(context, []));
  });
});
