import { describe, expect, it } from 'vitest';
import { applyScenario } from '../../../src/core/scenario/apply.ts';
import { checkEdits, knownIds, usableEdits } from '../../../src/core/scenario/check.ts';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit } from '../../../src/core/scenario/types.ts';
import { countingFacilities, createSettings } from '../../../src/core/evaluate.ts';
import type { Position } from '../../../src/core/types.ts';
import { deepFreeze, makeFacility, makeProject, makeResidence, makeScenario } from '../make.ts';

const HERE: Position = [-58.4, -34.6];
const base = deepFreeze(
  makeProject({
    year: 2025,
    facilities: [
      makeFacility('open', HERE),
      makeFacility('building', HERE, { status: 'under_construction', opened: 2026 }),
      makeFacility('approved', HERE, { status: 'approved', opened: 2027 }),
      makeFacility('reserved', HERE, { status: 'reserved', opened: 2027 }),
      makeFacility('undated', HERE, { status: 'approved' }),
      makeFacility('closed', HERE, { status: 'closed' }),
    ],
    residences: [makeResidence('r', HERE)],
    walkways: {
      coordinates: Float64Array.of(-58.4, -34.6, -58.39, -34.6),
      starts: Uint32Array.of(0, 2),
      ids: ['w'],
      kinds: ['footway'],
      attributes: [{}],
    },
  }),
);

function counting(given: Parameters<typeof makeScenario>[1], year: number): string[] {
  const applied = applyScenario(base, makeScenario('s', given));
  const settings = { ...createSettings(base), year: applied.year ?? year, pipeline: applied.pipeline };
  return countingFacilities(applied.project.facilities, 'day_care', settings).map(({ id }) => id);
}

describe('a scenario', () => {
  it('without stages counts nothing that is planned', () => {
    expect(counting({}, 2030)).toEqual(['open']);
    expect(applyScenario(base, makeScenario('s')).project).toBe(base);
  });

  it('counts the planned facilities of its stages from their year on, and of no other', () => {
    expect(counting({ stages: ['under_construction'] }, 2025)).toEqual(['open']);
    expect(counting({ stages: ['under_construction'] }, 2026)).toEqual(['building', 'open']);
    expect(counting({ stages: ['approved'] }, 2030)).toEqual(['approved', 'open']);
    expect(counting({ stages: ['approved', 'reserved'] }, 2027)).toEqual(['approved', 'open', 'reserved']);
    const all = counting({ stages: ['under_construction', 'approved', 'reserved'] }, 2027);
    expect(all).toEqual(['approved', 'building', 'open', 'reserved']);
  });

  it('is looked at in its own year where it has one', () => {
    expect(counting({ stages: ['under_construction'], year: 2026 }, 2025)).toEqual(['building', 'open']);
  });

  it('looks at the stage that its edits have made of a facility', () => {
    const edits: Edit[] = [
      { action: 'change', id: 'reserved', changes: { status: 'under_construction', opened: 2025 } },
      { action: 'open', id: 'approved', year: 2026 },
    ];
    expect(counting({ stages: ['under_construction'], edits }, 2026)).toEqual([
      'approved',
      'building',
      'open',
      'reserved',
    ]);
    expect(counting({ edits }, 2026)).toEqual(['approved', 'open']);
  });

  it('keeps what is closed, for it is no plan', () => {
    const { project } = applyScenario(base, makeScenario('s', { stages: ['reserved'] }));
    expect(project.facilities.map(({ id }) => id)).toEqual(['open', 'reserved', 'closed']);
  });
});

describe('edits that cannot be made', () => {
  const add = (id: string): Edit => ({ action: 'add', facility: { id, name: '', types: [], position: HERE } });
  const link = (id: string): Edit => ({ action: 'link', link: { id, name: '', kind: 'path', line: [HERE, HERE] } });
  const edits: Edit[] = [
    add('open'),
    add('new'),
    { action: 'move', id: 'new', position: HERE },
    { action: 'remove', id: 'new' },
    { action: 'close', id: 'new', year: 2026 },
    { action: 'gate', residenceId: 'nobody', position: HERE },
    { action: 'gate', residenceId: 'r', position: HERE },
    link('w'),
    link('l'),
    link('l'),
    add('new'),
  ];

  it('are named, each by what it lacks after those before it', () => {
    expect(checkEdits(edits, knownIds(base, edits))).toEqual([
      { place: 0, code: 'facility_taken', id: 'open' },
      { place: 4, code: 'facility_unknown', id: 'new' },
      { place: 5, code: 'residence_unknown', id: 'nobody' },
      { place: 7, code: 'link_taken', id: 'w' },
      { place: 9, code: 'link_taken', id: 'l' },
    ]);
  });

  it('are passed over, the others can be made; where all can, the list is the same', () => {
    const usable = usableEdits(edits, base);
    expect(usable).toHaveLength(6);
    expect(() => applyEdits(base, edits)).toThrow();
    expect(applyEdits(base, usable).facilities.at(-1)!.id).toBe('new');
    expect(usableEdits(usable, base)).toBe(usable);
  });
});
