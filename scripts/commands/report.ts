/** `care-circle report`: the council report as a page, a document, a workbook, and its results as map layers. */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { evaluate } from '../../src/core/evaluate.ts';
import type { StandardPack } from '../../src/core/standards/types.ts';
import { finish, type Evaluation } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { readEvaluation } from '../../src/io/evaluation.ts';
import { reportWriters } from '../../src/io/report-writers.ts';
import { REPORT_FORMATS, writeReport, type ReportFormat } from '../../src/report/files.ts';
import type { Figure, ReportInput } from '../../src/report/model.ts';
import { tellScenario } from '../../src/report/tell-scenario.ts';
import { warnOfEmptyKinds } from './analyse.ts';
import { InputError, UsageError } from './failures.ts';
import { writeOutput } from './files.ts';
import { drawPictures } from './pictures.ts';
import { openQuestion, type OpenedQuestion, type QuestionOptions } from './question.ts';
import { findLocale, formatProblems, printProblems } from './sentences.ts';

export interface ReportOptions extends QuestionOptions {
  earlier?: string;
  public?: boolean;
  output: string[];
  lang?: string;
}

export async function runReport(options: ReportOptions): Promise<void> {
  const locale = findLocale(options.lang);
  const outputs = options.output.map((path) => ({ path, format: findFormat(path) }));
  const earlier = options.earlier === undefined ? null : readEarlier(options.earlier, locale);
  const { project, settings, packs, problems, tried } = await openQuestion(options, locale);
  const asked = { areaShares: false, residences: true, sensitivity: true, standards: packs };
  const found = finish(evaluate(project, settings, asked));
  const evaluation: Evaluation = { ...found, problems: [...problems, ...found.problems] };
  printProblems(evaluation.problems, locale);
  warnOfEmptyKinds(project, evaluation, locale);
  const { sensitivity = [] } = evaluation;
  const isPublic = options.public === true;
  const scenario = tried && tellTried(tried, packs, locale);
  const input = { locale, project, evaluation, packs, sensitivity, earlier, scenario, date: today(), isPublic };
  await writeAll(input, outputs);
}

/** What was tried in words, and the same place without it. */
function tellTried(
  { scenario, base, settings }: NonNullable<OpenedQuestion['tried']>,
  packs: StandardPack[],
  locale: Locale,
): NonNullable<ReportInput['scenario']> {
  const before = finish(evaluate(base, settings, { areaShares: false, residences: false, standards: packs }));
  return { name: scenario.name || scenario.id, sentences: tellScenario(scenario, base, locale), before };
}

function findFormat(path: string): ReportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = REPORT_FORMATS.find((known) => known === ending);
  if (format) return format;
  const known = REPORT_FORMATS.map((each) => `.${each}`).join(', ');
  throw new UsageError(`--output ${path}: a report must end in one of ${known}.`);
}

function readEarlier(path: string, locale: Locale): Evaluation {
  const { evaluation, problems } = readEvaluation(readText(path), basename(path));
  if (evaluation) return evaluation;
  throw new InputError(formatProblems(problems, locale).join('\n'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${(error as Error).message}`); // fs throws nothing but Errors
  }
}

/** Of the place where the report is made, as ISO 8601. */
function today(): string {
  const now = new Date();
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

/** Every file is told on standard output; layers of homes stand beside the one that was named. */
async function writeAll(input: ReportInput, outputs: { path: string; format: ReportFormat }[]): Promise<void> {
  const pictures = (figures: readonly Figure[]) => Promise.resolve(drawPictures(figures));
  for (const { path, format } of outputs) {
    for (const { name, bytes } of await writeReport(input, format, { writers: reportWriters, pictures })) {
      const own = path.slice(0, -extname(path).length) + name.replace(/^report|\.\w+$/g, '') + extname(path);
      writeOutput(own, bytes);
      process.stdout.write(`${own}\n`);
    }
  }
}
