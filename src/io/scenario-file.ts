/** `scenarios.json` of a project folder, and the file of `--scenario`. Loaded when used: it brings the schema library along. */
import * as v from 'valibot';
import { createProblem } from '../core/problems.ts';
import { checkEdits, knownIds, usableEdits } from '../core/scenario/check.ts';
import { checkLinks } from '../core/scenario/links.ts';
import type { Edit, Scenario, ScenarioFile } from '../core/scenario/types.ts';
import type { Cell, Problem, Project } from '../core/types.ts';
import {
  editSchema,
  SCENARIO_BOUNDS,
  SCENARIO_FORMAT,
  SCENARIO_VERSION,
  scenarioHeadSchema,
} from './scenario-schema.ts';
import { formatPath, isObject } from './standards/walk-json.ts';

export const SCENARIOS_FILE = 'scenarios.json';

export interface ScenarioReading {
  scenarios: Scenario[];
  problems: Problem[];
}

/** One file on its way in. */
interface Reading {
  file: string;
  problems: Problem[];
}

/**
 * The scenarios of a file. An edit that does not fit is left out and told by scenario and place (`edits[3].position`), the
 * others are used; so are the other scenarios where one has no usable id. Of two scenarios with the same id the second
 * becomes id#2. Whether what edits name is in the data is asked by `checkScenarios`. Never throws.
 */
export function readScenarioFile(text: string, file: string): ScenarioReading {
  const reading: Reading = { file, problems: [] };
  const rows = readRows(text, reading);
  const used = new Set<string>();
  const scenarios = rows.flatMap((row, place) => {
    const scenario = readScenario(row, place, reading);
    return scenario ? [withFreeId(scenario, used, reading)] : [];
  });
  return { scenarios, problems: reading.problems };
}

function readRows(text: string, reading: Reading): unknown[] {
  const root = readRoot(text, reading);
  if (root === null) return [];
  if (root.format !== SCENARIO_FORMAT) return refuse(reading, 'scenario_not_a_file', 'format', root.format);
  if (typeof root.version === 'number' && root.version > SCENARIO_VERSION) {
    return refuse(reading, 'scenario_newer', 'version', root.version);
  }
  if (root.version !== SCENARIO_VERSION) return refuse(reading, 'scenario_not_a_file', 'version', root.version);
  const { scenarios } = root;
  if (!Array.isArray(scenarios)) return refuse(reading, 'scenario_field_invalid', 'scenarios', scenarios);
  if (scenarios.length > SCENARIO_BOUNDS.scenarios) {
    refuse(reading, 'scenario_too_large', 'scenarios', SCENARIO_BOUNDS.scenarios);
  }
  return scenarios.slice(0, SCENARIO_BOUNDS.scenarios);
}

function readRoot(text: string, reading: Reading): Record<string, unknown> | null {
  const { file, problems } = reading;
  const complain = (code: Problem['code'], column: string | null, value: unknown): null => {
    problems.push(createProblem(code, { severity: 'error', file, column, value: show(value), action: 'left_out' }));
    return null;
  };
  if (text.length > SCENARIO_BOUNDS.characters) return complain('scenario_too_large', file, SCENARIO_BOUNDS.characters);
  try {
    // Editors on Windows put a mark before the text.
    const root: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    return isObject(root) ? root : complain('scenario_not_a_file', 'format', root);
  } catch (error) {
    return complain('scenario_not_json', null, error instanceof Error ? error.message : error);
  }
}

function refuse({ file, problems }: Reading, code: Problem['code'], column: string, value: unknown): [] {
  problems.push(createProblem(code, { severity: 'error', file, column, value: show(value), action: 'left_out' }));
  return [];
}

/** More faults than this in one scenario or edit are not told: it is left out anyway. */
const FAULTS = 10;

