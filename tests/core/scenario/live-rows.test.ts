/** Verdicts with a facility in the hand against a fresh test of the standard with the facility there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSettings } from '../../../src/core/evaluate.ts';
import { prepareLiveRows, type LiveRowCounts } from '../../../src/core/scenario/live-rows.ts';
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../../src/core/standards/evaluate-standard.ts';
import type { FacilitySet, Measure, StandardPack, StandardResult } from '../../../src/core/standards/types.ts';
import { finish, type Mode, type Position, type Project } from '../../../src/core/types.ts';
import { ROOT } from '../../../scripts/setup/packages.mjs';
import { box, CORNERS, makeArea, makeFacility } from '../make.ts';
import { createDice, createGround } from '../network/make-streets.ts';
import { makePack, makeRow } from '../standards/make-pack.ts';
import { drawPosition, makeLiveTown, moveTo } from './live-town.ts';

const set: FacilitySet = { types: ['day_care'] };
const graded: FacilitySet = { types: ['day_care'], where: { field: 'standardised', is: true } };
const inTown: FacilitySet = { types: ['day_care', 'meal_point'], where: { field: 'setting', is: 'urban' } };
const limit = { metres: 250 };
const units = { level: 'community' } as const;
const RULE = { comparator: '>=', value: 1 } as const;

/** Every kind of measure that asks where a facility stands, and some that do not. */
const MEASURES: Measure[] = [
  { kind: 'distance_share', sets: [set], combine: 'any', limit, weight: 'elders' },
  { kind: 'distance_share', sets: [set], combine: 'any', limit, weight: 'elders', atLeast: 2 },
  { kind: 'distance_share', sets: [set, inTown], combine: 'each', limit, weight: 'elders_80', along: 'straight' },
  { kind: 'distance_share', sets: [graded, inTown], combine: 'all', limit, weight: 'residences', along: 'walking' },
  {
    kind: 'density_distance',
    set,
    bands: [
      { above: 100, metres: 200 },
      { above: 0, metres: 400 },
    ],
  },
  { kind: 'presence_share', units, sets: [set], combine: 'any', meaning: 'built' },
  { kind: 'presence_share', units: { level: 'unit' }, sets: [inTown], combine: 'any', meaning: 'served' },
  { kind: 'presence_share', units, sets: [graded, set], combine: 'all', meaning: 'run' },
  { kind: 'residence_presence', set, within: 120 },
  { kind: 'count_total', set },
  { kind: 'count_total', set: inTown },
  { kind: 'count_per_unit', units, set, each: { ...RULE, value: 2 } },
  { kind: 'adjacency_share', set, near: { types: ['meal_point'] }, within: 150 },
  { kind: 'adjacency_share', set: { types: ['pharmacy'] }, near: set, within: 150 },
  { kind: 'conditional_presence', units, cases: [{ where: { field: 'setting', is: 'urban' }, set, each: RULE }] },
  { kind: 'milestone', names: ['x1'] },
  { kind: 'population', of: 'elders' },
];

/** Targets all over the scale, so that small moves turn some of them. */
const PACK: StandardPack = makePack(
  MEASURES.flatMap((measure, i) =>
    [10, 30, 50, 70, 90].map((value) =>
      makeRow(`m${i}-${value}`, measure, {
        target: { comparator: '>=', value: measure.kind === 'count_total' ? value / 10 : value },
        year: [null, 2025, 2027][i % 3]!,
        // Rows that repeat others count once.
        ...(value === 30 && i % 4 === 0 ? { sameAs: [`m${i}-10`] } : {}),
      }),
    ),
  ),
);

function makeTown(seed: number, corner: Position): Project {
  const town = makeLiveTown(seed, corner);
  const at = createGround(corner);
  const [[west, south], [east, north]] = [at(-90, -90), at(400, 400)];
  const dice = createDice(seed);
  return {
    ...town,
    year: 2026,
    areas: [
      ...town.areas.map((area, i) => ({
        ...area,
        setting: dice.pick([null, 'urban', 'urban', 'rural'] as const),
        population: i,
      })),
      makeArea('u', { level: 'unit', polygon: box(west, south, east, north) }),
      makeArea('listed', { level: 'unit', attributes: { members: 'c1;c2' } }),
    ],
    residences: town.residences.map((home, i) => (i % 8 === 3 ? { ...home, completed: 2027 } : home)),
    facilities: town.facilities.map((facility, i) => ({
      ...facility,
      attributes: { standardised: [true, null, false][i % 3]! },
    })),
    reported: [{ requirementId: 'm3-50', value: 60, source: 'ledger', date: '', attributes: {} }],
  };
}

interface Asked {
  pack: StandardPack;
  mode: Mode;
}

