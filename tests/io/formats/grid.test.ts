import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { createTable } from '../../../src/io/formats/grid.ts';
import { tidyCell } from '../../../src/io/formats/header.ts';
import { codesOf } from './damage.ts';

const gridTable = (grid: Cell[][]) => createTable('ledger', grid)?.table;
/** The table of rows written as text: cells apart by `|`, blank ones between. */
const tableOf = (...lines: string[]) => gridTable(lines.map((line) => line.split('|')));

describe('finding the header of a sheet', () => {
  it('passes over blank rows and merged titles and counts rows from the top of the sheet', () => {
    const table = tableOf('', '姑苏区养老服务设施一览表||', '', '编号|名称|地址', '1|甲|东街', '', '2|乙|西街');
    expect(table?.columns).toEqual(['编号', '名称', '地址']);
    expect(table?.rows.map(({ row, cells }) => [row, cells.名称])).toEqual([
      [5, '甲'],
      [7, '乙'],
    ]);
  });

  it('passes over a line of author and date where the ledger is five columns wide', () => {
    expect(tableOf('民政局|2024年5月|||', 'a|b|c|d|e', '1|2|3|4|5')?.columns).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('takes two words for the header where the rows below are no wider than four', () => {
    const table = tableOf('name|types', 'A|x', 'B|y|z|late');
    expect(table?.columns).toEqual(['name', 'types', 'column3', 'column4']);
    expect(table?.rows).toHaveLength(2);
  });

  it('takes the first row for the header where one row is as good as the other', () => {
    expect(tableOf('1|2|3', '4|5|6')?.columns).toEqual(['1', '2', '3']);
    expect(tableOf('only')).toEqual({ file: 'ledger', columns: ['only'], rows: [] });
  });

  it('is not misled by a wide row far below the top', () => {
    const narrow = Array.from({ length: 30 }, (_, i) => `${i}`);
    const table = tableOf('name', ...narrow, 'a|b|c|d|e|f');
    expect(table?.columns[0]).toBe('name');
    expect(table?.rows).toHaveLength(31);
  });

  it('tells where the header is only if something stands above it', () => {
    const told = (...lines: string[]) => {
      const made = createTable(
        'ledger',
        lines.map((line) => line.split('|')),
      );
      return made?.problems.map(({ code, row, severity }) => [code, row, severity]);
    };
    expect(told('姑苏区台账||', '', '编号|名称|地址', '1|甲|东街')).toEqual([['header_below', 3, 'note']]);
    expect(told('', '编号|名称|地址', '1|甲|东街')).toEqual([]);
  });

  it('joins a header of two rows and says so, and takes data below a merged header for data', () => {
    const grid = [
      ['名称', '坐标', ''],
      ['', '经度', '纬度'],
      ['甲', '120.6', '31.3'],
    ];
    const joined = createTable('ledger', grid);
    expect(joined?.table.columns).toEqual([
      '名称',
      expect.stringContaining('经度') as string,
      expect.stringContaining('纬度') as string,
    ]);
    expect(joined?.table.rows.map((row) => row.row)).toEqual([3]);
    expect(codesOf(joined?.problems ?? [])).toEqual(['header_joined']);
    expect(tableOf('名称|坐标|', '甲|120.6|31.3', '乙|120.7|31.4')?.rows).toHaveLength(2);
  });

  it('finds none where nothing is written anywhere', () => {
    expect(createTable('x', [])).toBeNull();
    expect(createTable('x', [[], [null, '  ', '\u3000'], ['']])).toBeNull();
  });
});

describe('naming columns', () => {
  it('leaves out a column with neither name nor values, and keeps one with either', () => {
    const table = tableOf('名称||备注|', '甲||', '乙|||x');
    expect(table?.columns).toEqual(['名称', '备注', '列4']);
    expect(table?.rows[1]?.cells).toEqual({ 名称: '乙', 备注: null, 列4: 'x' });
  });

  it('tells repeated names apart however often they come, without touching a name that is there already', () => {
    const table = tableOf('电话|电话|电话#2|电话|地址', '1|2|3|4|5');
    expect(Object.entries(table?.rows[0]?.cells ?? {})).toEqual([
      ['电话', '1'],
      ['电话#3', '2'],
      ['电话#2', '3'],
      ['电话#4', '4'],
      ['地址', '5'],
    ]);
  });

  it('does not name a nameless column as another is named', () => {
    const table = tableOf('a||column2', '1|2|3');
    expect(new Set(table?.columns).size).toBe(3);
    expect(Object.values(table?.rows[0]?.cells ?? {})).toEqual(['1', '2', '3']);
  });

  it('joins a name that is broken over two lines of its cell', () => {
    expect(gridTable([['老年\n人口', ' 经度\r\n（度） ']])?.columns).toEqual(['老年人口', '经度（度）']);
  });

  it('takes numbers and truth values for names as they are written', () => {
    const grid: Cell[][] = [
      [2024, true, 'x'],
      [1, 2, 3],
    ];
    expect(gridTable(grid)?.columns).toEqual(['2024', 'true', 'x']);
  });

  it('keeps the values of a column with a name that objects cannot hold', () => {
    const table = tableOf('id|__proto__|constructor', '1|2|3', '4||');
    expect(Object.values(table?.rows[0]?.cells ?? {})).toEqual(['1', '2', '3']);
    expect(table?.rows[1]?.cells.constructor).toBeNull();
    expect(Object.getPrototypeOf(table?.rows[0]?.cells)).toBe(Object.prototype);
  });
});

describe('the rows of a sheet', () => {
  it('are as wide as the table, however ragged they are written', () => {
    const table = tableOf('a|b|c', '1', '1|2|3|4', '|2');
    expect(table?.columns).toEqual(['a', 'b', 'c', 'column4']);
    expect(table?.rows.map((row) => Object.values(row.cells))).toEqual([
      ['1', null, null, null],
      ['1', '2', '3', '4'],
      [null, '2', null, null],
    ]);
  });

  it('count as rows when they hold a zero or a no, which are values', () => {
    const grid: Cell[][] = [
      ['a', 'b'],
      [0, null],
      [false, null],
      [null, null],
    ];
    expect(gridTable(grid)?.rows.map((row) => [row.row, row.cells.a])).toEqual([
      [2, 0],
      [3, false],
    ]);
  });

  it('may stand in holes of the array, as sparse sheets give them', () => {
    const grid: Cell[][] = [['a', 'b']];
    grid[4] = ['x'];
    expect(gridTable(grid)?.rows).toEqual([{ row: 5, cells: { a: 'x', b: null }, geometry: null }]);
  });

  it('have their text trimmed and nothing else changed', () => {
    expect(['\u3000甲\u00a0', ' ', '', undefined, null, 0, false, -1.5].map(tidyCell)).toEqual([
      '甲',
      null,
      null,
      null,
      null,
      0,
      false,
      -1.5,
    ]);
  });
});
