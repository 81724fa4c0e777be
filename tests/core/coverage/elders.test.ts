import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eldersInYear, eldersOfRow, listKnownElders } from '../../../src/core/coverage/elders.ts';

const years = (elders: number | null, eldersByYear: Record<number, number> = {}) => ({ elders, eldersByYear });

describe('eldersInYear', () => {
  it('is linear between two years and whole', () => {
    expect(eldersInYear(years(100, { 2030: 151 }), 2025, 2020)).toBe(126);
    expect(eldersInYear(years(100, { 2030: 150 }), 2021, 2020)).toBe(105);
    expect(eldersInYear(years(null, { 2030: 150, 2020: 100, 2025: 90 }), 2026, null)).toBe(102);
  });

  it('holds the first and the last figure beyond them', () => {
    expect(eldersInYear(years(100, { 2030: 150 }), 2010, 2020)).toBe(100);
    expect(eldersInYear(years(100, { 2030: 150 }), 2050, 2020)).toBe(150);
  });

  it('takes a figure of the very year as it is written', () => {
    expect(eldersInYear(years(100.5, { 2030: 150 }), 2020, 2020)).toBe(100.5);
    expect(eldersInYear(years(100, { 2020: 90 }), 2020, 2020)).toBe(90);
  });

  it('uses the one figure there is, in any year, and keeps unknown unknown', () => {
    expect(eldersInYear(years(100), 2035, 2020)).toBe(100);
    expect(eldersInYear(years(100), 2035, null)).toBe(100);
    expect(eldersInYear(years(100, { 2030: 150 }), null, 2020)).toBe(100);
    expect(eldersInYear(years(null), 2035, 2020)).toBeNull();
    expect(eldersInYear(years(null, { 2030: 150 }), null, 2020)).toBeNull();
    expect(eldersInYear(years(0), 2035, 2020)).toBe(0);
  });
});

describe('eldersOfRow', () => {
  const year = fc.integer({ min: 2018, max: 2026 });
  const count = fc.integer({ min: 0, max: 300 });
  const row = fc.record({
    elders: fc.option(count),
    eldersByYear: fc.dictionary(year.map(String), count),
  });

  it('says of every row of many what it would say of the row alone', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.option(year), fc.option(year), (rows, asked, ofData) => {
        const known = listKnownElders(rows, ofData);
        for (const [i, figures] of rows.entries()) {
          expect(eldersOfRow(known, i, asked)).toBe(eldersInYear(figures, asked, ofData) ?? NaN);
        }
      }),
    );
  });
});
