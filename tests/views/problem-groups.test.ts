import { expect, it } from 'vitest';
import { createProblem } from '../../src/core/problems.ts';
import { groupProblems } from '../../src/views/shared/problem-groups.ts';

const near = (column: string, elders: number) => createProblem('streets_end_near', { column, value: 3, elders });
const unknown = (id: string) => createProblem('area_unknown', { severity: 'note', id, elders: 5 });

it('puts problems of one code together, the gravest first, and each service of the streets apart', () => {
  const error = createProblem('file_empty', { severity: 'error', file: 'a.csv' });
  const groups = groupProblems([unknown('a'), near('day_care', 40), unknown('b'), near('meals', 30), error]);
  expect(groups.map(([, group]) => group.map(({ code, id, column }) => id ?? column ?? code))).toEqual([
    ['file_empty'],
    ['day_care'],
    ['meals'],
    ['a', 'b'],
  ]);
});
