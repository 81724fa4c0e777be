/** The page's side of a worker that the test answers by hand. */
import type { FromWorker, ToWorker } from '../../src/worker/protocol.ts';
import { WorkerClient } from '../../src/worker/client.ts';

export class FakeWorker {
  readonly sent: ToWorker[] = [];
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  answer(message: FromWorker): void {
    this.onmessage?.({ data: message });
  }

  crash(message: string): void {
    this.onerror?.({ message });
  }

  /** Numbers of the calls of a job, in the order in which they came. */
  callsOf(job: string): number[] {
    return this.sent.flatMap((message) => (message.type === 'run' && message.job === job ? [message.call] : []));
  }

  lastCallOf(job: string): number {
    const call = this.callsOf(job).at(-1);
    if (call === undefined) throw new Error(`job ${job} was not asked for`);
    return call;
  }
}

export function createFakeClient(): { worker: FakeWorker; client: WorkerClient } {
  const worker = new FakeWorker();
  // The client uses of a Worker what FakeWorker has.
  return { worker, client: new WorkerClient(worker as unknown as Worker) };
}

/** Lets everything that waits on answered promises go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
