/** One id for each row of a layer, over all its tables; totals rows and rows that stand twice are not places. */
import type { TableRow } from '../tables.ts';
import { isDamagedCode, parseText } from '../values.ts';
import type { Cursor } from './cursor.ts';

const TOTAL =
  /^(?:总\s*数|累\s*计|汇\s*总|.{0,12}(?:合\s*计|总\s*计|小\s*计|共\s*计)|(?:grand\s*)?total|sub\s*-?total|sum)\s*(?:\(.{0,4}\))?\s*:?$/iu;
/** How remarks and signatures below a ledger begin. */
const NOTE =
  /^(?:注|备注|附注|说明|填[表报]|制表|审[核批]|复核|统计|(?:单位)?负责人|联系|数据来源|资料来源|来源|日期|notes?\b|remarks?\b|sources?\b|prepared by)/iu;
/** A table of fewer columns may be a list of names, of which any row is a single cell. */
const LEAST_COLUMNS_WITH_NOTES = 3;
const MOST_CELLS_OF_NOTE = 4;

/** The filled cells of a row as comparable text, in the order of the columns. */
function listTexts(cursor: Cursor): string[] {
  return cursor.table.columns
    .map((header) => parseText(cursor.row.cells[header]).normalize('NFKC').trim())
    .filter((text) => text !== '');
}

/** What says that a row is the sum of others: its id, its name or its first filled cell. */
function findTotal(cursor: Cursor): string | undefined {
  const isTotal = (text: string): boolean => TOTAL.test(text.normalize('NFKC').trim());
  const said = [cursor.text('name'), cursor.text('id')].find(isTotal);
  if (said !== undefined) return said;
  const [first] = listTexts(cursor);
  return first !== undefined && isTotal(first) ? first : undefined;
}

/** The words of a row that holds nothing but a remark: one cell, or a few that each begin like one. */
function findNote(cursor: Cursor): string | undefined {
  if (cursor.row.geometry !== null || cursor.table.columns.length < LEAST_COLUMNS_WITH_NOTES) return undefined;
  const texts = listTexts(cursor);
  const isNote = (text: string): boolean => NOTE.test(text) && (texts.length === 1 || text.includes(':'));
  return texts.length <= MOST_CELLS_OF_NOTE && texts.every(isNote) ? texts[0]?.slice(0, 40) : undefined;
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
   * Gives the cursor's row its id, or null for a row that does not count: empty, a total, a remark, or a row that is
   * there already. Two different rows of one id both stay, the second as `id#2`.
   */
  take(cursor: Cursor, elders: number | null): string | null {
    if (isEmpty(cursor.row)) return null;
    const total = findTotal(cursor);
    const note = total ?? findNote(cursor);
    if (note !== undefined) {
      const code = total === undefined ? 'row_note' : 'row_total';
      cursor.report(code, { severity: 'note', value: note, action: 'left_out' });
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
    // Codes that a spreadsheet has made equal are told as damaged; they are no mistake of the ledger's.
    if (!isDamagedCode(given)) cursor.report('id_duplicate', { id, value: given, action: 'changed', elders });
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
