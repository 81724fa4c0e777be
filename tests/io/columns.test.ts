import { describe, expect, it } from 'vitest';
import { LAYERS } from '../../src/core/types.ts';
import { findFacilityType, findTypeInName } from '../../src/io/columns/facility-types.ts';
import { normaliseHeader } from '../../src/io/columns/headers.ts';
import { bindColumns } from '../../src/io/columns/match.ts';
import { CORE_COLUMNS, SCHEMA } from '../../src/io/columns/schema.ts';
import type { Table } from '../../src/io/tables.ts';

function tableOf(columns: string[], file = '台账.csv'): Table {
  return { file, columns, rows: [] };
}

function headersOf(layer: 'facilities' | 'areas' | 'residences', columns: string[]): Record<string, string> {
  return Object.fromEntries(bindColumns(tableOf(columns), layer, false, false).headers);
}

describe('headers', () => {
  it('are the same with other widths, cases, spaces, and units in brackets', () => {
    const forms = ['床位数（张）', '床位数(张)', ' 床位数 ', '床 位 数', 'Beds', 'ＢＥＤＳ'];
    for (const form of forms) expect(headersOf('facilities', [form])).toEqual({ beds: form });
    expect(headersOf('facilities', ['面积(㎡)'])).toEqual({ floor_area_m2: '面积(㎡)' });
    expect(headersOf('facilities', ['floor area (m2)'])).toEqual({ floor_area_m2: 'floor area (m2)' });
  });

  it('keep what brackets say when it is no unit', () => {
    expect(headersOf('facilities', ['床位数（其中护理型）'])).toEqual({});
  });

  it('take 住户人数 for persons and 户数 for households', () => {
    expect(headersOf('residences', ['住户人数', '总户数'])).toEqual({ population: '住户人数', households: '总户数' });
  });

  it('keep 建筑面积 and 使用面积 apart, and 面积 yields to 建筑面积', () => {
    expect(headersOf('facilities', ['使用面积', '建筑面积'])).toEqual({
      usable_area_m2: '使用面积',
      floor_area_m2: '建筑面积',
    });
    const binding = bindColumns(tableOf(['面积', '建筑面积']), 'facilities', false, false);
    expect(binding.headers.get('floor_area_m2')).toBe('建筑面积');
    expect(binding.attributes.map((entry) => entry.name)).toContain('面积');
  });

  it('of a street and of a community are told apart in a list of communities', () => {
    expect(headersOf('areas', ['街道代码', '社区代码', '社区名称', '60岁以上老年人口'])).toEqual({
      id: '社区代码',
      parent_id: '街道代码',
      name: '社区名称',
      elders: '60岁以上老年人口',
    });
  });

  it('with a year are elders by year', () => {
    const { eldersYears } = bindColumns(
      tableOf(['elders_2025', '2030年老年人口', '老年人口（2035年）']),
      'areas',
      false,
      false,
    );
    expect(eldersYears.map(({ year }) => year)).toEqual([2025, 2030, 2035]);
  });

  it('that nobody knows get one note each and stay under their own names', () => {
    const binding = bindColumns(tableOf(['名称', '经度', '纬度', '神秘列']), 'facilities', false, false);
    expect(binding.places).toEqual({ system: null, longitude: '经度', latitude: '纬度' });
    expect(binding.problems.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['column_renamed', '名称', 'name'],
      ['column_unknown', '神秘列', null],
    ]);
  });

  it('of WGS-84 win over others beside them; a named system wins over a nameless one', () => {
    const both = tableOf(['bd09_lng', 'bd09_lat', 'WGS84经度', 'WGS84纬度', '经度', '纬度']);
    expect(bindColumns(both, 'facilities', false, false).places).toMatchObject({
      system: 'wgs84',
      longitude: 'WGS84经度',
    });
    const baidu = tableOf(['百度经度', '百度纬度']);
    expect(bindColumns(baidu, 'facilities', false, false).places).toMatchObject({ system: 'bd09' });
    const amap = tableOf(['经度(GCJ-02)', '纬度(GCJ-02)', '经度', '纬度']);
    expect(bindColumns(amap, 'facilities', false, false).places).toMatchObject({ system: 'gcj02' });
  });

  it('of the contract are all in the schema, each once, and understood as themselves', () => {
    for (const layer of LAYERS) {
      const names = SCHEMA[layer].map((column) => column.name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of CORE_COLUMNS[layer]) expect(names).toContain(name);
      const bound = bindColumns(tableOf(names), layer, true, true);
      for (const name of names) expect(bound.headers.get(name)).toBe(name);
      for (const { aliases } of SCHEMA[layer]) for (const alias of aliases) expect(normaliseHeader(alias)).not.toBe('');
    }
    const facility = SCHEMA.facilities.map((column) => column.name);
    const contract =
      'id name types services status opened closes address phone hours meal_times delivers accepts eligibility price grade verified beds nursing_beds dementia_beds day_places residents meals_per_day floor_area_m2 operator medical area_id standardised rehab_room waiting_list emergency_beds';
    expect(contract.split(' ').filter((name) => !facility.includes(name))).toEqual([]);
  });
});

describe('facility categories', () => {
  it.each([
    ['日间照料中心', 'day_care'],
    ['托老所', 'day_care'],
    ['助餐点', 'meal_point'],
    ['老年食堂', 'canteen'],
    ['长者食堂', 'canteen'],
    ['助餐中心', 'meal_center'],
    ['中央厨房', 'central_kitchen'],
    ['养老院', 'institution'],
    ['护理院', 'institution'],
    ['敬老院', 'rural_home'],
    ['综合养老服务中心', 'complex'],
    ['街道综合养老服务中心', 'complex'],
    ['居家养老服务站', 'station'],
    ['社区卫生服务中心', 'medical'],
    ['卫生服务站', 'medical'],
    ['社区养老服务中心（A类）', 'station'],
    ['Day Care', 'day_care'],
  ])('%s is %s', (word, code) => {
    expect(findFacilityType(word)).toBe(code);
  });

  it('off our list are not guessed', () => {
    expect(['银行', 'pharmacy', ''].map(findFacilityType)).toEqual([undefined, undefined, undefined]);
  });

  it('can be told by the name of a file or sheet', () => {
    expect(findTypeInName('2024年日间照料中心.csv')).toBe('day_care');
    expect(findTypeInName('养老设施.xlsx#区域性助餐中心')).toBe('meal_center');
    expect(findTypeInName('台账.csv')).toBeUndefined();
  });
});