function readScenario(row: unknown, place: number, reading: Reading): Scenario | null {
  const { edits = [], ...head } = isObject(row) ? row : {};
  const parsed = v.safeParse(scenarioHeadSchema, isObject(row) ? head : row);
  const id = isObject(row) && typeof row.id === 'string' ? row.id.slice(0, SCENARIO_BOUNDS.id) : null;
  const where = { file: reading.file, id, row: id === null ? place + 1 : null };
  tellIssues(parsed.issues ?? [], [], where, reading);
  if (!parsed.success) return null;
  if (Array.isArray(edits)) return { ...parsed.output, edits: readEdits(edits, where, reading) };
  reading.problems.push(createProblem('scenario_field_invalid', { ...where, column: 'edits', value: show(edits) }));
  return { ...parsed.output, edits: [] };
}

type Where = Pick<Problem, 'file' | 'id' | 'row'>;

function readEdits(edits: readonly unknown[], where: Where, reading: Reading): Edit[] {
  const most = SCENARIO_BOUNDS.edits;
  if (edits.length > most) {
    reading.problems.push(
      createProblem('scenario_too_large', { ...where, column: 'edits', value: most, action: 'left_out' }),
    );
  }
  return edits.slice(0, most).flatMap((edit, place) => {
    const parsed = v.safeParse(editSchema, edit);
    tellIssues(parsed.issues ?? [], ['edits', place], where, reading);
    return parsed.success ? [parsed.output] : [];
  });
}

function tellIssues(
  issues: readonly v.BaseIssue<unknown>[],
  before: readonly (string | number)[],
  where: Where,
  { problems }: Reading,
): void {
  for (const issue of issues.slice(0, FAULTS)) {
    const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
    const column = formatPath([...before, ...path]);
    const value = `${show(issue.input) ?? ''} → ${issue.expected ?? issue.type}`;
    problems.push(createProblem('scenario_field_invalid', { ...where, column, value, action: 'left_out' }));
  }
}

function withFreeId(scenario: Scenario, used: Set<string>, { file, problems }: Reading): Scenario {
  let { id } = scenario;
  for (let number = 2; used.has(id); number++) id = `${scenario.id}#${number}`;
  used.add(id);
  if (id === scenario.id) return scenario;
  problems.push(createProblem('scenario_id_duplicate', { file, id: scenario.id, value: id, action: 'changed' }));
  return { ...scenario, id };
}

const SHOWN = 100;

function show(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.slice(0, SHOWN);
  return Array.isArray(value) ? 'Array' : 'Object';
}

/** Edits that name what the data do not have, or add what they have: kept, passed over by every run, and told. */
export function checkScenarios(
  scenarios: readonly Scenario[],
  project: Pick<Project, 'facilities' | 'residences' | 'walkways'>,
  file: string,
): Problem[] {
  return scenarios.flatMap(({ id, edits }) =>
    checkEdits(edits, knownIds(project, edits)).map((fault) => {
      const code = fault.code.endsWith('taken') ? 'scenario_id_taken' : 'scenario_id_unknown';
      return createProblem(code, { file, id, column: `edits[${fault.place}]`, value: fault.id });
    }),
  );
}

const LINK_CODES = {
  end_open: 'scenario_link_open',
  leads_nowhere: 'scenario_link_nowhere',
  no_streets: 'scenario_link_no_streets',
} as const;

/** Links of a scenario that do not lead where they seem to. Looks through all streets. */
export function checkLinkEnds(
  { id, edits }: Scenario,
  project: Pick<Project, 'facilities' | 'residences' | 'walkways'>,
  file: string | null,
): Problem[] {
  return checkLinks(project.walkways, usableEdits(edits, project)).map((note) =>
    createProblem(LINK_CODES[note.code], { file, id, column: note.end, value: note.id }),
  );
}

/** The file of some scenarios; the same scenarios give the same bytes. */
export function formatScenarioFile(scenarios: readonly Scenario[]): string {
  const file: ScenarioFile = { format: SCENARIO_FORMAT, version: SCENARIO_VERSION, scenarios: [...scenarios] };
  return `${JSON.stringify(file, null, 2)}\n`;
}
