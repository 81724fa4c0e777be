/** Small siting questions and their answers by looking at every choice: an oracle that shares no code with the core. */
import type { Instance, Question, Rules } from '../../../src/core/siting/types.ts';

export interface Case {
  instance: Instance;
  rules: Rules;
}

/** A dense table of metres (row by candidate, Infinity = no pair) as an instance. */
export function makeInstance(
  table: readonly (readonly number[])[],
  options: { weights?: readonly number[]; existing?: readonly number[]; limitMetres?: number } = {},
): Instance {
  const rows = table.length;
  const candidates = table[0]?.length ?? 0;
  const starts = [0];
  const items: number[] = [];
  const metres: number[] = [];
  for (let place = 0; place < candidates; place++) {
    for (let row = 0; row < rows; row++) {
      const value = table[row]![place]!;
      if (value === Infinity) continue;
      items.push(row);
      metres.push(value);
    }
    starts.push(items.length);
  }
  return {
    weights: Float64Array.from(options.weights ?? new Array<number>(rows).fill(1)),
    pairs: { starts: Uint32Array.from(starts), rows: Uint32Array.from(items), metres: Float64Array.from(metres) },
    candidates,
    existing: Float64Array.from(options.existing ?? new Array<number>(rows).fill(Infinity)),
    limitMetres: options.limitMetres ?? Infinity,
  };
}

/** Every choice of candidates that keeps the rules and a count. */
export function listChoices({ instance, rules }: Case, count: number): number[][] {
  const choices: number[][] = [];
  for (let bits = 0; bits < 2 ** instance.candidates; bits++) {
    const chosen = Array.from({ length: instance.candidates }, (_, place) => place).filter(
      (place) => Math.floor(bits / 2 ** place) % 2 === 1,
    );
    if (chosen.length <= count && isAllowed(chosen, rules)) choices.push(chosen);
  }
  return choices;
}

function isAllowed(chosen: number[], rules: Rules): boolean {
  if ((rules.forced ?? []).some((place) => !chosen.includes(place))) return false;
  if (chosen.some((place) => rules.forbidden?.includes(place))) return false;
  if (rules.budget !== undefined) {
    let cost = 0;
    for (const place of chosen) cost += rules.costs![place]!;
    if (cost > rules.budget + 1e-9) return false;
  }
  if (rules.conflicts?.some(([one, other]) => chosen.includes(one) && chosen.includes(other))) return false;
  const { classes, countPerClass } = rules;
  if (countPerClass?.some((count, each) => chosen.filter((place) => classes![place] === each).length > count)) {
    return false;
  }
  if (!rules.groups) return true;
  return [...new Set(rules.groups)].every((group) => {
    const number = chosen.filter((place) => rules.groups![place] === group).length;
    return number <= (rules.atMostPerGroup ?? Infinity) && number >= (rules.atLeastPerGroup ?? 0);
  });
}

/** Metres from a row to the nearest of the chosen or existing. */
function metresOf({ existing, pairs }: Instance, row: number, chosen: readonly number[]): number {
  let least = existing[row]!;
  for (const place of chosen) {
    for (let pair = pairs.starts[place]!; pair < pairs.starts[place + 1]!; pair++) {
      if (pairs.rows[pair] === row && pairs.metres[pair]! < least) least = pairs.metres[pair]!;
    }
  }
  return least;
}

/** Weight covered, mean or worst metres of one choice. */
export function valueOf(instance: Instance, model: Question['model'], chosen: readonly number[]): number {
  let covered = 0;
  let walks = 0;
  let weights = 0;
  let worst = 0;
  instance.weights.forEach((weight, row) => {
    if (weight === 0) return;
    const metres = metresOf(instance, row, chosen);
    if (metres <= instance.limitMetres) covered += weight;
    walks += weight * metres;
    weights += weight;
    worst = Math.max(worst, metres);
  });
  if (model === 'coverage' || model === 'sites') return covered;
  if (model === 'worst') return worst;
  return weights === 0 ? 0 : walks / weights;
}

/** The best objective of all choices; null where no choice answers the question. */
export function findOptimum(given: Case, question: Question): number | null {
  const { instance } = given;
  if (question.model === 'sites') {
    let all = 0;
    for (const weight of instance.weights) all += weight;
    const sizes = listChoices(given, Infinity)
      .filter((chosen) => valueOf(instance, 'sites', chosen) >= question.share * all * (1 - 1e-9))
      .map((chosen) => chosen.length);
    return sizes.length === 0 ? null : Math.min(...sizes);
  }
  const values = listChoices(given, question.count)
    .map((chosen) => valueOf(instance, question.model, chosen))
    .filter((value) => value < Infinity);
  if (values.length === 0) return null;
  return question.model === 'coverage' ? Math.max(...values) : Math.min(...values);
}
