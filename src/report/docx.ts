/** The report as a Word document. Loaded when asked for: it brings the writer of the format along. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table as WordTable,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IStylesOptions,
} from 'docx';
import { reportWords } from '../i18n/report/index.ts';
import { formatCell, isNumeric, shownRows } from './cells.ts';
import type { Block, Column, Figure, Report, Section, Table } from './model.ts';

/** PNG bytes by the id of a figure, for programs that cannot show SVG. */
export type Pictures = Readonly<Record<string, Uint8Array>>;

/** A4 upright in twentieths of a point, and the width between its margins. */
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = 1_134;
const TEXT_WIDTH = PAGE.width - 2 * MARGIN;
/** The same width, and the most a picture may be high, in pixels of 1/96 inch. */
const PICTURE = { width: Math.floor(TEXT_WIDTH / 15), height: 860 };
/** No column narrower than this: two Chinese characters and the margins of the cell. */
const NARROWEST = 640;

/** Songti for text and Heiti for headings are what Chinese offices set; both are on every Windows and in WPS. */
const TEXT_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun', cs: 'Times New Roman' };
const HEADING_FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimHei', cs: 'Arial' };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: '8A8F98' };
const HAIRLINE = { style: BorderStyle.SINGLE, size: 2, color: 'C9CDD3' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const [HEADER_FILL, STRONG_FILL] = ['E8EBEF', 'FBEDE6'];

/** One transparent dot: the format wants another picture beside an SVG, and programs that show SVG never look at it. */
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/**
 * Figures go in as SVG, with the PNG of `pictures` beside it where there is one: LibreOffice and Word before 2016 show
 * that only. Dates and random names in the file differ from one writing to the next.
 */
export async function writeDocx(report: Report, pictures: Pictures = {}): Promise<Uint8Array> {
  const words = reportWords(report.locale);
  const document = new Document({
    title: `${report.place} ${report.title}`,
    creator: 'care-circle',
    description: report.facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    styles: createStyles(report),
    sections: [
      {
        properties: {
          page: { size: PAGE, margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN } },
          titlePage: true,
        },
        footers: { default: createFooter(words.page), first: new Footer({ children: [new Paragraph('')] }) },
        children: [
          ...createCover(report),
          ...createContents(report, words.contents),
          ...report.sections.flatMap((section, index) => createSection(section, index, { report, pictures })),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

interface Setting {
  report: Report;
  pictures: Pictures;
}

/** Half points. */
function createStyles({ locale }: Report): IStylesOptions {
  const language = { value: locale === 'zh' ? 'zh-CN' : 'en-GB', eastAsia: 'zh-CN' };
  const heading = (size: number, before: number) => ({
    run: { font: HEADING_FONT, size, bold: true, color: '1F2A37' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font: TEXT_FONT, size: 21, language },
        paragraph: { spacing: { line: 320, after: 120 } },
      },
      title: {
        run: { font: HEADING_FONT, size: 52, bold: true },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 3600, after: 360, line: 620 } },
      },
      heading1: heading(32, 480),
      heading2: heading(26, 280),
      caption: {
        run: { font: HEADING_FONT, size: 19, bold: true, color: '1F2A37' },
        paragraph: { spacing: { before: 200, after: 80 } },
      },
    },
    paragraphStyles: [
      {
        id: 'Lead',
        name: 'Lead',
        basedOn: 'Normal',
        run: { size: 25 },
        paragraph: { spacing: { line: 380, after: 160 } },
      },
      { id: 'Note', name: 'Note', basedOn: 'Normal', run: { size: 18, color: '4B5563' } },
      { id: 'Place', name: 'Place', basedOn: 'Normal', run: { font: HEADING_FONT, size: 34 } },
      {
        id: 'TableText',
        name: 'Table text',
        basedOn: 'Normal',
        run: { size: 17 },
        paragraph: { spacing: { line: 240, after: 0 } },
      },
    ],
  };
}

function createFooter({ before, between, after }: { before: string; between: string; after: string }): Footer {
  const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
  return new Footer({
    children: [
      new Paragraph({ style: 'Note', alignment: AlignmentType.CENTER, children: [new TextRun({ children })] }),
    ],
  });
}

function createCover({ title, place, facts }: Report): (Paragraph | WordTable)[] {
  const [nameWidth, valueWidth] = [Math.round(TEXT_WIDTH * 0.28), Math.round(TEXT_WIDTH * 0.62)];
  const cell = (text: string, size: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text, bold })] })],
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
function createContents({ sections }: Report, title: string): (Paragraph | TableOfContents)[] {
  return [
    new Paragraph({ style: 'Place', pageBreakBefore: true, text: title }),
    new TableOfContents(title, {
      hyperlink: true,
      headingStyleRange: '1-1',
      pageNumbersEntryLevelsRange: '1-1',
      beginDirty: false,
      cachedEntries: sections.map((section, index) => ({ title: section.title, level: 1, href: anchorOf(index) })),
    }),
  ];
}

