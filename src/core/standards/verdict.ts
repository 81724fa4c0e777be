/** From a value that may not be known exactly to a verdict on a target. */
import type { Comparator, Each, Range, RowUnit, State, Target } from './types.ts';

/** Looks a named parameter of the pack up; throws where there is none. */
export type ParameterOf = (id: string) => number;

/** The number that a target is tested against: for `~` the value less the parameter `about_percent`. */
export function thresholdOf({ comparator, value }: Target | Each, parameter: ParameterOf): number {
  const printed = typeof value === 'number' ? value : parameter(value.parameter);
  return comparator === '~' ? (printed * (100 - parameter('about_percent'))) / 100 : printed;
}

/**
 * The verdict on a range of values: met or not met where every value in it says so, else unknown, as without a value.
 * Thresholds are exact on unrounded numbers; `=` allows half of the last digit printed, except for shares (`unit`).
 */
export function judge(range: Range | null, target: Target, parameter: ParameterOf, unit?: RowUnit): State {
  if (range === null || Number.isNaN(range.low) || Number.isNaN(range.high)) return 'unknown';
  const threshold = thresholdOf(target, parameter);
  const allowance = unit === 'percent' ? 0 : halfDigit(threshold);
  const atLow = holds(target.comparator, range.low, threshold, allowance);
  const atHigh = holds(target.comparator, range.high, threshold, allowance);
  if (atLow && atHigh) return 'met';
  // Between two values that miss a figure on its two sides lies the figure.
  const isBetween = target.comparator === '=' && range.low < threshold && range.high > threshold;
  return atLow || atHigh || isBetween ? 'unknown' : 'not_met';
}

/** How far a value lies on the passing side of a target, in the unit of the row; never positive for `=`. */
export function marginOf(value: number, target: Target, parameter: ParameterOf): number {
  const beyond = value - thresholdOf(target, parameter);
  if (target.comparator === '=') return beyond === 0 ? 0 : -Math.abs(beyond);
  return isAtMost(target.comparator) ? -beyond + 0 : beyond;
}

/** Whether less is better. */
export function isAtMost(comparator: Comparator): boolean {
  return comparator === '<' || comparator === '<=';
}

function holds(comparator: Comparator, value: number, threshold: number, allowance: number): boolean {
  switch (comparator) {
    case '>':
      return value > threshold;
    case '>=':
    case '~':
      return value >= threshold;
    case '<=':
      return value <= threshold;
    case '<':
      return value < threshold;
    case '=':
      return Math.abs(value - threshold) <= allowance;
  }
}

/** Half of the last digit that a number is printed with: 0.5 for 39, 0.005 for 5.81. */
function halfDigit(printed: number): number {
  const decimals = /^-?\d+\.(\d+)$/.exec(String(printed))?.[1]?.length ?? 0;
  return 5 / 10 ** (decimals + 1);
}

/** From bad to good: what fails hides what is not known, and that hides what is met. */
const FROM_WORST: readonly State[] = ['not_met', 'unknown', 'met', 'no_target'];

/** The worst of some states; without any, unknown. */
export function worstState(states: readonly State[]): State {
  return FROM_WORST.find((state) => states.includes(state)) ?? 'unknown';
}
