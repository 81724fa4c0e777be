import type { ProblemCode } from './problem-codes.ts';
import type { Problem } from './types.ts';

/** A problem with everything that does not apply left null; severity and action default to a kept row and a warning. */
export function createProblem(code: ProblemCode, details: Partial<Omit<Problem, 'code'>> = {}): Problem {
  return {
    code,
    severity: 'warning',
    layer: null,
    file: null,
    row: null,
    id: null,
    column: null,
    value: null,
    action: 'kept',
    elders: null,
    ...details,
  };
}
