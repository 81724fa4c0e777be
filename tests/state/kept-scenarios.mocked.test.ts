/** What is tried is there again on the next visit: in the browser, and in a project of one's own. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit } from '../../src/core/scenario/types.ts';
import { AppState } from '../../src/state/app.svelte.ts';
import { findScenarios, keepScenarios } from '../../src/state/storage.ts';
import type { ProjectSummary } from '../../src/worker/results.ts';
import { makeFacility, makeScenario } from '../core/make.ts';
import { makeSummary } from '../views/make-results.ts';
import { FakeWorker, settle } from '../worker/fake-worker.ts';

const kept = vi.hoisted(() => new Map<string, unknown>());
vi.mock('idb', () => ({
  openDB: () =>
    Promise.resolve({
      get: (_: string, key: string) => Promise.resolve(kept.get(key)),
      put: (_: string, value: unknown, key: string) => Promise.resolve(void kept.set(key, value)),
      delete: (_: string, key: string) => Promise.resolve(void kept.delete(key)),
    }),
}));

let worker: FakeWorker;
beforeEach(() => {
  kept.clear();
  vi.useFakeTimers();
  vi.stubGlobal('Worker', function create() {
    return worker;
  });
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page with a worker of its own. */
function visit(): AppState {
  worker = new FakeWorker();
  return new AppState('#/plan');
}

const MOVE: Edit = { action: 'move', id: 'F1', position: [118.77, 32.066] };
const facilities = [makeFacility('F1', [118.77, 32])];

/** Opens another project, as the page does. */
async function open(app: AppState, given: Partial<ProjectSummary>): Promise<void> {
  const opening = given.origin === 'sample' ? app.project.openSample() : app.project.openFiles([]);
  const summary = makeSummary({ facilities, ...given });
  worker.answer({ type: 'result', call: worker.lastCallOf('open'), result: { usable: true, summary } });
  await settle();
  app.adoptProject();
  // A project of one's own is saved once it is open.
  for (const call of worker.callsOf('save')) worker.answer({ type: 'result', call, result: [] });
  await opening;
  await settle();
}

/** What the worker was told last. */
function taken(): unknown {
  const call = worker.callsOf('setScenarios').at(-1);
  const message = worker.sent.find((each) => each.type === 'run' && each.call === call);
  return message?.type === 'run' ? message.args : undefined;
}

async function answerTaken(): Promise<void> {
  await settle();
  worker.answer({ type: 'result', call: worker.lastCallOf('setScenarios'), result: null });
  await settle();
}

describe('scenarios in the browser', () => {
  it('are those of the sample or of a project of one’s own, and the list of edits kept before there were scenarios', async () => {
    expect(await findScenarios('sample')).toBeNull();
    kept.set('edits', [MOVE]);
    const former = { list: [makeScenario('s1', { name: '', edits: [MOVE] })], active: 's1' };
    expect(await findScenarios('sample')).toEqual(former);
    const scenarios = { list: [makeScenario('s2')], active: 's2' };
    expect(await keepScenarios('opened', scenarios)).toBe(true);
    expect([await findScenarios('opened'), await findScenarios('sample')]).toEqual([scenarios, null]);
    expect([...kept.keys()]).toEqual(['scenarios.opened']);
  });

  it('are there again at the next visit, the one worked on chosen', async () => {
    const app = visit();
    await open(app, { origin: 'sample' });
    app.scenario.move('F1', [118.77, 32.066], true);
    const copy = app.scenario.duplicate('s1', '副本');
    await settle();
    const next = visit();
    await open(next, { origin: 'sample' });
    expect(next.scenario.list.map(({ name, edits }) => [name, edits])).toEqual([
      ['', [MOVE]],
      ['副本', [MOVE]],
    ]);
    expect([next.scenario.active.id, next.scenario.canUndo]).toEqual([copy, false]);
    // The worker has them too, for a project that is saved by hand.
    expect(taken()).toEqual(next.scenario.list);
  });

  it('beside the sample are never written into a file of the browser', async () => {
    const app = visit();
    await open(app, { origin: 'sample' });
    app.scenario.remove('F1');
    await answerTaken();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(worker.callsOf('save')).toEqual([]);
  });
});

describe('scenarios of a project of one’s own', () => {
  const own = [makeScenario('s3', { name: '规划', edits: [MOVE] })];

  it('are those of its file, and what is kept of a later visit', async () => {
    const app = visit();
    await open(app, { origin: 'opened', scenarios: own });
    expect(app.scenario.list).toEqual(own);
    app.scenario.rename('s3', '新规划');
    await settle();
    const next = visit();
    await open(next, { origin: 'opened', scenarios: own });
    expect(next.scenario.list.map(({ name }) => name)).toEqual(['新规划']);
  });

  it('are saved with it when nothing has changed for a while, once', async () => {
    const app = visit();
    await open(app, { origin: 'opened', scenarios: own });
    const before = worker.callsOf('save').length;
    for (const position of [
      [118, 32],
      [119, 32],
    ] as const) {
      app.scenario.move('F1', position, true);
      await answerTaken();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(worker.callsOf('save')).toHaveLength(before);
    expect(taken()).toEqual(app.scenario.list);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(worker.callsOf('save')).toHaveLength(before + 1);
  });

  it('make room for those of the next project; undo brings them back', async () => {
    const app = visit();
    await open(app, { origin: 'opened', scenarios: own });
    await open(app, { origin: 'opened', scenarios: [] });
    expect(app.scenario.edits).toEqual([]);
    app.scenario.undo();
    expect(app.scenario.list).toEqual(own);
  });

  it('give way to those kept beside the sample when it is opened again', async () => {
    kept.set('scenarios.sample', { list: [makeScenario('s1', { name: '样例' })], active: 's1' });
    const app = visit();
    await open(app, { origin: 'opened', scenarios: own });
    await open(app, { origin: 'sample' });
    expect(app.scenario.list.map(({ name }) => name)).toEqual(['样例']);
  });
});
