import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../scripts/commands/failures.ts';
import { addLimit, parseLimit, resolveLimit } from '../../../scripts/commands/limits.ts';

describe('a limit on the command line', () => {
  it.each([
    ['day_care=1000m', 'day_care', 1000],
    ['day_care=1000', 'day_care', 1000],
    ['meals=1.5km', 'meals', 1500],
    ['公园=300m', '公园', 300],
    ['post_office=0.5m', 'post_office', 0.5],
  ])('%s is a kind and metres', (text, kind, metres) => {
    expect(parseLimit(text)).toEqual({ kind, limit: { metres } });
  });

  it.each([
    'day_care',
    'day_care=',
    '=1000m',
    'day_care=abc',
    'day_care=1000 m',
    'day_care=-5m',
    'day_care=0',
    'a=1e3',
  ])('%s is refused', (text) => {
    expect(() => parseLimit(text)).toThrow(UsageError);
  });

  it('is refused where it is longer than any city', () => {
    expect(parseLimit('day_care=50km').limit).toEqual({ metres: 50_000 });
    expect(() => parseLimit('day_care=50001m')).toThrow(/at most 50000/);
  });

  it('may be minutes, which are metres only at a speed', () => {
    const { kind, limit } = parseLimit('meals=15min');
    expect([kind, limit]).toEqual(['meals', { minutes: 15 }]);
    expect(resolveLimit(limit, 1)).toEqual({ metres: 900, minutes: 15 });
    expect(resolveLimit(limit, 0.8)).toEqual({ metres: 720, minutes: 15 });
    expect(resolveLimit({ metres: 1000 }, 0.8)).toEqual({ metres: 1000 });
    for (const text of ['meals=0min', 'meals=601min', 'meals=-5min'])
      expect(() => parseLimit(text)).toThrow(UsageError);
  });

  it('stands once for each kind', () => {
    const first = addLimit('day_care=1km');
    expect(addLimit('meals=500m', first)).toEqual({ day_care: { metres: 1000 }, meals: { metres: 500 } });
    expect(() => addLimit('day_care=500m', first)).toThrow(/two limits/);
  });
});
