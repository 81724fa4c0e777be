/** What a plan says of each site beside its gain, against every facility and candidate looked at one by one. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { createPlan, type Plan } from '../../../src/core/siting/plan.ts';
import type { Question } from '../../../src/core/siting/types.ts';
import { finish, type Facility, type Mode, type Position, type Project } from '../../../src/core/types.ts';
import { CORNERS, createRandom, makeFacility, makeProject, makeResidence } from '../make.ts';
import { makeAnswer, makePremises, makeRequest, makeSettings, makeSitingTown, sitesOf } from './siting-town.ts';
import type { GivenRequest } from './siting-town.ts';

const LIMIT = 260;
const KIND = 'day_care';

function prepare(project: Project, mode: Mode, given: GivenRequest = {}): SitingCase {
  return finish(prepareSiting(project, makeSettings(project, mode, LIMIT), makeRequest(given)));
}
const planOf = (made: SitingCase, chosen: number[]): Plan =>
  finish(createPlan(made, makeAnswer(chosen), { seconds: 0, packs: [] }));

/** Metres from each home to the nearest of some facilities, Infinity without. */
function metresTo(project: Project, mode: Mode, facilities: Facility[]): Map<string, number> {
  const settings = makeSettings(project, mode, LIMIT);
  const { residences = [] } = finish(
    evaluate({ ...project, facilities }, settings, { areaShares: false, residences: true }),
  );
  return new Map(residences.map(({ id, services }) => [id, services[KIND]!.metres ?? Infinity]));
}

/** As the objective is defined, over homes that weigh something in the case. */
function objectiveOf(made: SitingCase, mode: Mode, positions: readonly Position[]): number {
  const { project, demand, instance, question } = made;
  const added = positions.map((position, i) => makeFacility(`zz${i}`, position));
  const metres = metresTo(project, mode, [...project.facilities, ...added]);
  let [covered, walked, all, worst] = [0, 0, 0, 0];
  demand.residences.forEach(({ id }, row) => {
    const [weight, far] = [instance.weights[row]!, metres.get(id)!];
    if (weight === 0) return;
    if (far <= LIMIT) covered += weight;
    walked += weight * far;
    all += weight;
    worst = Math.max(worst, far);
  });
  if (question.model === 'mean') return walked / all;
  return question.model === 'worst' ? worst : covered;
}

function choose(made: SitingCase, seed: number, count: number): number[] {
  const random = createRandom(seed);
  const places = sitesOf(made).sites.map((_, place) => ({ place, key: random() }));
  places.sort((a, b) => a.key - b.key);
  return places.slice(0, count).map(({ place }) => place);
}

const MODELS: Question[] = [
  { model: 'coverage', count: 4 },
  { model: 'sites', share: 0.9 },
  { model: 'mean', count: 4 },
  { model: 'worst', count: 4 },
];
const TOWNS = CORNERS.flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).flatMap((mode) =>
    MODELS.map((question, k) => ({ name, at, mode, question, model: question.model, seed: 900 + 10 * i + k })),
  ),
);
let alternatives = 0;
let overlaps = 0;

describe.each(TOWNS)('a site in $name, $mode, $model', ({ at, mode, question, seed }) => {
  const project = makeSitingTown(seed, at);
  const made = prepare(project, mode, { question });
  const { sites } = planOf(made, choose(made, seed, 4));
  const elders = new Map(project.residences.map((home) => [home.id, home.elders ?? 0]));

  it('overlaps whom others reach as well', () => {
    for (const site of sites) {
      const others = sites.filter((each) => each !== site).map(({ id, lon, lat }) => makeFacility(id, [lon, lat]));
      const own = metresTo(project, mode, [makeFacility('own', [site.lon, site.lat])]);
      const rest = metresTo(project, mode, [...project.facilities, ...others]);
      const both = [...own].filter(([id, metres]) => metres <= LIMIT && rest.get(id)! <= LIMIT);
      expect(site.overlapsWith).toBe(both.reduce((sum, [id]) => sum + elders.get(id)!, 0));
      overlaps += both.length;
    }
  });

  it('could stand where it would do second best near by', () => {
    const isShort = question.model === 'mean' || question.model === 'worst';
    const positions = sites.map(({ lon, lat }): Position => [lon, lat]);
    const now = objectiveOf(made, mode, positions);
    sites.forEach(({ id, lon, lat, alternative }, i) => {
      const without = objectiveOf(made, mode, positions.toSpliced(i, 1));
      const worth = Math.abs(without - now);
      const near = sitesOf(made).sites.filter(
        (other) =>
          other.id !== id &&
          sites.every((site) => site.id !== other.id) &&
          distanceMetres(lon, lat, other.position[0], other.position[1]) <= LIMIT,
      );
      const differences = near
        .map(({ position }) => objectiveOf(made, mode, positions.toSpliced(i, 1, position)) - now)
        .filter((difference) => (isShort ? difference : -difference) <= 0.5 * worth && worth > 0)
        .filter(Number.isFinite);
      // What a home reaches nowhere is in no difference of means.
      if (!Number.isFinite(now)) {
        expect(alternative).toBeNull();
        return;
      }
      if (differences.length === 0) {
        expect(alternative).toBeNull();
        return;
      }
      alternatives++;
      const best = isShort ? Math.min(...differences) : Math.max(...differences);
      expect(alternative!.objectiveDifference).toBeCloseTo(best, 2);
      expect(near.map((other) => other.id)).toContain(alternative!.id);
    });
  });
});

