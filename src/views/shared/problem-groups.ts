import type { Problem } from '../../core/types.ts';

const SEVERITIES = ['error', 'warning', 'note'] as const;

/**
 * Problems of one code together, the gravest first; within a group in the order they were found. What is said of several
 * services concerns the same people: each service is a group of its own, so that nobody is counted twice.
 */
export function groupProblems(problems: readonly Problem[]): [key: string, group: Problem[]][] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const service = problem.code === 'streets_end_near' ? problem.column : '';
    const key = `${problem.severity} ${problem.code} ${service}`;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  const rank = (group: Problem[]) => SEVERITIES.indexOf(group[0]?.severity ?? 'note');
  return [...groups].sort(([, a], [, b]) => rank(a) - rank(b));
}
