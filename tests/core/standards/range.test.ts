import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { both, codeOf, either, keeps, not, Share } from '../../../src/core/standards/range.ts';
import type { Truth } from '../../../src/core/standards/range.ts';
import { percentOfSums } from '../../../src/core/standards/ratio.ts';
import type { Piece } from '../../../src/core/standards/ratio.ts';
import type { Comparator, Range } from '../../../src/core/standards/types.ts';

const truth = fc.constantFrom<Truth[]>(true, false, null);
const pack = { parameter: (id: string): number => ({ about_percent: 10, three: 3 })[id] ?? NaN };

/** Every way to fill in what is not known. */
function fill<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>((found, options) => found.flatMap((before) => options.map((o) => [...before, o])), [[]]);
}

describe('three values', () => {
  it('are what all ways to fill in the unknown ones agree on', () => {
    fc.assert(
      fc.property(fc.array(truth, { maxLength: 5 }), (truths) => {
        const worlds = fill(truths.map((one) => (one === null ? [true, false] : [one])));
        const agree = (test: (world: boolean[]) => boolean): Truth => {
          const answers = new Set(worlds.map((world) => test(world)));
          return answers.size === 1 ? [...answers][0]! : null;
        };
        expect(both(truths)).toBe(agree((world) => world.every(Boolean)));
        expect(either(truths)).toBe(agree((world) => world.some(Boolean)));
        expect(truths.map(not)).toEqual(truths.map((one) => (one === null ? null : !one)));
      }),
    );
  });
});

describe('a share', () => {
  const member = fc.record({ passes: truth, isMember: truth, weight: fc.constantFrom(0, 1, 2, 5, null) });

  /** Least and most over all ways to fill in; an unknown weight is tried at nothing and at very much. */
  function tryAll(members: readonly { passes: Truth; isMember: Truth; weight: number | null }[]): Range | null {
    const options = members.map(({ passes, isMember, weight }) =>
      (passes === null ? [true, false] : [passes]).flatMap((p) =>
        (isMember === null ? [true, false] : [isMember]).flatMap((m) =>
          (weight === null ? [0, 1e12] : [weight]).map((w) => ({ p, w: m ? w : 0 })),
        ),
      ),
    );
    let [low, high, mayBeNothing] = [Infinity, -Infinity, false];
    for (const world of fill(options)) {
      const all = world.reduce((sum, { w }) => sum + w, 0);
      const some = world.reduce((sum, { p, w }) => sum + (p ? w : 0), 0);
      if (all === 0) mayBeNothing = true;
      else [low, high] = [Math.min(low, (100 * some) / all), Math.max(high, (100 * some) / all)];
    }
    if (low === Infinity) return null;
    return mayBeNothing ? { low: 0, high: 100 } : { low, high };
  }

  it('has the ends that trying every way to fill in the unknown gives', () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 4 }), (members) => {
        const share = new Share();
        for (const { passes, isMember, weight } of members) share.add(passes, isMember, weight);
        const [is, should] = [share.value, tryAll(members)];
        expect(is === null).toBe(should === null);
        if (is === null || should === null) return;
        expect(is.low).toBeCloseTo(should.low, 6);
        expect(is.high).toBeCloseTo(should.high, 6);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same by columns, of rows in any order and only of those asked for', () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), fc.array(member, { maxLength: 3 }), (members, others) => {
        const [share, byColumns] = [new Share(), new Share()];
        for (const { passes, isMember, weight } of members) share.add(passes, isMember, weight);
        const all = [...others, ...members].reverse();
        const columns = {
          passes: Uint8Array.from(all, ({ passes }) => codeOf(passes)),
          isMember: Uint8Array.from(all, ({ isMember }) => codeOf(isMember)),
          weights: Float64Array.from(all, ({ weight }) => weight ?? NaN),
        };
        const rows = Uint32Array.from(all, (_, i) => all.length - 1 - i);
        byColumns.addRows(rows, others.length, all.length, columns);
        expect([byColumns.value, byColumns.heads]).toEqual([share.value, share.heads]);
        const inOrder = new Share();
        inOrder.addAll(columns);
        for (const { passes, isMember, weight } of others) share.add(passes, isMember, weight);
        expect([inOrder.value, inOrder.heads]).toEqual([share.value, share.heads]);
      }),
    );
  });

  it('tells heads of known weight', () => {
    const share = new Share();
    share.add(true, true, 30);
    share.add(null, true, 20);
    share.add(false, null, 10);
    share.add(true, true, null);
    expect(share.heads).toEqual({ some: { low: 30, high: 50 }, all: { low: 50, high: 60 } });
  });
});

