/** In which order edits may be made, and what undoes what, on random lists of edits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettings, evaluate } from '../../../src/core/evaluate.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit } from '../../../src/core/scenario/edits.ts';
import { compareIds, finish } from '../../../src/core/types.ts';
import type { Facility, Position, Project } from '../../../src/core/types.ts';
import { deepFreeze, makeFacility, makeProject, makeResidence } from '../make.ts';

const base: Project = deepFreeze(
  makeProject({
    year: 2025,
    facilities: [0, 1, 2, 3].map((i) => makeFacility(`f${i}`, [-58.4 + i * 0.01, -34.6])),
    residences: Array.from({ length: 20 }, (_, i) => makeResidence(`r${i}`, [-58.4 + i * 0.003, -34.601])),
  }),
);

const somewhere = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 30 }))
  .map(([x, y]): Position => [-58.41 + x * 0.001, -34.61 + y * 0.001]);

/** One edit of a given facility, none of which takes it away. */
const editOf = (id: string): fc.Arbitrary<Edit> =>
  fc.oneof(
    somewhere.map((position): Edit => ({ action: 'move', id, position })),
    fc.constantFrom(null, 2020, 2030).map((year): Edit => ({ action: 'close', id, year })),
    fc
      .constantFrom('canteen', 'station')
      .map((type): Edit => ({ action: 'change', id, changes: { types: [type, 'day_care'] } })),
  );

const byId = (project: Project): Facility[] => [...project.facilities].sort((a, b) => compareIds(a.id, b.id));

const evaluated = (project: Project): string =>
  JSON.stringify(finish(evaluate(project, createSettings(project), { areaShares: true, residences: true })));

describe('edits of different facilities', () => {
  const edits = fc.tuple(
    fc.array(editOf('f0'), { maxLength: 3 }),
    fc.array(editOf('f1'), { maxLength: 3 }),
    somewhere.map((position): Edit[] => [
      { action: 'add', facility: { id: 'new', name: '', types: ['day_care'], position } },
    ]),
    fc.constantFrom<Edit[]>([], [{ action: 'remove', id: 'f2' }]),
  );

  it('may be made in any order: the facilities are the same and the evaluation has the same bytes', () => {
    fc.assert(
      fc.property(edits, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (lists, order) => {
        const straight = applyEdits(base, lists.flat());
        const shuffled = applyEdits(
          base,
          order.flatMap((i) => lists[i]!),
        );
        expect(byId(shuffled)).toEqual(byId(straight));
        expect(evaluated(shuffled)).toBe(evaluated(straight));
      }),
      { numRuns: 40 },
    );
  });

  it('made one after the other are the same as made together', () => {
    fc.assert(
      fc.property(edits, (lists) => {
        const all = lists.flat();
        const stepwise = all.reduce((project, edit) => applyEdits(project, [edit]), base);
        expect(stepwise.facilities).toEqual(applyEdits(base, all).facilities);
      }),
      { numRuns: 40 },
    );
  });
});

describe('edits of one facility', () => {
  it('moving commutes with closing and with changing its types, the last of several moves counts', () => {
    fc.assert(
      fc.property(somewhere, somewhere, fc.constantFrom(null, 2024, 2030), (first, last, year) => {
        const move: Edit = { action: 'move', id: 'f1', position: last };
        const close: Edit = { action: 'close', id: 'f1', year };
        const change: Edit = { action: 'change', id: 'f1', changes: { types: ['canteen'] } };
        const expected = applyEdits(base, [move, close, change]).facilities;
        for (const order of [
          [close, move, change],
          [change, close, move],
          [{ ...move, position: first }, change, move, close],
        ]) {
          expect(applyEdits(base, order).facilities).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('taking away what was added gives the base again, and moving back gives the same bytes', () => {
    fc.assert(
      fc.property(somewhere, (position) => {
        const facility = { id: 'new', name: 'New', types: ['day_care'], position };
        const there = applyEdits(base, [
          { action: 'add', facility },
          { action: 'move', id: 'new', position: [0, 0] },
          { action: 'remove', id: 'new' },
        ]);
        expect(there.facilities).toEqual(base.facilities);
        const back = applyEdits(base, [
          { action: 'move', id: 'f3', position },
          { action: 'move', id: 'f3', position: base.facilities[3]!.position },
        ]);
        expect(evaluated(back)).toBe(evaluated(base));
      }),
      { numRuns: 20 },
    );
  });

  it('a facility taken away cannot be edited further, but its id is free again', () => {
    const remove: Edit = { action: 'remove', id: 'f0' };
    const position: Position = [-58.39, -34.6];
    const again: Edit = { action: 'add', facility: { id: 'f0', name: 'Again', types: ['canteen'], position } };
    expect(() => applyEdits(base, [remove, { action: 'move', id: 'f0', position }])).toThrow('cannot move facility f0');
    const [first, ...rest] = byId(applyEdits(base, [remove, again]));
    expect(first).toEqual(makeFacility('f0', position, { name: 'Again', types: ['canteen'] }));
    expect(rest).toEqual(base.facilities.slice(1));
  });

  it('a new one opens in its year, and a closing year after it ends it', () => {
    const settings = createSettings(base);
    const open = (year: number): number => {
      const edits: Edit[] = [
        { action: 'add', facility: { id: 'n', name: '', types: ['spa'], position: [-58.4, -34.6], opened: 2027 } },
        { action: 'close', id: 'n', year: 2030 },
      ];
      const run = evaluate(
        applyEdits(base, edits),
        { ...settings, year, limits: { spa: { metres: 500 } } },
        { areaShares: false, residences: false },
      );
      return finish(run).services['spa']!.facilities;
    };
    expect([2026, 2027, 2029, 2030].map(open)).toEqual([0, 1, 1, 0]);
  });
});
