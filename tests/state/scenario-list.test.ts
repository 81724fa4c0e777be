/** Named scenarios, and edits of every kind as somebody makes them by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/scenario/edits.ts';
import type { Position } from '../../src/core/types.ts';
import type { Ask } from '../../src/state/runs.svelte.ts';
import { ScenarioState, type Scenarios } from '../../src/state/scenario.svelte.ts';
import { deepFreeze, makeFacility, makeProject, makeResidence, makeScenario } from '../core/make.ts';
import { makeWalkways } from '../core/network/make-streets.ts';

const NANJING: Position = [118.77, 32.066];
const NEAR: Position = [118.771, 32.066];
const SUVA: Position = [178.44, -18.14];
const project = deepFreeze(
  makeProject({
    facilities: [makeFacility('F1', NANJING, { attributes: { beds: 10 } }), makeFacility('F2', SUVA)],
    residences: [makeResidence('R1', NANJING)],
    walkways: makeWalkways([[NANJING, NEAR]]),
  }),
);

function createState(keep?: (scenarios: Scenarios) => void): ScenarioState {
  const scenario = new ScenarioState(keep);
  scenario.know(project.facilities.map(({ id }) => id));
  return scenario;
}
const result = (scenario: ScenarioState, id: string) =>
  applyEdits(project, scenario.edits).facilities.find((facility) => facility.id === id);

describe('the list of scenarios', () => {
  it('starts with an empty one that is not worth keeping', () => {
    const scenario = createState();
    expect(scenario.list).toEqual([makeScenario('s1', { name: '' })]);
    expect([scenario.active, scenario.worthKeeping, scenario.hasChanges]).toEqual([scenario.list[0], [], false]);
    scenario.setYear(2030);
    expect([scenario.worthKeeping.length, scenario.hasChanges]).toEqual([1, true]);
  });

  it('takes new ones, copies, names and notes; each keeps its own edits', () => {
    const scenario = createState();
    scenario.add('a', 'day_care', NANJING);
    const copy = scenario.duplicate('s1', '副本');
    scenario.add('b', 'day_care', SUVA);
    const blank = scenario.create();
    scenario.rename(copy, '近期');
    scenario.describe(copy, '说明');
    expect(scenario.list.map(({ id, name, note, edits }) => [id, name, note, edits.length])).toEqual([
      ['s1', '', '', 1],
      [copy, '近期', '说明', 2],
      [blank, '', '', 0],
    ]);
    expect([scenario.active.id, scenario.numberOf(blank), scenario.edits]).toEqual([blank, 3, []]);
    scenario.choose('s1');
    expect(scenario.proposals.map(({ name }) => name)).toEqual(['a']);
    scenario.choose('nothing');
    expect(scenario.active.id).toBe('s1');
  });

  it('can be undone as a whole, also what was deleted; choosing is nothing to undo', () => {
    const scenario = createState();
    scenario.add('a', 'day_care', NANJING);
    const other = scenario.create('另一');
    scenario.add('b', 'day_care', SUVA);
    scenario.delete(other);
    expect([scenario.list.length, scenario.active.id]).toEqual([1, 's1']);
    scenario.undo();
    expect([scenario.active.id, scenario.edits.length]).toEqual([other, 1]);
    scenario.choose('s1');
    scenario.undo();
    expect([scenario.active.id, scenario.edits]).toEqual([other, []]);
    scenario.undo();
    scenario.undo();
    expect([scenario.list, scenario.canUndo]).toEqual([[makeScenario('s1', { name: '' })], false]);
  });

  it('never becomes empty, and never gives two the same id', () => {
    const scenario = createState();
    scenario.add('a', 'day_care', NANJING);
    scenario.delete('s1');
    expect(scenario.list).toEqual([makeScenario('s1', { name: '' })]);
    scenario.delete('nothing');
    for (let i = 0; i < 3; i++) scenario.create();
    scenario.delete('s2');
    scenario.create();
    expect(new Set(scenario.list.map(({ id }) => id)).size).toBe(4);
  });

  it('of another project takes its place; undo brings the one before back', () => {
    const scenario = createState();
    scenario.add('a', 'day_care', NANJING);
    scenario.replace([makeScenario('s7', { name: '规划' })]);
    expect(scenario.list.map(({ name }) => name)).toEqual(['规划']);
    scenario.undo();
    expect(scenario.proposals).toHaveLength(1);
    const untouched = createState();
    untouched.replace([]);
    expect(untouched.canUndo).toBe(false);
  });

  it('tells whoever keeps it of every change but the steps of a drag', () => {
    const kept: number[] = [];
    const scenario = createState(({ list }) => kept.push(list.flatMap(({ edits }) => edits).length));
    const id = scenario.add('a', 'day_care', NANJING);
    scenario.move(id, SUVA, false);
    scenario.move(id, NANJING, false);
    expect(kept).toEqual([1]);
    scenario.move(id, SUVA, true);
    scenario.undo();
    scenario.choose('s1');
    expect(kept).toEqual([1, 1, 1, 1]);
  });

  it('is restored with nothing to undo, also where what was kept is odd', () => {
    const scenario = createState();
    scenario.add('a', 'day_care', NANJING);
    scenario.restore({ list: [makeScenario('s4')], active: 's9' });
    expect([scenario.active.id, scenario.canUndo, scenario.canRedo]).toEqual(['s4', false, false]);
    scenario.restore({ list: [], active: '' });
    expect(scenario.list).toHaveLength(1);
  });
});

describe('the question of a scenario', () => {
  const asked: Omit<Ask, 'edits'> = {
    mode: 'walking',
    kind: 'day_care',
    limitMetres: 1000,
    minutes: null,
    speedMetresPerSecond: 1,
    year: 2025,
    pipeline: false,
  };

  it("is the page's, with its edits, and its year and stages where it has them", () => {
    const scenario = createState();
    expect(scenario.questionOf(asked)).toEqual({ ...asked, edits: [] });
    scenario.setYear(2027);
    scenario.setStages(['approved']);
    scenario.remove('F1');
    const edits = [{ action: 'remove', id: 'F1' }];
    expect(scenario.questionOf(asked)).toEqual({ ...asked, year: 2027, pipeline: true, stages: ['approved'], edits });
    scenario.setStages([]);
    expect(scenario.questionOf({ ...asked, pipeline: true })).toMatchObject({ pipeline: true, year: 2027 });
    expect(scenario.questionOf(asked)).not.toHaveProperty('stages');
  });
});

describe('edits of a facility of the data', () => {
  it('collapse: the last place counts, and a drag is one step', () => {
    const scenario = createState();
    scenario.move('F1', SUVA, true);
    for (let i = 0; i < 5; i++) scenario.move('F1', [118.77 + i / 1000, 32], false);
    scenario.move('F1', NEAR, true);
    expect(scenario.edits).toEqual([{ action: 'move', id: 'F1', position: NEAR }]);
    scenario.undo();
    expect(result(scenario, 'F1')?.position).toEqual(SUVA);
    scenario.undo();
    expect(scenario.edits).toEqual([]);
  });

  it('merge: what is changed later comes over what was changed before', () => {
    const scenario = createState();
    scenario.change('F1', { types: ['canteen'], attributes: { beds: 20 } });
    scenario.change('F1', { name: '新名', attributes: { beds: null, day_places: 5 } });
    expect(scenario.edits).toHaveLength(1);
    expect(result(scenario, 'F1')).toMatchObject({ name: '新名', types: ['canteen'], attributes: { day_places: 5 } });
    expect(result(scenario, 'F1')?.attributes).not.toHaveProperty('beds');
  });

  it('say once from when on it is open or closed', () => {
    const scenario = createState();
    scenario.close('F1', 2030);
    scenario.close('F1', 2028);
    scenario.open('F1', 2026);
    scenario.open('F1', 2025);
    expect(scenario.edits).toEqual([
      { action: 'close', id: 'F1', year: 2028 },
      { action: 'open', id: 'F1', year: 2025 },
    ]);
  });

  it('end with taking it out: then there is nothing more to do with it', () => {
    const scenario = createState();
    scenario.move('F1', SUVA, true);
    scenario.change('F1', { name: 'x' });
    scenario.remove('F1');
    expect(scenario.edits).toEqual([{ action: 'remove', id: 'F1' }]);
    scenario.move('F1', NEAR, true);
    scenario.change('F1', { name: 'y' });
    scenario.open('F1', null);
    scenario.close('F1', null);
    scenario.remove('F1');
    scenario.move('F9', NEAR, true);
    expect(scenario.edits).toHaveLength(1);
  });
});

describe('edits of a facility that was added', () => {
  it('become part of its addition, but for what no addition can say', () => {
    const scenario = createState();
    const id = scenario.addFacility({ name: '新', types: ['day_care'], position: NANJING, attributes: { cost: 100 } });
    scenario.move(id, SUVA, true);
    scenario.change(id, {
      name: '改',
      services: ['bathing'],
      opened: 2027,
      attributes: { cost: null, day_places: 30 },
    });
    scenario.open(id, 2028);
    const facility = {
      id,
      name: '改',
      types: ['day_care'],
      position: SUVA,
      services: ['bathing'],
      opened: 2028,
      attributes: { day_places: 30 },
    };
    expect(scenario.edits).toEqual([{ action: 'add', facility }]);
    expect(scenario.proposals).toEqual([facility]);
    scenario.change(id, { status: 'approved' });
    scenario.change(id, { types: ['canteen'] });
    scenario.close(id, 2030);
    expect(scenario.edits.map(({ action }) => action)).toEqual(['add', 'change', 'close']);
    expect(result(scenario, id)).toMatchObject({ status: 'approved', types: ['canteen'], opened: 2028, closes: 2030 });
    expect(scenario.proposals[0]?.types).toEqual(['canteen']);
    scenario.remove(id);
    expect(scenario.edits).toEqual([]);
  });

  it('of a file, in edits of their own, are shown as they leave it', () => {
    const scenario = createState();
    const position = NANJING;
    scenario.append([
      { action: 'add', facility: { id: 'N', name: 'n', types: ['day_care'], position } },
      { action: 'move', id: 'N', position: NEAR },
      { action: 'change', id: 'N', changes: { name: 'm', attributes: { cost: 1 } } },
      { action: 'open', id: 'N', year: 2026 },
    ]);
    const expected = { id: 'N', name: 'm', types: ['day_care'], position: NEAR, opened: 2026, attributes: { cost: 1 } };
    expect(scenario.proposals).toEqual([expected]);
    scenario.move('N', SUVA, true);
    expect(scenario.proposals[0]?.position).toEqual(SUVA);
    expect(scenario.edits).toHaveLength(4);
    scenario.removeEdit(0);
    expect(scenario.edits).toEqual([]);
  });
});

describe('several edits in one step', () => {
  it('keep their ids where these are free, else get others; answers those of what is added', () => {
    const scenario = createState();
    const first = scenario.add('a', 'day_care', NANJING);
    const link = scenario.link({ name: '', kind: 'path', line: [NANJING, NEAR] });
    const ids = scenario.append([
      { action: 'add', facility: { id: first, name: 'b', types: [], position: SUVA } },
      { action: 'move', id: first, position: NEAR },
      { action: 'add', facility: { id: 'V1', name: 'c', types: [], position: SUVA } },
      { action: 'link', link: { id: link, name: '', kind: 'path', line: [NEAR, NANJING] } },
      { action: 'gate', residenceId: 'R1', position: NEAR },
    ]);
    expect(new Set([first, link, ...ids]).size).toBe(5);
    expect(ids[1]).toBe('V1');
    // The move is of the facility that came with it.
    expect(scenario.proposals.map(({ position }) => position)).toEqual([NANJING, NEAR, SUVA]);
    scenario.undo();
    expect(scenario.edits).toHaveLength(2);
    expect(scenario.append([])).toEqual([]);
    expect(scenario.edits).toHaveLength(2);
  });
});

describe('an edit taken out of the list', () => {
  it('leaves the others, and an addition takes along what was done to it', () => {
    const scenario = createState();
    scenario.gate('R1', NEAR);
    const id = scenario.add('a', 'day_care', NANJING);
    scenario.close(id, 2030);
    scenario.remove('F2');
    scenario.removeEdit(1);
    expect(scenario.edits.map(({ action }) => action)).toEqual(['gate', 'remove']);
    scenario.removeEdit(1);
    expect(result(scenario, 'F2')).toBeDefined();
    scenario.removeEdit(7);
    expect(scenario.edits).toHaveLength(1);
  });
});

type Step = (scenario: ScenarioState) => void;
const place = fc.constantFrom(NANJING, NEAR, SUVA);
const year = fc.constantFrom(null, 2020, 2030);
const which = fc.nat({ max: 5 });
const idAt = (scenario: ScenarioState, i: number): string =>
  ['F1', 'F2', ...scenario.proposals.map(({ id }) => id)][i] ?? 'gone';
const scenarioAt = (scenario: ScenarioState, i: number): string => scenario.list[i % scenario.list.length]!.id;

const steps: fc.Arbitrary<Step> = fc.oneof(
  place.map(
    (at): Step =>
      (scenario) =>
        void scenario.add('a', 'day_care', at),
  ),
  fc.tuple(which, place, fc.boolean()).map(
    ([i, at, done]): Step =>
      (scenario) =>
        scenario.move(idAt(scenario, i), at, done),
  ),
  fc.tuple(which, fc.constantFrom('canteen', 'station')).map(
    ([i, type]): Step =>
      (scenario) =>
        scenario.change(idAt(scenario, i), { types: [type], attributes: { beds: i } }),
  ),
  fc.tuple(which, year).map(
    ([i, when]): Step =>
      (scenario) =>
        scenario.open(idAt(scenario, i), when),
  ),
  fc.tuple(which, year).map(
    ([i, when]): Step =>
      (scenario) =>
        scenario.close(idAt(scenario, i), when),
  ),
  which.map(
    (i): Step =>
      (scenario) =>
        scenario.remove(idAt(scenario, i)),
  ),
  which.map(
    (i): Step =>
      (scenario) =>
        scenario.removeEdit(i),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Step =>
      (scenario) =>
        void scenario.link({ name: '', kind: 'path', line: [a, b] }),
  ),
  place.map(
    (at): Step =>
      (scenario) =>
        scenario.gate('R1', at),
  ),
  fc.constant<Step>((scenario) => void scenario.create()),
  which.map(
    (i): Step =>
      (scenario) =>
        void scenario.duplicate(scenarioAt(scenario, i)),
  ),
  which.map(
    (i): Step =>
      (scenario) =>
        scenario.delete(scenarioAt(scenario, i)),
  ),
  which.map(
    (i): Step =>
      (scenario) =>
        scenario.choose(scenarioAt(scenario, i)),
  ),
  year.map(
    (when): Step =>
      (scenario) =>
        scenario.setYear(when),
  ),
  fc.constantFrom<Step>(
    (scenario) => scenario.clear(),
    (scenario) => scenario.undo(),
    (scenario) => scenario.redo(),
  ),
);

describe('whatever is done to the list', () => {
  it('its edits can be made, undoing all leads to the start and doing all again to the end', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), (list) => {
        const scenario = createState();
        const start = scenario.list;
        for (const step of list) {
          step(scenario);
          deepFreeze(scenario.list);
          expect(new Set(scenario.list.map(({ id }) => id)).size).toBe(scenario.list.length);
          for (const { edits } of scenario.list) expect(() => applyEdits(project, edits)).not.toThrow();
          const edited = applyEdits(project, scenario.edits);
          for (const { id, position, types } of scenario.proposals) {
            expect(edited.facilities.find((facility) => facility.id === id)).toMatchObject({ position, types });
          }
        }
        const isAtEnd = !scenario.canRedo;
        const end = scenario.list;
        do scenario.undo();
        while (scenario.canUndo);
        expect(scenario.list).toEqual(start);
        while (scenario.canRedo) scenario.redo();
        if (isAtEnd) expect(scenario.list).toEqual(end);
      }),
      { numRuns: 300 },
    );
  });
});
