import { getContext, setContext } from 'svelte';
import type { ReportedFigure } from '../core/types.ts';
import { WALKING_SPEEDS } from '../core/walking-speed.ts';
import { createWorkerClient, type WorkerClient } from '../worker/client.ts';
import { formatAddress, parseAddress, type Address, type Selection, type View } from './address.ts';
import { LocaleState } from './locale.svelte.ts';
import type { Mend } from './mend.ts';
import { toggle } from './picked.ts';
import type { Planning } from './planning.svelte.ts';
import { ProjectState } from './project.svelte.ts';
import { QuestionState } from './question.svelte.ts';
import { RunState } from './runs.svelte.ts';
import { ScenarioState } from './scenario.svelte.ts';
import { StandardsState } from './standards.svelte.ts';
import type { ListedUnit, ProjectSummary, Walk } from '../worker/results.ts';
import type { Chain } from '../worker/standards-job.ts';
import { findScenarios, keepScenarios, type KeptScenarios } from './storage.ts';

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
  readonly scenario: ScenarioState;
  readonly standards: StandardsState;

  view = $state<View>('review');
  selection = $state.raw<Selection | null>(null);
  hovered = $state.raw<Selection | null>(null);
  /** The walk that `nearby` shows on the map, and the facility it leads to. */
  nearbyWalk = $state.raw<(Walk & { facility: string }) | null>(null);
  /** Ids of the areas chosen for a unit while somebody lists one: a press on the map then chooses, and selects nothing. */
  picked = $state.raw<ReadonlySet<string> | null>(null);
  /** What only `plan` needs; it comes with that view. */
  planning = $state.raw<Planning | null>(null);
  /** A row of a standard that planning is asked to mend, until it has taken it up. */
  mending = $state.raw<Mend | null>(null);
  /** Who supplies whom, of the row whose evidence is open. */
  chain = $state.raw<Chain | null>(null);
  /** Wishes of the address, until a project is there to answer them. */
  #wishes: Address;
  #hasAdopted = false;
  #adoptedHomes: ProjectSummary['homes'] | null = null;

  constructor(hash: string) {
    this.#wishes = parseAddress(hash);
    this.view = this.#wishes.view;
    this.locale = new LocaleState(this.#wishes.locale);
    this.project = new ProjectState(this.client);
    this.base = new RunState(this.client);
    this.tried = new RunState(this.client);
    this.standards = new StandardsState(this.client);
    this.scenario = new ScenarioState((scenarios) => this.#keepScenarios(scenarios));
    this.standards.adopt(this.#wishes);
  }

  /** Both at once, the packs first: they are there long before a project is read. */
  async start(): Promise<void> {
    await Promise.all([this.standards.restore(), this.project.restore()]);
  }

  /** After another project was opened. */
  adoptProject(): void {
    const { summary } = this.project;
    // Another list of units is no other project: its homes are the same.
    if (!summary || summary.homes === this.#adoptedHomes) return;
    this.#adoptedHomes = summary.homes;
    this.base.clear();
    this.tried.clear();
    this.planning?.siting.close();
    void this.#adoptScenarios(summary, !this.#hasAdopted);
    this.#hasAdopted = true;
    this.question.adopt(this.#wishes, summary);
    this.selection = this.#wishes.selection;
    this.#wishes = { ...parseAddress(''), view: this.view };
  }

  /**
   * What is tried on these data: at the start of a visit what the browser kept last, later what the project's file says.
   * What was tried on the former data is meaningless here; undo brings it back.
   */
  async #adoptScenarios(summary: ProjectSummary, isStart: boolean): Promise<void> {
    const { origin, scenarios, facilities } = summary;
    this.scenario.know(facilities.map(({ id }) => id));
    const kept = isStart || origin === 'sample' ? await findScenarios(origin) : null;
    if (this.project.summary?.homes !== summary.homes) return; // another was opened meanwhile
    if (!isStart) this.scenario.replace(kept?.list ?? scenarios);
    else if (!this.scenario.canUndo) {
      this.scenario.restore(kept ?? { list: scenarios, active: '' });
      if (kept) void this.project.takeScenarios([...kept.list]);
    }
  }

  #keepScenarios(scenarios: KeptScenarios): void {
    const { summary } = this.project;
    if (!summary) return;
    void keepScenarios(summary.origin, scenarios);
    void this.project.takeScenarios(this.scenario.worthKeeping);
  }

  /** The address was changed by hand, by a link or by the browser's back button. */
  adoptAddress(hash: string): void {
    const address = parseAddress(hash);
    this.view = address.view;
    this.standards.adopt(address);
    if (address.locale) this.locale.current = address.locale;
    const { summary } = this.project;
    if (!summary) {
      this.#wishes = address;
      return;
    }
    this.question.adopt(address, summary);
    this.selection = address.selection;
  }

  /** Keeps a figure that somebody typed for a row of a plan, and tests the plan again. */
  async reportFigure(figure: Omit<ReportedFigure, 'attributes'>): Promise<void> {
    await this.reportFigures([{ ...figure, attributes: {} }]);
  }

  /** Keeps figures in place of those for the same rows. */
  async reportFigures(figures: readonly ReportedFigure[]): Promise<void> {
    const ids = figures.map(({ requirementId }) => requirementId);
    const others = this.project.reported.filter(({ requirementId }) => !ids.includes(requirementId));
    await this.project.report([...others, ...figures]);
    this.standards.retry();
  }

  /** Keeps units that somebody listed, and tests the plan again. */
  async listUnits(units: ListedUnit[]): Promise<void> {
    await this.project.listUnits(units);
    this.standards.retry();
  }

  async undoFigures(): Promise<void> {
    await this.project.undoReport();
    this.standards.retry();
  }

  async undoUnits(): Promise<void> {
    await this.project.undoUnits();
    this.standards.retry();
  }

  async forgetFigure(requirementId: string): Promise<void> {
    await this.project.report(this.project.reported.filter((figure) => figure.requirementId !== requirementId));
    this.standards.retry();
  }

  /** Chooses an area for the unit being listed, or leaves it out again. */
  pick(id: string): void {
    if (this.picked) this.picked = toggle(this.picked, id);
  }

  /** Goes to planning to mend a row of a standard. */
  mend(mend: Mend): void {
    history.pushState(null, '', this.address);
    this.mending = mend;
    this.selection = null;
    this.view = 'plan';
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
      standard: this.view === 'nearby' ? null : this.standards.chosen,
      row: this.standards.row,
      selection: this.view === 'nearby' ? null : this.selection,
      locale: this.locale.wanted,
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
