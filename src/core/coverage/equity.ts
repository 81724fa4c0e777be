/**
 * How evenly a burden (metres walked, minutes) is shared out among people.
 *
 * Everywhere `values` is the burden of one person of a row, not negative, and `weights` the people of the row. A row
 * with unknown people (NaN) counts nobody. People without a value (NaN, or Infinity = unreachable) are left out, so
 * the worst off may be missing: say how many beside the figure (`leftOut` of the curve). Evenness is not nearness:
 * where everybody walks 3 km, every index here is 0. Functions throw on arrays of different lengths and on negative
 * figures. Without people, or where everything is 0, indices are null.
 */

/** Cumulative shares from the least burden to the greatest, from (0, 0) to (1, 1): one point a different value. */
export interface Lorenz {
  /** Share of people. Empty, as is `burden`, without people or where everything is 0: there is no curve then. */
  people: Float64Array;
  /** Share of the burden that they bear together, at most `people`. */
  burden: Float64Array;
  /** People without a value. */
  leftOut: number;
}

/** The Lorenz curve (Lorenz 1905) of a burden. Time: that of sorting the rows. */
export function lorenz(values: Float64Array, weights: Float64Array): Lorenz {
  const rows = sortByValue(values, weights);
  const people = [0];
  const burden = [0];
  let [heads, total] = [0, 0];
  rows.forEach((row, i) => {
    heads += weights[row]!;
    total += weights[row]! * values[row]!;
    // Equal values make one point, or the order of rows would show.
    const next = rows[i + 1];
    if (next !== undefined && values[next] === values[row]) return;
    people.push(heads);
    burden.push(total);
  });
  const leftOut = countLeftOut(values, weights);
  if (!(total > 0)) return { people: new Float64Array(), burden: new Float64Array(), leftOut };
  return {
    people: Float64Array.from(people, (sum) => sum / heads),
    burden: Float64Array.from(burden, (sum) => sum / total),
    leftOut,
  };
}

/**
 * Gini coefficient (Gini 1912) of the weighted people as they are, without correction for small numbers: twice the
 * area between the Lorenz curve and the diagonal. 0 = all bear the same; towards 1 = one bears it all.
 */
export function gini(values: Float64Array, weights: Float64Array): number | null {
  return giniOfCurve(lorenz(values, weights));
}

/** The same from a curve that is there already; null where there is none. */
export function giniOfCurve({ people, burden }: Pick<Lorenz, 'people' | 'burden'>): number | null {
  if (people.length === 0) return null;
  let twiceBelow = 0;
  for (let i = 1; i < people.length; i++) {
    twiceBelow += (people[i]! - people[i - 1]!) * (burden[i]! + burden[i - 1]!);
  }
  return Math.max(0, 1 - twiceBelow);
}

// Math.log, Math.exp and Math.pow may differ in the last digit from browser to browser and Node: round Theil and
// Atkinson before they are written. All other figures of this file are sums and quotients, the same everywhere.

/**
 * Theil's T (Theil 1967): mean of x/mean x ln(x/mean), where a burden of 0 adds 0. 0 = all bear the same; ln(people)
 * = one bears it all. Unlike Gini's it can be split into a part between groups and a part within them.
 */
export function theil(values: Float64Array, weights: Float64Array): number | null {
  const mean = weightedMean(values, weights);
  if (mean === null || mean === 0) return null;
  const index = averageOf(values, weights, (value) => (value > 0 ? (value / mean) * Math.log(value / mean) : 0));
  return index === null ? null : Math.max(0, index);
}

/**
 * Atkinson's index (Atkinson 1970): 1 - (mean of (x/mean) ** (1 - epsilon)) ** (1 / (1 - epsilon)), for epsilon 1 with
 * the geometric mean. 0 = all alike, 1 the most. It was made for incomes: the greater epsilon (0 or more), the more
 * the *least* values weigh, which in a burden are the best off. From epsilon 1 on a single burden of 0 makes it 1.
 */
export function atkinson(values: Float64Array, weights: Float64Array, epsilon: number): number | null {
  if (!(epsilon >= 0) || epsilon === Infinity) throw new Error(`epsilon must not be negative, got ${epsilon}`);
  const mean = weightedMean(values, weights);
  if (mean === null || mean === 0) return null;
  const power = 1 - epsilon;
  const average = averageOf(values, weights, (value) =>
    power === 0 ? Math.log(value / mean) : Math.pow(value / mean, power),
  );
  if (average === null) return null;
  return Math.max(0, 1 - (power === 0 ? Math.exp(average) : Math.pow(average, 1 / power)));
}

/** Mean burden of a person, in the unit of the values; null without people. */
export function weightedMean(values: Float64Array, weights: Float64Array): number | null {
  checkRows(values, weights);
  return averageOf(values, weights, (value) => value);
}

/** Lower weighted median: the least value that at least half of the people do not exceed; null without people. */
export function weightedMedian(values: Float64Array, weights: Float64Array): number | null {
  const rows = sortByValue(values, weights);
  let total = 0;
  for (const row of rows) total += weights[row]!;
  let heads = 0;
  for (const row of rows) {
    heads += weights[row]!;
    if (2 * heads >= total) return values[row]!;
  }
  return null;
}

/** Whether anybody of a row is known, and the value with them. */
function counts(value: number, weight: number): boolean {
  return weight > 0 && value < Infinity;
}

function countLeftOut(values: Float64Array, weights: Float64Array): number {
  return weights.reduce((sum, weight, row) => (weight > 0 && !counts(values[row]!, weight) ? sum + weight : sum), 0);
}

function averageOf(values: Float64Array, weights: Float64Array, measure: (value: number) => number): number | null {
  let [heads, sum] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    if (!counts(values[row]!, weights[row]!)) continue;
    heads += weights[row]!;
    sum += weights[row]! * measure(values[row]!);
  }
  return heads > 0 ? sum / heads : null;
}

/** Rows that count; equal values by weight, so that sums over them do not depend on the order of rows. */
function sortByValue(values: Float64Array, weights: Float64Array): Uint32Array {
  checkRows(values, weights);
  return Uint32Array.from(values.keys())
    .filter((row) => counts(values[row]!, weights[row]!))
    .sort((a, b) => values[a]! - values[b]! || weights[a]! - weights[b]!);
}

function checkRows(values: Float64Array, weights: Float64Array): void {
  if (values.length !== weights.length) throw new Error(`got ${values.length} values for ${weights.length} weights`);
  for (const value of values) if (value < 0) throw new Error(`a value must not be negative, got ${value}`);
  for (const weight of weights) {
    if (weight < 0 || weight === Infinity) {
      throw new Error(`a weight must be finite and not negative, got ${weight}`);
    }
  }
}
