/** Several services in one question: as single questions where nothing binds them, and tried out where premises do. */
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { createPlan, planEdits } from '../../../src/core/siting/plan.ts';
import { SitingRefusal } from '../../../src/core/siting/refusal.ts';
import { finishSiting, solve } from '../../../src/core/siting/solve.ts';
import type { Answer, Solver } from '../../../src/core/siting/types.ts';
import { finish, type Candidate, type Mode, type Project, type Settings } from '../../../src/core/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { CORNERS, createRandom, makeFacility } from '../make.ts';
import { makeAnswer, makePremises, makeRequest, makeSettings, makeSitingTown, sitesOf } from './siting-town.ts';
import type { GivenRequest } from './siting-town.ts';

const TWO = [
  { kind: 'day_care', count: 1 },
  { kind: 'meals', count: 2 },
];

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** A town with a canteen, premises of all sizes with costs, and another limit for meals. */
function makeTown(seed: number, mode: Mode): { project: Project; settings: Settings } {
  const town = makeSitingTown(seed, CORNERS[seed % CORNERS.length]!.at);
  const random = createRandom(seed);
  const candidates = town.candidates.map((candidate): Candidate => {
    const area = [15, 100, 210, 230, 400, null][Math.floor(random() * 6)] ?? null;
    return { ...candidate, attributes: { floor_area_m2: area, cost: 1 + Math.floor(random() * 9) } };
  });
  const [first] = town.facilities;
  const canteen = makeFacility('canteen', first!.position, { types: ['canteen'] });
  const project = { ...town, candidates, facilities: [...town.facilities, canteen] };
  const limits = { day_care: { metres: 260 }, meals: { metres: 170 } };
  return { project, settings: { ...makeSettings(project, mode, 260), limits } };
}

const prepare = ({ project, settings }: ReturnType<typeof makeTown>, given: GivenRequest = {}): SitingCase =>
  finish(prepareSiting(project, settings, makeRequest({ services: TWO, ...given })));

function answerOf({ instance, question, rules }: SitingCase): Answer {
  return finishSiting(solve(instance, question, rules, { solver, seconds: 30, now: () => performance.now() }));
}

/** Elders within the limit of each kind once some candidates hold some kinds. */
function coveredWith(
  { project, settings }: ReturnType<typeof makeTown>,
  placed: readonly { id: string; kind: string }[],
): Record<string, number> {
  const added = placed.map(({ id, kind }, i) => {
    const { position } = project.candidates.find((candidate) => candidate.id === id)!;
    return makeFacility(`zz${i}`, position, { types: [kind === 'meals' ? 'meal_point' : kind] });
  });
  const full = { ...project, facilities: [...project.facilities, ...added] };
  const { services } = finish(evaluate(full, settings, { areaShares: false, residences: false }));
  return Object.fromEntries(Object.entries(services).map(([kind, { eldersCovered }]) => [kind, eldersCovered]));
}

const TOWNS = [21, 22, 23, 24].flatMap((seed) => (['straight', 'walking'] as const).map((mode) => ({ seed, mode })));

describe.each(TOWNS)('day care and meals in town $seed, $mode', ({ seed, mode }) => {
  const town = makeTown(seed, mode);
  const made = prepare(town);

  it('are the questions of each, one after the other', () => {
    const homes = made.demand.residences.length;
    let [pairs, sites] = [0, 0];
    TWO.forEach(({ kind, count }, i) => {
      const one = finish(
        prepareSiting(town.project, town.settings, makeRequest({ kind, question: { model: 'coverage', count } })),
      );
      const { instance } = made;
      expect(sitesOf(made, i)).toEqual(sitesOf(one));
      expect(instance.weights.slice(i * homes, (i + 1) * homes)).toEqual(one.instance.weights);
      const length = one.instance.pairs.rows.length;
      expect([...instance.pairs.rows.slice(pairs, pairs + length)]).toEqual(
        [...one.instance.pairs.rows].map((row) => row + i * homes),
      );
      expect(instance.pairs.metres.slice(pairs, pairs + length)).toEqual(one.instance.pairs.metres);
      const isCovered = (metres: number, limit: number) => metres <= limit;
      expect(
        [...instance.existing.slice(i * homes, (i + 1) * homes)].map((m) => isCovered(m, instance.limitMetres)),
      ).toEqual([...one.instance.existing].map((m) => isCovered(m, one.instance.limitMetres)));
      pairs += length;
      sites += sitesOf(one).sites.length;
    });
    expect([pairs, sites]).toEqual([made.instance.pairs.rows.length, made.instance.candidates]);
  });

  it('are sited best together, by every choice tried out', () => {
    const [care, meals] = [sitesOf(made, 0).sites, sitesOf(made, 1).sites];
    const areas = new Map(town.project.candidates.map(({ id, attributes }) => [id, attributes['floor_area_m2']]));
    // 200 m2 for day care and 20 m2 for a meal point.
    const holdsBoth = (id: string) => typeof areas.get(id) !== 'number' || Number(areas.get(id)) >= 220;
    let best = 0;
    for (const { id } of care) {
      for (const [i, one] of meals.entries()) {
        for (const other of meals.slice(i + 1)) {
          if ((one.id === id || other.id === id) && !holdsBoth(id)) continue;
          const placed = [{ id, kind: 'day_care' }, ...[one, other].map((site) => ({ id: site.id, kind: 'meals' }))];
          const covered = coveredWith(town, placed);
          best = Math.max(best, covered['day_care']! + covered['meals']!);
        }
      }
    }
    const answer = answerOf(made);
    expect(answer).toMatchObject({ status: 'optimal', objective: best });
    const plan = finish(createPlan(made, answer, { seconds: 0, packs: [] }));
    const covered = coveredWith(
      town,
      plan.sites.map(({ id, service }) => ({ id, kind: service })),
    );
    expect(covered['day_care']! + covered['meals']!).toBe(best);
    for (const kind of ['day_care', 'meals']) {
      expect(plan.after[kind]!.eldersCovered).toBe(covered[kind]);
      const gained = plan.sites
        .filter(({ service }) => service === kind)
        .reduce((sum, site) => sum + site.eldersGained, 0);
      expect(gained).toBe(plan.after[kind]!.eldersCovered - plan.before[kind]!.eldersCovered);
    }
    expect(plan.notes.map(({ code }) => code)).toContain('costs_each_service');
  });
});

