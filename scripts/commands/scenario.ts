/** `--scenario`: one of the project's own by id or name, or of a file; file#name where the file has several. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { applyScenario, type AppliedScenario } from '../../src/core/scenario/apply.ts';
import { usableEdits } from '../../src/core/scenario/check.ts';
import type { PipelineStage, Scenario } from '../../src/core/scenario/types.ts';
import type { Problem, Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { InputError } from './failures.ts';
import { formatProblems } from './sentences.ts';

export interface OpenedScenario {
  scenario: Scenario;
  /** Of its file, and of what it names and draws. */
  problems: Problem[];
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** Throws `InputError` where there is no such scenario, or the file cannot be used. */
export async function openScenario(said: string, project: Project, locale: Locale): Promise<OpenedScenario> {
  const { checkLinkEnds } = await import('../../src/io/scenario-file.ts');
  const { path, name } = splitSaid(said);
  const found = isFile(path) ? await openFile(path, name, project, locale) : findOwn(said, project, locale);
  const { scenario, problems } = found;
  return { scenario, problems: [...problems, ...checkLinkEnds(scenario, project, basename(path))] };
}

/** A file may have the sign in its own name. */
function splitSaid(said: string): { path: string; name: string | null } {
  const sign = said.lastIndexOf('#');
  if (sign < 0 || isFile(said)) return { path: said, name: null };
  return { path: said.slice(0, sign), name: said.slice(sign + 1) };
}

function findOwn(said: string, { scenarios }: Project, locale: Locale): OpenedScenario {
  const scenario = findByName(scenarios, said);
  if (scenario) return { scenario, problems: [] };
  throw new InputError(sayUnknown(said, scenarios, locale));
}

function findByName(scenarios: readonly Scenario[], name: string): Scenario | undefined {
  return scenarios.find(({ id }) => id === name) ?? scenarios.find((scenario) => scenario.name === name);
}

async function openFile(path: string, name: string | null, project: Project, locale: Locale): Promise<OpenedScenario> {
  const { checkScenarios, readScenarioFile } = await import('../../src/io/scenario-file.ts');
  const file = basename(path);
  const { scenarios, problems } = readScenarioFile(readFileSync(path, 'utf8'), file);
  const scenario = name === null ? scenarios[0] : findByName(scenarios, name);
  if (scenario) return { scenario, problems: [...problems, ...checkScenarios([scenario], project, file)] };
  const why = scenarios.length === 0 ? formatProblems(problems, locale) : [];
  throw new InputError(why.length > 0 ? why.join('\n') : sayUnknown(name ?? path, scenarios, locale));
}

function sayUnknown(name: string, scenarios: readonly Scenario[], locale: Locale): string {
  const list = scenarios.map((scenario) => (scenario.name === '' ? scenario.id : `${scenario.id} ${scenario.name}`));
  if (locale === 'zh') {
    const known = list.length === 0 ? '这里没有方案' : `现有：${list.join('、')}`;
    return `没有名为“${name}”的方案，也没有这个文件。${known}；也可以给出方案文件（文件#名称）。`;
  }
  const known = list.length === 0 ? 'There are none' : `There are: ${list.join(', ')}`;
  return `There is no scenario called "${name}", nor such a file. ${known}; or give a file of scenarios (file#name).`;
}

const ALL_STAGES: PipelineStage[] = ['under_construction', 'approved', 'reserved'];

/** Edits that cannot be made are passed over (they are told); `--pipeline` switches every stage on. */
export function makeScenario(project: Project, scenario: Scenario, pipeline: boolean): AppliedScenario {
  const edits = [...usableEdits(scenario.edits, project)];
  return applyScenario(project, { ...scenario, edits, stages: pipeline ? ALL_STAGES : scenario.stages });
}
