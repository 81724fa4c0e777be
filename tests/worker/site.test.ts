/** The worker's jobs of siting: the same numbers as the core's from scratch, and plans that other jobs confirm. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import { createSettings } from '../../src/core/evaluate.ts';
import { applyEdits } from '../../src/core/scenario/edits.ts';
import { prepareSiting } from '../../src/core/siting/instance.ts';
import { createPlan } from '../../src/core/siting/plan.ts';
import { finishSiting, solve } from '../../src/core/siting/solve.ts';
import type { Answer } from '../../src/core/siting/types.ts';
import { finish } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { PreparedSite, SiteArgs } from '../../src/worker/plan-contract.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { makeRequest } from '../core/siting/siting-town.ts';
import { DAY_CARE, makePack, makeRow } from '../core/standards/make-pack.ts';
import { createContext, createPlaceFiles, drive, ORIGINS, QUESTION } from './place.ts';

const ASK: SiteArgs = {
  question: QUESTION,
  services: [{ kind: 'day_care', count: 3 }],
  model: 'coverage',
  share: 1,
  weight: 'elders',
  source: 'homes',
  scope: { in: 'all' },
  forced: [],
  forbidden: [],
  budget: null,
  atMostPerSubdistrict: null,
  atLeastPerSubdistrict: null,
  standard: null,
};

type Ready = Extract<PreparedSite, { unusable: null }>;

async function prepare(context: JobContext, args: SiteArgs): Promise<Ready> {
  const prepared = await drive(jobs.prepareSite(context, args));
  if (prepared.unusable) throw new Error(`unusable: ${prepared.unusable.code}`);
  return prepared;
}

/** As the page's own worker searches, here without a solver: a good answer will do. */
function search({ instance, question, rules }: Ready): Answer {
  return finishSiting(solve(instance, question, rules, { solver: null, seconds: 5, now: () => 0 }));
}

describe.each(ORIGINS)('sites in $name', ({ at }) => {
  let context: JobContext;
  beforeAll(async () => {
    context = createContext();
    await drive(jobs.open(context, { from: 'files', files: createPlaceFiles(at) }));
  });
  const projectOf = () => requireOpen(context.session).project;

  it('come with edits that cover what the plan says, as the page counts it', async () => {
    const prepared = await prepare(context, ASK);
    const answer = search(prepared);
    const { plan, edits } = await drive(jobs.explainSite(context, { key: prepared.key, answer, seconds: 0.5 }));
    expect(plan).toMatchObject({ format: 'care-circle-plan', seconds: 0.5, model: 'coverage' });
    expect(plan.sites.length).toBeGreaterThan(0);
    expect(edits.map((edit) => edit.action === 'add' && edit.facility.position)).toEqual(
      plan.sites.map(({ lon, lat }) => [lon, lat]),
    );
    const before = await drive(jobs.evaluate(context, QUESTION));
    const after = await drive(jobs.evaluate(context, { ...QUESTION, edits }));
    const covered = ({ evaluation }: typeof before) => evaluation.services['day_care']!.eldersCovered;
    expect(plan.objective).toBe(covered(after));
    expect(plan.before['day_care']!.eldersCovered).toBe(covered(before));
    expect(plan.sites.reduce((sum, site) => sum + site.eldersGained, 0)).toBe(covered(after) - covered(before));
  });

  it('stand on the edits of the question', async () => {
    const first = await prepare(context, ASK);
    const { edits } = await drive(jobs.explainSite(context, { key: first.key, answer: search(first), seconds: 0 }));
    const second = await prepare(context, { ...ASK, question: { ...QUESTION, edits } });
    const settings = { ...createSettings(projectOf()), year: 2025, limits: { day_care: { metres: 800 } } };
    const request = makeRequest({ question: { model: 'coverage', count: 3 }, source: 'homes' });
    const fresh = finish(prepareSiting(applyEdits(projectOf(), edits), { ...settings, mode: 'straight' }, request));
    expect(second.instance).toEqual(fresh.instance);
    expect(second.rules).toEqual(fresh.rules);
    expect(second.question).toEqual(fresh.question);
  });

  it('of several services are told apart', async () => {
    const services = [
      { kind: 'day_care', count: 1 },
      { kind: 'meals', count: 2 },
    ];
    const prepared = await prepare(context, { ...ASK, services });
    expect(prepared.question).toEqual({ model: 'coverage', count: 3 });
    expect(prepared.rules.countPerClass).toEqual([1, 2]);
    const { plan, edits } = await drive(
      jobs.explainSite(context, { key: prepared.key, answer: search(prepared), seconds: 0 }),
    );
    expect(plan.sites.map(({ service }) => service).sort()).toEqual(['day_care', 'meals', 'meals']);
    for (const kind of ['day_care', 'meals']) {
      const { evaluation } = await drive(jobs.evaluate(context, { ...QUESTION, kind, edits }));
      expect(plan.after[kind]).toMatchObject({ eldersCovered: evaluation.services[kind]!.eldersCovered });
    }
  });

  it('that the data cannot give are refused by code, not by failure', async () => {
    const refused = await drive(jobs.prepareSite(context, { ...ASK, scope: { in: 'areas', ids: ['C1', 'nowhere'] } }));
    expect(refused).toMatchObject({ instance: null, unusable: { code: 'unknown_area', detail: 'nowhere' } });
    const forced = await drive(jobs.prepareSite(context, { ...ASK, source: 'list', forced: ['V9'] }));
    expect(forced.unusable).toEqual({ code: 'unknown_site', detail: 'V9' });
  });

  it('are remembered for the last few searches', async () => {
    const keys: number[] = [];
    for (let i = 0; i < 5; i++) keys.push((await prepare(context, ASK)).key);
    expect(new Set(keys).size).toBe(5);
    const answer: Answer = {
      ...{ status: 'optimal', objective: 1, bound: 1, gap: 0 },
      ...{ chosen: [0], unreachable: [], reason: null },
    };
    const explain = (key: number) => drive(jobs.explainSite(context, { key, answer, seconds: 0 }));
    await expect(explain(keys[0]!)).rejects.toThrow(`search ${keys[0]} is no longer known`);
    for (const key of keys.slice(1)) expect((await explain(key)).plan.sites).toHaveLength(1);
  });
});

