import type { WorkerClient } from '../worker/client.ts';
import type { CompareArgs, ScenarioFigures } from '../worker/plan-contract.ts';
import { Cancelled } from '../worker/protocol.ts';

/** Scenarios side by side, and the one whose homes gained and lost the map shows. */
export class CompareState {
  #client: WorkerClient;
  #columns = $state.raw<ScenarioFigures[] | null>(null);
  #running = $state(false);
  #failure = $state<string | null>(null);
  #cancel: AbortController | null = null;
  /** The table is open; closed, the map shows the scenario at work. */
  open = $state(false);
  /** Ids of the scenarios in it; empty = all. */
  chosen = $state.raw<readonly string[]>([]);
  /** Id of the column that the map shows; null = the first that is not the base. */
  shownId = $state<string | null>(null);

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  /** The base first; null until compared. */
  get columns(): ScenarioFigures[] | null {
    return this.#columns;
  }
  get running(): boolean {
    return this.#running;
  }
  get failure(): string | null {
    return this.#failure;
  }
  get shown(): ScenarioFigures | null {
    const others = this.#columns?.slice(1) ?? [];
    return others.find(({ id }) => id === this.shownId) ?? others[0] ?? null;
  }

  close(): void {
    this.#cancel?.abort();
    this.open = false;
    this.#columns = null;
    this.#failure = null;
  }

  async ask(args: CompareArgs): Promise<void> {
    this.#cancel?.abort();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#running = true;
    this.#failure = null;
    try {
      const columns = await this.#client.run('compareScenarios', args, { signal: cancel.signal });
      if (!cancel.signal.aborted) this.#columns = columns;
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#cancel === cancel) this.#running = false;
    }
  }
}
