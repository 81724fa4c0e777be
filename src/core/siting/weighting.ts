/**
 * Few sites that serve every row: one site is taken away again and again, and rows that stay open weigh more each time until
 * the others serve them too (row weighting: Gao, Weise and Li, 2015).
 */
import { type Cover, fillGreedily } from './cover.ts';
import type { Task } from './task.ts';

export class RowWeighting {
  readonly cover: Cover;
  /** The smallest choice that serves every row, null until there is one. */
  best: number[] | null = null;
  readonly #random: () => number;
  /** When a candidate was last moved; of equal ones the one that rested longest moves. */
  readonly #moved: Int32Array;
  /** 0 = nothing around it changed since it was taken away: putting it back would undo that. */
  readonly #isOpen: Uint8Array;
  /** 1 = the only candidate of some row. */
  readonly #isNeeded: Uint8Array;
  #justAdded = -1;
  #round = 0;

  constructor(cover: Cover, random: () => number) {
    this.cover = cover;
    this.#random = random;
    this.#moved = new Int32Array(cover.task.candidates);
    this.#isOpen = new Uint8Array(cover.task.candidates).fill(1);
    this.#isNeeded = findOnly(cover.task);
    fillGreedily(cover);
    this.#dropIdle();
    this.#keep();
  }

  /** Whether no smaller choice can be made by taking sites away. */
  get isStuck(): boolean {
    return this.cover.open.length === 0 && this.#findRemoval(true) < 0;
  }

  #dropIdle(): void {
    const { cover } = this;
    for (const place of [...cover.chosen]) if (cover.scores[place]! <= 0 && this.#mayGo(place)) cover.remove(place);
  }

  /** A site may go for good only where its group keeps its number. */
  #mayGo(place: number): boolean {
    const { account } = this.cover;
    const group = account.limits.groupOf[place]!;
    if (this.#isNeeded[place] === 1) return false;
    return account.canRemove(place) && (group < 0 || account.inGroup[group]! > account.limits.atLeast);
  }

  #keep(): boolean {
    const { cover } = this;
    if (cover.open.length > 0 || !cover.account.isComplete()) return false;
    if (this.best === null || cover.chosen.length < this.best.length) this.best = [...cover.chosen];
    return true;
  }

  /** One round; returns whether the best became better. */
  step(): boolean {
    const { cover } = this;
    this.#round++;
    let isBetter = false;
    while (cover.open.length === 0) {
      const before = this.best?.length ?? Infinity;
      isBetter = (this.#keep() && cover.chosen.length < before) || isBetter;
      const gone = this.#findRemoval(true);
      if (gone < 0) return isBetter;
      this.#remove(gone);
    }
    const gone = this.#findRemoval(false);
    if (gone >= 0) this.#remove(gone);
    const come = this.#findAddition();
    if (come >= 0) {
      this.#add(come);
      this.#justAdded = come;
    }
    for (const row of cover.open) cover.raise(row);
    return isBetter;
  }

  #findRemoval(isAnyAge: boolean): number {
    const { cover } = this;
    let best = -1;
    for (const place of cover.chosen) {
      if ((!isAnyAge && place === this.#justAdded) || !this.#mayGo(place)) continue;
      if (best < 0 || this.#isBefore(place, best, cover.scores[best]! - cover.scores[place]!)) best = place;
    }
    return best;
  }

  /** `lead` > 0 decides; on equal terms the longest rest, then the first place. */
  #isBefore(place: number, other: number, lead: number): boolean {
    if (lead !== 0) return lead > 0;
    const rest = this.#moved[other]! - this.#moved[place]!;
    return rest !== 0 ? rest > 0 : place < other;
  }

  #findAddition(): number {
    const { cover } = this;
    const { starts, items } = cover.task.byRow;
    const row = cover.open[Math.floor(this.#random() * cover.open.length)]!;
    let best = -1;
    for (let index = starts[row]!; index < starts[row + 1]!; index++) {
      const place = items[index]!;
      if (this.#isOpen[place] === 0 || !cover.account.canAdd(place)) continue;
      if (best < 0 || this.#isBefore(place, best, cover.scores[place]! - cover.scores[best]!)) best = place;
    }
    return best;
  }

  #remove(place: number): void {
    this.cover.remove(place);
    this.#moved[place] = this.#round;
    this.#wakeAround(place);
    this.#isOpen[place] = 0;
  }

  #add(place: number): void {
    this.cover.add(place);
    this.#moved[place] = this.#round;
    this.#wakeAround(place);
  }

  #wakeAround(place: number): void {
    const { byCandidate, byRow } = this.cover.task;
    for (let index = byCandidate.starts[place]!; index < byCandidate.starts[place + 1]!; index++) {
      const row = byCandidate.items[index]!;
      for (let at = byRow.starts[row]!; at < byRow.starts[row + 1]!; at++) this.#isOpen[byRow.items[at]!] = 1;
    }
  }
}

function findOnly({ candidates, rows, byRow: { starts, items } }: Task): Uint8Array {
  const isOnly = new Uint8Array(candidates);
  for (let row = 0; row < rows; row++) if (starts[row + 1]! - starts[row]! === 1) isOnly[items[starts[row]!]!] = 1;
  return isOnly;
}