describe('sites on foot in a made-up district', () => {
  const context = createContext();
  const walk: Question = { ...QUESTION, mode: 'walking', limitMetres: 900, minutes: 15 };
  beforeAll(async () => {
    const files = await writeProjectFolder(createSample({ size: 'district', seed: 3 }));
    await drive(jobs.open(context, { from: 'files', files }));
  }, 60_000);

  it.each(['coverage', 'mean'] as const)(
    'are asked for by the numbers of the core: %s',
    async (model) => {
      const { project } = requireOpen(context.session);
      const args: SiteArgs = { ...ASK, question: walk, model, source: null, weight: 'elders_lacking' };
      const prepared = await prepare(context, args);
      const limits = { day_care: { metres: 900, minutes: 15 } };
      const settings = { ...createSettings(project), mode: walk.mode, year: walk.year, limits };
      const request = makeRequest({ question: { model, count: 3 }, weight: 'elders_lacking' });
      const fresh = finish(prepareSiting(project, settings, request));
      expect(prepared.instance).toEqual(fresh.instance);
      expect(prepared.instance.pairs.rows.length).toBeGreaterThan(100);
      const answer = search(prepared);
      const { plan } = await drive(jobs.explainSite(context, { key: prepared.key, answer, seconds: 0 }));
      expect(plan).toEqual(finish(createPlan(fresh, answer, { seconds: 0, packs: [] })));
    },
    60_000,
  );

  it('say which rows of a standard they turn met', async () => {
    const { evaluation } = await drive(jobs.evaluate(context, walk));
    const before = evaluation.services['day_care']!.facilities;
    const count = (id: string, more: number) =>
      makeRow(
        id,
        { kind: 'count_total', set: DAY_CARE },
        { unit: 'count', target: { comparator: '>=', value: before + more } },
      );
    const own = makePack([count('THERE', 0), count('ONE', 1), count('ALL', 3), count('MORE', 4)]);
    const standard = { pack: { text: JSON.stringify(own), file: 'own.json' }, parameters: {} };
    const prepared = await prepare(context, { ...ASK, question: walk, source: null, standard });
    const answer = search(prepared);
    const { plan } = await drive(jobs.explainSite(context, { key: prepared.key, answer, seconds: 0 }));
    expect(plan.notes.map(({ code }) => code)).not.toContain('requirements_not_tested');
    expect(plan.sites.map(({ requirementsMet }) => requirementsMet)).toEqual([['ONE'], [], ['ALL']]);
    const { edits } = await drive(jobs.explainSite(context, { key: prepared.key, answer, seconds: 0 }));
    const after = await drive(jobs.testStandard(context, { question: { ...walk, edits }, ...standard }));
    const met = after.tested!.result.requirements.filter(({ state }) => state === 'met').map(({ id }) => id);
    expect(met).toEqual(['THERE', 'ONE', 'ALL']);
  }, 120_000);
});
