/** Plans against fresh evaluations of the same town with the sites standing. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { createPlan, planEdits, type Plan } from '../../../src/core/siting/plan.ts';
import type { Question } from '../../../src/core/siting/types.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import { finish, type Evaluation, type Mode, type Project } from '../../../src/core/types.ts';
import { CORNERS, createRandom, makeFacility } from '../make.ts';
import { DAY_CARE, makePack, makeRow } from '../standards/make-pack.ts';
import {
  makeAnswer,
  makePremises,
  makeRequest,
  makeSettings,
  makeSitingTown,
  sitesOf,
  type GivenRequest,
} from './siting-town.ts';

const LIMIT = 260;
const KIND = 'day_care';

function prepare(project: Project, mode: Mode, given: GivenRequest = {}): SitingCase {
  return finish(prepareSiting(project, makeSettings(project, mode, LIMIT), makeRequest(given)));
}

const plan = (made: SitingCase, chosen: number[], packs: Parameters<typeof createPlan>[2]['packs'] = []): Plan =>
  finish(createPlan(made, makeAnswer(chosen), { seconds: 1.23456, packs }));

function choose(made: SitingCase, seed: number, count: number): number[] {
  const random = createRandom(seed);
  const places = sitesOf(made)
    .sites.map((_, place) => ({ place, key: random() }))
    .sort((a, b) => a.key - b.key);
  return places
    .slice(0, count)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}

/** The town with facilities where the sites are, evaluated afresh. */
function evaluateWith(project: Project, mode: Mode, sites: readonly { lon: number; lat: number }[]): Evaluation {
  const added = sites.map(({ lon, lat }, i) => makeFacility(`zz${i}`, [lon, lat]));
  const full = { ...project, facilities: [...project.facilities, ...added] };
  return finish(evaluate(full, makeSettings(full, mode, LIMIT), { areaShares: false, residences: true }));
}

const lackingOf = ({ areas }: Evaluation): string[] =>
  areas.filter(({ services }) => services[KIND]!.status === 'lacking').map(({ id }) => id);
const knownNotLacking = ({ areas }: Evaluation): Set<string> =>
  new Set(areas.filter(({ services }) => ['partial', 'covered'].includes(services[KIND]!.status)).map(({ id }) => id));

const MODELS: Question[] = [
  { model: 'coverage', count: 5 },
  { model: 'sites', share: 0.9 },
  { model: 'mean', count: 5 },
  { model: 'worst', count: 5 },
];
const TOWNS = CORNERS.flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).flatMap((mode) =>
    MODELS.map((question, k) => ({ name, at, mode, question, model: question.model, seed: 700 + 10 * i + k })),
  ),
);

