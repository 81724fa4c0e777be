/** Straight lines of all homes to a set of facilities of which one is in the hand; see live-walks.ts. */
import { squaredMetres } from '../geo/metric.ts';
import { distancesInLine, type Homes } from '../standards/distances.ts';
import type { Distances } from '../standards/moment.ts';
import { compareIds, type Facility, type Position } from '../types.ts';
import type { HandPlace, LiveDistances, Looking } from './live-walks.ts';

/** Less than a degree of latitude is anywhere: homes farther north or south than they need to be are not measured. */
const DEGREE_METRES = 110_500;

export interface StraightRest {
  facilities: readonly Facility[];
  /** To them. The second nearest are only looked for where they are asked for. */
  found: Pick<Distances, 'metres' | 'second'>;
  hand: Facility;
}

export class LiveLines implements LiveDistances {
  readonly metres: Float64Array;
  readonly second: Float64Array;
  readonly rows: Uint32Array;
  count = 0;
  readonly #homes: Homes;
  readonly #rest: StraightRest;
  readonly #looking: Looking;
  readonly #toHand: Float64Array;
  /** Least and greatest longitude of homes and facilities. */
  readonly #span: [west: number, east: number];

  constructor(homes: Homes, rest: StraightRest, looking: Looking) {
    this.#homes = homes;
    this.#rest = rest;
    this.#looking = looking;
    this.metres = rest.found.metres.slice();
    this.second = looking.withSecond ? rest.found.second.slice() : new Float64Array(this.metres.length);
    this.rows = new Uint32Array(this.metres.length);
    this.#toHand = new Float64Array(this.metres.length);
    const longitudes = [...homes.longitudes, ...rest.facilities.map(({ position }) => position[0])];
    this.#span = longitudes.reduce<[number, number]>(
      ([west, east], longitude) => [Math.min(west, longitude), Math.max(east, longitude)],
      [Infinity, -Infinity],
    );
  }

  metresToHand(row: number): number {
    return this.#toHand[row]!;
  }

  put({ position }: HandPlace): void {
    const [west, east] = this.#span;
    const [longitude] = position;
    this.#takeAway();
    // Across the antimeridian the last digits depend on the order of the facilities.
    if (Math.max(east, longitude) - Math.min(west, longitude) > 180) this.#measureAll(position);
    else this.#look(position);
  }

  #takeAway(): void {
    const { found } = this.#rest;
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i]!;
      this.metres[row] = found.metres[row]!;
      if (this.#looking.withSecond) this.second[row] = found.second[row]!;
    }
    this.count = 0;
  }

  /** Homes within reach, and those that the hand is nearer to than what counts for them. */
  #look([longitude, latitude]: Position): void {
    const { longitudes, latitudes } = this.#homes;
    const { reachMetres, isCounting, withSecond } = this.#looking;
    const { found } = this.#rest;
    const bound = withSecond ? found.second : found.metres;
    for (let row = 0; row < longitudes.length; row++) {
      const most = isCounting && bound[row]! > reachMetres ? bound[row]! : reachMetres;
      const north = latitudes[row]! - latitude;
      if ((north < 0 ? -north : north) * DEGREE_METRES > most) continue;
      const metres = Math.sqrt(squaredMetres(longitudes[row]!, latitudes[row]!, longitude, latitude));
      if (metres > most) continue;
      this.rows[this.count++] = row;
      this.#toHand[row] = metres;
      if (isCounting) this.#join(row, metres);
    }
  }

  #join(row: number, metres: number): void {
    const { withSecond } = this.#looking;
    const nearest = this.metres[row]!;
    if (withSecond) this.second[row] = metres < nearest ? nearest : Math.min(metres, this.second[row]!);
    if (metres < nearest) this.metres[row] = metres;
  }

  #measureAll(position: Position): void {
    const { longitudes, latitudes } = this.#homes;
    const { facilities, hand } = this.#rest;
    const { isCounting, withSecond } = this.#looking;
    const all = [...facilities, { ...hand, position }].sort((a, b) => compareIds(a.id, b.id));
    const found = distancesInLine(this.#homes, isCounting ? all : facilities);
    this.metres.set(found.metres);
    if (withSecond) this.second.set(found.second);
    const [longitude, latitude] = position;
    this.count = longitudes.length;
    for (let row = 0; row < this.count; row++) {
      this.rows[row] = row;
      this.#toHand[row] = Math.sqrt(squaredMetres(longitudes[row]!, latitudes[row]!, longitude, latitude));
    }
  }
}
