import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { MAX_SHEET_CELLS } from '../../../src/io/formats/bounds.ts';
import { writeWorkbook, xlsx } from '../../../src/io/formats/xlsx.ts';
import type { Table } from '../../../src/io/tables.ts';
import { codesOf, expectSameBytes, expectSurvival, text } from './damage.ts';

const read = (bytes: Uint8Array, name = 'ledger.xlsx') => xlsx.read({ name, bytes });
const readPart = (bytes: Uint8Array, part: string): string => new TextDecoder().decode(unzipSync(bytes)[part]);

/** A workbook as a spreadsheet program would write it; every cell with its own XML. Style 1 is a date. */
function createWorkbook(sheets: Record<string, string>): Uint8Array {
  const names = Object.keys(sheets);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006';
  const sheetList = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
  const links = names
    .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .concat(`<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/>`)
    .join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packed}/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheetList}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}/relationships">${links}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
  };
  Object.values(sheets).forEach((rows, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, text(xml)])));
}

const word = (address: string, value: string) => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (address: string, value: string, style = 0) => `<c r="${address}" s="${style}"><v>${value}</v></c>`;
const row = (index: number, ...cells: string[]) => `<row r="${index}">${cells.join('')}</row>`;

describe('reading workbooks', () => {
  it('keeps numbers as numbers and makes codes of 12 digits and more text', async () => {
    const { tables, problems } = await read(
      createWorkbook({
        Sheet1:
          row(1, word('A1', '代码'), word('B1', '床位'), word('C1', '经度')) +
          row(2, number('A2', '320508019044'), number('B2', '120'), number('C2', '-8.66')),
      }),
    );
    expect(problems).toEqual([]);
    expect(tables).toEqual([
      {
        file: 'ledger.xlsx',
        columns: ['代码', '床位', '经度'],
        rows: [{ row: 2, cells: { 代码: '320508019044', 床位: 120, 经度: -8.66 }, geometry: null }],
      },
    ]);
  });

  it('reads dates and times of day as text', async () => {
    const cells = [
      number('A2', '45413', 1),
      number('B2', '45413.4375', 2),
      number('C2', '0.4583333333', 2),
      '<c r="D2" t="b"><v>1</v></c>',
    ];
    const { tables } = await read(
      createWorkbook({
        S: row(1, word('A1', 'a'), word('B1', 'b'), word('C1', 'c'), word('D1', 'd')) + row(2, ...cells),
      }),
    );
    expect(tables[0]?.rows[0]?.cells).toEqual({ a: '2024-05-01', b: '2024-05-01T10:30', c: '11:00', d: true });
  });

  it('reads the error of a formula as its text', async () => {
    const cells = [
      '<c r="A2" s="0" t="e"><f>B9</f><v>#REF!</v></c>',
      "<c r='B2' t='e'><v>#N/A</v></c>",
      number('C2', '5'),
    ];
    const { tables } = await read(
      createWorkbook({ S: row(1, word('A1', 'a'), word('B1', 'b'), word('C1', 'c')) + row(2, ...cells) }),
    );
    expect(tables[0]?.rows[0]?.cells).toEqual({ a: '#REF!', b: '#N/A', c: 5 });
  });

  it('passes over merged titles and keeps the row numbers of the sheet', async () => {
    const { tables } = await read(
      createWorkbook({
        台账:
          row(1, word('A1', '某区养老设施台账')) +
          row(3, word('A3', '名称'), word('B3', '类型'), word('C3', '床位')) +
          row(5, word('A5', '甲'), number('C5', '20')),
      }),
    );
    expect(tables[0]?.columns).toEqual(['名称', '类型', '床位']);
    expect(tables[0]?.rows).toEqual([{ row: 5, cells: { 名称: '甲', 类型: null, 床位: 20 }, geometry: null }]);
  });

  it('names the sheet where several have something in them', async () => {
    const filled = row(1, word('A1', 'name')) + row(2, word('A2', 'x'));
    const two = await read(createWorkbook({ 设施: filled, 空: '', 小区: filled }));
    expect(two.tables.map((table) => table.file)).toEqual(['ledger.xlsx#设施', 'ledger.xlsx#小区']);
    const one = await read(createWorkbook({ 空: '', 设施: filled }));
    expect(one.tables.map((table) => table.file)).toEqual(['ledger.xlsx']);
  });

  it('says that a workbook without values is empty', async () => {
    const { tables, problems } = await read(createWorkbook({ Sheet1: '', Sheet2: '' }));
    expect(tables).toEqual([]);
    expect(codesOf(problems)).toEqual(['file_empty']);
  });

  it('refuses a sheet whose last cell makes it too large, before making its rows', async () => {
    const far = await read(createWorkbook({ S: row(1, word('A1', 'a')) + row(1_048_576, word('XFD1048576', 'b')) }));
    const beyond = await read(createWorkbook({ S: row(999_999_999, word('A999999999', 'b')) }));
    for (const { tables, problems } of [far, beyond]) {
      expect(tables).toEqual([]);
      expect(problems.map(({ code, value }) => [code, value])).toEqual([['file_too_large', MAX_SHEET_CELLS]]);
    }
  });

  it('does not expand entities', async () => {
    const bytes = unzipSync(createWorkbook({ S: row(1, word('A1', '&x;')) + row(2, word('A2', 'b')) }));
    const sheet = new TextDecoder().decode(bytes['xl/worksheets/sheet1.xml']);
    bytes['xl/worksheets/sheet1.xml'] = new Uint8Array(text(`<!DOCTYPE x [<!ENTITY x "expanded">]>${sheet}`));
    const { tables } = await read(zipSync(bytes));
    expect(JSON.stringify(tables)).not.toContain('expanded');
  });
});

