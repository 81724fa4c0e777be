/** One id for each row of a layer, over all its tables; totals rows and rows that stand twice are not places. */
import type { TableRow } from '../tables.ts';
import { parseText } from '../values.ts';
import type { Cursor } from './cursor.ts';

const TOTAL =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|累\s*计|汇\s*总|本页(?:小计|合计)|全[市区县](?:合计|总计)|(?:grand\s*)?total|sub\s*-?total|sum)\s*[:：]?$/iu;

/** Whether a row is the sum of others: its id, name or first filled cell says so. */
function isTotal(cursor: Cursor): boolean {
  if (TOTAL.test(cursor.text('name')) || TOTAL.test(cursor.text('id'))) return true;
  for (const header of cursor.table.columns) {
    const cell = cursor.row.cells[header];
    if (cell === null || cell === undefined || cell === '') continue;
    return typeof cell === 'string' && TOTAL.test(cell.normalize('NFKC').trim());
  }
  return false;
}

function isEmpty(row: TableRow): boolean {
  if (row.geometry !== null) return false;
  for (const key in row.cells) if (parseText(row.cells[key]) !== '') return false;
  return true;
}

/** Everything in a row as one text: equal texts are rows equal in every column. Blank and absent cells are the same. */
function contentOf(row: TableRow): string {
  const cells = Object.keys(row.cells)
    .filter((key) => parseText(row.cells[key]) !== '')
    .sort()
    .map((key) => [key, parseText(row.cells[key])]);
  return JSON.stringify([cells, row.geometry]);
}

/** File name without folder and ending, and with the sheet's name: the stem of ids that we make. */
function stemOf(file: string): string {
  return (file.split('/').pop() ?? file).replace(/\.[a-z0-9]+(?=#|$)/iu, '');
}

interface Taken {
  row: TableRow;
  /** Contents of all rows of this id, made when a second one comes. */
  contents: Set<string> | null;
  /** Number for the next row of this id. */
  next: number;
}

export class Ids {
  readonly #taken = new Map<string, Taken>();
  readonly #contents = new Set<string>();
  #made = 0;

  /**
   * Gives the cursor's row its id, or null for a row that does not count: empty, a total, or a row that is there
   * already. Two different rows of one id both stay, the second as `id#2`.
   */
  take(cursor: Cursor, elders: number | null): string | null {
    if (isEmpty(cursor.row)) return null;
    if (isTotal(cursor)) {
      cursor.report('row_total', { severity: 'note', value: cursor.text('name'), action: 'left_out' });
      return null;
    }
    const given = cursor.text('id');
    return given === '' ? this.#make(cursor, elders) : this.#claim(given, cursor, elders);
  }

  /** Tells once per table how many ids were made where there is no such column. */
  finish(cursor: Cursor): void {
    if (this.#made > 0) {
      cursor.report('id_missing', { severity: 'note', row: null, id: null, value: this.#made, action: 'changed' });
    }
    this.#made = 0;
  }

  #make(cursor: Cursor, elders: number | null): string | null {
    const content = contentOf(cursor.row);
    if (this.#contents.has(content)) return this.#skip(cursor, null, elders);
    this.#contents.add(content);
    const id = this.#add(`${stemOf(cursor.table.file)}-${cursor.row.row}`, cursor.row);
    if (cursor.has('id')) {
      cursor.report('id_missing', { id, severity: 'note', value: id, action: 'changed' });
    } else {
      this.#made++;
    }
    return id;
  }

  #claim(given: string, cursor: Cursor, elders: number | null): string | null {
    const earlier = this.#taken.get(given);
    if (earlier === undefined) return this.#add(given, cursor.row);
    earlier.contents ??= new Set([contentOf(earlier.row)]);
    const content = contentOf(cursor.row);
    if (earlier.contents.has(content)) return this.#skip(cursor, given, elders);
    earlier.contents.add(content);
    const id = this.#add(given, cursor.row);
    cursor.report('id_duplicate', { id, value: given, action: 'changed', elders });
    return id;
  }

  #skip(cursor: Cursor, id: string | null, elders: number | null): null {
    cursor.report('row_duplicate', { id, action: 'left_out', elders });
    return null;
  }

  #add(wanted: string, row: TableRow): string {
    const earlier = this.#taken.get(wanted);
    let id = wanted;
    while (earlier !== undefined && this.#taken.has(id)) id = `${wanted}#${earlier.next++}`;
    this.#taken.set(id, { row, contents: null, next: 2 });
    return id;
  }
}
