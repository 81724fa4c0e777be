import type { Requirement, RequirementResult, StandardPack, StandardResult } from '../core/standards/types.ts';
import type { LocalName, Problem } from '../core/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { ChainArgs, PackSource, StandardArgs } from '../worker/standards-job.ts';
import type { Address } from './address.ts';
import { JobRun } from './job-run.svelte.ts';
import { findPacks, keepPacks, type KeptPack } from './storage.ts';

/** The written standard that the scorecard shows, and how the loaded data do by it. */
export class StandardsState extends JobRun {
  #client: WorkerClient;
  /** Id of the chosen standard; null = the scorecard is closed. */
  chosen = $state<string | null>(null);
  /** The row whose evidence is open. */
  row = $state<string | null>(null);
  /** Values of named parameters that somebody changed, by pack. */
  parameters = $state.raw<Record<string, Record<string, number>>>({});
  #own = $state.raw<KeptPack[]>([]);
  #tested = $state.raw<{ pack: StandardPack; result: StandardResult } | null>(null);
  #problems = $state.raw<Problem[]>([]);
  #last: StandardArgs['question'] | null = null;

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  /** Packs that the user opened; they stay in this browser. */
  get own(): readonly KeptPack[] {
    return this.#own;
  }
  /** null until the chosen one is tested. While a newer question runs the former answer stays. */
  get tested(): { pack: StandardPack; result: StandardResult } | null {
    return this.#tested?.pack.id === this.chosen ? this.#tested : null;
  }
  /** The row whose evidence is open, as it was tested. */
  get evidence(): { result: RequirementResult; requirement: Requirement } | null {
    const isOpen = ({ id }: { id: string }): boolean => id === this.row;
    const result = this.tested?.result.requirements.find(isOpen);
    const requirement = this.tested?.pack.requirements.find(isOpen);
    return result && requirement ? { result, requirement } : null;
  }
  /** What to ask for the tiers of the open row; null where it asks for none. */
  get chainArgs(): ChainArgs | null {
    const { chosen, evidence, tested } = this;
    const question = this.#last;
    if (chosen === null || !evidence || !tested || !question) return null;
    if (evidence.requirement.measure.kind !== 'hierarchy') return null;
    const { id: row, judgedIn: year } = evidence.result;
    return { pack: this.sourceOf(chosen), question, parameters: tested.result.parameters, row, year };
  }
  /** What is odd in the chosen pack's file. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** What an address asks for; whether there is such a standard is seen when it is tested. */
  adopt({ standard, row }: Pick<Address, 'standard' | 'row'>): void {
    this.chosen = standard;
    this.row = row;
  }

  async restore(): Promise<void> {
    this.#own = await findPacks();
  }

  /** Keeps a file of the user's own and chooses it; one of the same id is replaced. What is odd in it is told by the test. */
  async open(file: string, text: string): Promise<void> {
    const pack = { ...findName(text, file), file, text };
    this.#own = [...this.#own.filter(({ id }) => id !== pack.id), pack];
    this.choose(pack.id);
    this.retry();
    await keepPacks([...this.#own]);
  }

  async remove(id: string): Promise<void> {
    this.#own = this.#own.filter((pack) => pack.id !== id);
    if (this.chosen === id) this.choose(null);
    await keepPacks([...this.#own]);
  }

  choose(id: string | null): void {
    this.chosen = id;
    this.row = null;
  }

  setParameter(id: string, value: number): void {
    const { chosen } = this;
    if (chosen === null) return;
    this.parameters = { ...this.parameters, [chosen]: { ...this.parameters[chosen], [id]: value } };
  }

  retry(): void {
    if (this.#last) void this.ask(this.#last);
  }

  /** Tests the chosen standard. A newer question cancels the older. */
  async ask(question: StandardArgs['question']): Promise<void> {
    this.cancel();
    const { chosen } = this;
    if (chosen === null) return;
    this.#last = question;
    const args = { pack: this.sourceOf(chosen), question, parameters: this.parameters[chosen] ?? {} };
    const answer = await this.start((context) => this.#client.run('testStandard', args, context));
    if (!answer) return;
    this.#tested = answer.tested;
    this.#problems = answer.problems;
  }

  /** A pack as the worker takes it. */
  sourceOf(id: string): PackSource {
    const own = this.#own.find((pack) => pack.id === id);
    return own ? { text: own.text, file: own.file } : { id };
  }
}

/** Id and title of a pack for the list; of a file that is none, its own name. */
function findName(text: string, file: string): { id: string; title: LocalName } {
  try {
    const { id, title } = JSON.parse(text) as Partial<StandardPack>;
    if (typeof id === 'string' && id !== '') return { id, title: { zh: title?.zh || id, en: title?.en || id } };
  } catch {
    // No JSON: the test of it says so.
  }
  return { id: file, title: { zh: file, en: file } };
}

/** Whether a file is meant as a written standard. */
export function isPack(file: string, text: string): boolean {
  return file.toLowerCase().endsWith('.json') && /"format"\s*:\s*"care-circle-standard"/.test(text.slice(0, 2000));
}
