/** A plan for one street, counted on paper. */
import { describe, expect, it } from 'vitest';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { createPlan, explainPlan, planEdits, type Plan } from '../../../src/core/siting/plan.ts';
import type { Answer } from '../../../src/core/siting/types.ts';
import { finish, type Candidate, type Project, type Settings } from '../../../src/core/types.ts';
import { CORNERS, deepFreeze, makeArea, makeProject, makeResidence } from '../make.ts';
import { createGround } from '../network/make-streets.ts';
import { makeAnswer, makePremises, makeRequest, makeSettings, type GivenRequest } from './siting-town.ts';

const NOTHING = { seconds: 0, packs: [] };

describe.each(CORNERS)('a plan on one street in $name', ({ at: corner }) => {
  const at = createGround(corner);
  const home = (id: string, east: number, areaId: string, elders: number | null) =>
    makeResidence(id, at(east, 0), { areaId, elders });
  const premises = (id: string, east: number, given: Candidate['attributes'] = {}): Candidate =>
    makePremises(id, at(east, 0), {
      floor_area_m2: 250,
      floor: 1,
      own_entrance: 'yes',
      fire_safety: 'passed',
      ...given,
    });
  const project: Project = deepFreeze(
    makeProject({
      areas: ['a', 'b', 'c'].map((id) => makeArea(id)),
      residences: [
        home('a1', 0, 'a', 100),
        home('a2', 400, 'a', 50),
        home('b1', 1000, 'b', 80),
        home('b2', 1450, 'b', 0),
        home('c1', 2600, 'c', 40),
        home('c2', 2700, 'c', null),
      ],
      candidates: [
        premises('p1', 200, { area_id: 'a', cost: 300 }),
        premises('p2', 600, { cost: 0 }),
        premises('p3', 1200, { fire_safety: null }),
        premises('p4', 2650, { floor_area_m2: 40 }),
        premises('p5', 2550, { floor_area_m2: 10, floor: 'B1' }),
      ],
    }),
  );
  const prepare = (given: GivenRequest = {}, metres = 500, settings: Partial<Settings> = {}): SitingCase => {
    const all = { ...makeSettings(project, 'straight', metres), ...settings };
    return finish(prepareSiting(project, all, makeRequest(given)));
  };
  const plan = (made: SitingCase, chosen: number[], given: Partial<Answer> = {}): Plan =>
    finish(createPlan(made, makeAnswer(chosen, given), NOTHING));

  it('says before and after what anybody can count', () => {
    const { before, after } = plan(prepare(), [0, 1]);
    expect(before['day_care']).toEqual({
      ...{ facilities: 0, eldersCovered: 0, eldersShare: 0, homesCovered: 0, unreachableElders: 0 },
      ...{ meanMetres: null, medianMetres: null, worstMetres: null },
      // c has a home of which nobody knows: it is in none of the others.
      communities: { covered: 0, partial: 0, lacking: 2, unknown: 1 },
    });
    const { meanMetres, medianMetres, worstMetres, ...counted } = after['day_care']!;
    expect(counted).toEqual({
      ...{ facilities: 2, eldersCovered: 230, eldersShare: 230 / 270, homesCovered: 3, unreachableElders: 0 },
      communities: { covered: 2, partial: 0, lacking: 0, unknown: 1 },
    });
    // 100 x 200 + 50 x 200 + 80 x 400 + 40 x 2000 of 270; the middle elder is one of the first 150.
    expect(Math.abs(meanMetres! - 142_000 / 270)).toBeLessThan(0.3);
    expect(Math.abs(medianMetres! - 200)).toBeLessThan(0.3);
    expect(Math.abs(worstMetres! - 2000)).toBeLessThan(1);
  });

  it('says of each site its gain, what it costs for each of them, and whom another reaches too', () => {
    const { sites } = plan(prepare(), [0, 1, 2]);
    expect(sites).toMatchObject([
      {
        id: 'p1',
        eldersGained: 150,
        weightGained: 150,
        cost: 300,
        costPerElder: 2,
        overlapsWith: 50,
        areaId: 'a',
        areasMended: ['a'],
      },
      // b1 lies within the limit of p3 as well; no cost is a cost.
      { id: 'p2', eldersGained: 80, cost: 0, costPerElder: 0, overlapsWith: 130, areaId: null, areasMended: ['b'] },
      { id: 'p3', eldersGained: 0, cost: null, costPerElder: null, overlapsWith: 80, areasMended: [] },
    ]);
    expect(sites.map(({ unknownConditions }) => unknownConditions)).toEqual([[], [], ['fire_safety']]);
    for (const { service, forced, capacity, assigned } of sites) {
      expect([service, forced, capacity, assigned]).toEqual(['day_care', false, null, null]);
    }
  });

  it('names what could stand near by instead, with the difference; nothing where it is too far or does too little', () => {
    // 400 m on, p2 would reach 50 + 80 in place of 100 + 50.
    expect(plan(prepare(), [0]).sites[0]!.alternative).toMatchObject({ id: 'p2', objectiveDifference: -20 });
    expect(plan(prepare(), [1]).sites[0]!.alternative).toMatchObject({ id: 'p1', objectiveDifference: 20 });
    expect(plan(prepare({}, 300), [0]).sites[0]!.alternative).toBeNull();
    expect(plan(prepare({ forbidden: ['p2'] }), [0]).sites[0]!.alternative).toBeNull();
    expect(plan(prepare({ forced: ['p1'] }), [0]).sites[0]).toMatchObject({ forced: true, alternative: null });
  });

  it('keeps out what is too small or below ground, with every reason, unless it was forced', () => {
    const found = plan(prepare(), [0]);
    expect(found.excluded).toEqual([
      { id: 'p4', name: 'premises p4', service: 'day_care', reasons: ['floor_area'] },
      { id: 'p5', name: 'premises p5', service: 'day_care', reasons: ['floor_area', 'below_ground'] },
    ]);
    expect(found.settings.services).toMatchObject([{ considered: 3, excluded: 2, count: 3 }]);
    const lax = plan(prepare({ checkConditions: false }), [0]);
    expect([lax.excluded, lax.settings.services[0]!.conditions]).toEqual([[], null]);
  });

  it('of a question that cannot be answered says for whom, and what was kept out there', () => {
    const cover = (given: GivenRequest, metres = 500) => {
      const made = prepare({ question: { model: 'sites', share: 1 }, ...given }, metres);
      return plan(made, [], { status: 'infeasible', reason: 'unreachable', unreachable: made.unreachable });
    };
    const found = cover({});
    expect(found).toMatchObject({
      objective: null,
      bound: null,
      gap: null,
      sites: [],
      unreachable: ['c1'],
      unreachableElders: 40,
    });
    const c1 = { id: 'c1', name: 'c1', service: 'day_care', elders: 40 };
    // Both lie 50 m off, on either side.
    const [{ excluded, ...rest }] = found.unreachableHomes as [Plan['unreachableHomes'][number]];
    expect(rest).toEqual({ ...c1, reason: 'excluded' });
    expect([...excluded].sort()).toEqual(['p4', 'p5']);
    expect(found.before).toEqual(found.after);
    expect(found.settings).toMatchObject({ share: 1, services: [{ count: null }] });
    expect(cover({}, 40).unreachableHomes.map(({ id, reason }) => [id, reason])).toEqual([
      ['a1', 'none_near'],
      ['a2', 'none_near'],
      ['b1', 'none_near'],
      ['c1', 'none_near'],
    ]);
    const without = cover({ forbidden: ['p1'] });
    expect(without.unreachableHomes.map(({ id, reason }) => [id, reason])).toEqual([
      ['a1', 'forbidden'],
      ['c1', 'excluded'],
    ]);
    expect(without.unreachableElders).toBe(140);
    expect(without.settings.forbidden).toEqual(['p1']);
  });

  it('counts a home that two services cannot reach once', () => {
    const services = ['day_care', 'meals'].map((kind) => ({ kind, count: 1 }));
    const limits = { day_care: { metres: 500 }, meals: { metres: 500 } };
    const made = prepare({ services, forbidden: ['day_care:p1', 'meals:p1'] }, 500, { limits });
    const found = plan(made, []);
    // Meals need 20 m2 only, so that p4 may serve c1; day care may not.
    expect(found.unreachable).toEqual(['a1', 'c1']);
    expect(found.unreachableElders).toBe(140);
    expect(found.excluded.map(({ id, service }) => [id, service])).toEqual([
      ['p4', 'day_care'],
      ['p5', 'day_care'],
      ['p5', 'meals'],
    ]);
  });

  it('writes the gap of the numbers that it writes, and none where there is no telling', () => {
    const made = prepare();
    const proof = (objective: number, bound: number) => {
      const { objective: written, bound: proven, gap } = plan(made, [0], { objective, bound, gap: 0.5 });
      return [written, proven, gap];
    };
    expect(proof(150, 160)).toEqual([150, 160, 10 / 150]);
    expect(proof(150.000_000_4, 150)).toEqual([150, 150, 0]);
    expect(proof(0, 0)).toEqual([0, 0, 0]);
    expect(proof(0, 3)).toEqual([0, 3, null]);
    expect(proof(150, Infinity)).toEqual([150, null, null]);
    expect(proof(Infinity, 100)).toEqual([null, null, null]);
    expect(proof(525.123_456_78, 500)).toEqual([525.123457, 500, (525.123457 - 500) / 525.123457]);
  });

  it('becomes edits in the order of its sites, with what is known of the premises', () => {
    const made = prepare();
    const { plan: written, edits } = finish(explainPlan(made, makeAnswer([0, 1, 2]), NOTHING));
    expect(edits.map((edit) => (edit.action === 'add' ? edit.facility.id : ''))).toEqual(
      written.sites.map(({ id }) => `new~${id}`),
    );
    expect(edits).toEqual(planEdits(made, [0, 1, 2]));
    expect(edits[0]).toMatchObject({
      facility: { types: ['day_care'], attributes: { cost: 300, floor_area_m2: 250 } },
    });
    expect(written.seconds).toBe(0);
  });
});
