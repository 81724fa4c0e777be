/** Columns of residences, read once for all years: a plan looks at several years of a hundred thousand rows. */
import { fillRows } from '../rows.ts';
import type { Residence } from '../types.ts';
import type { Demand } from './demand.ts';

type Rows = Pick<Demand, 'residences' | 'rows' | 'ledger'>;

/**
 * Makes a reader of one column: what `read` says of each home of a demand, in its order. `read` looks at the residence
 * alone, so that its answer is that of every year. Kept with the rows of the demand: nobody changes the answer.
 */
export function createColumn<T>(read: (residence: Residence) => T): (demand: Rows) => readonly T[] {
  return keepByRows(readOnce(read));
}

/** The same of numbers; null is NaN. */
export function createNumbers(read: (residence: Residence) => number | null): (demand: Rows) => Float64Array {
  const cellsOf = readOnce((residence) => read(residence) ?? NaN);
  return keepByRows((demand) => {
    const cells = cellsOf(demand);
    return fillRows(new Float64Array(cells.length), (row) => cells[row]!);
  });
}

function readOnce<T>(read: (residence: Residence) => T): (demand: Rows) => T[] {
  const ofLedger = new WeakMap<readonly Residence[], T[]>();
  return ({ residences, rows, ledger }) => {
    let cells = ofLedger.get(ledger);
    if (!cells) ofLedger.set(ledger, (cells = ledger.map(read)));
    const column = new Array<T>(rows.length);
    for (let i = 0; i < rows.length; i++) column[i] = rows[i]! < 0 ? read(residences[i]!) : cells[rows[i]!]!;
    return column;
  };
}

function keepByRows<T>(make: (demand: Rows) => T): (demand: Rows) => T {
  const kept = new WeakMap<Int32Array, T>();
  return (demand) => {
    let column = kept.get(demand.rows);
    if (column === undefined) kept.set(demand.rows, (column = make(demand)));
    return column;
  };
}

/** NaN: not known. */
export const householdsOf = createNumbers(({ households }) => households);
export const elders80Of = createNumbers(({ elders80 }) => elders80);
