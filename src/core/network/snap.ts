/** Puts places on the network: the nearest point on an edge, exact along it, never rounded to a junction. */
import { distanceMetres, metresPerDegree, partOfFoot } from '../geo/metric.ts';
import type { Work } from '../types.ts';
import type { Barriers } from './barriers.ts';
import { toGrain } from './grain.ts';
import type { Network, Snaps } from './types.ts';

/** Most places lie nearer than this to a street: looked at first, because few edges are. */
const FIRST_LOOK_METRES = 40;
const STEP = 4096;

interface Place {
  longitude: number;
  latitude: number;
}

/** A point on an edge, and how far it is. */
interface Foot extends Place {
  edge: number;
  along: number;
  /** Metres, by the scale at the place. */
  metres: number;
}

/**
 * Snaps places (degrees, arrays of equal length) to the nearest edge of any island, at most `limitMetres` away (closed).
 * With `barriers` to the nearest point that a straight leg reaches without crossing one; of each stretch of an edge only
 * the nearest point is tried, so a leg round the end of a wall is not found.
 */
export function* snapPlaces(
  network: Network,
  places: { longitudes: ArrayLike<number>; latitudes: ArrayLike<number> },
  limitMetres: number,
  barriers: Barriers | null,
): Work<Snaps> {
  const count = places.longitudes.length;
  const snaps: Snaps = {
    edge: new Int32Array(count).fill(-1),
    along: new Float64Array(count),
    leg: new Float64Array(count),
  };
  for (let row = 0; row < count; row++) {
    if (row % STEP === 0) yield { stage: 'snap', done: row, total: count };
    const place = { longitude: places.longitudes[row]!, latitude: places.latitudes[row]! };
    const foot = findFoot(network, place, limitMetres, barriers);
    if (foot === null) continue;
    snaps.edge[row] = foot.edge;
    snaps.along[row] = foot.along;
    snaps.leg[row] = foot.metres;
  }
  return snaps;
}

function findFoot(network: Network, place: Place, limitMetres: number, barriers: Barriers | null): Foot | null {
  // A place that is not looked up; the index would answer with every edge.
  if (Number.isNaN(place.longitude)) return null;
  for (const metres of [Math.min(FIRST_LOOK_METRES, limitMetres), limitMetres]) {
    const feet = new FootFinder(network, place, metres);
    const foot = barriers === null ? feet.nearest() : feet.nearestFree(barriers);
    if (foot !== null) return foot;
  }
  return null;
}

/** Feet of one place within `metres`, in the plane that touches the ground there. */
class FootFinder {
  readonly #network: Network;
  readonly #longitude: number;
  readonly #latitude: number;
  readonly #limit: number;
  readonly #edges: number[];
  readonly #east: number;
  readonly #north: number;

  constructor(network: Network, { longitude, latitude }: Place, metres: number) {
    this.#network = network;
    this.#longitude = longitude;
    this.#latitude = latitude;
    this.#limit = metres;
    [this.#east, this.#north] = metresPerDegree(latitude);
    // A little wider than the limit: the box is found by the scale at the place, distances by that between.
    const dx = (metres * 1.001) / this.#east;
    const dy = (metres * 1.001) / this.#north;
    this.#edges = network.boxes?.search(longitude - dx, latitude - dy, longitude + dx, latitude + dy) ?? [];
  }

  nearest(): Foot | null {
    let best: Foot | null = null;
    for (const edge of this.#edges) {
      this.#eachFoot(edge, (foot) => {
        if (best === null ? foot.metres <= this.#limit : this.#compare(foot, best) < 0) best = foot;
      });
    }
    return best;
  }

  nearestFree(barriers: Barriers): Foot | null {
    const feet: Foot[] = [];
    for (const edge of this.#edges) {
      this.#eachFoot(edge, (foot) => {
        if (foot.metres <= this.#limit) feet.push(foot);
      });
    }
    feet.sort((a, b) => this.#compare(a, b));
    const isFree = ({ longitude, latitude }: Foot): boolean =>
      !barriers.isCrossed(this.#longitude, this.#latitude, longitude, latitude);
    return feet.find(isFree) ?? null;
  }

  /** Of two equally near the one on the larger island, else on the edge with the smaller number. */
  #compare(a: Foot, b: Foot): number {
    const { islands, edgeFrom } = this.#network;
    return a.metres - b.metres || islands[edgeFrom[a.edge]!]! - islands[edgeFrom[b.edge]!]! || a.edge - b.edge;
  }

  #eachFoot(edge: number, use: (foot: Foot) => void): void {
    const { vertexStarts, vertices, vertexMetres } = this.#network;
    for (let i = vertexStarts[edge]! + 1; i < vertexStarts[edge + 1]!; i++) {
      const ax = (vertices[2 * i - 2]! - this.#longitude) * this.#east;
      const ay = (vertices[2 * i - 1]! - this.#latitude) * this.#north;
      const bx = (vertices[2 * i]! - this.#longitude) * this.#east;
      const by = (vertices[2 * i + 1]! - this.#latitude) * this.#north;
      // Most stretches of an edge lie wholly to one side, out of reach.
      const far = this.#limit * 1.001;
      if ((ax > far && bx > far) || (ax < -far && bx < -far) || (ay > far && by > far) || (ay < -far && by < -far)) {
        continue;
      }
      const part = partOfFoot(ax, ay, bx, by);
      const longitude = vertices[2 * i - 2]! + part * (vertices[2 * i]! - vertices[2 * i - 2]!);
      const latitude = vertices[2 * i - 1]! + part * (vertices[2 * i + 1]! - vertices[2 * i - 1]!);
      const metres = toGrain(distanceMetres(this.#longitude, this.#latitude, longitude, latitude));
      const start = vertexMetres[i - 1]!;
      const along = toGrain(start + part * (vertexMetres[i]! - start));
      use({ edge, along, longitude, latitude, metres });
    }
  }
}
