import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingPoint } from '../../src/core/geo/polygons.ts';
import type { Attributes, MultiPolygon, Position, Project, Walkways } from '../../src/core/types.ts';
import { AREA_LEVELS, FACILITY_STATUSES } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles } from '../../src/io/open.ts';
import { scenarioLists } from '../core/scenario/random-edits.ts';

/** Text that is no number, no truth value and no word for nothing, as names of places are. */
const word = fc.stringMatching(/^[甲乙丙丁戊己庚辛][a-z甲乙丙,"'; =]{0,6}[a-z甲乙]$/u);
const plainWord = fc.stringMatching(/^[甲乙丙丁戊己庚辛][a-z甲乙丙]{0,6}$/u);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const count = fc.nat({ max: 100_000 });
const year = fc.integer({ min: 1950, max: 2050 });
const byYear = fc.dictionary(fc.integer({ min: 2000, max: 2040 }).map(String), count, { maxKeys: 3 });

/** Columns of the user's own: text, numbers, truth values and mixtures of them. */
const attributes: fc.Arbitrary<Attributes> = fc.dictionary(
  fc.constantFrom('自有列', 'my column', '备注', 'z9', 'Zürich'),
  fc.oneof(
    word,
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).filter((x) => !Object.is(x, -0)),
    fc.boolean(),
  ),
  { noNullPrototype: true },
);

/** A southern and western place, and a Chinese one. */
const origin = fc.constantFrom<[number, number]>([118.7, 32], [-43.9, -19.9]);
const offset = fc.double({ min: 0.001, max: 0.2, noNaN: true });
const position: fc.Arbitrary<Position> = fc
  .tuple(origin, offset, offset)
  .map(([[west, south], x, y]): Position => [west + x, south + y]);

function square([x, y]: Position): MultiPolygon[number] {
  return [
    [
      [x, y],
      [x + 0.01, y],
      [x + 0.01, y + 0.01],
      [x, y + 0.01],
      [x, y],
    ],
  ];
}

const polygon: fc.Arbitrary<MultiPolygon> = fc
  .tuple(position, fc.boolean())
  .map(([at, two]) => (two ? [square(at), square([at[0] + 0.3, at[1]])] : [square(at)]));

function withIds<T>(prefix: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<(T & { id: string })[]> {
  return fc
    .array(arbitrary, { maxLength: 6 })
    .map((items) => items.map((item, i) => ({ ...item, id: `${prefix}${i}` })));
}

const people = { households: maybe(count), population: maybe(count), elders: maybe(count), elders80: maybe(count) };

const areas = withIds(
  '3205080190',
  fc.record({
    name: word,
    level: fc.constantFrom(...AREA_LEVELS),
    parentId: fc.constant<string | null>(null),
    polygon: maybe(polygon),
    setting: maybe(fc.constantFrom('urban' as const, 'rural' as const)),
    ...people,
    eldersByYear: byYear,
    attributes,
  }),
);

const residences = withIds(
  'r',
  fc
    .record({
      name: word,
      at: position,
      polygon: maybe(polygon),
      areaId: fc.constant<string | null>(null),
      ...people,
      eldersByYear: byYear,
      stage: maybe(fc.constantFrom('new' as const, 'existing' as const)),
      completed: maybe(year),
      estimated: fc.boolean(),
      attributes,
    })
    .map(({ at, ...home }) => ({ ...home, position: home.polygon === null ? at : standingPoint(home.polygon) })),
);

const facilities = withIds(
  'f',
  fc.record({
    name: word,
    position,
    types: fc.uniqueArray(fc.constantFrom('day_care', 'meal_point', '爱心驿站', 'pharmacy'), { maxLength: 3 }),
    services: fc.uniqueArray(plainWord, { maxLength: 3 }),
    status: fc.constantFrom(...FACILITY_STATUSES),
    opened: maybe(year),
    closes: maybe(year),
    areaId: fc.constant<string | null>(null),
    attributes: fc
      .tuple(
        attributes,
        fc.record({ beds: count, phone: fc.constant('025-83712345'), delivers: fc.boolean() }, { requiredKeys: [] }),
      )
      .map(([own, known]): Attributes => ({ ...own, ...known })),
  }),
);

const walkways: fc.Arbitrary<Walkways | null> = maybe(
  fc.array(fc.record({ kind: plainWord, line: fc.array(position, { minLength: 2, maxLength: 5 }), attributes }), {
    minLength: 1,
    maxLength: 4,
  }),
).map((lines) => {
  if (lines === null) return null;
  const starts = [0];
  for (const { line } of lines) starts.push((starts[starts.length - 1] ?? 0) + line.length);
  return {
    coordinates: Float64Array.from(lines.flatMap(({ line }) => line.flatMap(([x, y]) => [x, y]))),
    starts: Uint32Array.from(starts),
    ids: lines.map((_, i) => `w${i}`),
    kinds: lines.map(({ kind }) => kind),
    attributes: lines.map((line) => line.attributes),
  };
});

const project: fc.Arbitrary<Project> = fc.record({
  name: fc.record({ zh: word, en: word }),
  year: maybe(year),
  facilities,
  areas,
  residences,
  walkways,
  candidates: withIds('c', fc.record({ name: word, position, attributes })),
  background: fc.array(
    fc.record({
      kind: fc.constantFrom('water', 'rail'),
      name: word,
      geometry: polygon.map((parts) => ({
        type: 'MultiPolygon' as const,
        coordinates: parts as unknown as number[][][][],
      })),
      attributes,
    }),
    { maxLength: 3 },
  ),
  gates: fc.array(fc.record({ residenceId: fc.constantFrom('r0', 'r1'), position, attributes }), { maxLength: 3 }),
  reported: fc.array(
    fc.record({
      requirementId: plainWord,
      value: fc.oneof(count, word),
      source: word,
      date: fc.constant('2024-06'),
      attributes,
    }),
    { maxLength: 3 },
  ),
  standards: fc.array(plainWord, { maxLength: 2 }),
  scenarios: scenarioLists,
  sources: fc.array(fc.record({ layer: plainWord, title: word, licence: word, date: fc.constant('2024') }), {
    maxLength: 2,
  }),
});

/** Order in map layers is not kept (FlatGeobuf sorts along a curve): compared as sets, lines with their vertices. */
function asSets(value: Project): unknown {
  const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item, sortKeys)).sort();
  const { walkways: net } = value;
  const lines = (net?.ids ?? []).map((id, i) => ({
    id,
    kind: net?.kinds[i],
    attributes: net?.attributes[i],
    vertices: Array.from(net?.coordinates.slice(2 * (net.starts[i] ?? 0), 2 * (net.starts[i + 1] ?? 0)) ?? []),
  }));
  return {
    ...value,
    facilities: sorted(value.facilities),
    areas: sorted(value.areas),
    residences: sorted(value.residences),
    walkways: sorted(lines),
    background: sorted(
      value.background.map(({ geometry, ...rest }) => ({
        ...rest,
        parts: geometry.type === 'MultiPolygon' && geometry.coordinates,
      })),
    ),
    gates: sorted(value.gates),
  };
}

