import { unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { writeWorkbook, xlsx, type WorkbookSheet } from '../../../src/io/formats/xlsx.ts';
import { codesOf, expectSameBytes, text } from './damage.ts';

const read = (bytes: Uint8Array) => xlsx.read({ name: 'ledger.xlsx', bytes });
const readPart = (bytes: Uint8Array, part: string): string => new TextDecoder().decode(unzipSync(bytes)[part]);

function createSheet(name: string, headers: string[], rows: Cell[][]): WorkbookSheet {
  return { name, columns: headers.map((header) => ({ header })), rows };
}

/** The rows as read back, each with its number before its values. */
async function writeAndRead(headers: string[], rows: Cell[][]): Promise<Cell[][]> {
  const { tables, problems } = await read(await writeWorkbook([createSheet('台账', headers, rows)]));
  expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
  return (tables[0]?.rows ?? []).map((row) => [row.row, ...Object.values(row.cells)]);
}

async function listSheetNames(names: string[]): Promise<string[]> {
  const bytes = await writeWorkbook(names.map((name) => createSheet(name, ['a'], [['x']])));
  return [...readPart(bytes, 'xl/workbook.xml').matchAll(/ name="([^"]*)"/g)].map(([, name = '']) =>
    name.replaceAll('&apos;', "'"),
  );
}

describe('a workbook written and read', () => {
  it('keeps numbers, truth values and text apart', async () => {
    const row: Cell[] = [0, -1, 0.1, -1e-7, 1e10, true, false, '0', 'TRUE', '1e5', '2024-05-01'];
    expect(
      await writeAndRead(
        row.map((_, i) => `c${i}`),
        [row],
      ),
    ).toEqual([[2, ...row]]);
  });

  it('keeps codes as text, whether they were text or numbers, and leading zeros with them', async () => {
    const rows = await writeAndRead(['id', 'code', 'phone'], [['320508019044', 320_508_019_044, '01065110000']]);
    expect(rows).toEqual([[2, '320508019044', '320508019044', '01065110000']]);
  });

  it('takes numbers below 12 digits and fractions for numbers', async () => {
    expect(await writeAndRead(['a', 'b'], [[99_999_999_999, 320_508_019_044.5]])).toEqual([
      [2, 99_999_999_999, 320_508_019_044.5],
    ]);
  });

  it('keeps text that would be a formula, a tag or an error as text', async () => {
    const odd = ['=1+1', '=HYPERLINK("http://x","y")', '+1', '-1+2', '@a', '<f>1</f>', '&amp;', '#N/A', ']]>', "'x"];
    expect(
      await writeAndRead(
        odd.map((_, i) => `c${i}`),
        [odd],
      ),
    ).toEqual([[2, ...odd]]);
    const sheet = readPart(await writeWorkbook([createSheet('s', ['=1+1'], [['=2']])]), 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toContain('<f>');
  });

  it('keeps line breaks, emoji and rare characters', async () => {
    const words = ['一楼\n二楼', '👵🏽', '𠮷野家', 'a  b', 'Ünïcode'];
    expect(
      await writeAndRead(
        words.map((_, i) => `c${i}`),
        [words],
      ),
    ).toEqual([[2, ...words]]);
  });

  it('has no value where none or no number is', async () => {
    const headers = ['a', 'b', 'c', 'd'];
    const { tables } = await read(
      await writeWorkbook([createSheet('s', headers, [['x', null, Number.NaN, Infinity]])]),
    );
    expect(headers.map((header) => tables[0]?.rows[0]?.cells[header] ?? null)).toEqual(['x', null, null, null]);
  });

  it('counts blank rows, so that a number is the one at the edge of the sheet', async () => {
    const rows: Cell[][] = [
      ['a', 1],
      [null, null],
      ['b', 2],
      ['', null],
      ['c', 3],
    ];
    expect(await writeAndRead(['id', 'n'], rows)).toEqual([
      [2, 'a', 1],
      [4, 'b', 2],
      [6, 'c', 3],
    ]);
  });

  it('finds the header below titles', async () => {
    // What is written as header here is the title of the ledger in the eyes of the reader.
    const rows: Cell[][] = [
      [null, null, null],
      ['名称', '类型', '床位'],
      ['甲', '日间照料', 20],
    ];
    const { tables } = await read(await writeWorkbook([createSheet('s', ['2024年姑苏区台账', '', ''], rows)]));
    expect(tables[0]?.columns).toEqual(['名称', '类型', '床位']);
    expect(tables[0]?.rows).toEqual([{ row: 4, cells: { 名称: '甲', 类型: '日间照料', 床位: 20 }, geometry: null }]);
  });

  it('gives a table for each sheet, in their order, a sheet of a header alone included', async () => {
    const sheets = [
      createSheet('设施', ['id', 'name'], [['1', '甲']]),
      createSheet('空', ['id'], []),
      createSheet('小区', ['id', 'elders'], [['r1', 0]]),
    ];
    const { tables, problems } = await read(await writeWorkbook(sheets));
    expect(problems).toEqual([]);
    expect(tables.map((table) => [table.file, table.columns, table.rows.length])).toEqual([
      ['ledger.xlsx#设施', ['id', 'name'], 1],
      ['ledger.xlsx#空', ['id'], 0],
      ['ledger.xlsx#小区', ['id', 'elders'], 1],
    ]);
    expect(tables[2]?.rows[0]?.cells).toEqual({ id: 'r1', elders: 0 });
  });

  it('has a filter over all its columns, beyond Z too', async () => {
    const headers = Array.from({ length: 703 }, (_, i) => `c${i}`);
    for (const [count, last] of [
      [1, 'A'],
      [26, 'Z'],
      [27, 'AA'],
      [702, 'ZZ'],
      [703, 'AAA'],
    ] as const) {
      const bytes = await writeWorkbook([createSheet('s', headers.slice(0, count), [])]);
      expect(readPart(bytes, 'xl/worksheets/sheet1.xml')).toContain(`<autoFilter ref="A1:${last}1"/>`);
    }
  });

  it('of any cells comes back cell by cell, with the same bytes each time', async () => {
    const word = fc.string({ unit: fc.constantFrom('a', '甲', '<', '&', '"', "'", '=', ' ', '👵', '\n', ']') });
    const cell = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e10, max: 1e10 }).map((value) => value + 0),
      word.map((value) => value.trim() || null),
    );
    const rows = fc.array(fc.tuple(fc.integer(), cell, cell), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const back = await writeAndRead(['first', 'second', 'third'], given);
        expect(back).toEqual(given.map((row, i) => [i + 2, ...row]));
        const sheet = createSheet('s', ['first', 'second', 'third'], given);
        expectSameBytes(await writeWorkbook([sheet]), await writeWorkbook([sheet]));
      }),
      { numRuns: 40, seed: 6 },
    );
  });
});

