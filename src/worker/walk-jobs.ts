/** The jobs that draw walks and reach. */
import { discPolygon } from '../core/geo/disc.ts';
import type { Position, Work } from '../core/types.ts';
import type { Start } from '../core/network/walker.ts';
import { createAddress, type Job } from './job.ts';
import type { Buffers, Reach, Walk } from './results.ts';
import { asGeometry } from './summary.ts';
import { demandOf, homesOf, requireOpen, streetsOf, walksOf, type OpenProject, type Question } from './session.ts';
import {
  drawReachOfAll,
  drawReachOfOne,
  drawWalk,
  listBands,
  placeFacilities,
  startsAt,
  startsOfHome,
} from './walks.ts';

/** Drawn streets are given back when there are newer ones and the map has surely read them. */
const KEPT_DRAWINGS = 3;
const KEPT_MILLISECONDS = 30_000;

/** What lies within a walk of the facilities of a question, drawn. */
export function* drawWalked(opened: OpenProject, question: Question): Work<Buffers> {
  const { table } = yield* walksOf(opened, question);
  const { streets, drawn } = yield* streetsOf(opened, question.edits);
  yield { stage: 'discs', done: 0, total: 1 };
  const bands = listBands(question.limitMetres, question.speedMetresPerSecond);
  const reach = drawReachOfAll(streets, table, bands);
  const address = createAddress(JSON.stringify(reach.streets));
  // The page goes back from a scenario to the drawing of the data as they are.
  const isBase = question.edits.length === 0;
  drawn.push({ address, at: performance.now(), isBase });
  const alike = drawn.filter((drawing) => drawing.isBase === isBase);
  const [oldest] = alike;
  if (alike.length > KEPT_DRAWINGS && oldest && performance.now() - oldest.at > KEPT_MILLISECONDS) {
    URL.revokeObjectURL(oldest.address);
    drawn.splice(drawn.indexOf(oldest), 1);
  }
  return { union: reach.area, streets: address, bands, shares: {}, total: null };
}

/** A place to walk from: a home by its id, where its people step onto the streets, or any place. */
export type WalkFrom = { home: string } | { position: Position };

export interface WalkArgs {
  from: WalkFrom;
  facility: string;
  year: number | null;
}

/** One walk to a facility of the project; null where there is no way. */
export const findWalk: Job<WalkArgs, Walk | null> = async function* ({ session }, { from, facility, year }) {
  const opened = requireOpen(session);
  yield { stage: 'walk', done: 0, total: 1 };
  const { walker } = yield* streetsOf(opened);
  const starts = yield* startsFrom(opened, from, year);
  const site = (yield* facilitiesOf(opened)).get(facility);
  const goal = opened.project.facilities.find(({ id }) => id === facility);
  const start = positionOf(opened, from);
  if (!site || !goal || !start || starts.length === 0) return { result: null };
  return { result: drawWalk(walker, starts, start, { site, position: goal.position }) };
};

export interface ReachArgs {
  from: WalkFrom | { facility: string };
  year: number | null;
  limitMetres: number;
  speedMetresPerSecond: number;
}

/** The reach of one facility, one home or any place; null where it is not on the streets. */
export const drawReach: Job<ReachArgs, Reach | null> = async function* ({ session }, args) {
  const opened = requireOpen(session);
  yield { stage: 'walk', done: 0, total: 1 };
  const { streets, walker } = yield* streetsOf(opened);
  const { from, year, limitMetres, speedMetresPerSecond } = args;
  const starts = yield* startsFrom(opened, from, year);
  const position = positionOf(opened, from);
  if (starts.length === 0 || position === null) return { result: null };
  const reach = drawReachOfOne(streets, walker, starts, listBands(limitMetres, speedMetresPerSecond));
  return { result: { ...reach, circle: drawCircle(position, limitMetres) } };
};

function drawCircle(position: Position, metres: number): Reach['circle'] {
  const geometry = asGeometry(discPolygon(position, metres));
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}

/** Where one steps onto the streets. */
export function* startsFrom(opened: OpenProject, from: ReachArgs['from'], year: number | null): Work<Start[]> {
  const { streets } = yield* streetsOf(opened);
  if ('position' in from) return yield* startsAt(streets, from.position);
  if ('facility' in from) {
    const site = (yield* facilitiesOf(opened)).get(from.facility);
    return site ? [site] : [];
  }
  const row = demandOf(opened, year).residences.findIndex(({ id }) => id === from.home);
  if (row >= 0) return startsOfHome((yield* homesOf(opened, year)).accesses, row);
  // A home that does not count in the year is a place like any other.
  const position = positionOfHome(opened, from.home);
  return position ? yield* startsAt(streets, position) : [];
}

function positionOf(opened: OpenProject, from: ReachArgs['from']): Position | null {
  if ('position' in from) return from.position;
  if ('home' in from) return positionOfHome(opened, from.home);
  return opened.project.facilities.find(({ id }) => id === from.facility)?.position ?? null;
}

function positionOfHome({ homes, homeRows }: OpenProject, id: string): Position | null {
  const row = homeRows.get(id);
  if (row === undefined) return null;
  return [homes.positions[2 * row] ?? 0, homes.positions[2 * row + 1] ?? 0];
}

/** Where the facilities of the project stand on the streets. */
export function* facilitiesOf(opened: OpenProject): Work<Map<string, Start>> {
  const walks = yield* streetsOf(opened);
  walks.facilities ??= yield* placeFacilities(walks.streets, opened.project.facilities);
  return walks.facilities;
}
