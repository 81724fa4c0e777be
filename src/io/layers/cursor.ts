/** Reads the cells of one table row by row: values as core wants them, and what could not be read as problems. */
import type { ProblemCode } from '../../core/problem-codes.ts';
import { createProblem } from '../../core/problems.ts';
import type { Attributes, Cell, LayerName, Problem } from '../../core/types.ts';
import type { Choices, Column } from '../columns/column.ts';
import type { AttributeColumn, Binding } from '../columns/match.ts';
import type { Table, TableRow } from '../tables.ts';
import {
  findChoice,
  isBlank,
  isDamagedCode,
  isDate,
  lacksAreaZero,
  parseBoolean,
  parseDate,
  parseLooseCell,
  parseNumber,
  parseText,
  parseYear,
  saysNothing,
  splitList,
} from '../values.ts';

/** One object per table, moved from row to row, so that long tables cost no object per cell. */
export class Cursor {
  readonly table: Table;
  readonly layer: LayerName;
  readonly binding: Binding;
  readonly problems: Problem[];
  row: TableRow;
  /** The row's id once it is known; stands in the problems of the row. */
  id: string | null = null;
  /** Originals of cells that could not be read, by our column: they survive in the attributes, to be found again. */
  #unread: [string, Cell][] = [];
  /** What is told once for a table: each text that no choice or date is, and the first odd telephone number. */
  readonly #told = new Set<string>();

  constructor(table: Table, layer: LayerName, binding: Binding, problems: Problem[]) {
    this.table = table;
    this.layer = layer;
    this.binding = binding;
    this.problems = problems;
    this.row = table.rows[0] ?? { row: 0, cells: {}, geometry: null };
  }

