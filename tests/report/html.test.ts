import { describe, expect, it } from 'vitest';
import { formatCell } from '../../src/report/cells.ts';
import { createReport } from '../../src/report/create-report.ts';
import { writeReportPage } from '../../src/report/html.ts';
import { cssString, element, escapeText } from '../../src/report/markup.ts';
import type { Report, Table } from '../../src/report/model.ts';
import { chineseNumber } from '../../src/report/numbering.ts';
import { makeInput, tablesOf } from './make-input.ts';
import { findFlaw } from './markup.ts';

const page = writeReportPage(createReport(makeInput()));
const EVIL = '</style></title><script>alert(1)</script>"\'&=1+1\u0000\\';

function withTable(table: Partial<Table>): Report {
  const columns = [{ header: 'A', format: 'text' as const, width: 10 }];
  return {
    locale: 'en',
    title: 'Title',
    place: 'Place',
    facts: [],
    sections: [
      {
        id: 's',
        title: 'S',
        blocks: [{ kind: 'table', table: { id: 't', caption: 'T', columns, rows: [], ...table } }],
      },
    ],
  };
}

/** HTML whose void elements are closed, so that it can be judged as XML. */
function asXml(html: string): string {
  return html
    .replace(/^<!doctype html>\n/, '')
    .replace(/<col ([^>]*)>/g, '<col $1/>')
    .replace(/<style>[\s\S]*<\/style>/, '');
}

describe('the print page', () => {
  it('stands alone: no script, nothing to fetch, and a policy that says so', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|<iframe|\son\w+=/i);
    // The name of the SVG language is no request.
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\((?!#)/);
    expect(page).toContain('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"');
  });

  it('is well-formed and says its language', () => {
    expect(findFlaw(asXml(page))).toBeNull();
    expect(page).toContain('<html lang="zh-CN">');
    expect(writeReportPage(createReport(makeInput({ locale: 'en' })))).toContain('<html lang="en">');
  });

  it('is set on A4 with page numbers and a running title', () => {
    expect(page).toContain('size: A4;');
    expect(page).toContain('@bottom-center { content: "第 " counter(page) " 页 \\2f  共 " counter(pages) " 页"');
    expect(page).toContain('@top-left { content: "试验区\\3000 养老服务设施覆盖评估报告"');
    expect(page).toContain('thead { display: table-header-group; }');
  });

  it('turns the page sideways for the wide table only', () => {
    expect([...page.matchAll(/class="section (\w+) wide"/g)].map(([, id]) => id)).toEqual(['indicators']);
  });

  it('links every section from the cover', () => {
    const anchors = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(anchors).toHaveLength(10);
    for (const id of anchors) expect(page).toContain(`<section id="${id}"`);
  });

  it('shows every cell of every table', () => {
    const report = createReport(makeInput());
    for (const table of tablesOf(report)) {
      const cells = table.rows.flatMap((row) =>
        row.map((cell, at) => formatCell(cell, table.columns[at]?.format ?? 'text', 'zh')),
      );
      for (const cell of cells) {
        const plain = page.replaceAll('<span class="whole">', '').replaceAll('</span>', '');
        expect(plain, table.id).toContain(`>${escapeText(cell)}</td>`);
      }
    }
  });

  it('sets texts as text, wherever they come from', () => {
    const report: Report = {
      ...withTable({
        caption: EVIL,
        columns: [{ header: EVIL, format: 'text', width: 10 }],
        rows: [[EVIL]],
        note: EVIL,
      }),
      title: EVIL,
      place: EVIL,
      facts: [{ name: EVIL, value: EVIL }],
    };
    report.sections[0]?.blocks.push(
      { kind: 'paragraph', text: EVIL },
      { kind: 'heading', text: EVIL },
      { kind: 'list', items: [EVIL] },
      { kind: 'figure', figure: { id: EVIL, caption: EVIL, text: EVIL, svg: '<svg/>', width: 1, height: 1 } },
    );
    const html = writeReportPage(report);
    expect(html).not.toContain('<script');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(findFlaw(asXml(html))).toBeNull();
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;=1+1\uFFFD\\');
  });

  it('sets off strong rows, and says where a table is shortened', () => {
    const html = writeReportPage(withTable({ rows: [['one'], ['two'], ['three']], strong: [1], shortenTo: 2 }));
    expect(html).toContain('<tr class="strong"><td>two</td></tr>');
    expect(html).not.toContain('three');
    expect(html).toContain('The first 2 of 3 rows; all are in the workbook.');
  });

  it('lets only words break that no column could hold', () => {
    const html = writeReportPage(withTable({ rows: [['binding and not met'], ['x'.repeat(80)], ['甲'.repeat(80)]] }));
    expect(html.match(/<td class="long">/g)).toHaveLength(1);
  });
});

describe('cells', () => {
  it('are shown by their column; texts as they are; what is not known as a dash', () => {
    expect(formatCell(0.99999, 'share', 'zh')).toBe('99.9%');
    expect(formatCell(89.96, 'percent', 'zh')).toBe('89.9%');
    expect(formatCell(12345, 'integer', 'en')).toBe('12,345');
    expect(formatCell(1234.4, 'metres', 'en')).toBe('1,234');
    expect(formatCell(1.25, 'decimal', 'en')).toBe('1.25');
    expect(formatCell('<10', 'integer', 'zh')).toBe('<10');
    expect(formatCell(null, 'integer', 'zh')).toBe('—');
    expect(formatCell(2025, 'text', 'zh')).toBe('2025');
  });
});

describe('markup', () => {
  it('replaces characters that no document may hold', () => {
    expect(escapeText('a\u0000b\uD800c\uFFFEd')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
    expect(escapeText('𠮷野家\n')).toBe('𠮷野家\n');
    expect(element('text', { x: 1.005, label: '"', none: undefined }, '')).toBe('<text x="1" label="&quot;"/>');
  });

  it('writes CSS strings that end neither themselves nor the style', () => {
    const written = cssString('a"\\</style>\n;}');
    expect(written).toMatch(/^"[^"<>\\\n;}]*(?:\\[0-9a-f]+ [^"<>\\\n;}]*)*"$/);
    const read = written
      .slice(1, -1)
      .replace(/\\([0-9a-f]+) /g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    expect(read).toBe('a"\\</style>\n;}');
  });
});

describe('Chinese numbers', () => {
  it('count as sections of official papers do', () => {
    expect([1, 9, 10, 11, 20, 21, 99].map(chineseNumber)).toEqual([
      '一',
      '九',
      '十',
      '十一',
      '二十',
      '二十一',
      '九十九',
    ]);
  });
});
