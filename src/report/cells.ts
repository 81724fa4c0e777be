/** Cells of tables as people read them, the same in every document. */
import type { Cell } from '../core/types.ts';
import { messages, type Locale } from '../i18n/index.ts';
import { formatAmount, formatInteger, formatMetres, formatShare } from '../i18n/numbers.ts';
import type { Column, Table } from './model.ts';

/** Texts in a column of numbers ("fewer than 10") stand as they are. */
export function formatCell(cell: Cell, format: Column['format'], locale: Locale): string {
  if (cell === null) return messages(locale).units.unknown;
  if (typeof cell !== 'number') return String(cell);
  switch (format) {
    case 'integer':
      return formatInteger(cell, locale);
    case 'share':
      return formatShare(cell, locale);
    case 'percent':
      return `${formatAmount(cell, locale)}%`;
    case 'metres':
      return formatMetres(cell, locale);
    case 'text':
    case 'decimal':
      return formatAmount(cell, locale);
  }
}

/** Rows of a table that a document shows; the workbook has all. */
export function shownRows({ rows, shortenTo }: Table): Cell[][] {
  return rows.slice(0, shortenTo ?? rows.length);
}

export function isNumeric({ format }: Column): boolean {
  return format !== 'text';
}
