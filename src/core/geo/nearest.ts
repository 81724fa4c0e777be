/**
 * Nearest site for any number of origins, without limit, in our own metric: a k-d tree in flat arrays.
 *
 * A tree and not a grid of cells: one facility geocoded to 0, 0 would put a whole city into a single cell. Subtrees are
 * skipped only where a bound says that nothing in them can be nearer; the bound uses the shortest degree anywhere
 * between the origin and the sites, so it never exceeds a true distance.
 */
import { metresPerDegreeEast, squaredMetres } from './metric.ts';

/** Distances closer than this are a tie, which the smaller index wins (design.md section 4). */
const TIE_METRES = 0.001;
/** Sites in a leaf: few enough to look at one by one. */
const LEAF = 6;
/** A degree of latitude is nowhere shorter than at the equator (110,574.3 m). */
const SHORTEST_DEGREE_NORTH = 110574;
/** Guards the bounds against rounding. */
const SAFETY = 1 - 1e-9;

/** For each origin: metres to the nearest site and its index; without sites Infinity and -1. */
export interface NearestSites {
  metres: Float64Array;
  site: Int32Array;
}

export class SiteIndex {
  /** The first site of each place; the others at the very same place follow in #twins. */
  readonly #ids: Int32Array;
  /** The next site at the same place, -1 after the last: a ledger may put thousands into the middle of its town. */
  readonly #twins: Int32Array;
  readonly #longitudes: Float64Array;
  readonly #latitudes: Float64Array;
  /** The dividing coordinate of the part whose middle is i: no site before is larger, none behind smaller. */
  readonly #splits: Float64Array;
  /** Longitudes are at most 180 degrees from this one (181 for -179), so a city on the antimeridian is in one piece. */
  readonly #meridian: number;
  #west = Infinity;
  #east = -Infinity;
  #south = Infinity;
  #north = -Infinity;
  readonly #stack = new Int32Array(256);
  readonly #stackBounds = new Float64Array(256);
  /** The answer of the last #search. */
  #bestSquared = Infinity;
  #best = -1;

