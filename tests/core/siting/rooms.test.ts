/** Facilities with room for so many: who is assigned where, against an integer program of the same question. */
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { assign } from '../../../src/core/siting/plan-assign.ts';
import { createPlan, planEdits } from '../../../src/core/siting/plan.ts';
import { finishSiting, solve } from '../../../src/core/siting/solve.ts';
import type { Solver } from '../../../src/core/siting/types.ts';
import { finish, type Mode, type Project } from '../../../src/core/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { CORNERS, createRandom, makeFacility, makeProject, makeResidence } from '../make.ts';
import { makeAnswer, makePremises, makeRequest, makeSettings, makeSitingTown, sitesOf } from './siting-town.ts';
import type { GivenRequest } from './siting-town.ts';

const LIMIT = 260;
let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

function prepare(project: Project, mode: Mode, given: GivenRequest = {}): SitingCase {
  return finish(prepareSiting(project, makeSettings(project, mode, LIMIT), makeRequest(given)));
}

/** Some facilities know their places, others do not; premises say theirs. */
function makeTown(seed: number, at: (typeof CORNERS)[number]['at']): Project {
  const town = makeSitingTown(seed, at);
  const random = createRandom(seed);
  return {
    ...town,
    facilities: town.facilities.map((facility, i) => ({
      ...facility,
      attributes: i % 2 === 0 ? { day_places: 10 + Math.floor(random() * 30) } : {},
    })),
    candidates: town.candidates.map((candidate) => ({
      ...candidate,
      attributes: { day_places: 5 + Math.floor(random() * 60) },
    })),
  };
}

/** The most people that chosen sites and existing facilities can take, by an integer program of this file's own. */
function mostAssigned({ instance, rules }: SitingCase, chosen: readonly number[]): number {
  const { weights, pairs, limitMetres, candidates } = instance;
  const { capacities = new Float64Array(candidates), existingPlaces } = rules;
  const ways: { row: number; place: number }[] = [];
  const list = (from: typeof pairs, place: number, name: number) => {
    for (let i = from.starts[place]!; i < from.starts[place + 1]!; i++) {
      if (from.metres[i]! <= limitMetres) ways.push({ row: from.rows[i]!, place: name });
    }
  };
  for (const site of chosen) list(pairs, site, site);
  existingPlaces!.capacities.forEach((_, place) => list(existingPlaces!.pairs, place, candidates + place));
  if (ways.length === 0) return 0;
  const rooms = [...capacities, ...existingPlaces!.capacities];
  const rows = weights.length;
  const rowUpper = Float64Array.from([...weights, ...rooms]);
  const solution = solver(
    {
      maximize: true,
      costs: new Float64Array(ways.length).fill(1),
      lower: new Float64Array(ways.length),
      upper: new Float64Array(ways.length).fill(1e9),
      // Weights and rooms are whole, so that whole people are no restriction, and the answer is exact.
      integer: new Uint8Array(ways.length).fill(1),
      rowLower: new Float64Array(rowUpper.length).fill(-Infinity),
      rowUpper,
      starts: Int32Array.from({ length: ways.length + 1 }, (_, i) => 2 * i),
      indices: Int32Array.from(ways.flatMap(({ row, place }) => [row, rows + place])),
      values: new Float64Array(2 * ways.length).fill(1),
    },
    { seconds: 30, start: null },
  );
  expect(solution.status).toBe('optimal');
  return solution.objective;
}

const TOWNS = CORNERS.flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).map((mode) => ({ name, at, mode, seed: 40 + i })),
);

describe.each(TOWNS)('rooms in $name, $mode', ({ at, mode, seed }) => {
  const project = makeTown(seed, at);
  const capacity = { placesPerSite: null, peoplePerPlace: 2 };
  const made = prepare(project, mode, { capacity, question: { model: 'coverage', count: 4 } });

  it('are filled as far as they can be', () => {
    const random = createRandom(seed);
    for (let round = 0; round < 5; round++) {
      const chosen = sitesOf(made).sites.flatMap((_, place) => (random() < 0.4 ? [place] : []));
      const { sites, existing, left } = assign(made.instance, made.rules, chosen, false);
      const all = sites.reduce((sum, people) => sum + people, 0) + existing;
      expect(all).toBeCloseTo(mostAssigned(made, chosen), 6);
      expect(all + left).toBeCloseTo(
        made.instance.weights.reduce((sum, weight) => sum + weight, 0),
        6,
      );
      sites.forEach((people, site) => {
        expect(people).toBeLessThanOrEqual(chosen.includes(site) ? made.rules.capacities![site]! + 1e-9 : 0);
      });
    }
  });

  it('make a plan whose assigned people are its objective', () => {
    const now = () => performance.now();
    const answer = finishSiting(solve(made.instance, made.question, made.rules, { solver, seconds: 30, now }));
    expect(answer.status).toBe('optimal');
    const plan = finish(createPlan(made, answer, { seconds: 0, packs: [] }));
    const { existing } = assign(made.instance, made.rules, answer.chosen, false);
    const assigned = plan.sites.reduce((sum, site) => sum + site.assigned!, 0);
    expect(assigned + existing).toBeCloseTo(plan.objective!, 5);
    for (const { id, capacity: room } of plan.sites) {
      const places = project.candidates.find((candidate) => candidate.id === id)!.attributes['day_places'];
      expect(room).toBe(2 * Number(places));
    }
    const unknown = project.facilities.filter(({ attributes }) => attributes['day_places'] === undefined).length;
    expect(plan.notes).toContainEqual({ code: 'room_unknown', value: unknown, detail: 'day_care' });
    expect(plan.notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['room_not_in_figures', 'no_alternatives']),
    );
    expect(plan.sites.every(({ alternative }) => alternative === null)).toBe(true);
  });
});

