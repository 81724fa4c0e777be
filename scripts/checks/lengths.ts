/** Lengths of functions and files, and of tests against sources. */
import ts from 'typescript';
import type { Source } from './sources.ts';

export interface Length {
  /** `path:line name` of a function, or the path of a file. */
  name: string;
  lines: number;
}

function isCounted(node: ts.Node): node is ts.FunctionLikeDeclaration {
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body);
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function findName(node: ts.FunctionLikeDeclaration): string {
  const named = node.name ? node : node.parent;
  return 'name' in named && named.name ? (named.name as ts.Node).getText() : '(unnamed)';
}

/** Every function, method and arrow with a block, from its first line to its last; inner ones count in outer ones too. */
export function listFunctionLengths({ path, script }: Source): Length[] {
  const found: Length[] = [];
  const lineOf = (position: number) => script.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node) => {
    if (isCounted(node)) {
      const first = lineOf(node.getStart());
      found.push({ name: `${path}:${first + 1} ${findName(node)}`, lines: lineOf(node.getEnd()) - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(script);
  return found;
}

/** The value that the given share of lengths does not exceed; 0 of an empty list. */
export function findQuantile(lengths: readonly Length[], share: number): number {
  const sorted = lengths.map((length) => length.lines).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export interface Budget {
  median: number;
  p95: number;
  max: number;
}

export interface Verdict {
  name: string;
  value: number;
  budget: string;
  passed: boolean;
  /** What is over the budget, longest first. */
  over: Length[];
}

/** Judges the median, the 95th percentile and the longest; the longest may be an exception by name (a prefix of it). */
export function checkLengths(
  what: string,
  lengths: Length[],
  budget: Budget,
  exceptions: readonly string[],
): Verdict[] {
  const judged = lengths.filter((length) => !exceptions.some((name) => length.name.startsWith(name)));
  const over = (limit: number) =>
    judged.filter((length) => length.lines > limit).sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
  const verdict = (name: string, value: number, limit: number, listed: Length[]): Verdict => ({
    name: `${what}, ${name}`,
    value,
    budget: `<= ${limit}`,
    passed: value <= limit,
    over: value <= limit ? [] : listed,
  });
  return [
    verdict('median', findQuantile(judged, 0.5), budget.median, []),
    verdict('p95', findQuantile(judged, 0.95), budget.p95, over(budget.p95)),
    verdict('longest', findQuantile(judged, 1), budget.max, over(budget.max)),
  ];
}

/** Lines of tests for each line of source; a room without source has nothing to test. */
export function checkTestRatio(room: string, sources: Source[], tests: Source[], least: number): Verdict {
  const sum = (files: Source[]) => files.reduce((lines, file) => lines + file.lines, 0);
  const value = sum(sources) === 0 ? least : sum(tests) / sum(sources);
  const name = `tests : source, ${room} (${sum(tests)} : ${sum(sources)})`;
  return { name, value, budget: `>= ${least}`, passed: value >= least, over: [] };
}