function testFreshly(project: Project, { pack, mode }: Asked): StandardResult {
  const settings = { ...createSettings(project), mode };
  const moments = createMoments(project, settings);
  return finish(evaluateStandard(pack, { moments, settings, reported: project.reported }));
}

function take(project: Project, id: string, { pack, mode }: Asked) {
  const settings = { ...createSettings(project), mode };
  const question = { moments: createMoments(project, settings), settings, reported: project.reported };
  return finish(
    prepareLiveRows(
      pack,
      question,
      project.facilities.find((each) => each.id === id)!,
    ),
  );
}

function countsOf({ requirements, countsOnce }: StandardResult, start: StandardResult): LiveRowCounts {
  const { met, not_met: notMet, unknown } = countsOnce;
  const turned = requirements.flatMap(({ id, state: to }, i) => {
    const from = start.requirements[i]!.state;
    return from === to ? [] : [{ id, from, to }];
  });
  return { met, notMet, unknown, turned };
}

/** Compares at random places; how many verdicts turned in all. */
function dragAbout(
  project: Project,
  id: string,
  asked: Asked,
  { corner, frames }: { corner: Position; frames: number },
): number {
  const dice = createDice(frames);
  const rows = take(project, id, asked);
  const start = testFreshly(project, asked);
  let turned = 0;
  for (let i = 0; i < frames; i++) {
    const position =
      i === 0 ? project.facilities.find((each) => each.id === id)!.position : drawPosition(dice, corner, project);
    const expected = countsOf(testFreshly(moveTo(project, id, position), asked), start);
    // Where no row asks for it, wherever it is put nothing turns.
    if (rows) expect(finish(rows.judge(position))).toEqual(expected);
    else expect(expected).toEqual(countsOf(start, start));
    turned += expected.turned.length;
  }
  return turned;
}

describe.each(['walking', 'straight'] as const)('rows with a facility in the hand, %s', (mode) => {
  it.each(CORNERS.slice(0, 4))('have the verdicts of a fresh test at every place, in $name', ({ at: corner }) => {
    let turned = 0;
    for (const seed of [1, 2]) {
      const base = makeTown(seed, corner);
      const added = makeFacility('new~1', base.facilities[0]!.position, { types: ['day_care', 'meal_point'] });
      const project = { ...base, facilities: [...base.facilities, { ...added, attributes: { standardised: true } }] };
      for (const id of ['new~1', 'f0', 'x2']) {
        turned += dragAbout(project, id, { pack: PACK, mode }, { corner, frames: 8 });
      }
    }
    expect(turned).toBeGreaterThan(50);
  });

  it('of the plans that we ship have those verdicts too', () => {
    const corner = CORNERS[0]!.at;
    const base = makeTown(3, corner);
    const types = ['day_care', 'meal_point', 'station', 'complex', 'institution', 'medical'];
    const project = {
      ...base,
      facilities: [...base.facilities, makeFacility('all', base.facilities[1]!.position, { types })],
    };
    const files = readdirSync(`${ROOT}/data/standards`).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const pack = JSON.parse(readFileSync(`${ROOT}/data/standards/${file}`, 'utf8')) as StandardPack;
      dragAbout(project, 'all', { pack, mode }, { corner, frames: 5 });
    }
  });

  it('judged by turns at two places have the verdicts of their own place', () => {
    const corner = CORNERS[0]!.at;
    const project = makeTown(1, corner);
    const asked = { pack: PACK, mode };
    const rows = take(project, 'f0', asked)!;
    const start = testFreshly(project, asked);
    const places = [project.residences[0]!.position, createGround(corner)(3000, 3000)] as const;
    const works = places.map((position) => rows.judge(position));
    const results: (LiveRowCounts | null)[] = [null, null];
    while (results.includes(null)) {
      works.forEach((work, i) => {
        const step = work.next();
        if (step.done && results[i] === null) results[i] = step.value;
      });
    }
    const expected = places.map((position) => countsOf(testFreshly(moveTo(project, 'f0', position), asked), start));
    expect(expected[0]).not.toEqual(expected[1]);
    expect(results).toEqual(expected);
  });
});

it('rows that ask nowhere for facilities like the one in the hand leave nothing to be judged', () => {
  const project = makeTown(1, CORNERS[0]!.at);
  const pharmacy = project.facilities.find(({ types }) => types.includes('pharmacy'))!;
  const pack = makePack([makeRow('a', MEASURES[0]!), makeRow('b', MEASURES[5]!), makeRow('c', MEASURES[9]!)]);
  expect(take(project, pharmacy.id, { pack, mode: 'straight' })).toBeNull();
  expect(take(project, 'f0', { pack: makePack([makeRow('c', MEASURES[9]!)]), mode: 'straight' })).toBeNull();
  expect(take(project, 'f0', { pack, mode: 'straight' })).not.toBeNull();
});
