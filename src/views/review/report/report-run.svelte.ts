import type { Progress } from '../../../core/types.ts';
import type { WorkerClient } from '../../../worker/client.ts';
import { Cancelled } from '../../../worker/protocol.ts';
import type { MadeReport, ReportArgs } from '../../../worker/report-job.ts';
import { drawPictures } from './pictures.ts';

/** One report being made. */
export class ReportRun {
  #client: WorkerClient;
  #progress = $state.raw<Progress | null>(null);
  #running = $state(false);
  #failure = $state<string | null>(null);
  #problems = $state.raw<MadeReport['problems']>([]);
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
  /** What was left out of the report, and why. */
  get problems(): MadeReport['problems'] {
    return this.#problems;
  }

  cancel(): void {
    this.#cancel?.abort();
  }

  dismiss(): void {
    this.#failure = null;
  }

  /** null: cancelled, or it failed. A document is made in two steps: figures first, then the text with their pictures. */
  async make(args: ReportArgs): Promise<MadeReport | null> {
    this.cancel();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#running = true;
    this.#failure = null;
    const options = { signal: cancel.signal, onProgress: (progress: Progress) => (this.#progress = progress) };
    try {
      const needsPictures = args.formats.includes('docx');
      const figures = needsPictures ? await this.#client.run('makeReport', { ...args, formats: [] }, options) : null;
      const pictures = figures && { pictures: await drawPictures(figures.figures) };
      const made = await this.#client.run('makeReport', { ...args, ...pictures }, options);
      this.#problems = made.problems;
      return made;
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#failure = error instanceof Error ? error.message : String(error);
      return null;
    } finally {
      if (this.#cancel === cancel) {
        this.#running = false;
        this.#progress = null;
      }
    }
  }
}
