/** One target of a row against the data of one year. */
import type { Work } from '../types.ts';
import { basisAsked, findBasis, type BasisFound } from './basis.ts';
import type { Moments } from './create-moments.ts';
import { yearToJudgeIn, type Stage } from './due.ts';
import { fourFigures } from './four.ts';
import { measure } from './measures/index.ts';
import type { Moment } from './moment.ts';
import type { Measure, Measured, PartResult, Range, RowUnit, State, Target } from './types.ts';
import { judge, worstState, type ParameterOf } from './verdict.ts';

/** What the data say. */
export interface Tested {
  state: State;
  /** Where sets are tested one by one, that of the worst. */
  measured: Measured;
  parts: PartResult[];
  /** null: the row does not say how people are to be counted. */
  basis: BasisFound | null;
  year: number | null;
}

export interface Tester {
  parameter: ParameterOf;
  /** Years are kept. */
  at(year: number | null): Work<Moment>;
  /** The four meanings of coverage of a stage in a year; kept as measures are. */
  four(stage: Stage, year: number | null): Work<ReturnType<typeof fourFigures>>;
  /** The stage by the data of a year. Measures are kept: rows that repeat each other measure once. */
  test(stage: Stage, unit: RowUnit, year: number | null): Work<Tested>;
}

export function createTester(moments: Moments, parameters: Readonly<Record<string, number>>): Tester {
  const kept = new Map<string, Measured>();
  const parameter: ParameterOf = (id) => {
    const value = Object.hasOwn(parameters, id) ? parameters[id] : undefined;
    if (value === undefined) throw new Error(`there is no parameter ${id}`);
    return value;
  };
  const years = new Map<number | null, Moment>();
  function* at(year: number | null): Work<Moment> {
    let moment = years.get(year);
    if (!moment) years.set(year, (moment = yield* moments.at(year, parameters)));
    return moment;
  }
  const figures = new Map<string, ReturnType<typeof fourFigures>>();
  return {
    parameter,
    at,
    *four({ measure: asked }, year) {
      const moment = yield* at(year);
      const key = JSON.stringify([year, asked]);
      let four = figures.get(key);
      if (four === undefined) figures.set(key, (four = fourFigures(asked, moment)));
      return four;
    },
    *test(stage, unit, year) {
      const moment = yield* at(year);
      const key = JSON.stringify([year, stage.measure]);
      let measured = kept.get(key);
      if (!measured) kept.set(key, (measured = measure(stage.measure, moment)));
      const asked = basisAsked(stage.measure);
      const basis = asked && findBasis(asked, moment);
      return { year, ...judgeMeasured(measured, { stage, unit, basis, parameter }) };
    },
  };
}

/** Whether the first year goes before the year of the run, so that what came later is to be shown. */
export function isBefore(judgedIn: number | null, runYear: number | null): runYear is number {
  return judgedIn !== null && runYear !== null && judgedIn < runYear;
}

/** The year to test a stage in. */
export function yearOf(stage: Stage, runYear: number | null): number | null {
  return yearToJudgeIn(stage.year, runYear);
}

interface Question {
  stage: Stage;
  unit: RowUnit;
  basis: BasisFound | null;
  parameter: ParameterOf;
}

function judgeMeasured(measured: Measured, { stage, unit, basis, parameter }: Question): Omit<Tested, 'year'> {
  const { target } = stage;
  const stateOf = (value: Range | null): State => (target ? judge(value, target, parameter, unit) : 'no_target');
  if (basis === 'other') {
    const missing = [...new Set([...measured.missing, 'areas.elders_basis'])].sort();
    return { state: target ? 'unknown' : 'no_target', measured: { ...measured, missing }, parts: [], basis };
  }
  const parts = measured.parts.map(({ name, measured: part }) => partResult(name, part, stateOf(part.value)));
  if (!isEach(stage.measure) || !target || parts.length === 0) {
    return { state: stateOf(measured.value), measured, parts, basis };
  }
  const state = worstState(parts.map((part) => part.state));
  const worst = measured.parts.filter((_, i) => parts[i]?.state === state).map((part) => part.measured);
  const shown = worst.reduce((a, b) => (isWorse(b, a, target) ? b : a), worst[0] ?? measured);
  const { noRecord, missing } = measured;
  return {
    state,
    measured: { ...shown, missing: state === 'unknown' ? shown.missing : missing, noRecord },
    parts,
    basis,
  };
}

function isEach(asked: Measure): boolean {
  return 'combine' in asked && asked.combine === 'each';
}

/** Of parts in one state the one that is farther on the failing side; one without a value before all. */
function isWorse(a: Measured, b: Measured, { comparator }: Target): boolean {
  if (a.value === null || b.value === null) return a.value === null && b.value !== null;
  return comparator === '<' || comparator === '<=' ? a.value.high > b.value.high : a.value.low < b.value.low;
}

function partResult(name: PartResult['name'], measured: Measured, state: State): PartResult {
  const { failing, uncertain, elders, missing } = measured;
  return { name, state, ...figuresOf(measured.value), failing, uncertain, elders, missing };
}

/** A range as results tell it: a value where it is known, bounds where they are finite. */
export function figuresOf(range: Range | null): { value: number | null; low: number | null; high: number | null } {
  const finite = (value: number | undefined): number | null =>
    value !== undefined && Number.isFinite(value) ? value : null;
  const isKnown = range !== null && range.low === range.high;
  return { value: isKnown ? finite(range.low) : null, low: finite(range?.low), high: finite(range?.high) };
}
