import { describe, expect, it } from 'vitest';
import {
  findElderAge,
  findEldersYear,
  normaliseHeader,
  splitSystem,
  stripRemarks,
} from '../../../src/io/columns/headers.ts';

describe('a header compares', () => {
  it.each([
    ['床 位 数', '床位数'],
    [' Beds_ ', 'beds'],
    ['ＢＥＤＳ', 'beds'],
    ['floor-area_m2', 'flooraream2'],
    ['护理\n床位', '护理床位'],
    ['名称：', '名称'],
    ['*机构名称', '机构名称'],
    ['“地址”', '地址'],
  ])('%j as %j', (header, plain) => {
    expect(normaliseHeader(header)).toBe(plain);
  });

  it.each([
    ['床位数（张）', '床位数'],
    ['建筑面积(㎡)', '建筑面积'],
    ['建筑面积【平方米】', '建筑面积'],
    ['月收费（元/月）', '月收费'],
    ['floor area (sqm)', 'floor area '],
    ['老年人口（60岁及以上）', '老年人口'],
    ['地址（必填）', '地址'],
  ])('without its unit or remark: %j', (header, bare) => {
    expect(stripRemarks(header)).toBe(bare);
  });

  it.each(['床位数(其中护理型)', '人口(户籍)', '面积(地下)', '电话(监管)', '床位数(空置)'])(
    'with what changes its meaning: %j',
    (header) => {
      expect(stripRemarks(header)).toBe(header);
    },
  );
});

describe('the system that a header names', () => {
  it.each([
    ['BD09经度', 'bd09', '经度'],
    ['bd09ll_lng', 'bd09', '_lng'],
    ['百度坐标经度', 'bd09', '经度'],
    ['GCJ-02纬度', 'gcj02', '纬度'],
    ['高德经度', 'gcj02', '经度'],
    ['火星坐标系纬度', 'gcj02', '纬度'],
    ['WGS84_lon', 'wgs84', '_lon'],
    ['wgs 1984 lat', 'wgs84', ' lat'],
    ['CGCS2000经度', 'wgs84', '经度'],
    ['GPS纬度', 'wgs84', '纬度'],
  ])('%s: %s', (header, system, rest) => {
    expect(splitSystem(header)).toEqual({ system, rest });
  });

  it.each(['经度', 'lon', '坐标', '机构名称'])('%s: none', (header) => {
    expect(splitSystem(header)).toEqual({ system: null, rest: header });
  });
});

describe('a column of elders by year', () => {
  it.each([
    ['elders_2025', 2025],
    ['Elders 2030', 2030],
    ['2025年老年人口', 2025],
    ['老年人口2035年', 2035],
    ['2020年末老年人口数', 2020],
    ['60岁及以上人口2025', 2025],
    ['2024年60周岁及以上老年人口数', 2024],
    ['2023老年人', 2023],
    ['老年人数（2019年）', 2019],
  ])('%s is of %i', (header, year) => {
    expect(findEldersYear(normaliseHeader(header))).toBe(year);
  });

  it.each(['elders', 'elders_80', '老年人口', 'elders_1825', 'elders_20255', '2025年人口', '2025', '80岁以上2025'])(
    '%s is none',
    (header) => {
      expect(findEldersYear(normaliseHeader(header))).toBeNull();
    },
  );
});

describe('a column of those of an age', () => {
  it.each([
    ['60岁以上人数', '60+'],
    ['60岁以上老年人数', '60+'],
    ['60岁及以上人数', '60+'],
    ['60岁及以上老年人口', '60+'],
    ['60周岁及以上人口', '60+'],
    ['60周岁以上人数（人）', '60+'],
    ['60+人口', '60+'],
    ['６０岁以上', '60+'],
    ['60岁以上户籍老年人口数', '户籍60+'],
    ['常住60岁及以上老年人数', '常住60+'],
    ['80岁以上人数', '80+'],
    ['80岁及以上老年人数', '80+'],
    ['80周岁以上人口', '80+'],
    ['其中：80岁及以上高龄老人数', '80+'],
    ['80+', '80+'],
  ])('%s is %s', (header, age) => {
    expect(findElderAge(normaliseHeader(stripRemarks(header)))).toBe(age);
  });

  it.each(['60岁以下', '65岁以上人数', '80岁以上占比', '60岁以上独居老人', '60岁以上女性人口', '60', '160岁以上'])(
    '%s is none',
    (header) => {
      expect(findElderAge(normaliseHeader(stripRemarks(header)))).toBeUndefined();
    },
  );
});
