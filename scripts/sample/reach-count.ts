/** Counts, while facilities are being placed, whose homes lie within a straight kilometre of one of them. */
export interface CountedHome {
  x: number;
  y: number;
  elders: number;
  community: number;
}

const REACH_METRES = 1_000;

export class ReachCount {
  readonly elders: number;
  covered = 0;
  #homes: readonly CountedHome[];
  #isCovered: Uint8Array;
  #buckets = new Map<string, number[]>();
  #eldersOf: Float64Array;
  #coveredOf: Float64Array;

  constructor(homes: readonly CountedHome[], communities: number) {
    this.#homes = homes;
    this.#isCovered = new Uint8Array(homes.length);
    this.#eldersOf = new Float64Array(communities);
    this.#coveredOf = new Float64Array(communities);
    let total = 0;
    homes.forEach((home, index) => {
      total += home.elders;
      this.#eldersOf[home.community] = (this.#eldersOf[home.community] ?? 0) + home.elders;
      const key = this.#key(home.x, home.y);
      const bucket = this.#buckets.get(key);
      if (bucket) bucket.push(index);
      else this.#buckets.set(key, [index]);
    });
    this.elders = total;
  }

  #key(x: number, y: number): string {
    return `${Math.floor(x / REACH_METRES)} ${Math.floor(y / REACH_METRES)}`;
  }

  add(x: number, y: number): void {
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) {
        for (const index of this.#buckets.get(this.#key(x + di * REACH_METRES, y + dj * REACH_METRES)) ?? []) {
          const home = this.#homes[index];
          if (!home || this.#isCovered[index] === 1) continue;
          const [dx, dy] = [home.x - x, home.y - y];
          if (dx * dx + dy * dy > REACH_METRES * REACH_METRES) continue;
          this.#isCovered[index] = 1;
          this.covered += home.elders;
          this.#coveredOf[home.community] = (this.#coveredOf[home.community] ?? 0) + home.elders;
        }
      }
    }
  }

  /** Communities with elders, fewer than half of them covered. */
  lacking(): number[] {
    const lacking: number[] = [];
    this.#eldersOf.forEach((elders, community) => {
      if (elders > 0 && (this.#coveredOf[community] ?? 0) < elders / 2) lacking.push(community);
    });
    return lacking;
  }

  uncoveredOf(community: number): number {
    return this.eldersOf(community) - (this.#coveredOf[community] ?? 0);
  }

  eldersOf(community: number): number {
    return this.#eldersOf[community] ?? 0;
  }
}
