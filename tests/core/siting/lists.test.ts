/** Lists of numbers against sets. */
import { describe, expect, it } from 'vitest';
import { findAlike, Inclusion, type Lists, selectLists, sizeOf, transpose } from '../../../src/core/siting/lists.ts';
import { createDice } from './random-cases.ts';

const NUMBERS = 40;

/** Short lists and long ones, some of them parts of others, some alike, some empty. */
function makeSets(seed: number): number[][] {
  const dice = createDice(seed + 3);
  const sets: number[][] = [[], []];
  for (let each = 0; each < 40; each++) {
    const from = sets[dice(sets.length)]!;
    const share = 1 + dice(4);
    const inside = Array.from({ length: NUMBERS }, (_, number) => number).filter((number) =>
      dice(3) === 0 ? dice(share) === 0 : from.includes(number),
    );
    sets.push(inside, dice(2) === 0 ? [...inside] : inside.filter(() => dice(5) > 0));
  }
  return sets;
}

const toLists = (sets: readonly (readonly number[])[]): Lists => {
  const starts = [0];
  for (const set of sets) starts.push(starts.at(-1)! + set.length);
  return { starts: Uint32Array.from(starts), items: Uint32Array.from(sets.flat()) };
};
const toSets = (lists: Lists): number[][] =>
  Array.from({ length: lists.starts.length - 1 }, (_, list) => [
    ...lists.items.subarray(lists.starts[list], lists.starts[list + 1]),
  ]);

describe.each([1, 2, 3, 4, 5])('lists of numbers (seed %i)', (seed) => {
  const sets = makeSets(seed);
  const lists = toLists(sets);

  it('lie inside each other where sets do', () => {
    const inclusion = new Inclusion(lists);
    let number = 0;
    sets.forEach((inner, one) => {
      sets.forEach((outer, other) => {
        const expected = inner.every((item) => outer.includes(item));
        expect(inclusion.isInside(one, other)).toBe(expected);
        if (expected && one !== other && inner.length > 0) number++;
      });
    });
    expect(number).toBeGreaterThan(20);
  });

  it('are known again where they are alike', () => {
    const words = sets.map((set) => set.join());
    expect([...findAlike(lists)]).toEqual(words.map((word) => words.indexOf(word)));
    expect(new Set(words).size).toBeLessThan(words.length);
  });

  it('turn into the lists that each number is in, and back', () => {
    const turned = transpose(lists, NUMBERS);
    toSets(turned).forEach((list, number) => {
      expect(list).toEqual([...sets.keys()].filter((at) => sets[at]!.includes(number)));
    });
    expect(toSets(transpose(turned, sets.length))).toEqual(sets);
  });

  it('are taken out in any order, without some numbers', () => {
    const isOut = Uint8Array.from({ length: NUMBERS }, (_, number) => (number % 3 === 0 ? 1 : 0));
    const selected = selectLists(lists, [7, 3, 5], isOut);
    expect(toSets(selected)).toEqual([7, 3, 5].map((at) => sets[at]!.filter((number) => number % 3 !== 0)));
    expect(toSets(selectLists(lists, [4], null))).toEqual([sets[4]]);
    expect(sizeOf(lists, 4)).toBe(sets[4]!.length);
  });
});
