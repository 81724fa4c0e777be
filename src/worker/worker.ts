/**
 * The worker's loop: takes one step of a job, posts its progress, lets waiting messages in, looks whether the job was
 * cancelled. Jobs of one page share one session (the open project and what was computed from it).
 */
import { jobs, type JobName } from './jobs.ts';
import { Cancelled, type FromWorker, type ToWorker } from './protocol.ts';
import { createSession } from './session.ts';

/** Longest stretch of work between two looks at the message queue. */
const SLICE_MILLISECONDS = 12;
const PROGRESS_MILLISECONDS = 60;

const session = createSession();
const running = new Set<number>();

function post(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

/** A macrotask: promises alone would keep the message queue waiting. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function run(call: number, job: JobName, args: unknown): Promise<void> {
  let reported = 0;
  let sliceStart = performance.now();
  const report = (progress: FromWorker & { type: 'progress' }) => {
    const now = performance.now();
    if (now - reported < PROGRESS_MILLISECONDS) return;
    reported = now;
    post(progress);
  };
  // The client's types tie each name to its arguments; past the message boundary only the name is left.
  const work = (
    jobs[job] as (
      context: unknown,
      args: unknown,
    ) => AsyncGenerator<never, { result: unknown; transfer?: Transferable[] }>
  )(
    {
      session,
      report: (progress: (FromWorker & { type: 'progress' })['progress']) => {
        if (!running.has(call)) throw new Cancelled();
        report({ type: 'progress', call, progress });
      },
    },
    args,
  );
  for (;;) {
    const step = await work.next();
    if (step.done) {
      post({ type: 'result', call, result: step.value.result }, step.value.transfer ?? []);
      return;
    }
    report({ type: 'progress', call, progress: step.value });
    if (performance.now() - sliceStart > SLICE_MILLISECONDS) {
      await nextTask();
      sliceStart = performance.now();
    }
    if (!running.has(call)) {
      await work.return({ result: null });
      throw new Cancelled();
    }
  }
}

onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  const { call } = message;
  if (message.type === 'cancel') {
    running.delete(call);
    return;
  }
  running.add(call);
  run(call, message.job as JobName, message.args)
    .catch((error: unknown) => {
      if (error instanceof Cancelled) post({ type: 'cancelled', call });
      else post({ type: 'failed', call, message: error instanceof Error ? error.message : String(error) });
    })
    .finally(() => running.delete(call));
};