it('alternatives and overlaps were there to be found', () => {
  expect(alternatives).toBeGreaterThan(20);
  expect(overlaps).toBeGreaterThan(20);
});

describe('an alternative', () => {
  /** A row of homes; p is chosen, q stands beside it, r farther on. */
  const project = makeProject({
    residences: [
      makeResidence('a', [118, 32], { elders: 60 }),
      makeResidence('b', [118.001, 32], { elders: 40 }),
      makeResidence('c', [118.004, 32], { elders: 30 }),
    ],
    candidates: [
      makePremises('p', [118, 32], { cost: 50, floor_area_m2: 300 }),
      makePremises('q', [118.0005, 32], { cost: 80, floor_area_m2: 300 }),
      makePremises('r', [118.004, 32], { cost: 20, floor_area_m2: 300 }),
    ],
  });
  const settings = makeSettings(project, 'straight', 120);
  const alternativeOf = (given: GivenRequest, chosen = [0]) => {
    const made = finish(prepareSiting(project, settings, makeRequest({ checkConditions: false, ...given })));
    return planOf(made, chosen).sites.find(({ id }) => id === 'p')!.alternative;
  };

  it('is the best of those near by', () => {
    expect(alternativeOf({})).toEqual({
      ...{ id: 'q', name: 'premises q', lon: 118.0005, lat: 32 },
      objectiveDifference: 0,
    });
  });

  it('is none that is forbidden, chosen already, or too dear', () => {
    expect(alternativeOf({ forbidden: ['q'] })).toBeNull();
    expect(alternativeOf({}, [0, 1])).toBeNull();
    expect(alternativeOf({ budget: 79 })).toBeNull();
    expect(alternativeOf({ budget: 80 })).toMatchObject({ id: 'q' });
  });

  it('is not looked for where the site was forced', () => {
    expect(alternativeOf({ forced: ['p'] })).toBeNull();
  });

  it('costs of a site are shared by whom it gains', () => {
    const made = finish(prepareSiting(project, settings, makeRequest({ checkConditions: false })));
    const [first, second] = planOf(made, [0, 1]).sites;
    expect(first).toMatchObject({ id: 'p', eldersGained: 100, costPerElder: 0.5 });
    expect(second).toMatchObject({ id: 'q', eldersGained: 0, costPerElder: null });
  });
});

describe('homes that nobody can serve', () => {
  it('are named with the reason, and with what was kept out near by', () => {
    const project = makeProject({
      residences: [
        makeResidence('served', [118, 32]),
        makeResidence('forbidden', [118.1, 32]),
        makeResidence('unfit', [118.2, 32]),
        makeResidence('alone', [118.3, 32], { elders: 7 }),
      ],
      candidates: [
        makePremises('p', [118, 32]),
        makePremises('q', [118.1, 32]),
        makePremises('far', [118.2015, 32], { floor_area_m2: 3 }),
        makePremises('near', [118.2001, 32], { floor: 'B1' }),
      ],
    });
    const request = makeRequest({ question: { model: 'sites', share: 1 }, forbidden: ['q'] });
    const made = finish(prepareSiting(project, makeSettings(project, 'straight', 200), request));
    const answer = makeAnswer([], { status: 'infeasible', reason: 'unreachable', objective: NaN, bound: NaN });
    const { unreachableHomes, excluded } = finish(createPlan(made, answer, { seconds: 0, packs: [] }));
    expect(unreachableHomes.map(({ id, elders, reason, excluded: kept }) => [id, elders, reason, kept])).toEqual([
      ['alone', 7, 'none_near', []],
      ['forbidden', 100, 'forbidden', []],
      ['unfit', 100, 'excluded', ['near', 'far']],
    ]);
    expect(excluded.map(({ id, reasons }) => [id, ...reasons])).toEqual([
      ['far', 'floor_area'],
      ['near', 'below_ground'],
    ]);
    const found = finish(createPlan(made, makeAnswer([0]), { seconds: 0, packs: [] }));
    expect(found.unreachableHomes).toEqual([]);
    expect(found.unreachable).toEqual(['alone', 'forbidden', 'unfit']);
  });

  it('on foot may be off the streets', () => {
    const town = makeSitingTown(95, [118.77, 32.066]);
    const lost = makeResidence('lost', [118.9, 32.2]);
    const made = prepare({ ...town, residences: [...town.residences, lost] }, 'walking');
    const answer = makeAnswer([], { status: 'infeasible', reason: 'unreachable', objective: NaN, bound: NaN });
    const { unreachableHomes } = finish(createPlan(made, answer, { seconds: 0, packs: [] }));
    expect(unreachableHomes.find(({ id }) => id === 'lost')).toMatchObject({ reason: 'unplaced', service: KIND });
  });
});
