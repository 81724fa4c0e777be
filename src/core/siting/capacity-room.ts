/** A question with room as lists: who can go where, how many each place takes, and what an assignment is worth. */
import { type Run, sum } from './proof.ts';
import { readChosen } from './program.ts';
import type { Pairs, Question, Rules } from './types.ts';

/** One place that can take elders of one row: a candidate, or an existing place after all candidates. */
export interface Option {
  row: number;
  place: number;
  metres: number;
}

export interface Room {
  run: Run;
  question: Question;
  /** Elders that each place takes: candidates, existing places, then where existing ones are not limited one that takes all. */
  capacities: number[];
  options: Option[];
  optionsOf: number[][];
  isWhole: boolean;
  /** Weight that must be covered, for `sites`. */
  target: number;
}

export function createRoom(run: Run, question: Question, rules: Rules): Room {
  const { instance, limits } = run;
  const { candidates } = instance;
  const most = question.model === 'mean' ? Infinity : instance.limitMetres;
  const isNear = (metres: number) => metres < Infinity && metres <= most;
  const options: Option[] = [];
  const list = (pairs: Pairs, first: number, size: number) => {
    for (let place = 0; place < size; place++) {
      for (let pair = pairs.starts[place]!; pair < pairs.starts[place + 1]!; pair++) {
        const option = { row: pairs.rows[pair]!, place: first + place, metres: pairs.metres[pair]! };
        if (instance.weights[option.row]! > 0 && isNear(option.metres)) options.push(option);
      }
    }
  };
  list(instance.pairs, 0, candidates);
  const capacities = Array.from(rules.capacities ?? [], (room, place) => (limits.allowed[place] === 1 ? room : 0));
  if (rules.existingPlaces) {
    list(rules.existingPlaces.pairs, candidates, rules.existingPlaces.capacities.length);
    capacities.push(...rules.existingPlaces.capacities);
  } else {
    instance.existing.forEach((metres, row) => {
      if (instance.weights[row]! > 0 && isNear(metres)) options.push({ row, place: candidates, metres });
    });
    capacities.push(sum(instance.weights));
  }
  const optionsOf: number[][] = Array.from({ length: instance.weights.length }, () => []);
  options.forEach(({ row }, index) => optionsOf[row]!.push(index));
  for (const list of optionsOf) list.sort((a, b) => options[a]!.metres - options[b]!.metres || a - b);
  const all = sum(instance.weights);
  const target = question.model === 'sites' ? question.share * all * (1 - 1e-9) : 0;
  return { run, question, capacities, options, optionsOf, isWhole: rules.wholeRows ?? false, target };
}

/** The objective of an assignment; null where it does not answer the question. */
export function valueOf({ run, question, options, target }: Room, values: Float64Array): number | null {
  const { weights } = run.instance;
  let covered = 0;
  let walks = 0;
  options.forEach(({ row, metres }, index) => {
    const part = values[run.limits.candidates + index]! * weights[row]!;
    covered += part;
    walks += part * metres;
  });
  if (question.model === 'coverage') return Math.round(covered * 1e6) / 1e6;
  if (question.model === 'sites') {
    return covered < target - 1e-6 * Math.max(1, target) ? null : readChosen(values, run.limits.candidates).length;
  }
  const all = sum(weights);
  return covered < all * (1 - 1e-6) ? null : walks / (all || 1);
}
