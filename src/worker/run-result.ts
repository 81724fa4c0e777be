/** One run as the page shows it: the evaluation, and arrays by home for the map and the chart. */
import type { Demand, Nearest } from '../core/evaluate.ts';
import type { HomeTable } from '../core/network/home-table.ts';
import type { Evaluation } from '../core/types.ts';
import type { DistanceCurve, RunResult } from './results.ts';
import type { OpenProject, Question } from './session.ts';

/** The answer by one way of measuring. */
export interface Measured {
  found: Nearest;
  evaluation: Evaluation;
}

interface Run {
  opened: OpenProject;
  question: Question;
  demand: Demand;
  measured: Measured;
  /** Beside an answer on foot: the straight line, and the walks with the second nearest. */
  straight: Measured | null;
  walks: HomeTable | null;
}

/** Steps of the curve, and how far it goes at least. */
const CURVE_STEP_METRES = 100;
const CURVE_LEAST_METRES = 2000;
const CURVE_MOST_METRES = 5000;

const NOT_COUNTED = 0;
const OUTSIDE = 1;
const INSIDE = 2;
const UNPLACED = 4;

export function createRunResult({ opened, question, demand, measured, straight, walks }: Run): RunResult {
  const { kind, mode, limitMetres } = question;
  const { found, evaluation } = measured;
  const count = opened.homes.ids.length;
  const homes = new Uint8Array(count).fill(NOT_COUNTED);
  const nearest = new Int32Array(count).fill(-1);
  const elders = new Float64Array(count).fill(NaN);
  const eldersNearest = new Float64Array(found.facilities.length);
  demand.residences.forEach(({ id }, row) => {
    const facility = found.facility[row] ?? -1;
    const isInside = (found.metres[row] ?? Infinity) <= limitMetres;
    if (isInside && facility >= 0) eldersNearest[facility] = (eldersNearest[facility] ?? 0) + (demand.elders[row] || 0);
    const home = opened.homeRows.get(id);
    if (home === undefined) return; // estimated for this year only: counted, but not on the map
    homes[home] = found.unplaced[row] === 1 ? UNPLACED : isInside ? INSIDE : OUTSIDE;
    nearest[home] = facility;
    elders[home] = demand.elders[row] ?? NaN;
  });
  const facilityIds = found.facilities.map(({ id }) => id);
  return {
    kind,
    mode,
    evaluation,
    metres: metresByHome(opened, demand, found),
    elders,
    straight: straight && {
      evaluation: straight.evaluation,
      metres: metresByHome(opened, demand, straight.found),
    },
    homes,
    nearest,
    next: walks && {
      metres: metresByHome(opened, demand, { metres: walks.secondMetres, facility: walks.secondSite }),
      facility: facilityByHome(opened, demand, walks.secondSite),
    },
    facilityIds,
    eldersNearest: Object.fromEntries(facilityIds.map((id, place) => [id, eldersNearest[place] ?? 0])),
    curve: createCurve(demand, found.metres),
  };
}

/** Metres in the order of the page's homes; NaN where no facility is reached. */
function metresByHome(opened: OpenProject, demand: Demand, found: Pick<Nearest, 'metres' | 'facility'>): Float64Array {
  const metres = new Float64Array(opened.homes.ids.length).fill(NaN);
  demand.residences.forEach(({ id }, row) => {
    const home = opened.homeRows.get(id);
    if (home !== undefined && (found.facility[row] ?? -1) >= 0) metres[home] = found.metres[row] ?? NaN;
  });
  return metres;
}

function facilityByHome(opened: OpenProject, demand: Demand, facility: Int32Array): Int32Array {
  const byHome = new Int32Array(opened.homes.ids.length).fill(-1);
  demand.residences.forEach(({ id }, row) => {
    const home = opened.homeRows.get(id);
    if (home !== undefined) byHome[home] = facility[row] ?? -1;
  });
  return byHome;
}

/** Share of all elders whose nearest facility is at most so far, in steps, up to the distance that reaches nearly all. */
function createCurve(demand: Demand, metres: Float64Array): DistanceCurve {
  const steps = CURVE_MOST_METRES / CURVE_STEP_METRES;
  const elders = new Float64Array(steps + 1);
  metres.forEach((distance, row) => {
    // A step holds everybody up to and with its own distance, as a limit does.
    const step = Math.ceil(distance / CURVE_STEP_METRES);
    if (step <= steps) elders[step] = (elders[step] ?? 0) + (demand.elders[row] || 0);
  });
  const curve: DistanceCurve = { metres: [], share: [] };
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    sum += elders[step] ?? 0;
    const distance = step * CURVE_STEP_METRES;
    curve.metres.push(distance);
    curve.share.push(demand.totals.elders > 0 ? sum / demand.totals.elders : 0);
    if (distance >= CURVE_LEAST_METRES && sum >= 0.995 * demand.totals.elders) break;
  }
  return curve;
}
