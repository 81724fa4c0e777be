import type { Edit, Scenario } from '../core/scenario/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { CompareArgs } from '../worker/plan-contract.ts';

/** Each step is a run of its own: a list longer than this goes without. */
const MOST_EDITS = 12;
/** Asked when the edits have rested for so long, milliseconds. */
const REST_MILLISECONDS = 700;

/** What each edit of a scenario adds, those before it standing. */
export class GainsState {
  #client: WorkerClient;
  #gains = $state.raw<readonly number[]>([]);
  #of = $state.raw<readonly Edit[] | null>(null);
  #cancel: AbortController | null = null;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  /** Elders more covered, or fewer, by place of the edit; empty until counted for these edits. */
  listFor(edits: readonly Edit[]): readonly number[] {
    return this.#of === edits ? this.#gains : [];
  }

  async ask(question: CompareArgs['question'], scenario: Scenario): Promise<void> {
    this.#cancel?.abort();
    this.#of = null;
    const { edits } = scenario;
    if (edits.length === 0 || edits.length > MOST_EDITS) return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    const { signal } = cancel;
    await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
    if (signal.aborted) return;
    const steps = [0, ...edits.keys()].map((_, count) => ({
      ...scenario,
      id: `${scenario.id}~${count}`,
      edits: edits.slice(0, count),
    }));
    try {
      const args = { question, scenarios: steps, standard: null };
      const [, ...columns] = await this.#client.run('compareScenarios', args, { signal });
      if (signal.aborted) return;
      const covered = columns.map(({ eldersCovered }) => eldersCovered);
      this.#gains = covered.slice(1).map((elders, i) => elders - (covered[i] ?? elders));
      this.#of = edits;
    } catch {
      // The list stands without the figures: the difference above it has them all together.
    }
  }
}
