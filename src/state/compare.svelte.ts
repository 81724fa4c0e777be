import type { WorkerClient } from '../worker/client.ts';
import type { CompareArgs, ScenarioFigures } from '../worker/plan-contract.ts';
import { JobRun } from './job-run.svelte.ts';

/** Scenarios side by side, and the one whose homes gained and lost the map shows. */
export class CompareState extends JobRun {
  #client: WorkerClient;
  #columns = $state.raw<ScenarioFigures[] | null>(null);
  /** The table is open; closed, the map shows the scenario at work. */
  open = $state(false);
  /** Ids of the scenarios in it; empty = all. */
  chosen = $state.raw<readonly string[]>([]);
  /** Id of the column that the map shows; null = the first that is not the base. */
  shownId = $state<string | null>(null);

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  /** The base first; null until compared. */
  get columns(): ScenarioFigures[] | null {
    return this.#columns;
  }
  get shown(): ScenarioFigures | null {
    const others = this.#columns?.slice(1) ?? [];
    return others.find(({ id }) => id === this.shownId) ?? others[0] ?? null;
  }

  close(): void {
    this.cancel();
    this.dismiss();
    this.open = false;
    this.#columns = null;
  }

  async ask(args: CompareArgs): Promise<void> {
    const columns = await this.start((context) => this.#client.run('compareScenarios', args, context));
    if (columns) this.#columns = columns;
  }
}
