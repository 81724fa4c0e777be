/** Which facilities count in a run, and for which kind. */
import { compareIds, PIPELINE_STATUSES } from '../types.ts';
import type { Facility, Kind } from '../types.ts';

/** Kinds that stand for several type codes (design.md section 2). Types do not inherit from each other. */
export const KIND_GROUPS: Readonly<Record<Kind, readonly string[]>> = {
  meals: ['meal_point', 'canteen', 'meal_center'],
};

/** When to look: null = opening and closing years are not looked at. `pipeline` lets planned facilities count. */
export interface Moment {
  year: number | null;
  pipeline: boolean;
}

/** Whether a facility is of a kind: by a type code of the kind, or because it offers the kind as a service. */
export function isOfKind(facility: Facility, kind: Kind): boolean {
  // A type code of the user's may be called like something that every object has (constructor).
  const codes = Object.hasOwn(KIND_GROUPS, kind) ? KIND_GROUPS[kind] : undefined;
  if (facility.services.includes(kind)) return true;
  return facility.types.some((type) => type === kind || (codes?.includes(type) ?? false));
}

/**
 * Whether a facility serves anybody at a moment. Open ones: `opened` blank or not after the year, `closes` blank or
 * after it. Planned ones only with `pipeline` and a known opening year. Closed ones never, nor ones whose status could
 * not be read (the reader keeps them as closed, with a problem).
 */
export function isCounting(facility: Facility, { year, pipeline }: Moment): boolean {
  if (facility.status !== 'open') {
    if (!pipeline || !PIPELINE_STATUSES.includes(facility.status) || facility.opened === null) return false;
  }
  if (year === null) return true;
  const hasOpened = facility.opened === null || facility.opened <= year;
  const isStillThere = facility.closes === null || facility.closes > year;
  return hasOpened && isStillThere;
}

/** The facilities of a kind that count at a moment, by id. Where they lie does not matter: borders stop nobody. */
export function countingFacilities(facilities: readonly Facility[], kind: Kind, moment: Moment): Facility[] {
  return facilities
    .filter((facility) => isOfKind(facility, kind) && isCounting(facility, moment))
    .sort((a, b) => compareIds(a.id, b.id));
}
