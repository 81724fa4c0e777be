/**
 * One pack tested on one place: every row has a result. The steps are the other files here: which target is due (`due`),
 * what the data say (`measures`), the verdict (`verdict`), figures typed in (`reported`), the four meanings of coverage
 * (`four`), repeats and totals (`counts`).
 */
import type { ReportedFigure, Settings, Work } from '../types.ts';
import { countOnce, countStates, groupRepeats, standsFor } from './counts.ts';
import type { Moments } from './create-moments.ts';
import { evaluateRequirement, judgeRequirement, type RowContext } from './evaluate-requirement.ts';
import { createTester } from './test-stage.ts';
import type { RequirementResult, StandardPack, StandardResult, State, StateCounts } from './types.ts';

/** Parameters that measures and verdicts ask for, where a pack does not set them. */
const DEFAULT_PARAMETERS: Readonly<Record<string, number>> = {
  adjacent_metres: 100,
  served_metres: 1000,
  about_percent: 10,
};

export interface StandardQuestion {
  /** Of the project, edits included; made with the same settings. */
  moments: Moments;
  reported: readonly ReportedFigure[];
  /** The year of the run: rows that are due later are judged by it. */
  settings: Pick<Settings, 'year'>;
  /** Named parameters in place of the pack's own. */
  parameters?: Readonly<Record<string, number>>;
}

/** Tests all rows, in the order of the pack. Throws on a parameter that the pack does not have. */
export function* evaluateStandard(pack: StandardPack, question: StandardQuestion): Work<StandardResult> {
  const parameters = parametersOf(pack, question.parameters ?? {});
  const context = createRowContext(pack, question);
  const requirements: RequirementResult[] = [];
  for (const [done, requirement] of pack.requirements.entries()) {
    yield { stage: 'standards', done, total: pack.requirements.length };
    requirements.push(yield* evaluateRequirement(requirement, context));
  }
  const results = new Map(requirements.map((result) => [result.id, result]));
  const groups = groupResults(pack, results);
  flagRepeats(groups);
  return {
    id: pack.id,
    title: pack.title,
    status: pack.status,
    parameters,
    requirements,
    counts: countStates(requirements),
    countsOnce: countOnce(groups),
  };
}

/** States and totals alone, for whoever compares: the same as above in a fraction of the time. */
export function* judgeStandard(
  pack: StandardPack,
  question: StandardQuestion,
): Work<{ states: Map<string, State>; countsOnce: StateCounts }> {
  const context = createRowContext(pack, question);
  const results = new Map<string, Pick<RequirementResult, 'state' | 'source'>>();
  for (const [done, requirement] of pack.requirements.entries()) {
    yield { stage: 'standards', done, total: pack.requirements.length };
    results.set(requirement.id, yield* judgeRequirement(requirement, context));
  }
  return {
    states: new Map([...results].map(([id, { state }]) => [id, state])),
    countsOnce: countGroups(pack, results),
  };
}

/** Rows by state, each group of repeats as one row. */
export function countGroups(
  pack: StandardPack,
  results: ReadonlyMap<string, Pick<RequirementResult, 'state' | 'source'>>,
): StateCounts {
  return countOnce(groupResults(pack, results));
}

function groupResults<T>({ requirements }: StandardPack, results: ReadonlyMap<string, T>): T[][] {
  return groupRepeats(requirements).map((group) => group.flatMap(({ id }) => results.get(id) ?? []));
}

/** Marks the rows for which another of the same target stands in sums: those sums are over the rows without the mark. */
function flagRepeats(groups: readonly RequirementResult[][]): void {
  for (const group of groups) {
    const counted = standsFor(group);
    for (const result of group) if (result !== counted) result.flags.push('repeat');
  }
}

/** What the rows of a pack are judged with. Throws on a parameter that the pack does not have. */
export function createRowContext(pack: StandardPack, question: StandardQuestion): RowContext {
  const groups = groupRepeats(pack.requirements);
  return {
    pack,
    reported: question.reported,
    runYear: question.settings.year,
    groups: new Map(groups.flatMap((group) => group.map(({ id }) => [id, group.map((row) => row.id)]))),
    tester: createTester(question.moments, parametersOf(pack, question.parameters ?? {})),
  };
}

function parametersOf(pack: StandardPack, given: Readonly<Record<string, number>>): Record<string, number> {
  const own = Object.fromEntries(pack.parameters.map(({ id, value }) => [id, value]));
  const parameters = { ...DEFAULT_PARAMETERS, ...own };
  for (const [id, value] of Object.entries(given)) {
    if (!Object.hasOwn(parameters, id)) throw new Error(`the pack ${pack.id} has no parameter ${id}`);
    if (!Number.isFinite(value)) throw new Error(`the parameter ${id} must be a number, got ${value}`);
    parameters[id] = value;
  }
  return parameters;
}
