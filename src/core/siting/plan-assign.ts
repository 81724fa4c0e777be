/**
 * Who goes where when facilities have room for so many: one sharing out that serves as many as there is room for, near
 * places first. A maximum flow from rows to places (Dinic), which is what the objective of a question with capacities counts.
 */
import type { Instance, Pairs, Rules } from './types.ts';

/** People of each candidate (0 where it is not chosen), of all existing facilities together, and of nobody. */
export interface Assignment {
  sites: Float64Array;
  existing: number;
  left: number;
}

interface Ways {
  row: number[];
  place: number[];
  metres: number[];
}

/** Less than this is nobody: sums of broken weights are not exact. */
const NOBODY = 1e-9;

/** `isShort`: the limit does not matter. Throws without capacities. */
export function assign(instance: Instance, rules: Rules, chosen: readonly number[], isShort: boolean): Assignment {
  const { capacities, existingPlaces } = rules;
  if (!capacities) throw new Error('an assignment needs capacities');
  const { weights, candidates } = instance;
  const limitMetres = isShort ? Infinity : instance.limitMetres;
  const ways: Ways = { row: [], place: [], metres: [] };
  addWays(ways, { pairs: instance.pairs, places: chosen, first: 0 }, { weights, limitMetres });
  const free = new Float64Array(candidates + (existingPlaces?.capacities.length ?? 0));
  for (const site of chosen) free[site] = capacities[site]!;
  if (existingPlaces) {
    const places = Array.from(existingPlaces.capacities.keys());
    addWays(ways, { pairs: existingPlaces.pairs, places, first: candidates }, { weights, limitMetres });
    free.set(existingPlaces.capacities, candidates);
  }
  const flow = new Flow(ways, weights.slice(), free);
  flow.fill();
  while (flow.improve());
  const taken = flow.takenBy(free.length);
  return {
    sites: taken.slice(0, candidates),
    existing: taken.subarray(candidates).reduce((sum, people) => sum + people, 0),
    left: flow.left.reduce((sum, people) => sum + people, 0),
  };
}

function addWays(
  ways: Ways,
  { pairs, places, first }: { pairs: Pairs; places: readonly number[]; first: number },
  { weights, limitMetres }: { weights: Float64Array; limitMetres: number },
): void {
  for (const place of places) {
    for (let pair = pairs.starts[place]!; pair < pairs.starts[place + 1]!; pair++) {
      const [row, metres] = [pairs.rows[pair]!, pairs.metres[pair]!];
      if (!(weights[row]! > 0) || !(metres <= limitMetres)) continue;
      ways.row.push(row);
      ways.place.push(first + place);
      ways.metres.push(metres);
    }
  }
}

class Flow {
  /** People of each row who are still to be placed, and room that is left in each place. */
  readonly left: Float64Array;
  readonly #free: Float64Array;
  readonly #ways: Ways;
  /** People on each way. */
  readonly #taken: Float64Array;
  readonly #ofRow: number[][];
  readonly #ofPlace: number[][];

  constructor(ways: Ways, left: Float64Array, free: Float64Array) {
    this.left = left;
    this.#free = free;
    this.#ways = ways;
    this.#taken = new Float64Array(ways.row.length);
    this.#ofRow = Array.from(left, () => []);
    this.#ofPlace = Array.from(free, () => []);
    const order = ways.row.map((_, way) => way).sort((a, b) => ways.metres[a]! - ways.metres[b]! || a - b);
    for (const way of order) {
      this.#ofRow[ways.row[way]!]!.push(way);
      this.#ofPlace[ways.place[way]!]!.push(way);
    }
  }

  /** Everybody to the nearest place with room, rows in their order. */
  fill(): void {
    this.#ofRow.forEach((ways, row) => {
      for (const way of ways) this.#take(way, Math.min(this.left[row]!, this.#free[this.#ways.place[way]!]!));
    });
  }

  #take(way: number, people: number): void {
    if (!(people > 0)) return;
    this.#taken[way]! += people;
    this.left[this.#ways.row[way]!]! -= people;
    this.#free[this.#ways.place[way]!]! -= people;
  }

  /** One round along shortest detours: rows give way to others. False where no more people can be placed. */
  improve(): boolean {
    const level = this.#findLevels();
    if (level === null) return false;
    const rowNext = new Uint32Array(this.left.length);
    const placeNext = new Uint32Array(this.#free.length);
    let placed = 0;
    for (let row = 0; row < this.left.length; row++) {
      while (this.left[row]! > NOBODY) {
        const people = this.#push(row, this.left[row]!, { level, rowNext, placeNext });
        if (people <= NOBODY) break;
        this.left[row]! -= people;
        placed += people;
      }
    }
    return placed > NOBODY;
  }

  /** Steps from a row with people left, by breadth: rows are even, places odd; null where no place with room is met. */
  #findLevels(): { rows: Int32Array; places: Int32Array } | null {
    const rows = new Int32Array(this.left.length).fill(-1);
    const places = new Int32Array(this.#free.length).fill(-1);
    let wave: number[] = [];
    this.left.forEach((people, row) => {
      if (people <= NOBODY) return;
      rows[row] = 0;
      wave.push(row);
    });
    for (let step = 1; wave.length > 0; step += 2) {
      const met: number[] = [];
      for (const row of wave) {
        for (const way of this.#ofRow[row]!) {
          const place = this.#ways.place[way]!;
          if (places[place]! >= 0) continue;
          places[place] = step;
          met.push(place);
        }
      }
      if (met.some((place) => this.#free[place]! > NOBODY)) return { rows, places };
      wave = [];
      for (const way of met.flatMap((place) => this.#ofPlace[place]!)) {
        const row = this.#ways.row[way]!;
        if (this.#taken[way]! <= NOBODY || rows[row]! >= 0) continue;
        rows[row] = step + 1;
        wave.push(row);
      }
    }
    return null;
  }

  /** Pushes at most `people` of a row on along the levels; `left` of the row is the caller's matter. */
  #push(row: number, people: number, marks: Marks): number {
    const ways = this.#ofRow[row]!;
    for (; marks.rowNext[row]! < ways.length; marks.rowNext[row]!++) {
      const way = ways[marks.rowNext[row]!]!;
      const place = this.#ways.place[way]!;
      if (marks.level.places[place] !== marks.level.rows[row]! + 1) continue;
      const moved = this.#makeRoom(place, people, marks);
      if (moved <= NOBODY) continue;
      this.#taken[way]! += moved;
      return moved;
    }
    return 0;
  }

  #makeRoom(place: number, people: number, marks: Marks): number {
    const room = Math.min(people, this.#free[place]!);
    if (room > NOBODY) {
      this.#free[place]! -= room;
      return room;
    }
    const ways = this.#ofPlace[place]!;
    for (; marks.placeNext[place]! < ways.length; marks.placeNext[place]!++) {
      const way = ways[marks.placeNext[place]!]!;
      const row = this.#ways.row[way]!;
      if (this.#taken[way]! <= NOBODY || marks.level.rows[row] !== marks.level.places[place]! + 1) continue;
      const moved = this.#push(row, Math.min(people, this.#taken[way]!), marks);
      if (moved <= NOBODY) continue;
      this.#taken[way]! -= moved;
      return moved;
    }
    return 0;
  }

  takenBy(places: number): Float64Array {
    const sums = new Float64Array(places);
    this.#taken.forEach((people, way) => {
      sums[this.#ways.place[way]!]! += people;
    });
    return sums;
  }
}

interface Marks {
  level: { rows: Int32Array; places: Int32Array };
  rowNext: Uint32Array;
  placeNext: Uint32Array;
}
