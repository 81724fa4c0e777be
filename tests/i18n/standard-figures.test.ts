import { describe, expect, it } from 'vitest';
import { formatMissing, formatRowFigure, formatRowValue, formatTarget } from '../../src/i18n/standards/figures.ts';
import { loadPack, PACKS } from '../../src/io/standards/packs.ts';

/** Every `field` and every type that the rows of a pack speak of. */
function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'field' && typeof inner === 'string') found.add(`facilities.${inner}`);
    if (key === 'types' && Array.isArray(inner))
      for (const type of inner) found.add(`facilities.types:${String(type)}`);
    collect(inner, found);
  }
}

describe('missing data in words', () => {
  it('has Chinese words for every column and type that our packs ask for', async () => {
    const codes = new Set<string>();
    for (const { id } of PACKS) collect((await loadPack(id))?.requirements, codes);
    expect(codes.size).toBeGreaterThan(40);
    const foreign = [...codes].filter((code) => /[A-Za-z]{2,}/.test(formatMissing(code, 'zh')));
    expect(foreign).toEqual([]);
    const bare = [...codes].filter((code) => formatMissing(code, 'en').includes('_'));
    expect(bare).toEqual([]);
  });

  it('names layers, levels, projects and reported figures, and shows what it has no word for', () => {
    const say = (code: string) => formatMissing(code, 'zh');
    expect(say('reported')).toBe('填报值');
    expect(say('facilities.grade')).toContain('等级');
    expect(say('areas.county')).toContain('全区');
    expect(say('facilities.name:阳澄湖康养')).toContain('阳澄湖康养');
    expect(say('facilities.own_column')).toContain('own_column');
    expect(say('walkways')).toContain('步行路网');
  });
});

describe('figures of rows', () => {
  it('are rounded down, so that what is just short never reads as reached', () => {
    expect(formatRowFigure(99.96, 'percent', 'zh')).toBe('99.9%');
    expect(formatRowFigure(38.999, 'per_1000', 'en')).toBe('38.99 per 1,000');
    expect(formatRowFigure(1, 'done', 'zh')).toBe('已完成');
    expect(formatRowFigure(null, 'percent', 'zh')).toBe('资料不足');
  });

  it('are ranges where they are not known exactly, but for done or not done', () => {
    expect(formatRowValue({ value: null, low: 10, high: 20 }, 'percent', 'zh')).toBe('10% 至 20%');
    expect(formatRowValue({ value: null, low: 10, high: null }, 'percent', 'zh')).toBe('至少 10%');
    expect(formatRowValue({ value: null, low: 0, high: 1 }, 'done', 'zh')).toBe('资料不足');
    expect(formatRowValue({ value: 5, low: 5, high: 5 }, 'beds', 'en')).toBe('5 beds');
  });

  it('say their target with its comparator', () => {
    expect(formatTarget({ target: 90, comparator: '>=' }, 'percent', 'zh')).toBe('不低于 90%');
    expect(formatTarget({ target: 1, comparator: '>=' }, 'done', 'zh')).toBe('已完成');
    expect(formatTarget({ target: null, comparator: null }, 'percent', 'zh')).toBe('未设指标值');
  });
});
