import { describe, expect, it } from 'vitest';
import { csv, writeCsv } from '../../../src/io/formats/csv.ts';
import type { Table } from '../../../src/io/tables.ts';
import { codesOf, expectSurvival, text } from './damage.ts';

const read = (bytes: Uint8Array, name = 'ledger.csv') => csv.read({ name, bytes });

async function readOne(source: string | Uint8Array): Promise<Table> {
  const { tables, problems } = await read(typeof source === 'string' ? text(source) : source);
  expect(problems).toEqual([]);
  expect(tables).toHaveLength(1);
  return tables[0] as Table; // its length was checked
}

describe('reading CSV', () => {
  it('keeps every cell as text, so that a code of 12 digits stays as it is', async () => {
    const table = await readOne('id,name,elders\n320508019044,杨羽巷,0120\n');
    expect(table.columns).toEqual(['id', 'name', 'elders']);
    expect(table.rows).toEqual([
      { row: 2, cells: { id: '320508019044', name: '杨羽巷', elders: '0120' }, geometry: null },
    ]);
  });

  it('trims cells, full-width spaces too, and takes what is empty as not known', async () => {
    const table = await readOne('a,b,c\n  x ,\u3000,"  "\n');
    expect(table.rows[0]?.cells).toEqual({ a: 'x', b: null, c: null });
  });

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('finds out that a file is separated by %s', async (_, sign) => {
    const table = await readOne(['名称', '经度', '纬度'].join(sign) + '\n' + ['甲', '120.5', '31.2'].join(sign) + '\n');
    expect(table.rows[0]?.cells).toEqual({ 名称: '甲', 经度: '120.5', 纬度: '31.2' });
  });

  it.each([
    ['a;b;c\n1,5;2,5;3\n', { a: '1,5', b: '2,5', c: '3' }],
    ['id,types\n1,a;b;c;d\n2,e;f;g;h\n', { id: '1', types: 'a;b;c;d' }],
    ['id,types,note\n1,a;b\n2,e;f,,\n', { id: '1', types: 'a;b', note: null }],
    ['id\tname\n1\ta,b\n', { id: '1', name: 'a,b' }],
    ['"a";"b"\n"1";"2"\n', { a: '1', b: '2' }],
  ])('is not misled by other signs in the cells of %j', async (source, cells) => {
    expect((await readOne(source)).rows[0]?.cells).toEqual(cells);
  });

  it('is not misled by the comma in a title', async () => {
    const { tables } = await read(text('表, 2024\na;b;c\n1,5;2,5;3\n'));
    expect(tables[0]?.rows[0]?.cells).toEqual({ a: '1,5', b: '2,5', c: '3' });
  });

  it('reads a file of one column, which has no separator to find', async () => {
    const table = await readOne('name\nA\nB\n');
    expect(table.rows.map((row) => row.cells.name)).toEqual(['A', 'B']);
  });

  it('counts rows as a spreadsheet does: blank lines count, a line break inside quotes does not', async () => {
    const table = await readOne('name,note\r\nA,"first\r\nsecond"\r\n\r\n,,\r\nB,x\r\n');
    expect(table.rows.map(({ row, cells }) => [row, cells.name, cells.note])).toEqual([
      [2, 'A', 'first\r\nsecond'],
      [5, 'B', 'x'],
    ]);
  });

  it('passes over title lines above the header, and keeps the row numbers of the file', async () => {
    const { tables, problems } = await read(
      text('某区养老设施台账,,,,\n单位：民政局,,日期：2024,,\n序号,名称,类型,经度,纬度\n1,甲,日间照料,120,31\n'),
    );
    expect(tables[0]?.columns).toEqual(['序号', '名称', '类型', '经度', '纬度']);
    expect(tables[0]?.rows[0]?.row).toBe(4);
    expect(problems.map(({ code, row, severity }) => [code, row, severity])).toEqual([['header_below', 3, 'note']]);
  });

  it('does not take a narrow header for a title', async () => {
    expect((await readOne('name,lon\nA,1\n')).columns).toEqual(['name', 'lon']);
    expect((await readOne('name\nA\n')).columns).toEqual(['name']);
  });

  it('names nameless columns by their place and repeated ones by their number', async () => {
    const chinese = await readOne('名称,名称,,名称#2\n甲,乙,丙,丁\n');
    expect(chinese.columns).toEqual(['名称', '名称#3', '列3', '名称#2']);
    expect(chinese.rows[0]?.cells).toEqual({ 名称: '甲', '名称#3': '乙', 列3: '丙', '名称#2': '丁' });
    expect((await readOne('name,,lon,\nA,x,1,\n')).columns).toEqual(['name', 'column2', 'lon']);
  });

  it('keeps values that stand beyond the header', async () => {
    expect((await readOne('a,b\n1,2,3\n')).rows[0]?.cells).toEqual({ a: '1', b: '2', column3: '3' });
  });

  it('reads UTF-8 with a mark, and UTF-16 in both orders', async () => {
    const source = '名称,数\n甲,1\n';
    const utf16 = (big: boolean) => {
      const bytes = new Uint8Array(source.length * 2 + 2);
      const view = new DataView(bytes.buffer);
      [...`\uFEFF${source}`].forEach((sign, i) => view.setUint16(i * 2, sign.charCodeAt(0), !big));
      return bytes;
    };
    for (const bytes of [text(`\uFEFF${source}`), utf16(false), utf16(true)]) {
      expect((await readOne(bytes)).rows[0]?.cells).toEqual({ 名称: '甲', 数: '1' });
    }
  });

  it('reads GB18030 as Chinese Excel saves it', async () => {
    // 名称,类型 / 养老院,A and a character of four bytes (U+20087) that GBK does not have.
    const bytes = new Uint8Array([
      ...[0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x0d, 0x0a],
      ...[0xd1, 0xf8, 0xc0, 0xcf, 0xd4, 0xba, 0x95, 0x32, 0x90, 0x31, 0x2c, 0x41, 0x0d, 0x0a],
    ]);
    expect((await readOne(bytes)).rows[0]?.cells).toEqual({ 名称: '养老院\u{20087}', 类型: 'A' });
  });

  it('reads a file with a header only as a table without rows', async () => {
    expect(await readOne('id,name\n')).toEqual({ file: 'ledger.csv', columns: ['id', 'name'], rows: [] });
  });

  it('says that a file of blank lines is empty', async () => {
    const { tables, problems } = await read(text('\n,,\n \n'));
    expect(tables).toEqual([]);
    expect(codesOf(problems)).toEqual(['file_empty']);
  });
});

