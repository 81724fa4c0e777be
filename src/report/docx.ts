/** The report as a Word document. Loaded when asked for: it brings the writer of the format along. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table as WordTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type ISectionOptions,
} from 'docx';
import type { Locale } from '../i18n/index.ts';
import { fileWords } from '../i18n/report/file-words.ts';
import { reportWords } from '../i18n/report/index.ts';
import { formatInteger } from '../i18n/numbers.ts';
import { formatCell, isNumeric, isWide, shownRows, widthOf } from './cells.ts';
import { createStyles } from './docx-styles.ts';
import type { Block, Column, Figure, Report, Section, Table } from './model.ts';

/** PNG bytes by the id of a figure, for programs that cannot show SVG. */
export type Pictures = Readonly<Record<string, Uint8Array>>;

/** A4 upright in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = 1_134;
/** From the paper's edge to the running lines: they are some 240 high, so 6 mm stay free between them and the text. */
const RUNNING_MARGIN = 540;
/** Between the margins, upright and sideways. */
const WIDTHS = { upright: PAGE.width - 2 * MARGIN, sideways: PAGE.height - 2 * MARGIN };
/** A pixel (1/96 inch) in twentieths of a point; the most a picture may be high, in pixels. */
const [PIXEL, HIGHEST] = [15, { upright: 820, sideways: 500 }];
/** Tables of up to so many rows stay on one page. Longer ones would leave half a page blank before them. */
const WHOLE_TABLE = 8;
/** So many paragraphs before a table or figure stay with it: what a section says before a map has room on the map's page. */
const MOST_OPENING = 4;
/** No column narrower than this: two Chinese characters and the margins of the cell. */
const NARROWEST = 640;
/** A letter in the size of tables, and the most that a column is widened for a word. */
const [LETTER, WIDEST_WORD] = [100, 1_500];
const CELL_MARGIN = 70;

const RULE = { style: BorderStyle.SINGLE, size: 4, color: '8A8F98' };
const HAIRLINE = { style: BorderStyle.SINGLE, size: 2, color: 'C9CDD3' };
const BOLD = { bold: true };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const [HEADER_FILL, STRONG_FILL] = ['E8EBEF', 'FBEDE6'];

/** One transparent dot: the format wants another picture beside an SVG; programs that show SVG never look at it. */
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=';

/**
 * Figures go in as SVG, with the PNG of `pictures` beside it: LibreOffice before 7.6 and Word before 2019 show that only.
 * Where there is none, a sentence below says what the picture shows and where to see it. Dates and random names in the file differ from one writing to the next.
 */
export async function writeDocx(report: Report, pictures: Pictures = {}): Promise<Uint8Array> {
  const document = new Document({
    title: `${report.place} ${report.title}`,
    creator: 'care-circle',
    description: report.facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    styles: createStyles(),
    sections: createPages(report, pictures),
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

type Turn = keyof typeof WIDTHS;
type Content = Paragraph | WordTable;

interface Setting {
  report: Report;
  pictures: Pictures;
  turn: Turn;
}

/** Runs of sections on pages turned the same way; the cover stands before the first. */
function createPages(report: Report, pictures: Pictures): ISectionOptions[] {
  const words = reportWords(report.locale);
  const cover = [...createCover(report), ...createContents(report, words.contents)];
  const runs: { turn: Turn; children: Content[] }[] = [{ turn: 'upright', children: cover }];
  for (const [index, section] of report.sections.entries()) {
    const turn = isWide(section) ? 'sideways' : 'upright';
    const content = createSection(section, index, { report, pictures, turn });
    const last = runs.at(-1);
    if (last?.turn === turn) last.children.push(...content);
    else runs.push({ turn, children: content });
  }
  const sides = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };
  const margin = { ...sides, header: RUNNING_MARGIN, footer: RUNNING_MARGIN };
  return runs.map(({ turn, children }, at) => ({
    properties: {
      page: { size: { ...PAGE, orientation: ORIENTATIONS[turn] }, margin },
      titlePage: at === 0,
    },
    headers: { default: createHeader(report), first: new Header({ children: [new Paragraph('')] }) },
    footers: { default: createFooter(words.page), first: new Footer({ children: [new Paragraph('')] }) },
    children,
  }));
}

const ORIENTATIONS = { upright: PageOrientation.PORTRAIT, sideways: PageOrientation.LANDSCAPE } as const;

/** On every page but the cover, as on the printed pages. */
function createHeader({ place, title }: Report): Header {
  return new Header({ children: [new Paragraph({ style: 'Running', text: `${place}\u3000${title}` })] });
}

function createFooter({ before, between, after }: { before: string; between: string; after: string }): Footer {
  const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
  return new Footer({
    children: [
      new Paragraph({ style: 'Running', alignment: AlignmentType.CENTER, children: [new TextRun({ children })] }),
    ],
  });
}

function createCover({ title, place, facts }: Report): Content[] {
  const [nameWidth, valueWidth] = [Math.round(WIDTHS.upright * 0.28), Math.round(WIDTHS.upright * 0.62)];
  const cell = (text: string, size: number, isHead: boolean): TableCell =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: text
        .split('\n')
        .map(
          (line) =>
            new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: line, ...(isHead && BOLD) })] }),
        ),
    });
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    new Paragraph({ style: 'Place', alignment: AlignmentType.CENTER, spacing: { after: 1200 }, text: place }),
    new WordTable({
      alignment: AlignmentType.CENTER,
      layout: TableLayoutType.FIXED,
      columnWidths: [nameWidth, valueWidth],
      width: { size: nameWidth + valueWidth, type: WidthType.DXA },
      borders: { top: RULE, bottom: RULE, left: NONE, right: NONE, insideVertical: NONE, insideHorizontal: HAIRLINE },
      rows: facts.map(({ name, value }) => {
        return new TableRow({
          cantSplit: true,
          children: [cell(name, nameWidth, true), cell(value, valueWidth, false)],
        });
      }),
    }),
  ];
}

