/** Cells of tables as people read them, in the print page and in the DOCX. */
import type { Cell } from '../core/types.ts';
import type { Locale } from '../i18n/index.ts';
import { formatAmount, formatInteger, formatShare } from '../i18n/numbers.ts';
import type { Column, Section, Table } from './model.ts';

/** What stands where nothing is known or nothing applies. */
export const NO_VALUE = '—';

/** A text is shown as it is, whatever the column: estimated figures and those kept back are texts. */
export function formatCell(cell: Cell, format: Column['format'], locale: Locale): string {
  if (cell === null || cell === '') return NO_VALUE;
  if (typeof cell !== 'number') return String(cell);
  if (format === 'share') return formatShare(cell, locale);
  if (format === 'percent') return `${formatAmount(Math.floor(cell * 10 + 1e-9) / 10, locale)}%`;
  if (format === 'integer' || format === 'metres') return formatInteger(cell, locale);
  return format === 'decimal' ? formatAmount(cell, locale) : String(cell);
}

export function isNumeric({ format }: Pick<Column, 'format'>): boolean {
  return format !== 'text';
}

/** The rows that a document shows; the workbook has all. */
export function shownRows({ rows, shortenTo }: Table): Cell[][] {
  return shortenTo === undefined ? rows : rows.slice(0, shortenTo);
}

/**
 * A4 upright leaves 170 mm between the margins: some 115 letters of 8.5 points. Columns of text wrap, so a table may ask
 * for a fifth more; where it asks for yet more, columns of numbers would break, and it is set sideways.
 */
const UPRIGHT_CHARACTERS = 140;

/** Tables of up to so many rows stay on one printed page. */
export const SHORT_TABLE = 12;

/** Characters of all columns, as the section said them. */
export function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** Whether a section has a table that is set sideways; the whole section is. */
export function isWide({ blocks }: Section): boolean {
  return blocks.some((block) => block.kind === 'table' && widthOf(block.table.columns) > UPRIGHT_CHARACTERS);
}
