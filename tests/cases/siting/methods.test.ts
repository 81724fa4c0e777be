/** Small siting problems that can be checked by hand. */
import { describe, expect, it } from 'vitest';
import { makeInstance } from '../../core/siting/enumerate.ts';
import { tellTimes } from '../../core/siting/timed.ts';
import { absent, answer, hasReference, readMethods } from './read-reference.ts';

interface Methods {
  mclp_greedy_trap: {
    cover: Record<string, number[]>;
    weights: Record<string, number>;
    p: number;
    optimum: number;
    optimum_sites: string[];
  };
  lscp_same_sets: { min_sites: number; sites: string[] };
  line_0_1_5_6_p1: { p_median_total: number; p_center_radius: number };
  line_0_1_5_6_p2: { p_median_total: number; p_center_radius: number };
  line_weighted_p1: { weights: number[]; total: number };
  capacitated_assignment: {
    cost: Record<string, number[]>;
    cap: Record<string, number>;
    demand: number[];
    optimum: [number, string[]];
  };
}

const LINE = [0, 1, 5, 6];
const line = LINE.map((from) => LINE.map((to) => Math.abs(from - to)));

const FAMILY = 'methods by hand';

describe.skipIf(!hasReference)(`methods${absent}`, () => {
  tellTimes();

  const methods = (hasReference ? readMethods() : {}) as unknown as Methods;

  const trap = () => {
    const { cover, weights } = methods.mclp_greedy_trap;
    const sites = Object.keys(cover);
    const homes = Object.keys(weights);
    const table = homes.map((home) => sites.map((site) => (cover[site]!.includes(Number(home)) ? 1 : Infinity)));
    const instance = makeInstance(table, { weights: Object.values(weights), limitMetres: 1 });
    return { instance, name: (chosen: number[]) => chosen.map((place) => sites[place]) };
  };

  it('does not fall into the trap of the greedy choice', async () => {
    const { instance, name } = trap();
    const { p, optimum, optimum_sites: sites } = methods.mclp_greedy_trap;
    const found = await answer(FAMILY, instance, { model: 'coverage', count: p });
    expect(found).toMatchObject({ status: 'optimal', objective: optimum, gap: 0 });
    expect(name(found.chosen)).toEqual(sites);
  });

  it('serves the same sets with two sites', async () => {
    const { instance, name } = trap();
    const found = await answer(FAMILY, instance, { model: 'sites', share: 1 });
    expect(found).toMatchObject({ status: 'optimal', objective: methods.lscp_same_sets.min_sites });
    expect(name(found.chosen)).toEqual(methods.lscp_same_sets.sites);
  });

  it.each([1, 2] as const)('has the median and the centre of a line with %i sites', async (count) => {
    const expected = methods[`line_0_1_5_6_p${count}`];
    const mean = await answer(FAMILY, makeInstance(line), { model: 'mean', count });
    expect(mean.status).toBe('optimal');
    expect(mean.objective * 4).toBeCloseTo(expected.p_median_total, 9);
    // The centre of a whole line may stand between the homes: every point of it is a candidate.
    const dense = LINE.map((from) => [0, 1, 2, 3, 4, 5, 6].map((to) => Math.abs(from - to)));
    const worst = await answer(FAMILY, makeInstance(dense), { model: 'worst', count });
    expect(worst.status).toBe('optimal');
    const atHomes = await answer(FAMILY, makeInstance(line), { model: 'worst', count });
    expect([worst.objective, atHomes.objective]).toContain(expected.p_center_radius);
  });

  it('goes where the weight is', async () => {
    const { weights, total } = methods.line_weighted_p1;
    const found = await answer(FAMILY, makeInstance(line, { weights }), { model: 'mean', count: 1 });
    expect(found).toMatchObject({ status: 'optimal', chosen: [0] });
    expect(found.objective * weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(total, 9);
  });

  it('seats everybody where there is room, whole households together', async () => {
    const { cost, cap, demand, optimum } = methods.capacitated_assignment;
    const places = Object.keys(cost);
    const table = demand.map((_, row) => places.map((place) => cost[place]![row]!));
    const rules = { capacities: Float64Array.from(places, (place) => cap[place]!), wholeRows: true };
    const found = await answer(FAMILY, makeInstance(table, { weights: demand }), { model: 'mean', count: 2 }, rules);
    expect(found.status).toBe('optimal');
    expect(found.objective * demand.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(optimum[0], 6);
    // Shared out, one of the second row may go to the nearer place: 4 + (1 + 9) + 8.
    const shared = await answer(
      FAMILY,
      makeInstance(table, { weights: demand }),
      { model: 'mean', count: 2 },
      { capacities: rules.capacities },
    );
    expect(shared.objective * 12).toBeCloseTo(22, 6);
  });
});