/** Titles of the sections as links. Without page numbers: only the program that breaks the pages knows them. */
function createContents({ sections }: Report, title: string): Paragraph[] {
  return [
    new Paragraph({ style: 'Place', pageBreakBefore: true, text: title }),
    ...sections.map((section, index) => {
      const link = new InternalHyperlink({ anchor: anchorOf(index), children: [new TextRun(section.title)] });
      return new Paragraph({ children: [link] });
    }),
  ];
}

const anchorOf = (index: number): string => `section${index + 1}`;

function createSection({ title, blocks }: Section, index: number, setting: Setting): Content[] {
  const heading = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: index === 0,
    children: [new Bookmark({ id: anchorOf(index), children: [new TextRun(title)] })],
  });
  return [heading, ...blocks.flatMap((block, at) => createBlock(block, countToTable(blocks, at), setting))];
}

const isSet = ({ kind }: Block): boolean => kind === 'table' || kind === 'figure';

/**
 * Paragraphs after a block up to the table or figure that they open. Infinitely many where none follows, and for words
 * that follow on a table and belong to that one.
 */
function countToTable(blocks: readonly Block[], at: number): number {
  const ahead = blocks.slice(at + 1).findIndex(isSet);
  const before = blocks.slice(0, at);
  const isOpening = before.slice(before.findLastIndex(isSet) + 1).some(({ kind }) => kind === 'heading');
  if (ahead === -1 || !(isOpening || !before.some(isSet))) return Infinity;
  return blocks
    .slice(at + 1, at + 1 + ahead)
    .reduce((sum, block) => sum + (block.kind === 'list' ? block.items.length : 1), 0);
}

/** `toTable`: how many paragraphs after this block there are before the table or figure. */
function createBlock(block: Block, toTable: number, setting: Setting): Content[] {
  switch (block.kind) {
    case 'paragraph': {
      const style = block.tone === 'lead' ? 'Lead' : block.tone === 'note' ? 'Note' : undefined;
      const keepNext = toTable < MOST_OPENING;
      return [new Paragraph({ text: block.text, keepNext, ...(style !== undefined && { style }) })];
    }
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, text: block.text })];
    case 'list':
      return block.items.map((text, item) => {
        const keepNext = toTable + block.items.length - 1 - item < MOST_OPENING;
        return new Paragraph({ text, keepNext, bullet: { level: 0 }, spacing: { after: 60 } });
      });
    case 'table':
      return createTable(block.table, setting);
    case 'figure':
      return createFigure(block.figure, setting);
  }
}

