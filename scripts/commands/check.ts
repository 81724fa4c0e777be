/** `care-circle check`: what a project holds and what is odd in it. */
import { openFiles } from '../../src/io/open.ts';
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
  const opened = await openFiles(readInputs(paths));
  checkUsable(opened, locale);
  const result = { ...createSummary(opened), list: opened.problems, roles: opened.roles, systems: opened.systems };
  const lines = () => [...formatSummary(opened, locale), ...formatProblems(opened.problems, locale)].join('\n');
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : lines()}\n`);
}
