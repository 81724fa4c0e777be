import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/types.ts';
import { csv } from '../../../src/io/formats/csv.ts';
import { writeReported } from '../../../src/io/layers/write.ts';
import { oddities, read, readBack, sheet } from './place.ts';

function figure(value: Cell, date: Cell = '') {
  return read({ reported: [sheet('reported.csv', ['requirement_id', 'value', 'date'], ['KS-001', value, date])] })
    .reported[0];
}

describe('a reported figure', () => {
  it.each<[Cell, Cell]>([
    [70, 70],
    ['70', 70],
    ['0.9', 0.9],
    [0, 0],
    ['70%', '70%'],
    ['是', '是'],
    ['true', true],
    ['', null],
    [null, null],
    ['1,200', '1,200'],
  ])('%j is %j', (cell, value) => {
    expect(figure(cell)?.value).toBe(value);
  });

  it.each<[Cell, string]>([
    ['2024年12月31日', '2024-12-31'],
    ['2024.6', '2024-06'],
    ['2024', '2024'],
    [45_657, '2024-12-31'],
    ['', ''],
    ['年底', '年底'],
  ])('of %j is of the date %j', (cell, date) => {
    expect(figure(1, cell)?.date).toBe(date);
  });

  it('has its requirement, source and the columns of the user, under Chinese headers too', () => {
    const table = sheet(
      '填报.csv',
      ['指标编号', '填报值', '数据来源', '填报日期', '经办'],
      ['KS-038', 92, '民政局', '2024-05-01', '007'],
      ['KS-038', 93, '统计局', '', ''],
    );
    const { reported, problems } = read({ reported: [table] });
    expect(reported).toEqual([
      { requirementId: 'KS-038', value: 92, source: '民政局', date: '2024-05-01', attributes: { 经办: '007' } },
      { requirementId: 'KS-038', value: 93, source: '统计局', date: '', attributes: {} },
    ]);
    expect(oddities(problems)).toEqual([]);
  });

  it('is the same when written as CSV and read again', async () => {
    const values: Cell[] = [70, 0, '70%', null, true, '1,200', '甲"乙"\n丙'];
    const table = sheet(
      'r.csv',
      ['requirement_id', 'value', 'source', 'date', '列'],
      ...values.map((value, i) => [`GL-0${i}`, value, '年报', '2024-05', i]),
    );
    const { reported } = read({ reported: [table] });
    expect(reported.map(({ value }) => value)).toEqual(values);
    expect((await readBack('reported', writeReported(reported, 'reported.csv'), csv)).reported).toEqual(reported);
  });
});
