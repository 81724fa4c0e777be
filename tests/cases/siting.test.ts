/** New day-care centres in Taipei, against optima that another solver has proven (candidates = where the villages stand). */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { prepareSiting, type SitingCase } from '../../src/core/siting/instance.ts';
import { createPlan, type Plan } from '../../src/core/siting/plan.ts';
import { finishSiting, solve } from '../../src/core/siting/solve.ts';
import type { Question, Solver } from '../../src/core/siting/types.ts';
import { finish, type Project } from '../../src/core/types.ts';
import { loadSolver } from '../../src/io/solver.ts';
import { makeFacility } from '../core/make.ts';
import { makeRequest } from '../core/siting/siting-town.ts';
import { hasPlaces, readPlace, readRows } from './read-place.ts';

const ROWS = hasPlaces ? readRows('taipei/expected', 'siting.csv') : [];
const KIND = 'day_care';

describe.skipIf(!hasPlaces)('Taipei', () => {
  let taipei: Project;
  let solver: Solver;
  beforeAll(async () => {
    taipei = readPlace('taipei');
    solver = await loadSolver();
  });

  const settingsFor = (project: Project, metres: number) => ({
    ...createSettings(project),
    limits: { [KIND]: { metres } },
  });

  function site(question: Question, metres: number): { made: SitingCase; plan: Plan } {
    const request = makeRequest({ question, source: 'homes' });
    const made = finish(prepareSiting(taipei, settingsFor(taipei, metres), request));
    const answer = finishSiting(
      solve(made.instance, question, made.rules, { solver, seconds: 60, now: () => performance.now() }),
    );
    return { made, plan: finish(createPlan(made, answer, { seconds: 0, packs: [] })) };
  }

  function coveredAfresh({ sites }: Plan, metres: number): number {
    const added = sites.map(({ id, lon, lat }) => makeFacility(`new ${id}`, [lon, lat]));
    const full = { ...taipei, facilities: [...taipei.facilities, ...added] };
    return finish(evaluate(full, settingsFor(full, metres), { areaShares: false, residences: false })).services[KIND]!
      .eldersCovered;
  }

  it.each(ROWS.filter(({ model }) => model === 'MCLP'))('$new_sites sites within $limit_metres m', (row) => {
    const [count, metres] = [Number(row['new_sites']), Number(row['limit_metres'])];
    const { plan } = site({ model: 'coverage', count }, metres);
    expect(plan).toMatchObject({
      status: 'optimal',
      objective: Number(row['elders_covered_total_or_homes_no_candidate_reaches']),
    });
    expect(plan.before[KIND]!.eldersCovered).toBe(Number(row['elders_covered_before']));
    expect(plan.after[KIND]!.eldersCovered - plan.before[KIND]!.eldersCovered).toBe(Number(row['elders_added']));
    expect(coveredAfresh(plan, metres)).toBe(plan.objective);
  });

  it.each(ROWS.filter(({ model }) => model === 'LSCP'))('everybody within $limit_metres m', (row) => {
    const metres = Number(row['limit_metres']);
    const { plan } = site({ model: 'sites', share: 1 }, metres);
    expect(plan).toMatchObject({ status: 'optimal', objective: Number(row['new_sites']), unreachable: [] });
    expect(plan.sites).toHaveLength(Number(row['new_sites']));
    expect(coveredAfresh(plan, metres)).toBe(574_458);
    expect(plan.after[KIND]!.communities).toEqual({ covered: 456, partial: 0, lacking: 0, unknown: 0 });
    expect(plan.sites.flatMap(({ areasMended }) => areasMended).length).toBeGreaterThan(
      plan.before[KIND]!.communities.lacking,
    );
  });
});
