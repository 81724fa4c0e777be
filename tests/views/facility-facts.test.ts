import { describe, expect, it } from 'vitest';
import type { Attributes, Facility } from '../../src/core/types.ts';
import {
  findFacilityText,
  formatTypes,
  listFacilityFacts,
  listFurtherFacts,
} from '../../src/views/shared/facility-facts.ts';
import { makeFacility } from '../core/make.ts';

const withColumns = (attributes: Attributes, given: Partial<Facility> = {}) =>
  makeFacility('F1', [118.77, 32.066], { attributes, ...given });

const allFacts = (facility: Facility) => [...listFacilityFacts(facility, 'zh'), ...listFurtherFacts(facility, 'zh')];

describe('what is shown of a facility', () => {
  it.each([
    '联系人',
    '联系人姓名',
    '负责人',
    '法人代表',
    '院长',
    '站长姓名',
    '手机',
    '手机号码',
    '移动电话',
    '联系人电话',
    '经办人',
    '身份证号',
    'contact_person',
    'Contact phone',
    'mobile',
    'manager',
    'director',
  ])('never includes the column %s: names and mobile numbers of staff are not published', (column) => {
    const facts = allFacts(withColumns({ [column]: '王某某', address: '河街 1 号' }));
    expect(facts.map(({ name }) => name)).not.toContain(column);
    expect(JSON.stringify(facts)).not.toContain('王某某');
    expect(facts.map(({ value }) => value)).toContain('河街 1 号');
  });

  it('never includes a mobile number that stands in a column of another name', () => {
    for (const cell of ['13812345678', '王某 138 1234 5678', '+86-138-1234-5678', 13812345678]) {
      const facts = listFurtherFacts(withColumns({ 备注: cell, 备注二: '二楼' }), 'zh');
      expect(facts).toEqual([{ name: '备注二', value: '二楼' }]);
    }
  });

  it('keeps long numbers that are no mobile numbers', () => {
    const facts = listFurtherFacts(withColumns({ credit_code: '52320500MJ1234567X', 旧编码: '320500138123' }), 'zh');
    expect(facts.map(({ value }) => value)).toEqual(['52320500MJ1234567X', '320500138123']);
  });

  it('has type and status in words, services, years without a separator, then the columns people ask for', () => {
    const facility = withColumns(
      { phone: '0512-8888 0000', address: '河街 1 号', 自有列: '甲' },
      { types: ['day_care', '棋牌室'], services: ['meals', '助浴'], opened: 2019, closes: 2027 },
    );
    const facts = listFacilityFacts(facility, 'en');
    expect(facts.slice(0, 2)).toEqual([
      { name: 'Type', value: 'day care, 棋牌室' },
      { name: 'Status', value: 'Open' },
    ]);
    expect(facts).toContainEqual({ name: 'Opened', value: '2019' });
    expect(facts).toContainEqual({ name: 'Closes', value: '2027' });
    expect(facts.map(({ name }) => name).slice(-2)).toEqual(['Address', 'Phone']);
    expect(listFurtherFacts(facility, 'en')).toEqual([{ name: '自有列', value: '甲' }]);
    expect(formatTypes(facility, 'zh')).toBe('日间照料中心、棋牌室');
  });

  it('shows no column twice and none that is blank', () => {
    const facility = withColumns({ phone: '', hours: null, address: '河街', 备注: '', grade: '三星' });
    const names = allFacts(facility).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(['类型', '状态', '地址', '等级']);
  });
});

describe('one column of a facility as text', () => {
  const text = (column: string, cell: Attributes[string], locale: 'zh' | 'en' = 'en') =>
    findFacilityText(withColumns({ [column]: cell }), column, locale);

  it('says yes and no, and nothing where nothing is known', () => {
    expect([text('delivers', true), text('delivers', false), text('delivers', null)]).toEqual(['yes', 'no', null]);
    expect([text('delivers', true, 'zh'), text('delivers', false, 'zh')]).toEqual(['是', '否']);
    expect(findFacilityText(withColumns({}), 'delivers', 'en')).toBeNull();
  });

  it('says lists of codes in words, and words that are not ours as they are', () => {
    expect(text('accepts', 'self_caring;semi')).toBe('self-caring, partly dependent');
    expect(text('accepts', 'semi; 失智', 'zh')).toBe('半失能、失智');
    expect([text('operator', 'public'), text('operator', '公建民营', 'zh')]).toEqual(['public', '公建民营']);
  });

  it('shows 0, which is known', () => {
    expect(text('beds', 0)).toBe('0');
  });

  it('groups large numbers and keeps what stands behind the point: a price of 12.5 is not 13', () => {
    expect(text('floor_area_m2', 1250)).toBe('1,250');
    expect(text('price', 12.5)).toBe('12.5');
    expect(text('floor_area_m2', 86.25)).toBe('86.25');
  });

  it('shows numbers of a column that we do not know as they stand: they may be years or codes', () => {
    expect(listFurtherFacts(withColumns({ 建筑年代: 1998, 编码: 320500001001 }), 'en')).toEqual([
      { name: '建筑年代', value: '1998' },
      { name: '编码', value: '320500001001' },
    ]);
    expect(text('phone', 51288880000)).toBe('51288880000');
  });
});
