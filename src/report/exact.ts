/** Which texts of a row of a plan are one exact figure, so that a workbook can sort by it. */
import type { RequirementResult } from '../core/standards/types.ts';

/** Not a range, not rounded to "about", not done or not done. */
export function isExactValue({ value, unit, flags }: RequirementResult): boolean {
  return value !== null && unit !== 'done' && !flags.includes('estimated_elders');
}

/** A target that says about is none. */
export function isExactTarget({ target, unit, comparator }: RequirementResult): boolean {
  return target !== null && comparator !== null && comparator !== '~' && unit !== 'done';
}
