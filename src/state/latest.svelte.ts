import type { WorkerClient } from '../worker/client.ts';
import type { JobArgs, JobName, JobResult } from '../worker/jobs.ts';

/** A pointer that only passes over a thing asks for nothing. */
const REST_MILLISECONDS = 80;

/**
 * The answer to the newest question of one kind, for what follows the pointer: an older question is cancelled, and its
 * answer goes at once. What cannot be answered is shown as nothing, for nobody asked for it in words.
 */
export class Latest<N extends JobName> {
  #client: WorkerClient;
  #job: N;
  #result = $state.raw<JobResult<N> | null>(null);
  #cancel: AbortController | null = null;

  constructor(client: WorkerClient, job: N) {
    this.#client = client;
    this.#job = job;
  }

  get result(): JobResult<N> | null {
    return this.#result;
  }

  /** Asks, or with null clears. */
  async ask(args: JobArgs<N> | null): Promise<void> {
    this.#cancel?.abort();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#result = null;
    if (args === null) return;
    await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
    if (cancel.signal.aborted) return;
    try {
      const result = await this.#client.run(this.#job, args, { signal: cancel.signal });
      if (!cancel.signal.aborted) this.#result = result;
    } catch {
      // Cancelled, or no answer: the thing pointed at is then shown without it.
    }
  }
}
