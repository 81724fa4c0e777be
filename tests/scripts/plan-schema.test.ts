import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/setup/packages.mjs';
import { prepareSiting } from '../../src/core/siting/instance.ts';
import { createPlan } from '../../src/core/siting/plan.ts';
import { finish, type Project } from '../../src/core/types.ts';
import {
  makeAnswer,
  makePremises,
  makeRequest,
  makeSettings,
  makeSitingTown,
  type GivenRequest,
} from '../core/siting/siting-town.ts';
import { DAY_CARE, makePack, makeRow } from '../core/standards/make-pack.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  $defs?: Record<string, Schema>;
  $ref?: string;
}

const schema = JSON.parse(readFileSync(join(ROOT, 'data/schemas/plan.schema.json'), 'utf8')) as Schema;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

type Json = Record<string, unknown>;

const town = makeSitingTown(70, [118.77, 32.066]);
const TOWN: Project = {
  ...town,
  candidates: [...town.candidates, makePremises('small', [118.77, 32.066], { floor_area_m2: 1 })],
};

/** A plan as it is written, with every list filled. */
function writePlan(given: GivenRequest = {}, project = TOWN, answer = {}): Json {
  const limits = { day_care: { metres: 400, minutes: 6 }, meals: { metres: 300 } };
  const settings = { ...makeSettings(project, 'straight', 400), limits };
  const made = finish(prepareSiting(project, settings, makeRequest({ forbidden: ['p1'], ...given })));
  const row = makeRow(
    'ONE',
    { kind: 'count_total', set: DAY_CARE },
    { unit: 'count', target: { comparator: '>=', value: 3 } },
  );
  const chosen = made.rules.forced?.length ? [...made.rules.forced] : [0, 1, 2, 3, 4];
  const work = createPlan(made, makeAnswer(chosen, answer), { seconds: 2.5, packs: [makePack([row])] });
  return JSON.parse(JSON.stringify(finish(work))) as Json;
}

const TWO = [
  { kind: 'day_care', count: 2 },
  { kind: 'meals', count: 3 },
];
const LACKING: Project = { ...TOWN, facilities: [] };
const UNREACHED: Parameters<typeof writePlan> = [
  { question: { model: 'sites', share: 1 } },
  TOWN,
  { status: 'infeasible', objective: NaN, bound: NaN, gap: NaN, reason: 'unreachable' },
];
/** Every candidate has another one beside it. */
const DENSE: Project = {
  ...TOWN,
  candidates: TOWN.candidates.flatMap((one) => [
    one,
    { ...one, id: `${one.id}b`, position: [one.position[0] + 1e-5, one.position[1]] as const },
  ]),
};

function withAlternativeFirst(plan: Json): Json {
  const sites = (plan['sites'] as Json[]).toSorted(
    (a, b) => Number(b['alternative'] !== null) - Number(a['alternative'] !== null),
  );
  expect(sites[0]!['alternative']).not.toBeNull();
  return { ...plan, sites };
}

/** Ways to every object, arrays by their first entry. */
function listObjects(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.length > 0 ? listObjects(value[0], [...path, '0']) : [];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => listObjects(inner, [...path, key]))];
}

function at(plan: Json, path: string[]): Json {
  return path.reduce<Json>((value, key) => value[key] as Json, plan);
}

describe('the schema of the plan', () => {
  it.each<[string, Json]>([
    ['a list', writePlan()],
    ['streets, forced', writePlan({ forbidden: [], forced: ['S01'] }, { ...TOWN, candidates: [] })],
    ['homes, by the oldest', writePlan({ forbidden: [], source: 'homes', weight: 'elders_80' })],
    [
      'a share of all',
      writePlan({ question: { model: 'sites', share: 0.9 }, atMostPerSubdistrict: 2, atLeastPerSubdistrict: 0 }),
    ],
    ['the worst-off', writePlan({ question: { model: 'worst', count: 3 } })],
    ['a forced site that does not fit', writePlan({ forced: ['small'] })],
    ['several services', writePlan({ services: TWO })],
    [
      'elders of what is lacking in an area',
      writePlan({ weight: 'elders_lacking', scope: { in: 'areas', ids: ['s0', 's1'] } }, LACKING),
    ],
    ['rooms', writePlan({ capacity: { placesPerSite: 10, peoplePerPlace: 2.5 } })],
    ['homes that nothing reaches', writePlan(...UNREACHED)],
    ['nothing proven', writePlan({}, TOWN, { status: 'heuristic', bound: Infinity, gap: Infinity })],
    ['no answer', writePlan({}, TOWN, { status: 'infeasible', objective: NaN, bound: NaN, gap: NaN, reason: 'count' })],
  ])('fits a plan of %s', (_, plan) => {
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each<[string, string[], Json]>([
    ['an answer', ['sites', 'excluded', 'notes', 'unreachable'], writePlan()],
    ['no answer', ['excluded', 'notes', 'unreachable', 'unreachableHomes'], writePlan(...UNREACHED)],
    [
      'rooms in an area',
      ['sites', 'excluded', 'notes'],
      writePlan({ capacity: { placesPerSite: 9, peoplePerPlace: 2 }, scope: { in: 'areas', ids: ['s0'] } }),
    ],
    ['an alternative', ['sites'], withAlternativeFirst(writePlan({}, DENSE))],
  ])('misses every field that is taken away from %s', (_, lists, plan) => {
    for (const list of lists) expect(plan[list], list).not.toEqual([]);
    const unnoticed: string[] = [];
    for (const path of listObjects(plan)) {
      for (const key of Object.keys(at(plan, path))) {
        const copy = structuredClone(plan);
        Reflect.deleteProperty(at(copy, path), key);
        if (validate(copy)) unnoticed.push([...path, key].join('.'));
      }
    }
    expect(unnoticed).toEqual(['settings.services.0.limit.minutes']);
  });

  it('refuses a field that it does not describe, and words that do not exist', () => {
    for (const path of listObjects(writePlan())) {
      const plan = writePlan();
      at(plan, path)['mood'] = 'good';
      expect(validate(plan), path.join('.')).toBe(false);
    }
    for (const [path, field, value] of [
      [[], 'status', 'best'],
      [[], 'gap', -0.1],
      [['settings'], 'share', 1.5],
      [['sites', '0'], 'lat', 91],
      [['excluded', '0'], 'reasons', []],
    ] as const) {
      const plan = writePlan();
      at(plan, [...path])[field] = value;
      expect(validate(plan), field).toBe(false);
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
    visit(schema, 'plan');
    for (const [name, part] of Object.entries(schema.$defs ?? {})) visit(part, name);
    expect(bare).toEqual([]);
  });
});
