/** `care-circle analyse`: a project and its limits -> the evaluation, the same bytes as in the app. */
import { createSettings, evaluate, listKinds } from '../../src/core/evaluate.ts';
import { finish, type Evaluation, type Kind, type Mode, type Project, type Settings } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { openFiles } from '../../src/io/open.ts';
import { InputError, UsageError } from './failures.ts';
import { readInputs, writeOutput } from './files.ts';
import { resolveLimit, type SaidLimit } from './limits.ts';
import { findLocale, printProblems } from './sentences.ts';
import { openStandards } from './standards.ts';
import { checkAnalysable } from './usable.ts';

export interface AnalyseOptions {
  paths: string[];
  areaShares: boolean;
  limit?: Record<Kind, SaidLimit>;
  speed: string;
  year?: string;
  mode?: string;
  pipeline?: boolean;
  residences?: boolean;
  standard?: string[];
  output?: string;
  lang?: string;
}

function parseMode(mode: string): Mode {
  if (mode === 'straight' || mode === 'walking') return mode;
  throw new UsageError(`--mode must be straight or walking, got "${mode}".`);
}

/** Slower than a shuffle and faster than a run are slips of the pen. */
function parseSpeed(text: string): number {
  const speed = Number(text);
  if (speed >= 0.1 && speed <= 3) return speed;
  throw new UsageError(`--speed must be metres a second between 0.1 and 3, e.g. 0.8, got "${text}".`);
}

function parseYear(text: string): number {
  if (!/^(19|20|21)\d\d$/.test(text)) throw new UsageError(`--year must be a year such as 2025, got "${text}".`);
  return Number(text);
}

/** The settings of the project, changed by what was said on the command line. */
function chooseSettings(project: Project, options: AnalyseOptions): Settings {
  const { limit, mode, speed, year, pipeline = false } = options;
  const settings = { ...createSettings(project), pipeline, speedMetresPerSecond: parseSpeed(speed) };
  if (year !== undefined) settings.year = parseYear(year);
  if (mode !== undefined) settings.mode = parseMode(mode);
  if (limit !== undefined) {
    const resolve = (said: SaidLimit) => resolveLimit(said, settings.speedMetresPerSecond);
    settings.limits = Object.fromEntries(Object.entries(limit).map(([kind, said]) => [kind, resolve(said)]));
  }
  return settings;
}

function checkWalkable({ walkways }: Project, { mode }: Settings, locale: Locale): void {
  if (mode !== 'walking' || (walkways !== null && walkways.ids.length > 0)) return;
  throw new InputError(
    locale === 'zh'
      ? '项目没有步行路网（walkways），无法按步行测算：请先用 network 命令生成路网，或改用 --mode straight。'
      : 'The project has no walkways, so nothing can be walked: make them with the network command, or use --mode straight.',
  );
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
  if (options.mode !== undefined) parseMode(options.mode);
  parseSpeed(options.speed);
  if (options.year !== undefined) parseYear(options.year);
  const standards = await openStandards(options.standard ?? [], locale);
  const opened = await openFiles(readInputs(options.paths));
  checkAnalysable(opened, locale);
  const settings = chooseSettings(opened.project, options);
  checkWalkable(opened.project, settings, locale);
  const { areaShares, residences = false } = options;
  const tested = standards.packs.length > 0 && { standards: standards.packs };
  const found = finish(evaluate(opened.project, settings, { areaShares, residences, ...tested }));
  const problems = [...opened.problems, ...standards.problems, ...found.problems];
  const evaluation: Evaluation = { ...found, problems };
  printProblems(evaluation.problems, locale);
  warnOfEmptyKinds(opened.project, evaluation, locale);
  const text = `${JSON.stringify(evaluation, null, 2)}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else writeOutput(options.output, text);
}
