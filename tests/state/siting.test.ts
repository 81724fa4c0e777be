import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/core/scenario/types.ts';
import type { PlanSite } from '../../src/core/siting/plan-types.ts';
import type { Position } from '../../src/core/types.ts';
import { SitingState } from '../../src/state/siting.svelte.ts';
import type { WorkerClient } from '../../src/worker/client.ts';
import type { SiteArgs } from '../../src/worker/plan-contract.ts';

/** Notes what is asked, and answers that the data do not do. */
function createState() {
  const asked: SiteArgs[] = [];
  const run = (_job: string, args: SiteArgs) => {
    asked.push(args);
    return Promise.resolve({ key: 1, instance: null, question: null, rules: null, unusable: { code: 'x', detail: 1 } });
  };
  return { asked, siting: new SitingState({ run } as unknown as WorkerClient) };
}

const rest = { question: {}, standard: null } as unknown as Pick<SiteArgs, 'question' | 'standard'>;
const site = (id: string, service: string) => ({ site: { id, service } as PlanSite, editId: `edit-${id}` });

describe('what a search asks for', () => {
  it('is the form, without capacity unless somebody says how many a place is for', async () => {
    const { asked, siting } = createState();
    await siting.search(rest);
    expect(asked[0]).toMatchObject({ services: [{ kind: 'day_care', count: 3 }], capacity: null, forbidden: [] });
    expect(siting.phase).toBe('unusable');
    siting.change({ peoplePerPlace: 20, placesPerSite: null });
    await siting.search(rest);
    expect(asked[1]?.capacity).toEqual({ peoplePerPlace: 20, placesPerSite: null });
  });

  it('counts accepted sites as built, each for its own service', async () => {
    const { asked, siting } = createState();
    const services = [
      { kind: 'day_care', count: 2 },
      { kind: 'meal', count: 2 },
    ];
    siting.change({ services, forced: ['c1', 'c9'] });
    siting.accept([site('c1', 'meal'), site('c2', 'meal')]);
    await siting.replaceSite('c5', rest);
    expect(asked[0]?.services).toEqual([{ kind: 'day_care', count: 2 }]);
    expect(asked[0]?.forced).toEqual(['c9']);
    expect([...(asked[0]?.forbidden ?? [])].sort()).toEqual(['c1', 'c2', 'c5']);
  });

  it('looks for one more where all that were asked for are accepted', async () => {
    const { asked, siting } = createState();
    siting.change({ services: [{ kind: 'meal', count: 1 }] });
    siting.accept([site('c1', 'meal')]);
    await siting.replaceSite('c2', rest);
    expect(asked[0]?.services).toEqual([{ kind: 'meal', count: 1 }]);
  });

  it('forgets what was accepted when a fresh search begins', async () => {
    const { asked, siting } = createState();
    siting.accept([site('c1', 'day_care')]);
    await siting.search(rest);
    expect(asked[0]).toMatchObject({ services: [{ kind: 'day_care', count: 3 }], forbidden: [] });
  });
});

describe('an answer to a former question', () => {
  const question = { kind: 'day_care', limitMetres: 1000, year: null, edits: [] as Edit[] };
  const ask = (changes: object = {}) => ({ ...question, ...changes }) as unknown as SiteArgs['question'];
  const added = (id: string, position: Position): Edit => ({
    action: 'add',
    facility: { id, name: id, types: ['day_care_centre'], position },
  });
  const accepted = { site: { id: 'c1', service: 'day_care', lon: 104, lat: 30 } as PlanSite, editId: 'new-1' };

  it('is told when the limit, the year, the form or an edit is another, and no longer when it is as before', async () => {
    const { siting } = createState();
    expect(siting.isOutdated(ask())).toBe(false);
    await siting.search({ question: ask(), standard: null });
    expect(siting.isOutdated(ask())).toBe(false);
    for (const changes of [{ limitMetres: 500 }, { year: 2030 }, { edits: [added('new-9', [104, 30])] }])
      expect(siting.isOutdated(ask(changes))).toBe(true);
    siting.change({ model: 'mean' });
    expect(siting.isOutdated(ask())).toBe(true);
    expect(siting.askedForm.model).toBe('coverage');
    siting.change({ model: 'coverage' });
    expect(siting.isOutdated(ask())).toBe(false);
  });

  it('is not made of one whose sites are being accepted, as long as they stand where it put them', async () => {
    const { siting } = createState();
    await siting.search({ question: ask(), standard: null });
    siting.accept([accepted]);
    expect(siting.isOutdated(ask({ edits: [added('new-1', [104, 30])] }))).toBe(false);
    expect(siting.isOutdated(ask())).toBe(false);
    expect(siting.isOutdated(ask({ edits: [added('new-1', [104, 30.001])] }))).toBe(true);
  });

  it('is one where sites that it built on are taken out again', async () => {
    const { siting } = createState();
    siting.accept([accepted]);
    await siting.replaceSite('c2', { question: ask({ edits: [added('new-1', [104, 30])] }), standard: null });
    expect(siting.isOutdated(ask({ edits: [added('new-1', [104, 30])] }))).toBe(false);
    expect(siting.isOutdated(ask())).toBe(true);
  });

  it('has a curve that an accepted site makes old too', async () => {
    const { siting } = createState();
    await siting.search({ question: ask(), standard: null });
    siting.accept([accepted]);
    expect(siting.isCurveOutdated(ask())).toBe(false);
    expect(siting.isCurveOutdated(ask({ edits: [added('new-1', [104, 30])] }))).toBe(true);
  });
});
