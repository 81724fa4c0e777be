/** Numbers for the cells of a grid that are in use: a hash table in flat arrays, wherever on earth the cells lie. */
export class CellTable {
  #columns = new Int32Array(1024);
  #rows = new Int32Array(1024);
  #slots = new Int32Array(2048).fill(-1);
  size = 0;

  /** The number of a cell, from 0 on in the order of the first calls. */
  add(column: number, row: number): number {
    const slot = this.#slotOf(column, row);
    const known = this.#slots[slot]!;
    if (known >= 0) return known;
    const number = this.size++;
    this.#slots[slot] = number;
    this.#columns[number] = column;
    this.#rows[number] = row;
    if (this.size === this.#columns.length) this.#grow();
    return number;
  }

  /** The number of a cell; -1 where it is not in use. */
  find(column: number, row: number): number {
    return this.#slots[this.#slotOf(column, row)]!;
  }

  #slotOf(column: number, row: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashCell(column, row) & mask;
    for (let known = this.#slots[slot]!; known >= 0; known = this.#slots[slot]!) {
      if (this.#columns[known] === column && this.#rows[known] === row) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Twice the room; half of the slots stay free. */
  #grow(): void {
    const [columns, rows] = [this.#columns, this.#rows];
    this.#columns = new Int32Array(2 * columns.length);
    this.#rows = new Int32Array(2 * rows.length);
    this.#columns.set(columns);
    this.#rows.set(rows);
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let i = 0; i < this.size; i++) this.#slots[this.#slotOf(columns[i]!, rows[i]!)] = i;
  }
}

/** Spreads cells over whole numbers of 32 bits. */
export function hashCell(column: number, row: number): number {
  let h = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
