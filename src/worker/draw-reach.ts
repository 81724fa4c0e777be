/** Reach as it is drawn: streets by minutes, and the ground about them. */
import { drawStretches, reachedStretches, type ReachedStretches } from '../core/network/reach.ts';
import { reachArea } from '../core/network/reach-area.ts';
import type { Streets, WalkTable } from '../core/network/streets.ts';
import type { Snaps } from '../core/network/types.ts';
import type { Start, Walker } from '../core/network/walker.ts';
import type { Work } from '../core/types.ts';
import { STEP_MINUTES } from '../core/walking-speed.ts';
import { createAddress } from './job.ts';
import type { Buffers, Reach } from './results.ts';
import type { OpenProject, Question } from './session.ts';
import { streetsOf, walksOf } from './streets.ts';
import { asGeometry } from './summary.ts';

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

/** Of the places on the streets. */
export function startsOf({ edge, along, leg }: Snaps, from = 0, until = edge.length): Start[] {
  const starts: Start[] = [];
  for (let i = from; i < until; i++) {
    if (edge[i]! >= 0) starts.push({ edge: edge[i]!, along: along[i]!, leg: leg[i]! });
  }
  return starts;
}
