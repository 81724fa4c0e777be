import { describe, expect, it } from 'vitest';
import type { Area, AreaLevel } from '../../src/core/types.ts';
import { AreaNames } from '../../src/io/layers/area-names.ts';

function area(id: string, name: string, level: AreaLevel, parentId: string | null): Area {
  return {
    id,
    name,
    level,
    parentId,
    polygon: null,
    setting: null,
    population: null,
    households: null,
    elders: null,
    elders80: null,
    eldersByYear: {},
    attributes: {},
  };
}

const names = new AreaNames([
  area('q', '鼓楼区', 'county', null),
  area('s1', '湖南路街道', 'subdistrict', 'q'),
  area('s2', '江东街道', 'subdistrict', 'q'),
  area('c1', '新村社区', 'community', 's1'),
  area('c2', '新村社区', 'community', 's2'),
  area('c3', '丁家桥社区', 'community', 's1'),
]);

function find(areaId: string, community = '', subdistrict = '', district = ''): string | undefined {
  return names.find({ areaId, community, subdistrict, district })?.id;
}

describe('the area that a row names', () => {
  it('is the one with its id, whatever the names say', () => {
    expect(find('c1', '丁家桥社区')).toBe('c1');
  });

  it('is found by a name with or without the word for its kind', () => {
    expect([find('', '丁家桥社区'), find('', '丁家桥'), find('', '丁家桥居委会')]).toEqual(['c3', 'c3', 'c3']);
    expect([find('', '', '湖南路'), find('', '', '', '鼓楼')]).toEqual(['s1', 'q']);
  });

  it('is found among namesakes by its subdistrict, and else is not guessed', () => {
    expect(find('', '新村社区', '江东街道')).toBe('c2');
    expect(find('', '新村社区')).toBeUndefined();
  });

  it('is the subdistrict where the community is not known', () => {
    expect(find('', '别处社区', '江东街道', '鼓楼区')).toBe('s2');
    expect(find('', '别处社区')).toBeUndefined();
    expect(find('zz')).toBeUndefined();
  });
});
