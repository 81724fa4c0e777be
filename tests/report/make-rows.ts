/** A report of rows that a test names, on the place of five communities (make-input.ts). */
import type { Requirement, RequirementResult, StandardPack, StandardResult } from '../../src/core/standards/types.ts';
import type { ReportInput } from '../../src/report/model.ts';
import { DAY_CARE, makePack, makeRow } from '../core/standards/make-pack.ts';
import { makeEvaluation, makeInput, makeResult } from './make-input.ts';

export interface GivenRow {
  id: string;
  requirement?: Partial<Requirement>;
  result?: Partial<RequirementResult>;
}

export function makeTested(
  rows: readonly GivenRow[],
  given: Partial<StandardPack> = {},
): { pack: StandardPack; result: StandardResult } {
  const requirements = rows.map(({ id, requirement }) =>
    makeRow(id, { kind: 'count_total', set: DAY_CARE }, requirement),
  );
  const results = rows.map(({ id, result = {} }) => makeResult(id, result));
  const count = (list: readonly RequirementResult[]) => {
    const having = (state: string): number => list.filter((row) => row.state === state).length;
    const reported = list.filter(({ source }) => source === 'reported').length;
    return {
      all: list.length,
      met: having('met'),
      not_met: having('not_met'),
      unknown: having('unknown'),
      no_target: having('no_target'),
      computed: list.length - reported,
      reported,
    };
  };
  const pack = makePack(requirements, { title: { zh: '试验规划', en: 'Test plan' }, ...given });
  const once = results.filter(({ flags }) => !flags.includes('repeat'));
  const { id, title, status } = pack;
  return {
    pack,
    result: {
      id,
      title,
      status,
      parameters: {},
      requirements: results,
      counts: count(results),
      countsOnce: count(once),
    },
  };
}

/** In English unless said otherwise. */
export function inputOfRows(
  rows: readonly GivenRow[],
  given: Partial<ReportInput> = {},
  pack: Partial<StandardPack> = {},
): ReportInput {
  const tested = makeTested(rows, pack);
  const locale = given.locale ?? 'en';
  const evaluation = makeEvaluation(locale, { standards: [tested.result] });
  return makeInput({ locale, evaluation, packs: [tested.pack], ...given });
}

/** A value that is known exactly. */
export function exactly(value: number) {
  return { value, low: value, high: value };
}
