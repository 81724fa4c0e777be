/** Coordinates of the nodes that the kept ways need, in flat arrays found by binary search. */

/** Marks a node that the extract does not hold; no longitude is so far off. */
const ABSENT = 0x7fffffff;

/** A list of numbers that grows, without an object for each. */
export class NumberList {
  #items = new Float64Array(1024);
  length = 0;

  push(item: number): void {
    if (this.length === this.#items.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length++] = item;
  }

  /** A view: good until the next push. */
  view(): Float64Array {
    return this.#items.subarray(0, this.length);
  }
}

/** 16 bytes a node: its id and two coordinates in whole 1e-7 degrees. A node is called by its place in the arrays. */
export class NodeTable {
  /** Ascending. */
  readonly ids: Float64Array;
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  #next = 0;

  /** `ids` may repeat and stand in any order. */
  constructor(ids: Float64Array) {
    this.ids = sortUnique(ids);
    this.longitudes = new Int32Array(this.ids.length).fill(ABSENT);
    this.latitudes = new Int32Array(this.ids.length);
  }

  get length(): number {
    return this.ids.length;
  }

  /** Keeps the node if a way needs it. Fastest where ids ascend, as they do in most extracts. */
  set(id: number, longitude7: number, latitude7: number): void {
    const { ids } = this;
    // Beyond the ends lies no number, and every comparison is false.
    if ((ids[this.#next - 1] ?? Number.NaN) >= id) this.#next = this.#search(id);
    while ((ids[this.#next] ?? Number.NaN) < id) this.#next++;
    if (ids[this.#next] !== id || !(Math.abs(longitude7) <= 180e7 && Math.abs(latitude7) <= 90e7)) return;
    this.longitudes[this.#next] = longitude7;
    this.latitudes[this.#next] = latitude7;
  }

  /** -1 where no kept way has the node. */
  find(id: number): number {
    const place = this.#search(id);
    return this.ids[place] === id ? place : -1;
  }

  has(place: number): boolean {
    return this.longitudes[place] !== ABSENT;
  }

  /** The first place whose id is not smaller. */
  #search(id: number): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ids[middle] ?? Number.NaN) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Degrees, the nearest doubles to the seven decimals. */
  position(place: number): [longitude: number, latitude: number] {
    return [(this.longitudes[place] ?? Number.NaN) / 1e7, (this.latitudes[place] ?? Number.NaN) / 1e7];
  }
}

function sortUnique(ids: Float64Array): Float64Array {
  const sorted = ids.slice().sort();
  let length = 0;
  for (const id of sorted) if (length === 0 || id !== sorted[length - 1]) sorted[length++] = id;
  return sorted.slice(0, length);
}
