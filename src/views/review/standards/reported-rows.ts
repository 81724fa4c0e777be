/** The table of figures that somebody typed in or imported: rows of a plan that no map can judge, and those with a figure. */
import { findReported, parseFigure } from '../../../core/standards/reported.ts';
import type { RowUnit } from '../../../core/standards/types.ts';
import type { Cell, ReportedFigure } from '../../../core/types.ts';
import type { Locale } from '../../../i18n/index.ts';
import { formatTarget } from '../../../i18n/standards/figures.ts';
import { standardWords } from '../../../i18n/standards/index.ts';
import type { Row } from './rows.ts';

export interface ReportedRow extends Row {
  /** The row's own figure; null where it has none. */
  figure: ReportedFigure | null;
}

/** In the order of the plan. */
export function listReportedRows(rows: readonly Row[], figures: readonly ReportedFigure[]): ReportedRow[] {
  return rows.flatMap((row) => {
    const figure = findReported(figures, [row.requirement.id]);
    const isAsked = row.requirement.measure.kind === 'reported_value';
    return isAsked || figure !== null ? [{ ...row, figure }] : [];
  });
}

export interface Draft {
  value: string;
  source: string;
  date: string;
}

export type Fault = 'no_value' | 'no_source' | 'unreadable';

/** What is wrong with a line of the table; null where it is blank or can be kept. */
export function checkDraft({ value, source }: Draft, unit: RowUnit): Fault | null {
  if (value.trim() === '') return source.trim() === '' ? null : 'no_value';
  if (parseFigure(value, unit) === null) return 'unreadable';
  return source.trim() === '' ? 'no_source' : null;
}

export function draftOf(figure: ReportedFigure | null): Draft {
  return { value: String(figure?.value ?? ''), source: figure?.source ?? '', date: figure?.date ?? '' };
}

/** Headers of the file in each language; the first four are those that are read back. */
function headersOf(locale: Locale): string[] {
  const { columns } = standardWords(locale).reportedTable;
  const { id, value, source, date, text, unit, target } = columns;
  return [id, value, source, date, text, unit, target];
}

/** All rows of the table as a file to fill in or to keep, the header first. */
export function createTemplate(rows: readonly ReportedRow[], locale: Locale): Cell[][] {
  const words = standardWords(locale);
  return [
    headersOf(locale),
    ...rows.map(({ requirement: { id, text, unit }, result, figure }) => [
      id,
      figure?.value ?? null,
      figure?.source ?? null,
      figure?.date ?? null,
      text[locale],
      words.rowUnits[unit],
      formatTarget(result, unit, locale),
    ]),
  ];
}

/** Of several figures for one row in a file the one with the latest date, then the last. Columns of ours are no attributes. */
export function tidyFigures(figures: readonly ReportedFigure[]): ReportedFigure[] {
  const ours = new Set((['zh', 'en'] as const).flatMap(headersOf));
  const ids = [...new Set(figures.map(({ requirementId }) => requirementId))];
  return ids.flatMap((id) => {
    const figure = findReported(figures, [id]);
    if (figure === null) return [];
    const own = Object.entries(figure.attributes).filter(([name]) => !ours.has(name));
    return [{ ...figure, attributes: Object.fromEntries(own) }];
  });
}
