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
  /** Original text of cells that could not be read, by header: it survives in the attributes. */
  #unread: [string, Cell][] = [];

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
    return header === undefined ? null : this.numberUnder(header);
  }

  numberUnder(header: string): number | null {
    const cell = this.row.cells[header];
    const reading = parseNumber(cell);
    if (reading.quality === 'unreadable') this.#giveUp('number_unreadable', header);
    else if (reading.value !== null && reading.value < 0) this.#giveUp('number_negative', header);
    else {
      if (reading.quality === 'approximate') {
        this.report('number_approximate', { severity: 'note', column: header, value: cell ?? null, action: 'changed' });
      }
      return reading.value;
    }
    return null;
  }

  year(column: string): number | null {
    const header = this.binding.headers.get(column);
    if (header === undefined) return null;
    const year = parseYear(this.row.cells[header]);
    if (year === undefined) this.#giveUp('year_unreadable', header);
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

  /** Keeps the original of a cell that could not be read: nothing that was in the file is lost. */
  keepOriginal(column: string): void {
    const header = this.binding.headers.get(column) ?? column;
    this.#unread.push([header, parseLooseCell(this.row.cells[header])]);
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
      const elders = this.numberUnder(header);
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
    for (const [header, value] of this.#unread) if (value !== null) attributes[header] = value;
    return attributes;
  }

  #known(entry: AttributeColumn, column: Column, cell: Cell): Cell {
    switch (column.kind) {
      case 'integer':
      case 'number':
        return this.numberUnder(entry.header);
      case 'year':
        return this.year(column.name);
      case 'date':
        return parseDate(cell);
      case 'boolean':
        return parseBoolean(cell) ?? (saysNothing(cell) ? null : parseText(cell));
      case 'choice':
        return findChoice(cell, column.choices ?? {}) ?? (saysNothing(cell) ? null : parseText(cell));
      case 'list':
        return splitList(cell)
          .map((item) => findChoice(item, column.choices ?? {}) ?? item)
          .join(';');
      case 'text':
        return parseText(cell);
    }
  }

  #giveUp(code: ProblemCode, header: string): void {
    const cell = this.row.cells[header] ?? null;
    this.report(code, { column: header, value: cell, action: 'changed' });
    this.#unread.push([header, parseLooseCell(cell)]);
  }
}
