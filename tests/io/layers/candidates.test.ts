import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/io/formats/csv.ts';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { writeCandidatePoints, writeCandidates } from '../../../src/io/layers/write.ts';
import { features, oddities, PLACES, point, polygon, read, readBack, ring, sheet, told } from './place.ts';

describe('candidates', () => {
  it('of a list of vacant premises have place, floor, cost and conditions', () => {
    const columns =
      '房屋编号 房屋名称 经度 纬度 建筑面积 改造费用 年租金 可用年份 楼层 有无电梯 独立出入口 权属 消防条件';
    const table = sheet(
      '闲置用房.csv',
      columns.split(' '),
      ['001', '甲', 118.7, 32, '320㎡', '1.5万元', 0, '2026年', '1-2', '无', '有', '国有', '合格'],
      ['002', '乙', -43.9, -19.9, '', '/', '', '', 3, '', '否', '借用', ''],
    );
    const { candidates, problems } = read({ candidates: [table] });
    expect(candidates).toEqual([
      {
        id: '001',
        name: '甲',
        position: [118.7, 32],
        attributes: {
          floor_area_m2: 320,
          cost: 15_000,
          yearly_cost: 0,
          available: 2026,
          floor: '1-2',
          lift: false,
          own_entrance: true,
          tenure: 'state_owned',
          fire_safety: '合格',
        },
      },
      {
        id: '002',
        name: '乙',
        position: [-43.9, -19.9],
        attributes: { floor: '3', own_entrance: false, tenure: 'free' },
      },
    ]);
    expect(oddities(problems)).toEqual([]);
  });

  it.each([
    ['available', '明年', 'year_unreadable'],
    ['cost', '面议', 'number_unreadable'],
    ['floor_area_m2', -3, 'number_negative'],
    ['lift', '在装', 'value_unreadable'],
    ['tenure', '纠纷', 'value_unreadable'],
  ] as const)('keep what cannot be read of %s: %j', (column, cell, code) => {
    const table = sheet('candidates.csv', ['id', 'lon', 'lat', column], ['c', 118.7, 32, cell]);
    const { candidates, problems } = read({ candidates: [table] });
    expect(candidates[0]?.attributes).toEqual({ [column]: cell });
    expect(told(problems, code)).toMatchObject([{ layer: 'candidates', id: 'c', column, value: cell }]);
  });

  it('without a place, or drawn as land, are left out and told', () => {
    const table = features(
      'c.geojson',
      [{ id: 'a' }, null],
      [{ id: 'b' }, polygon(ring(118, 32, 0.01))],
      [{ id: 'c' }, point(118, 32)],
    );
    const { candidates, problems } = read({ candidates: [table] });
    expect(candidates.map(({ id }) => id)).toEqual(['c']);
    expect(problems.filter(({ action }) => action === 'left_out').map(({ id, code }) => [id, code])).toEqual([
      ['a', 'geometry_missing'],
      ['b', 'geometry_wrong_kind'],
    ]);
  });

  it('are written as rows with lon and lat behind id and name, and read again the same', async () => {
    const rows = PLACES.map(([name, x, y], i) => [`00${i}`, name, x, y, i === 0 ? 0 : '', '是', 'a,"b"', '=1+1']);
    const columns = ['id', 'name', 'lon', 'lat', 'cost', '电梯', '备注', '公式'];
    const { candidates } = read({ candidates: [sheet('c.csv', columns, ...rows)] });
    const table = writeCandidates(candidates, 'candidates.csv');
    expect(table.columns).toEqual(['id', 'name', 'lon', 'lat', 'cost', 'lift', '公式', '备注']);
    const back = await readBack('candidates', table, csv);
    expect(back.candidates).toEqual(candidates);
  });

  it('are written as points, and read again the same but for their order', async () => {
    const rows = PLACES.map(([name, x, y], i) => [`00${i}`, name, x, y, 10.5 * i, '是', 'a,"b"']);
    const columns = ['id', 'name', 'lon', 'lat', 'cost', '电梯', '备注'];
    const { candidates } = read({ candidates: [sheet('c.csv', columns, ...rows)] });
    const table = writeCandidatePoints(candidates, 'candidates.fgb');
    expect(table.columns).toEqual(['id', 'name', 'cost', 'lift', '备注']);
    const back = await readBack('candidates', table, flatgeobuf);
    expect([...back.candidates].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(candidates);
  });

  it('keep their place where the user has columns lon and lat of their own', async () => {
    const { candidates } = read({
      candidates: [features('c.geojson', [{ id: 'a', lon: '东', lat: '北' }, point(118.7, 32)])],
    });
    expect(candidates[0]?.position).toEqual([118.7, 32]);
    const back = await readBack('candidates', writeCandidates(candidates, 'candidates.csv'), csv);
    expect(back.candidates[0]?.position).toEqual([118.7, 32]);
  });
});
