import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '../../src/core/scenario/edits.ts';
import type { Position } from '../../src/core/types.ts';
import { ScenarioState } from '../../src/state/scenario.svelte.ts';
import { deepFreeze, makeProject, makeScenario } from '../core/make.ts';

const NANJING: Position = [118.77, 32.066];
const SUVA: Position = [178.44, -18.14];

function restoreEdits(scenario: ScenarioState, edits: Edit[]): void {
  scenario.restore({ list: [makeScenario('s1', { edits })], active: 's1' });
}

function positionOf(scenario: ScenarioState, id: string): Position | undefined {
  return scenario.proposals.find((facility) => facility.id === id)?.position;
}

describe('facilities being tried', () => {
  it('are added, moved and removed one by one', () => {
    const scenario = new ScenarioState();
    const first = scenario.add('试设 1', 'day_care', NANJING);
    const second = scenario.add('试设 2', 'canteen', NANJING);
    scenario.move(second, SUVA, true);
    expect(scenario.proposals.map(({ name, types }) => [name, types])).toEqual([
      ['试设 1', ['day_care']],
      ['试设 2', ['canteen']],
    ]);
    expect(positionOf(scenario, first)).toEqual(NANJING);
    expect(positionOf(scenario, second)).toEqual(SUVA);
    scenario.remove(first);
    expect(scenario.proposals.map(({ id }) => id)).toEqual([second]);
    scenario.clear();
    expect(scenario.edits).toEqual([]);
  });

  it('can be undone and done again, and a new change ends what could be done again', () => {
    const scenario = new ScenarioState();
    const id = scenario.add('a', 'day_care', NANJING);
    scenario.move(id, SUVA, true);
    scenario.undo();
    expect(positionOf(scenario, id)).toEqual(NANJING);
    expect([scenario.canUndo, scenario.canRedo]).toEqual([true, true]);
    scenario.redo();
    expect(positionOf(scenario, id)).toEqual(SUVA);
    scenario.undo();
    scenario.add('b', 'day_care', SUVA);
    expect(scenario.canRedo).toBe(false);
  });

  it('have nothing to undo at first, and undoing then changes nothing', () => {
    const scenario = new ScenarioState();
    scenario.undo();
    scenario.redo();
    scenario.clear();
    expect([scenario.edits, scenario.canUndo, scenario.canRedo]).toEqual([[], false, false]);
  });

  it('are moved by a drag in one step, however many stops it has on its way', () => {
    const scenario = new ScenarioState();
    const id = scenario.add('a', 'day_care', NANJING);
    for (let step = 1; step <= 20; step++) scenario.move(id, [118.77 + step / 1000, 32.066], false);
    expect(positionOf(scenario, id)).toEqual([118.77 + 20 / 1000, 32.066]);
    scenario.move(id, SUVA, true);
    expect(positionOf(scenario, id)).toEqual(SUVA);
    scenario.undo();
    expect(positionOf(scenario, id)).toEqual(NANJING);
    scenario.undo();
    expect(scenario.proposals).toEqual([]);
    scenario.redo();
    scenario.redo();
    expect(positionOf(scenario, id)).toEqual(SUVA);
  });

  it('never share an id, also with one that comes back by undo or was kept from an earlier visit', () => {
    const scenario = new ScenarioState();
    restoreEdits(scenario, [
      { action: 'add', facility: { id: 'new~2', name: 'kept', types: ['day_care'], position: NANJING } },
    ]);
    expect(scenario.canUndo).toBe(false);
    for (let i = 0; i < 4; i++) scenario.add(`n${i}`, 'day_care', SUVA);
    scenario.remove('new~2');
    scenario.add('again', 'day_care', SUVA);
    scenario.undo();
    scenario.undo();
    expect(new Set(scenario.proposals.map(({ id }) => id)).size).toBe(5);
  });

  it('are let go of by an undo in the middle of a drag, and nothing of the drag comes back later', () => {
    const scenario = new ScenarioState();
    const id = scenario.add('a', 'day_care', NANJING);
    scenario.move(id, [118.78, 32.066], false);
    scenario.undo();
    scenario.undo();
    expect(scenario.edits).toEqual([]);
    const other = scenario.add('b', 'day_care', NANJING);
    scenario.move(other, SUVA, true);
    scenario.undo();
    expect(positionOf(scenario, other)).toEqual(NANJING);
    scenario.undo();
    expect(scenario.edits).toEqual([]);
  });

  it('that are not there cannot be moved or removed: nothing changes and nothing is to undo', () => {
    const scenario = new ScenarioState();
    scenario.move('gone', SUVA, true);
    scenario.remove('gone');
    expect([scenario.edits, scenario.canUndo]).toEqual([[], false]);
  });
});

type Action =
  | { do: 'add' | 'clear' | 'undo' | 'redo' }
  | { do: 'remove'; which: number }
  | { do: 'move'; which: number; to: Position; done: boolean };

const which = fc.nat({ max: 6 });
const to = fc.tuple(fc.double({ min: -179, max: 179, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }));
const actions: fc.Arbitrary<Action[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('add' as const, 'clear' as const, 'undo' as const, 'redo' as const) }),
    fc.record({ do: fc.constant('add' as const) }),
    fc.record({ do: fc.constant('remove' as const), which }),
    fc.record({ do: fc.constant('move' as const), which, to, done: fc.boolean() }),
  ),
  { maxLength: 40 },
);

function act(scenario: ScenarioState, action: Action): void {
  const idAt = (place: number) => scenario.proposals[place % Math.max(1, scenario.proposals.length)]?.id ?? 'gone';
  if (action.do === 'add') scenario.add('try', 'day_care', NANJING);
  else if (action.do === 'remove') scenario.remove(idAt(action.which));
  else if (action.do === 'move') scenario.move(idAt(action.which), action.to, action.done);
  else scenario[action.do]();
  deepFreeze(scenario.edits);
}

function undoAll(scenario: ScenarioState): void {
  do scenario.undo();
  while (scenario.canUndo);
}

function redoAll(scenario: ScenarioState): void {
  while (scenario.canRedo) scenario.redo();
}

describe('whatever is done to a scenario', () => {
  it('undoing all leads to the start and doing all again to the end; ids stay apart; edits can be applied', () => {
    fc.assert(
      fc.property(actions, (list) => {
        const start: Edit[] = [
          { action: 'add', facility: { id: 'new~1', name: 'kept', types: ['day_care'], position: SUVA } },
        ];
        const scenario = new ScenarioState();
        restoreEdits(scenario, start);
        for (const action of list) {
          act(scenario, action);
          const { facilities } = applyEdits(makeProject(), scenario.edits);
          expect(facilities.map(({ id }) => id)).toEqual(scenario.proposals.map(({ id }) => id));
        }
        // Undoing lets go of what is still in the hand; then all is done again.
        const end = scenario.edits;
        const canComeBack = !scenario.canRedo;
        undoAll(scenario);
        expect(scenario.edits).toEqual(start);
        redoAll(scenario);
        if (canComeBack) expect(scenario.edits).toEqual(end);
        const last = scenario.edits;
        undoAll(scenario);
        redoAll(scenario);
        expect(scenario.edits).toEqual(last);
      }),
    );
  });
});
