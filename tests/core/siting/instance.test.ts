/** Projects as numbers for a solver: every pair against a run with that one site as the only facility. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { SitingRefusal } from '../../../src/core/siting/refusal.ts';
import { finish, type Mode, type Project } from '../../../src/core/types.ts';
import { CORNERS, makeFacility, makeProject, makeResidence } from '../make.ts';
import { makePremises, makeRequest, makeSettings, makeSitingTown, sitesOf, type GivenRequest } from './siting-town.ts';

const LIMIT = 260;

function prepare(project: Project, mode: Mode, given: GivenRequest = {}): SitingCase {
  return finish(prepareSiting(project, makeSettings(project, mode, LIMIT), makeRequest(given)));
}

/** Metres (to the millimetre) to a set of facilities by home, from an evaluation; Infinity where none is reached. */
function metresByHand(project: Project, mode: Mode): Map<string, number> {
  const settings = makeSettings(project, mode, LIMIT);
  const { residences = [] } = finish(evaluate(project, settings, { areaShares: false, residences: true }));
  return new Map(residences.map(({ id, services }) => [id, services['day_care']!.metres ?? Infinity]));
}

const mm = (metres: number): number => Math.round(metres * 1000) / 1000;

/** Home and metres of every pair of one candidate. */
function pairsOf({ instance, demand }: SitingCase, site: number): [string, number][] {
  const { starts, rows, metres } = instance.pairs;
  const pairs: [string, number][] = [];
  for (let i = starts[site]!; i < starts[site + 1]!; i++) pairs.push([demand.residences[rows[i]!]!.id, mm(metres[i]!)]);
  return pairs.sort();
}

const TOWNS = CORNERS.flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).map((mode) => ({ name, at, mode, seed: 80 + i })),
);

describe.each(TOWNS)('in $name, $mode', ({ at, mode, seed }) => {
  const project = makeSitingTown(seed, at);
  const existing = metresByHand(project, mode);
  const alone = (made: SitingCase, site: number) =>
    metresByHand({ ...project, facilities: [makeFacility('x', sitesOf(made).sites[site]!.position)] }, mode);

  it('pairs for coverage are all within the limit of homes that have none', () => {
    const made = prepare(project, mode);
    sitesOf(made).sites.forEach((_, site) => {
      const expected = [...alone(made, site)].filter(([id, metres]) => metres <= LIMIT && existing.get(id)! > LIMIT);
      expect(pairsOf(made, site)).toEqual(expected.sort());
    });
    expect(made.instance.pairs.rows.length).toBeGreaterThan(3);
  });

  it('pairs for walks are all that are shorter than what is there, however long', () => {
    const made = prepare(project, mode, { question: { model: 'mean', count: 2 } });
    sitesOf(made).sites.forEach((_, site) => {
      const expected = [...alone(made, site)].filter(([id, metres]) => metres < existing.get(id)!);
      expect(pairsOf(made, site)).toEqual(expected.sort());
    });
  });

  it('rows weigh what lives there, and are as far from a facility as in an evaluation', () => {
    const made = prepare(project, mode);
    const byId = new Map(project.residences.map((residence) => [residence.id, residence]));
    made.demand.residences.forEach(({ id }, row) => {
      expect(made.instance.weights[row]).toBe(byId.get(id)!.elders ?? 0);
      expect(mm(made.instance.existing[row]!)).toBe(existing.get(id));
    });
    const oldest = prepare(project, mode, { weight: 'elders_80' });
    oldest.demand.residences.forEach(({ id }, row) => {
      expect(oldest.instance.weights[row]).toBe(byId.get(id)!.elders80 ?? 0);
    });
    expect(oldest.withoutWeight).toBe(project.residences.filter(({ elders80 }) => elders80 === null).length);
  });

  it('homes that nothing can serve are named', () => {
    const made = prepare(project, mode);
    const all = sitesOf(made).sites.map(({ position }, i) => makeFacility(`x${i}`, position));
    const best = metresByHand({ ...project, facilities: [...project.facilities, ...all] }, mode);
    const people = project.residences.filter(({ elders }) => elders !== null && elders > 0).map(({ id }) => id);
    const beyond = (metres: number) => people.filter((id) => !(best.get(id)! <= metres)).sort();
    const namesOf = ({ demand, unreachable }: SitingCase) =>
      unreachable.map((row) => demand.residences[row]!.id).sort();
    expect(namesOf(made)).toEqual(beyond(LIMIT));
    const short = prepare(project, mode, { question: { model: 'worst', count: 2 } });
    expect(namesOf(short)).toEqual(beyond(1e9));
    // They are in no mean, so they weigh nothing there.
    for (const row of short.unreachable) expect(short.instance.weights[row]).toBe(0);
    for (const row of made.unreachable) expect(made.instance.weights[row]).toBeGreaterThan(0);
  });

  it('a candidate off the streets is none, on foot only, unless it is forced', () => {
    const far = { ...project, candidates: [...project.candidates, makePremises('p99', [at[0] + 0.5, at[1]])] };
    const made = prepare(far, mode);
    const reasons = sitesOf(made).excluded.find(({ id }) => id === 'p99')?.reasons;
    expect(reasons).toEqual(mode === 'walking' ? ['unplaced'] : undefined);
    const forced = prepare(far, mode, { forced: ['p99'] });
    const place = sitesOf(forced).sites.findIndex(({ id }) => id === 'p99');
    expect(sitesOf(forced).sites[place]!.despite).toEqual(mode === 'walking' ? ['unplaced'] : []);
    expect(pairsOf(forced, place)).toEqual([]);
    expect(forced.rules.forced).toEqual([place]);
  });
});

