/** What was tried, in words, and what it changes. */
import type { Context } from '../context.ts';
import type { Section } from '../model.ts';
import { compare } from './changes.ts';

/** null where the report is of the data as they are. */
export function createScenario(context: Context): Section | null {
  const { scenario, words } = context;
  if (scenario === null) return null;
  return {
    id: 'scenario',
    title: words.scenario.title(scenario.name),
    blocks: [
      { kind: 'paragraph', text: words.scenario.lead(scenario.sentences.length) },
      ...(scenario.sentences.length > 0 ? ([{ kind: 'list', items: scenario.sentences }] as const) : []),
      ...compare({ evaluation: scenario.before, words: words.scenario, sheet: words.scenario.sheet }, context),
    ],
  };
}