describe('writing workbooks', () => {
  const table: Table = {
    file: 'gaps.xlsx',
    columns: ['id', 'name', 'share', 'open'],
    rows: [
      { row: 2, cells: { id: '320508019044', name: '=HYPERLINK("x")', share: 0.832, open: true }, geometry: null },
      { row: 3, cells: { id: '007', name: ' <b>&"甲" ', share: null, open: false }, geometry: null },
    ],
  };

  it('gives the same cells when read back, text trimmed', async () => {
    const { tables, problems } = await read(await xlsx.write(table), 'gaps.xlsx');
    expect(problems).toEqual([]);
    expect(tables).toEqual([
      {
        ...table,
        rows: [
          table.rows[0],
          { row: 3, cells: { id: '007', name: '<b>&"甲"', share: null, open: false }, geometry: null },
        ],
      },
    ]);
  });

  it('writes text as text, never as a formula', async () => {
    const bytes = await xlsx.write(table);
    expect(readPart(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
    expect(readPart(bytes, 'xl/sharedStrings.xml')).toContain('=HYPERLINK(&quot;x&quot;)'.replaceAll('&quot;', '"'));
  });

  it('has a bold header that stays, filters, and the widths asked for', async () => {
    const rows: Cell[][] = [['甲', 1]];
    const bytes = await writeWorkbook([
      { name: '设施', columns: [{ header: '名称', width: 30 }, { header: '数' }], rows },
    ]);
    const sheet = readPart(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<autoFilter ref="A1:B2"/>');
    expect(sheet).toMatch(/<pane ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toMatch(/<col [^>]*width="30/);
    expect(sheet.indexOf('</sheetData>')).toBeLessThan(sheet.indexOf('<autoFilter'));
    expect(readPart(bytes, 'xl/styles.xml')).toContain('<b/>');
  });

  it('gives sheets names that Excel accepts, no two equal', async () => {
    const sheet = (name: string) => ({ name, columns: [{ header: 'a' }], rows: [['x']] });
    const bytes = await writeWorkbook([
      sheet('a/b:c?'),
      sheet('A b C '),
      sheet(''),
      sheet('长'.repeat(40)),
      sheet('长'.repeat(50)),
    ]);
    const names = [...readPart(bytes, 'xl/workbook.xml').matchAll(/name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['a b c', 'A b C#2', '3', '长'.repeat(31), `${'长'.repeat(29)}#2`]);
  });

  it('writes the same bytes for the same sheets', async () => {
    expectSameBytes(await xlsx.write(table), await xlsx.write(table));
  });

  it('writes a sheet without rows, and many rows', async () => {
    const empty = await read(await xlsx.write({ ...table, rows: [] }));
    expect(empty.tables).toEqual([{ file: 'ledger.xlsx', columns: table.columns, rows: [] }]);
    const rows = Array.from({ length: 5000 }, (_, i): Cell[] => [`name ${i}`, i, i / 7, true]);
    const columns = ['a', 'b', 'c', 'd'].map((header) => ({ header }));
    const many = await read(await writeWorkbook([{ name: 'many', columns, rows }]));
    expect(many.tables[0]?.rows).toHaveLength(5000);
    expect(many.tables[0]?.rows[4999]?.cells).toEqual({ a: 'name 4999', b: 4999, c: 4999 / 7, d: true });
  });
});

describe('damaged workbooks', () => {
  it('says that it cannot be read, whatever part is missing', async () => {
    const bytes = await xlsx.write({
      file: 'x.xlsx',
      columns: ['a'],
      rows: [{ row: 2, cells: { a: 'b' }, geometry: null }],
    });
    for (const part of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/_rels/workbook.xml.rels']) {
      const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name !== part);
      const { tables, problems } = await read(zipSync(Object.fromEntries(parts)));
      expect(tables).toEqual([]);
      expect(codesOf(problems)).toEqual(['file_unreadable']);
    }
  });

  it('never throws', async () => {
    const rows = Array.from({ length: 50 }, (_, i): Cell[] => [`甲${i}`, i]);
    await expectSurvival(
      xlsx,
      'x.xlsx',
      await writeWorkbook([{ name: 's', columns: [{ header: 'a' }, { header: 'b' }], rows }]),
    );
  });
});
