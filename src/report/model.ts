/**
 * The council report as plain data. `createReport` (create-report.ts) says everything once; the print page (html.ts), the
 * DOCX (docx.ts) and the workbook (workbook.ts) only set it.
 */
import type { SensitivityRow } from '../core/coverage/sensitivity.ts';
import type { StandardPack } from '../core/standards/types.ts';
import type { Cell, Evaluation, Project } from '../core/types.ts';
import type { Locale } from '../i18n/index.ts';

/** What a report is made from. All computing is done; nothing here is looked up later. */
export interface ReportInput {
  locale: Locale;
  project: Project;
  /** With `residences` and, where standards are tested, `standards`. */
  evaluation: Evaluation;
  /** The packs of `evaluation.standards`, same order. */
  packs: StandardPack[];
  /** The same place at other speeds, limits and ways of measuring; the first row is the run itself. */
  sensitivity: SensitivityRow[];
  /** An earlier evaluation of the same place, for what has changed. */
  earlier: Evaluation | null;
  /** What was tried, each edit a sentence in the language of the report, and the same question without it. */
  scenario: { name: string; sentences: string[]; before: Evaluation } | null;
  /** Day of the report, ISO date, from the caller. */
  date: string;
  /** For the public: areas with fewer than 10 elders are suppressed. */
  isPublic: boolean;
}

export interface Report {
  locale: Locale;
  /** Cover: title, place and the facts below it (dates of data, documents and versions). */
  title: string;
  place: string;
  facts: { name: string; value: string }[];
  sections: Section[];
}

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'paragraph'; text: string; tone?: 'lead' | 'note' }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; table: Table }
  | { kind: 'figure'; figure: Figure };

export interface Table {
  /** Unique in the report: name of its sheet in the workbook. */
  id: string;
  caption: string;
  columns: Column[];
  /** Cells as values (a share as 0-1), one a column; null = not known, shown as a dash. */
  rows: Cell[][];
  /** Rows to set off, e.g. what is missed and binding. */
  strong?: number[];
  /** The last row sums up the others: no filter or sort of the workbook takes it along. */
  hasTotal?: true;
  /** Shown in the document up to this row; the workbook has all. */
  shortenTo?: number;
  note?: string;
}

export interface Column {
  header: string;
  /** How a cell is set; `share` is 0-1 and rounded towards failing, `percent` is 0-100 as printed in plans. */
  format: 'text' | 'integer' | 'decimal' | 'share' | 'percent' | 'metres';
  /** Characters, for the workbook and to share out the page. */
  width: number;
  /** One a row: the text is a single exact figure with its unit, which the workbook makes a number to sort by. */
  exact?: boolean[];
}

/** A picture as a whole SVG document, with a text that says the same. */
export interface Figure {
  id: string;
  caption: string;
  /** For those who cannot see it. */
  text: string;
  svg: string;
  /** In pixels of the SVG. */
  width: number;
  height: number;
}
