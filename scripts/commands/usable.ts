/** When what was opened is no basis for any answer. */
import type { Problem, Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { problemLine } from '../../src/i18n/problems.ts';
import type { Opened } from '../../src/io/open.ts';
import { InputError } from './failures.ts';

const NOTHING_READ: Record<Locale, string> = {
  zh: '没有读到任何养老设施、居住小区或统计单元，无法继续。',
  en: 'No facility, residence or area could be read, so there is nothing to work on.',
};

/** The most telling problem: an error, the earliest of them. */
function findCause(problems: readonly Problem[]): Problem | undefined {
  return problems.find((problem) => problem.severity === 'error');
}

/** Throws an InputError with one sentence when not a single place could be read. */
export function checkUsable({ project, problems }: Opened, locale: Locale): void {
  if (project.facilities.length + project.residences.length + project.areas.length > 0) return;
  const cause = findCause(problems);
  throw new InputError(cause ? `${NOTHING_READ[locale]} ${problemLine(cause, locale)}` : NOTHING_READ[locale]);
}

const INCOMPLETE: Record<Locale, string> = {
  zh: '项目文件夹已写出，但还不能测算：设施和居住小区（或带老年人数的统计单元）缺一不可。',
  en: 'The project folder was written, but nothing can be computed with it yet: it takes facilities, and homes or areas with elders.',
};

/** Throws an InputError where what was written lacks facilities or people: the sentence says which, and why. */
export function checkComplete({ project, problems }: Opened, locale: Locale): void {
  if (project.facilities.length > 0 && hasDemand(project)) return;
  const lacking = problems.filter(({ code, severity }) => code === 'layer_missing' && severity !== 'note');
  const causes = [findCause(problems.filter(({ code }) => code !== 'layer_missing')), ...lacking];
  const told = causes.flatMap((cause) => (cause === undefined ? [] : [problemLine(cause, locale)]));
  throw new InputError([INCOMPLETE[locale], ...new Set(told)].join(' '));
}

function hasDemand({ residences, areas }: Project): boolean {
  return residences.length > 0 || areas.some((area) => area.elders !== null && area.polygon);
}

const NO_DEMAND: Record<Locale, string> = {
  zh: '没有读到任何居住小区，也没有带老年人数的统计单元，无法测算。',
  en: 'No residence and no area with a number of elders could be read, so there is nobody to count.',
};

/** Throws an InputError with one sentence when there is nobody to count. No facility is an answer: nobody is covered. */
export function checkAnalysable(opened: Opened, locale: Locale): void {
  checkUsable(opened, locale);
  if (hasDemand(opened.project)) return;
  throw new InputError(NO_DEMAND[locale]);
}
