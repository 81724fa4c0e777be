import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WALKING_SPEEDS } from '../../src/core/walking-speed.ts';
import { formatMinutesOnFoot, isDetour } from '../../src/views/nearby/walk-words.ts';

describe('minutes on foot', () => {
  it('are whole, rounded up, and never none, in both languages', () => {
    // Metres, metres a second, minutes reckoned by hand.
    const cases: [number, number, string][] = [
      [0, 1, '1'],
      [0.4, 1, '1'],
      [60, 1, '1'],
      [60.01, 1, '2'],
      [719, 1, '12'],
      [720, 1, '12'],
      [721, 1, '13'],
      [900, 0.6, '25'],
      [720, 0.8, '15'],
      [720.1, 0.8, '16'],
      [1000, 0.8, '21'],
      [72_000, 1, '1,200'],
    ];
    for (const [metres, speed, minutes] of cases) {
      expect(formatMinutesOnFoot(metres, speed, 'zh')).toBe(`步行约 ${minutes} 分钟`);
      expect(formatMinutesOnFoot(metres, speed, 'en')).toBe(`About ${minutes} min on foot`);
    }
  });

  it('are enough for the walk, and one less is not, at every pace', () => {
    const paces = fc.constantFrom(...Object.values(WALKING_SPEEDS));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000_000 }), paces, (millimetres, speed) => {
        const said = formatMinutesOnFoot(millimetres / 1000, speed, 'zh').replace(/\D/gu, '');
        // Whole numbers: a pace is so many tenths of a metre, 6000 millimetres a minute for each.
        const aMinute = 6000n * BigInt(Math.round(speed * 10));
        expect(BigInt(said) * aMinute).toBeGreaterThanOrEqual(BigInt(millimetres));
        expect((BigInt(said) - 1n) * aMinute).toBeLessThan(BigInt(millimetres));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a detour', () => {
  it('is told where the way is half as long again as the straight line, and 200 m longer', () => {
    expect(isDetour({ metres: 400, walkMetres: 600 })).toBe(true);
    expect(isDetour({ metres: 400, walkMetres: 599 })).toBe(false);
    expect(isDetour({ metres: 100, walkMetres: 299 })).toBe(false);
    expect(isDetour({ metres: 2000, walkMetres: 2900 })).toBe(false);
    expect(isDetour({ metres: 400, walkMetres: null })).toBe(false);
  });
});
