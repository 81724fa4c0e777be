import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStandardSchema, STANDARD_SCHEMA_FILE } from '../../scripts/schemas/standard-schema.ts';
import { ROOT } from '../../scripts/setup/packages.mjs';
import { createExample, read, rowsOf, type Json } from '../io/standards/make-pack.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  $ref?: string;
  const?: unknown;
  $defs?: Record<string, Schema>;
}

const text = readFileSync(STANDARD_SCHEMA_FILE, 'utf8');
const schema = JSON.parse(text) as Schema;
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTuples: false });
const validate = ajv.compile(schema);
const validateRow = ajv.compile({ $ref: 'care-circle-standard-1#/$defs/requirement' });

const FOLDER = join(ROOT, 'data/standards');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

/** Places of a value and of everything in it. */
function listPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => listPaths(inner, [...path, key]))];
}

/** Puts another value in a place of a row, or takes it away. */
function damage(row: Json, path: (string | number)[], value: unknown): void {
  const key = path.at(-1);
  if (key === undefined) return;
  const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Json)[step], row) as Json;
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else holder[key] = value;
}

describe('the schema of standards', () => {
  it('is what scripts/write-standard-schema.ts makes of the code', async () => {
    expect(text).toBe(await formatStandardSchema());
  });

  it('describes every field in words, except the kind of a measure, which is a word', () => {
    const bare: string[] = [];
    const visit = ({ properties = {}, items, anyOf = [] }: Schema, name: string) => {
      for (const [key, field] of Object.entries(properties)) {
        if (field.description === undefined && key !== 'kind') bare.push(`${name}.${key}`);
        visit(field, `${name}.${key}`);
      }
      if (items) visit(items, name);
      for (const member of anyOf) visit(member, name);
    };
    visit(schema, 'pack');
    for (const [name, part] of Object.entries(schema.$defs ?? {})) visit(part, name);
    expect(bare).toEqual([]);
  });

  it.each(FILES)('fits %s', (file) => {
    const isValid = validate(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
    expect(validate.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  });

  it('and the reader agree on every row, however it was damaged', () => {
    const odd = fc.constantFrom<unknown>(undefined, null, '', 'x', 0, -1, 1.5, 1e300, true, [], {}, [{}], ['x'], {
      parameter: 'about_percent',
    });
    const rows = rowsOf(createExample());
    const damages = fc
      .nat(rows.length - 1)
      .chain((place) => fc.tuple(fc.constant(place), fc.constantFrom(...listPaths(rows[place])), odd));
    let refused = 0;
    fc.assert(
      fc.property(damages, ([place, path, value]) => {
        const row = rowsOf(createExample())[place]!;
        damage(row, path, value);
        const { pack, problems } = read({ ...createExample(), requirements: [row], conflicts: [] });
        const faults = problems.filter(({ action }) => action === 'left_out');
        const isValid = validateRow(row);
        if (!isValid) refused++;
        // A row may fit the schema and still lack what it needs beside another field: only the reader sees that.
        if (isValid) expect(faults.filter(({ code }) => code !== 'pack_field_missing')).toEqual([]);
        else expect(faults.length).toBeGreaterThan(0);
        expect(pack?.requirements).toHaveLength(faults.length > 0 ? 0 : 1);
        expect(validate(pack)).toBe(true);
      }),
      { seed: 4, numRuns: 1500 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