describe('premises for two services', () => {
  const town = makeTown(31, 'straight');
  const sized = (areas: (number | null)[]) => ({
    ...town,
    project: {
      ...town.project,
      candidates: areas.map((area, i) => makePremises(`p${i}`, [118.77, 32.066], { floor_area_m2: area })),
    },
  });

  it('exclude each other only where they are known to be too small', () => {
    const made = prepare(sized([219, 220, null, 100]));
    const [care, meals] = [sitesOf(made, 0).sites, sitesOf(made, 1).sites];
    expect(care.map(({ id }) => id)).toEqual(['p0', 'p1', 'p2']);
    expect(meals.map(({ id }) => id)).toEqual(['p0', 'p1', 'p2', 'p3']);
    expect(made.rules).toMatchObject({ classes: Int32Array.of(0, 0, 0, 1, 1, 1, 1), countPerClass: [1, 2] });
    expect(made.rules.conflicts).toEqual([[0, 3]]);
    expect(prepare(sized([219]), { checkConditions: false }).rules.conflicts).toEqual([]);
  });

  it('hold both as two facilities of a scenario', () => {
    const made = prepare(sized([400]));
    const edits = planEdits(made, [0, 1]);
    expect(edits).toMatchObject([
      { facility: { id: 'new~p0', types: ['day_care'], attributes: { floor_area_m2: 400 } } },
      { facility: { id: 'new~p0~', types: ['meal_point'] } },
    ]);
    expect(applyEdits(town.project, edits).facilities).toHaveLength(town.project.facilities.length + 2);
  });

  it('that a scenario has filled already are taken', () => {
    const at = sized([400, 230, 210, null]);
    const care = planEdits(prepare(at), [0, 1, 2]);
    const project = applyEdits(at.project, care);
    const made = prepare({ ...at, project });
    const reasons = (service: number) => sitesOf(made, service).excluded.map(({ id, reasons: why }) => [id, ...why]);
    expect(reasons(0)).toEqual([
      ['p0', 'taken'],
      ['p1', 'taken'],
      ['p2', 'taken'],
    ]);
    // 210 m2 hold no meal point beside day care.
    expect(reasons(1)).toEqual([['p2', 'taken']]);
    const moved = applyEdits(project, [{ action: 'move', id: 'new~p2', position: [118.78, 32.07] }]);
    expect(sitesOf(prepare({ ...at, project: moved }), 0).sites.map(({ id }) => id)).toEqual(['p2', 'p3']);
  });

  it('of which three do not fit are told', () => {
    const three = [...TWO, { kind: 'activity_room', count: 1 }];
    const at = sized([260]);
    const limits = { ...at.settings.limits, activity_room: { metres: 200 } };
    const made = prepare({ ...at, settings: { ...at.settings, limits } }, { services: three });
    const { notes } = finish(createPlan(made, makeAnswer([0, 1, 2]), { seconds: 0, packs: [] }));
    const note = notes.find(({ code }) => code === 'premises_too_small');
    expect(note?.value).toBe('p0');
    expect(note?.detail?.split(';').sort()).toEqual(['activity_room', 'day_care', 'meals']);
  });
});

describe('what is asked of several services', () => {
  const town = makeTown(33, 'straight');

  it('names the service of a site that must be there', () => {
    const both = prepare(town).services.map(({ sites }) => new Set(sites.sites.map(({ id }) => id)));
    const [shared] = [...both[0]!].filter((id) => both[1]!.has(id));
    const made = prepare(town, { forced: [`meals:${shared}`] });
    expect(made.rules.forced).toEqual([
      sitesOf(made, 0).sites.length + sitesOf(made, 1).sites.findIndex(({ id }) => id === shared),
    ]);
    const plan = finish(createPlan(made, answerOf(made), { seconds: 0, packs: [] }));
    expect(plan.sites.filter(({ forced }) => forced)).toMatchObject([{ service: 'meals', id: shared }]);
    expect(() => prepare(town, { forced: [shared!] })).toThrow(
      expect.objectContaining({ code: 'which_service', value: shared }),
    );
    const without = prepare(town, { forbidden: [shared!] });
    expect(without.rules.forbidden).toHaveLength(2);
    const care = prepare(town, { forbidden: [`day_care:${shared}`] });
    expect(care.rules.forbidden).toEqual([sitesOf(care).sites.findIndex(({ id }) => id === shared)]);
  });

  it('keeps numbers by subdistrict for each service', () => {
    const made = prepare(town, { atMostPerSubdistrict: 1 });
    const groups = made.rules.groups!;
    const first = sitesOf(made, 0).sites.length;
    expect([...groups.slice(0, first)].some((group) => [...groups.slice(first)].includes(group))).toBe(false);
    expect(new Set(groups).size).toBeGreaterThan(2);
  });

  it('is coverage', () => {
    for (const question of [{ model: 'sites', share: 1 } as const, { model: 'mean', count: 3 } as const]) {
      const run = () => prepare(town, { question, services: TWO });
      expect(run).toThrow(SitingRefusal);
      expect(run).toThrow(expect.objectContaining({ code: 'one_service_only', value: question.model }));
    }
  });
});
