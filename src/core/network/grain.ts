/** The grain of lengths in the network. */

/** Parts of a metre, a power of two: about a micrometre. */
const PARTS = 2 ** 20;

/**
 * Metres in whole grains. Sums of such lengths are exact up to 8,000 km, in whatever order: two ways of equal length are
 * equal to the last bit, and a street drawn the other way round is as long.
 */
export function toGrain(metres: number): number {
  return Math.round(metres * PARTS) / PARTS;
}
