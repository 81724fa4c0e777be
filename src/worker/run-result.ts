/** One run as the page shows it: the evaluation, and arrays by home for the map and the chart. */
import { createEvaluation, type Demand, type ServiceResults } from '../core/evaluate.ts';
import type { Kind, Settings } from '../core/types.ts';
import type { DistanceCurve, RunResult } from './results.ts';
import { nearestOf, type OpenProject, type Question } from './session.ts';

interface Run {
  opened: OpenProject;
  question: Question;
  settings: Settings;
  demand: Demand;
  results: ReadonlyMap<Kind, ServiceResults>;
}

/** Steps of the curve, and how far it goes at least. */
const CURVE_STEP_METRES = 100;
const CURVE_LEAST_METRES = 2000;
const CURVE_MOST_METRES = 5000;

const NOT_COUNTED = 0;
const OUTSIDE = 1;
const INSIDE = 2;

export function createRunResult({ opened, question, settings, demand, results }: Run): RunResult {
  const { kind, limitMetres } = question;
  const found = nearestOf(opened, question);
  const count = opened.homes.ids.length;
  const metres = new Float64Array(count).fill(NaN);
  const homes = new Uint8Array(count).fill(NOT_COUNTED);
  const nearest = new Int32Array(count).fill(-1);
  const eldersNearest = new Float64Array(found.facilities.length);
  demand.residences.forEach(({ id }, row) => {
    const distance = found.metres[row] ?? Infinity;
    const facility = found.facility[row] ?? -1;
    const isInside = distance <= limitMetres;
    if (isInside && facility >= 0) eldersNearest[facility] = (eldersNearest[facility] ?? 0) + (demand.elders[row] || 0);
    const home = opened.homeRows.get(id);
    if (home === undefined) return; // estimated for this year only: counted, but not on the map
    homes[home] = isInside ? INSIDE : OUTSIDE;
    if (facility < 0) return;
    metres[home] = distance;
    nearest[home] = facility;
  });
  const facilityIds = found.facilities.map(({ id }) => id);
  return {
    kind,
    evaluation: createEvaluation(settings, demand, results),
    metres,
    homes,
    nearest,
    facilityIds,
    eldersNearest: Object.fromEntries(facilityIds.map((id, place) => [id, eldersNearest[place] ?? 0])),
    curve: createCurve(demand, found.metres),
  };
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
