import { JobRun } from '../../state/job-run.svelte.ts';
import type { WorkerClient } from '../../worker/client.ts';
import type { RunResult, Supply } from '../../worker/results.ts';

/** Answers by the run they belong to: they go when the run goes, and stay while another view is open. */
const answers = new WeakMap<RunResult, Supply>();

/** The supply that belongs to a run, computed when somebody asks for it. */
export class SupplyRun extends JobRun {
  #client: WorkerClient;
  #answered = $state.raw<{ of: RunResult; supply: Supply } | null>(null);

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  /** The answer for this very run; null where it was not asked for. */
  find(run: RunResult): Supply | null {
    return (this.#answered?.of === run ? this.#answered.supply : answers.get(run)) ?? null;
  }

  async ask(run: RunResult): Promise<void> {
    this.cancel();
    this.dismiss();
    if (this.find(run)) return;
    const supply = await this.start((context) => this.#client.run('analyseSupply', questionOf(run), context));
    if (!supply) return;
    answers.set(run, supply);
    this.#answered = { of: run, supply };
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
