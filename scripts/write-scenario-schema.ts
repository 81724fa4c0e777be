/** Writes `data/schemas/scenario.schema.json`: `node --import tsx scripts/write-scenario-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { formatScenarioSchema, SCENARIO_SCHEMA_FILE } from './schemas/scenario-schema.ts';

writeFileSync(SCENARIO_SCHEMA_FILE, await formatScenarioSchema());
