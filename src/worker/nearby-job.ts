/** What is near a place. */
import { countingFacilities } from '../core/coverage/facilities.ts';
import { listKinds } from '../core/coverage/kinds.ts';
import { distanceMetres } from '../core/geo/metric.ts';
import { compareIds, type Facility, type Position, type Work } from '../core/types.ts';
import type { Job } from './job.ts';
import type { Nearby, NearbyFacility, NearbyGroup } from './results.ts';
import { requireOpen, type OpenProject } from './session.ts';
import { streetsOf } from './streets.ts';
import { facilitiesOf, startsFrom, type WalkFrom } from './walk-jobs.ts';

export interface NearbyArgs {
  position: Position;
  /** Where the place is a home of the data: its people leave by its gates. */
  home?: string;
  year: number | null;
  /** Facilities of each kind to list at most. */
  most: number;
}

/** The nearest facilities of every kind in the data, open ones only; on foot where the project has streets. */
export const findNearby: Job<NearbyArgs, Nearby> = async function* ({ session }, args) {
  const { position, home, year, most } = args;
  const opened = requireOpen(session);
  const { project } = opened;
  const moment = { year, pipeline: false };
  const kinds = listKinds(project.facilities, moment);
  const from = home === undefined ? { position } : { home };
  const walk = project.walkways === null ? null : yield* walkEverywhere(opened, from, year);
  const groups: NearbyGroup[] = [];
  for (const [done, { kind }] of kinds.entries()) {
    yield { stage: 'nearest', done, total: kinds.length };
    const facilities = countingFacilities(project.facilities, kind, moment);
    groups.push({ kind, facilities: rankByDistance(facilities, position, walk).slice(0, most) });
  }
  return { result: { state: project.walkways === null ? 'no_streets' : walk ? 'walked' : 'unplaced', groups } };
};

/** Metres on foot to every facility on the streets, by id; null where the place is not on them. */
function* walkEverywhere(
  opened: OpenProject,
  from: WalkFrom,
  year: number | null,
): Work<((id: string) => number | null) | null> {
  const { walker } = yield* streetsOf(opened);
  const starts = yield* startsFrom(opened, from, { year });
  if (starts.length === 0) return null;
  const places = yield* facilitiesOf(opened);
  walker.walk(starts, Infinity);
  return (id) => {
    const place = places.get(id);
    const metres = place ? walker.metresToPlace(place, starts) : Infinity;
    return metres < Infinity ? metres : null;
  };
}

/** By the walk, those without one after all others; by the straight line where nothing is walked. */
function rankByDistance(
  facilities: Facility[],
  [longitude, latitude]: Position,
  walk: ((id: string) => number | null) | null,
): NearbyGroup['facilities'] {
  const far = ({ walkMetres, metres }: NearbyFacility) => (walk ? (walkMetres ?? Infinity) : metres);
  return facilities
    .map((facility) => ({
      facility,
      metres: distanceMetres(longitude, latitude, facility.position[0], facility.position[1]),
      walkMetres: walk ? walk(facility.id) : null,
    }))
    .sort((a, b) => compareNumbers(far(a), far(b)) || a.metres - b.metres || compareIds(a.facility.id, b.facility.id));
}

/** Two infinite walks are equal: their difference would be no number. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
