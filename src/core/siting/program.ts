/** Questions as linear programs for a solver. Columns 0 .. candidates - 1 are the sites, then one for each row or pair. */
import type { Limits } from './limits.ts';
import type { Task } from './task.ts';
import type { LinearProgram } from './types.ts';

/** Builds a program column by column; rows are numbered as they come. */
export class ProgramBuilder {
  readonly #columns: {
    cost: number;
    lower: number;
    upper: number;
    isWhole: boolean;
    rows: number[];
    values: number[];
  }[] = [];
  readonly #rows: { lower: number; upper: number }[] = [];

  addColumn(cost: number, upper: number, isWhole: boolean, lower = 0): number {
    return this.#columns.push({ cost, lower, upper, isWhole, rows: [], values: [] }) - 1;
  }

  addRow(lower: number, upper: number): number {
    return this.#rows.push({ lower, upper }) - 1;
  }

  set(row: number, column: number, value: number): void {
    const { rows, values } = this.#columns[column]!;
    rows.push(row);
    values.push(value);
  }

  build(maximize: boolean): LinearProgram {
    const columns = this.#columns;
    const starts = new Int32Array(columns.length + 1);
    columns.forEach(({ rows }, column) => (starts[column + 1] = starts[column]! + rows.length));
    return {
      maximize,
      costs: Float64Array.from(columns, ({ cost }) => cost),
      lower: Float64Array.from(columns, ({ lower }) => lower),
      upper: Float64Array.from(columns, ({ upper }) => upper),
      integer: Uint8Array.from(columns, ({ isWhole }) => (isWhole ? 1 : 0)),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
      starts,
      indices: Int32Array.from(columns.flatMap(({ rows }) => rows)),
      values: Float64Array.from(columns.flatMap(({ values }) => values)),
    };
  }
}

/** Columns of the sites and the rows of the rules. `state`: 1 = surely in, -1 = surely out, 0 = open. */
export function addSites(builder: ProgramBuilder, limits: Limits, cost: number, state: Int8Array | null = null): void {
  const isForced = new Set(limits.forced);
  const places = Array.from(limits.allowed.keys());
  for (const place of places) {
    const upper = limits.allowed[place] === 0 || state?.[place] === -1 ? 0 : 1;
    builder.addColumn(cost, upper, true, isForced.has(place) || state?.[place] === 1 ? 1 : 0);
  }
  if (limits.count < limits.candidates) {
    const row = builder.addRow(-Infinity, limits.count);
    for (const place of places) builder.set(row, place, 1);
  }
  if (limits.costs !== null) {
    const row = builder.addRow(-Infinity, limits.ceiling());
    for (const place of places) if (limits.costOf(place) !== 0) builder.set(row, place, limits.costOf(place));
  }
  const rows = Array.from({ length: limits.groups }, () => builder.addRow(limits.atLeast, limits.atMost));
  limits.groupOf.forEach((group, place) => {
    if (group >= 0) builder.set(rows[group]!, place, 1);
  });
  addClasses(builder, limits);
}

function addClasses(builder: ProgramBuilder, { classCounts, classOf, conflicts }: Limits): void {
  if (classCounts.some((count) => count < Infinity)) {
    const rows = classCounts.map((count) => builder.addRow(-Infinity, count));
    classOf.forEach((at, place) => {
      builder.set(rows[at]!, place, 1);
    });
  }
  conflicts?.forEach((others, place) => {
    for (const other of others) {
      if (other < place) continue;
      const row = builder.addRow(-Infinity, 1);
      builder.set(row, place, 1);
      builder.set(row, other, 1);
    }
  });
}

interface Cover {
  costOf: (row: number) => number;
  state: Int8Array | null;
}

/** Rows of the task by what serves them: open row <= sum of its sites. Returns the first column of the rows. */
function addCover(builder: ProgramBuilder, task: Task, { costOf, state }: Cover): number {
  const { starts, items } = task.byRow;
  let first = -1;
  for (let row = 0; row < task.rows; row++) {
    const column = builder.addColumn(costOf(row), 1, false);
    if (row === 0) first = column;
    const served = builder.addRow(-Infinity, 0);
    builder.set(served, column, 1);
    for (let index = starts[row]!; index < starts[row + 1]!; index++) {
      if (state?.[items[index]!] !== -1) builder.set(served, items[index]!, -1);
    }
  }
  return first;
}

export function createCoverageProgram(task: Task, limits: Limits, state: Int8Array | null): LinearProgram {
  const builder = new ProgramBuilder();
  addSites(builder, limits, 0, state);
  addCover(builder, task, { costOf: (row) => task.weights[row]!, state });
  return builder.build(true);
}

/** Fewest sites; every row where `target` is null, else rows of that weight. */
export function createSitesProgram(
  task: Task,
  limits: Limits,
  { target, state }: { target: number | null; state: Int8Array | null },
): LinearProgram {
  const builder = new ProgramBuilder();
  addSites(builder, limits, 1, state);
  if (target === null) addFullCover(builder, task, state);
  else {
    const first = addCover(builder, task, { costOf: () => 0, state });
    const row = builder.addRow(target, Infinity);
    task.weights.forEach((weight, index) => builder.set(row, first + index, weight));
  }
  return builder.build(false);
}

function addFullCover(
  builder: ProgramBuilder,
  { rows, byRow: { starts, items } }: Task,
  state: Int8Array | null,
): void {
  for (let row = 0; row < rows; row++) {
    const served = builder.addRow(1, Infinity);
    for (let index = starts[row]!; index < starts[row + 1]!; index++) {
      if (state?.[items[index]!] !== -1) builder.set(served, items[index]!, 1);
    }
  }
}

/** A choice as values of the columns; rows count as served where one of their sites is chosen. */
export function toStart(task: Task, chosen: readonly number[], columns: number): Float64Array {
  const values = new Float64Array(columns);
  const { starts, items } = task.byCandidate;
  for (const place of chosen) {
    values[place] = 1;
    if (columns === task.candidates) continue;
    for (let index = starts[place]!; index < starts[place + 1]!; index++) values[task.candidates + items[index]!] = 1;
  }
  return values;
}

/** The sites that a solution opens. */
export function readChosen(values: Float64Array, candidates: number): number[] {
  return Array.from({ length: candidates }, (_, place) => place).filter((place) => values[place]! > 0.5);
}
