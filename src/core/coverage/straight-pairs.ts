/** All pairs of a home and a facility within a straight line of each other. */
import { squaredMetres } from '../geo/metric.ts';
import { SiteIndex } from '../geo/nearest.ts';
import type { Facility, Work } from '../types.ts';
import type { Demand } from './demand.ts';
import type { Pairs } from './supply.ts';

/** Homes between two looks of the caller: some milliseconds. */
const HOMES_A_STEP = 500;
/** Squares are compared first: what lies at the limit to the last digit must not be lost by them. */
const ALLOWANCE = 1 + 1e-12;

/**
 * Homes and facilities at most `limitMetres` (closed) apart in a straight line; costs are metres. Of one home the
 * facilities come in ascending order of their places in `facilities`. Throws on a limit that is not positive.
 */
export function* pairsInLine(
  { longitudes, latitudes }: Pick<Demand, 'longitudes' | 'latitudes'>,
  facilities: readonly Facility[],
  limitMetres: number,
): Work<Pairs> {
  if (!(limitMetres > 0)) throw new Error(`limitMetres must be positive, got ${limitMetres}`);
  const index = new SiteIndex(
    facilities.map(({ position }) => position[0]),
    facilities.map(({ position }) => position[1]),
  );
  const homes = longitudes.length;
  const starts = new Uint32Array(homes + 1);
  const facility: number[] = [];
  const cost: number[] = [];
  for (let home = 0; home < homes; home++) {
    if (home % HOMES_A_STEP === 0) yield { stage: 'nearest', done: home, total: homes };
    const [longitude, latitude] = [longitudes[home]!, latitudes[home]!];
    for (const place of index.within(longitude, latitude, limitMetres * ALLOWANCE)) {
      const { position } = facilities[place]!;
      const metres = Math.sqrt(squaredMetres(longitude, latitude, position[0], position[1]));
      if (metres > limitMetres) continue;
      facility.push(place);
      cost.push(metres);
    }
    starts[home + 1] = facility.length;
  }
  return { starts, facility: Uint32Array.from(facility), cost: Float64Array.from(cost) };
}
