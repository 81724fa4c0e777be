/** `--scenario-out`: the sites of a plan as edits, after those of the scenario that the plan stands on. */
import type { Edit, Scenario } from '../../src/core/scenario/types.ts';
import { PIPELINE_STATUSES, type Kind, type Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { openScenario } from './scenario.ts';

export interface ScenarioAsked {
  /** As `--scenario` said it; undefined: the plan stands on the data alone. */
  said: string | undefined;
  pipeline: boolean;
  kinds: readonly Kind[];
  edits: readonly Edit[];
}

/** The text of a file with one scenario. `project` may have its edits made already. */
export async function writeScenario(project: Project, asked: ScenarioAsked, locale: Locale): Promise<string> {
  const { said, pipeline, edits } = asked;
  const base =
    said === undefined ? createScenario(project, asked, locale) : (await openScenario(said, project, locale)).scenario;
  const { formatScenarioFile } = await import('../../src/io/scenario-file.ts');
  const stages = pipeline ? [...PIPELINE_STAGES] : base.stages;
  return formatScenarioFile([{ ...base, stages, edits: [...base.edits, ...edits] }]);
}

const PIPELINE_STAGES = PIPELINE_STATUSES as Scenario['stages'];

function createScenario({ scenarios }: Project, { kinds, edits }: ScenarioAsked, locale: Locale): Scenario {
  const taken = new Set(scenarios.map(({ id }) => id));
  let number = 1;
  while (taken.has(`s${number}`)) number++;
  const list = kinds.join(locale === 'zh' ? '、' : ', ');
  const name = locale === 'zh' ? `选址方案：${list} ${edits.length} 处` : `Proposed sites: ${edits.length} of ${list}`;
  return { id: `s${number}`, name, note: '', year: null, stages: [], edits: [] };
}
