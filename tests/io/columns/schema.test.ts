import { describe, expect, it } from 'vitest';
import { LAYERS, type LayerName } from '../../../src/core/types.ts';
import type { Choices, ColumnKind } from '../../../src/io/columns/column.ts';
import { normaliseHeader } from '../../../src/io/columns/headers.ts';
import { CORE_COLUMNS, SCHEMA } from '../../../src/io/columns/schema.ts';

/** The table of the data contract: what each column of a layer holds. */
const CONTRACT: Record<LayerName, Partial<Record<ColumnKind, string>>> = {
  facilities: {
    text: 'id name address hours meal_times eligibility price grade area_id',
    list: 'types services accepts',
    choice: 'status operator medical tier',
    year: 'opened closes',
    phone: 'phone',
    boolean:
      'delivers standardised rehab_room waiting_list leisure_space inclusive embedded primary_care leading chain selected',
    date: 'verified',
    integer:
      'beds nursing_beds dementia_beds day_places residents emergency_beds social_workers nurses carers_licensed rehab_nurses rehab_doctors rehab_therapists rehab_beds ltc_beds',
    number: 'meals_per_day floor_area_m2',
  },
  areas: {
    text: 'id name parent_id',
    choice: 'level setting elders_basis',
    boolean: 'main_urban meal_demand property_care',
    integer: 'population households elders elders_80 volunteers care_officers',
    list: 'members',
  },
  residences: {
    text: 'id name area_id',
    integer: 'households population elders elders_80',
    choice: 'stage',
    year: 'completed',
    number: 'care_room_m2',
    boolean: 'estimated',
  },
  walkways: { text: 'id kind access bridge level' },
  background: { text: 'kind name' },
  gates: { text: 'residence_id' },
  candidates: {
    text: 'id name floor fire_safety',
    number: 'floor_area_m2 cost yearly_cost meals_per_day',
    integer: 'day_places beds',
    year: 'available',
    boolean: 'lift own_entrance',
    choice: 'tenure',
  },
  reported: { text: 'requirement_id value source date' },
};

const COLUMNS = LAYERS.flatMap((layer) =>
  Object.entries(CONTRACT[layer]).flatMap(([kind, names]) => names.split(' ').map((name) => ({ layer, name, kind }))),
);

function choicesOf(layer: LayerName, name: string): Choices {
  return SCHEMA[layer].find((column) => column.name === name)?.choices ?? {};
}

describe('the contract', () => {
  it.each(COLUMNS)('has $name of $layer as $kind', ({ layer, name, kind }) => {
    expect(SCHEMA[layer].filter((column) => column.name === name).map((column) => column.kind)).toEqual([kind]);
  });

  it.each([
    ['facilities', 'status', 'approved closed open reserved under_construction'],
    ['facilities', 'accepts', 'dependent self_caring semi'],
    ['facilities', 'operator', 'private public'],
    ['facilities', 'medical', 'contract in_house none'],
    ['facilities', 'tier', 'city community county subdistrict unit'],
    ['areas', 'level', 'city community county subdistrict unit'],
    ['areas', 'setting', 'rural urban'],
    ['areas', 'elders_basis', 'permanent registered'],
    ['residences', 'stage', 'existing new'],
  ] as const)('lets %s choose for %s among %s', (layer, name, codes) => {
    expect(Object.keys(choicesOf(layer, name)).sort()).toEqual(codes.split(' '));
  });
});

describe.each(LAYERS)('the schema of %s', (layer) => {
  it('has each column once, all of core among them', () => {
    const names = SCHEMA[layer].map((column) => column.name);
    expect(names).toEqual([...new Set(names)]);
    expect([...CORE_COLUMNS[layer]].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('names columns so that every format can hold them: small letters, digits and underscores', () => {
    const odd = SCHEMA[layer].map((column) => column.name).filter((name) => !/^[a-z][a-z0-9_]*$/u.test(name));
    expect(odd).toEqual([]);
  });

  it("gives no alias to two columns, but for the code of a street, which is its own or its communities' parent", () => {
    const owners = new Map<string, Set<string>>();
    for (const { name, aliases } of SCHEMA[layer]) {
      for (const word of [name, ...aliases]) {
        const key = normaliseHeader(word);
        owners.set(key, (owners.get(key) ?? new Set()).add(name));
      }
    }
    const shared = [...owners].filter(([, names]) => names.size > 1).map(([word]) => word);
    expect(shared).toEqual(layer === 'areas' ? ['街道代码'] : []);
  });

  it('has choices wherever a column is a choice, and no word that stands for two codes', () => {
    for (const { name, kind, choices } of SCHEMA[layer]) {
      if (kind === 'choice') expect(choices, name).toBeDefined();
      const words = Object.entries(choices ?? {}).flatMap(([code, list]) => [...new Set([code, ...list])]);
      expect(
        words.filter((word, i) => words.indexOf(word) !== i),
        name,
      ).toEqual([]);
    }
  });
});
