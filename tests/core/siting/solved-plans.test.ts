/** From project to proven plan, against trying every pair of sites and evaluating the town afresh. */
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { createPlan, type Plan } from '../../../src/core/siting/plan.ts';
import { finishSiting, solve } from '../../../src/core/siting/solve.ts';
import type { Question, Solver } from '../../../src/core/siting/types.ts';
import { finish, type Mode, type Project, type ServiceResult } from '../../../src/core/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { CORNERS, makeFacility, makeProject, makeResidence } from '../make.ts';
import { makePremises, makeRequest, makeSettings, makeSitingTown, sitesOf } from './siting-town.ts';

const LIMIT = 260;

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

function site(project: Project, mode: Mode, question: Question): { made: SitingCase; plan: Plan } {
  const made = finish(prepareSiting(project, makeSettings(project, mode, LIMIT), makeRequest({ question })));
  const now = () => performance.now();
  const answer = finishSiting(solve(made.instance, question, made.rules, { solver, seconds: 30, now }));
  return { made, plan: finish(createPlan(made, answer, { seconds: 0, packs: [] })) };
}

/** The figures of the town with facilities at some sites; homes that weigh nothing are taken to hold nobody. */
function evaluateWith(made: SitingCase, places: readonly number[]): ServiceResult {
  const { project, settings, demand, instance } = made;
  const { sites } = sitesOf(made);
  const weights = new Map(demand.residences.map(({ id }, row) => [id, instance.weights[row]!]));
  const town = {
    ...project,
    residences: project.residences.map((home) => ({ ...home, elders: weights.get(home.id)! })),
    facilities: [...project.facilities, ...places.map((at, i) => makeFacility(`zz${i}`, sites[at]!.position))],
  };
  return finish(evaluate(town, settings, { areaShares: false, residences: false })).services['day_care']!;
}

/** None, every one, and every two of the sites. */
function everyPair(made: SitingCase): number[][] {
  const places = sitesOf(made).sites.map((_, place) => place);
  return [[], ...places.map((a) => [a]), ...places.flatMap((a) => places.filter((b) => b > a).map((b) => [a, b]))];
}

const TOWNS = CORNERS.slice(0, 4).flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).map((mode) => ({ name, at, mode, seed: 500 + i })),
);

describe.each(TOWNS)('the best two sites in $name, $mode', ({ at, mode, seed }) => {
  const project = makeSitingTown(seed, at);

  it('cover the most elders', () => {
    const { made, plan } = site(project, mode, { model: 'coverage', count: 2 });
    const best = Math.max(...everyPair(made).map((places) => evaluateWith(made, places).eldersCovered));
    expect(plan).toMatchObject({ status: 'optimal', objective: best, gap: 0 });
    expect(plan.after['day_care']!.eldersCovered).toBe(best);
    expect(plan.sites.length).toBeLessThanOrEqual(2);
  });

  it.each(['mean', 'worst'] as const)('make the least %s', (model) => {
    const { made, plan } = site(project, mode, { model, count: 2 });
    const figures = everyPair(made).map((places) => evaluateWith(made, places));
    // Whoever is reached by nobody would be in no mean: such a choice is no answer.
    const figure = ({ meanMetres, worstMetres, unreachableElders }: ServiceResult) =>
      unreachableElders > 0 ? Infinity : ((model === 'mean' ? meanMetres : worstMetres) ?? Infinity);
    const best = Math.min(...figures.map(figure));
    if (best === Infinity) expect(plan).toMatchObject({ status: 'infeasible', objective: null });
    else {
      expect(plan.status).toBe('optimal');
      expect(Math.abs(plan.objective! - best)).toBeLessThan(0.002);
      expect(Math.abs(plan.bound! - best)).toBeLessThan(0.002);
    }
  });

  it('that cover what they can are the fewest', () => {
    const { made, plan: most } = site(project, mode, { model: 'coverage', count: 2 });
    const total = made.instance.weights.reduce((sum, weight) => sum + weight, 0);
    const share = most.objective! / total;
    const { plan } = site(project, mode, { model: 'sites', share });
    const enough = everyPair(made).filter((places) => evaluateWith(made, places).eldersCovered >= most.objective!);
    const fewest = Math.min(...enough.map((places) => places.length));
    expect(plan).toMatchObject({ model: 'sites', status: 'optimal', objective: fewest });
    expect(plan.sites).toHaveLength(fewest);
    expect(plan.after['day_care']!.eldersCovered).toBeGreaterThanOrEqual(most.objective!);
  });

  it('cover everybody, or name whom nothing reaches', () => {
    const { made, plan } = site(project, mode, { model: 'sites', share: 1 });
    const all = evaluateWith(
      made,
      sitesOf(made).sites.map((_, place) => place),
    );
    const left = made.demand.elders.reduce((sum, elders) => sum + (elders || 0), 0) - all.eldersCovered;
    expect(plan.unreachableElders).toBe(left);
    if (left > 0)
      expect(plan).toMatchObject({ status: 'infeasible', reason: 'unreachable', objective: null, sites: [] });
    else expect(plan).toMatchObject({ status: 'optimal', unreachable: [], after: { day_care: { eldersShare: 1 } } });
  });
});

describe('islands of streets', () => {
  /** Two streets that do not meet; a facility stands on the first. On the second live `elders`. */
  function makeIslands(elders: number): Project {
    const lines = [
      [118.77, 32.066, 118.79, 32.066],
      [118.77, 32.08, 118.775, 32.08],
    ];
    return makeProject({
      walkways: {
        coordinates: Float64Array.from(lines.flat()),
        starts: Uint32Array.from([0, 2, 4]),
        ids: ['a', 'b'],
        kinds: ['footway', 'footway'],
        attributes: [{}, {}],
      },
      residences: [
        makeResidence('near', [118.771, 32.066], { elders: 500 }),
        makeResidence('far', [118.789, 32.066], { elders: 500 }),
        makeResidence('island', [118.772, 32.08], { elders }),
      ],
      facilities: [makeFacility('f', [118.77, 32.066])],
      candidates: [makePremises('p', [118.788, 32.066]), makePremises('q', [118.773, 32.08])],
    });
  }
  const one: Question = { model: 'mean', count: 1 };

  it('with a hundredth of all elders get their site before any walk becomes shorter', () => {
    const { plan } = site(makeIslands(20), 'walking', one);
    expect(plan.sites.map(({ id }) => id)).toEqual(['q']);
    expect(plan.notes.map(({ code }) => code)).not.toContain('islands_left_out');
    expect(plan.objective).toBeCloseTo(plan.after['day_care']!.meanMetres!, 2);
  });

  it('with fewer are left out and named', () => {
    const { plan } = site(makeIslands(10), 'walking', one);
    expect(plan.sites.map(({ id }) => id)).toEqual(['p']);
    expect(plan.notes).toContainEqual({ code: 'islands_left_out', value: 1, detail: 'island' });
    expect(plan.objective).toBeCloseTo(plan.after['day_care']!.meanMetres!, 2);
  });

  it('count as ever where people must be covered', () => {
    const { plan } = site(makeIslands(10), 'walking', { model: 'sites', share: 1 });
    expect(plan.sites.map(({ id }) => id).sort()).toEqual(['p', 'q']);
  });

  it('keep the one with most people where there is no facility at all', () => {
    const { plan } = site({ ...makeIslands(3), facilities: [] }, 'walking', one);
    expect(plan.sites.map(({ id }) => id)).toEqual(['p']);
    expect(plan.notes).toContainEqual({ code: 'islands_left_out', value: 1, detail: 'island' });
  });
});
