/** Cells of tables as people read them, in the print page and in the DOCX. */
import type { Cell } from '../core/types.ts';
import type { Locale } from '../i18n/index.ts';
import { formatAmount, formatInteger, formatShare } from '../i18n/numbers.ts';
import type { Column, Table } from './model.ts';

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
