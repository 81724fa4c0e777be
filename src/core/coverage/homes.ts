/** Homes in flat arrays: a city has a hundred thousand of them, and a plan looks at several of its years. */
import { fillRows } from '../rows.ts';
import { compareIds } from '../types.ts';
import type { Residence } from '../types.ts';

/** All arrays are of equal length. */
export interface Homes {
  residences: Residence[];
  /** Degrees. */
  longitudes: Float64Array;
  latitudes: Float64Array;
  /** The area each belongs to, as a place in the list of areas; -1 outside all. */
  area: Int32Array;
  /** NaN = not known (flat arrays have no null). */
  elders: Float64Array;
  /** 1 = made up for an area of which only the number of elders is known. */
  estimated: Uint8Array;
  /** Place among all residences of the data, whatever the year; -1 where it was made up for a year. */
  rows: Int32Array;
}

/** A residence that counts, with the place of its area (-1 outside all) and its elders (null = not known). */
export interface Home {
  residence: Residence;
  area: number;
  elders: number | null;
}

/** `rows`: as in `Homes`, of each; by default none is of the data. */
export function createHomes(homes: readonly Home[], rows = new Int32Array(homes.length).fill(-1)): Homes {
  const count = homes.length;
  return {
    residences: homes.map(({ residence }) => residence),
    longitudes: fillRows(new Float64Array(count), (home) => homes[home]!.residence.position[0]),
    latitudes: fillRows(new Float64Array(count), (home) => homes[home]!.residence.position[1]),
    area: fillRows(new Int32Array(count), (home) => homes[home]!.area),
    elders: fillRows(new Float64Array(count), (home) => homes[home]!.elders ?? NaN),
    estimated: fillRows(new Uint8Array(count), (home) => Number(homes[home]!.residence.estimated)),
    rows,
  };
}

/** The homes at some places of the arrays, in the order of `rows`. */
export function pickHomes(homes: Homes, rows: Int32Array | Uint32Array): Homes {
  const picked = makeRoom(rows.length);
  for (let i = 0; i < rows.length; i++) copyHome(picked, i, homes, rows[i]!);
  return picked;
}

/** Few homes put among many, both by id. */
export function mergeHomes(many: Homes, few: Homes): Homes {
  const merged = makeRoom(many.rows.length + few.rows.length);
  let [taken, put] = [0, 0];
  few.residences.forEach(({ id }, i) => {
    for (const end = placeOf(id, many.residences, taken); taken < end;) copyHome(merged, put++, many, taken++);
    copyHome(merged, put++, few, i);
  });
  while (put < merged.rows.length) copyHome(merged, put++, many, taken++);
  return merged;
}

function makeRoom(count: number): Homes {
  return {
    residences: new Array<Residence>(count),
    longitudes: new Float64Array(count),
    latitudes: new Float64Array(count),
    area: new Int32Array(count),
    elders: new Float64Array(count),
    estimated: new Uint8Array(count),
    rows: new Int32Array(count),
  };
}

function copyHome(to: Homes, place: number, from: Homes, row: number): void {
  to.residences[place] = from.residences[row]!;
  to.longitudes[place] = from.longitudes[row]!;
  to.latitudes[place] = from.latitudes[row]!;
  to.area[place] = from.area[row]!;
  to.elders[place] = from.elders[row]!;
  to.estimated[place] = from.estimated[row]!;
  to.rows[place] = from.rows[row]!;
}

/** The first place from `from` on whose id is not smaller. */
function placeOf(id: string, residences: readonly Residence[], from: number): number {
  let [low, high] = [from, residences.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(residences[middle]!.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
