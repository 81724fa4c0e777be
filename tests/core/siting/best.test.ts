/** The best answer so far: when it is proven, how bounds are rounded, and how much time is left. */
import { describe, expect, it } from 'vitest';
import { Best, Clock, type Goal, refuse } from '../../../src/core/siting/best.ts';

const create = (goal: Partial<Goal> = {}) =>
  new Best({ isMost: true, unit: 0, grain: 0, measure: (chosen) => chosen.reduce((a, b) => a + b, 0), ...goal });

describe('the best answer so far', () => {
  it('takes what is better only, in order of places', () => {
    const most = create();
    expect([most.offer([5, 2]), most.offer([7]), most.offer([3]), most.offer([8])]).toEqual([true, false, false, true]);
    expect(most.answer()).toMatchObject({ chosen: [8], objective: 8 });
    const least = create({ isMost: false });
    expect([least.offer([5, 2]), least.offer([8]), least.offer([4, 1])]).toEqual([true, false, true]);
    expect(least.answer()).toMatchObject({ chosen: [1, 4], objective: 5 });
    expect(create({ measure: () => null }).offer([1])).toBe(false);
  });

  it('is a guess without a bound, then within a gap, then optimal', () => {
    const best = create();
    expect(best.answer()).toMatchObject({ status: 'heuristic', chosen: [], objective: NaN, gap: Infinity });
    best.offer([80]);
    expect(best.answer()).toMatchObject({ status: 'heuristic', bound: Infinity, gap: Infinity });
    best.tighten(100);
    expect(best.answer()).toMatchObject({ status: 'within_gap', bound: 100, gap: 0.25 });
    best.tighten(120);
    expect(best.bound).toBe(100);
    best.tighten(80);
    expect(best.answer()).toMatchObject({ status: 'optimal', bound: 80, gap: 0, reason: null, unreachable: [] });
  });

  it.each([
    [{ isMost: true, unit: 1 }, 100, 100.99, true],
    [{ isMost: true, unit: 1 }, 100, 101, false],
    [{ isMost: true }, 100, 100.0002, false],
    [{ isMost: false }, 1000, 999.9995, true],
    [{ isMost: false }, 1000, 999.99, false],
    [{ isMost: false }, 0, 0, true],
    [{ isMost: true, grain: 1 }, 100, 100.9, true],
    [{ isMost: true, grain: 1 }, 100, 101.0000000001, false],
    [{ isMost: true, grain: 1 }, 100, 100.9999999999, false],
    [{ isMost: false, grain: 1 }, 7, 6.0000001, true],
    [{ isMost: false, grain: 1 }, 7, 6.0000000001, false],
    [{ isMost: false, grain: 5 }, 10, 5.5, true],
  ] as const)('%o at %d with the bound %d: proven is %s', (goal, objective, bound, isProven) => {
    const best = create(goal);
    best.offer([objective]);
    best.tighten(bound);
    expect(best.isProven()).toBe(isProven);
    expect(best.answer().status).toBe(isProven ? 'optimal' : 'within_gap');
  });

  it('never shows a bound that its own answer beats', () => {
    for (const isMost of [true, false]) {
      const best = create({ isMost });
      best.offer([50]);
      best.tighten(isMost ? 49 : 51);
      expect(best.answer()).toMatchObject({ status: 'optimal', objective: 50, bound: 50, gap: 0 });
    }
  });

  it('has no gap at nothing of nothing, and an endless one where nothing is known of something', () => {
    const best = create();
    best.offer([0]);
    best.tighten(3);
    expect(best.answer()).toMatchObject({ status: 'heuristic', gap: Infinity });
    best.tighten(0);
    expect(best.answer()).toMatchObject({ status: 'optimal', gap: 0 });
  });

  it('without a choice is refused for a reason, or unknown', () => {
    expect(refuse('budget', [])).toMatchObject({ status: 'infeasible', chosen: [], reason: 'budget', objective: NaN });
    expect(refuse('unreachable', [3, 4]).unreachable).toEqual([3, 4]);
    expect(refuse(null, []).status).toBe('heuristic');
    expect(create().isProven()).toBe(false);
  });
});

describe('the clock', () => {
  it('counts from when it was made, and stays at nothing left', () => {
    let time = 5_000;
    const clock = new Clock(() => time, 4);
    expect([clock.left, clock.isUp(), clock.isPast(0)]).toEqual([4, false, true]);
    time = 7_000;
    expect([clock.left, clock.isPast(0.5), clock.isPast(0.51)]).toEqual([2, true, false]);
    time = 9_000;
    expect([clock.left, clock.isUp(), clock.isPast(1)]).toEqual([0, true, true]);
    time = 90_000;
    expect(clock.left).toBe(0);
  });
});
