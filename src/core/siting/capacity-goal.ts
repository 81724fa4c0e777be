/**
 * Questions with room: each place takes so many elders, and who goes where is part of the answer. A greedy assignment gives
 * the first answer; proof and better ones come from the solver, with that answer as its start.
 */
import { Best, refuse } from './best.ts';
import type { Run } from './proof.ts';
import { Account } from './limits.ts';
import { listUnreachable } from './measure.ts';
import { addSites, ProgramBuilder, readChosen } from './program.ts';
import type { LinearProgram, Pairs, Question, Rules, Siting } from './types.ts';

/** One place that can take elders of one row: a candidate, or an existing place after all candidates. */
interface Option {
  row: number;
  place: number;
  metres: number;
}

interface Room {
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

/** Not for `worst`. A row without a place in reach makes `mean` infeasible, and a share that cannot be reached `sites`. */
export function* siteCapacity(run: Run, question: Question, rules: Rules): Siting {
  if (question.model === 'mean') {
    const unreachable = listUnreachable(run.instance, run.limits, Infinity);
    if (unreachable.length > 0) return refuse('unreachable', unreachable);
  }
  const room = createRoom(run, question, rules);
  let value: number | null = null;
  const best = new Best({
    isMost: question.model === 'coverage',
    unit: question.model === 'coverage' ? 1 : 0,
    grain: question.model === 'sites' ? 1 : 0,
    measure: () => value,
  });
  best.tighten(findFirstBound(room));
  const program = createProgram(room);
  const start = createStart(room, program.costs.length);
  if (start !== null) {
    value = valueOf(room, start);
    best.offer(readChosen(start, run.limits.candidates));
  }
  yield best.answer();
  if (best.isProven() || run.solver === null) return best.answer();
  const solution = run.solver(program, { seconds: run.clock.left, start });
  if (solution.status === 'infeasible') return refuse('capacity', []);
  if (solution.values !== null) {
    value = valueOf(room, solution.values);
    best.offer(readChosen(solution.values, run.limits.candidates));
  }
  best.tighten(question.model === 'mean' ? solution.bound / sumWeights(room) : solution.bound);
  return best.answer();
}

function createRoom(run: Run, question: Question, rules: Rules): Room {
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
    capacities.push(instance.weights.reduce((sum, weight) => sum + weight, 0));
  }
  const optionsOf: number[][] = Array.from({ length: instance.weights.length }, () => []);
  options.forEach(({ row }, index) => optionsOf[row]!.push(index));
  for (const list of optionsOf) list.sort((a, b) => options[a]!.metres - options[b]!.metres || a - b);
  const all = instance.weights.reduce((sum, weight) => sum + weight, 0);
  const target = question.model === 'sites' ? question.share * all * (1 - 1e-9) : 0;
  return { run, question, capacities, options, optionsOf, isWhole: rules.wholeRows ?? false, target };
}

/** 1 for nobody, so that a mean over nobody is 0. */
const sumWeights = ({ run }: Room) => run.instance.weights.reduce((sum, weight) => sum + weight, 0) || 1;

/** Everybody who has a place in reach; everybody to the nearest; no more than the forced sites. */
function findFirstBound(room: Room): number {
  const { run, question, options, optionsOf } = room;
  if (question.model === 'sites') return run.limits.forced.length;
  let sum = 0;
  optionsOf.forEach(([first], row) => {
    if (first === undefined) return;
    sum += run.instance.weights[row]! * (question.model === 'mean' ? options[first]!.metres : 1);
  });
  if (question.model === 'coverage') return sum;
  return sum / sumWeights(room);
}

