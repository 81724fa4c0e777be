/** Homes in flat arrays: a city has a hundred thousand of them, and a plan looks at several of its years. */
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
  return {
    residences: homes.map(({ residence }) => residence),
    longitudes: Float64Array.from(homes, ({ residence }) => residence.position[0]),
    latitudes: Float64Array.from(homes, ({ residence }) => residence.position[1]),
    area: Int32Array.from(homes, ({ area }) => area),
    elders: Float64Array.from(homes, ({ elders }) => elders ?? NaN),
    estimated: Uint8Array.from(homes, ({ residence }) => Number(residence.estimated)),
    rows,
  };
}

/** The homes at some places of the arrays, in the order of `rows`. */
export function pickHomes(homes: Homes, rows: Uint32Array): Homes {
  const picked: Homes = {
    residences: new Array<Residence>(rows.length),
    longitudes: new Float64Array(rows.length),
    latitudes: new Float64Array(rows.length),
    area: new Int32Array(rows.length),
    elders: new Float64Array(rows.length),
    estimated: new Uint8Array(rows.length),
    rows: new Int32Array(rows.length),
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    picked.residences[i] = homes.residences[row]!;
    picked.longitudes[i] = homes.longitudes[row]!;
    picked.latitudes[i] = homes.latitudes[row]!;
    picked.area[i] = homes.area[row]!;
    picked.elders[i] = homes.elders[row]!;
    picked.estimated[i] = homes.estimated[row]!;
    picked.rows[i] = homes.rows[row]!;
  }
  return picked;
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
