/** Which target of a row is tested, and by the data of which year. */
import type { Each, Measure, Requirement, Target } from './types.ts';

/** A target with its year, and the measure it is for. */
export interface Stage {
  /** Due year; null: the text names none. */
  year: number | null;
  target: Target | null;
  measure: Measure;
}

/** All stages of a row, oldest first; the row's own is the last. */
export function stagesOf({ steps = [], year, target, measure }: Requirement): Stage[] {
  const earlier = steps.map((step) => ({
    year: step.year,
    target: step.target,
    measure: step.each ? withEach(measure, step.each) : measure,
  }));
  return [...earlier.sort((a, b) => a.year - b.year), { year, target, measure }];
}

/** A measure with another rule of each unit; measures without such a rule stay as they are. */
function withEach(measure: Measure, each: Each): Measure {
  return 'each' in measure ? { ...measure, each } : measure;
}

/**
 * The latest stage that is due in the year of the run; before all of them the first. Where the row or the run has no
 * year, the row's own.
 */
export function stageToTest(stages: readonly Stage[], runYear: number | null): Stage {
  const own = stages.at(-1);
  if (!own) throw new Error('a row without any stage cannot be tested');
  if (runYear === null || own.year === null) return own;
  return stages.findLast(({ year }) => year !== null && year <= runYear) ?? stages[0] ?? own;
}

/** The year of the data to judge by: the due year, or that of the run before it. null: years are not looked at. */
export function yearToJudgeIn(due: number | null, runYear: number | null): number | null {
  return due === null || runYear === null ? runYear : Math.min(due, runYear);
}
