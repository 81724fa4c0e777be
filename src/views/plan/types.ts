import type { Facility } from '../../core/types.ts';
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

/** What somebody says of a facility. */
export interface FacilityDraft {
  name: string;
  type: string;
  opened: number | null;
  attributes: Facility['attributes'];
}

interface Capacity {
  column: 'day_places' | 'meals_per_day' | 'beds';
  word: 'day_care' | 'meals' | 'beds';
}

const DAY: Capacity = { column: 'day_places', word: 'day_care' };
const MEALS: Capacity = { column: 'meals_per_day', word: 'meals' };
const BEDS: Capacity = { column: 'beds', word: 'beds' };

/** By what the size of a type is told. */
export const CAPACITIES: Readonly<Record<string, Capacity>> = {
  ...{ day_care: DAY, station: DAY, complex: DAY, care_center: DAY, regional_center: DAY },
  ...{ meal_point: MEALS, canteen: MEALS, meal_center: MEALS, central_kitchen: MEALS },
  ...{ institution: BEDS, public_institution: BEDS, rural_home: BEDS, nursing_center: BEDS },
};