describe.each(TOWNS)('a plan in $name, $mode, $model', ({ at, mode, question, seed }) => {
  const project = makeSitingTown(seed, at);
  const made = prepare(project, mode, { question });
  const found = plan(made, choose(made, seed, 5));
  const before = evaluateWith(project, mode, []);
  const after = evaluateWith(project, mode, found.sites);

  it('counts before and after like an evaluation', () => {
    for (const [figures, { services, areas }] of [
      [found.before, before],
      [found.after, after],
    ] as const) {
      const { communities, ...counted } = figures[KIND]!;
      expect(services[KIND]).toMatchObject(counted);
      const statuses = areas.filter(({ level }) => level === 'community').map(({ services: of }) => of[KIND]!.status);
      for (const [status, count] of Object.entries(communities)) {
        expect(count).toBe(statuses.filter((each) => each === status).length);
      }
    }
    expect(found.after[KIND]!.facilities).toBe(found.before[KIND]!.facilities + 5);
  });

  it('says of each site what it adds to those before it', () => {
    let last = before;
    const mended = new Set<string>();
    found.sites.forEach((site, i) => {
      const now = evaluateWith(project, mode, found.sites.slice(0, i + 1));
      expect(site.eldersGained).toBe(now.services[KIND]!.eldersCovered - last.services[KIND]!.eldersCovered);
      const known = knownNotLacking(now);
      const expected = lackingOf(before).filter((id) => known.has(id) && !mended.has(id));
      expect(site.areasMended).toEqual(expected);
      for (const id of expected) mended.add(id);
      last = now;
    });
    const sum = found.sites.reduce((all, { eldersGained }) => all + eldersGained, 0);
    expect(sum).toBe(found.after[KIND]!.eldersCovered - found.before[KIND]!.eldersCovered);
  });

  it('puts at each step what adds most, of equals the first by id', () => {
    // The question of walks leaves out small islands, so reaching their homes is worth nothing in it.
    const leftOut = new Set(made.onIslands.map((row) => made.demand.residences[row]!.id));
    const worth = (sites: readonly Plan['sites'][number][]): [number, number] => {
      const { services, residences = [] } = evaluateWith(project, mode, sites);
      if (question.model === 'coverage' || question.model === 'sites') return [services[KIND]!.eldersCovered, 0];
      const elders = new Map(project.residences.map((home) => [home.id, home.elders ?? 0]));
      let [reached, metres] = [0, 0];
      for (const { id, services: of } of residences) {
        if (of[KIND]!.metres === null || leftOut.has(id)) continue;
        reached += elders.get(id)!;
        metres += elders.get(id)! * of[KIND]!.metres;
      }
      return [reached, -metres];
    };
    found.sites.forEach((site, i) => {
      const earlier = found.sites.slice(0, i);
      const [reached, saved] = worth([...earlier, site]);
      for (const other of found.sites.slice(i + 1)) {
        const [otherReached, otherSaved] = worth([...earlier, other]);
        expect(reached).toBeGreaterThanOrEqual(otherReached);
        // Metres in an evaluation are rounded to the millimetre. What reaches more people may well add more metres.
        if (reached === otherReached && reached === worth(earlier)[0]) expect(saved).toBeGreaterThan(otherSaved - 5);
        if (reached === otherReached && saved === otherSaved && saved === 0) expect(site.id < other.id).toBe(true);
      }
    });
  });
});