describe('damaged CSV', () => {
  it('loses only one line to a quote that never ends, and names it', async () => {
    const { tables, problems } = await read(text('name,note\nA,"cut\nB,x\n"C",y\n'));
    expect(tables[0]?.rows.map(({ row, cells }) => [row, cells.name, cells.note])).toEqual([
      [2, 'A', '"cut'],
      [3, 'B', 'x'],
      [4, 'C', 'y'],
    ]);
    expect(problems.map(({ code, row, file }) => [code, row, file])).toEqual([['row_quotes', 2, 'ledger.csv']]);
  });

  it('keeps the text behind a quoted word at the start of a cell', async () => {
    const { tables, problems } = await read(text('name,note\n"老王"饭店,a\n"B",b\n'));
    expect(tables[0]?.rows.map(({ cells }) => cells.name)).toEqual(['"老王"饭店', 'B']);
    expect(problems).toHaveLength(1);
  });

  it('gives an answer within a moment for a file full of broken quotes', async () => {
    const { tables, problems } = await read(text('a,b\n' + 'x,"y\n'.repeat(2000)));
    expect(tables).toHaveLength(1);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('forgives a character cut in half at the end, and says so', async () => {
    const whole = text('名称\n甲\n乙');
    const { tables, problems } = await read(whole.slice(0, -1));
    expect(tables[0]?.columns).toEqual(['名称']);
    expect(problems.map(({ code, value }) => [code, value])).toEqual([['text_damaged', 'utf-8']]);
  });

  it('never throws', async () => {
    await expectSurvival(csv, 'x.csv', text('名称,数\n' + '"甲, 乙",1\n'.repeat(50)));
  });
});

describe('writing CSV', () => {
  const table: Table = {
    file: 'a.csv',
    columns: ['id', 'name', 'lon', 'open'],
    rows: [
      { row: 2, cells: { id: '320508019044', name: '甲, "乙"\n丙', lon: -8.66, open: true }, geometry: null },
      { row: 3, cells: { id: '=1+1', name: null, lon: 121.5, open: false }, geometry: null },
    ],
  };

  it('gives the same cells when read back, numbers as text', async () => {
    const back = await readOne(await csv.write(table));
    expect(back.columns).toEqual(table.columns);
    expect(back.rows.map((row) => row.cells)).toEqual([
      { id: '320508019044', name: '甲, "乙"\n丙', lon: '-8.66', open: 'true' },
      { id: '=1+1', name: null, lon: '121.5', open: 'false' },
    ]);
    expect(await csv.write(back)).toEqual(await csv.write(table));
  });

  it('starts with the mark for Excel and ends its lines with CRLF', () => {
    const bytes = writeCsv([['a'], [1]]);
    expect([...bytes]).toEqual([0xef, 0xbb, 0xbf, 0x61, 13, 10, 0x31, 13, 10]);
  });

  it('defuses formulas for spreadsheets only when asked, and never touches numbers', () => {
    const rows = [['=1+1', '+86 10', '-8.66', '@x', '\tx', '－1', 'a-b', '"']];
    const show = (forSpreadsheet: boolean) => new TextDecoder().decode(writeCsv(rows, { forSpreadsheet }));
    expect(show(false)).toBe('=1+1,+86 10,-8.66,@x,"\tx",－1,a-b,""""\r\n');
    expect(show(true)).toBe(`'=1+1,'+86 10,-8.66,'@x,"'\tx",'－1,a-b,""""\r\n`);
    expect(new TextDecoder().decode(writeCsv([[-8.66, true, null]], { forSpreadsheet: true }))).toBe('-8.66,true,\r\n');
  });

  it('writes points as lon and lat', async () => {
    const points: Table = {
      file: 'p.csv',
      columns: ['id'],
      rows: [{ row: 2, cells: { id: 'a' }, geometry: { type: 'Point', coordinates: [-70.65, -33.45] } }],
    };
    expect((await readOne(await csv.write(points))).rows[0]?.cells).toEqual({ id: 'a', lon: '-70.65', lat: '-33.45' });
  });
});
