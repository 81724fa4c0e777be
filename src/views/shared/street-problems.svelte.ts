import type { Problem } from '../../core/types.ts';
import { JobRun } from '../../state/job-run.svelte.ts';
import type { Ask } from '../../state/runs.svelte.ts';
import type { WorkerClient } from '../../worker/client.ts';

/** What is odd about the streets that a run has walked, looked for when somebody wants to see it. */
export class StreetProblems extends JobRun {
  #client: WorkerClient;
  #found = $state.raw<Problem[]>([]);

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  get found(): readonly Problem[] {
    return this.#found;
  }

  async ask(asked: Ask): Promise<void> {
    this.#found = [];
    const found = await this.start((context) => this.#client.run('listStreetProblems', asked, context));
    if (found) this.#found = found;
  }
}
