/** Writes `data/schemas/standard.schema.json`: `node --import tsx scripts/write-standard-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { formatStandardSchema, STANDARD_SCHEMA_FILE } from './schemas/standard-schema.ts';

writeFileSync(STANDARD_SCHEMA_FILE, await formatStandardSchema());
