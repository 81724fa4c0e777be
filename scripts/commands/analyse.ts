/** `care-circle analyse`: a project and its limits -> the evaluation, the same bytes as in the app. */
import { evaluate, listKinds } from '../../src/core/evaluate.ts';
import { finish, type Evaluation, type Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { writeOutput } from './files.ts';
import { openQuestion, type QuestionOptions } from './question.ts';
import { findLocale, printProblems } from './sentences.ts';

export interface AnalyseOptions extends QuestionOptions {
  areaShares: boolean;
  residences?: boolean;
  sensitivity?: boolean;
  output?: string;
  lang?: string;
}

/** A kind of which nothing counts is answered with 0: right, but mostly a slip of the pen. */
export function warnOfEmptyKinds(project: Project, { services, settings }: Evaluation, locale: Locale): void {
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
  const { project, settings, packs, problems } = await openQuestion(options, locale);
  const { areaShares, residences = false, sensitivity = false } = options;
  const tested = packs.length > 0 && { standards: packs };
  const found = finish(evaluate(project, settings, { areaShares, residences, sensitivity, ...tested }));
  const evaluation: Evaluation = { ...found, problems: [...problems, ...found.problems] };
  printProblems(evaluation.problems, locale);
  warnOfEmptyKinds(project, evaluation, locale);
  const text = `${JSON.stringify(evaluation, null, 2)}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else writeOutput(options.output, text);
}
