/** A choice of sites while it changes: how often each row is served, what each candidate would add, what each site holds alone. */
import { Account, type Limits } from './limits.ts';
import type { Task } from './task.ts';

export class Cover {
  readonly task: Task;
  readonly account: Account;
  /** Weights of rows; the search for full cover raises them. */
  readonly weights: Float64Array;
  /** For a candidate: weight of its rows that nobody serves. For a chosen site: weight of the rows that it serves alone. */
  readonly scores: Float64Array;
  readonly chosen: number[] = [];
  /** Weight of the served rows, by the task's own weights. */
  served = 0;
  /** Rows that nobody serves, in no order. */
  readonly open: number[] = [];
  readonly #openAt: Int32Array;
  readonly #counts: Uint16Array;
  /** Sum of the sites that serve a row: the site itself where there is one only. */
  readonly #owners: Float64Array;
  readonly #position: Int32Array;

  /** Candidates are compared by what they add for their cost. */
  readonly isPerCost: boolean;

  constructor(task: Task, limits: Limits, isPerCost = false) {
    this.task = task;
    this.isPerCost = isPerCost;
    this.account = new Account(limits);
    this.weights = task.weights.slice();
    this.scores = new Float64Array(task.candidates);
    this.#counts = new Uint16Array(task.rows);
    this.#owners = new Float64Array(task.rows);
    this.#openAt = new Int32Array(task.rows);
    this.#position = new Int32Array(task.candidates).fill(-1);
    for (let row = 0; row < task.rows; row++) {
      this.#openAt[row] = this.open.push(row) - 1;
      this.#addScores(row, this.weights[row]!, -1);
    }
    for (const place of limits.forced) this.add(place);
  }

  isChosen(place: number): boolean {
    return this.account.isChosen[place] === 1;
  }

  add(place: number): void {
    const { starts, items } = this.task.byCandidate;
    this.account.add(place);
    this.#position[place] = this.chosen.push(place) - 1;
    for (let index = starts[place]!; index < starts[place + 1]!; index++) {
      const row = items[index]!;
      const before = this.#counts[row]!++;
      if (before === 0) this.#close(row, place);
      else if (before === 1) this.scores[this.#owners[row]!]! -= this.weights[row]!;
      this.#owners[row]! += place;
    }
  }

  remove(place: number): void {
    const { starts, items } = this.task.byCandidate;
    this.account.remove(place);
    const last = this.chosen.pop()!;
    const at = this.#position[place]!;
    if (last !== place) {
      this.chosen[at] = last;
      this.#position[last] = at;
    }
    for (let index = starts[place]!; index < starts[place + 1]!; index++) {
      const row = items[index]!;
      const before = this.#counts[row]!--;
      this.#owners[row]! -= place;
      if (before === 1) this.#reopen(row, place);
      else if (before === 2) this.scores[this.#owners[row]!]! += this.weights[row]!;
    }
  }

  /** Makes a row that nobody serves weigh more. */
  raise(row: number): void {
    this.weights[row]!++;
    this.#addScores(row, 1, -1);
  }

  /** Puts other sites in the place of the chosen ones. */
  replace(chosen: readonly number[]): void {
    const wanted = new Set(chosen);
    for (const place of [...this.chosen]) if (!wanted.has(place)) this.remove(place);
    for (const place of wanted) if (!this.isChosen(place)) this.add(place);
  }

  #close(row: number, place: number): void {
    this.served += this.task.weights[row]!;
    this.#addScores(row, -this.weights[row]!, place);
    const last = this.open.pop()!;
    const at = this.#openAt[row]!;
    if (last === row) return;
    this.open[at] = last;
    this.#openAt[last] = at;
  }

  #reopen(row: number, place: number): void {
    this.served -= this.task.weights[row]!;
    this.#addScores(row, this.weights[row]!, place);
    this.#openAt[row] = this.open.push(row) - 1;
  }

  #addScores(row: number, weight: number, except: number): void {
    const { starts, items } = this.task.byRow;
    for (let index = starts[row]!; index < starts[row + 1]!; index++) {
      const place = items[index]!;
      if (place !== except) this.scores[place]! += weight;
    }
  }
}

/** The candidate that adds most and may come, the first of equal ones; -1 where none adds anything. `isBarred` = 1 keeps one out. */
export function findBestAddition(cover: Cover, isBarred: Uint8Array | null = null): number {
  const { scores, account, isPerCost } = cover;
  const { limits } = account;
  let best = -1;
  let most = 0;
  for (let place = 0; place < scores.length; place++) {
    const value = isPerCost ? scores[place]! / Math.max(limits.costOf(place), 1e-9) : scores[place]!;
    if (value <= most || account.isChosen[place] === 1 || isBarred?.[place] === 1) continue;
    if (!account.canAdd(place)) continue;
    best = place;
    most = value;
  }
  return best;
}

/** Adds the best candidate until nothing more fits, or `enough` weight is served and groups have their numbers. */
export function fillGreedily(cover: Cover, isBarred: Uint8Array | null = null, enough = Infinity): void {
  for (;;) {
    let place = cover.served >= enough ? -1 : findBestAddition(cover, isBarred);
    if (place < 0) place = findFiller(cover);
    if (place < 0) return;
    cover.add(place);
  }
}

/** Where groups still need sites and nobody is left to serve: the cheapest that fits. */
function findFiller({ account }: Cover): number {
  if (account.isComplete()) return -1;
  const { limits } = account;
  let best = -1;
  for (let place = 0; place < limits.candidates; place++) {
    if (!account.canAdd(place)) continue;
    const group = limits.groupOf[place]!;
    const helps = group >= 0 && account.inGroup[group]! < limits.atLeast;
    if (helps && (best < 0 || limits.costOf(place) < limits.costOf(best))) best = place;
  }
  return best;
}
