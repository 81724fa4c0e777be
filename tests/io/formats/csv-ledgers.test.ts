import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { csv, writeCsv } from '../../../src/io/formats/csv.ts';
import type { Table } from '../../../src/io/tables.ts';
import { encodeGb18030 } from '../fixtures.ts';
import { text } from './damage.ts';

const read = (bytes: Uint8Array) => csv.read({ name: 'ledger.csv', bytes });

async function readOne(source: string | Uint8Array): Promise<Table> {
  const { tables, problems } = await read(typeof source === 'string' ? text(source) : source);
  // That the header stands below titles is told, which is no fault.
  expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
  return tables[0]!; // without a fault there is one
}

const show = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a ledger as people save it', () => {
  it('in GB18030 with titles, blank lines and quoted addresses keeps every value in its row', async () => {
    const ledger = [
      '姑苏区养老服务设施台账（2024年）,,,,',
      '',
      '编码,名称,地址,电话,经度',
      '320508019044,"长寿养老院","东街1号, 西门",0512-65110000,120.6',
      ',,,,',
      '320508019045,"老""年""食堂","一楼\n二楼",01012345678,120.61',
    ].join('\r\n');
    const table = await readOne(encodeGb18030(ledger));
    expect(table.rows.map((row) => [row.row, ...Object.values(row.cells)])).toEqual([
      [4, '320508019044', '长寿养老院', '东街1号, 西门', '0512-65110000', '120.6'],
      [6, '320508019045', '老"年"食堂', '一楼\n二楼', '01012345678', '120.61'],
    ]);
  });

  it.each([
    ['Windows', '\r\n'],
    ['Unix', '\n'],
    ['old Macs', '\r'],
  ])('on %s gives the same rows with the same numbers', async (_, end) => {
    const table = await readOne(['id,name', '1,甲', '', '2,乙', ''].join(end));
    expect(table.rows.map((row) => [row.row, row.cells.id, row.cells.name])).toEqual([
      [2, '1', '甲'],
      [4, '2', '乙'],
    ]);
  });

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('parted by %s keeps quoted signs of its own, quotes and line breaks', async (_, sign) => {
    const rows = [
      ['id', 'name', 'note'],
      ['1', `a${sign}b`, 'x'],
      ['2', 'say "yes"', 'one\ntwo'],
    ];
    const source = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(sign)).join('\n');
    const table = await readOne(source);
    expect(table.rows.map((row) => Object.values(row.cells))).toEqual(rows.slice(1));
  });

  it('with numbers in European manner is parted by its semicolons', async () => {
    const table = await readOne('nome;lon;lat\nPorto;-8,61;41,15\nBraga;-8,42;41,55\n');
    expect(table.rows[0]?.cells).toEqual({ nome: 'Porto', lon: '-8,61', lat: '41,15' });
  });

  it('leaves what looks like a number, a date, a formula or nothing as the text that it is', async () => {
    const cells = ['007', '1e5', '-0', '2024-05-01', '=SUM(A1)', 'NaN', 'null', 'TRUE', '１２', '3.20508E+11'];
    const header = cells.map((_, i) => `c${i}`).join(',');
    expect(Object.values((await readOne(`${header}\n${cells.join(',')}\n`)).rows[0]?.cells ?? {})).toEqual(cells);
  });

  it('with rows shorter and longer than the header loses none of their values', async () => {
    const table = await readOne('名称,类型,地址\n甲\n乙,日间照料,东街,多余\n,,西街\n');
    expect(table.columns).toEqual(['名称', '类型', '地址', '列4']);
    expect(table.rows.map((row) => Object.values(row.cells).filter((cell) => cell !== null))).toEqual([
      ['甲'],
      ['乙', '日间照料', '东街', '多余'],
      ['西街'],
    ]);
  });

  it('with a blank and a doubled header keeps all columns', async () => {
    const table = await readOne('名称,,电话,电话,\n甲,x,1,2,\n');
    expect(Object.entries(table.rows[0]?.cells ?? {})).toEqual([
      ['名称', '甲'],
      ['列2', 'x'],
      ['电话', '1'],
      ['电话#2', '2'],
    ]);
  });

  it('without an end of line behind the last row loses nothing', async () => {
    expect((await readOne('a,b\n1,"2"')).rows[0]?.cells).toEqual({ a: '1', b: '2' });
    expect((await readOne('a,b\n1,')).rows[0]?.cells).toEqual({ a: '1', b: null });
  });

  it('of 120,000 rows is read to its end', async () => {
    const source = `id,name\n${Array.from({ length: 120_000 }, (_, i) => `${i},n${i}`).join('\n')}\n`;
    const { rows } = await readOne(source);
    expect(rows).toHaveLength(120_000);
    expect(rows[119_999]).toEqual({ row: 120_001, cells: { id: '119999', name: 'n119999' }, geometry: null });
  });

  it('with two broken quotes names both lines by their rows and keeps the rows between', async () => {
    const { tables, problems } = await read(text('id,name\n1,"a\n2,b\n3,"c\n4,d\n'));
    expect(tables[0]?.rows.map((row) => [row.row, row.cells.id])).toEqual([
      [2, '1'],
      [3, '2'],
      [4, '3'],
      [5, '4'],
    ]);
    expect(problems.map(({ row, action }) => [row, action])).toEqual([
      [2, 'changed'],
      [4, 'changed'],
    ]);
  });

  it('with a byte that fits nowhere says so and keeps its rows', async () => {
    const bytes = text('id,name\n1,甲\n2,?\n');
    bytes[bytes.length - 2] = 0xff;
    const { tables, problems } = await read(bytes);
    expect(tables[0]?.rows.map((row) => row.cells.id)).toEqual(['1', '2']);
    expect(problems.map(({ code, action }) => [code, action])).toEqual([['text_damaged', 'changed']]);
  });
});

