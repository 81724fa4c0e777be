import { describe, expect, it } from 'vitest';
import { countNames } from '../../src/views/plan/siting-words.ts';

describe('names of homes that no place reaches', () => {
  it('are told once each, in the order of the list, with how many homes have them', () => {
    const names = ['茭亭村', '甲苑', '茭亭村', '乙苑', '茭亭村'];
    const told = countNames(names);
    expect(told).toEqual([
      { name: '茭亭村', count: 3 },
      { name: '甲苑', count: 1 },
      { name: '乙苑', count: 1 },
    ]);
    expect(countNames([])).toEqual([]);
  });
});
