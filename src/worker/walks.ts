/** What walking shows: reach as streets and as an area, one walk as a line, what is near a place on foot. */
import type { Streets, WalkTable } from '../core/network/streets.ts';
import { drawStretches, reachedStretches, type ReachedStretches } from '../core/network/reach.ts';
import { reachArea } from '../core/network/reach-area.ts';
import { findRoute } from '../core/network/route.ts';
import { snapPlaces } from '../core/network/snap.ts';
import type { Accesses, Snaps } from '../core/network/types.ts';
import type { Start, Walker } from '../core/network/walker.ts';
import type { Facility, Position, Work } from '../core/types.ts';
import { STEP_MINUTES } from '../core/walking-speed.ts';
import type { Reach, Walk } from './results.ts';
import { asGeometry } from './summary.ts';

/** Borders of the colours in metres: every step of minutes at the pace, and the limit last. */
export function listBands(limitMetres: number, speedMetresPerSecond: number): number[] {
  const step = STEP_MINUTES * 60 * speedMetresPerSecond;
  const bands: number[] = [];
  for (let metres = step; metres < limitMetres - 1; metres += step) bands.push(metres);
  return [...bands, limitMetres];
}

/** Reach of all facilities of a table: from the labels of the nodes, without another walk. */
export function drawReachOfAll(streets: Streets, { sites, labels }: WalkTable, bands: number[]): WalkedReach {
  const { network } = streets;
  const walk = {
    nodes: Array.from({ length: network.nodes }, (_, node) => node),
    metresTo: (node: number) => labels.firstMetres[node] ?? Infinity,
    starts: startsOf(sites),
  };
  return draw(streets, reachedStretches(network, walk, bands), bands);
}

/** Reach of one place, from wherever its people step onto the streets. */
export function drawReachOfOne(streets: Streets, walker: Walker, starts: Start[], bands: number[]): WalkedReach {
  walker.walk(starts, bands.at(-1) ?? 0);
  const nodes = walker.reached.subarray(0, walker.count);
  const walk = { nodes, metresTo: (node: number) => walker.metresTo(node), starts };
  return draw(streets, reachedStretches(streets.network, walk, bands), bands);
}

type WalkedReach = Omit<Reach, 'circle'>;

function draw({ network }: Streets, stretches: ReachedStretches, bands: number[]): WalkedReach {
  const area = reachArea(network, stretches);
  return {
    bands,
    streets: drawStretches(network, stretches, bands),
    area: {
      type: 'FeatureCollection',
      features:
        area.length > 0 ? [{ type: 'Feature', properties: { mode: 'walking' }, geometry: asGeometry(area) }] : [],
    },
  };
}

function startsOf({ edge, along, leg }: Snaps, from = 0, until = edge.length): Start[] {
  const starts: Start[] = [];
  for (let i = from; i < until; i++) {
    if (edge[i]! >= 0) starts.push({ edge: edge[i]!, along: along[i]!, leg: leg[i]! });
  }
  return starts;
}

export function startsOfHome(accesses: Accesses, row: number): Start[] {
  return startsOf(accesses, accesses.starts[row], accesses.starts[row + 1]);
}

export function* startsAt(streets: Streets, [longitude, latitude]: Position): Work<Start[]> {
  const places = { longitudes: [longitude], latitudes: [latitude] };
  return startsOf(yield* snapPlaces(streets.network, places, streets.snapLimitMetres, streets.barriers));
}

/** One walk as it is drawn, with the straight legs from door to street; null where there is no way. */
export function drawWalk(
  walker: Walker,
  starts: Start[],
  from: Position,
  to: { site: Start; position: Position },
): Walk | null {
  const route = findRoute(walker, starts, to.site);
  if (!route) return null;
  const first = route.line[0] ?? from;
  const last = route.line.at(-1) ?? to.position;
  return {
    metres: route.metres,
    line: route.line,
    legs: [
      [from, first],
      [last, to.position],
    ],
  };
}

/** Facilities on the streets, in their own order; those that are not have no entry. */
export function* placeFacilities(streets: Streets, facilities: readonly Facility[]): Work<Map<string, Start>> {
  const places = {
    longitudes: facilities.map(({ position }) => position[0]),
    latitudes: facilities.map(({ position }) => position[1]),
  };
  const { edge, along, leg } = yield* snapPlaces(streets.network, places, streets.snapLimitMetres, streets.barriers);
  return new Map(
    facilities.flatMap(({ id }, i) =>
      edge[i]! < 0 ? [] : [[id, { edge: edge[i]!, along: along[i]!, leg: leg[i]! }] as const],
    ),
  );
}