  /** Sites in degrees. The index of a site is its place in these arrays: pass them in the order that wins ties. */
  constructor(longitudes: ArrayLike<number>, latitudes: ArrayLike<number>) {
    const count = longitudes.length;
    if (latitudes.length !== count) throw new Error(`${count} longitudes but ${latitudes.length} latitudes`);
    this.#meridian = longitudes[0] ?? 0;
    const x = Float64Array.from(longitudes, (longitude) => bringNear(longitude, this.#meridian));
    x.forEach((value, i) => {
      if (Number.isFinite(value) && Number.isFinite(latitudes[i])) return;
      throw new Error(`site ${i} has no finite position: ${value}, ${latitudes[i]}`);
    });
    this.#twins = new Int32Array(count).fill(-1);
    this.#ids = Int32Array.from(firstOfEachPlace(x, latitudes, this.#twins));
    this.#longitudes = Float64Array.from(this.#ids, (site) => x[site]!);
    this.#latitudes = Float64Array.from(this.#ids, (site) => latitudes[site]!);
    this.#splits = new Float64Array(this.#ids.length);
    for (let i = 0; i < this.#ids.length; i++) {
      this.#west = Math.min(this.#west, this.#longitudes[i]!);
      this.#east = Math.max(this.#east, this.#longitudes[i]!);
      this.#south = Math.min(this.#south, this.#latitudes[i]!);
      this.#north = Math.max(this.#north, this.#latitudes[i]!);
    }
    this.#sort(0, this.#ids.length - 1, 0);
  }

  get length(): number {
    return this.#twins.length;
  }

  /** Nearest site of every origin (degrees). `metres` is the least distance, also where a tie gave another site. */
  nearest(longitudes: ArrayLike<number>, latitudes: ArrayLike<number>): NearestSites {
    const metres = new Float64Array(longitudes.length);
    const site = new Int32Array(longitudes.length);
    for (let i = 0; i < longitudes.length; i++) {
      // The answer of the neighbour before is a good first guess: rows of a ledger tend to lie together.
      this.#search(longitudes, latitudes, i);
      metres[i] = Math.sqrt(this.#bestSquared);
      if (!(metres[i]! >= 0)) throw new Error(`origin ${i} has no position: ${longitudes[i]}, ${latitudes[i]}`);
      site[i] = this.#best < 0 ? -1 : this.#ids[this.#best]!;
    }
    return { metres, site };
  }

  /** Indexes of all sites at most `metres` away from an origin, ascending. */
  within(longitude: number, latitude: number, metres: number): number[] {
    if (!(metres >= 0)) throw new Error(`metres must be 0 or more, got ${metres}`);
    const found: number[] = [];
    const squared = metres * metres;
    this.#visit(longitude, latitude, squared, (at, x) => {
      if (squaredMetres(x, latitude, this.#longitudes[at]!, this.#latitudes[at]!) > squared) return;
      for (let site = this.#ids[at]!; site >= 0; site = this.#twins[site]!) found.push(site);
    });
    return found.sort((a, b) => a - b);
  }

  /**
   * Sets #best and #bestSquared for origin `i`. One loop over an explicit stack: this is where the time of a run goes, and
   * numbers that are handed over one by one would be boxed.
   */
  #search(originLongitudes: ArrayLike<number>, originLatitudes: ArrayLike<number>, i: number): void {
    const longitude = originLongitudes[i]!;
    const latitude = originLatitudes[i]!;
    const count = this.#ids.length;
    const x = bringNear(longitude, this.#meridian);
    const perEast = this.#shortestDegreeEast(latitude);
    const farEast = this.#farthestEast(x);
    let best = count === 0 ? -1 : this.#best >= 0 ? this.#best : 0;
    const longitudes = this.#longitudes;
    const latitudes = this.#latitudes;
    const splits = this.#splits;
    let squared = best < 0 ? Infinity : squaredMetres(x, latitude, longitudes[best]!, latitudes[best]!);
    let limit = withTie(squared);
    let tied = false;
    const stack = this.#stack;
    const bounds = this.#stackBounds;
    let top = 0;
    // One by one: a list of all four would be made, with boxed numbers, for every step.
    let low = 0;
    let high = count - 1;
    let axis = 0;
    let bound = 0;
    for (;;) {
      while (high - low >= LEAF) {
        const middle = (low + high) >> 1;
        const across = (axis === 0 ? x : latitude) - splits[middle]!;
        const away = axis === 0 ? eastBound(across, farEast) * perEast : across * SHORTEST_DEGREE_NORTH;
        const far = Math.max(bound, away * away * SAFETY);
        if (far <= limit) {
          stack[top] = across > 0 ? low : middle + 1;
          stack[top + 1] = across > 0 ? middle : high;
          stack[top + 2] = 1 - axis;
          bounds[top] = far;
          top += 3;
        }
        if (across > 0) low = middle + 1;
        else high = middle;
        axis = 1 - axis;
      }
      for (let at = low; at <= high; at++) {
        const east = eastBound(x - longitudes[at]!, farEast) * perEast;
        const north = (latitude - latitudes[at]!) * SHORTEST_DEGREE_NORTH;
        if ((east * east + north * north) * SAFETY > limit || at === best) continue;
        const distance = squaredMetres(x, latitude, longitudes[at]!, latitudes[at]!);
        if (distance > limit) continue;
        if (distance >= squared) {
          tied = true;
          continue;
        }
        limit = withTie(distance);
        tied = squared <= limit;
        best = at;
        squared = distance;
      }
      do top -= 3;
      while (top >= 0 && bounds[top]! > limit);
      if (top < 0) break;
      low = stack[top]!;
      high = stack[top + 1]!;
      axis = stack[top + 2]!;
      bound = bounds[top]!;
    }
    this.#bestSquared = squared;
    this.#best = tied ? this.#smallestTied(longitude, latitude, limit, best) : best;
  }

  #smallestTied(longitude: number, latitude: number, limit: number, best: number): number {
    let smallest = best;
    this.#visit(longitude, latitude, limit, (at, x) => {
      const distance = squaredMetres(x, latitude, this.#longitudes[at]!, this.#latitudes[at]!);
      if (distance <= limit && this.#ids[at]! < this.#ids[smallest]!) smallest = at;
    });
    return smallest;
  }

  /** Calls back with every place in the tree that may lie within the root of `squared` metres. */
  #visit(longitude: number, latitude: number, squared: number, each: (at: number, x: number) => void): void {
    const x = bringNear(longitude, this.#meridian);
    const perEast = this.#shortestDegreeEast(latitude);
    const farEast = this.#farthestEast(x);
    const open: [number, number, number][] = [[0, this.#ids.length - 1, 0]];
    for (let part = open.pop(); part; part = open.pop()) {
      const [low, high, axis] = part;
      if (high - low < LEAF) {
        for (let at = low; at <= high; at++) each(at, x);
        continue;
      }
      const middle = (low + high) >> 1;
      const across = (axis === 0 ? x : latitude) - this.#splits[middle]!;
      const away = axis === 0 ? eastBound(across, farEast) * perEast : across * SHORTEST_DEGREE_NORTH;
      const reaches = away * away * SAFETY <= squared;
      if (across <= 0 || reaches) open.push([low, middle, 1 - axis]);
      if (across >= 0 || reaches) open.push([middle + 1, high, 1 - axis]);
    }
  }

  /** Shortest degree of longitude at any middle latitude between an origin and the sites: at one of the two ends. */
  #shortestDegreeEast(latitude: number): number {
    const south = metresPerDegreeEast((latitude + this.#south) / 2);
    const north = metresPerDegreeEast((latitude + this.#north) / 2);
    return south < north ? south : north;
  }

  /** Least degrees of longitude to any site when going round the other side of the globe. */
  #farthestEast(x: number): number {
    return 360 - Math.max(Math.abs(x - this.#west), Math.abs(x - this.#east));
  }

  /** Smaller ones up to the middle, larger ones behind it, by turns of the axes, down to the leaves. */
  #sort(low: number, high: number, axis: number): void {
    if (high - low < LEAF) return;
    const middle = (low + high) >> 1;
    const values = axis === 0 ? this.#longitudes : this.#latitudes;
    this.#select(middle, low, high, values);
    this.#splits[middle] = values[middle]!;
    this.#sort(low, middle, 1 - axis);
    this.#sort(middle + 1, high, 1 - axis);
  }

  /** Hoare's selection, with the middle element as pivot. */
  #select(wanted: number, from: number, to: number, values: Float64Array): void {
    let [low, high] = [from, to];
    while (high > low) {
      const pivot = values[(low + high) >> 1]!;
      let [i, j] = [low, high];
      while (i <= j) {
        while (values[i]! < pivot) i++;
        while (values[j]! > pivot) j--;
        if (i <= j) this.#swap(i++, j--);
      }
      if (wanted <= j) high = j;
      else if (wanted >= i) low = i;
      else return;
    }
  }

  #swap(i: number, j: number): void {
    swapIn(this.#ids, i, j);
    swapIn(this.#longitudes, i, j);
    swapIn(this.#latitudes, i, j);
  }
}

/** The first site of each place, ascending; `twins` is filled in: the next site at the same place. */
function firstOfEachPlace(longitudes: Float64Array, latitudes: ArrayLike<number>, twins: Int32Array): number[] {
  const firsts: number[] = [];
  const lastAt = new Map<number, Map<number, number>>();
  longitudes.forEach((longitude, site) => {
    let column = lastAt.get(longitude);
    if (!column) lastAt.set(longitude, (column = new Map<number, number>()));
    const before = column.get(latitudes[site]!);
    if (before === undefined) firsts.push(site);
    else twins[before] = site;
    column.set(latitudes[site]!, site);
  });
  return firsts;
}

/** The same meridian written so that it lies within 180 degrees of another; unchanged where it does already. */
function bringNear(longitude: number, meridian: number): number {
  if (longitude - meridian > 180) return longitude - 360;
  if (longitude - meridian < -180) return longitude + 360;
  return longitude;
}

/** Squared metres up to which another site could tie with, or beat, one at `squared`. */
function withTie(squared: number): number {
  const metres = Math.sqrt(squared) + TIE_METRES;
  return metres * metres;
}

/** Least degrees of longitude across a dividing meridian, one way or round the globe. */
function eastBound(across: number, farEast: number): number {
  const degrees = across < 0 ? -across : across;
  return degrees < farEast ? degrees : farEast;
}

function swapIn(array: Int32Array | Float64Array, i: number, j: number): void {
  const kept = array[i]!;
  array[i] = array[j]!;
  array[j] = kept;
}