describe('a plan', () => {
  const project = makeSitingTown(95, [118.77, 32.066]);
  const made = prepare(project, 'walking');

  it('becomes facilities of a scenario, with ids that nobody has', () => {
    const [first] = project.candidates;
    const taken = { ...project, facilities: [...project.facilities, makeFacility(`new~${first!.id}`, [118, 32])] };
    const again = prepare(taken, 'straight');
    const place = sitesOf(again).sites.findIndex(({ id }) => id === first!.id);
    const edits = planEdits(again, [place]);
    expect(edits).toEqual([
      {
        action: 'add',
        facility: { id: `new~${first!.id}~`, name: first!.name, types: [KIND], position: first!.position },
      },
    ]);
    expect(applyEdits(taken, edits).facilities).toHaveLength(taken.facilities.length + 1);
  });

  it('of a kind that stands for several types adds the first of them', () => {
    const settings = { ...makeSettings(project, 'straight', LIMIT), limits: { meals: { metres: LIMIT } } };
    const meals = finish(prepareSiting(project, settings, makeRequest({ kind: 'meals' })));
    expect(planEdits(meals, [0])).toMatchObject([{ facility: { types: ['meal_point'] } }]);
    const { before, after } = plan(meals, [0]);
    expect([before['meals']!.facilities, after['meals']!.facilities]).toEqual([0, 1]);
  });

  it('keeps the proof, with the gap of the numbers that it writes', () => {
    const write = (given: Parameters<typeof makeAnswer>[1]) =>
      finish(createPlan(made, makeAnswer([0], given), { seconds: 1.23456, packs: [] }));
    expect(write({ objective: 200, bound: 210, gap: 0.05, status: 'within_gap' })).toMatchObject({
      ...{ status: 'within_gap', objective: 200, bound: 210, gap: 0.05, seconds: 1.235, model: 'coverage' },
    });
    expect(write({ objective: 0, bound: 0, gap: 0 })).toMatchObject({ objective: 0, bound: 0, gap: 0 });
    const open = write({ objective: 7, bound: Infinity, gap: Infinity, status: 'heuristic' });
    expect(open).toMatchObject({ objective: 7, bound: null, gap: null });
    expect(JSON.stringify(open)).not.toContain('Infinity');
  });

  it('without an answer has no sites, and says whom nothing can serve', () => {
    const cover = prepare(project, 'walking', { question: { model: 'sites', share: 1 } });
    const answer = makeAnswer([], {
      status: 'infeasible',
      objective: NaN,
      bound: NaN,
      gap: NaN,
      reason: 'unreachable',
    });
    const found = finish(createPlan(cover, answer, { seconds: 0, packs: [] }));
    expect(found).toMatchObject({
      status: 'infeasible',
      reason: 'unreachable',
      objective: null,
      bound: null,
      gap: null,
    });
    expect(found.sites).toEqual([]);
    expect(found.after).toEqual(found.before);
    expect(found.unreachable.length).toBeGreaterThan(0);
    const elders = found.unreachable.map((id) => project.residences.find((home) => home.id === id)!.elders!);
    expect(found.unreachableElders).toBe(elders.reduce((sum, each) => sum + each, 0));
  });

  it('tells what one must know', () => {
    const odd = {
      ...project,
      candidates: [
        ...project.candidates,
        makePremises('small', sitesOf(made).sites[0]!.position, { floor_area_m2: 3, floor: 1 }),
      ],
    };
    const forced = prepare(odd, 'walking', { forced: ['small'], question: { model: 'mean', count: 2 } });
    const { notes, sites, settings } = plan(forced, [sitesOf(forced).sites.findIndex(({ id }) => id === 'small')]);
    const codes = notes.map(({ code, value, detail }) => [code, value, detail]);
    const blank = project.residences.filter(({ elders }) => elders === null).length;
    expect(codes).toContainEqual(['weight_unknown', blank, null]);
    expect(codes).toContainEqual(['elders_unplaced', evaluateWith(project, 'walking', []).totals.unplacedElders, null]);
    expect(codes).toContainEqual(['unreachable_left_out', forced.unreachable.length, null]);
    expect(codes).toContainEqual(['forced_despite', 'small', 'floor_area']);
    const unknown = sitesOf(forced).sites.filter((site) => site.unknown.includes('own_entrance')).length;
    expect(codes).toContainEqual(['condition_unknown', unknown, 'own_entrance']);
    expect(codes).toContainEqual(['requirements_not_tested', null, null]);
    expect(sites).toMatchObject([{ id: 'small', forced: true, unknownConditions: ['own_entrance', 'fire_safety'] }]);
    expect(settings.candidates.source).toBe('list');
    expect(settings.services).toMatchObject([{ conditions: { floorAreaM2: 200, source: 'own_defaults' } }]);
    const along = prepare({ ...project, candidates: [] }, 'walking');
    expect(plan(along, [0]).notes).toContainEqual({ code: 'no_premises', value: null, detail: 'network' });
  });

  it('names the requirements that a site turns met, once', () => {
    const count = { kind: 'count_total', set: DAY_CARE } as const;
    const row = (id: string, value: number) =>
      makeRow(id, count, { unit: 'count', target: { comparator: '>=', value } });
    const pack = makePack([row('TWO', 2), row('THREE', 3), row('FOUR', 4), row('NINE', 9)]);
    const [first, second] = choose(made, 3, 2);
    const { sites } = plan(made, [first!, second!], [pack]);
    // Two are there, so that one row is met without any site.
    expect(sites.map(({ requirementsMet }) => requirementsMet)).toEqual([['THREE'], ['FOUR']]);
    const odd = makePack([row('THREE', 3), row('FIVE', 5), row('SEVEN', 7), row('ALSO_SEVEN', 7), row('EIGHT', 8)]);
    expect(plan(made, choose(made, 3, 5), [odd]).sites.map(({ requirementsMet }) => requirementsMet)).toEqual([
      ['THREE'],
      [],
      ['FIVE'],
      [],
      ['SEVEN', 'ALSO_SEVEN'],
    ]);
    expect(plan(made, [first!], [pack]).notes.map(({ code }) => code)).not.toContain('requirements_not_tested');
  });
});
