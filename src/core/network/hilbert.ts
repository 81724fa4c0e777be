/** Order along a Hilbert curve: neighbours on the ground become neighbours in memory. */

const ORDER_BITS = 15;
const CELLS = 1 << ORDER_BITS;

/** Those of `places` (indices into `positions`, longitude and latitude interleaved) in the order of the curve. */
export function sortByHilbert(places: Uint32Array, positions: Float64Array): Uint32Array {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const place of places) {
    west = Math.min(west, positions[2 * place]!);
    east = Math.max(east, positions[2 * place]!);
    south = Math.min(south, positions[2 * place + 1]!);
    north = Math.max(north, positions[2 * place + 1]!);
  }
  const width = Math.max(east - west, north - south, 1e-9);
  const cell = (value: number, from: number): number =>
    Math.min(CELLS - 1, Math.floor(((value - from) / width) * CELLS));
  // Key and place in one number, so that a typed array can sort them; ties go by the key's lower part, the place.
  const keys = new Float64Array(places.length);
  places.forEach((place, i) => {
    const key = curveKey(cell(positions[2 * place]!, west), cell(positions[2 * place + 1]!, south));
    keys[i] = key * 2 ** 23 + (i % 2 ** 23);
  });
  // More than 8 million places would not fit beside the key in a double: they keep their order.
  if (places.length > 2 ** 23) return places;
  keys.sort();
  return Uint32Array.from(keys, (key) => places[key % 2 ** 23]!);
}

/** The place of a cell along the curve (Warren, Hacker's Delight, section 16-1). */
function curveKey(x: number, y: number): number {
  let key = 0;
  let [a, b] = [x, y];
  for (let s = CELLS >> 1; s > 0; s >>= 1) {
    const rx = (a & s) > 0 ? 1 : 0;
    const ry = (b & s) > 0 ? 1 : 0;
    key = key * 4 + ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) [a, b] = [CELLS - 1 - a, CELLS - 1 - b];
      [a, b] = [b, a];
    }
  }
  return key;
}
