import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/setup/packages.mjs';
import { createTemporary, PLACE, runCareCircle } from './commands/place.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  $defs?: Record<string, Schema>;
  $ref?: string;
}

const schema = JSON.parse(readFileSync(join(ROOT, 'data/schemas/evaluation.schema.json'), 'utf8')) as Schema;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const { folder, write } = createTemporary();
write({ ...PLACE, 'residences.csv': `${PLACE['residences.csv']!}\nR1,又一处,x,120.98,31.31\n` });
const { out } = runCareCircle(
  folder,
  'analyse',
  '.',
  '--residences',
  '--sensitivity',
  '--year',
  '2026',
  '--standard',
  'kunshan-2021-2025',
);

type Json = Record<string, unknown>;
const parse = () => JSON.parse(out) as Json;

/** Ways to every object in the evaluation, arrays by their first entry. */
function listObjects(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.length > 0 ? listObjects(value[0], [...path, '0']) : [];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => listObjects(inner, [...path, key]))];
}

function at(evaluation: Json, path: string[]): Json {
  return path.reduce<Json>((value, key) => value[key] as Json, evaluation);
}

describe('the schema of the evaluation', () => {
  it('fits what analyse writes, problems of the data and residences included', () => {
    expect(validate(parse()), JSON.stringify(validate.errors)).toBe(true);
    expect((parse().problems as unknown[]).length).toBeGreaterThan(0);
    expect((parse().residences as unknown[]).length).toBeGreaterThan(0);
  });

  it('misses every field that is taken away, except what is told only when asked for', () => {
    const unnoticed: string[] = [];
    for (const path of listObjects(parse())) {
      for (const key of Object.keys(at(parse(), path))) {
        const evaluation = parse();
        Reflect.deleteProperty(at(evaluation, path), key);
        if (validate(evaluation)) unnoticed.push([...path, key].join('.'));
      }
    }
    // Kinds are names of the user's choosing, not fields; any of them may be absent.
    const fields = unnoticed.filter((path) => !/(services|limits|limitMetres|parameters)\.\w+$/.test(path));
    expect(fields).toEqual(['residences', 'standards', 'sensitivity']);
  });

  it('refuses a field that it does not describe', () => {
    expect(validate({ ...parse(), mood: 'good' })).toBe(false);
  });

  it('refuses a share above one and a status that does not exist', () => {
    for (const [field, value] of [
      ['eldersShare', 1.2],
      ['status', 'fine'],
    ] as const) {
      const evaluation = parse();
      at(evaluation, ['areas', '0', 'services', 'day_care'])[field] = value;
      expect(validate(evaluation), field).toBe(false);
    }
  });

  it('describes every field in words', () => {
    const bare: string[] = [];
    const visit = ({ properties = {} }: Schema, name: string) => {
      for (const [key, field] of Object.entries(properties)) {
        if (field.description === undefined && field.$ref === undefined) bare.push(`${name}.${key}`);
        visit(field, `${name}.${key}`);
      }
    };
    visit(schema, 'evaluation');
    for (const [name, part] of Object.entries(schema.$defs ?? {})) visit(part, name);
    expect(bare).toEqual([]);
  });
});
