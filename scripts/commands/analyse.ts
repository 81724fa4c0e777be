/** `care-circle analyse`: a project and its limits -> the evaluation, the same bytes as in the app. */
import { createSettings, evaluate, listKinds } from '../../src/core/evaluate.ts';
import { finish, type Evaluation, type Kind, type Limit, type Project, type Settings } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { openFiles } from '../../src/io/open.ts';
import { UsageError } from './failures.ts';
import { readInputs, writeOutput } from './files.ts';
import { findLocale, printProblems } from './sentences.ts';
import { checkAnalysable } from './usable.ts';

export interface AnalyseOptions {
  paths: string[];
  areaShares: boolean;
  limit?: Record<Kind, Limit>;
  year?: string;
  mode?: string;
  pipeline?: boolean;
  residences?: boolean;
  output?: string;
  lang?: string;
}

function checkMode(mode: string): void {
  if (mode === 'straight') return;
  if (mode === 'walking')
    throw new UsageError('--mode walking is not there yet: this version measures straight lines.');
  throw new UsageError(`--mode must be straight, got "${mode}".`);
}

function parseYear(text: string): number {
  if (!/^(19|20|21)\d\d$/.test(text)) throw new UsageError(`--year must be a year such as 2025, got "${text}".`);
  return Number(text);
}

/** The settings of the project, changed by what was said on the command line. */
function chooseSettings(project: Project, { limit, year, pipeline = false }: AnalyseOptions): Settings {
  const settings = { ...createSettings(project), pipeline };
  if (year !== undefined) settings.year = parseYear(year);
  if (limit !== undefined) settings.limits = limit;
  return settings;
}

/** A kind of which nothing counts is answered with 0: right, but mostly a slip of the pen. */
function warnOfEmptyKinds(project: Project, { services, settings }: Evaluation, locale: Locale): void {
  const known = listKinds(project.facilities, settings).map(({ kind }) => kind);
  for (const kind of Object.keys(services).filter((name) => services[name]?.facilities === 0)) {
    const list = known.join(', ');
    const sentence =
      locale === 'zh'
        ? `没有计入任何“${kind}”类设施；数据中的类别：${list}。`
        : `No facility of kind "${kind}" counts; kinds in the data: ${list}.`;
    process.stderr.write(`${sentence}\n`);
  }
}

export async function runAnalyse(options: AnalyseOptions): Promise<void> {
  const locale = findLocale(options.lang);
  // Whatever is wrong with the call is told before the data are read.
  checkMode(options.mode ?? 'straight');
  if (options.year !== undefined) parseYear(options.year);
  const opened = await openFiles(readInputs(options.paths));
  checkAnalysable(opened, locale);
  const settings = chooseSettings(opened.project, options);
  const { areaShares, residences = false } = options;
  const found = finish(evaluate(opened.project, settings, { areaShares, residences }));
  const evaluation: Evaluation = { ...found, problems: [...opened.problems, ...found.problems] };
  printProblems(evaluation.problems, locale);
  warnOfEmptyKinds(opened.project, evaluation, locale);
  const text = `${JSON.stringify(evaluation, null, 2)}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else writeOutput(options.output, text);
}
