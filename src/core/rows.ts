/** Columns of numbers by row: the `from` of typed arrays takes ten times as long, and there are a hundred thousand homes. */

type Column = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** `column` itself, with a value in each row. */
export function fillRows<T extends Column>(column: T, valueAt: (row: number) => number): T {
  for (let row = 0; row < column.length; row++) column[row] = valueAt(row);
  return column;
}

/** `picked` itself: in row i the value of row `rows[i]`. */
export function pickRows<T extends Column>(picked: T, values: T, rows: Int32Array | Uint32Array): T {
  for (let row = 0; row < rows.length; row++) picked[row] = values[rows[row]!]!;
  return picked;
}