describe('a part of a whole', () => {
  const range = fc.tuple(fc.nat(4), fc.nat(4)).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
  const piece = fc
    .record({ part: range, whole: range, isOptional: fc.boolean() })
    .filter(({ part, whole }) => part.low <= whole.low && part.high <= whole.high);

  it('has ends that no way to fill in leaves', () => {
    const steps = ({ low, high }: Range): number[] => Array.from({ length: high - low + 1 }, (_, i) => low + i);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 3 }), (pieces) => {
        const value = percentOfSums(pieces);
        const worlds = fill(
          pieces.map(({ part, whole, isOptional }) => [
            ...steps(whole).flatMap((w) =>
              steps(part)
                .filter((p) => p <= w)
                .map((p) => ({ p, w })),
            ),
            ...(isOptional ? [{ p: 0, w: 0 }] : []),
          ]),
        );
        const shares = worlds.flatMap((world) => {
          const whole = world.reduce((sum, { w }) => sum + w, 0);
          return whole === 0 ? [] : [(100 * world.reduce((sum, { p }) => sum + p, 0)) / whole];
        });
        if (value === null) {
          expect(shares).toEqual([]);
          return;
        }
        const hasSure = pieces.some(({ whole, isOptional }) => !isOptional && whole.low > 0);
        expect(value.low).toBeCloseTo(hasSure ? Math.min(...shares) : 0, 9);
        expect(value.high).toBeCloseTo(hasSure ? Math.max(...shares) : 100, 9);
      }),
      { numRuns: 2000 },
    );
  });

  it('is bounded by the whole where it is blank, and open where the whole is', () => {
    const any: Range = { low: 0, high: Infinity };
    const known = (part: number, whole: number): Piece => ({
      part: { low: part, high: part },
      whole: { low: whole, high: whole },
      isOptional: false,
    });
    expect(percentOfSums([known(30, 60), { ...known(0, 40), part: any }])).toEqual({ low: 30, high: 70 });
    expect(percentOfSums([known(30, 60), { ...known(20, 0), whole: any }])).toEqual({ low: 0, high: 62.5 });
    expect(percentOfSums([known(0, 0)])).toBeNull();
  });
});

describe('a rule for one unit', () => {
  const rule = (
    comparator: Comparator,
    value: number | { parameter: string },
  ): { comparator: Comparator; value: typeof value } => ({
    comparator,
    value,
  });

  it('is closed at its number, and not known where the two ends disagree', () => {
    const asked = rule('>=', 3);
    expect(keeps({ low: 3, high: 9 }, asked, pack)).toBe(true);
    expect(keeps({ low: 2, high: 3 }, asked, pack)).toBeNull();
    expect(keeps({ low: 0, high: 2 }, asked, pack)).toBe(false);
    expect(keeps({ low: 3, high: 3 }, rule('>', 3), pack)).toBe(false);
    expect(keeps({ low: 0, high: Infinity }, asked, pack)).toBeNull();
    expect(keeps(null, asked, pack)).toBeNull();
  });

  it('reads named parameters, and about as a little less', () => {
    expect(keeps({ low: 3, high: 3 }, rule('>=', { parameter: 'three' }), pack)).toBe(true);
    expect(keeps({ low: 9, high: 9 }, rule('~', 10), pack)).toBe(true);
    expect(keeps({ low: 8.9, high: 8.9 }, rule('~', 10), pack)).toBe(false);
  });

  it('does not fail a value by the last digit of its division', () => {
    const value = (100 * 8.7) / 29;
    expect(value).toBeLessThan(30);
    expect(keeps({ low: value, high: value }, rule('>=', 30), pack)).toBe(true);
  });
});
