/** Elders within the limit, over all residences and by area. */
import type { AreaServiceResult, ServiceResult } from '../types.ts';
import type { AreaShares } from './area-shares.ts';
import type { Demand } from './demand.ts';
import type { Nearest } from './nearest.ts';
import { areaStatus, type StatusRules } from './status.ts';

/**
 * How to judge: metres of the limit (closed), the rules of an area's status, area shares if they are there, and on foot
 * which areas (1, one byte each) have streets that look incomplete.
 */
export interface Judgement extends StatusRules {
  limitMetres: number;
  shares?: AreaShares | null;
  incomplete?: Uint8Array | null;
}

export interface ServiceResults {
  total: ServiceResult;
  /** One per `demand.areas`, in their order. */
  areas: AreaServiceResult[];
  /** One byte a residence: 1 within the limit. */
  covered: Uint8Array;
}

/** Sums over some residences. */
export interface Sums {
  elders: number;
  eldersCovered: number;
  homesCovered: number;
  unplacedElders: number;
  reachedElders: number;
  /** Elders x metres. */
  elderMetres: number;
  worst: number | null;
}

/**
 * Coverage by one kind. The limit is tested on unrounded metres; metres in the result are rounded to 0.001. Sums run
 * in the order of ids, so rows in another order give the same bytes. Throws on a limit that is not positive.
 */
export function serviceResults(demand: Demand, nearest: Nearest, judgement: Judgement): ServiceResults {
  const { limitMetres, shares } = judgement;
  if (!(limitMetres > 0) || !Number.isFinite(limitMetres)) {
    throw new Error(`limitMetres of ${nearest.kind} must be positive, got ${limitMetres}`);
  }
  if (nearest.metres.length !== demand.residences.length) {
    throw new Error(`nearest has ${nearest.metres.length} rows for ${demand.residences.length} residences`);
  }
  const everybody = Uint32Array.from({ length: demand.residences.length }, (_, row) => row);
  const areas = demand.areas.map((area, place) => {
    const members = demand.members.subarray(demand.memberStarts[place], demand.memberStarts[place + 1]);
    const sums = addUp(demand, nearest, members, limitMetres);
    const elders = nullIfUnknown(demand.areaElders[place]!);
    const isIncomplete = judgement.incomplete?.[place] === 1;
    return areaResult(sums, { elders, isIncomplete }, judgement, shares?.shares.get(area.id) ?? null);
  });
  return {
    total: totalResult(demand, nearest, addUp(demand, nearest, everybody, limitMetres), judgement),
    areas,
    covered: Uint8Array.from(nearest.metres, (metres) => (metres <= limitMetres ? 1 : 0)),
  };
}

/** Sums over rows of the demand, in their order: the last bit of a sum of fractions depends on it. */
export function addUp(
  demand: Demand,
  nearest: Pick<Nearest, 'metres' | 'unplaced'>,
  rows: Uint32Array,
  limitMetres: number,
): Sums {
  const sums: Sums = {
    elders: 0,
    eldersCovered: 0,
    homesCovered: 0,
    unplacedElders: 0,
    reachedElders: 0,
    elderMetres: 0,
    worst: null,
  };
  for (const row of rows) {
    const elders = demand.elders[row]!;
    const metres = nearest.metres[row]!;
    const isCovered = metres <= limitMetres;
    if (isCovered) sums.homesCovered += 1;
    if (Number.isNaN(elders)) continue;
    sums.elders += elders;
    if (nearest.unplaced[row] === 1) sums.unplacedElders += elders;
    if (isCovered) sums.eldersCovered += elders;
    if (elders > 0 && metres < Infinity) {
      sums.reachedElders += elders;
      sums.elderMetres += elders * metres;
      sums.worst = sums.worst === null || metres > sums.worst ? metres : sums.worst;
    }
  }
  return sums;
}

/** Flat arrays say NaN where results say null. */
export function nullIfUnknown(elders: number): number | null {
  return Number.isNaN(elders) ? null : elders;
}

function areaResult(
  sums: Sums,
  { elders, isIncomplete }: { elders: number | null; isIncomplete: boolean },
  rules: StatusRules,
  areaShare: number | null,
): AreaServiceResult {
  return {
    eldersCovered: sums.eldersCovered,
    eldersShare: elders !== null && elders > 0 ? sums.eldersCovered / elders : null,
    areaShare,
    meanMetres: roundMetres(meanOf(sums)),
    worstMetres: roundMetres(sums.worst),
    ...areaStatus({ elders, covered: sums.eldersCovered, unplaced: sums.unplacedElders, isIncomplete }, rules),
  };
}

function totalResult(demand: Demand, nearest: Nearest, sums: Sums, judgement: Judgement): ServiceResult {
  return {
    facilities: nearest.facilities.length,
    limitMetres: judgement.limitMetres,
    eldersCovered: sums.eldersCovered,
    eldersShare: sums.elders > 0 ? sums.eldersCovered / sums.elders : null,
    areaShare: judgement.shares?.total ?? null,
    homesCovered: sums.homesCovered,
    facilitiesUnplaced: nearest.facilitiesUnplaced,
    meanMetres: roundMetres(meanOf(sums)),
    medianMetres: roundMetres(medianMetres(demand, nearest, sums.reachedElders)),
    worstMetres: roundMetres(sums.worst),
    // Without any facility nobody is unreachable: there is nothing to reach.
    unreachableElders: nearest.facilities.length > 0 ? sums.elders - sums.unplacedElders - sums.reachedElders : 0,
  };
}

/** Metres, unrounded; null where nobody reaches any facility. */
export function meanOf(sums: Sums): number | null {
  return sums.reachedElders > 0 ? sums.elderMetres / sums.reachedElders : null;
}

/** Lower weighted median: the least distance within which at least half of the reached elders live. */
function medianMetres({ elders }: Demand, { metres }: Nearest, reachedElders: number): number | null {
  // Distances are sorted without their rows (fast in a typed array), then the half is looked for by bisection.
  const sorted = metres.filter((distance, row) => elders[row]! > 0 && distance < Infinity).sort();
  let low = 0;
  let high = sorted.length - 1;
  if (high < 0) return null;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (2 * eldersWithin(elders, metres, sorted[middle]!) >= reachedElders) high = middle;
    else low = middle + 1;
  }
  return sorted[low]!;
}

function eldersWithin(elders: Float64Array, metres: Float64Array, limitMetres: number): number {
  let sum = 0;
  for (let row = 0; row < elders.length; row++) {
    if (elders[row]! > 0 && metres[row]! <= limitMetres) sum += elders[row]!;
  }
  return sum;
}

/** Metres as they are written: to the millimetre. */
export function roundMetres<T extends number | null>(metres: T): T {
  return (metres === null ? null : Math.round(metres * 1000) / 1000) as T;
}
