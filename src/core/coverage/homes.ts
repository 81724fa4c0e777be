/** Homes in flat arrays: a city has a hundred thousand of them, and a plan looks at several of its years. */
import { fillRows, pickRows } from '../rows.ts';
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
  const count = rows.length;
  const residences = new Array<Residence>(count);
  for (let i = 0; i < count; i++) residences[i] = homes.residences[rows[i]!]!;
  return {
    residences,
    longitudes: pickRows(new Float64Array(count), homes.longitudes, rows),
    latitudes: pickRows(new Float64Array(count), homes.latitudes, rows),
    area: pickRows(new Int32Array(count), homes.area, rows),
    elders: pickRows(new Float64Array(count), homes.elders, rows),
    estimated: pickRows(new Uint8Array(count), homes.estimated, rows),
    rows: pickRows(new Int32Array(count), homes.rows, rows),
  };
}

/** Few homes put among many, both by id. */
export function mergeHomes(many: Homes, few: Homes): Homes {
  const order = new Uint32Array(many.residences.length + few.residences.length);
  let [taken, put] = [0, 0];
  few.residences.forEach(({ id }, i) => {
    for (const end = placeOf(id, many.residences, taken); taken < end;) order[put++] = taken++;
    order[put++] = many.residences.length + i;
  });
  while (put < order.length) order[put++] = taken++;
  return pickHomes(
    {
      residences: many.residences.concat(few.residences),
      longitudes: concat(Float64Array, many.longitudes, few.longitudes),
      latitudes: concat(Float64Array, many.latitudes, few.latitudes),
      area: concat(Int32Array, many.area, few.area),
      elders: concat(Float64Array, many.elders, few.elders),
      estimated: concat(Uint8Array, many.estimated, few.estimated),
      rows: concat(Int32Array, many.rows, few.rows),
    },
    order,
  );
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

function concat<T extends Float64Array | Int32Array | Uint8Array>(
  Kind: new (length: number) => T,
  one: T,
  other: T,
): T {
  const both = new Kind(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
