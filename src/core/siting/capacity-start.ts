/** A first answer to a question with room: sites one by one, by what their room adds. */
import { type Room, valueOf } from './capacity-room.ts';
import { Account } from './limits.ts';
import { sum } from './proof.ts';

/** Sites by what their room adds, and everybody to the nearest one with room; null where that answers nothing. */
export function createStart(room: Room): Float64Array | null {
  const { limits } = room.run;
  const account = new Account(limits);
  for (const place of limits.forced) account.add(place);
  const filling = new Filling(room, account.isChosen);
  const isCoverage = room.question.model === 'coverage';
  for (;;) {
    const isEnough = room.question.model === 'sites' && account.isComplete() && filling.isEnough;
    const place = isEnough ? -1 : findRoomiest(room, account, filling);
    if (place < 0) break;
    account.add(place);
    filling.add(place);
  }
  if (!account.isComplete()) return null;
  // All together the elders go to nearer places, and sometimes more of them find room.
  const together = assign(room, account.isChosen);
  const [apart, all] = [valueOf(room, filling.values), valueOf(room, together)];
  if (all === null) return apart === null ? null : filling.values;
  return apart !== null && isCoverage && apart > all ? filling.values : together;
}

/** An assignment that grows site by site: nobody who has a place is moved. */
class Filling {
  readonly values: Float64Array;
  /** Weight of each row that has no place yet, and of all together. */
  readonly #left: Float64Array;
  #open: number;
  /** As much may stay without a place as the question allows. */
  readonly #spare: number;
  /** The same of all rows in reach of each candidate. */
  readonly reach: Float64Array;
  readonly #room: Room;
  /** Options of each candidate, the largest rows first. */
  readonly #optionsAt: number[][];

  constructor(room: Room, isChosen: Uint8Array) {
    const { run, options } = room;
    const { weights } = run.instance;
    const { candidates } = run.limits;
    this.#room = room;
    this.values = assign(room, isChosen);
    this.#left = weights.slice();
    options.forEach(({ row }, index) => (this.#left[row]! -= this.values[candidates + index]! * weights[row]!));
    this.#open = sum(this.#left);
    this.#spare = sum(weights) - room.target;
    this.reach = new Float64Array(candidates);
    this.#optionsAt = Array.from({ length: candidates }, () => []);
    options.forEach(({ row, place }, index) => {
      if (place >= candidates) return;
      this.reach[place]! += this.#left[row]!;
      this.#optionsAt[place]!.push(index);
    });
    for (const list of this.#optionsAt) {
      list.sort((a, b) => weights[options[b]!.row]! - weights[options[a]!.row]! || options[a]!.row - options[b]!.row);
    }
  }

  /** Whether as many have a place as the question asks for. */
  get isEnough(): boolean {
    return this.#open <= this.#spare;
  }

  add(place: number): void {
    const { run, capacities, options, isWhole } = this.#room;
    this.values[place] = 1;
    let free = capacities[place]!;
    for (const index of this.#optionsAt[place]!) {
      const { row } = options[index]!;
      const left = this.#left[row]!;
      if (left <= 0 || (isWhole && free < left)) continue;
      const taken = Math.min(left, free);
      free -= taken;
      this.values[run.limits.candidates + index]! += taken / run.instance.weights[row]!;
      this.#take(row, taken);
      if (free <= 0) return;
    }
  }

  #take(row: number, taken: number): void {
    const { options, optionsOf } = this.#room;
    this.#left[row]! -= taken;
    this.#open -= taken;
    for (const index of optionsOf[row]!) {
      const { place } = options[index]!;
      if (place < this.reach.length) this.reach[place]! -= taken;
    }
  }
}

/** The candidate that can take most of the elders left; also one that only fills its group. */
function findRoomiest({ capacities }: Room, account: Account, { reach }: Filling): number {
  let best = -1;
  let most = account.isComplete() ? 1e-9 : -1;
  reach.forEach((weight, place) => {
    const gain = Math.min(weight, capacities[place]!);
    if (gain <= most || !account.canAdd(place)) return;
    best = place;
    most = gain;
  });
  return best;
}

/** Rows one after another, the largest first, each to its nearest open places with room. */
function assign({ run, capacities, options, optionsOf, isWhole }: Room, isChosen: Uint8Array): Float64Array {
  const { weights } = run.instance;
  const { candidates } = run.limits;
  const values = new Float64Array(candidates + options.length);
  const free = [...capacities];
  isChosen.forEach((value, place) => (values[place] = value));
  const order = Array.from(weights.keys()).sort((a, b) => weights[b]! - weights[a]! || a - b);
  for (const row of order) {
    let left = weights[row]!;
    for (const index of optionsOf[row]!) {
      const { place } = options[index]!;
      if (left === 0 || (place < candidates && isChosen[place] === 0)) continue;
      const taken = isWhole && free[place]! < left ? 0 : Math.min(left, free[place]!);
      free[place]! -= taken;
      left -= taken;
      values[candidates + index] = taken / weights[row]!;
    }
  }
  return values;
}
