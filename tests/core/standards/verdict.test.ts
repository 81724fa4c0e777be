import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparator, State } from '../../../src/core/standards/types.ts';
import { judge, marginOf, worstState } from '../../../src/core/standards/verdict.ts';

const parameter = (id: string): number => {
  const value = { about_percent: 10, many: 40 }[id];
  if (value === undefined) throw new Error(`no ${id}`);
  return value;
};
const exactly = (value: number) => ({ low: value, high: value });
const stateAt = (comparator: Comparator, value: number, target = 90): State =>
  judge(exactly(value), { comparator, value: target }, parameter, 'percent');

describe('a known value', () => {
  it.each<[Comparator, State, State, State]>([
    ['>', 'not_met', 'not_met', 'met'],
    ['>=', 'not_met', 'met', 'met'],
    ['=', 'not_met', 'met', 'not_met'],
    ['<=', 'met', 'met', 'not_met'],
    ['<', 'met', 'not_met', 'not_met'],
  ])('with %s is %s just below, %s at and %s just above the threshold', (comparator, below, at, above) => {
    expect(stateAt(comparator, 90 - 1e-9)).toBe(below);
    expect(stateAt(comparator, 90)).toBe(at);
    expect(stateAt(comparator, 90 + 1e-9)).toBe(above);
  });

  it('with ~ passes from the value less ten per cent on, and however much it is', () => {
    const about50 = (value: number): State => stateAt('~', value, 50);
    expect([about50(45 - 1e-9), about50(45), about50(50), about50(500)]).toEqual(['not_met', 'met', 'met', 'met']);
  });

  it('with = allows half of the last printed digit, but not to shares', () => {
    const state = (value: number, target: number, unit: 'count' | 'percent'): State =>
      judge(exactly(value), { comparator: '=', value: target }, parameter, unit);
    expect([38.4, 38.5, 39.5, 39.6].map((value) => state(value, 39, 'count'))).toEqual([
      'not_met',
      'met',
      'met',
      'not_met',
    ]);
    expect([5.8, 5.8125, 5.82].map((value) => state(value, 5.81, 'count'))).toEqual(['not_met', 'met', 'not_met']);
    expect(state(99.9, 100, 'percent')).toBe('not_met');
    expect(state(100, 100, 'percent')).toBe('met');
  });

  it('is tested against a parameter where the target names one', () => {
    const target = { comparator: '>=', value: { parameter: 'many' } } as const;
    expect(judge(exactly(39), target, parameter)).toBe('not_met');
    expect(judge(exactly(40), target, parameter)).toBe('met');
    expect(() => judge(exactly(1), { comparator: '>=', value: { parameter: 'gone' } }, parameter)).toThrow('no gone');
  });
});

describe('a value that is not known exactly', () => {
  it('is unknown where its two ends do not agree, and without any value', () => {
    const state = (low: number, high: number): State =>
      judge({ low, high }, { comparator: '>=', value: 90 }, parameter);
    expect([state(90, 100), state(80, 89.9), state(89.9, 90)]).toEqual(['met', 'not_met', 'unknown']);
    expect(judge(null, { comparator: '>=', value: 0 }, parameter)).toBe('unknown');
    expect(judge({ low: NaN, high: 100 }, { comparator: '>=', value: 0 }, parameter)).toBe('unknown');
  });

  it('may be the figure asked for where that lies between its ends', () => {
    const state = (low: number, high: number): State => judge({ low, high }, { comparator: '=', value: 5 }, parameter);
    expect([state(3, 8), state(6, 8), state(5, 5), state(5, 9)]).toEqual(['unknown', 'not_met', 'met', 'unknown']);
  });

  it('has a verdict only if every value in it has that verdict', () => {
    const comparator = fc.constantFrom<Comparator>('>', '>=', '=', '<=', '<', '~');
    const number = fc.integer({ min: 0, max: 40 }).map((half) => half / 2);
    fc.assert(
      fc.property(comparator, number, fc.tuple(number, number), fc.array(number), (sign, value, [a, b], between) => {
        const range = { low: Math.min(a, b), high: Math.max(a, b) };
        const target = { comparator: sign, value };
        const state = judge(range, target, parameter, 'percent');
        const inside = between.filter((one) => one >= range.low && one <= range.high);
        const states = inside.map((one) => judge(exactly(one), target, parameter, 'percent'));
        if (state !== 'unknown') expect(states.filter((one) => one !== state)).toEqual([]);
      }),
    );
  });
});

it('the margin is positive on the passing side', () => {
  const margin = (comparator: Comparator, value: number): number =>
    marginOf(value, { comparator, value: 90 }, parameter);
  expect([margin('>=', 92), margin('>', 80), margin('<=', 80), margin('<', 95)]).toEqual([2, -10, 10, -5]);
  expect([margin('~', 85), margin('=', 92), margin('=', 90)]).toEqual([4, -2, 0]);
});

it('of several states the worst is what fails, then what is not known', () => {
  expect(worstState(['met', 'unknown', 'not_met'])).toBe('not_met');
  expect(worstState(['no_target', 'met', 'unknown'])).toBe('unknown');
  expect(worstState(['no_target', 'met'])).toBe('met');
  expect(worstState([])).toBe('unknown');
});
