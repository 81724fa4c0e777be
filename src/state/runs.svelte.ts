import type { Progress } from '../core/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { JobArgs } from '../worker/jobs.ts';
import { Cancelled } from '../worker/protocol.ts';
import type { Buffers, RunResult } from '../worker/results.ts';

/** What a run answers: the question and the edits it is asked with. */
export type Ask = JobArgs<'evaluate'>;

/** The drawing of discs waits until the question has rested this long: the figures follow the hand, the discs its rest. */
const REST_MILLISECONDS = 180;

/**
 * The answer to one question, kept up to date: a newer question cancels the older run. While a run works the former
 * answer stays.
 */
export class RunState {
  #client: WorkerClient;
  #result = $state.raw<RunResult | null>(null);
  #buffers = $state.raw<Buffers | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #running = $state(false);
  #failure = $state<string | null>(null);
  #cancel: AbortController | null = null;
  #last: Ask | null = null;
  /** No hand is moving yet when the first question is asked. */
  #isFirst = true;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get result(): RunResult | null {
    return this.#result;
  }
  /** null until drawn for the present result. */
  get buffers(): Buffers | null {
    return this.#buffers;
  }
  get progress(): Progress | null {
    return this.#progress;
  }
  get running(): boolean {
    return this.#running;
  }
  get failure(): string | null {
    return this.#failure;
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  retry(): void {
    if (this.#last) void this.ask(this.#last);
  }

  clear(): void {
    this.cancel();
    this.#result = null;
    this.#buffers = null;
    this.#isFirst = true;
  }

  async ask(question: Ask): Promise<void> {
    this.cancel();
    const cancel = new AbortController();
    const { signal } = cancel;
    this.#cancel = cancel;
    this.#last = question;
    this.#running = true;
    this.#failure = null;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const onProgress = (progress: Progress) => (this.#progress = progress);
    try {
      const result = await this.#client.run('evaluate', question, { signal, onProgress });
      if (signal.aborted) return;
      this.#result = result;
      this.#buffers = null;
      if (!isFirst) await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
      const buffers = await this.#client.run('drawBuffers', question, { signal, onProgress });
      if (!signal.aborted) this.#buffers = buffers;
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#cancel === cancel) {
        this.#running = false;
        this.#progress = null;
      }
    }
  }
}