  moveTo(row: TableRow): void {
    this.row = row;
    this.id = null;
    if (this.#unread.length > 0) this.#unread = [];
  }

  has(column: string): boolean {
    return this.binding.headers.has(column);
  }

  cell(column: string): Cell {
    const header = this.binding.headers.get(column);
    return header === undefined ? null : (this.row.cells[header] ?? null);
  }

  text(column: string): string {
    return parseText(this.cell(column));
  }

  /** A number of persons, square metres ...; negative ones make no sense in any of our columns. */
  number(column: string): number | null {
    const header = this.binding.headers.get(column);
    return header === undefined ? null : this.numberUnder(header, column);
  }

  /** `column` is our name of what stands under the header. */
  numberUnder(header: string, column: string): number | null {
    const cell = this.row.cells[header];
    const reading = parseNumber(cell);
    if (reading.quality === 'unreadable') this.#giveUp('number_unreadable', header, column);
    else if (reading.value !== null && reading.value < 0) this.#giveUp('number_negative', header, column);
    else {
      if (reading.quality === 'approximate') {
        this.report('number_approximate', { severity: 'note', column: header, value: cell ?? null, action: 'changed' });
      }
      return reading.value;
    }
    return null;
  }

  /** Elders of the row whether or not it is used; what is odd about them is told when the value is read for good. */
  peekElders(): number | null {
    const { value } = parseNumber(this.cell('elders'));
    return value !== null && value >= 0 ? value : null;
  }

  year(column: string): number | null {
    const header = this.binding.headers.get(column);
    if (header === undefined) return null;
    const year = parseYear(this.row.cells[header]);
    if (year === undefined) this.#giveUp('year_unreadable', header, column);
    return year ?? null;
  }

  /** Null where blank; undefined where a word stands there that is none of the choices. */
  choice(column: string, choices: Choices): string | null | undefined {
    const cell = this.cell(column);
    if (isBlank(cell)) return null;
    const code = findChoice(cell, choices);
    if (code !== undefined) return code;
    return saysNothing(cell) ? null : undefined;
  }

  /** As `choice` where blank and not understood are both null; what is not understood is told and kept. */
  knownChoice(column: string, choices: Choices): string | null {
    const code = this.choice(column, choices);
    if (code !== undefined) return code;
    this.#tellUnreadable(this.binding.headers.get(column) ?? column);
    this.keepOriginal(column);
    return null;
  }

  /**
   * Keeps the original of a cell that could not be read: nothing that was in the file is lost. Under our own name, so
   * that a project written and opened again tells of it again.
   */
  keepOriginal(column: string): void {
    const header = this.binding.headers.get(column) ?? column;
    this.#unread.push([column, parseLooseCell(this.row.cells[header])]);
  }

  report(code: ProblemCode, details: Partial<Omit<Problem, 'code'>>): void {
    const { layer, table, row, id } = this;
    this.problems.push(createProblem(code, { layer, file: table.file, row: row.row, id, ...details }));
  }

  /** Tells of a code that a spreadsheet damaged. */
  checkCode(column: string): boolean {
    const cell = this.cell(column);
    if (!isDamagedCode(cell)) return false;
    this.report('code_damaged', { column: this.binding.headers.get(column) ?? column, value: cell });
    return true;
  }

  eldersByYear(): Record<number, number> {
    const byYear: Record<number, number> = {};
    for (const { year, header } of this.binding.eldersYears) {
      const elders = this.numberUnder(header, `elders_${year}`);
      if (elders !== null) byYear[year] = elders;
    }
    return byYear;
  }

  /** To be read last: everything that core does not compute with, and the originals of what could not be read. */
  attributes(): Attributes {
    const attributes: Attributes = {};
    for (const entry of this.binding.attributes) {
      const cell = this.row.cells[entry.header];
      if (cell === undefined || cell === null || cell === '') continue;
      const value = entry.column === null ? parseLooseCell(cell) : this.#known(entry, entry.column, cell);
      if (value !== null && value !== '') attributes[entry.name] = value;
    }
    for (const [column, value] of this.#unread) if (value !== null) attributes[column] = value;
    return attributes;
  }

  #known(entry: AttributeColumn, column: Column, cell: Cell): Cell {
    switch (column.kind) {
      case 'integer':
      case 'number':
        return this.numberUnder(entry.header, column.name);
      case 'year':
        return this.year(column.name);
      case 'date':
        return this.#understood(entry, cell, isDate(parseDate(cell)) ? parseDate(cell) : undefined);
      case 'boolean':
        return this.#understood(entry, cell, parseBoolean(cell) ?? undefined);
      case 'choice':
        return this.#understood(entry, cell, findChoice(cell, column.choices ?? {}));
      case 'phone':
        return this.#phone(entry, cell);
      case 'list':
        return splitList(cell)
          .map((item) => findChoice(item, column.choices ?? {}) ?? item)
          .join(';');
      case 'text':
        return parseText(cell);
    }
  }

  /** What a cell was understood as; else its text, which is told once for each text that is not understood. */
  #understood({ header }: AttributeColumn, cell: Cell, value: Cell | undefined): Cell {
    if (value !== undefined) return value;
    if (saysNothing(cell)) return null;
    this.#tellUnreadable(header);
    return parseText(cell);
  }

  #tellUnreadable(header: string): void {
    const value = this.row.cells[header] ?? null;
    this.#reportOnce(`${header}\n${parseText(value)}`, 'value_unreadable', { column: header, value });
  }

  /** The number as it stands: whether a 0 is missing is for the user to say, and told once for a table. */
  #phone({ header }: AttributeColumn, cell: Cell): Cell {
    const phone = parseText(cell);
    if (lacksAreaZero(phone)) this.#reportOnce('phone', 'phone_zero_lost', { column: header, value: phone });
    return phone;
  }

  #reportOnce(key: string, code: ProblemCode, details: Partial<Omit<Problem, 'code'>>): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.report(code, { severity: 'note', ...details });
  }

  #giveUp(code: ProblemCode, header: string, column: string): void {
    const cell = this.row.cells[header] ?? null;
    this.report(code, { column: header, value: cell, action: 'changed' });
    this.#unread.push([column, parseLooseCell(cell)]);
  }
}