function createTable(table: Table, { report: { locale }, turn }: Setting): Content[] {
  const { columns, caption, strong = [] } = table;
  const widths = shareWidth(table, WIDTHS[turn], locale);
  const rows = shownRows(table);
  const notes = listNotes(table, rows.length, locale);
  const cell = (
    text: string,
    column: number,
    set: { isHead?: boolean; fill?: string; keepNext?: boolean } = {},
  ): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? NARROWEST, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.TOP,
      ...(set.fill !== undefined && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: set.fill } }),
      children: [
        new Paragraph({
          style: 'TableText',
          keepNext: set.keepNext === true,
          alignment: columns[column] && isNumeric(columns[column]) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text, ...(set.isHead === true && BOLD) })],
        }),
      ],
    });
  const body = rows.map((cells, row) => {
    const keepNext = isKeptWithNext(row, rows.length, notes.length > 0);
    const set = { keepNext, ...(strong.includes(row) && { fill: STRONG_FILL }) };
    const children = columns.map((column, at) => cell(formatCell(cells[at] ?? null, column.format, locale), at, set));
    return new TableRow({ cantSplit: true, children });
  });
  const header = columns.map((column, at) =>
    cell(column.header, at, { isHead: true, fill: HEADER_FILL, keepNext: true }),
  );
  return [
    new Paragraph({ style: 'Caption', keepNext: true, text: caption }),
    new WordTable({
      layout: TableLayoutType.FIXED,
      columnWidths: widths,
      width: { size: WIDTHS[turn], type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: CELL_MARGIN, right: CELL_MARGIN },
      borders: { top: RULE, bottom: RULE, left: NONE, right: NONE, insideVertical: NONE, insideHorizontal: HAIRLINE },
      rows: [new TableRow({ tableHeader: true, cantSplit: true, children: header }), ...body],
    }),
    ...notes.map((text) => new Paragraph({ style: 'Note', keepLines: true, spacing: { before: 60 }, text })),
  ];
}

/** A break leaves two rows or more on both sides of it, and a note is with the last row. */
function isKeptWithNext(row: number, count: number, hasNotes: boolean): boolean {
  if (row === count - 1) return hasNotes;
  return count <= WHOLE_TABLE || row === 0 || row === count - 2;
}

function listNotes({ rows, note }: Table, shown: number, locale: Locale): string[] {
  const short =
    shown < rows.length
      ? [reportWords(locale).shortened(formatInteger(shown, locale), formatInteger(rows.length, locale))]
      : [];
  return [...short, ...(note === undefined ? [] : [note])];
}

/** A width by the columns' characters, none too narrow for its longest word; what those get more comes from the others. */
function shareWidth(table: Table, width: number, locale: Locale): number[] {
  const all = widthOf(table.columns);
  const least = table.columns.map((column, at) => findLeastWidth(table, column, at, locale));
  const spare = Math.max(0, width - least.reduce((sum, each) => sum + each, 0));
  const widths = table.columns.map((column, at) => (least[at] ?? 0) + Math.floor((spare * column.width) / all));
  const rest = width - widths.reduce((sum, each) => sum + each, 0);
  return widths.map((each, at) => (at === 0 ? each + rest : each));
}

/** By the letters that a line cannot be broken between; Chinese breaks anywhere. */
function findLeastWidth(table: Table, { header, format }: Column, at: number, locale: Locale): number {
  const cells = shownRows(table).map((row) => formatCell(row[at] ?? null, format, locale));
  const words = [header, ...cells].flatMap((text) => text.match(/[\p{Script=Latin}\d]+/gu) ?? []);
  const letters = words.reduce((most, word) => Math.max(most, word.length), 0);
  return Math.min(WIDEST_WORD, Math.max(NARROWEST, letters * LETTER + 2 * CELL_MARGIN));
}

function createFigure(
  { id, caption, text, svg, width, height }: Figure,
  { report, pictures, turn }: Setting,
): Paragraph[] {
  const picture = pictures[id];
  const scale = Math.min(WIDTHS[turn] / PIXEL / width, HIGHEST[turn] / height);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const image = new ImageRun({
    type: 'svg',
    data: new TextEncoder().encode(svg),
    fallback: { type: 'png', data: picture ?? DOT },
    transformation,
    altText: { name: id, title: caption, description: text },
  });
  return [
    new Paragraph({
      keepNext: true,
      alignment: AlignmentType.CENTER,
      spacing: { before: 160, after: 0, line: 240, lineRule: LineRuleType.AUTO },
      children: [image],
    }),
    new Paragraph({ style: 'Caption', alignment: AlignmentType.CENTER, text: caption }),
    ...(picture ? [] : [new Paragraph({ style: 'Note', text: fileWords(report.locale).noPicture(text) })]),
  ];
}
