/** A scenario applied: the project after its edits, and what a run takes of it. */
import { PIPELINE_STATUSES, type Project } from '../types.ts';
import { applyEdits } from './edits.ts';
import type { PipelineStage, Scenario } from './types.ts';

export interface AppliedScenario {
  project: Project;
  /** Year of analysis; null = that of the question. */
  year: number | null;
  /** For the settings: whether planned facilities count at all. */
  pipeline: boolean;
}

/**
 * The project with the edits made and, where any stage is switched on, without the planned facilities of other stages.
 * Nothing of the given project is changed. Throws as `applyEdits` does.
 */
export function applyScenario(
  project: Project,
  { edits, stages, year }: Pick<Scenario, 'edits' | 'stages' | 'year'>,
): AppliedScenario {
  return { project: keepStages(applyEdits(project, edits), stages), year, pipeline: stages.length > 0 };
}

/** Without the planned facilities of other stages; all stages are kept where none is chosen (then none of them counts). */
export function keepStages(project: Project, stages: readonly PipelineStage[]): Project {
  if (stages.length === 0 || stages.length === PIPELINE_STATUSES.length) return project;
  const kept: readonly string[] = stages;
  const facilities = project.facilities.filter(
    ({ status }) => !PIPELINE_STATUSES.includes(status) || kept.includes(status),
  );
  return { ...project, facilities };
}
