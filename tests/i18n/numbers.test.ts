import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS, LOCALES } from '../../src/i18n/index.ts';
import {
  formatAmount,
  formatChange,
  formatInteger,
  formatLimit,
  formatMetres,
  formatPoints,
  formatRatio,
  formatShare,
  formatSpeed,
} from '../../src/i18n/numbers.ts';

/** `99.9%` and `99.9 %` are both how a language may write it. */
const plain = (text: string) => text.replace(/\s/gu, '');

describe('a share in per cent', () => {
  it.each(LOCALES)('is rounded towards failing, with one decimal (%s)', (locale) => {
    const cases: [number, string][] = [
      [0.9996, '99.9%'],
      [0.9999999, '99.9%'],
      [0.8999, '89.9%'],
      [0.29, '29.0%'],
      [0.57, '57.0%'],
      [0.9, '90.0%'],
      [0.001, '0.1%'],
      [0.00099, '0.0%'],
      [0, '0.0%'],
      [1, '100.0%'],
    ];
    for (const [share, text] of cases) expect(plain(formatShare(share, locale)), String(share)).toBe(text);
  });

  it('is never above the true share of whole people, and less than a tenth of a per cent below it', () => {
    const people = fc.integer({ min: 1, max: 50_000_000 });
    fc.assert(
      fc.property(people, people, (a, b) => {
        const [part, all] = a < b ? [a, b] : [b, a];
        const tenths = (BigInt(part) * 1000n) / BigInt(all);
        expect(plain(formatShare(part / all, 'en'))).toBe(`${tenths / 10n}.${tenths % 10n}%`);
      }),
      { numRuns: 500 },
    );
  });

  it('that is not known is said to be so, and is not 0', () => {
    expect(formatShare(null, 'zh')).toBe('资料不足');
    expect(formatShare(null, 'en')).toBe('not known');
  });
});

describe('a limit', () => {
  it('is said as people say it', () => {
    const cases: [number, string, string][] = [
      [300, '300 米', '300 m'],
      [500, '500 米', '500 m'],
      [1000, '1 公里', '1 km'],
      [1500, '1.5 公里', '1.5 km'],
      [5000, '5 公里', '5 km'],
      [999, '999 米', '999 m'],
      [1250, '1,250 米', '1,250 m'],
    ];
    for (const [metres, zh, en] of cases) {
      expect(formatLimit(metres, 'zh')).toBe(zh);
      expect(formatLimit(metres, 'en')).toBe(en);
    }
  });

  it('never reads like another limit, in steps of 50 m', () => {
    const limits = Array.from({ length: 99 }, (_, step) => 100 + step * 50);
    for (const locale of LOCALES) expect(new Set(limits.map((metres) => formatLimit(metres, locale))).size).toBe(99);
  });
});

describe('a distance', () => {
  it('is in whole metres below 10 km and in kilometres from there on', () => {
    expect(formatMetres(0, 'en')).toBe('0 m');
    expect(formatMetres(432.4, 'zh')).toBe('432 米');
    expect(formatMetres(9_876.5, 'en')).toBe('9,877 m');
    expect(formatMetres(10_000, 'en')).toBe('10 km');
    expect(formatMetres(12_345, 'zh')).toBe('12.3 公里');
  });

  it('that is not known is said to be so, and is not 0', () => {
    expect(formatMetres(null, 'en')).toBe('not known');
    expect(formatMetres(null, 'zh')).toBe('资料不足');
  });
});

describe('other figures', () => {
  it.each(LOCALES)('a change has its sign, and nothing changed has none (%s)', (locale) => {
    expect(formatChange(3214, locale)).toBe('+3,214');
    expect(formatChange(-7, locale)).toMatch(/^[-−]7$/u);
    expect(formatChange(0, locale)).toBe('0');
  });

  it.each(LOCALES)('a difference of shares is in percentage points (%s)', (locale) => {
    expect(formatPoints(0.0213, locale)).toBe('+2.1');
    expect(formatPoints(-0.1, locale)).toMatch(/^[-−]10\.0$/u);
    expect(formatPoints(0, locale)).toBe('0.0');
  });

  it.each(LOCALES)('large numbers are grouped (%s)', (locale) => {
    expect(formatInteger(186310, locale)).toBe('186,310');
  });
});

describe('every figure is written as the platform writes it', () => {
  const figure = fc.oneof(
    fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
    fc.integer({ min: -10_000_000, max: 10_000_000 }).map((thousandths) => thousandths / 1000),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.constantFrom(0, -0, 0.5, -0.5, 1.005, -1.005, 0.004, -0.004, 0.995, 999.995, 1e-7, -1e-7),
  );
  const speed = { minimumFractionDigits: 1, maximumFractionDigits: 2 };
  const points = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  const cases = [
    ['whole', formatInteger, { maximumFractionDigits: 0 }],
    ['to two decimals', formatAmount, { maximumFractionDigits: 2 }],
    ['with two decimals', formatRatio, { minimumFractionDigits: 2, maximumFractionDigits: 2 }],
    ['a change', formatChange, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }],
    ['points', (value: number, locale: 'zh' | 'en') => formatPoints(value / 128, locale), points],
    ['a pace', (value: number, locale: 'zh' | 'en') => formatSpeed(value, locale).replace(/[^\d.,-]/gu, ''), speed],
  ] as const;

  it.each(cases)('%s', (_name, ours, options) => {
    const isPoints = options === points;
    for (const locale of LOCALES) {
      // 0 has no sign: -0.4 people are nobody.
      const theirs = new Intl.NumberFormat(LANGUAGE_TAGS[locale], { signDisplay: 'negative', ...options });
      fc.assert(
        fc.property(figure, (value) => {
          expect(ours(value, locale)).toBe(theirs.format(isPoints ? (value / 128) * 100 : value));
        }),
        { numRuns: 1000, seed: 1 },
      );
    }
  });
});
