/** The jobs that draw one walk, and the reach of one place. Loaded when somebody asks for one. */
import { discPolygon } from '../core/geo/disc.ts';
import type { Facility, Position, Work } from '../core/types.ts';
import type { Start } from '../core/network/walker.ts';
import type { Job } from './job.ts';
import type { Reach, Walk } from './results.ts';
import { asGeometry } from './summary.ts';
import { demandOf, editedOf, requireOpen, type OpenProject, type Question } from './session.ts';
import { homesOf, streetsOf } from './streets.ts';
import { drawReachOfOne, listBands } from './draw-reach.ts';
import { drawWalk, placeFacilities, startsAt, startsOfHome } from './walks.ts';

/** A place to walk from: a home by its id, where its people step onto the streets, or any place. */
export type WalkFrom = { home: string } | { position: Position };

/** When, and with which edits; without edits in the data as they are. */
type Moment = Pick<Question, 'year'> & Partial<Pick<Question, 'edits'>>;

export interface WalkArgs extends Moment {
  from: WalkFrom;
  facility: string;
}

/** One walk to a facility; null where there is no way. */
export const findWalk: Job<WalkArgs, Walk | null> = async function* ({ session }, { from, facility, ...moment }) {
  const opened = requireOpen(session);
  yield { stage: 'walk', done: 0, total: 1 };
  const { walker } = yield* streetsOf(opened, moment.edits);
  const starts = yield* startsFrom(opened, from, moment);
  const goal = findFacility(opened, facility, moment);
  const site = goal && (yield* placeOf(opened, goal, moment));
  const start = positionOf(opened, from, moment);
  if (!site || !start || starts.length === 0) return { result: null };
  return { result: drawWalk(walker, starts, start, { site, position: goal.position }) };
};

export interface ReachArgs extends Moment {
  from: WalkFrom | { facility: string };
  limitMetres: number;
  speedMetresPerSecond: number;
}

/** The reach of one facility, one home or any place; null where it is not on the streets. */
export const drawReach: Job<ReachArgs, Reach | null> = async function* ({ session }, args) {
  const opened = requireOpen(session);
  yield { stage: 'walk', done: 0, total: 1 };
  const { streets, walker } = yield* streetsOf(opened, args.edits);
  const { from, limitMetres, speedMetresPerSecond } = args;
  const starts = yield* startsFrom(opened, from, args);
  const position = positionOf(opened, from, args);
  if (starts.length === 0 || position === null) return { result: null };
  const reach = drawReachOfOne(streets, walker, starts, listBands(limitMetres, speedMetresPerSecond));
  return { result: { ...reach, circle: drawCircle(position, limitMetres) } };
};

function drawCircle(position: Position, metres: number): Reach['circle'] {
  const geometry = asGeometry(discPolygon(position, metres));
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}

/** Where one steps onto the streets. */
export function* startsFrom(opened: OpenProject, from: ReachArgs['from'], moment: Moment): Work<Start[]> {
  const { year, edits } = moment;
  const { streets } = yield* streetsOf(opened, edits);
  if ('position' in from) return yield* startsAt(streets, from.position);
  if ('facility' in from) {
    const facility = findFacility(opened, from.facility, moment);
    const site = facility && (yield* placeOf(opened, facility, moment));
    return site ? [site] : [];
  }
  const row = demandOf(opened, year).residences.findIndex(({ id }) => id === from.home);
  if (row >= 0) return startsOfHome((yield* homesOf(opened, year, edits)).accesses, row);
  // A home that does not count in the year is a place like any other.
  const position = positionOfHome(opened, from.home);
  return position ? yield* startsAt(streets, position) : [];
}

function positionOf(opened: OpenProject, from: ReachArgs['from'], moment: Moment): Position | null {
  if ('position' in from) return from.position;
  if ('home' in from) return positionOfHome(opened, from.home);
  return findFacility(opened, from.facility, moment)?.position ?? null;
}

function positionOfHome({ homes, homeRows }: OpenProject, id: string): Position | null {
  const row = homeRows.get(id);
  if (row === undefined) return null;
  return [homes.positions[2 * row] ?? 0, homes.positions[2 * row + 1] ?? 0];
}

function findFacility(opened: OpenProject, id: string, { edits = [] }: Moment): Facility | undefined {
  return editedOf(opened, { edits }).facilities.find((facility) => facility.id === id);
}

/** Where a facility stands on the streets. One that no edit touches is looked up with all others of the data. */
function* placeOf(opened: OpenProject, facility: Facility, { edits }: Moment): Work<Start | undefined> {
  const isOfData = opened.project.facilities.includes(facility);
  const places = isOfData
    ? yield* facilitiesOf(opened, edits)
    : yield* placeFacilities((yield* streetsOf(opened, edits)).streets, [facility]);
  return places.get(facility.id);
}

/** Where the facilities of the project stand on the streets. */
export function* facilitiesOf(opened: OpenProject, edits?: Question['edits']): Work<Map<string, Start>> {
  const walks = yield* streetsOf(opened, edits);
  walks.facilities ??= yield* placeFacilities(walks.streets, opened.project.facilities);
  return walks.facilities;
}
