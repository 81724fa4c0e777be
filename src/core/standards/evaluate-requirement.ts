/** One row of a pack: verdict, evidence, and what else there is to say about it. */
import type { ReportedFigure, Work } from '../types.ts';
import { stagesOf, stageToTest, type Stage } from './due.ts';
import { flagsOf } from './flags.ts';
import { findReported, parseFigure } from './reported.ts';
import { figuresOf, isBefore, yearOf, type Tested, type Tester } from './test-stage.ts';
import type { Reading, ReadingResult, Requirement, RequirementResult, Source, StandardPack, State } from './types.ts';
import { judge, marginOf, thresholdOf } from './verdict.ts';

export interface RowContext {
  pack: StandardPack;
  reported: readonly ReportedFigure[];
  runYear: number | null;
  /** By id: all rows that state the same target, itself included. */
  groups: ReadonlyMap<string, readonly string[]>;
  tester: Tester;
}

/** Judges a row at its due year, by the data or, where they do not tell, by a figure typed in. */
export function* evaluateRequirement(requirement: Requirement, context: RowContext): Work<RequirementResult> {
  const { tester, runYear, pack } = context;
  const { stages, stage, group, figure } = prepareRow(requirement, context);
  const answer = yield* answerStage(stage, requirement, figure, context);
  const { tested, state, source, shown } = answer;
  const later = yield* judgeLater(stage, requirement, answer, context);
  const moment = yield* tester.at(tested.year);
  const baseline = pack.baselines.find(({ id }) => id === requirement.baseline) ?? null;
  const { target } = stage;
  const threshold = target && thresholdOf(target, tester.parameter);
  const flags = flagsOf(requirement, {
    tested,
    isLater: later?.state === 'met',
    isNotDue: runYear !== null && stage.year !== null && runYear < stage.year,
    isContradicted: pack.conflicts.some(({ requirements }) => requirements.includes(requirement.id)),
    hasEstimates: moment.demand.totals.estimatedElders > 0,
    baseline: baseline && parseFigure(baseline.value, requirement.unit),
    parameter: tester.parameter,
  });
  const { unitKind, failing, uncertain, elders, heads, missing } = tested.measured;
  return {
    id: requirement.id,
    state,
    source,
    ...shown,
    unit: requirement.unit,
    target: threshold,
    comparator: target?.comparator ?? null,
    margin: target && shown.value !== null ? marginOf(shown.value, target, tester.parameter) : null,
    year: stage.year,
    judgedIn: tested.year,
    later,
    steps: stages.length > 1 ? yield* judgeSteps(stages, requirement, figure, context) : [],
    unitKind,
    failing,
    uncertain,
    elders,
    heads,
    missing,
    parts: tested.parts,
    flags,
    readings: yield* judgeReadings(stage, requirement, figure, context),
    reported: figure && { value: figure.value, source: figure.source, date: figure.date },
    baseline: baseline && { id: baseline.id, value: baseline.value, unit: baseline.unit, year: baseline.year },
    sameAs: group.filter((id) => id !== requirement.id),
    four: yield* tester.four(stage, tested.year),
  };
}

/** The verdict and nothing beside it: the state and source that `evaluateRequirement` gives. */
export function* judgeRequirement(
  requirement: Requirement,
  context: RowContext,
): Work<Pick<RequirementResult, 'state' | 'source'>> {
  const { stage, figure } = prepareRow(requirement, context);
  const { state, source } = yield* answerStage(stage, requirement, figure, context);
  return { state, source };
}

function prepareRow(requirement: Requirement, { runYear, groups, reported }: RowContext) {
  const stages = stagesOf(requirement);
  const group = groups.get(requirement.id) ?? [requirement.id];
  const figure = findReported(reported, [requirement.id, ...group]);
  return { stages, stage: stageToTest(stages, runYear), group, figure };
}

interface Answer {
  tested: Tested;
  state: State;
  source: Source;
  shown: ReturnType<typeof figuresOf>;
}

/** The data go before a figure typed in, which stands where they do not tell. */
function* answerStage(
  stage: Stage,
  { unit }: Requirement,
  figure: ReportedFigure | null,
  { tester, runYear }: RowContext,
): Work<Answer> {
  const tested = yield* tester.test(stage, unit, yearOf(stage, runYear));
  const computed: Answer = {
    tested,
    state: tested.state,
    source: stage.measure.kind === 'reported_value' ? 'reported' : 'computed',
    shown: figuresOf(tested.measured.value),
  };
  const typed = figure ? parseFigure(figure.value, unit) : null;
  const isOpen = stage.target ? tested.state === 'unknown' : tested.measured.value === null;
  if (typed === null || !isOpen) return computed;
  const range = { low: typed, high: typed };
  const state = stage.target ? judge(range, stage.target, tester.parameter, unit) : 'no_target';
  return { tested, state, source: 'reported', shown: figuresOf(range) };
}

/** What the data of the year of the run say of a target that was missed in its own. */
function* judgeLater(
  stage: Stage,
  { unit }: Requirement,
  { tested, state, source }: Answer,
  { tester, runYear }: RowContext,
): Work<RequirementResult['later']> {
  const isMissed = source === 'computed' && (state === 'not_met' || state === 'unknown');
  if (!isMissed || !isBefore(tested.year, runYear)) return null;
  const later = yield* tester.test(stage, unit, runYear);
  return { year: runYear, state: later.state, value: figuresOf(later.measured.value).value };
}

function* judgeSteps(
  stages: readonly Stage[],
  requirement: Requirement,
  figure: ReportedFigure | null,
  context: RowContext,
): Work<RequirementResult['steps']> {
  const steps: RequirementResult['steps'] = [];
  for (const stage of stages) {
    if (stage.year === null) continue;
    const { state, shown } = yield* answerStage(stage, requirement, figure, context);
    const target = stage.target && thresholdOf(stage.target, context.tester.parameter);
    steps.push({ year: stage.year, state, value: shown.value, target });
  }
  return steps;
}

function* judgeReadings(
  stage: Stage,
  requirement: Requirement,
  figure: ReportedFigure | null,
  context: RowContext,
): Work<ReadingResult[]> {
  const results: ReadingResult[] = [];
  for (const reading of requirement.readings ?? []) {
    const read = readAs(stage, reading);
    const { state, shown } = yield* answerStage(read, requirement, figure, context);
    results.push({
      because: reading.because,
      state,
      value: shown.value,
      target: read.target && thresholdOf(read.target, context.tester.parameter),
      comparator: read.target?.comparator ?? null,
    });
  }
  return results;
}

function readAs(stage: Stage, reading: Reading): Stage {
  return {
    year: reading.year ?? stage.year,
    target: reading.target ?? stage.target,
    measure: reading.measure ?? stage.measure,
  };
}
