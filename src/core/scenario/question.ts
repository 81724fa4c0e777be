import type { Edit, Scenario } from './types.ts';

/** What of a question a scenario says itself. */
interface Asked {
  year: number | null;
}

/** A question about a scenario: with its edits, and with its own year and stages, where it has them, before those asked for. */
export function askOfScenario<Question extends Asked>(
  question: Question,
  { edits, stages, year }: Pick<Scenario, 'edits' | 'stages' | 'year'>,
): Question & { edits: Edit[]; year: number | null } {
  return { ...question, edits, year: year ?? question.year, ...(stages.length > 0 && { pipeline: true, stages }) };
}
