/** `care-circle check`: what a project holds and what is odd in it. */
import { createSettings, findStreetProblems } from '../../src/core/evaluate.ts';
import { finish } from '../../src/core/types.ts';
import { openFiles, type Opened } from '../../src/io/open.ts';
import { readInputs } from './files.ts';
import { findLocale, formatProblems } from './sentences.ts';
import { createSummary, formatSummary } from './summary.ts';
import { checkUsable } from './usable.ts';

export interface CheckOptions {
  paths: string[];
  json?: boolean;
  lang?: string;
}

export async function runCheck({ paths, json = false, lang }: CheckOptions): Promise<void> {
  const locale = findLocale(lang);
  const opened = lookAtStreets(await openFiles(readInputs(paths)));
  checkUsable(opened, locale);
  const result = { ...createSummary(opened), list: opened.problems, roles: opened.roles, systems: opened.systems };
  const lines = () => [...formatSummary(opened, locale), ...formatProblems(opened.problems, locale)].join('\n');
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : lines()}\n`);
}

/** Adds what is only seen with streets and homes together. */
function lookAtStreets(opened: Opened): Opened {
  const { project, problems } = opened;
  return { ...opened, problems: [...problems, ...finish(findStreetProblems(project, createSettings(project)))] };
}
