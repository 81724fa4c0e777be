/** The page's end of the worker: run a job, hear its progress, cancel it. */
import type { Progress } from '../core/types.ts';
import type { JobArgs, JobName, JobResult } from './jobs.ts';
import { Cancelled, type FromWorker, type ToWorker } from './protocol.ts';

export interface RunOptions {
  onProgress?: ((progress: Progress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  onProgress: RunOptions['onProgress'];
}

export class WorkerClient {
  #worker: Worker;
  #calls = 0;
  #waiting = new Map<number, Waiting>();
  /** Why the worker is gone: no later call would ever be answered. */
  #broken: string | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data);
    worker.onerror = (event) => this.#failAll(event.message || 'the worker could not be started');
  }

  /** Resolves with the job's result; rejects with `Cancelled` after the signal, or with the job's own error. */
  run<N extends JobName>(job: N, args: JobArgs<N>, options: RunOptions = {}): Promise<JobResult<N>> {
    const call = ++this.#calls;
    const { signal } = options;
    return new Promise<JobResult<N>>((resolve, reject) => {
      if (signal?.aborted) {
        reject(new Cancelled());
        return;
      }
      if (this.#broken !== null) {
        reject(new Error(this.#broken));
        return;
      }
      signal?.addEventListener('abort', () => this.#send({ type: 'cancel', call }), { once: true });
      this.#waiting.set(call, {
        resolve: resolve as (result: unknown) => void, // the worker answers with the result of this very job
        reject,
        onProgress: options.onProgress,
      });
      this.#send({ type: 'run', call, job, args });
    });
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    const waiting = this.#waiting.get(message.call);
    if (!waiting) return;
    if (message.type === 'progress') {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.#waiting.delete(message.call);
    if (message.type === 'result') waiting.resolve(message.result);
    else if (message.type === 'cancelled') waiting.reject(new Cancelled());
    else waiting.reject(new Error(message.message));
  }

  #failAll(message: string): void {
    this.#broken = message;
    for (const waiting of this.#waiting.values()) waiting.reject(new Error(message));
    this.#waiting.clear();
  }
}

export function createWorkerClient(): WorkerClient {
  return new WorkerClient(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
}