const anchorOf = (index: number): string => `section${index + 1}`;

function createSection({ title, blocks }: Section, index: number, setting: Setting): (Paragraph | WordTable)[] {
  const heading = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore: index === 0,
    children: [new Bookmark({ id: anchorOf(index), children: [new TextRun(title)] })],
  });
  return [heading, ...blocks.flatMap((block) => createBlock(block, setting))];
}

function createBlock(block: Block, setting: Setting): (Paragraph | WordTable)[] {
  switch (block.kind) {
    case 'paragraph': {
      const style = block.tone === 'lead' ? 'Lead' : block.tone === 'note' ? 'Note' : undefined;
      return [new Paragraph({ text: block.text, ...(style !== undefined && { style }) })];
    }
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, text: block.text })];
    case 'list':
      return block.items.map((text) => new Paragraph({ text, bullet: { level: 0 }, spacing: { after: 60 } }));
    case 'table':
      return createTable(block.table, setting.report);
    case 'figure':
      return createFigure(block.figure, setting.pictures);
  }
}

function createTable(table: Table, { locale }: Report): (Paragraph | WordTable)[] {
  const { columns, caption, note, strong = [] } = table;
  const widths = shareWidth(columns);
  const rows = shownRows(table);
  const cell = (text: string, column: number, set: { bold?: boolean; fill?: string } = {}): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? NARROWEST, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(set.fill !== undefined && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: set.fill } }),
      children: [
        new Paragraph({
          style: 'TableText',
          alignment: columns[column] && isNumeric(columns[column]) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text, bold: set.bold === true })],
        }),
      ],
    });
  const body = rows.map((cells, row) => {
    const set = strong.includes(row) ? { fill: STRONG_FILL } : {};
    const children = columns.map(({ format }, at) => cell(formatCell(cells[at] ?? null, format, locale), at, set));
    return new TableRow({ cantSplit: true, children });
  });
  const header = columns.map((column, at) => cell(column.header, at, { bold: true, fill: HEADER_FILL }));
  return [
    new Paragraph({ style: 'Caption', keepNext: true, text: caption }),
    new WordTable({
      layout: TableLayoutType.FIXED,
      columnWidths: widths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 70, right: 70 },
      borders: { top: RULE, bottom: RULE, left: NONE, right: NONE, insideVertical: NONE, insideHorizontal: HAIRLINE },
      rows: [new TableRow({ tableHeader: true, cantSplit: true, children: header }), ...body],
    }),
    ...listNotes(table, rows.length, locale).map(
      (text) => new Paragraph({ style: 'Note', spacing: { before: 60 }, text }),
    ),
  ];
}

function listNotes({ rows, note }: Table, shown: number, locale: Report['locale']): string[] {
  const short = shown < rows.length ? [reportWords(locale).shortened(shown, rows.length)] : [];
  return [...short, ...(note === undefined ? [] : [note])];
}

/** The width of the page by the columns' characters; what narrow ones are given more comes from the others. */
function shareWidth(columns: readonly Column[]): number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const spare = Math.max(0, TEXT_WIDTH - columns.length * NARROWEST);
  const widths = columns.map(({ width }) => NARROWEST + Math.floor((spare * width) / all));
  const rest = TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, at) => (at === 0 ? width + rest : width));
}

function createFigure({ id, caption, text, svg, width, height }: Figure, pictures: Pictures): Paragraph[] {
  const scale = Math.min(PICTURE.width / width, PICTURE.height / height);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const image = new ImageRun({
    type: 'svg',
    data: new TextEncoder().encode(svg),
    fallback: { type: 'png', data: pictures[id] ?? DOT },
    transformation,
    altText: { name: id, title: caption, description: text },
  });
  return [
    new Paragraph({
      keepNext: true,
      alignment: AlignmentType.CENTER,
      spacing: { before: 160, after: 0, line: 240 },
      children: [image],
    }),
    new Paragraph({ style: 'Caption', alignment: AlignmentType.CENTER, text: caption }),
  ];
}
