import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/core/types.ts';
import { Cancelled } from '../../src/worker/protocol.ts';
import { createFakeClient, settle } from './fake-worker.ts';

const NEARBY = { position: [118.77, 32.066], year: null, most: 3 } as const;

describe('a job asked of the worker', () => {
  it('is sent with its name and arguments and resolves with its result', async () => {
    const { worker, client } = createFakeClient();
    const run = client.run('findNearby', NEARBY);
    expect(worker.sent).toEqual([{ type: 'run', call: 1, job: 'findNearby', args: NEARBY }]);
    worker.answer({ type: 'result', call: 1, result: [] });
    expect(await run).toEqual([]);
  });

  it('gets its own answer, in whatever order answers come', async () => {
    const { worker, client } = createFakeClient();
    const first = client.run('findNearby', NEARBY);
    const second = client.run('save', { as: 'zip' });
    worker.answer({ type: 'result', call: 2, result: 'second' });
    worker.answer({ type: 'result', call: 1, result: 'first' });
    expect([await first, await second]).toEqual(['first', 'second']);
  });

  it('tells its own progress while it works', async () => {
    const { worker, client } = createFakeClient();
    const told: Progress[] = [];
    const run = client.run('save', { as: 'zip' }, { onProgress: (progress) => told.push(progress) });
    void client.run('findNearby', NEARBY).catch(() => undefined);
    const half: Progress = { stage: 'write', done: 1, total: 2 };
    worker.answer({ type: 'progress', call: 1, progress: half });
    worker.answer({ type: 'progress', call: 2, progress: { stage: 'nearest', done: 0, total: 9 } });
    worker.answer({ type: 'result', call: 1, result: [] });
    await run;
    worker.answer({ type: 'progress', call: 1, progress: half });
    expect(told).toEqual([half]);
  });

  it('rejects with the words of its own failure, and other jobs go on', async () => {
    const { worker, client } = createFakeClient();
    const failing = client.run('save', { as: 'zip' });
    const other = client.run('findNearby', NEARBY);
    worker.answer({ type: 'failed', call: 1, message: 'no project is open' });
    await expect(failing).rejects.toThrow('no project is open');
    worker.answer({ type: 'result', call: 2, result: [] });
    expect(await other).toEqual([]);
  });

  it('that was cancelled tells the worker, and rejects as cancelled once the worker has stopped', async () => {
    const { worker, client } = createFakeClient();
    const cancel = new AbortController();
    const run = client.run('save', { as: 'zip' }, { signal: cancel.signal });
    cancel.abort();
    cancel.abort();
    expect(worker.sent.slice(1)).toEqual([{ type: 'cancel', call: 1 }]);
    worker.answer({ type: 'cancelled', call: 1 });
    await expect(run).rejects.toBeInstanceOf(Cancelled);
  });

  it('that was cancelled before it began is never sent', async () => {
    const { worker, client } = createFakeClient();
    const run = client.run('save', { as: 'zip' }, { signal: AbortSignal.abort() });
    await expect(run).rejects.toBeInstanceOf(Cancelled);
    expect(worker.sent).toEqual([]);
  });

  it('fails when the worker breaks down, as do all others that wait', async () => {
    const { worker, client } = createFakeClient();
    const runs = [client.run('save', { as: 'zip' }), client.run('findNearby', NEARBY)];
    worker.crash('out of memory');
    for (const run of runs) await expect(run).rejects.toThrow('out of memory');
    worker.answer({ type: 'result', call: 1, result: [] }); // too late: nobody waits
  });

  it('says so when the worker could not be started at all', async () => {
    const { worker, client } = createFakeClient();
    const run = client.run('save', { as: 'zip' });
    worker.crash('');
    await expect(run).rejects.toThrow('the worker could not be started');
  });

  it('is not resolved twice, nor by an answer to a call that nobody made', async () => {
    const { worker, client } = createFakeClient();
    let resolved = 0;
    void client.run('save', { as: 'zip' }).then(() => resolved++);
    worker.answer({ type: 'result', call: 99, result: [] });
    await settle();
    expect(resolved).toBe(0);
    worker.answer({ type: 'result', call: 1, result: [] });
    worker.answer({ type: 'failed', call: 1, message: 'late' });
    await settle();
    expect(resolved).toBe(1);
  });
});
