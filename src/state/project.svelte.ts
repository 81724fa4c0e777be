import type { CoordinateSystem, Progress, ReportedFigure } from '../core/types.ts';
import type { FileBytes } from '../io/files.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { JobArgs } from '../worker/jobs.ts';
import { Cancelled } from '../worker/protocol.ts';
import type { GroundLayers, ProjectSummary } from '../worker/results.ts';
import { findProject, findReported, forgetProject, keepProject, keepReported } from './storage.ts';

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
    }
  }

  async openFiles(files: FileBytes[], crs?: CoordinateSystem): Promise<void> {
    if (!(await this.#open({ from: 'files', files, ...(crs ? { crs } : {}) }))) return;
    this.#lastFiles = files;
    await this.#keep();
  }

  /** Takes figures in place of those before, and keeps them with the project. */
  async report(figures: ReportedFigure[]): Promise<void> {
    await this.#setReported(figures);
    if (this.#summary?.origin === 'sample') await keepReported(figures);
    else await this.#keep();
  }

  async #setReported(figures: ReportedFigure[]): Promise<void> {
    this.#reported = await this.#client.run('setReported', figures);
  }

  async #keep(): Promise<void> {
    const [saved] = await this.#client.run('save', { as: 'zip' });
    this.#kept = saved && (await keepProject(saved.bytes)) ? 'kept' : 'not_kept';
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
        this.#summary = opened.summary;
        this.#reported = opened.summary.reported;
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
