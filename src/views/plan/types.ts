import type { ProjectSummary } from '../../worker/results.ts';

/** Types a planner places most; the rest of the data's own types follow. */
const USUAL_TYPES = ['day_care', 'meal_point', 'canteen', 'station', 'complex', 'institution', 'medical'];

/** Type codes that can be tried: groups of types such as `meals` are no type. */
export function tryableTypes(summary: ProjectSummary): string[] {
  const present = summary.kinds.map(({ kind }) => kind).filter((kind) => kind !== 'meals');
  return [...USUAL_TYPES, ...present.filter((kind) => !USUAL_TYPES.includes(kind))];
}

/** The type to try for a question: `meals` is answered by a meal point. */
export function typeForKind(kind: string): string {
  return kind === 'meals' ? 'meal_point' : kind;
}
