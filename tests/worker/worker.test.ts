import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WorkerClient } from '../../src/worker/client.ts';
import { Cancelled, type FromWorker, type ToWorker } from '../../src/worker/protocol.ts';
import type { Progress } from '../../src/core/types.ts';
import { createPlaceFiles, ORIGINS, QUESTION } from './place.ts';

const AT = ORIGINS[0]!.at;

/** The worker's own file in this very thread; messages are copied as they are between threads. */
class ThisThread {
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;

  postMessage(message: ToWorker): void {
    const data = structuredClone(message);
    queueMicrotask(() => scope.onmessage?.({ data }));
  }
}

const scope = globalThis as unknown as { onmessage: ((event: { data: ToWorker }) => void) | null };
const thread = new ThisThread();
const client = new WorkerClient(thread as unknown as Worker);

beforeAll(async () => {
  vi.stubGlobal('onmessage', null);
  vi.stubGlobal('postMessage', (message: FromWorker, options: { transfer: Transferable[] }) => {
    const data = structuredClone(message, { transfer: options.transfer });
    setTimeout(() => thread.onmessage?.({ data }));
  });
  await import('../../src/worker/worker.ts');
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe('the worker', () => {
  it('says in words that a job failed, and goes on', async () => {
    await expect(client.run('evaluate', QUESTION)).rejects.toThrow('no project is open');
  });

  it('opens, answers and tells its progress', async () => {
    const told: Progress[] = [];
    const opened = await client.run(
      'open',
      { from: 'files', files: createPlaceFiles(AT) },
      { onProgress: (progress) => told.push(progress) },
    );
    expect(opened.usable).toBe(true);
    expect(told.length).toBeGreaterThan(0);
    const { evaluation } = await client.run('evaluate', QUESTION);
    expect(evaluation.services['day_care']?.facilities).toBeGreaterThan(0);
  });

  it('stops a cancelled job and keeps the project that is open', async () => {
    const before = await client.run('evaluate', QUESTION);
    const cancel = new AbortController();
    const files = createPlaceFiles(ORIGINS[1]!.at);
    const run = client.run('open', { from: 'files', files }, { signal: cancel.signal });
    cancel.abort();
    await expect(run).rejects.toBeInstanceOf(Cancelled);
    expect((await client.run('evaluate', QUESTION)).evaluation).toEqual(before.evaluation);
  });

  it('works on several jobs at once and gives each its own answer', async () => {
    const limits = [300, 600, 900];
    const results = await Promise.all(
      limits.map((limitMetres) => client.run('evaluate', { ...QUESTION, limitMetres })),
    );
    expect(results.map(({ evaluation }) => evaluation.services['day_care']?.limitMetres)).toEqual(limits);
  });

  it('can hand over the same results again: what it keeps itself is not given away', async () => {
    const first = await client.run('evaluate', QUESTION);
    const second = await client.run('evaluate', QUESTION);
    expect(second).toEqual(first);
    const saved = await client.run('save', { as: 'folder' });
    expect(await client.run('save', { as: 'folder' })).toEqual(saved);
  });
});
