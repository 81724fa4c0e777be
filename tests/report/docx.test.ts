import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/i18n/index.ts';
import { createReport } from '../../src/report/create-report.ts';
import { writeDocx } from '../../src/report/docx.ts';
import type { Block, Report } from '../../src/report/model.ts';
import { makeInput, makeReport } from './make-report.ts';

/** Parts of a document by their names, XML as text. */
async function open(
  ...args: Parameters<typeof writeDocx>
): Promise<{ part: (name: string) => string; names: string[] }> {
  const parts = unzipSync(await writeDocx(...args));
  return { part: (name) => strFromU8(parts[name] ?? new Uint8Array()), names: Object.keys(parts) };
}

const unescape = (text: string): string =>
  text
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Text of an element and below. */
const textOf = (xml: string): string =>
  unescape([...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));

const paragraphs = (xml: string, style: string): string[] =>
  [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)]
    .map(([paragraph]) => paragraph)
    .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
    .map(textOf);

const tablesOf = (xml: string): string[] => [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
const rowsOf = (table: string): string[] => [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row);
const cellsOf = (row: string): string[] => [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell));

describe('the report as a Word document', () => {
  it('has headings of the styles that the navigation pane lists, and links to them', async () => {
    const { part } = await open(makeReport('zh'));
    const xml = part('word/document.xml');
    expect(paragraphs(xml, 'Title')).toEqual(['评估报告 & <report>']);
    expect(paragraphs(xml, 'Heading1')).toEqual(['一、总体结论', '二、服务缺口']);
    expect(paragraphs(xml, 'Heading2')).toEqual(['（一）要点']);
    const anchors = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, anchor]) => anchor);
    const bookmarks = [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name);
    expect(anchors).toHaveLength(2);
    expect(bookmarks).toEqual(anchors);
  });

  it('has tables whose header is repeated, with the rows and words of the report', async () => {
    const { part } = await open(makeReport('en'));
    const [, gaps = ''] = tablesOf(part('word/document.xml'));
    const rows = rowsOf(gaps);
    expect(rows.map((row) => row.includes('<w:tblHeader'))).toEqual([true, false, false]);
    expect(rows.map(cellsOf)).toEqual([
      ['社区', '老年人', '覆盖率', '指标', '距离'],
      ['=HYPERLINK("http://x")', '1,234', '89.9%', '66.6%', '999'],
      ['+1 社区', '<10', '—', '90%', '—'],
    ]);
    expect(part('word/document.xml')).toContain('The first 2 of 3 rows');
    const widths = [...gaps.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(5);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(16_838 - 2 * 1_134);
  });

  it('turns pages for a wide table, and numbers them', async () => {
    const { part, names } = await open(makeReport('zh'));
    const sizes = [...part('word/document.xml').matchAll(/<w:pgSz [^>]*>/g)].map(([size]) => size);
    expect(sizes).toHaveLength(2);
    expect(sizes[0]).toContain('w:w="11906"');
    expect(sizes[1]).toMatch(/w:w="16838".*landscape/);
    const footers = names.filter((name) => /^word\/footer\d+\.xml$/.test(name)).map(part);
    expect(footers.filter((xml) => xml.includes('PAGE') && xml.includes('NUMPAGES')).length).toBeGreaterThan(0);
  });

  it('has place and title at the head of every page but the cover', async () => {
    const { part, names } = await open(makeReport('zh'));
    const heads = names.filter((name) => /^word\/header\d+\.xml$/.test(name)).map((name) => textOf(part(name)));
    expect(new Set(heads)).toEqual(new Set(['示例区\u3000评估报告 & <report>', '']));
    expect(part('word/document.xml')).toMatch(/<w:headerReference [^>]*w:type="default"/);
  });

  it('sets each document on the cover in a paragraph of its own', async () => {
    const report = makeReport('zh');
    const facts = [{ name: '对照的规划文件', value: '《甲规划》\n《乙规划》' }];
    const { part } = await open({ ...report, facts });
    const [cover = ''] = tablesOf(part('word/document.xml'));
    const lines = [...cover.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => textOf(paragraph));
    expect(lines).toEqual(['对照的规划文件', '《甲规划》', '《乙规划》']);
  });

  it('names a font for Chinese beside the one for Latin letters', async () => {
    const { part } = await open(makeReport('zh'));
    const fonts = [...part('word/styles.xml').matchAll(/<w:rFonts [^>]*>/g)].map(([fonts_]) => fonts_);
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) expect(font).toMatch(/(?=.*w:ascii=)(?=.*w:eastAsia="Sim(Sun|Hei)")/);
  });

  it('holds each figure as SVG, with its PNG and its words; without a PNG a sentence says where to see it', async () => {
    const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3]);
    const drawn = unzipSync(await writeDocx(makeReport('zh'), { map: png }));
    const media = Object.entries(drawn).filter(([name]) => name.startsWith('word/media/'));
    expect(media.find(([name]) => name.endsWith('.png'))?.[1]).toEqual(png);
    expect(strFromU8(media.find(([name]) => name.endsWith('.svg'))?.[1] ?? png)).toContain('<circle r="9"/>');
    const xml = strFromU8(drawn['word/document.xml'] ?? png);
    expect(xml).toMatch(/<wp:docPr [^>]*descr="一张地图"/);
    expect(xml).toContain('asvg:svgBlip');
    expect(xml).not.toContain('SVG 图片');
    expect((await open(makeReport('zh'))).part('word/document.xml')).toContain('不显示 SVG 图片');
  });

  it.each(LOCALES)('says in %s what the report of a place says, every figure of it drawn', async (locale) => {
    const report = createReport(makeInput({ locale }));
    const { part, names } = await open(report);
    const xml = part('word/document.xml');
    expect(paragraphs(xml, 'Heading1')).toEqual(report.sections.map(({ title }) => title));
    const blocks = report.sections.flatMap((section) => section.blocks);
    expect(tablesOf(xml)).toHaveLength(1 + blocks.filter(({ kind }) => kind === 'table').length);
    const figures = blocks.filter(({ kind }) => kind === 'figure').length;
    expect(figures).toBeGreaterThan(0);
    expect(names.filter((name) => name.endsWith('.svg'))).toHaveLength(figures);
    for (const block of blocks) if (block.kind === 'paragraph') expect(textOf(xml)).toContain(block.text);
  });
});

