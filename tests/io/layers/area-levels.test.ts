import { describe, expect, it } from 'vitest';
import { read, sheet, told } from './place.ts';

function levelOf(id: string, name: string, level: string | null = null) {
  return read({ areas: [sheet('区划.csv', ['id', 'name', 'level'], [id, name, level])] }).areas[0]?.level;
}

describe('the level of an area', () => {
  it.each([
    ['320500000000', 'city'],
    ['320508000000', 'county'],
    ['320508019000', 'subdistrict'],
    ['320508119000', 'subdistrict'],
    ['320508019044', 'community'],
    ['320508119201', 'community'],
    ['320508019', 'subdistrict'],
    ['320508', 'county'],
    ['320500', 'city'],
  ])('is told by the statistical code %s: %s', (id, level) => {
    expect(levelOf(id, '甲')).toBe(level);
  });

  it.each([
    ['养育巷社区', 'community'],
    ['柳河村', 'community'],
    ['彩香居委会', 'community'],
    ['金阊街道', 'subdistrict'],
    ['甪直镇', 'subdistrict'],
    ['三墩乡', 'subdistrict'],
    ['姑苏区', 'county'],
    ['启东县', 'county'],
    ['昆山市', 'city'],
  ])('is told by the end of the name %s: %s', (name, level) => {
    expect(levelOf('x1', name)).toBe(level);
  });

  it('is what is said, against code and name', () => {
    expect(levelOf('320508019044', '甲社区', '规划单元')).toBe('unit');
    expect(levelOf('320508019044', '甲社区', 'subdistrict')).toBe('subdistrict');
    expect(levelOf('x', '昆山市', '县级市')).toBe('county');
  });

  it('is the code’s before the name’s', () => {
    expect(levelOf('320583000000', '昆山市')).toBe('county');
  });

  it('that is not told is that of most others in the file, and told once for each word', () => {
    const table = sheet(
      '区划.csv',
      ['id', 'name', 'level'],
      ['a', '甲社区', ''],
      ['b', '乙社区', ''],
      ['c', '丙街道', ''],
      ['d', '丁', '楼栋'],
      ['e', '戊', '楼栋'],
      ['f', '己', null],
    );
    const { areas, problems } = read({ areas: [table] });
    expect(areas.map(({ level }) => level)).toEqual([
      'community',
      'community',
      'subdistrict',
      'community',
      'community',
      'community',
    ]);
    expect(told(problems, 'level_unknown').map(({ row, value }) => [row, value])).toEqual([
      [5, '楼栋'],
      [7, null],
    ]);
    expect(areas[3]?.attributes).toEqual({ level: '楼栋' });
  });

  it('is a unit where nothing tells, and is not taken from another file', () => {
    const named = sheet('社区.csv', ['id', 'name'], ['a', '甲社区']);
    const nameless = sheet('其他.csv', ['id', 'name'], ['b', '乙']);
    expect(read({ areas: [named, nameless] }).areas.map(({ level }) => level)).toEqual(['community', 'unit']);
  });
});
