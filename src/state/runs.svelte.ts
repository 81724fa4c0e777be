import type { WorkerClient } from '../worker/client.ts';
import type { JobArgs } from '../worker/jobs.ts';
import type { Buffers, RunResult } from '../worker/results.ts';
import { JobRun } from './job-run.svelte.ts';

/** What a run answers: the question and the edits it is asked with. */
export type Ask = JobArgs<'evaluate'>;

/** The drawing of discs waits until the question has rested this long: the figures follow the hand, the discs its rest. */
const REST_MILLISECONDS = 180;

/**
 * The answer to one question, kept up to date: a newer question cancels the older run. While a run works the former
 * answer stays.
 */
export class RunState extends JobRun {
  #client: WorkerClient;
  #result = $state.raw<RunResult | null>(null);
  #asked = $state.raw<Ask | null>(null);
  #buffers = $state.raw<Buffers | null>(null);
  #last: Ask | null = null;
  /** No hand is moving yet when the first question is asked. */
  #isFirst = true;

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  get result(): RunResult | null {
    return this.#result;
  }
  /** The question that `result` answers. */
  get asked(): Ask | null {
    return this.#asked;
  }
  /** null until drawn for the present result. */
  get buffers(): Buffers | null {
    return this.#buffers;
  }

  retry(): void {
    if (this.#last) void this.ask(this.#last);
  }

  clear(): void {
    this.cancel();
    this.#result = null;
    this.#asked = null;
    this.#buffers = null;
    this.#isFirst = true;
  }

  async ask(question: Ask): Promise<void> {
    this.#last = question;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    await this.start(async (context) => {
      const result = await this.#client.run('evaluate', question, context);
      if (context.signal.aborted) return;
      this.#result = result;
      this.#asked = question;
      this.#buffers = null;
      if (!isFirst) await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
      const buffers = await this.#client.run('drawBuffers', question, context);
      if (!context.signal.aborted) this.#buffers = buffers;
    });
  }
}
