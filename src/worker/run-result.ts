/** One run as the page shows it: the evaluation, and arrays by home for the map and the chart. */
import type { Demand } from '../core/coverage/demand.ts';
import type { Nearest } from '../core/coverage/nearest.ts';
import type { HomeTable } from '../core/network/home-table.ts';
import { HOME_STATES } from '../core/home-states.ts';
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

export function createRunResult({ opened, question, demand, measured, straight, walks }: Run): RunResult {
  const { kind, mode, limitMetres } = question;
  const { found, evaluation } = measured;
  const eldersNearest = new Float64Array(found.facilities.length);
  found.facility.forEach((facility, row) => {
    if (facility < 0 || !((found.metres[row] ?? Infinity) <= limitMetres)) return;
    eldersNearest[facility] = (eldersNearest[facility] ?? 0) + (demand.elders[row] || 0);
  });
  const rows = rowsOfHomes(opened, demand);
  const metresOf = ({ metres, facility }: Pick<Nearest, 'metres' | 'facility'>): Float64Array =>
    Float64Array.from(rows, (row) => ((facility[row] ?? -1) >= 0 ? (metres[row] ?? NaN) : NaN));
  const facilityOf = (facility: Int32Array): Int32Array => Int32Array.from(rows, (row) => facility[row] ?? -1);
  const facilityIds = found.facilities.map(({ id }) => id);
  return {
    kind,
    mode,
    evaluation,
    metres: metresOf(found),
    elders: Float64Array.from(rows, (row) => demand.elders[row] ?? NaN),
    straight: straight && { evaluation: straight.evaluation, metres: metresOf(straight.found) },
    homes: Uint8Array.from(rows, (row) => stateOf(found, row, limitMetres)),
    nearest: facilityOf(found.facility),
    next: walks && {
      metres: metresOf({ metres: walks.secondMetres, facility: walks.secondSite }),
      facility: facilityOf(walks.secondSite),
    },
    facilityIds,
    eldersNearest: Object.fromEntries(facilityIds.map((id, place) => [id, eldersNearest[place] ?? 0])),
    curve: createCurve(demand, found.metres),
  };
}

/** The row of the demand of each home of the page, -1 where it does not count this year. Estimated ones may be missing. */
function rowsOfHomes({ homes, homeRows }: OpenProject, { residences }: Demand): Int32Array {
  const rows = new Int32Array(homes.ids.length).fill(-1);
  residences.forEach(({ id }, row) => {
    const home = homeRows.get(id);
    if (home !== undefined) rows[home] = row;
  });
  return rows;
}

function stateOf({ metres, unplaced }: Nearest, row: number, limitMetres: number): number {
  if (row < 0) return HOME_STATES.notCounted;
  if (unplaced[row] === 1) return HOME_STATES.unplaced;
  return (metres[row] ?? Infinity) <= limitMetres ? HOME_STATES.inside : HOME_STATES.outside;
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
