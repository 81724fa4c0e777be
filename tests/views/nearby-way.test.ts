import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../src/state/app.svelte.ts';
import { PaceState } from '../../src/views/nearby/pace.svelte.ts';
import { startOf } from '../../src/views/nearby/place.ts';
import { ShownWay } from '../../src/views/nearby/way.svelte.ts';
import type { Walk } from '../../src/worker/results.ts';
import { createFakeClient } from '../worker/fake-worker.ts';

const makeWalk = (metres: number): Walk => ({ metres, line: [], legs: [] });
const askFor = (facility: string) => ({ from: { home: 'R1' }, facility, year: 2025 });

describe('the way on the map', () => {
  it('is that to one facility: a newer one takes its place, and hiding takes it off', async () => {
    const { worker, client } = createFakeClient();
    const app = { client, nearbyWalk: null as AppState['nearbyWalk'] };
    const way = new ShownWay(app);
    const first = way.show(askFor('F1'));
    expect(way.goal).toBe('F1');
    worker.answer({ type: 'result', call: worker.lastCallOf('findWalk'), result: makeWalk(300) });
    await first;
    expect(app.nearbyWalk).toEqual({ ...makeWalk(300), facility: 'F1' });

    const second = way.show(askFor('F2'));
    expect([way.goal, app.nearbyWalk]).toEqual(['F2', null]);
    worker.answer({ type: 'result', call: worker.lastCallOf('findWalk'), result: makeWalk(500) });
    await second;
    expect(app.nearbyWalk).toEqual({ ...makeWalk(500), facility: 'F2' });
    way.hide();
    expect([way.goal, app.nearbyWalk]).toEqual([null, null]);
  });

  it('is not drawn any more when its answer comes after it was hidden', async () => {
    const { worker, client } = createFakeClient();
    const app = { client, nearbyWalk: null as AppState['nearbyWalk'] };
    const way = new ShownWay(app);
    const late = way.show(askFor('F1'));
    way.hide();
    worker.answer({ type: 'result', call: worker.lastCallOf('findWalk'), result: makeWalk(300) });
    await late;
    expect([way.goal, way.failure, app.nearbyWalk]).toEqual([null, null, null]);
  });

  it('says that there is none, or why it could not be found, until another is asked for', async () => {
    const { worker, client } = createFakeClient();
    const way = new ShownWay({ client, nearbyWalk: null });
    const none = way.show(askFor('F1'));
    worker.answer({ type: 'result', call: worker.lastCallOf('findWalk'), result: null });
    await none;
    expect([way.goal, way.missing, way.failure]).toEqual(['F1', true, null]);
    const failed = way.show(askFor('F1'));
    expect(way.missing).toBe(false);
    worker.answer({ type: 'failed', call: worker.lastCallOf('findWalk'), message: 'out of memory' });
    await failed;
    expect([way.goal, way.missing, way.failure]).toEqual(['F1', false, 'out of memory']);
    way.hide();
    expect(way.failure).toBeNull();
  });

  it('starts at the home where one is known, by its gates, else at the place', () => {
    const position: [number, number] = [118.77, 32.06];
    expect(startOf({ position, name: '甲苑', homeId: 'R1' })).toEqual({ home: 'R1' });
    expect(startOf({ position, name: '地图上的位置' })).toEqual({ position });
  });
});

describe('the pace of this view', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
    return () => vi.unstubAllGlobals();
  });

  it('is that of an ordinary old person until another is chosen, which the browser keeps', () => {
    const pace = new PaceState();
    expect([pace.chosen, pace.speedMetresPerSecond]).toEqual(['ordinary', 1]);
    pace.chosen = 'aided';
    expect(pace.speedMetresPerSecond).toBe(0.6);
    expect(new PaceState().chosen).toBe('aided');
  });

  it('does not take from the browser what it does not know', () => {
    kept.set('care-circle.pace', 'adult');
    expect(new PaceState().chosen).toBe('ordinary');
  });
});
