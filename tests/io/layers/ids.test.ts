import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { read, sheet, told } from './place.ts';

const COLUMNS = ['小区编号', '小区名称', '老年人口', '经度', '纬度'];

function homes(...rows: Cell[][]) {
  return read({ residences: [sheet('data/小区.csv', COLUMNS, ...rows)] });
}

function idsOf(...rows: Cell[][]): string[] {
  return homes(...rows).residences.map(({ id }) => id);
}

describe('ids', () => {
  it('are kept as text, with their leading zeros', () => {
    expect(idsOf(['001', '甲', 1, 118.7, 32], [1, '乙', 1, 118.7, 32], [' a ', '丙', 1, 118.7, 32])).toEqual([
      '001',
      '1',
      'a',
    ]);
  });

  it('that are blank are made of file and row, and told', () => {
    const { residences, problems } = homes(
      ['', '甲', 1, 118.7, 32],
      ['b', '乙', 1, 118.7, 32],
      [null, '丙', 1, 118.7, 32],
    );
    expect(residences.map(({ id }) => id)).toEqual(['小区-2', 'b', '小区-4']);
    expect(told(problems, 'id_missing').map(({ row, value, severity }) => [row, value, severity])).toEqual([
      [2, '小区-2', 'note'],
      [4, '小区-4', 'note'],
    ]);
  });

  it('that are made never take one that is given', () => {
    const made = idsOf(['小区-3', '甲', 1, 118.7, 32], ['', '乙', 1, 118.7, 32]);
    expect(new Set(made).size).toBe(2);
    expect(made[0]).toBe('小区-3');
  });

  it('of a table without such a column are told once, with their number', () => {
    const table = sheet('台账.xlsx#城东', ['小区名称', '经度', '纬度'], ['甲', 118.7, 32], ['乙', 118.8, 32]);
    const { residences, problems } = read({ residences: [table] });
    expect(residences.map(({ id }) => id)).toEqual(['台账#城东-2', '台账#城东-3']);
    expect(told(problems, 'id_missing')).toMatchObject([{ row: null, id: null, value: 2 }]);
  });

  it('that stand twice with different rows both stay, told with their elders', () => {
    const { residences, problems } = homes(
      ['a', '甲', 1, 118.7, 32],
      ['a', '甲', 2, 118.7, 32],
      ['a#2', '乙', 3, 118.7, 32],
      ['a', '丙', '', 118.7, 32],
    );
    const ids = residences.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['a', 'a#2']);
    expect(new Set(ids).size).toBe(4);
    expect(residences.map(({ elders }) => elders)).toEqual([1, 2, 3, null]);
    expect(told(problems, 'id_duplicate').map(({ row, elders }) => [row, elders])).toEqual([
      [3, 2],
      [4, 3],
      [5, null],
    ]);
  });

  it('are one for a layer, over all its files', () => {
    const first = sheet('一.csv', COLUMNS, ['a', '甲', 1, 118.7, 32], ['b', '乙', 1, 118.7, 32]);
    const second = sheet('二.csv', COLUMNS, ['a', '丙', 1, 118.7, 32], ['b', '乙', 1, 118.7, 32]);
    const { residences, problems } = read({ residences: [first, second] });
    expect(residences.map(({ id }) => id)).toEqual(['a', 'b', 'a#2']);
    expect(told(problems, 'id_duplicate')).toMatchObject([{ file: '二.csv', row: 2 }]);
    expect(told(problems, 'row_duplicate')).toMatchObject([{ file: '二.csv', row: 3, id: 'b', elders: 1 }]);
  });

  it('may be the same in two layers', () => {
    const facilities = sheet('f.csv', ['id', 'types', 'lon', 'lat'], ['a', 'day_care', 118.7, 32]);
    const { problems } = read({
      facilities: [facilities],
      residences: [sheet('r.csv', COLUMNS, ['a', '甲', 1, 118.7, 32])],
    });
    expect(told(problems, 'id_duplicate')).toEqual([]);
  });
});

describe('rows equal in every column', () => {
  it('count once; a blank cell and an absent one are the same, a different place is not', () => {
    const { residences, problems } = homes(
      ['a', '甲', 1, 118.7, 32],
      ['a', '甲', 1, 118.7, 32],
      ['', '乙', '', 118.7, 32],
      [null, '乙', null, 118.7, 32],
      ['', '乙', '', 118.7, 32.1],
    );
    expect(residences.map(({ name }) => name)).toEqual(['甲', '乙', '乙']);
    expect(told(problems, 'row_duplicate').map(({ row, elders, action }) => [row, elders, action])).toEqual([
      [3, 1, 'left_out'],
      [5, null, 'left_out'],
    ]);
  });
});

describe('rows that are no place', () => {
  it.each([
    ['合计', '', 300],
    ['', '合 计', 300],
    ['总计', '', 300],
    ['', '全区小计', 300],
    ['Total', '', 300],
    ['', '合计：', 300],
    ['', '合计（人）', 300],
    ['累计', '', 300],
  ])('a sum: %j, %j', (id, name, elders) => {
    const { residences, problems } = homes(['a', '甲', 300, 118.7, 32], [id, name, elders, '', '']);
    expect(residences.map((home) => home.id)).toEqual(['a']);
    expect(told(problems, 'row_total')).toMatchObject([{ row: 3, severity: 'note', action: 'left_out', elders: null }]);
    expect(told(problems, 'coordinates_missing')).toEqual([]);
  });

  it.each(['注：数据截至2024年底', '填表人：张三', '数据来源：民政局', '备注', 'Note: see below'])(
    'a remark: %s',
    (words) => {
      const { residences, problems } = homes(['a', '甲', 1, 118.7, 32], [words, '', '', '', '']);
      expect(residences).toHaveLength(1);
      expect(told(problems, 'row_note')).toMatchObject([
        { row: 3, value: words.normalize('NFKC'), action: 'left_out' },
      ]);
    },
  );

  it('a blank one, without a word', () => {
    const { residences, problems } = homes(['a', '甲', 1, 118.7, 32], ['', ' ', null, '', '']);
    expect(residences).toHaveLength(1);
    expect(problems.filter(({ row }) => row === 3)).toEqual([]);
  });

  it.each(['合计苑', '小计生活馆', '总部小区', 'Total Living', '说明里', '日期苑', '统计局宿舍'])(
    'are not places that are called %s',
    (name) => {
      expect(homes(['', name, 5, 118.7, 32]).residences.map((home) => home.name)).toEqual([name]);
    },
  );
});
