import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit } from '../../../src/core/scenario/edits.ts';
import { deepFreeze, makeFacility, makeProject, makeResidence } from '../make.ts';

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

describe('a change', () => {
  const changed = (changes: Extract<Edit, { action: 'change' }>['changes']) =>
    applyEdits(base, [{ action: 'change', id: 'a', changes }]).facilities[0]!;

  it('of attributes concerns those it names; null blanks one', () => {
    expect(changed({ attributes: { day_places: 30 } }).attributes).toEqual({ beds: 20, day_places: 30 });
    expect(changed({ attributes: { beds: null } }).attributes).toEqual({});
    expect(changed({ name: 'b' }).attributes).toEqual({ beds: 20 });
  });

  it('keeps the id and the place, whatever it says', () => {
    const odd = { id: 'z', name: 'Other' } as Extract<Edit, { action: 'change' }>['changes'];
    expect(changed(odd)).toEqual({ ...base.facilities[0], name: 'Other' });
  });
});

describe('opening', () => {
  const planned = deepFreeze(
    makeProject({
      facilities: [
        makeFacility('p', [120, 31], { status: 'approved', opened: 2030 }),
        makeFacility('c', [120, 31], { status: 'closed' }),
        makeFacility('e', [120, 31], { opened: 2010, closes: 2024 }),
      ],
    }),
  );
  const opened = (id: string, year: number | null) => {
    const found = applyEdits(planned, [{ action: 'open', id, year }]).facilities.find((each) => each.id === id)!;
    return [found.status, found.opened, found.closes];
  };

  it('lets a planned or closed facility count from a year on, or in every year', () => {
    expect(opened('p', 2027)).toEqual(['open', 2027, null]);
    expect(opened('c', null)).toEqual(['open', null, null]);
  });

  it('ends a closing before it, and leaves one after it', () => {
    expect(opened('e', 2026)).toEqual(['open', 2026, null]);
    expect(opened('e', 2020)).toEqual(['open', 2020, 2024]);
    expect(opened('e', null)).toEqual(['open', null, null]);
  });
});

describe('a new facility', () => {
  it('has the attributes that it is given, in a copy', () => {
    const attributes = { day_places: 30, cost: 120 };
    const facility = { id: 'n', name: '', types: ['day_care'], position: [120, 31] as const, attributes };
    const made = applyEdits(base, [{ action: 'add', facility }]).facilities.at(-1)!;
    expect(made.attributes).toEqual(attributes);
    expect(made.attributes).not.toBe(attributes);
  });
});

describe('a gate', () => {
  const homes = deepFreeze(
    makeProject({
      residences: [makeResidence('open', [120, 31]), makeResidence('walled', [120.1, 31])],
      gates: [{ residenceId: 'walled', position: [120.1, 31.001], attributes: {} }],
    }),
  );
  const gate = (residenceId: string): Edit => ({ action: 'gate', residenceId, position: [120, 31.002] });

  it('is added to those of a home; one without any keeps its door', () => {
    const places = (edits: Edit[]) =>
      applyEdits(homes, edits).gates.map(({ residenceId, position }) => [residenceId, position[1]]);
    expect(places([gate('walled')])).toEqual([
      ['walled', 31.001],
      ['walled', 31.002],
    ]);
    expect(places([gate('open'), gate('open')])).toEqual([
      ['walled', 31.001],
      ['open', 31],
      ['open', 31.002],
      ['open', 31.002],
    ]);
    expect(homes.gates).toHaveLength(1);
  });

  it('needs a home that is there', () => {
    expect(() => applyEdits(homes, [gate('x')])).toThrow('cannot add a gate to residence x');
  });
});

describe('what no edit touches', () => {
  it('is shared with the base', () => {
    const project = makeProject({ ...base, residences: [makeResidence('r', [120, 31])] });
    const moved = applyEdits(project, [{ action: 'move', id: 'a', position: [120, 31.1] }]);
    expect([moved.gates, moved.residences, moved.facilities[1]]).toEqual([[], project.residences, base.facilities[1]]);
    expect(moved.gates).toBe(project.gates);
    expect(moved.facilities[1]).toBe(project.facilities[1]);
    const gated = applyEdits(project, [{ action: 'gate', residenceId: 'r', position: [120, 31.1] }]);
    expect([gated.facilities, gated.walkways]).toEqual([project.facilities, null]);
    expect(gated.facilities).toBe(project.facilities);
  });
});
