/** A window is as many buckets wide as 2 to this power. */
const WINDOW_BITS = 6;
/** A block has as many nodes as 2 to this power: they, their arcs and labels fit in a processor's cache. */
const BLOCK_BITS = 12;

/**
 * Entries by metres in buckets as wide as short streets (Dial 1969; with several labels a bucket, as in delta-stepping
 * by Meyer and Sanders 2003). Within a bucket the order is free: whoever takes an entry checks whether it is still the
 * best label, and offers again what it improves. Exact, and without the logarithm of a heap.
 *
 * A search from places all over a city waits for memory at every entry if it takes them in the order of metres. `inBlocks`
 * goes by windows of many buckets, and in a window block by block of nodes that are neighbours in memory, round and round
 * until the window is empty. A twentieth of the entries is taken once more, and the time grows as the network does.
 */
export class BucketQueue {
  readonly #width: number;
  readonly #blockBits: number;
  /** Buckets of a window: those of its first block, then those of the next. */
  readonly #span: number;
  readonly #windowMask: number;
  readonly #heads: Int32Array;
  #next = new Int32Array(1024);
  #nodes = new Uint32Array(1024);
  #metres = new Float64Array(1024);
  #sites = new Int32Array(1024);
  #free = -1;
  #used = 0;
  #window = 0;
  #place = 0;
  size = 0;

  /** The entry last taken. */
  node = 0;
  metres = 0;
  site = 0;

  /**
   * `longest`: the most metres that an entry may lie beyond the one being taken. `inBlocks`: the number of nodes, for a
   * search from all over the network; without it no entry is taken before one of a nearer bucket.
   */
  constructor(longest: number, width: number, inBlocks?: { nodes: number }) {
    this.#width = width;
    this.#blockBits = inBlocks ? BLOCK_BITS : 31;
    const blocks = inBlocks ? (inBlocks.nodes >>> BLOCK_BITS) + 1 : 1;
    this.#span = blocks << WINDOW_BITS;
    let windows = 2;
    while (windows < longest / (width << WINDOW_BITS) + 2) windows *= 2;
    this.#windowMask = windows - 1;
    this.#heads = new Int32Array(windows * this.#span).fill(-1);
  }

  /** Empties the queue. Entries pushed before the first is taken may lie at most `longest` apart from `metres`. */
  reset(metres: number): void {
    if (this.size > 0) this.#heads.fill(-1);
    this.size = 0;
    this.#used = 0;
    this.#free = -1;
    this.#window = Math.floor(metres / this.#width) >> WINDOW_BITS;
    this.#place = 0;
  }

  push(node: number, metres: number, site: number): void {
    let entry = this.#free;
    if (entry >= 0) this.#free = this.#next[entry]!;
    else {
      entry = this.#used++;
      if (entry === this.#nodes.length) this.#grow();
    }
    const bucket = Math.floor(metres / this.#width);
    const place = ((node >>> this.#blockBits) << WINDOW_BITS) + (bucket & ((1 << WINDOW_BITS) - 1));
    const slot = this.#slotOf(bucket >> WINDOW_BITS, place);
    this.#nodes[entry] = node;
    this.#metres[entry] = metres;
    this.#sites[entry] = site;
    this.#next[entry] = this.#heads[slot]!;
    this.#heads[slot] = entry;
    this.size++;
  }

  /** Puts the next entry into `node`, `metres`, `site`; false where the queue is empty. */
  take(): boolean {
    if (this.size === 0) return false;
    const slot = this.#findEntries();
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

  #slotOf(window: number, place: number): number {
    return (window & this.#windowMask) * this.#span + place;
  }

  /** The next bucket with entries: of this window as long as one full round finds any. */
  #findEntries(): number {
    let slot = this.#slotOf(this.#window, this.#place);
    for (let empty = 1; this.#heads[slot]! < 0; empty++) {
      if (++this.#place === this.#span) this.#place = 0;
      if (empty === this.#span) {
        this.#window++;
        this.#place = empty = 0;
      }
      slot = this.#slotOf(this.#window, this.#place);
    }
    return slot;
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