describe('CSV that we wrote', () => {
  /** Text as a cell holds it: trimmed, not blank. White space inside stays. */
  const word = fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', '甲', ' ', '=') }),
    )
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const header = word.filter((value) => value !== '__proto__' && !/[\r\n]/.test(value));

  it('comes back cell by cell, whatever signs the cells hold', async () => {
    const ledger = fc.uniqueArray(header, { minLength: 1, maxLength: 6 }).chain((columns) =>
      fc.record({
        columns: fc.constant(columns),
        // Something in the first column, because rows without any value are no rows.
        rows: fc.array(fc.tuple(word, ...columns.slice(1).map(() => fc.option(word))), { maxLength: 8 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(ledger, async ({ columns, rows }) => {
        const back = await readOne(writeCsv([columns, ...rows]));
        expect(back.columns).toEqual(columns);
        expect(back.rows.map((row) => columns.map((column) => row.cells[column]))).toEqual(rows);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('has numbers and truth values as they are written in the language', () => {
    const row: Cell[] = [0.1 + 0.2, -0, 1e21, 320_508_019_044, true, false, null, ''];
    expect(show(writeCsv([row]))).toBe('0.30000000000000004,0,1e+21,320508019044,true,false,,\r\n');
  });

  it.each([
    '=1+1',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '=HYPERLINK("x";"y")',
    '-',
  ])('is safe in a spreadsheet with the text %j, and only there is it changed', async (formula) => {
    const cellOf = (forSpreadsheet: boolean) =>
      show(writeCsv([[formula, 'x']], { forSpreadsheet }))
        .replace(/,x\r\n$/, '')
        .replace(/^"/, '');
    expect(cellOf(true).startsWith(`'${formula[0] ?? ''}`)).toBe(true);
    expect(cellOf(false).startsWith(formula[0] ?? '')).toBe(true);
    const table: Table = { file: 'a.csv', columns: ['t'], rows: [{ row: 2, cells: { t: formula }, geometry: null }] };
    expect((await readOne(await csv.write(table))).rows[0]?.cells.t).toBe(formula.trim());
  });

  it.each(['甲', 'a=b', '1-2', '-8.66', '+5', '-0', '0512-65110000', "'x", '#N/A'])(
    'leaves the harmless text %j alone for spreadsheets, too',
    (harmless) => {
      expect(show(writeCsv([[harmless]], { forSpreadsheet: true }))).toBe(`${harmless}\r\n`);
    },
  );

  it('defuses headers as it does cells', () => {
    expect(
      show(
        writeCsv(
          [
            ['=a', 'b'],
            ['1', '2'],
          ],
          { forSpreadsheet: true },
        ),
      ),
    ).toBe("'=a,b\r\n1,2\r\n");
  });

  it('has a point only where it has one, and refuses lines, which it cannot hold', async () => {
    const table: Table = {
      file: 'a.csv',
      columns: ['id'],
      rows: [
        { row: 2, cells: { id: 'a' }, geometry: { type: 'Point', coordinates: [120.6, 31.3] } },
        { row: 3, cells: { id: 'b' }, geometry: null },
      ],
    };
    expect((await readOne(await csv.write(table))).rows.map((row) => row.cells)).toEqual([
      { id: 'a', lon: '120.6', lat: '31.3' },
      { id: 'b', lon: null, lat: null },
    ]);
    table.rows.push({ row: 9, cells: { id: 'c' }, geometry: { type: 'LineString', coordinates: [] } });
    expect(() => csv.write(table)).toThrow('LineString in row 9 of a.csv');
  });

  it('has no value where a row lacks a column named like a part of every object', async () => {
    const table: Table = {
      file: 'a.csv',
      columns: ['id', 'constructor'],
      rows: [{ row: 2, cells: { id: 'a' }, geometry: null }],
    };
    expect(show(await csv.write(table))).toBe('id,constructor\r\na,\r\n');
  });
});
