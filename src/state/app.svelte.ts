import { getContext, setContext } from 'svelte';
import { WALKING_SPEEDS } from '../core/walking-speed.ts';
import { createWorkerClient, type WorkerClient } from '../worker/client.ts';
import { formatAddress, parseAddress, type Address, type Selection, type View } from './address.ts';
import { LocaleState } from './locale.svelte.ts';
import { ProjectState } from './project.svelte.ts';
import { QuestionState } from './question.svelte.ts';
import { RunState } from './runs.svelte.ts';
import { ScenarioState } from './scenario.svelte.ts';
import type { Walk } from '../worker/results.ts';
import { findEdits } from './storage.ts';

/** Everything the page remembers, in one place. Views get it from the context. */
export class AppState {
  readonly client: WorkerClient = createWorkerClient();
  readonly locale: LocaleState;
  readonly project: ProjectState;
  readonly question = new QuestionState();
  /** The loaded data as they are. */
  readonly base: RunState;
  /** The same question with the facilities being tried; the same as `base` while there are none. */
  readonly tried: RunState;
  readonly scenario = new ScenarioState();

  view = $state<View>('review');
  selection = $state.raw<Selection | null>(null);
  hovered = $state.raw<Selection | null>(null);
  /** The walk that `nearby` shows on the map. */
  nearbyWalk = $state.raw<Walk | null>(null);
  /** Wishes of the address, until a project is there to answer them. */
  #wishes: Address;
  #hasAdopted = false;

  constructor(hash: string) {
    this.#wishes = parseAddress(hash);
    this.view = this.#wishes.view;
    this.locale = new LocaleState(this.#wishes.locale);
    this.project = new ProjectState(this.client);
    this.base = new RunState(this.client);
    this.tried = new RunState(this.client);
  }

  async start(): Promise<void> {
    this.scenario.restore(await findEdits());
    await this.project.restore();
  }

  /** After another project was opened. */
  adoptProject(): void {
    const { summary } = this.project;
    if (!summary) return;
    this.base.clear();
    this.tried.clear();
    // What was tried on the former data is meaningless here; undo brings it back.
    if (this.#hasAdopted) this.scenario.clear();
    this.#hasAdopted = true;
    this.question.adopt(this.#wishes, summary);
    this.selection = this.#wishes.selection;
    this.#wishes = { ...parseAddress(''), view: this.view };
  }

  /** The address was changed by hand, by a link or by the browser's back button. */
  adoptAddress(hash: string): void {
    const address = parseAddress(hash);
    this.view = address.view;
    if (address.locale) this.locale.current = address.locale;
    const { summary } = this.project;
    if (!summary) {
      this.#wishes = address;
      return;
    }
    this.question.adopt(address, summary);
    this.selection = address.selection;
  }

  get address(): string {
    const { kind, measure, metres, minutes, speedMetresPerSecond, year, pipeline } = this.question;
    return formatAddress({
      view: this.view,
      kind,
      mode: measure,
      limitMetres: metres,
      minutes,
      // The ordinary pace goes without saying.
      speedMetresPerSecond: speedMetresPerSecond === WALKING_SPEEDS.ordinary ? null : speedMetresPerSecond,
      year: year ?? 'any',
      pipeline,
      selection: this.view === 'nearby' ? null : this.selection,
      locale: this.locale.current,
    });
  }
}

const KEY = Symbol('app');

export function provideApp(app: AppState): AppState {
  return setContext(KEY, app);
}

export function useApp(): AppState {
  return getContext<AppState>(KEY);
}
