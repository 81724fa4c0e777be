import type { Progress } from '../../core/types.ts';
import type { WorkerClient } from '../../worker/client.ts';
import { Cancelled } from '../../worker/protocol.ts';
import type { RunResult, Supply } from '../../worker/results.ts';

/** Answers by the run they belong to: they go when the run goes, and stay while another view is open. */
const answers = new WeakMap<RunResult, Supply>();

/** The supply that belongs to a run, computed when somebody asks for it. */
export class SupplyRun {
  #client: WorkerClient;
  #answered = $state.raw<{ of: RunResult; supply: Supply } | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #running = $state(false);
  #failure = $state<string | null>(null);
  #cancelled = $state(false);
  #cancel: AbortController | null = null;

  constructor(client: WorkerClient) {
    this.#client = client;
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
  /** Somebody stopped it: it is asked again only when told so. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** The answer for this very run; null where it was not asked for. */
  find(run: RunResult): Supply | null {
    return (this.#answered?.of === run ? this.#answered.supply : answers.get(run)) ?? null;
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  async ask(run: RunResult): Promise<void> {
    this.cancel();
    this.#failure = null;
    this.#cancelled = false;
    if (this.find(run)) return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#running = true;
    try {
      const supply = await this.#client.run('analyseSupply', questionOf(run), {
        signal: cancel.signal,
        onProgress: (progress) => (this.#progress = progress),
      });
      answers.set(run, supply);
      this.#answered = { of: run, supply };
    } catch (error) {
      if (this.#cancel !== cancel) return;
      if (error instanceof Cancelled) this.#cancelled = true;
      else this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#cancel === cancel) {
        this.#running = false;
        this.#progress = null;
      }
    }
  }
}

/** The question that a run of the loaded data has answered, whatever the controls say by now. */
function questionOf({ kind, mode, evaluation }: RunResult) {
  const { limits, speedMetresPerSecond, year, pipeline } = evaluation.settings;
  const limit = limits[kind];
  return {
    kind,
    mode,
    limitMetres: limit?.metres ?? evaluation.services[kind]?.limitMetres ?? 0,
    minutes: limit?.minutes ?? null,
    speedMetresPerSecond,
    year,
    pipeline,
    edits: [],
  };
}
