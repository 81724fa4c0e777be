import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHomes, mergeHomes } from '../../../src/core/coverage/homes.ts';
import { compareIds } from '../../../src/core/types.ts';
import { makeResidence } from '../make.ts';

const homesOf = (ids: readonly string[], area: number) =>
  createHomes(
    ids.map((id, i) => ({ residence: makeResidence(id, [120 + i / 100, 31 - i / 100]), area, elders: i || null })),
  );

describe('mergeHomes', () => {
  it('is all of both by id, each with its own figures', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(ids, fc.infiniteStream(fc.boolean()), (all, isFew) => {
        const few: string[] = [];
        const many: string[] = [];
        for (const id of [...all].sort(compareIds)) (isFew.next().value ? few : many).push(id);
        const [one, other] = [homesOf(many, 1), homesOf(few, -1)];
        const both = mergeHomes(one, other);
        expect(both.residences.map(({ id }) => id)).toEqual([...all].sort(compareIds));
        both.residences.forEach((residence, row) => {
          const from = few.includes(residence.id) ? other : one;
          const place = from.residences.indexOf(residence);
          expect(both.area[row]).toBe(from.area[place]);
          expect(both.elders[row]).toBe(from.elders[place]);
          expect([both.longitudes[row], both.latitudes[row]]).toEqual([...residence.position]);
        });
      }),
    );
  });
});
