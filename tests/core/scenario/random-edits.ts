/** A town with streets, and lists of edits of it that can be made, of every action. */
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/scenario/edits.ts';
import type { Edit, PipelineStage, Scenario } from '../../../src/core/scenario/types.ts';
import type { Position, Project } from '../../../src/core/types.ts';
import { box, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { makeWalkways, type Line } from '../network/make-streets.ts';

const [WEST, SOUTH] = [118.77, 32.066];
/** Tenths of a street block, some 20 m. */
const at = (x: number, y: number): Position => [
  Math.round((WEST + x * 0.0002) * 1e7) / 1e7,
  Math.round((SOUTH + y * 0.0002) * 1e7) / 1e7,
];
const BLOCKS = 6;

/** Rows of streets, joined by two cross streets only: a link shortens many walks. */
const LINES: Line[] = [
  ...Array.from({ length: BLOCKS }, (_, row): Line => [at(0, 10 * row), at(20, 10 * row), at(60, 10 * row)]),
  Array.from({ length: BLOCKS }, (_, row) => at(0, 10 * row)),
  Array.from({ length: 3 }, (_, row) => at(20, 10 * row)),
];

export function makeEditTown(): Project {
  const types = [['day_care'], ['canteen'], ['day_care', 'canteen'], ['pharmacy']];
  return makeProject({
    year: 2025,
    areas: [
      makeArea('south', { polygon: box(WEST - 0.01, SOUTH - 0.01, WEST + 0.02, SOUTH + 0.005), elders: 900 }),
      makeArea('north', { polygon: box(WEST - 0.01, SOUTH + 0.005, WEST + 0.02, SOUTH + 0.03), elders: 900 }),
    ],
    facilities: types
      .map((type, i) =>
        makeFacility(`f${i}`, at(7 + 13 * i, 10 * i + 1), { types: type, attributes: { beds: 10 * i } }),
      )
      .concat(makeFacility('planned', at(50, 41), { status: 'approved', opened: 2027 })),
    residences: Array.from({ length: 18 }, (_, i) =>
      makeResidence(`r${String(i).padStart(2, '0')}`, at((i * 17) % 58, ((i * 23) % 55) - 1), { elders: 60 + i }),
    ),
    walkways: makeWalkways(LINES),
    gates: [{ residenceId: 'r03', position: at(52, 10), attributes: {} }],
  });
}

const somewhere = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 52 })).map(([x, y]) => at(x, y));
const year = fc.constantFrom(null, 2020, 2025, 2030);
const types = fc.constantFrom<string[][]>(['day_care'], ['canteen'], ['day_care', 'meal_point'], ['station']);
/** Ids that later edits may name as well: some are there, some were added, some never were. */
const facilityId = fc.constantFrom('f0', 'f1', 'f2', 'f3', 'planned', 'n0', 'n1');

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .record({
      id: fc.constantFrom('n0', 'n1', 'n2'),
      name: fc.constant('新'),
      types,
      position: somewhere,
      opened: year,
    })
    .map((facility): Edit => ({ action: 'add', facility })),
  fc.record({ action: fc.constant('move' as const), id: facilityId, position: somewhere }),
  fc.record({ id: facilityId, types, beds: fc.constantFrom(null, 5, 80) }).map(({ id, types: given, beds }): Edit => ({
    action: 'change',
    id,
    changes: { types: given, attributes: { beds } },
  })),
  fc.record({ action: fc.constant('open' as const), id: facilityId, year }),
  fc.record({ action: fc.constant('close' as const), id: facilityId, year }),
  fc.record({ action: fc.constant('remove' as const), id: facilityId }),
  fc
    .record({ id: fc.constantFrom('l0', 'l1', 'l2'), line: fc.array(somewhere, { minLength: 2, maxLength: 3 }) })
    .map(({ id, line }): Edit => ({ action: 'link', link: { id, name: '桥', kind: 'footbridge', line } })),
  fc.record({
    action: fc.constant('gate' as const),
    residenceId: fc.constantFrom('r00', 'r03', 'r11'),
    position: somewhere,
  }),
);

/** Edits that can be made one after the other. */
export const editLists: fc.Arbitrary<Edit[]> = fc.array(anyEdit, { maxLength: 12 }).map((edits) => {
  const town = makeEditTown();
  const kept: Edit[] = [];
  for (const edit of edits) {
    try {
      applyEdits(town, [...kept, edit]);
      kept.push(edit);
    } catch {
      // It names what is not there, or adds what is.
    }
  }
  return kept;
});

/** What an edit is about: edits about different things may change places. */
export function subjectOf(edit: Edit): string {
  if (edit.action === 'link') return `link ${edit.link.id}`;
  if (edit.action === 'gate') return `home ${edit.residenceId}`;
  return `facility ${edit.action === 'add' ? edit.facility.id : edit.id}`;
}

export const newFacilities = fc.array(fc.record({ types, position: somewhere, opened: fc.constantFrom(null, 2020) }), {
  minLength: 1,
  maxLength: 4,
});

const anyText = fc.string({ unit: fc.constantFrom('a', '老', '"', '\\', '\n', ' ', '<', '𠮷'), maxLength: 6 });

/** Scenarios of a project, whatever its data are: of every action, with odd words. */
export const scenarioLists: fc.Arbitrary<Scenario[]> = fc
  .array(
    fc.record({
      name: anyText,
      note: anyText,
      year,
      stages: fc.subarray<PipelineStage>(['under_construction', 'approved', 'reserved']),
      edits: fc.array(anyEdit, { maxLength: 4 }),
    }),
    { maxLength: 3 },
  )
  .map((scenarios) => scenarios.map((scenario, i) => ({ id: `s${i + 1}`, ...scenario })));