describe('a small town with rooms', () => {
  const project = makeProject({
    residences: [makeResidence('a', [118, 32], { elders: 50 }), makeResidence('b', [118.001, 32], { elders: 30 })],
    facilities: [makeFacility('f', [118, 32], { attributes: { day_places: 20 } })],
    candidates: [
      makePremises('p', [118.0005, 32], { day_places: 25, floor_area_m2: 300, cost: 4 }),
      makePremises('q', [118.001, 32]),
    ],
  });

  it('covers no more than it has room for, though everybody is near', () => {
    const made = prepare(project, 'straight', { capacity: { placesPerSite: 40, peoplePerPlace: 1 } });
    const run = (chosen: number[]) => assign(made.instance, made.rules, chosen, false);
    expect(run([])).toMatchObject({ existing: 20, left: 60 });
    expect(run([0])).toMatchObject({ sites: Float64Array.of(40, 0), existing: 20, left: 20 });
    expect(run([0, 1])).toMatchObject({ existing: 20, left: 0 });
    expect(planEdits(made, [0])).toMatchObject([
      { facility: { attributes: { cost: 4, floor_area_m2: 300, day_places: 40 } } },
    ]);
  });

  it('leaves out premises that do not say their places, and refuses where none does', () => {
    const capacity = { placesPerSite: null, peoplePerPlace: 1 };
    const made = prepare(project, 'straight', { capacity });
    expect(sitesOf(made).sites.map(({ id }) => id)).toEqual(['p']);
    expect(sitesOf(made).excluded).toMatchObject([{ id: 'q', reasons: ['places_unknown'] }]);
    const refuse = (given: GivenRequest, from = project) =>
      expect(() => prepare(from, 'straight', { capacity, ...given }));
    refuse({ forced: ['q'] }).toThrow(expect.objectContaining({ code: 'forced_without_places', value: 'q' }));
    const none = { ...project, candidates: project.candidates.slice(1) };
    refuse({}, none).toThrow(expect.objectContaining({ code: 'no_places', value: 1 }));
    refuse({ question: { model: 'worst', count: 1 } }).toThrow(
      expect.objectContaining({ code: 'no_capacities_for_worst' }),
    );
  });

  it('keeps the shortest walks that rooms allow', () => {
    const given: GivenRequest = {
      capacity: { placesPerSite: 35, peoplePerPlace: 1 },
      question: { model: 'mean', count: 2 },
    };
    const made = prepare(project, 'straight', given);
    const answer = finishSiting(
      solve(made.instance, made.question, made.rules, { solver, seconds: 10, now: () => performance.now() }),
    );
    // 20 stay at f (0 m); b (30) goes to q beside it; the other 30 of a to p, some 47 m away.
    const metres = made.instance.pairs.metres[made.instance.pairs.starts[0]!]!;
    expect(metres).toBeGreaterThan(40);
    expect(answer).toMatchObject({ status: 'optimal', chosen: [0, 1] });
    expect(answer.objective).toBeCloseTo((30 * metres) / 80, 6);
    const plan = finish(createPlan(made, answer, { seconds: 0, packs: [] }));
    expect(plan.sites.reduce((sum, { assigned }) => sum + assigned!, 0)).toBe(60);
  });

  it('says where only some take up room', () => {
    const scope = { in: 'areas', ids: ['a'] } as const;
    const made = prepare(project, 'straight', { capacity: { placesPerSite: 9, peoplePerPlace: 1 }, scope });
    const { notes } = finish(createPlan(made, makeAnswer([0]), { seconds: 0, packs: [] }));
    expect(notes.map(({ code }) => code)).toContain('room_of_weight_only');
  });
});
