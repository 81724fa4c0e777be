/** The JSON Schema of packs, made of the schema that reads them. */
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import prettier from 'prettier';
import { ROOT } from '../setup/packages.mjs';

export const STANDARD_SCHEMA_FILE = join(ROOT, 'data/schemas/standard.schema.json');

const ABOUT = {
  $id: 'care-circle-standard-1',
  title: 'A written standard as data (care-circle-standard, version 1)',
  description: 'What each field means for an author, with examples: data/standards/README.md.',
};

/** The text of the file, as it is formatted in the project. */
export async function formatStandardSchema(): Promise<string> {
  const { PACK_PARTS, packSchema } = await import('../../src/io/standards/pack-schema.ts');
  const { $schema, $defs, ...rest } = toJsonSchema(packSchema, { target: 'draft-2020-12', definitions: PACK_PARTS });
  const text = JSON.stringify({ $schema, ...ABOUT, ...rest, $defs });
  const options = (await prettier.resolveConfig(STANDARD_SCHEMA_FILE)) ?? {};
  return prettier.format(text, { ...options, parser: 'json' });
}
