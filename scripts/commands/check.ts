/** `care-circle check`: what a project holds and what is odd in it. */
import { createSettings, findStreetProblems } from '../../src/core/evaluate.ts';
import { finish } from '../../src/core/types.ts';
import { openFiles, type Opened } from '../../src/io/open.ts';
import { tellScenario } from '../../src/report/tell-scenario.ts';
import { readInputs } from './files.ts';
import { findLacking, formatLacking } from './lacking.ts';
import { findLocale, formatProblems } from './sentences.ts';
import { openScenario } from './scenario.ts';
import { openStandards } from './standards.ts';
import { createSummary, formatSummary } from './summary.ts';
import { checkUsable } from './usable.ts';

export interface CheckOptions {
  paths: string[];
  standard?: string[];
  scenario?: string;
  json?: boolean;
  lang?: string;
}

export async function runCheck({ paths, standard = [], scenario, json = false, lang }: CheckOptions): Promise<void> {
  const locale = findLocale(lang);
  const { packs, problems } = await openStandards(standard, locale);
  const opened = lookAtStreets(await openFiles(readInputs(paths)));
  checkUsable(opened, locale);
  const said = scenario === undefined ? null : await openScenario(scenario, opened.project, locale);
  const sentences = said && tellScenario(said.scenario, opened.project, locale);
  const list = [...opened.problems, ...problems, ...(said?.problems ?? [])];
  const standards = findLacking(opened.project, packs);
  if (json) {
    const { roles, systems } = opened;
    const asked = { ...(packs.length > 0 && { standards }), ...(sentences && { scenario: sentences }) };
    print(JSON.stringify({ ...createSummary(opened), list, roles, systems, ...asked }, null, 2));
    return;
  }
  const lines = [...formatSummary(opened, locale), ...formatProblems(list, locale)];
  print([...lines, ...formatLacking(standards, locale), ...(sentences ?? [])].join('\n'));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Adds what is only seen with streets and homes together. */
function lookAtStreets(opened: Opened): Opened {
  const { project, problems } = opened;
  return { ...opened, problems: [...problems, ...finish(findStreetProblems(project, createSettings(project)))] };
}
