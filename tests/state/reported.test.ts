import { describe, expect, it } from 'vitest';
import { ProjectState } from '../../src/state/project.svelte.ts';
import type { ReportedFigure } from '../../src/core/types.ts';
import { createFakeClient, settle, type FakeWorker } from '../worker/fake-worker.ts';

const figure = (requirementId: string, value: string): ReportedFigure => ({
  requirementId,
  value,
  source: '公报',
  date: '',
  attributes: {},
});

/** Answers the newest call of a job with its own arguments, as `setReported` does. */
async function echo(worker: FakeWorker, job: string): Promise<void> {
  await settle();
  const call = worker.lastCallOf(job);
  const sent = worker.sent.find((message) => message.type === 'run' && message.call === call);
  if (sent?.type !== 'run') throw new Error(`no call of ${job}`);
  worker.answer({ type: 'result', call, result: sent.args });
  await settle();
}

describe('figures that somebody reports', () => {
  it('can be taken back one change after another', async () => {
    const { worker, client } = createFakeClient();
    const project = new ProjectState(client);
    expect(project.canUndoReport).toBe(false);
    const [first, second] = [[figure('A', '1')], [figure('A', '2'), figure('B', '3')]];
    for (const figures of [first, second]) {
      void project.report(figures);
      await echo(worker, 'setReported');
    }
    expect(project.reported).toEqual(second);
    void project.undoReport();
    await echo(worker, 'setReported');
    expect(project.reported).toEqual(first);
    void project.undoReport();
    await echo(worker, 'setReported');
    expect([project.reported, project.canUndoReport]).toEqual([[], false]);
    const calls = worker.callsOf('setReported').length;
    await project.undoReport();
    expect(worker.callsOf('setReported')).toHaveLength(calls);
  });

  it('are saved one at a time, and once more where something changed meanwhile', async () => {
    const { worker, client } = createFakeClient();
    const project = new ProjectState(client);
    for (const value of ['1', '2', '3']) {
      void project.report([figure('A', value)]);
      await echo(worker, 'setReported');
    }
    expect(worker.callsOf('save')).toHaveLength(1);
    worker.answer({ type: 'result', call: worker.lastCallOf('save'), result: [] });
    await settle();
    expect(worker.callsOf('save')).toHaveLength(2);
    worker.answer({ type: 'result', call: worker.lastCallOf('save'), result: [] });
    await settle();
    expect(worker.callsOf('save')).toHaveLength(2);
  });
});
