import { beforeAll, describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { applyEdits, type Edit } from '../../src/core/scenario/edits.ts';
import { finish, type Evaluation, type Progress, type Project } from '../../src/core/types.ts';
import { openFiles } from '../../src/io/open.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { RunResult } from '../../src/worker/results.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { makeSummary } from '../views/make-results.ts';
import { createContext, createPlaceFiles, drive, ORIGINS, QUESTION } from './place.ts';

const ADDED: Edit = {
  action: 'add',
  facility: { id: 'new~1', name: '试设', types: ['day_care'], position: [0, 0] },
};

/** What the core says to the same question, with rows of residences. */
function evaluateByCore(project: Project, question: Question): Evaluation {
  const { year, pipeline, limitMetres, kind, edits } = question;
  const limits = Object.fromEntries(['day_care', 'meals', kind].map((each) => [each, { metres: limitMetres }]));
  const settings = { ...createSettings(project), year, pipeline, limits };
  return finish(evaluate(applyEdits(project, edits), settings, { areaShares: false, residences: true }));
}

describe.each(ORIGINS)('jobs on a small place ($name)', ({ at }) => {
  let context: JobContext;
  let project: Project;
  let summary = makeSummary();
  const told: Progress[] = [];

  beforeAll(async () => {
    context = createContext();
    const opened = await drive(jobs.open(context, { from: 'files', files: createPlaceFiles(at) }), told);
    if (!opened.usable) throw new Error(`the place cannot be opened: ${JSON.stringify(opened.problems)}`);
    summary = opened.summary;
    ({ project } = await openFiles(createPlaceFiles(at)));
  });

  const ask = (question: Partial<Question> = {}): Promise<RunResult> =>
    drive(jobs.evaluate(context, { ...QUESTION, ...question }));

  it('opening tells what is in the files', () => {
    expect(summary.counts).toMatchObject({ facilities: 9, residences: 61, areas: 8, candidates: 1, walkways: 0 });
    expect(summary).toMatchObject({ origin: 'opened', year: 2025, level: 'community', years: [2025, 2027] });
    expect(summary.name).toEqual({ zh: '试验区', en: 'Test district' });
    expect(summary.kinds.slice(0, 2).map(({ kind }) => kind)).toEqual(['day_care', 'meals']);
    expect(summary.candidates).toMatchObject([{ id: 'V1', floorAreaM2: 320 }]);
    expect(summary.areas.find(({ id }) => id === 'C3')).toMatchObject({ name: '社区C3', parentName: '河街道' });
    expect(told.length).toBeGreaterThan(1);
    const [west, south, east, north] = summary.bounds;
    expect(west).toBeCloseTo(at[0], 9);
    expect(south).toBeCloseTo(at[1], 9);
    expect([east > west, north > south]).toEqual([true, true]);
  });

  it('opening lists all homes by id, estimated ones marked, unknown elders as unknown', () => {
    const { homes } = summary;
    expect([...homes.ids].sort()).toEqual(homes.ids);
    expect(homes.estimated.reduce((sum, each) => sum + each, 0)).toBe(homes.ids.length - 61);
    expect(homes.positions).toHaveLength(2 * homes.ids.length);
    const blank = homes.ids.indexOf('R-blank');
    expect(homes.elders[blank]).toBeNaN();
    expect(homes.areaNames[blank]).toBe('社区C6');
    const estimated = homes.elders.filter((_, row) => homes.estimated[row] === 1);
    expect(estimated.reduce((sum, each) => sum + each, 0)).toBe(12);
  });

  it('the texts for the map can be fetched and hold every facility and home', async () => {
    const read = async (address: string) => (await (await fetch(address)).json()) as { features: unknown[] };
    expect((await read(summary.layers.facilities)).features).toHaveLength(9);
    expect((await read(summary.layers.residences)).features).toHaveLength(summary.homes.ids.length);
    expect(summary.layers.areas.features).toHaveLength(8);
  });

  const questions: [string, Partial<Question>][] = [
    ['day care', {}],
    ['a short limit', { limitMetres: 300 }],
    ['meals', { kind: 'meals', limitMetres: 500 }],
    ['a type that is not asked for by default', { kind: 'pharmacy' }],
    ['a kind that is not there', { kind: 'bank' }],
    ['no year', { year: null }],
    ['a later year with planned ones', { year: 2027, pipeline: true }],
    ['another facility', { edits: [{ ...ADDED, facility: { ...ADDED.facility, position: [at[0] + 0.03, at[1]] } }] }],
  ];

  it.each(questions)('an answer has the very numbers of the core (%s)', async (_, question) => {
    const { residences, ...expected } = evaluateByCore(project, { ...QUESTION, ...question });
    const result = await ask(question);
    expect(result.evaluation).toEqual(expected);
    expect(JSON.stringify(result.evaluation)).toBe(JSON.stringify(expected));
    expect(residences?.length).toBe(expected.totals.residences);
  });

  it.each(questions)('every home is inside, outside or not counted, and knows its nearest (%s)', async (_, given) => {
    const question = { ...QUESTION, ...given };
    const { residences = [] } = evaluateByCore(project, question);
    const result = await ask(given);
    const byId = new Map(residences.map(({ id, services }) => [id, services[question.kind]]));
    expect(result.homes).toHaveLength(summary.homes.ids.length);
    summary.homes.ids.forEach((id, row) => {
      const service = byId.get(id);
      const inside = typeof service?.metres === 'number' && result.metres[row]! <= question.limitMetres;
      expect(result.homes[row], id).toBe(!service ? 0 : inside ? 2 : 1);
      expect(result.facilityIds[result.nearest[row]!] ?? null, id).toBe(service?.facility ?? null);
      if (typeof service?.metres === 'number') expect(result.metres[row]).toBeCloseTo(service.metres, 3);
      else expect(result.metres[row]).toBeNaN();
    });
  });

  it.each(questions)('elders by their nearest facility add up to the elders covered (%s)', async (_, question) => {
    const { evaluation, eldersNearest, facilityIds, kind } = await ask(question);
    expect(Object.keys(eldersNearest).sort()).toEqual([...facilityIds].sort());
    const sum = Object.values(eldersNearest).reduce((total, elders) => total + elders, 0);
    expect(sum).toBe(evaluation.services[kind]?.eldersCovered);
  });

  it('the curve never falls, and at a limit it is the share of elders within that limit', async () => {
    const { curve } = await ask();
    expect(curve.metres[0]).toBe(0);
    for (let step = 1; step < curve.share.length; step++) {
      expect(curve.share[step]).toBeGreaterThanOrEqual(curve.share[step - 1]!);
      expect(curve.metres[step]! - curve.metres[step - 1]!).toBe(100);
    }
    for (let limitMetres = 100; limitMetres <= 2000; limitMetres += 100) {
      const { evaluation } = await ask({ limitMetres });
      const share = curve.share[curve.metres.indexOf(limitMetres)];
      expect(share).toBeCloseTo(evaluation.services['day_care']?.eldersShare ?? NaN, 12);
    }
  });

  it('another facility never takes elders away', async () => {
    const before = await ask();
    const after = await ask({
      edits: [{ ...ADDED, facility: { ...ADDED.facility, position: [at[0] + 0.01, at[1] + 0.01] } }],
    });
    expect(after.facilityIds).toContain('new~1');
    expect(after.evaluation.services['day_care']!.eldersCovered).toBeGreaterThanOrEqual(
      before.evaluation.services['day_care']!.eldersCovered,
    );
    expect((await ask()).evaluation).toEqual(before.evaluation);
  });

  it('discs for the map are a polygon, and shares of ground lie between 0 and 1', async () => {
    const buffers = await drive(jobs.drawBuffers(context, QUESTION));
    expect(buffers.union.features[0]?.geometry.type).toBe('MultiPolygon');
    const expected = finish(
      evaluate(project, evaluateByCore(project, QUESTION).settings, { areaShares: true, residences: false }),
    );
    expect(buffers.total).toBe(expected.services['day_care']?.areaShare);
    for (const area of expected.areas)
      expect(buffers.shares[area.id] ?? null).toBe(area.services['day_care']?.areaShare);
    const total = buffers.total ?? NaN;
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(1);
  });

  it('keeps its figures whatever was asked before, and however often', async () => {
    const first = JSON.stringify((await ask()).evaluation);
    for (let limitMetres = 200; limitMetres < 3200; limitMetres += 100) {
      await ask({ kind: limitMetres % 200 ? 'meals' : 'canteen', year: null, limitMetres });
    }
    expect(JSON.stringify((await ask()).evaluation)).toBe(first);
    expect(requireOpen(context.session).nearest.size).toBeLessThan(50);
  });

  it('saving and opening again gives the same evaluation, as a folder and as one file', async () => {
    const before = await ask();
    for (const as of ['folder', 'zip'] as const) {
      const saved = await drive(jobs.save(context, { as }));
      expect(saved.map(({ name }) => name)).toContain(as === 'zip' ? 'care-circle.zip' : 'project.json');
      const again = createContext();
      const opened = await drive(jobs.open(again, { from: 'files', files: saved }));
      expect(opened.usable).toBe(true);
      expect((await drive(jobs.evaluate(again, QUESTION))).evaluation).toEqual(before.evaluation);
      expect(opened.usable && opened.summary.counts).toEqual(summary.counts);
    }
  });
});
