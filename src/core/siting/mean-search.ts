/** Shorter walks near a good choice: each swap of a site for a candidate is weighed at once (Whitaker's fast interchange). */
import { Account, type Limits } from './limits.ts';
import type { MeanTask } from './mean-task.ts';

const NONE = -1;
const WORTH = 1e-9;

export class MeanSearch {
  readonly task: MeanTask;
  account: Account;
  chosen: number[] = [];
  best: number[] = [];
  cost = Infinity;
  readonly #limits: Limits;
  /** Cost of a row that nobody serves, where somebody must: more than all walks together. */
  readonly #fallback: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #owner: Int32Array;

  constructor(task: MeanTask, limits: Limits) {
    this.task = task;
    this.#limits = limits;
    this.account = new Account(limits);
    const most = task.nearestCosts.reduce((sum, cost) => sum + cost, 1);
    this.#fallback = task.fallback.map((cost) => Math.min(cost, most));
    this.#first = new Float64Array(task.rows);
    this.#second = new Float64Array(task.rows);
    this.#owner = new Int32Array(task.rows);
    this.restart(limits.forced);
  }

  /** Begins from these sites. */
  restart(chosen: readonly number[]): void {
    this.account = new Account(this.#limits);
    for (const place of chosen) this.account.add(place);
    this.chosen = [...chosen];
    for (let row = 0; row < this.task.rows; row++) this.#place(row);
  }

  /** The nearest and second nearest chosen site of a row, its existing facility standing in for either. */
  #place(row: number): void {
    const { nearest, nearestCosts } = this.task;
    let found = 0;
    this.#owner[row] = NONE;
    this.#first[row] = this.#fallback[row]!;
    this.#second[row] = this.#fallback[row]!;
    for (let index = nearest.starts[row]!; index < nearest.starts[row + 1]!; index++) {
      const place = nearest.items[index]!;
      if (this.account.isChosen[place] === 0) continue;
      if (found++ === 1) {
        this.#second[row] = Math.min(nearestCosts[index]!, this.#fallback[row]!);
        return;
      }
      this.#owner[row] = place;
      this.#first[row] = Math.min(nearestCosts[index]!, this.#fallback[row]!);
    }
  }

  #sum(): number {
    return this.#first.reduce((sum, cost) => sum + cost, 0);
  }

  add(place: number): void {
    this.account.add(place);
    this.chosen.push(place);
    this.#refresh(place);
  }

  remove(place: number): void {
    this.account.remove(place);
    this.chosen.splice(this.chosen.indexOf(place), 1);
    this.#refresh(place);
  }

  #refresh(place: number): void {
    const { starts, items } = this.task.byCandidate;
    for (let index = starts[place]!; index < starts[place + 1]!; index++) this.#place(items[index]!);
  }

  /** What a candidate takes off the cost of all. */
  #gain(place: number): number {
    const { byCandidate, pairCosts } = this.task;
    let gain = 0;
    for (let index = byCandidate.starts[place]!; index < byCandidate.starts[place + 1]!; index++) {
      const less = this.#first[byCandidate.items[index]!]! - pairCosts[index]!;
      if (less > 0) gain += less;
    }
    return gain;
  }

  /** Between the costs of each row's nearest and second nearest: about what being served is worth to it. */
  findPrices(): Float64Array {
    return this.#first.map((first, row) => Math.min(this.task.fallback[row]!, (first + this.#second[row]!) / 2));
  }

  /** Adds the best candidate until none helps or fits. */
  fill(): void {
    for (;;) {
      let best = NONE;
      let most = this.account.isComplete() ? 0 : -1;
      for (let place = 0; place < this.task.candidates; place++) {
        if (!this.account.canAdd(place)) continue;
        const gain = this.#gain(place);
        if (gain > most) {
          most = gain;
          best = place;
        }
      }
      if (best === NONE) return;
      this.add(best);
    }
  }

  /** The best swaps one after another until none helps; keeps the best choice. */
  descend(): void {
    while (this.#swap());
    this.fill();
    const cost = this.#sum();
    if (cost < this.cost - WORTH * this.cost || this.cost === Infinity) {
      this.cost = cost;
      this.best = [...this.chosen];
    }
  }

  #swap(): boolean {
    const losses = this.#findLosses();
    const extra = new Float64Array(this.task.candidates);
    let worth = WORTH * this.#sum();
    let swap: [out: number, come: number] | null = null;
    for (let come = 0; come < this.task.candidates; come++) {
      if (this.account.isChosen[come] === 1 || this.#limits.allowed[come] === 0) continue;
      const gain = this.#gainWithout(come, extra);
      for (const out of this.chosen) {
        const better = gain - losses[out]! + extra[out]!;
        extra[out] = 0;
        if (better <= worth || !this.#maySwap(out, come)) continue;
        worth = better;
        swap = [out, come];
      }
    }
    if (swap === null) return false;
    this.remove(swap[0]);
    this.add(swap[1]);
    return true;
  }

  #maySwap(out: number, come: number): boolean {
    if (!this.account.canRemove(out)) return false;
    if (this.#limits.isPlain) return true;
    this.account.remove(out);
    const may = this.account.canAdd(come);
    this.account.add(out);
    return may;
  }

  /** What each chosen site holds: the cost of its rows going to their second. */
  #findLosses(): Float64Array {
    const losses = new Float64Array(this.task.candidates);
    for (let row = 0; row < this.task.rows; row++) {
      const owner = this.#owner[row]!;
      if (owner !== NONE) losses[owner]! += this.#second[row]! - this.#first[row]!;
    }
    return losses;
  }

  /** What a candidate gains, and in `extra` by how much less each chosen site would then be missed. */
  #gainWithout(come: number, extra: Float64Array): number {
    const { byCandidate, pairCosts } = this.task;
    let gain = 0;
    for (let index = byCandidate.starts[come]!; index < byCandidate.starts[come + 1]!; index++) {
      const row = byCandidate.items[index]!;
      const cost = pairCosts[index]!;
      const first = this.#first[row]!;
      const second = this.#second[row]!;
      const owner = this.#owner[row]!;
      if (cost < first) gain += first - cost;
      if (owner !== NONE && cost < second) extra[owner]! += second - Math.max(first, cost);
    }
    return gain;
  }

  /** Swaps a few sites for candidates at random, then descends; goes back to the best where that is worse. */
  shake(random: () => number): void {
    for (let number = 1 + Math.floor(random() * 3); number > 0; number--) {
      const out = this.chosen[Math.floor(random() * this.chosen.length)];
      const come = Math.floor(random() * this.task.candidates);
      if (out === undefined || this.account.isChosen[come] === 1 || this.#limits.allowed[come] === 0) continue;
      if (!this.#maySwap(out, come)) continue;
      this.remove(out);
      this.add(come);
    }
    const before = this.cost;
    this.descend();
    if (this.cost === before) this.restart(this.best);
  }
}
