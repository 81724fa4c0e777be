/** What a choice of sites is worth, counted afresh from the instance: every answer that leaves this folder is counted here. */
import { Account, type Limits } from './limits.ts';
import type { Instance } from './types.ts';

/** Whether a choice keeps count, budget, groups, forced and forbidden sites. */
export function keepsRules(chosen: readonly number[], limits: Limits): boolean {
  const account = new Account(limits);
  for (const place of chosen) {
    if (limits.allowed[place] === 0 || account.isChosen[place] === 1) return false;
    account.add(place);
  }
  if (chosen.length > limits.count || !account.isComplete() || account.cost > limits.ceiling()) return false;
  if (limits.forced.some((place) => account.isChosen[place] === 0)) return false;
  if (account.inClass.some((number, index) => number > limits.classCounts[index]!)) return false;
  if (chosen.some((place) => account.isExcluded(place))) return false;
  return account.inGroup.every((number) => number <= limits.atMost);
}

/** Metres from each row to the nearest facility, existing or chosen. */
export function findMetres({ existing, pairs }: Instance, chosen: readonly number[]): Float64Array {
  const metres = existing.slice();
  for (const place of chosen) {
    for (let pair = pairs.starts[place]!; pair < pairs.starts[place + 1]!; pair++) {
      const row = pairs.rows[pair]!;
      metres[row] = Math.min(metres[row]!, pairs.metres[pair]!);
    }
  }
  return metres;
}

/** Weight of the rows within the limit. */
export function sumCovered(instance: Instance, chosen: readonly number[]): number {
  const metres = findMetres(instance, chosen);
  return instance.weights.reduce((sum, weight, row) => (metres[row]! <= instance.limitMetres ? sum + weight : sum), 0);
}

/** Weight x metres of all rows; Infinity where a row with weight is reached by nobody. */
export function sumWalks(instance: Instance, chosen: readonly number[]): number {
  const metres = findMetres(instance, chosen);
  return instance.weights.reduce((sum, weight, row) => (weight === 0 ? sum : sum + weight * metres[row]!), 0);
}

/** Metres of the farthest row with weight; 0 without any. */
export function findWorst(instance: Instance, chosen: readonly number[]): number {
  const metres = findMetres(instance, chosen);
  return instance.weights.reduce((most, weight, row) => (weight > 0 ? Math.max(most, metres[row]!) : most), 0);
}

/** Rows with weight that neither an existing facility nor a candidate that may be chosen reaches within the limit. */
export function listUnreachable(instance: Instance, limits: Limits, limitMetres: number): number[] {
  const all = Array.from(limits.allowed.keys()).filter((place) => limits.allowed[place] === 1);
  const metres = findMetres(instance, all);
  const rows = Array.from(instance.weights.keys());
  return rows.filter((row) => instance.weights[row]! > 0 && !(metres[row]! <= limitMetres && metres[row]! < Infinity));
}

/** Whether all are whole numbers, so that sums of them are. */
export function areWhole(values: Float64Array): boolean {
  return values.every((value) => Number.isInteger(value));
}
