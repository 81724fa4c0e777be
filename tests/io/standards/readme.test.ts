import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/setup/packages.mjs';
import { MEASURE_KINDS } from '../../../src/io/standards/measure-schema.ts';
import { headSchema, LISTS, requirementSchema } from '../../../src/io/standards/pack-schema.ts';
import { BOUNDS } from '../../../src/io/standards/schema-parts.ts';
import { readPack } from '../../../src/io/standards/read-pack.ts';
import { readChanged } from './make-pack.ts';

const FOLDER = join(ROOT, 'data/standards');
const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');

/** What the letters of the tables stand for. */
const SHORT: [RegExp, string][] = [
  [/, \.\.\./gu, ''],
  [/\[\.\.\.\]/gu, '[{ "set": S, "field": "beds" }]'],
  [/<condition>/gu, '{ "field": "beds", "atLeast": 10 }'],
  [/\bS\b/gu, '{ "types": ["day_care"] }'],
  [/\bU\b/gu, '{ "level": "community" }'],
  [/\bE\b/gu, '{ "comparator": ">=", "value": 1 }'],
];

/** Kinds of the tables, each with the first example beside it. */
const EXAMPLES = readme.split('\n').flatMap((line) => {
  const [, kinds = '', , example = ''] = line.split(/(?<!\\)\|/u);
  const named = [...kinds.matchAll(/`(\w+)`/gu)].flatMap(([, kind = '']) => (MEASURE_KINDS.includes(kind) ? kind : []));
  const fields = /`([^`]*)`/u.exec(example)?.[1] ?? '';
  return named.map((kind) => ({ kind, fields }));
});

/** Conditions of the table of conditions. */
const CONDITIONS = [...readme.matchAll(/^\| `(\{ "field": [^`]*\})`/gmu)].map(([, condition = '']) => condition);

describe('the description for authors', () => {
  it('begins with a pack that is fine', () => {
    const text = /```json\n(\{\n {2}"format"[^`]*)```/u.exec(readme)?.[1] ?? '';
    const { pack, problems } = readPack(text, 'my-city.json');
    expect(problems).toEqual([]);
    expect(pack?.requirements).toHaveLength(1);
  });

  it('lists every pack of the folder with its number of rows and its status', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
    for (const file of files) {
      const line = readme.split('\n').find((row) => row.startsWith(`| \`${file}\``)) ?? '';
      const { pack } = readPack(readFileSync(join(FOLDER, file), 'utf8'), file);
      expect(line).toContain(pack?.title.zh);
      expect(line).toContain(`${pack?.requirements.length} requirements`);
      expect(line).toContain(pack?.period.join('-'));
      if (pack?.baselines.length) expect(line).toContain(`${pack.baselines.length} baseline`);
    }
  });

  it('names every field of a pack and of a row, and every kind', () => {
    const fields = [headSchema.entries, LISTS, requirementSchema.entries].flatMap((entries) => Object.keys(entries));
    expect(fields.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(EXAMPLES.map(({ kind }) => kind).sort()).toEqual([...MEASURE_KINDS].sort());
  });

  it.each(EXAMPLES)('has an example of $kind that works', ({ kind, fields }) => {
    const whole = SHORT.reduce((text, [short, long]) => text.replace(short, long), fields);
    const measure = JSON.parse(`{ "kind": "${kind}"${whole === '' ? '' : `, ${whole}`} }`) as unknown;
    expect(readChanged('EX-13', (row) => (row.measure = measure)).problems).toEqual([]);
  });

  it.each(CONDITIONS)('has a condition that works: %s', (condition) => {
    const { problems } = readChanged('EX-13', (row) => {
      row.measure = { kind: 'count_total', set: { types: ['institution'], where: JSON.parse(condition) as unknown } };
    });
    expect(problems).toEqual([]);
  });

  it('says the bounds as they are', () => {
    const { characters, rows, text, items, word } = BOUNDS;
    expect(readme.replace(/\s+/gu, ' ')).toContain(
      `at most ${characters / 1e6} million characters and ${rows} rows in each list; a text has at most ${text} characters, a list inside a row ${items} entries`,
    );
    expect(readme).toContain(`at most ${word} characters long`);
    expect(CONDITIONS).toHaveLength(6);
  });
});
