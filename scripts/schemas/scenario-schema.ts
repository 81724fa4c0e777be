/** The JSON Schema of scenarios, made of the schema that reads them. */
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import prettier from 'prettier';
import { ROOT } from '../setup/packages.mjs';

export const SCENARIO_SCHEMA_FILE = join(ROOT, 'data/schemas/scenario.schema.json');

const ABOUT = {
  $id: 'care-circle-scenario-1',
  title: 'Scenarios: what is tried on a place, as lists of edits (care-circle-scenario, version 1)',
  description: 'The file scenarios.json of a project folder, and the file of --scenario.',
};

/** The text of the file, as it is formatted in the project. */
export async function formatScenarioSchema(): Promise<string> {
  const { SCENARIO_PARTS, scenarioFileSchema } = await import('../../src/io/scenario-schema.ts');
  const options = { target: 'draft-2020-12', typeMode: 'input', definitions: SCENARIO_PARTS } as const;
  const { $schema, $defs, ...rest } = toJsonSchema(scenarioFileSchema, options);
  const text = JSON.stringify({ $schema, ...ABOUT, ...rest, $defs });
  const style = (await prettier.resolveConfig(SCENARIO_SCHEMA_FILE)) ?? {};
  return prettier.format(text, { ...style, parser: 'json' });
}
