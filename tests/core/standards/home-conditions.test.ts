/** Conditions on all homes at once, against one home after another; columns that serve several years. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumn, createNumbers } from '../../../src/core/coverage/columns.ts';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import { residenceFields, testAndTell } from '../../../src/core/standards/conditions.ts';
import { testHomes } from '../../../src/core/standards/home-conditions.ts';
import { truthOf } from '../../../src/core/standards/range.ts';
import type { Condition } from '../../../src/core/standards/types.ts';
import type { Project } from '../../../src/core/types.ts';
import { makeAreas, makeHomes, makeTown, momentOf } from './town.ts';

const blankOr = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });

const someHome = fc.record({
  stage: blankOr(['new', 'existing'] as const),
  households: blankOr([0, 50, 100]),
  elders: blankOr([0, 20, 200]),
  completed: blankOr([2015, 2022, 2026]),
  attributes: fc.record({ care_room_m2: blankOr([0, 30, '40', 'large']), setting: blankOr(['rural']) }),
});

/** Three homes in an area each, the second of which does not say what it is; the fourth has elders and gets estimated homes. */
const someTown = fc.tuple(someHome, someHome, someHome).map(([h1, h2, h3]): Project =>
  makeTown([], {
    year: 2020,
    areas: makeAreas({
      s1: { attributes: { main_urban: true } },
      c2: { setting: null },
      c4: { elders: 12 },
    }),
    residences: makeHomes({ h1, h2, h3 }).slice(0, 3),
  }),
);

const onColumn = fc.constantFrom<Condition>(
  { field: 'stage', is: 'new' },
  { field: 'stage', is: ['new', 'existing'] },
  { field: 'setting', is: 'urban' },
  { field: 'main_urban', is: true },
  { field: 'estimated', is: true },
  { field: 'households', moreThan: 50 },
  { field: 'elders', atLeast: { percent: 100, of: 'households' } },
  { field: 'care_room_m2', given: true },
  { field: 'care_room_m2', atLeast: { parameter: 'floor' } },
  { field: 'completed', atMost: 2022 },
  { field: 'no_such_column', is: 1 },
);
const { condition: someCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    onColumn,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

describe('a condition on all homes', () => {
  it('says of each what it says of it alone, and which columns would settle the rest', () => {
    let estimated = 0;
    fc.assert(
      fc.property(someTown, someCondition, fc.constantFrom(null, 2020, 2025), (town, condition, year) => {
        const moment = momentOf(town, year);
        const missing = { known: new Set<string>(), estimated: new Set<string>() };
        const alone = moment.demand.residences.map((residence, row) =>
          testAndTell(
            condition,
            residenceFields(moment, row),
            moment,
            residence.estimated ? missing.estimated : missing.known,
          ),
        );
        const found = testHomes(condition, moment);
        expect(Array.from(found.truths, truthOf)).toEqual(alone);
        expect(found.missing).toEqual(missing);
        estimated += moment.demand.residences.filter((residence) => residence.estimated).length;
      }),
      { numRuns: 400 },
    );
    expect(estimated).toBeGreaterThan(0);
  });
});

describe('a column of residences', () => {
  it('is that of the homes of each year, read once for those of the data', () => {
    fc.assert(
      fc.property(someTown, (town) => {
        const read: string[] = [];
        const idsOf = createColumn(({ id }) => (read.push(id), id));
        const householdsOf = createNumbers(({ households }) => households);
        for (const year of [2015, 2020, 2025, null]) {
          const demand = prepareDemand(town, year);
          expect(idsOf(demand)).toEqual(demand.residences.map(({ id }) => id));
          expect([...householdsOf(demand)]).toEqual(demand.residences.map(({ households }) => households ?? NaN));
        }
        const ofData = read.filter((id) => !id.includes('~'));
        expect(ofData).toHaveLength(town.residences.length);
      }),
    );
  });
});
