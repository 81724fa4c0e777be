import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { findSaidRole, guessRole } from '../../src/io/roles.ts';
import type { Table } from '../../src/io/tables.ts';

const POINT: Geometry = { type: 'Point', coordinates: [118.7, 32] };
const LINE: Geometry = {
  type: 'LineString',
  coordinates: [
    [118.7, 32],
    [118.8, 32],
  ],
};
const POLYGON: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [118, 32],
      [119, 32],
      [119, 33],
      [118, 32],
    ],
  ],
};

function tableOf(file: string, columns: string, geometry: Geometry | null = null): Table {
  return { file, columns: columns.split(' '), rows: [{ row: 2, cells: {}, geometry }] };
}

describe('what a table is', () => {
  it.each([
    ['日间照料中心.csv', '机构名称 县市区 地址 建筑面积 床位数量 运营性质 经度 纬度', 'facilities'],
    ['助餐点.csv', '机构名称 建筑面积 经度 纬度', 'facilities'],
    ['小区养老设施.csv', '机构名称 小区名称 街道名称 住户人数 建筑面积 经度 纬度', 'facilities'],
    ['数据.csv', '小区名称 户数 60岁以上 经度 纬度', 'residences'],
    ['homes.csv', 'id name elders lon lat', 'residences'],
    ['社区人口.xlsx', '社区代码 社区名称 街道 老年人口', 'areas'],
    ['sheet.csv', 'id name level parent_id elders', 'areas'],
    ['闲置用房.csv', '名称 建筑面积 经度 纬度', 'candidates'],
    ['x.csv', 'id floor_area_m2 cost yearly_cost tenure lon lat', 'candidates'],
    ['reported.csv', 'requirement_id value source date', 'reported'],
    ['小区大门.csv', '小区编号 经度 纬度', 'gates'],
    ['book.xlsx#residences', 'id name lon lat', 'residences'],
  ])('%s is told by its columns and name', (file, columns, layer) => {
    expect(guessRole(tableOf(file, columns))).toBe(layer);
  });

  it('is told by its geometry first', () => {
    expect(guessRole(tableOf('a.fgb', 'id highway', LINE))).toBe('walkways');
    expect(guessRole(tableOf('rivers.geojson', 'kind name', LINE))).toBe('walkways');
    expect(guessRole(tableOf('background.fgb', 'kind name', LINE))).toBe('background');
    expect(guessRole(tableOf('a.geojson', 'id name level', POLYGON))).toBe('areas');
    expect(guessRole(tableOf('小区.geojson', 'id name households elders stage', POLYGON))).toBe('residences');
    expect(guessRole(tableOf('a.geojson', 'id types beds', POINT))).toBe('facilities');
  });

  it('is not guessed from nothing', () => {
    expect(guessRole(tableOf('data.csv', 'a b c'))).toBeNull();
    expect(guessRole(tableOf('data.csv', '名称 经度 纬度'))).toBeNull();
  });

  it('is what the user says, by file or by sheet', () => {
    const table = tableOf('folder/book.xlsx#甲', 'a b');
    expect(findSaidRole(table, { 'book.xlsx': 'facilities' })).toBe('facilities');
    expect(findSaidRole(table, { 'book.xlsx': 'facilities', 'folder/book.xlsx#甲': 'areas' })).toBe('areas');
    expect(findSaidRole(table, { other: 'areas' })).toBeUndefined();
  });
});
