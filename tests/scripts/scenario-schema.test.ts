import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScenarioSchema, SCENARIO_SCHEMA_FILE } from '../../scripts/schemas/scenario-schema.ts';
import { formatScenarioFile, readScenarioFile } from '../../src/io/scenario-file.ts';
import { scenarioLists } from '../core/scenario/random-edits.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema | false;
  anyOf?: Schema[];
  oneOf?: Schema[];
  $defs?: Record<string, Schema>;
}

const text = readFileSync(SCENARIO_SCHEMA_FILE, 'utf8');
const schema = JSON.parse(text) as Schema;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTuples: false }).compile(schema);

/** Places of a value and of everything in it. */
function listPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => listPaths(inner, [...path, key]))];
}

describe('the schema of scenarios', () => {
  it('is what scripts/write-scenario-schema.ts makes of the code', async () => {
    expect(text).toBe(await formatScenarioSchema());
  });

  it('describes every field in words', () => {
    const bare: string[] = [];
    const visit = ({ properties = {}, items, anyOf = [], oneOf = [] }: Schema, name: string) => {
      for (const [key, field] of Object.entries(properties)) {
        if (field.description === undefined) bare.push(`${name}.${key}`);
        visit(field, `${name}.${key}`);
      }
      if (items) visit(items, name);
      for (const member of [...anyOf, ...oneOf]) visit(member, name);
    };
    visit(schema, 'file');
    for (const [name, part] of Object.entries(schema.$defs ?? {})) visit(part, name);
    expect(bare).toEqual([]);
  });

  it('and the reader agree on every file, however it was damaged', () => {
    const odd = fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      'x',
      0,
      -1,
      1.5,
      1e300,
      true,
      [],
      {},
      [{}],
      ['x'],
      [120, 31],
    );
    let refused = 0;
    fc.assert(
      fc.property(scenarioLists, fc.nat(), odd, (scenarios, draw, value) => {
        const root = JSON.parse(formatScenarioFile(scenarios)) as { scenarios: unknown };
        const isSound = validate(root);
        expect(validate.errors ?? []).toEqual([]);
        expect(isSound).toBe(true);
        const paths = listPaths(root.scenarios).slice(1);
        const path = paths[draw % Math.max(1, paths.length)];
        if (!path) return;
        const holder = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as never)[key], root.scenarios);
        if (value === undefined) Reflect.deleteProperty(holder as object, path.at(-1)!);
        else Reflect.set(holder as object, path.at(-1)!, value);
        const { problems } = readScenarioFile(JSON.stringify(root), 'a.json');
        const isValid = validate(JSON.parse(JSON.stringify(root)));
        if (!isValid) refused++;
        // That two scenarios have one id is beyond a schema.
        const faults = problems.filter(({ code }) => code !== 'scenario_id_duplicate');
        expect(faults.length > 0).toBe(!isValid);
      }),
      { seed: 4, numRuns: 1500 },
    );
    expect(refused).toBeGreaterThan(400);
  });
});
