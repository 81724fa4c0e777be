/** Columns of residences, read once for all years: a plan looks at several years of a hundred thousand rows. */
import { keepByObject } from '../keep.ts';
import type { Residence } from '../types.ts';
import type { Demand } from './demand.ts';

type Rows = Pick<Demand, 'residences' | 'rows' | 'ledger'>;

/**
 * Makes a reader of one column: what `read` says of each home of a demand, in its order. `read` looks at the residence
 * alone, so that its answer is that of every year. Kept with the rows of the demand: nobody changes the answer.
 */
export function createColumn<T>(read: (residence: Residence) => T): (demand: Rows) => readonly T[] {
  return createReader<T, T[]>(read, (length) => new Array<T>(length));
}

/** The same of numbers; null is NaN. */
export function createNumbers(read: (residence: Residence) => number | null): (demand: Rows) => Float64Array {
  return createReader<number, Float64Array>(
    (residence) => read(residence) ?? NaN,
    (length) => new Float64Array(length),
  );
}

/** One cell a row. */
interface Cells<T> {
  readonly length: number;
  [row: number]: T;
}

function createReader<T, C extends Cells<T>>(
  read: (residence: Residence) => T,
  create: (length: number) => C,
): (demand: Rows) => C {
  const ofLedger = keepByObject((ledger: readonly Residence[]) => {
    const cells = create(ledger.length);
    for (let row = 0; row < cells.length; row++) cells[row] = read(ledger[row]!);
    return cells;
  });
  const ofRows = new WeakMap<Int32Array, C>();
  return ({ residences, rows, ledger }) => {
    const known = ofRows.get(rows);
    if (known) return known;
    const cells = ofLedger(ledger);
    const column = create(rows.length);
    for (let i = 0; i < rows.length; i++) column[i] = rows[i]! < 0 ? read(residences[i]!) : cells[rows[i]!]!;
    ofRows.set(rows, column);
    return column;
  };
}

/** One home weighs as much as another. */
export const onesOf = createNumbers(() => 1);
/** NaN: not known. */
export const householdsOf = createNumbers(({ households }) => households);
export const elders80Of = createNumbers(({ elders80 }) => elders80);
