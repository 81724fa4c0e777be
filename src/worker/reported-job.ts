/** Figures that no map gives, read from a table. Loaded when somebody imports one. */
import type { Problem, ReportedFigure } from '../core/types.ts';
import type { FileBytes } from '../io/files.ts';
import { openFiles } from '../io/open.ts';
import type { Job } from './job.ts';

export interface ReadFigures {
  /** Those that name a requirement and have a value. */
  figures: ReportedFigure[];
  /** Rows that name none. */
  nameless: number;
  problems: Problem[];
}

/** Reads CSV or XLSX files whatever their names say. Rows without a value are those of a template nobody filled in. */
export const readReported: Job<FileBytes[], ReadFigures> = async function* ({ report }, files) {
  yield { stage: 'read', done: 0, total: 1 };
  const roles = Object.fromEntries(files.map(({ name }) => [name, 'reported' as const]));
  const { project, problems } = await openFiles(files, { roles, onProgress: report });
  const filled = project.reported.filter(({ value }) => value !== null && value !== '');
  const figures = filled.filter(({ requirementId }) => requirementId !== '');
  return {
    result: {
      figures,
      nameless: filled.length - figures.length,
      // A table of figures is no project: that it has no facilities is no news.
      problems: problems.filter(({ code }) => code !== 'layer_missing'),
    },
  };
};
