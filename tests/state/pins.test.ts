import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/core/scenario/types.ts';
import { listDisplaced, listLines, listPins } from '../../src/state/pins.ts';
import { makeFacility } from '../core/make.ts';

const facility = { ...makeFacility('F1', [118.77, 32.066]), name: '幸福里日照' };
const add: Edit = {
  action: 'add',
  facility: { id: 'new~1', name: '试设 1', types: ['canteen'], position: [118.8, 32] },
};

describe('pins of a scenario', () => {
  it('show facilities being tried where they are, and nothing for other edits', () => {
    const edits: Edit[] = [{ action: 'close', id: 'F1', year: null }, add];
    expect(listPins(edits, [facility])).toEqual([{ id: 'new~1', label: '试设 1', sign: 'new', position: [118.8, 32] }]);
  });

  it('show a facility of the data where it was moved to, by its own name, and a line from where it was', () => {
    const edits: Edit[] = [{ action: 'move', id: 'F1', position: [118.78, 32.07] }];
    expect(listPins(edits, [facility])).toEqual([
      { id: 'F1', label: '幸福里日照', sign: 'moved', position: [118.78, 32.07] },
    ]);
    expect(listLines(edits, [facility])).toEqual([
      [
        [118.77, 32.066],
        [118.78, 32.07],
      ],
    ]);
    expect(listDisplaced(edits)).toEqual(new Set(['F1']));
  });

  it('follow an added facility that is moved, renamed and taken out again', () => {
    const moved: Edit = { action: 'move', id: 'new~1', position: [118.81, 32.01] };
    const renamed: Edit = { action: 'change', id: 'new~1', changes: { name: '桥头' } };
    expect(listPins([add, moved, renamed], [])).toEqual([
      { id: 'new~1', label: '桥头', sign: 'new', position: [118.81, 32.01] },
    ]);
    expect(listLines([add, moved], [])).toEqual([]);
    expect(listPins([add, moved, { action: 'remove', id: 'new~1' }], [])).toEqual([]);
  });

  it('draw each piece of a link', () => {
    const link: Edit = {
      action: 'link',
      link: {
        id: 'l1',
        name: '天桥',
        kind: 'footbridge',
        line: [
          [1, 1],
          [2, 2],
          [3, 1],
        ],
      },
    };
    expect(listLines([link], [])).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      [
        [2, 2],
        [3, 1],
      ],
    ]);
  });
});
