/**
 * Entries by metres in buckets as wide as short streets (Dial 1969; with several labels a bucket, as in delta-stepping
 * by Meyer and Sanders 2003). Within a bucket the order is free: whoever takes an entry checks whether it is still the
 * best label, and offers again what it improves. Exact, and without the logarithm of a heap.
 */
export class BucketQueue {
  readonly #width: number;
  readonly #mask: number;
  readonly #heads: Int32Array;
  #next = new Int32Array(1024);
  #nodes = new Uint32Array(1024);
  #metres = new Float64Array(1024);
  #sites = new Int32Array(1024);
  #free = -1;
  #used = 0;
  #bucket = 0;
  size = 0;

  /** The entry last taken. */
  node = 0;
  metres = 0;
  site = 0;

  /** `longest`: the most metres that an entry may lie beyond the one being taken. */
  constructor(longest: number, width: number) {
    let buckets = 2;
    while (buckets < longest / width + 2) buckets *= 2;
    this.#width = width;
    this.#mask = buckets - 1;
    this.#heads = new Int32Array(buckets).fill(-1);
  }

  /** Empties the queue. Entries pushed before the first is taken may lie at most `longest` apart from `metres`. */
  reset(metres: number): void {
    if (this.size > 0) this.#heads.fill(-1);
    this.size = 0;
    this.#used = 0;
    this.#free = -1;
    this.#bucket = Math.floor(metres / this.#width);
  }

  push(node: number, metres: number, site: number): void {
    let entry = this.#free;
    if (entry >= 0) this.#free = this.#next[entry]!;
    else {
      entry = this.#used++;
      if (entry === this.#nodes.length) this.#grow();
    }
    const slot = Math.floor(metres / this.#width) & this.#mask;
    this.#nodes[entry] = node;
    this.#metres[entry] = metres;
    this.#sites[entry] = site;
    this.#next[entry] = this.#heads[slot]!;
    this.#heads[slot] = entry;
    this.size++;
  }

  /** Puts an entry of the nearest bucket into `node`, `metres`, `site`; false where the queue is empty. */
  take(): boolean {
    if (this.size === 0) return false;
    let slot = this.#bucket & this.#mask;
    while (this.#heads[slot]! < 0) slot = ++this.#bucket & this.#mask;
    const entry = this.#heads[slot]!;
    this.#heads[slot] = this.#next[entry]!;
    this.#next[entry] = this.#free;
    this.#free = entry;
    this.node = this.#nodes[entry]!;
    this.metres = this.#metres[entry]!;
    this.site = this.#sites[entry]!;
    this.size--;
    return true;
  }

  #grow(): void {
    const length = 2 * this.#nodes.length;
    const grown = <T extends Int32Array | Uint32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#next = grown(this.#next, new Int32Array(length));
    this.#nodes = grown(this.#nodes, new Uint32Array(length));
    this.#metres = grown(this.#metres, new Float64Array(length));
    this.#sites = grown(this.#sites, new Int32Array(length));
  }
}
