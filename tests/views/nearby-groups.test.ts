import { expect, it } from 'vitest';
import { sortGroups } from '../../src/views/nearby/groups.ts';
import type { NearbyGroup } from '../../src/worker/results.ts';
import { makeFacility } from '../core/make.ts';

const group = (kind: string, metres: number, walkMetres: number | null): NearbyGroup => ({
  kind,
  facilities: [{ facility: makeFacility(kind, [118.77, 32.06], { types: [kind] }), metres, walkMetres }],
});

it('day care and meals come first, then what else there is by the walk, and no type twice', () => {
  const found = [
    group('bank', 100, 900),
    group('meal_point', 50, 60),
    group('pharmacy', 700, 800),
    group('meals', 50, 60),
    group('park', 850, null),
    { kind: 'rehab_union', facilities: [] },
    group('day_care', 2000, 3000),
  ];
  const before = structuredClone(found);
  expect(sortGroups(found).map(({ kind }) => kind)).toEqual([
    'day_care',
    'meals',
    'rehab_union',
    'pharmacy',
    'park',
    'bank',
  ]);
  expect(found).toEqual(before);
});
