import type { Scenario } from '../core/scenario/types.ts';
import type { CoordinateSystem, Progress, ReportedFigure } from '../core/types.ts';
import type { FileBytes } from '../io/files.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { JobArgs } from '../worker/jobs.ts';
import { Cancelled } from '../worker/protocol.ts';
import type { GroundLayers, ListedUnit, ProjectSummary } from '../worker/results.ts';
import {
  findProject,
  findReported,
  findUnits,
  forgetProject,
  keepProject,
  keepReported,
  keepUnits,
} from './storage.ts';

/** Changes of figures, and of units, that can be taken back. */
const MOST_UNDO = 50;
/** A project is saved with its scenarios when nobody has changed one for so long: a city takes seconds to write. */
const REST_MILLISECONDS = 3000;

/** The open project, as far as the page knows it, and what happens while another is being opened. */
export class ProjectState {
  #client: WorkerClient;
  #summary = $state.raw<ProjectSummary | null>(null);
  #ground = $state.raw<GroundLayers | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #opening = $state(false);
  /** What went wrong, in the words of the machine; the interface puts its own sentence before it. */
  #failure = $state<string | null>(null);
  /** The files opened hold nothing to analyse: the project did not change, these are the reasons. */
  #refused = $state.raw<ProjectSummary['problems'] | null>(null);
  #kept = $state<'sample' | 'kept' | 'not_kept'>('sample');
  /** The project whose ground was asked for. */
  #groundOf: ProjectSummary | null = null;
  #cancel: AbortController | null = null;
  /** The loose files last opened, to read them again in another coordinate system. */
  #lastFiles: FileBytes[] | null = null;
  #reported = $state.raw<readonly ReportedFigure[]>([]);
  /** As they were before each of the last changes, the newest last. */
  #formerFigures = $state.raw<readonly ReportedFigure[][]>([]);
  #formerUnits = $state.raw<readonly ListedUnit[][]>([]);
  /** A save that is under way, and whether there is something newer to save after it. */
  #keeping: Promise<void> | null = null;
  #isUnsaved = false;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get summary(): ProjectSummary | null {
    return this.#summary;
  }
  /** null until drawn for the present project. */
  get ground(): GroundLayers | null {
    return this.#ground;
  }
  /** Figures that no map gives: of the files, and typed in since. */
  get reported(): readonly ReportedFigure[] {
    return this.#reported;
  }
  get canUndoReport(): boolean {
    return this.#formerFigures.length > 0;
  }
  get canUndoUnits(): boolean {
    return this.#formerUnits.length > 0;
  }
  get progress(): Progress | null {
    return this.#progress;
  }
  get opening(): boolean {
    return this.#opening;
  }
  get failure(): string | null {
    return this.#failure;
  }
  get refused(): ProjectSummary['problems'] | null {
    return this.#refused;
  }
  get kept(): 'sample' | 'kept' | 'not_kept' {
    return this.#kept;
  }
  get canReadAgain(): boolean {
    return this.#lastFiles !== null;
  }

  /** What this browser kept, else the sample. */
  async restore(): Promise<void> {
    const bytes = await findProject();
    if (!bytes) return this.openSample();
    await this.#open({ from: 'files', files: [{ name: 'project.zip', bytes }] });
    if (this.#summary) this.#kept = 'kept';
    else await this.openSample();
  }

  async openSample(): Promise<void> {
    // The page's own address ends in its view (#/review), which is no folder.
    const folder = document.baseURI.replace(/[?#].*$/, '').replace(/[^/]*$/, '');
    const opened = await this.#open({ from: 'sample', address: `${folder}sample/` });
    if (opened) {
      this.#kept = 'sample';
      this.#lastFiles = null;
      const typed = await findReported();
      if (typed.length > 0) await this.#setReported(typed);
      const units = await findUnits();
      if (units.length > 0) await this.#setUnits(units);
    }
  }

  async openFiles(files: FileBytes[], crs?: CoordinateSystem): Promise<void> {
    if (!(await this.#open({ from: 'files', files, ...(crs ? { crs } : {}) }))) return;
    this.#lastFiles = files;
    await this.#keep();
  }

  /** Takes figures in place of those before, and keeps them with the project. */
  async report(figures: ReportedFigure[]): Promise<void> {
    this.#formerFigures = [...this.#formerFigures.slice(1 - MOST_UNDO), [...this.#reported]];
    await this.#report(figures);
  }

  /** Takes listed units in place of those before, and keeps them with the project. */
  async listUnits(units: ListedUnit[]): Promise<void> {
    this.#formerUnits = [...this.#formerUnits.slice(1 - MOST_UNDO), this.#summary?.units ?? []];
    await this.#listUnits(units);
  }

  /** Takes what is tried into the project; one of one's own is saved with it after a while. */
  async takeScenarios(scenarios: Scenario[]): Promise<void> {
    if (!this.#summary) return;
    clearTimeout(this.#later);
    await this.#client.run('setScenarios', scenarios);
    clearTimeout(this.#later);
    if (this.#summary.origin === 'opened') this.#later = setTimeout(() => void this.#keep(), REST_MILLISECONDS);
  }

  /** Takes back the last change of figures. */
  async undoReport(): Promise<void> {
    const last = this.#formerFigures.at(-1);
    this.#formerFigures = this.#formerFigures.slice(0, -1);
    if (last) await this.#report(last);
  }

  /** Takes back the last change of units. */
  async undoUnits(): Promise<void> {
    const last = this.#formerUnits.at(-1);
    this.#formerUnits = this.#formerUnits.slice(0, -1);
    if (last) await this.#listUnits(last);
  }

  async #report(figures: ReportedFigure[]): Promise<void> {
    await this.#setReported(figures);
    // What hangs on the figures does not wait until a whole city is written.
    void (this.#summary?.origin === 'sample' ? keepReported(figures) : this.#keep());
  }

  async #listUnits(units: ListedUnit[]): Promise<void> {
    await this.#setUnits(units);
    void (this.#summary?.origin === 'sample' ? keepUnits(units) : this.#keep());
  }

  async #setUnits(listed: ListedUnit[]): Promise<void> {
    const { units, areas, layer } = await this.#client.run('setUnits', listed);
    const summary = this.#summary;
    if (!summary) return;
    const layers = { ...summary.layers, areas: layer };
    const counts = { ...summary.counts, areas: areas.length };
    this.#summary = { ...summary, units, areas, layers, counts };
    // The ground stays.
    if (this.#groundOf === summary) this.#groundOf = this.#summary;
  }

  async #setReported(figures: ReportedFigure[]): Promise<void> {
    this.#reported = await this.#client.run('setReported', figures);
  }

  /** One save at a time, and what changed meanwhile after it: an older one must not come last. */
  #keep(): Promise<void> {
    this.#isUnsaved = true;
    this.#keeping ??= this.#saveAll().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  async #saveAll(): Promise<void> {
    while (this.#isUnsaved) {
      this.#isUnsaved = false;
      const [saved] = await this.#client.run('save', { as: 'zip' });
      this.#kept = saved && (await keepProject(saved.bytes)) ? 'kept' : 'not_kept';
    }
  }

  async readAgain(crs: CoordinateSystem): Promise<void> {
    if (this.#lastFiles) await this.openFiles(this.#lastFiles, crs);
  }

  async forget(): Promise<void> {
    await forgetProject();
    await this.openSample();
  }

  /** Has the ground of the map drawn, once for each project. */
  async drawGround(): Promise<void> {
    const summary = this.#summary;
    if (summary === null || this.#groundOf === summary) return;
    this.#groundOf = summary;
    const ground = await this.#client.run('drawGround', null);
    if (this.#summary === summary) this.#ground = ground;
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  dismiss(): void {
    this.#failure = null;
    this.#refused = null;
  }

  /** Whether another project is open now. */
  async #open(args: JobArgs<'open'>): Promise<boolean> {
    this.cancel();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#opening = true;
    this.dismiss();
    try {
      const opened = await this.#client.run('open', args, {
        signal: cancel.signal,
        onProgress: (progress) => (this.#progress = progress),
      });
      if (opened.usable) {
        clearTimeout(this.#later);
        this.#summary = opened.summary;
        this.#reported = opened.summary.reported;
        this.#formerFigures = [];
        this.#formerUnits = [];
        this.#ground = null;
      } else this.#refused = opened.problems;
      return opened.usable;
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#failure = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      if (this.#cancel === cancel) {
        this.#opening = false;
        this.#progress = null;
      }
    }
  }
}
