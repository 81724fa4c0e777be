import { JobRun } from '../../../state/job-run.svelte.ts';
import type { WorkerClient } from '../../../worker/client.ts';
import type { MadeReport, ReportArgs } from '../../../worker/report-job.ts';
import { drawPictures } from './pictures.ts';

/** One report being made. */
export class ReportRun extends JobRun {
  #client: WorkerClient;
  #problems = $state.raw<MadeReport['problems']>([]);

  constructor(client: WorkerClient) {
    super();
    this.#client = client;
  }

  /** What was left out of the report, and why. */
  get problems(): MadeReport['problems'] {
    return this.#problems;
  }

  /** null: cancelled, or it failed. A document is made in two steps: figures first, then the text with their pictures. */
  async make(args: ReportArgs): Promise<MadeReport | null> {
    const made = await this.start(async (context) => {
      const needsPictures = args.formats.includes('docx');
      const figures = needsPictures ? await this.#client.run('makeReport', { ...args, formats: [] }, context) : null;
      const pictures = figures && { pictures: await drawPictures(figures.figures) };
      return this.#client.run('makeReport', { ...args, ...pictures }, context);
    });
    if (made) this.#problems = made.problems;
    return made;
  }
}
