/** Better choices near a good one: sites change places with candidates, and parts of the choice are torn down and rebuilt. */
import { type Cover, fillGreedily, findBestAddition } from './cover.ts';
import type { Lists } from './lists.ts';

/** A swap must be worth more than the rounding of sums. */
const WORTH = 1e-9;
/** Sites torn down at once, at most, and steps taken to find one that shares rows with the first. */
const TORN = 3;
const NEIGHBOUR_STEPS = 8;

export class CoverExchange {
  readonly cover: Cover;
  /** The best choice so far. */
  best: number[];
  served: number;
  /** Whether the best has the sites that groups need. */
  #isComplete: boolean;
  readonly #random: () => number;
  readonly #isBarred: Uint8Array;

  constructor(cover: Cover, random: () => number) {
    this.cover = cover;
    this.#random = random;
    this.#isBarred = new Uint8Array(cover.task.candidates);
    this.best = [...cover.chosen];
    this.served = cover.served;
    this.#isComplete = cover.account.isComplete();
  }

  /** Swaps one site for one candidate as long as that serves more, and adds what fits. */
  descend(): void {
    const { cover } = this;
    for (let isBetter = true; isBetter;) {
      isBetter = false;
      for (const place of [...cover.chosen])
        if (cover.account.canRemove(place) && this.#trySwap(place)) isBetter = true;
      fillGreedily(cover);
    }
    this.#keep();
  }

  /** Begins from other sites, as far as they fit, and descends; what is worse than the best is undone. */
  tryFrom(places: readonly number[]): void {
    const { cover } = this;
    for (const place of [...cover.chosen]) if (cover.account.canRemove(place)) cover.remove(place);
    for (const place of places) if (cover.account.canAdd(place)) cover.add(place);
    fillGreedily(cover);
    this.descend();
  }

  #trySwap(place: number): boolean {
    const { cover } = this;
    const loss = cover.scores[place]!;
    cover.remove(place);
    const other = findBestAddition(cover);
    const isBetter = other >= 0 && cover.scores[other]! > loss + WORTH * cover.served;
    cover.add(isBetter ? other : place);
    return isBetter;
  }

  #keep(): void {
    const { cover } = this;
    const isComplete = cover.account.isComplete();
    const isMore = cover.served > this.served + WORTH * this.served;
    if ((isComplete && !this.#isComplete) || (isComplete === this.#isComplete && isMore)) this.served = cover.served;
    else if (isComplete !== this.#isComplete || cover.served < this.served) {
      cover.replace(this.best);
      return;
    }
    this.#isComplete = isComplete;
    this.best = [...cover.chosen];
  }

  /** Tears down a few sites near each other, rebuilds without them, descends; what is worse than the best is undone. */
  shake(): void {
    const { cover } = this;
    const torn = this.#chooseTorn();
    if (torn.length === 0) return;
    for (const place of torn) {
      cover.remove(place);
      this.#isBarred[place] = 1;
    }
    fillGreedily(cover, this.#isBarred);
    for (const place of torn) this.#isBarred[place] = 0;
    fillGreedily(cover);
    this.descend();
  }

  #chooseTorn(): number[] {
    const { cover } = this;
    const free = cover.chosen.filter((place) => cover.account.canRemove(place));
    if (free.length === 0) return [];
    const first = free[this.#draw(free.length)]!;
    const torn = new Set([first]);
    const number = 1 + this.#draw(Math.min(TORN, free.length));
    while (torn.size < number) {
      const near = this.#findNeighbour(first);
      const place = near >= 0 && !torn.has(near) ? near : free[this.#draw(free.length)]!;
      torn.add(place);
    }
    return [...torn];
  }

  /** A site met on a walk from candidate to row to candidate; -1 where none is met. */
  #findNeighbour(first: number): number {
    const { cover } = this;
    const { byCandidate, byRow } = cover.task;
    let place = first;
    for (let step = 0; step < NEIGHBOUR_STEPS; step++) {
      const row = this.#drawItem(byCandidate, place);
      if (row < 0) return -1;
      place = this.#drawItem(byRow, row);
      if (place !== first && cover.isChosen(place) && cover.account.canRemove(place)) return place;
    }
    return -1;
  }

  #draw(below: number): number {
    return Math.floor(this.#random() * below);
  }

  #drawItem({ starts, items }: Lists, list: number): number {
    const size = starts[list + 1]! - starts[list]!;
    return size === 0 ? -1 : items[starts[list]! + this.#draw(size)]!;
  }
}
