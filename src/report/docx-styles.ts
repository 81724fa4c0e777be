/** Fonts, sizes and spacing of the Word document, by the names that its paragraphs ask for. */
import { AlignmentType, type IStylesOptions } from 'docx';

/** Songti for text and Heiti for headings are what Chinese offices set; both are on every Windows and in WPS. */
const TEXT_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun', cs: 'Times New Roman' };
const HEADING_FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimHei', cs: 'Arial' };

/** Sizes in half points, spacing in twentieths of a point. */
export function createStyles(): IStylesOptions {
  // Of Latin letters and of Chinese. With Chinese for both, numbers are broken within at the end of a line.
  const language = { value: 'en-GB', eastAsia: 'zh-CN' };
  const heading = (size: number, before: number) => ({
    run: { font: HEADING_FONT, size, bold: true, color: '1F2A37' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font: TEXT_FONT, size: 21, language },
        paragraph: { spacing: { line: 320, before: 60, after: 120 } },
      },
      title: {
        run: { font: HEADING_FONT, size: 52, bold: true },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 3600, after: 360, line: 620 } },
      },
      heading1: heading(32, 480),
      heading2: heading(26, 280),
      caption: {
        run: { font: HEADING_FONT, size: 19, bold: true, color: '1F2A37' },
        paragraph: { spacing: { before: 200, after: 80 }, keepLines: true },
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
      // At head and foot of the pages: no taller than its line, else it pushes the text against itself.
      {
        id: 'Running',
        name: 'Running',
        basedOn: 'Note',
        paragraph: { spacing: { line: 240, before: 0, after: 0 } },
      },
      { id: 'Place', name: 'Place', basedOn: 'Normal', run: { font: HEADING_FONT, size: 34 } },
      {
        id: 'TableText',
        name: 'Table text',
        basedOn: 'Normal',
        run: { size: 17 },
        paragraph: { spacing: { line: 240, before: 0, after: 0 } },
      },
    ],
  };
}
