/** What a reader must know about a row beside its verdict. */
import type { Tested } from './test-stage.ts';
import type { Flag, Requirement } from './types.ts';
import { isAtMost, thresholdOf, type ParameterOf } from './verdict.ts';

export interface FlagFacts {
  tested: Tested;
  /** Met by the year of the run, after its due year. */
  isLater: boolean;
  isNotDue: boolean;
  isContradicted: boolean;
  /** Some of the elders stand in homes that we made. */
  hasEstimates: boolean;
  /** The figure of the baseline, where it is a number. */
  baseline: number | null;
  parameter: ParameterOf;
}

export function flagsOf(requirement: Requirement, facts: FlagFacts): Flag[] {
  const { tested } = facts;
  const flags: [Flag, boolean][] = [
    ['below_baseline', isBelowBaseline(requirement, facts)],
    ['inferred', requirement.inferred === true],
    ['strive', requirement.strive === true],
    ['no_record', tested.measured.noRecord],
    ['other_basis', tested.basis === 'other'],
    ['basis_not_stated', tested.basis === 'not_stated'],
    ['not_due_yet', facts.isNotDue],
    ['met_later', facts.isLater],
    ['contradicted', facts.isContradicted],
    ['estimated_elders', facts.hasEstimates && countsElders(requirement, tested)],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

/** Whether the target asks for less than was there before. */
function isBelowBaseline({ target }: Requirement, { baseline, parameter }: FlagFacts): boolean {
  if (!target || baseline === null) return false;
  const threshold = thresholdOf(target, parameter);
  return isAtMost(target.comparator) ? threshold > baseline : threshold < baseline;
}

/** Whether the verdict hangs on where elders live. */
function countsElders({ measure }: Requirement, { measured }: Tested): boolean {
  const isServed = measure.kind === 'presence_share' && measure.meaning === 'served';
  return isServed || measured.heads?.of === 'elders' || measured.heads?.of === 'elders_80';
}