/** Sites, then one column for each option: the part of the row's elders who go there. */
function createProgram(room: Room): LinearProgram {
  const { run, question, capacities, options, optionsOf, isWhole } = room;
  const { weights } = run.instance;
  const builder = new ProgramBuilder();
  addSites(builder, run.limits, question.model === 'sites' ? 1 : 0);
  const columns = options.map(({ row, metres }) => {
    const value = { coverage: weights[row]!, sites: 0, worst: 0, mean: weights[row]! * metres }[question.model];
    return builder.addColumn(value, 1, isWhole);
  });
  optionsOf.forEach((list, row) => {
    if (weights[row] === 0) return;
    const shared = builder.addRow(question.model === 'mean' ? 1 : 0, 1);
    for (const option of list) builder.set(shared, columns[option]!, 1);
  });
  const rooms = capacities.map((capacity, place) => {
    const isNew = place < run.limits.candidates;
    const taken = builder.addRow(-Infinity, isNew ? 0 : capacity);
    if (isNew) builder.set(taken, place, -capacity);
    return taken;
  });
  options.forEach(({ row, place }, index) => {
    builder.set(rooms[place]!, columns[index]!, weights[row]!);
    if (place >= run.limits.candidates) return;
    const only = builder.addRow(-Infinity, 0);
    builder.set(only, columns[index]!, 1);
    builder.set(only, place, -1);
  });
  if (question.model === 'sites') {
    const covered = builder.addRow(room.target, Infinity);
    options.forEach(({ row }, index) => builder.set(covered, columns[index]!, weights[row]!));
  }
  return builder.build(question.model === 'coverage');
}

/** The objective of an assignment; null where it does not answer the question. */
function valueOf({ run, question, options, target }: Room, values: Float64Array): number | null {
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
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return covered < all * (1 - 1e-6) ? null : walks / (all || 1);
}

/** Sites by what their room adds, and everybody to the nearest one with room; null where that answers nothing. */
function createStart(room: Room, columns: number): Float64Array | null {
  const { run, options } = room;
  const account = new Account(run.limits);
  for (const place of run.limits.forced) account.add(place);
  let values = assign(room, account.isChosen, columns);
  for (;;) {
    const left = run.instance.weights.slice();
    for (const [index, { row }] of options.entries()) {
      left[row]! -= values[run.limits.candidates + index]! * run.instance.weights[row]!;
    }
    const place = findRoomiest(room, account, left);
    const isEnough = room.question.model === 'sites' && account.isComplete() && valueOf(room, values) !== null;
    if (place < 0 || isEnough) break;
    account.add(place);
    values = assign(room, account.isChosen, columns);
  }
  return account.isComplete() && valueOf(room, values) !== null ? values : null;
}

/** The candidate that can take most of the elders left; also one that only fills its group. */
function findRoomiest({ run, capacities, options }: Room, account: Account, left: Float64Array): number {
  const reach = new Float64Array(run.limits.candidates);
  for (const { row, place } of options) if (place < reach.length) reach[place]! += left[row]!;
  let best = -1;
  let most = account.isComplete() ? 1e-9 : -1;
  reach.forEach((weight, place) => {
    const gain = Math.min(weight, capacities[place]!);
    if (gain <= most || !account.canAdd(place)) return;
    best = place;
    most = gain;
  });
  return best;
}

/** Rows one after another, the largest first, each to its nearest open places with room. */
function assign(
  { run, capacities, options, optionsOf, isWhole }: Room,
  isChosen: Uint8Array,
  columns: number,
): Float64Array {
  const { weights } = run.instance;
  const { candidates } = run.limits;
  const values = new Float64Array(columns);
  const free = [...capacities];
  isChosen.forEach((value, place) => (values[place] = value));
  const order = Array.from(weights.keys()).sort((a, b) => weights[b]! - weights[a]! || a - b);
  for (const row of order) {
    let left = weights[row]!;
    for (const index of optionsOf[row]!) {
      const { place } = options[index]!;
      if (left === 0 || (place < candidates && isChosen[place] === 0)) continue;
      const taken = isWhole && free[place]! < left ? 0 : Math.min(left, free[place]!);
      free[place]! -= taken;
      left -= taken;
      values[candidates + index] = taken / weights[row]!;
    }
  }
  return values;
}
