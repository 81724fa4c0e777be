import { describe, expect, it } from 'vitest';
import type { PlanSite } from '../../src/core/siting/plan-types.ts';
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