describe('the names of sheets', () => {
  it('lose the signs that Excel forbids', async () => {
    expect(await listSheetNames(['a[b]c', 'd/e\\f', 'g:h*i?', '[]'])).toEqual(['a b c', 'd e f', 'g h i', '4']);
  });

  it('neither start nor end with an apostrophe, which Excel refuses', async () => {
    const names = await listSheetNames(["'quoted'", " 'spaced' ", `${'x'.repeat(30)}'tail`, "o'clock"]);
    for (const name of names) expect(name).not.toMatch(/^'|'$/);
    expect(names[3]).toBe("o'clock");
  });

  it('are told apart without regard to case, and never longer than 31', async () => {
    const names = await listSheetNames([
      'Sheet',
      'sheet',
      'SHEET',
      'Sheet#2',
      ...Array<string>(12).fill('长'.repeat(40)),
    ]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(16);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });

  it('with signs of XML can be read again', async () => {
    const sheets = ['a & b', '<c>', 'd"e'].map((name) => createSheet(name, ['a', 'b'], [['x', 1]]));
    const { tables } = await read(await writeWorkbook(sheets));
    expect(tables.map((table) => table.file)).toEqual(['ledger.xlsx#a & b', 'ledger.xlsx#<c>', 'ledger.xlsx#d"e']);
  });
});

describe('a workbook that is not as it should be', () => {
  const sheets = [createSheet('s', ['id', 'name'], [['1', '甲']])];

  it('is refused with one error where a part is no XML, and never read in part', async () => {
    const parts = unzipSync(await writeWorkbook(sheets));
    for (const part of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml']) {
      const { tables, problems } = await read(zipSync({ ...parts, [part]: text('no XML <<<') }));
      expect(tables).toEqual([]);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ file: 'ledger.xlsx', severity: 'error', action: 'left_out' });
    }
  });

  it('is refused where the checksum of its texts is wrong, because other texts would stand in their place', async () => {
    const bytes = await writeWorkbook(sheets);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const name = text('xl/sharedStrings.xml');
    for (let at = 0; at + 46 + name.length <= bytes.length; at++) {
      const isEntry = view.getUint32(at, true) === 0x02014b50 && name.every((byte, i) => bytes[at + 46 + i] === byte);
      if (isEntry) view.setUint32(at + 16, 0x12345678, true);
    }
    const { tables, problems } = await read(bytes);
    expect(tables).toEqual([]);
    expect(codesOf(problems)).toEqual(['file_unreadable']);
  });

  it('is read without its pictures and macros, damaged or not', async () => {
    const parts = unzipSync(await writeWorkbook(sheets));
    const bytes = zipSync({ ...parts, 'xl/media/image1.png': text('x'), 'xl/vbaProject.bin': new Uint8Array(50) });
    const { tables, problems } = await read(bytes);
    expect(problems).toEqual([]);
    expect(tables[0]?.rows[0]?.cells).toEqual({ id: '1', name: '甲' });
  });
});