/** A report of one section; tables have one column. */
function makeSection(blocks: Block[]): Report {
  return { ...makeReport('zh'), sections: [{ id: 'only', title: '一、总体结论', blocks }] };
}

function makeTable(count: number, note?: string): Block {
  const rows = Array.from({ length: count }, (_, row) => [`行${row}`]);
  const columns = [{ header: '名称', format: 'text', width: 20 } as const];
  return { kind: 'table', table: { id: 't', caption: '表 1', columns, rows, ...(note !== undefined && { note }) } };
}

const keeps = (xml: string): boolean => /<w:keepNext\/>/.test(xml);

describe('pages of the Word document', () => {
  it.each([
    [1, '', 'a row alone', '0'],
    [3, '', 'a short table is whole', '110'],
    [8, '', 'a short table is whole', '11111110'],
    [9, '', 'a longer one may break, but leaves two rows on both sides', '100000010'],
    [12, '表注', 'the last row is with the note', '100000000011'],
    [3, '表注', 'the last row is with the note', '111'],
  ])('break tables between rows: %i rows with note "%s", %s', async (count, note, _, expected) => {
    const { part } = await open(makeSection([makeTable(count, note === '' ? undefined : note)]));
    const [header = '', ...rows] = rowsOf(tablesOf(part('word/document.xml'))[1] ?? '');
    expect(header).toContain('<w:tblHeader');
    expect(keeps(header)).toBe(true);
    for (const row of [header, ...rows]) expect(row).toContain('<w:cantSplit');
    expect(rows.map((row) => (keeps(row) ? '1' : '0')).join('')).toBe(expected);
  });

  it('have no heading, caption or opening words at their foot while the table or map stands on the next', async () => {
    const text = (words: string): Block => ({ kind: 'paragraph', text: words });
    const heading = (words: string): Block => ({ kind: 'heading', text: words });
    const list = (items: string[]): Block => ({ kind: 'list', items });
    const [, , , figure = heading('')] = makeReport('zh').sections[0]?.blocks ?? [];
    const long = Array.from({ length: 6 }, (_, item) => `长${item}`);
    const blocks = [text('开头'), heading('节'), list(['甲', '乙']), makeTable(9)];
    const more = [text('表后'), heading('又一节'), text('图前'), figure, list(long)];
    const { part } = await open(makeSection([...blocks, ...more, heading('三'), ...long.map(text), makeTable(9)]));
    const xml = part('word/document.xml').replaceAll(/<w:tbl>.*?<\/w:tbl>/gs, '');
    const kept = [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)].map(([paragraph]) => paragraph).filter(keeps);
    // The last four of many words before a table; a picture has no text.
    const [end, start] = [long.slice(2), ['开头', '甲', '乙', '表 1', '图前', '']];
    expect(kept.map(textOf)).toEqual([...start, ...end, '表 1']);
    const styles = part('word/styles.xml');
    for (const id of ['Heading1', 'Heading2']) {
      const [style = ''] = new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(styles) ?? [];
      expect(keeps(style), id).toBe(true);
    }
  });

  it('have five millimetres or more between the running lines and the text, upright and sideways', async () => {
    const { part, names } = await open(makeReport('zh'));
    const margins = [...part('word/document.xml').matchAll(/<w:pgMar [^>]*>/g)].map(([margin]) => margin);
    expect(margins).toHaveLength(2);
    const running = /<w:style [^>]*w:styleId="Running".*?<\/w:style>/s.exec(part('word/styles.xml'))?.[0] ?? '';
    const of = (xml: string, name: string): number => Number(new RegExp(` w:${name}="(\\d+)"`).exec(xml)?.[1]);
    const line = of(running, 'before') + of(running, 'line') + of(running, 'after');
    const leastTwips = (5 / 25.4) * 1440;
    for (const margin of margins) {
      expect(of(margin, 'top') - of(margin, 'header') - line).toBeGreaterThan(leastTwips);
      expect(of(margin, 'bottom') - of(margin, 'footer') - line).toBeGreaterThan(leastTwips);
    }
    const heads = names.filter((name) => /^word\/(header|footer)\d+\.xml$/.test(name)).map(part);
    for (const xml of heads) if (textOf(xml) !== '') expect(xml).toContain('<w:pStyle w:val="Running"/>');
  });
});
