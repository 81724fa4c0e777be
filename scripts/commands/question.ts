/** What `analyse` and `report` ask of a project: the options that both take, and the settings they make. */
import { createSettings } from '../../src/core/evaluate.ts';
import type { StandardPack } from '../../src/core/standards/types.ts';
import type { Scenario } from '../../src/core/scenario/types.ts';
import type { Kind, Mode, Problem, Project, Settings } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { openFiles, type Opened } from '../../src/io/open.ts';
import { InputError, UsageError } from './failures.ts';
import { readInputs } from './files.ts';
import { resolveLimit, type SaidLimit } from './limits.ts';
import { makeScenario, openScenario } from './scenario.ts';
import { openStandards } from './standards.ts';
import { checkAnalysable } from './usable.ts';

export interface QuestionOptions {
  paths: string[];
  limit?: Record<Kind, SaidLimit>;
  speed: string;
  year?: string;
  mode?: string;
  pipeline?: boolean;
  standard?: string[];
  scenario?: string;
}

/** A project (after the edits of the scenario, if one was said), what is asked of it, and what is odd in its files and in those of standards. */
export interface OpenedQuestion {
  project: Project;
  settings: Settings;
  packs: StandardPack[];
  problems: Problem[];
  /** What was tried, and the place and its settings without it; null without scenario. */
  tried: { scenario: Scenario; base: Project; settings: Settings } | null;
}

/** Throws `UsageError` or `InputError`. Whatever is wrong with the call is told before the data are read. */
export async function openQuestion(options: QuestionOptions, locale: Locale): Promise<OpenedQuestion> {
  if (options.mode !== undefined) parseMode(options.mode);
  parseSpeed(options.speed);
  if (options.year !== undefined) parseYear(options.year);
  const standards = await openStandards(options.standard ?? [], locale);
  const opened = await openFiles(readInputs(options.paths));
  checkAnalysable(opened, locale);
  const { project, problems, settings, tried } = await applySaid(opened, options, locale);
  checkWalkable(project, settings, locale);
  return { project, settings, packs: standards.packs, problems: [...problems, ...standards.problems], tried };
}

/** `--year` and `--pipeline` go before what the scenario says. */
async function applySaid(
  { project, problems }: Pick<Opened, 'project' | 'problems'>,
  options: QuestionOptions,
  locale: Locale,
): Promise<Omit<OpenedQuestion, 'packs'>> {
  const settings = chooseSettings(project, options);
  if (options.scenario === undefined) return { project, problems, settings, tried: null };
  const opened = await openScenario(options.scenario, project, locale);
  const applied = makeScenario(project, opened.scenario, settings.pipeline);
  return {
    project: applied.project,
    problems: [...problems, ...opened.problems],
    settings: {
      ...settings,
      pipeline: applied.pipeline,
      ...(options.year === undefined && applied.year !== null && { year: applied.year }),
    },
    tried: { scenario: opened.scenario, base: project, settings },
  };
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
function chooseSettings(project: Project, options: QuestionOptions): Settings {
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
