/** Telling problems on standard error, one sentence a line; many of a kind are told once with their number. */
import type { Problem } from '../../src/core/types.ts';
import '../../src/i18n/both.ts';
import { LOCALES, type Locale } from '../../src/i18n/index.ts';
import { COLUMN_CODES, columnsLine, problemLine } from '../../src/i18n/problems.ts';
import { UsageError } from './failures.ts';

/** More of one kind than this are summed up: a ledger with one bad column would scroll everything else away. */
const SHOWN_OF_A_KIND = 5;

/** The language asked for, else the system's, else English. */
export function findLocale(asked: string | undefined, env: NodeJS.ProcessEnv = process.env): Locale {
  const locale = LOCALES.find((known) => known === asked);
  if (asked !== undefined && !locale) throw new UsageError(`--lang must be ${LOCALES.join(' or ')}, got "${asked}".`);
  return locale ?? (/^zh/i.test(env.LC_ALL || env.LANG || '') ? 'zh' : 'en');
}

function formatMore(count: number, locale: Locale): string {
  return locale === 'zh' ? `  …… 同类另有 ${count} 条` : `  ... and ${count} more of this kind`;
}

/** Lines about problems: errors first, the same kind of one file together, its columns in one line. */
export function formatProblems(problems: readonly Problem[], locale: Locale): string[] {
  const order = ['error', 'warning', 'note'];
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const column = COLUMN_CODES.has(problem.code) ? '' : problem.column;
    const key = [order.indexOf(problem.severity), problem.file, problem.code, column].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.keys()].sort().flatMap((key) => {
    const group = groups.get(key) ?? [];
    if (group[0] && COLUMN_CODES.has(group[0].code)) return [columnsLine(group, locale)];
    const lines = group.slice(0, SHOWN_OF_A_KIND).map((problem) => problemLine(problem, locale));
    const more = group.length - lines.length;
    return more > 0 ? [...lines, formatMore(more, locale)] : lines;
  });
}

export function printProblems(problems: readonly Problem[], locale: Locale): void {
  for (const line of formatProblems(problems, locale)) process.stderr.write(`${line}\n`);
}
