/** Which kinds can be analysed with the data at hand. */
import { compareIds } from '../types.ts';
import type { Facility, Kind } from '../types.ts';
import { isCounting, isOfKind, KIND_GROUPS } from './facilities.ts';
import type { Moment } from './facilities.ts';

export interface KindCount {
  kind: Kind;
  /** Rows of the kind, whatever their status. */
  facilities: number;
  /** Those that count at the moment asked for. */
  counting: number;
}

/** Every type code in the data, and every group of types with a member or a service in it; by kind. */
export function listKinds(facilities: readonly Facility[], moment: Moment): KindCount[] {
  const kinds = new Set<Kind>(facilities.flatMap((facility) => facility.types));
  for (const group of Object.keys(KIND_GROUPS)) kinds.add(group);
  return [...kinds]
    .sort(compareIds)
    .map((kind) => {
      const ofKind = facilities.filter((facility) => isOfKind(facility, kind));
      return {
        kind,
        facilities: ofKind.length,
        counting: ofKind.filter((facility) => isCounting(facility, moment)).length,
      };
    })
    .filter(({ facilities: rows }) => rows > 0);
}
