import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunState, type Ask } from '../../src/state/runs.svelte.ts';
import { createFakeClient, settle } from '../worker/fake-worker.ts';

const QUESTION: Ask = {
  mode: 'straight',
  kind: 'day_care',
  limitMetres: 1000,
  minutes: null,
  speedMetresPerSecond: 1,
  year: null,
  pipeline: false,
  edits: [],
};

/** Longer than the discs wait for the question to rest. */
const REST = 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const { worker, client } = createFakeClient();
  const runs = new RunState(client);
  const answer = async (job: string, result: unknown, call = worker.lastCallOf(job)) => {
    worker.answer({ type: 'result', call, result });
    await settle();
  };
  const draw = async (result: unknown) => {
    await vi.advanceTimersByTimeAsync(REST);
    await answer('drawBuffers', result);
  };
  return { worker, runs, answer, draw };
}

describe('the answer to a question', () => {
  it('comes first, its discs at once when a page opens', async () => {
    const { worker, runs, answer } = start();
    void runs.ask(QUESTION);
    expect([runs.running, runs.result]).toEqual([true, null]);
    await answer('evaluate', 'figures');
    expect([runs.result, runs.buffers]).toEqual(['figures', null]);
    expect(worker.callsOf('drawBuffers')).toHaveLength(1);
    await answer('drawBuffers', 'discs');
    expect([runs.buffers, runs.running]).toEqual(['discs', false]);
  });

  it('comes first, its discs when the question has rested', async () => {
    const { worker, runs, answer, draw } = start();
    void runs.ask(QUESTION);
    await answer('evaluate', 'figures');
    await draw('discs');
    void runs.ask({ ...QUESTION, limitMetres: 500 });
    await answer('evaluate', 'next');
    expect([runs.result, runs.buffers]).toEqual(['next', null]);
    expect(worker.callsOf('drawBuffers')).toHaveLength(1);
    await draw('next discs');
    expect([runs.buffers, runs.running]).toEqual(['next discs', false]);
  });

  it('stays while the next is computed, and its discs go when other figures stand there', async () => {
    const { runs, answer, draw } = start();
    void runs.ask(QUESTION);
    await answer('evaluate', 'old figures');
    await draw('old discs');
    void runs.ask({ ...QUESTION, limitMetres: 500 });
    expect([runs.result, runs.buffers]).toEqual(['old figures', 'old discs']);
    await answer('evaluate', 'new figures');
    expect([runs.result, runs.buffers]).toEqual(['new figures', null]);
    await draw('new discs');
    expect(runs.buffers).toBe('new discs');
  });

  it('is that of the newest question: older ones are cancelled and their late answers are not taken', async () => {
    const { worker, runs, answer } = start();
    void runs.ask(QUESTION);
    const old = worker.lastCallOf('evaluate');
    void runs.ask({ ...QUESTION, limitMetres: 500 });
    expect(worker.sent).toContainEqual({ type: 'cancel', call: old });
    await answer('evaluate', 'old', old);
    expect([runs.result, runs.running]).toEqual([null, true]);
    await answer('evaluate', 'new');
    expect(runs.result).toBe('new');
  });

  it('draws no discs for a question that did not rest', async () => {
    const { worker, runs, answer, draw } = start();
    void runs.ask(QUESTION);
    await answer('evaluate', 1000);
    await draw('discs');
    for (const limitMetres of [500, 600, 700]) {
      void runs.ask({ ...QUESTION, limitMetres });
      await answer('evaluate', limitMetres);
    }
    await vi.advanceTimersByTimeAsync(REST);
    expect(worker.callsOf('drawBuffers')).toHaveLength(2);
    expect(runs.result).toBe(700);
  });

  it('does not come back after everything was cleared for another project', async () => {
    const { worker, runs, answer } = start();
    void runs.ask(QUESTION);
    await answer('evaluate', 'figures');
    await vi.advanceTimersByTimeAsync(REST);
    runs.clear();
    await answer('drawBuffers', 'discs of the former project', worker.lastCallOf('drawBuffers'));
    expect([runs.result, runs.buffers]).toEqual([null, null]);
  });

  it('cancelled by the user leaves the former answer and no failure', async () => {
    const { worker, runs, answer, draw } = start();
    void runs.ask(QUESTION);
    await answer('evaluate', 'figures');
    await draw('discs');
    void runs.ask({ ...QUESTION, limitMetres: 500 });
    runs.cancel();
    worker.answer({ type: 'cancelled', call: worker.lastCallOf('evaluate') });
    await settle();
    expect([runs.result, runs.failure, runs.running, runs.progress]).toEqual(['figures', null, false, null]);
  });

  it('that fails says so in the words of the failure, and can be asked for again', async () => {
    const { worker, runs, answer } = start();
    void runs.ask(QUESTION);
    worker.answer({ type: 'failed', call: worker.lastCallOf('evaluate'), message: 'no memory' });
    await settle();
    expect([runs.failure, runs.running]).toEqual(['no memory', false]);
    runs.retry();
    expect(runs.failure).toBeNull();
    await answer('evaluate', 'figures');
    expect(runs.result).toBe('figures');
    expect(worker.callsOf('evaluate')).toHaveLength(2);
    expect(worker.sent.filter((message) => message.type === 'run').every(({ args }) => args === QUESTION)).toBe(true);
  });

  it('shows how far it is', async () => {
    const { worker, runs } = start();
    void runs.ask(QUESTION);
    const progress = { stage: 'nearest', done: 1, total: 2 } as const;
    worker.answer({ type: 'progress', call: worker.lastCallOf('evaluate'), progress });
    expect(runs.progress).toEqual(progress);
  });
});
