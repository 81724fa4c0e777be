/**
 * Questions with room: each place takes so many elders, and who goes where is part of the answer. A greedy assignment gives
 * the first answer; proof and better ones come from the solver, with that answer as its start.
 */
import { Best, refuse } from './best.ts';
import { createRoom, type Room, valueOf } from './capacity-room.ts';
import { createStart } from './capacity-start.ts';
import { type Run, sum } from './proof.ts';
import { listUnreachable } from './measure.ts';
import { addSites, ProgramBuilder, readChosen } from './program.ts';
import type { LinearProgram, Question, Rules, Siting } from './types.ts';

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
  const start = createStart(room);
  if (start !== null) {
    value = valueOf(room, start);
    best.offer(readChosen(start, run.limits.candidates));
  }
  yield best.answer();
  if (best.isProven() || run.solver === null) return best.answer();
  const solution = run.solver(createProgram(room), { seconds: run.clock.left, start });
  if (solution.status === 'infeasible') return refuse('capacity', []);
  if (solution.values !== null) {
    value = valueOf(room, solution.values);
    best.offer(readChosen(solution.values, run.limits.candidates));
  }
  best.tighten(question.model === 'mean' ? solution.bound / sumWeights(room) : solution.bound);
  return best.answer();
}

/** 1 for nobody, so that a mean over nobody is 0. */
const sumWeights = ({ run }: Room) => sum(run.instance.weights) || 1;

/**
 * For most: everybody who has a place in reach, and no more than the roomiest sites take. For the mean: everybody to the
 * nearest. For fewest: the forced sites, and as many of the roomiest as must take whom the existing places do not.
 */
function findFirstBound(room: Room): number {
  const { run, question, options, optionsOf, target } = room;
  const { weights } = run.instance;
  if (question.model === 'sites') {
    const roomiest = addRooms(room);
    const fewest = roomiest.findIndex((people) => people >= target);
    // Too few for all: the solver says so.
    return Math.max(run.limits.forced.length, fewest < 0 ? roomiest.length - 1 : fewest);
  }
  let all = 0;
  optionsOf.forEach(([first], row) => {
    if (first === undefined) return;
    all += weights[row]! * (question.model === 'mean' ? options[first]!.metres : 1);
  });
  return question.model === 'coverage'
    ? Math.min(all, addRooms(room, run.limits.count).at(-1)!)
    : all / sumWeights(room);
}

/** How many people the existing places take at most, alone and with 1, 2, ... of the roomiest sites, `most` of them. */
function addRooms({ run, capacities, options }: Room, most = Infinity): number[] {
  const { candidates } = run.limits;
  const near = new Float64Array(capacities.length);
  for (const { row, place } of options) near[place]! += run.instance.weights[row]!;
  const people = capacities.map((capacity, place) => Math.min(capacity, near[place]!));
  const sums = [people.slice(candidates).reduce((sum, each) => sum + each, 0)];
  const roomiest = people.slice(0, candidates).sort((a, b) => b - a);
  for (const each of roomiest.slice(0, most)) sums.push(sums.at(-1)! + each);
  return sums;
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
