import type { StandardPack, StandardResult, State } from '../core/standards/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { StandardArgs } from '../worker/standards-job.ts';
import { JobRun } from './job-run.svelte.ts';

/** A row whose verdict is another with the scenario than without it. */
export interface Turned {
  id: string;
  from: State;
  to: State;
}

/** How a scenario does by the chosen standard, beside the data as they are. */
export class RequirementsState extends JobRun {
  #client: WorkerClient;
  #pack = $state.raw<StandardPack | null>(null);
  #before = $state.raw<StandardResult | null>(null);
  #after = $state.raw<StandardResult | null>(null);
  #beforeKey = '';

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  get pack(): StandardPack | null {
    return this.#pack;
  }
  get before(): StandardResult | null {
    return this.#before;
  }
  get after(): StandardResult | null {
    return this.#after;
  }

  get turned(): Turned[] {
    const states: Record<string, State> = Object.fromEntries(
      this.#before?.requirements.map(({ id, state }) => [id, state]) ?? [],
    );
    return (this.#after?.requirements ?? []).flatMap(({ id, state: to }) => {
      const from = states[id] ?? to;
      return from === to ? [] : [{ id, from, to }];
    });
  }

  clear(): void {
    this.cancel();
    this.dismiss();
    this.#beforeKey = '';
    [this.#pack, this.#before, this.#after] = [null, null, null];
  }

  /** Tests the data as they are (once for each question) and with the edits. A newer question cancels the older. */
  async ask(args: StandardArgs): Promise<void> {
    await this.start(async ({ signal }) => {
      const test = async (asked: StandardArgs) => (await this.#client.run('testStandard', asked, { signal })).tested;
      const base = { ...args, question: { ...args.question, edits: [] } };
      const key = JSON.stringify(base);
      if (key !== this.#beforeKey) {
        const before = await test(base);
        if (signal.aborted) return;
        this.#pack = before?.pack ?? null;
        this.#before = before?.result ?? null;
        this.#beforeKey = key;
      }
      const isBase = args.question.edits.length === 0;
      const after = isBase ? this.#before : ((await test(args))?.result ?? null);
      if (!signal.aborted) this.#after = after;
    });
  }
}
