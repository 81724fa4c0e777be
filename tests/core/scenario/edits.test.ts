import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit } from '../../../src/core/scenario/edits.ts';
import { deepFreeze, makeFacility, makeProject } from '../make.ts';

const base = deepFreeze(
  makeProject({
    facilities: [makeFacility('a', [120, 31], { attributes: { beds: 20 } }), makeFacility('b', [-58.4, -34.6])],
  }),
);

describe('applyEdits', () => {
  it('adds, moves, changes, closes and removes in order, without touching the base', () => {
    const edited = applyEdits(base, [
      { action: 'add', facility: { id: 'n', name: 'New', types: ['canteen'], position: [120.1, 31], opened: 2026 } },
      { action: 'move', id: 'n', position: [120.2, 31.1] },
      { action: 'change', id: 'a', changes: { name: 'Renamed', types: ['station'] } },
      { action: 'close', id: 'a', year: 2030 },
      { action: 'remove', id: 'b' },
    ]);
    expect(edited.facilities).toEqual([
      makeFacility('a', [120, 31], { name: 'Renamed', types: ['station'], closes: 2030, attributes: { beds: 20 } }),
      makeFacility('n', [120.2, 31.1], { name: 'New', types: ['canteen'], opened: 2026 }),
    ]);
    expect(base.facilities).toHaveLength(2);
    expect(edited.areas).toBe(base.areas);
  });

  it('closes at once where no year is said', () => {
    expect(applyEdits(base, [{ action: 'close', id: 'a', year: null }]).facilities[0]!.status).toBe('closed');
  });

  it('gives the base itself for no edits', () => {
    expect(applyEdits(base, [])).toBe(base);
  });

  it('throws on an id that is not there, or there already', () => {
    const wrong: Edit[] = [
      { action: 'move', id: 'x', position: [120, 31] },
      { action: 'change', id: 'x', changes: {} },
      { action: 'close', id: 'x', year: 2030 },
      { action: 'remove', id: 'x' },
    ];
    for (const edit of wrong) {
      expect(() => applyEdits(base, [edit])).toThrow(`cannot ${edit.action} facility x: there is none with this id`);
    }
    const twice: Edit = { action: 'add', facility: { id: 'a', name: '', types: [], position: [120, 31] } };
    expect(() => applyEdits(base, [twice])).toThrow('cannot add facility a');
    expect(() =>
      applyEdits(base, [
        { action: 'remove', id: 'a' },
        { action: 'remove', id: 'a' },
      ]),
    ).toThrow('none');
  });
});
