import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/core/scenario/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles } from '../../src/io/open.ts';
import {
  checkLinkEnds,
  checkScenarios,
  formatScenarioFile,
  readScenarioFile,
  SCENARIOS_FILE,
} from '../../src/io/scenario-file.ts';
import { SCENARIO_BOUNDS } from '../../src/io/scenario-schema.ts';
import { makeFacility, makeProject, makeResidence, makeScenario } from '../core/make.ts';
import { scenarioLists } from '../core/scenario/random-edits.ts';

const read = (root: unknown) => readScenarioFile(typeof root === 'string' ? root : JSON.stringify(root), 'tried.json');
const fileOf = (scenarios: unknown, given: object = {}) => ({
  format: 'care-circle-scenario',
  version: 1,
  scenarios,
  ...given,
});
const told = ({ problems }: ReturnType<typeof read>) =>
  problems.map(({ code, id, row, column, value }) => [code, id ?? row, column, value]);

const MOVE = { action: 'move', id: 'F1', position: [120, 31] };

describe('a file of scenarios', () => {
  it('gives what was written, whatever it holds', () => {
    fc.assert(
      fc.property(scenarioLists, (scenarios) => {
        const text = formatScenarioFile(scenarios);
        expect(readScenarioFile(text, 'a.json')).toEqual({ scenarios, problems: [] });
        expect(formatScenarioFile(readScenarioFile(`\uFEFF${text}`, 'a.json').scenarios)).toBe(text);
      }),
    );
  });

  it('may leave away what is blank', () => {
    expect(read(fileOf([{ id: 's1', name: '甲' }])).scenarios).toEqual([makeScenario('s1', { name: '甲' })]);
  });

  it('that is none is refused, with what is wrong', () => {
    expect(told(read('{'))[0]?.slice(0, 3)).toEqual(['scenario_not_json', null, null]);
    expect(told(read([]))).toEqual([['scenario_not_a_file', null, 'format', 'Array']]);
    expect(told(read({ format: 'x' }))).toEqual([['scenario_not_a_file', null, 'format', 'x']]);
    expect(told(read(fileOf([], { version: 2 })))).toEqual([['scenario_newer', null, 'version', 2]]);
    expect(told(read(fileOf([], { version: '1' })))).toEqual([['scenario_not_a_file', null, 'version', '1']]);
    expect(told(read(fileOf({})))).toEqual([['scenario_field_invalid', null, 'scenarios', 'Object']]);
    for (const root of ['{', [], { format: 'x' }, fileOf({})]) {
      const { scenarios, problems } = read(root);
      expect([scenarios, problems[0]?.severity, problems[0]?.action]).toEqual([[], 'error', 'left_out']);
    }
  });

  it('loses an edit that does not fit, told by scenario and place, and keeps the others', () => {
    const edits = [
      MOVE,
      { ...MOVE, position: [200, 31] },
      { ...MOVE, action: 'fly' },
      { action: 'add', facility: { id: 'n', name: '', types: 'day_care', position: [120, 31] } },
      { action: 'remove', id: 'F1', why: 'x' },
      { action: 'link', link: { id: 'l', name: '', kind: 'path', line: [[120, 31]] } },
      'close',
      { action: 'close', id: 'F1', year: 2030 },
    ];
    const reading = read(fileOf([makeScenario('s1', { edits: edits as Scenario['edits'] })]));
    expect(reading.scenarios[0]?.edits).toEqual([edits[0], edits[7]]);
    expect(told(reading).map(([code, id, column]) => [code, id, column])).toEqual(
      [
        'edits[1].position[0]',
        'edits[2].action',
        'edits[3].facility.types',
        'edits[4].why',
        'edits[5].link.line',
        'edits[6]',
      ].map((column) => ['scenario_field_invalid', 's1', column]),
    );
    expect(reading.problems.every(({ action, value }) => action === 'left_out' && String(value).includes('→'))).toBe(
      true,
    );
  });

  it('loses a scenario without usable head, told by its row or id', () => {
    const reading = read(
      fileOf([
        { name: 'x' },
        7,
        { id: 's3', name: '', year: 1 },
        { id: 's4', name: '', edits: {} },
        { id: 's5', name: '' },
      ]),
    );
    expect(reading.scenarios.map(({ id }) => id)).toEqual(['s4', 's5']);
    expect(told(reading).map(([code, where, column]) => [code, where, column])).toEqual([
      ['scenario_field_invalid', 1, 'id'],
      ['scenario_field_invalid', 2, ''],
      ['scenario_field_invalid', 's3', 'year'],
      ['scenario_field_invalid', 's4', 'edits'],
    ]);
  });

  it('gives the second of two equal ids another', () => {
    const reading = read(fileOf(['s1', 's1', 's1#2', 's1'].map((id) => ({ id, name: '' }))));
    expect(reading.scenarios.map(({ id }) => id)).toEqual(['s1', 's1#2', 's1#2#2', 's1#3']);
    expect(told(reading)[0]).toEqual(['scenario_id_duplicate', 's1', null, 's1#2']);
  });

  it('is bounded', () => {
    const many = Array.from({ length: SCENARIO_BOUNDS.scenarios + 1 }, (_, i) => ({ id: `s${i}`, name: '' }));
    const reading = read(fileOf(many));
    expect(reading.scenarios).toHaveLength(SCENARIO_BOUNDS.scenarios);
    expect(told(reading)).toEqual([['scenario_too_large', null, 'scenarios', SCENARIO_BOUNDS.scenarios]]);
    const edits = Array.from({ length: SCENARIO_BOUNDS.edits + 1 }, () => ({ action: 'remove', id: 'a' }));
    expect(read(fileOf([{ id: 's', name: '', edits }])).scenarios[0]?.edits).toHaveLength(SCENARIO_BOUNDS.edits);
    expect(told(read(' '.repeat(SCENARIO_BOUNDS.characters + 1)))[0]?.[0]).toBe('scenario_too_large');
  });

  it('never throws, however it is damaged', () => {
    const whole = formatScenarioFile([
      makeScenario('s1', { edits: [{ action: 'add', facility: { id: 'n', name: '', types: [], position: [1, 2] } }] }),
    ]);
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), fc.constantFrom('', '{', '1e999', 'null', '[', '"'), (at, text) => {
        const { scenarios, problems } = read(whole.slice(0, at) + text + whole.slice(at + text.length));
        expect(scenarios.length + problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

const project = makeProject({
  facilities: [makeFacility('F1', [120, 31])],
  residences: [makeResidence('R1', [120, 31])],
});

describe('scenarios beside the data', () => {
  const scenario = makeScenario('s1', {
    edits: [
      { action: 'move', id: 'F2', position: [120, 31] },
      { action: 'add', facility: { id: 'F1', name: '', types: [], position: [120, 31] } },
      { action: 'gate', residenceId: 'R2', position: [120, 31] },
      { action: 'gate', residenceId: 'R1', position: [120, 31] },
      {
        action: 'link',
        link: {
          id: 'l',
          name: '',
          kind: 'path',
          line: [
            [120, 31],
            [120.1, 31],
          ],
        },
      },
    ],
  });

  it('that name what is not there are told, each by its edit', () => {
    const found = checkScenarios([scenario, makeScenario('s2')], project, 'tried.json');
    expect(found.map(({ code, id, column, value, action }) => [code, id, column, value, action])).toEqual([
      ['scenario_id_unknown', 's1', 'edits[0]', 'F2', 'kept'],
      ['scenario_id_taken', 's1', 'edits[1]', 'F1', 'kept'],
      ['scenario_id_unknown', 's1', 'edits[2]', 'R2', 'kept'],
    ]);
  });

  it('with links that join nothing are told', () => {
    const linesOf = (...coordinates: number[]) => ({
      coordinates: Float64Array.from(coordinates),
      starts: Uint32Array.of(0, coordinates.length / 2),
      ids: ['w'],
      kinds: ['path'],
      attributes: [{}],
    });
    const check = (walkways: ReturnType<typeof linesOf> | null) =>
      checkLinkEnds(scenario, { ...project, walkways }, null).map(({ code, column, value }) => [code, column, value]);
    expect(check(null)).toEqual([['scenario_link_no_streets', null, 'l']]);
    expect(check(linesOf(120, 31, 120, 32))).toEqual([['scenario_link_open', 'end', 'l']]);
    expect(check(linesOf(120.1, 31, 120.1, 32))).toEqual([['scenario_link_open', 'start', 'l']]);
    expect(check(linesOf(120, 31, 120.1, 31))).toEqual([]);
  });

  it('come back from a folder with all their edits, also those that cannot be made', async () => {
    const files = await writeProjectFolder({ ...project, scenarios: [scenario] });
    expect(files.map(({ name }) => name)).toContain(SCENARIOS_FILE);
    const opened = await openFiles(files);
    expect(opened.project.scenarios).toEqual([scenario]);
    const codes = opened.problems.filter(({ file }) => file === SCENARIOS_FILE).map(({ code }) => code);
    expect(codes).toEqual(['scenario_id_unknown', 'scenario_id_taken', 'scenario_id_unknown']);
  });

  it('whose file is not there are told, and the rest of the folder opens', async () => {
    const files = await writeProjectFolder({ ...project, scenarios: [scenario] });
    const { project: opened, problems } = await openFiles(files.filter(({ name }) => name !== SCENARIOS_FILE));
    expect([opened.scenarios, opened.facilities.length]).toEqual([[], 1]);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'layer_file_missing', column: 'scenarios', value: SCENARIOS_FILE }),
    );
  });
});