describe('the rules', () => {
  const project = makeSitingTown(90, [118.77, 32.066]);
  const place = (made: SitingCase, id: string) => sitesOf(made).sites.findIndex((site) => site.id === id);

  it('know sites by their places', () => {
    const made = prepare(project, 'straight', { forced: ['p3', 'p3'], forbidden: ['p10'] });
    expect(made.rules).toEqual({ forced: [place(made, 'p3')], forbidden: [place(made, 'p10')] });
  });

  it('hold costs with a budget', () => {
    const costs = project.candidates.map((candidate, i) => ({ ...candidate, attributes: { cost: 10 + i } }));
    const made = prepare({ ...project, candidates: costs }, 'straight', { budget: 33 });
    expect(made.rules.budget).toBe(33);
    expect([...made.rules.costs!]).toEqual(
      sitesOf(made).sites.map(({ id }) => costs.find((each) => each.id === id)!.attributes.cost),
    );
  });

  it('group sites by subdistrict, those outside in none', () => {
    const outside = { ...project, candidates: [...project.candidates, makePremises('p98', [0, 0])] };
    const made = prepare(outside, 'straight', { atMostPerSubdistrict: 1, atLeastPerSubdistrict: 0 });
    expect(made.rules).toMatchObject({ atMostPerGroup: 1, atLeastPerGroup: 0 });
    sitesOf(made).sites.forEach(({ areas }, site) => {
      const group = made.rules.groups![site]!;
      const names = areas.map((area) => made.demand.areas[area]!.id);
      if (names.length === 0) expect(group).toBe(-1);
      else expect(names).toContain(made.demand.areas[group]!.id);
    });
    expect(new Set(made.rules.groups)).toEqual(new Set([-1, 4, 5]));
  });

  it('forbid what would serve a home, so that nothing does', () => {
    const lonely = makeProject({
      residences: [makeResidence('h', [118, 32]), makeResidence('far', [118.5, 32])],
      candidates: [makePremises('p', [118, 32]), makePremises('q', [118.1, 32])],
    });
    expect(prepare(lonely, 'straight').unreachable).toEqual([0]);
    expect(prepare(lonely, 'straight', { forbidden: ['p'] }).unreachable).toEqual([0, 1]);
  });
});

describe('what cannot be asked is refused by code', () => {
  const project = makeSitingTown(91, [118.77, 32.066]);
  const tooSmall = project.candidates.map((candidate) => ({ ...candidate, attributes: { floor_area_m2: 5 } }));

  type Refused = { odd: Partial<Project>; given: GivenRequest; code: string; value: string | number };
  const nobody = [makeResidence('h', [118, 32], { elders: 0 })];
  it.each<[string, Refused]>([
    ['an empty list', { odd: { candidates: [] }, given: { source: 'list' }, code: 'no_candidates', value: 0 }],
    ['a list of which nothing fits', { odd: { candidates: tooSmall }, given: {}, code: 'no_candidates', value: 12 }],
    ['an id that nobody has', { odd: {}, given: { forced: ['p1', 'zz'] }, code: 'unknown_site', value: 'zz' }],
    ['an id to forbid that nobody has', { odd: {}, given: { forbidden: ['yy'] }, code: 'unknown_site', value: 'yy' }],
    ['a budget without costs', { odd: {}, given: { budget: 5 }, code: 'no_costs', value: 12 }],
    [
      'subdistricts where there are none',
      { odd: { areas: [] }, given: { atMostPerSubdistrict: 1 }, code: 'no_subdistricts', value: 12 },
    ],
    ['a town of nobody', { odd: { residences: nobody }, given: {}, code: 'nobody', value: 'elders' }],
  ])('%s', (_, { odd, given, code, value }) => {
    const run = () => prepare({ ...project, ...odd }, 'straight', given);
    expect(run).toThrow(SitingRefusal);
    expect(run).toThrow(expect.objectContaining({ code, value }));
  });

  it('a forced site without a cost, with a budget', () => {
    const [first, ...rest] = project.candidates;
    const candidates = [first!, ...rest.map((candidate) => ({ ...candidate, attributes: { cost: 1 } }))];
    const run = () => prepare({ ...project, candidates }, 'straight', { budget: 9, forced: [first!.id] });
    expect(run).toThrow(expect.objectContaining({ code: 'forced_without_cost', value: first!.id }));
  });

  it('a kind without a limit is our mistake', () => {
    expect(() => prepare(project, 'straight', { kind: 'station' })).toThrow('station has no limit');
  });
});
