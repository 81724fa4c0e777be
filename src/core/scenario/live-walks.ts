/**
 * Walks of all homes to a set of facilities of which one is in the hand. The table of the others stands still; with
 * each move only homes that the hand comes near, or leaves, are written anew. Everything equals, to the last bit, a table
 * made afresh of all of them.
 */
import { TIE_METRES, TwoBest, type HomeTable } from '../network/home-table.ts';
import type { NodeLabels } from '../network/two-nearest.ts';
import type { Start } from '../network/walker.ts';
import type { Position } from '../types.ts';
import type { HomeSearch } from './live-search.ts';

/** Where the hand is: on the earth, and on the streets (null: on none). */
export interface HandPlace {
  position: Position;
  place: Start | null;
}

export interface LiveDistances {
  /** One a home, with the hand where it was put last; Infinity where none is reached. */
  metres: Float64Array;
  /** The same of the second nearest; kept up only where that was asked for. */
  second: Float64Array;
  /** Homes that the hand was looked at from last, among them all that it changes: rows[0] .. rows[count - 1]. */
  rows: Uint32Array;
  count: number;
  /** Metres from a home of `rows` to the hand. */
  metresToHand(row: number): number;
  put(hand: HandPlace): void;
}

/** How far to look around the hand. */
export interface Looking {
  /** Homes so near are in `rows`, whoever else is nearer to them. */
  reachMetres: number;
  /** Whether the hand is one of the facilities. If not, it changes nothing and `rows` are those within reach. */
  isCounting: boolean;
  withSecond: boolean;
}

/** The facilities without the one in the hand. */
export interface WalkedRest {
  labels: NodeLabels;
  homes: HomeTable;
  /** How many of them have a smaller id than the hand. */
  before: number;
}

export class LiveWalks implements LiveDistances {
  readonly metres: Float64Array;
  readonly second: Float64Array;
  rows: Uint32Array = new Uint32Array(0);
  count = 0;
  readonly #search: HomeSearch;
  readonly #rest: WalkedRest;
  readonly #looking: Looking;
  readonly #best = new TwoBest();
  /** Metres to the hand, one a home; those of `rows` are true. */
  readonly #toHand: Float64Array;

  constructor(search: HomeSearch, rest: WalkedRest, looking: Looking) {
    this.#search = search;
    this.#rest = rest;
    this.#looking = looking;
    this.metres = rest.homes.firstMetres.slice();
    this.second = rest.homes.secondMetres.slice();
    this.rows = new Uint32Array(this.metres.length);
    this.#toHand = new Float64Array(this.metres.length);
  }

  metresToHand(row: number): number {
    return this.#toHand[row]!;
  }

  put({ place }: HandPlace): void {
    this.#takeAway();
    if (place === null) return;
    const search = this.#search;
    search.find(place, this.#createPass());
    this.count = search.count;
    for (let i = 0; i < search.count; i++) {
      const row = search.rows[i]!;
      this.rows[i] = row;
      this.#toHand[row] = search.metresTo(row);
      if (this.#looking.isCounting) this.#join(row, search.metresTo(row));
    }
  }

  /**
   * Behind a node that the last facility of a home's two (or its nearest) is nearer to by more than a tie, no home changes:
   * every way behind it is shorter from there.
   */
  #createPass(): (node: number, metres: number) => boolean {
    const { reachMetres, isCounting, withSecond } = this.#looking;
    const { firstMetres, secondMetres } = this.#rest.labels;
    const labels = withSecond ? secondMetres : firstMetres;
    if (!isCounting) return (_, metres) => metres <= reachMetres;
    return (node, metres) => metres <= reachMetres || metres - labels[node]! <= TIE_METRES;
  }

  #takeAway(): void {
    const { firstMetres, secondMetres } = this.#rest.homes;
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i]!;
      this.metres[row] = firstMetres[row]!;
      this.second[row] = secondMetres[row]!;
    }
    this.count = 0;
  }

  /** The two best of three, and ties settled, as in the table of homes; the hand's number lies between its neighbours'. */
  #join(row: number, metres: number): void {
    const { homes, before } = this.#rest;
    const best = this.#best;
    best.clear();
    best.offer(homes.firstMetres[row]!, homes.firstSite[row]!);
    best.offer(homes.secondMetres[row]!, homes.secondSite[row]!);
    best.offer(metres, before - 0.5);
    best.settleTie();
    this.metres[row] = best.firstMetres;
    this.second[row] = best.secondMetres;
  }
}
