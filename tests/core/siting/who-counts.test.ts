/** Who weighs what, against evaluations of the same town. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import { prepareSiting, type SitingCase } from '../../../src/core/siting/instance.ts';
import { finish, type Mode, type Project } from '../../../src/core/types.ts';
import { CORNERS, makeArea } from '../make.ts';
import { makeRequest, makeSettings, makeSitingTown, type GivenRequest } from './siting-town.ts';

const LIMIT = 260;

function prepare(project: Project, mode: Mode, given: GivenRequest = {}): SitingCase {
  return finish(prepareSiting(project, makeSettings(project, mode, LIMIT), makeRequest(given)));
}

/** Ids of homes that weigh something. */
function weighing({ instance, demand }: SitingCase): string[] {
  return demand.residences.flatMap(({ id }, row) => (instance.weights[row]! > 0 ? [id] : []));
}

/** Ids of homes with elders in some areas, by the rows of the project. */
function homesIn(project: Project, made: SitingCase, areas: readonly string[]): string[] {
  const wanted = new Set(areas);
  const { demand } = made;
  return demand.residences.flatMap(({ id }, row) => {
    const own = demand.areas[demand.area[row]!];
    const isIn = own !== undefined && (wanted.has(own.id) || wanted.has(own.parentId ?? ''));
    const elders = project.residences.find((home) => home.id === id)!.elders ?? 0;
    return isIn && elders > 0 ? [id] : [];
  });
}

const TOWNS = CORNERS.flatMap(({ name, at }, i) =>
  (['straight', 'walking'] as const).map((mode) => ({ name, at, mode, seed: 300 + i })),
);

describe.each(TOWNS)('elders of lacking communities in $name, $mode', ({ at, mode, seed }) => {
  const project = makeSitingTown(seed, at);

  it('are those who live in what an evaluation calls lacking, and weigh what they are', () => {
    const settings = makeSettings(project, mode, LIMIT);
    const { areas } = finish(evaluate(project, settings, { areaShares: false, residences: false }));
    const lacking = areas
      .filter(({ level, services }) => level === 'community' && services['day_care']!.status === 'lacking')
      .map(({ id }) => id);
    if (lacking.length === 0) {
      expect(() => prepare(project, mode, { weight: 'elders_lacking' })).toThrow(
        expect.objectContaining({ code: 'nobody', value: 'elders_lacking' }),
      );
      return;
    }
    const made = prepare(project, mode, { weight: 'elders_lacking' });
    expect(weighing(made)).toEqual(homesIn(project, made, lacking));
    made.instance.weights.forEach((weight, row) => {
      if (weight > 0) expect(weight).toBe(made.demand.elders[row]);
    });
  });
});

describe('a scope', () => {
  const project = makeSitingTown(310, [118.77, 32.066]);

  it('is an area with everything below it, several areas, or single homes', () => {
    for (const ids of [['c1'], ['s0'], ['c1', 's0']]) {
      const made = prepare(project, 'straight', { scope: { in: 'areas', ids } });
      expect(weighing(made)).toEqual(homesIn(project, made, ids));
    }
    const made = prepare(project, 'straight', { scope: { in: 'areas', ids: ['h7', 'h14'] } });
    const counted = ['h7', 'h14'].filter((id) => (project.residences.find((home) => home.id === id)!.elders ?? 0) > 0);
    expect(weighing(made)).toEqual(counted.sort());
    expect(counted.length).toBeGreaterThan(0);
  });

  it('may be a unit that lists its communities', () => {
    const unit = makeArea('u', { level: 'unit', attributes: { members: 'c0;c3' } });
    const made = prepare({ ...project, areas: [...project.areas, unit] }, 'straight', {
      scope: { in: 'areas', ids: ['u'] },
    });
    expect(weighing(made)).toEqual(homesIn(project, made, ['c0', 'c3']));
  });

  it('narrows who counts, not where sites may stand nor whom they gain', () => {
    const all = prepare(project, 'walking');
    const some = prepare(project, 'walking', { scope: { in: 'areas', ids: ['c2'] } });
    expect(some.instance.pairs).toEqual(all.instance.pairs);
    expect(some.instance.candidates).toBe(all.instance.candidates);
    expect(some.withoutWeight).toBeLessThan(all.withoutWeight);
    const both = prepare(project, 'walking', { scope: { in: 'areas', ids: ['c2'] }, weight: 'elders_80' });
    both.demand.residences.forEach(({ elders80 }, row) => {
      const isIn = both.demand.areas[both.demand.area[row]!]?.id === 'c2';
      expect(both.instance.weights[row]).toBe(isIn ? (elders80 ?? 0) : 0);
    });
  });

  it('must be there, and hold somebody', () => {
    const run = (id: string) => () => prepare(project, 'straight', { scope: { in: 'areas', ids: [id] } });
    expect(run('atlantis')).toThrow(expect.objectContaining({ code: 'unknown_area', value: 'atlantis' }));
    const empty = { ...project, areas: [...project.areas, makeArea('nowhere')] };
    expect(() => prepare(empty, 'straight', { scope: { in: 'areas', ids: ['nowhere'] } })).toThrow(
      expect.objectContaining({ code: 'nobody' }),
    );
  });
});