function sortKeys(_key: string, item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('a project folder', () => {
  it('written and read again is the same project, and the same bytes the second time', async () => {
    await fc.assert(
      fc.asyncProperty(project, async (original) => {
        const files = await writeProjectFolder(original);
        const opened = await openFiles(files);
        expect(opened.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
          opened.problems
            .filter(({ code, severity }) => code === 'layer_missing' && severity === 'error')
            .map(({ code }) => code),
        );
        expect(asSets(opened.project)).toEqual(asSets(original));
        expect(await writeProjectFolder(opened.project)).toEqual(files);
      }),
      { numRuns: 60 },
    );
  });

  it('has a file for each layer with rows, in the format that suits it', async () => {
    const empty: Project = {
      name: { zh: '甲', en: 'A' },
      year: null,
      facilities: [],
      areas: [],
      residences: [],
      walkways: null,
      candidates: [],
      background: [],
      gates: [],
      reported: [],
      standards: [],
      scenarios: [],
      sources: [],
    };
    expect((await writeProjectFolder(empty)).map(({ name }) => name)).toEqual(['project.json']);
    const area = {
      id: '320508019044',
      name: '甲社区',
      level: 'community' as const,
      parentId: null,
      polygon: null,
      setting: null,
      population: null,
      households: null,
      elders: 3,
      elders80: null,
      eldersByYear: { 2030: 4 },
      attributes: {},
    };
    const rows = await writeProjectFolder({ ...empty, areas: [area] });
    expect(rows.map(({ name }) => name)).toEqual(['project.json', 'areas.csv']);
    const mixed = await writeProjectFolder({
      ...empty,
      areas: [area, { ...area, id: 'b', polygon: [square([118, 32])] }],
    });
    expect(mixed.map(({ name }) => name)).toEqual(['project.json', 'areas.fgb']);
    expect((await openFiles(mixed)).project.areas.map(({ polygon: shape }) => shape === null).sort()).toEqual([
      false,
      true,
    ]);
    expect((await openFiles(rows)).project.areas).toEqual([area]);
  });

  it('keeps the originals of values that could not be read, through any number of rounds', async () => {
    const text = 'id,name,types,status,opened,lon,lat\nf1,甲,day_care,神秘,旧,118.7,32\n';
    const first = await openFiles([{ name: 'facilities.csv', bytes: new TextEncoder().encode(text) }]);
    const second = await openFiles(await writeProjectFolder(first.project));
    expect(second.project.facilities).toEqual(first.project.facilities);
    expect(second.problems.map(({ code }) => code).filter((code) => code !== 'layer_missing')).toEqual([
      'status_unknown',
      'year_unreadable',
    ]);
  });
});
