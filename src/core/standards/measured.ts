/** What measures return. */
import type { Measured } from './types.ts';

/** A value without heads, units or parts, but for what is given. */
export function createMeasured(given: Partial<Measured>): Measured {
  return {
    value: null,
    heads: null,
    unitKind: null,
    failing: [],
    uncertain: [],
    elders: null,
    missing: [],
    noRecord: false,
    parts: [],
    ...given,
  };
}

/** Nothing to measure: `missing` names the layer, column or level that would be needed. */
export function nothing(missing: Iterable<string>, given: Partial<Measured> = {}): Measured {
  return createMeasured({ missing: [...new Set(missing)].sort(), ...given });
}

/** In place of what is missing: there are such units or facilities, but the row concerns none of them. */
export const CONCERNS_NONE = 'concerns_none';

/**
 * Rules tested one by one, told as a whole by the one with the least low end (a part that could not be measured is
 * worse than any); whoever knows the target may find another one worse.
 */
export function joinParts(parts: Measured['parts']): Measured {
  const worst = [...parts].sort((a, b) => leastOf(a.measured) - leastOf(b.measured))[0]?.measured;
  const missing = [...new Set(parts.flatMap(({ measured }) => measured.missing))].sort();
  const noRecord = parts.every(({ measured }) => measured.noRecord);
  return createMeasured({ ...worst, missing, noRecord, parts });
}

function leastOf({ value }: Measured): number {
  return value === null ? -Infinity : value.low;
}
