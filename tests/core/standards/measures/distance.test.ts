import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasureOf, Measured, Range } from '../../../../src/core/standards/types.ts';
import type { Project } from '../../../../src/core/types.ts';
import { createMoments } from '../../../../src/core/standards/create-moments.ts';
import { measureDensityDistance, measureDistanceShare } from '../../../../src/core/standards/measures/distance.ts';
import { finish } from '../../../../src/core/types.ts';
import { makeFacility, makeProject, makeResidence } from '../../make.ts';
import { makeWalkways } from '../../network/make-streets.ts';
import { oddTown } from '../../odd-towns.ts';
import { geodesicMetres } from '../../oracle.ts';
import { inside, makeAreas, makeAt, makeHomes, makeTown, measureIn, momentOf } from '../town.ts';

type DistanceShare = MeasureOf<'distance_share'>;
const within = (metres: number, given: Partial<DistanceShare> = {}): DistanceShare => ({
  kind: 'distance_share',
  sets: [{ types: ['day_care'] }],
  combine: 'any',
  limit: { metres },
  weight: 'elders',
  ...given,
});
const DAY_CARE = { types: ['day_care'] };
const CANTEEN = { types: ['canteen'] };
const canteen = { types: ['canteen'] };

describe('the share of elders within a distance, on paper', () => {
  it('weighs elders, names communities with too few, and counts the elders outside', () => {
    const found = measureIn(makeTown([makeAt('a', 1), makeAt('b', 3)]), within(500));
    expect(found).toMatchObject({
      value: { low: 40, high: 40 },
      heads: { of: 'elders', some: { low: 40, high: 40 }, all: { low: 100, high: 100 } },
      unitKind: 'community',
      failing: ['c2', 'c4'],
      uncertain: [],
      elders: 60,
      missing: [],
      noRecord: false,
    });
  });

  it('is closed at the limit', () => {
    const town = makeTown([makeAt('a', 1)], { residences: [makeResidence('h', inside(1, 600), { elders: 5 })] });
    const metres = momentOf(town).distances(town.facilities, 'straight')?.metres[0] ?? NaN;
    expect(metres).toBeGreaterThan(590);
    const at = (limit: number): number | undefined => measureIn(town, within(limit)).value?.low;
    expect([at(metres - 0.001), at(metres), at(metres + 0.001)]).toEqual([0, 100, 100]);
  });

  it('turns minutes into metres at the pace of the run', () => {
    const town = makeTown([makeAt('a', 1)], { residences: [makeResidence('h', inside(1, 800), { elders: 5 })] });
    const share = (speedMetresPerSecond: number): number | undefined => {
      const settings = { mode: 'straight', speedMetresPerSecond, snapLimitMetres: 200, pipeline: false } as const;
      const moment = finish(createMoments(town, settings).at(null));
      return measureDistanceShare(within(1, { limit: { minutes: 15 } }), moment).value?.low;
    };
    expect([share(1), share(0.8)]).toEqual([100, 0]);
  });

  it('asks for two facilities where the text does', () => {
    const town = makeTown([makeAt('a', 1), makeAt('b', 1), makeAt('c', 2), makeAt('d', 3, canteen)]);
    expect(measureIn(town, within(500, { atLeast: 2 })).value).toEqual({ low: 10, high: 10 });
    expect(measureIn(town, within(500, { atLeast: 2, sets: [DAY_CARE, CANTEEN] })).failing).toEqual(['c2', 'c3', 'c4']);
    expect(() => measureIn(town, within(500, { atLeast: 3 }))).toThrow('atLeast must be 1 or 2, got 3');
  });

  it('joins sets: one of them, all of them, or each by itself', () => {
    const town = makeTown([makeAt('a', 1), makeAt('b', 2, canteen), makeAt('c', 4), makeAt('d', 4, canteen)]);
    const joined = (combine: DistanceShare['combine']): Measured =>
      measureIn(town, within(500, { sets: [DAY_CARE, CANTEEN], combine }));
    expect(joined('any').value?.low).toBe(70);
    expect(joined('all').value?.low).toBe(40);
    expect(joined('each').parts.map(({ measured }) => measured.value?.low)).toEqual([50, 60]);
    expect(joined('each').value?.low).toBe(50);
  });

  it('weighs homes, households and the oldest where it is about them, and only the homes it is about', () => {
    const residences = makeHomes({
      h1: { households: 30, elders80: 1, stage: 'new' },
      h2: { households: 10, elders80: 3, stage: 'existing' },
      h3: { households: 0, elders80: 0, stage: 'existing' },
      h4: { households: 0, elders80: 0, stage: 'existing' },
    });
    const town = makeTown([makeAt('a', 1)], { residences });
    const share = (given: Partial<DistanceShare>): number | undefined => measureIn(town, within(500, given)).value?.low;
    expect(share({ weight: 'residences' })).toBe(25);
    expect(share({ weight: 'households' })).toBe(75);
    expect(share({ weight: 'elders_80' })).toBe(25);
    expect(share({ where: { field: 'stage', is: 'new' } })).toBe(100);
    expect(share({ where: { field: 'setting', is: 'urban' } })).toBeCloseTo(100 / 3, 10);
  });
});

describe('what is not known', () => {
  it('leaves a range: elders of a home, whether it is meant, whether a facility is', () => {
    const unknownElders = makeTown([makeAt('a', 1)], { residences: makeHomes({ h2: { elders: null } }) });
    expect(measureIn(unknownElders, within(500))).toMatchObject({
      value: { low: 0, high: 12.5 },
      missing: ['residences.elders'],
    });
    const stages = makeHomes({ h1: { stage: 'new' }, h2: { stage: 'existing' }, h3: { stage: 'new' } });
    const ofNew = within(500, { where: { field: 'stage', is: 'new' } });
    expect(measureIn(makeTown([makeAt('a', 1)], { residences: stages }), ofNew)).toMatchObject({
      value: { low: 12.5, high: 25 },
      missing: ['residences.stage'],
    });
    const graded = [makeAt('a', 1, { attributes: { beds: 10 } }), makeAt('b', 4)];
    const withBeds = within(500, { sets: [{ ...DAY_CARE, where: { field: 'beds', atLeast: 5 } }] });
    expect(measureIn(makeTown(graded), withBeds)).toMatchObject({
      value: { low: 10, high: 50 },
      failing: ['c2', 'c3'],
      uncertain: ['c4'],
      elders: 50,
      missing: ['facilities.beds'],
    });
  });

  it('is nothing to measure without homes, without elders and without streets to walk on', () => {
    expect(measureIn(makeTown([makeAt('a', 1)], { residences: [] }), within(500))).toMatchObject({
      value: null,
      missing: ['residences'],
    });
    const nobody = makeTown([makeAt('a', 1)], { residences: [makeResidence('h', inside(1), { elders: 0 })] });
    expect(measureIn(nobody, within(500))).toMatchObject({ value: null, missing: ['residences.elders'] });
    expect(measureIn(makeTown([makeAt('a', 1)]), within(500, { along: 'walking' }))).toMatchObject({
      value: null,
      missing: ['walkways'],
    });
  });

  it('is every home without a record of things that registers do not hold; else there are none', () => {
    const timeBank = { types: ['time_bank'] };
    expect(measureIn(makeTown([makeAt('a', 1)]), within(500, { sets: [timeBank] }))).toMatchObject({
      value: { low: 0, high: 0 },
      noRecord: true,
    });
    const sets = [{ ...timeBank, absent: 'unknown' as const }];
    expect(measureIn(makeTown([makeAt('a', 1)]), within(500, { sets }))).toMatchObject({
      value: { low: 0, high: 100 },
      missing: ['facilities.types:time_bank'],
      noRecord: true,
    });
  });

  it('is a home off the streets, but not one that no street leads from', () => {
    const [west, south] = inside(1);
    const walkways = makeWalkways([
      [
        [west, south],
        [west + 0.01, south],
      ],
      [
        [west, south + 0.03],
        [west + 0.01, south + 0.03],
      ],
    ]);
    const residences = [
      makeResidence('near', [west + 0.001, south], { elders: 50 }),
      makeResidence('island', [west, south + 0.03], { elders: 30 }),
      makeResidence('off', [west, south + 0.01], { elders: 20 }),
    ];
    const town = makeProject({ walkways, residences, facilities: [makeFacility('a', [west, south])] });
    const found = measureIn(town, within(1000, { along: 'walking' }));
    expect(found).toMatchObject({ value: { low: 50, high: 70 }, elders: 30, missing: ['walkways'] });
    expect(measureIn({ ...town, facilities: [] }, within(1000, { along: 'walking' })).value).toEqual({
      low: 0,
      high: 0,
    });
  });
});

describe('bands of density', () => {
  const bands = [
    { above: 20, metres: 500 },
    { above: 0, metres: 1500 },
  ];
  const asked: MeasureOf<'density_distance'> = { kind: 'density_distance', set: DAY_CARE, bands };

  it('take the limit of the community that a home lies in', () => {
    // Each community has 4.2 square kilometres: c1 is dense with 200 elders, c2 thin with 40.
    const residences = [
      makeResidence('h1', inside(1, 700), { elders: 200 }),
      makeResidence('h2', inside(2, 700), { elders: 40 }),
    ];
    const found = measureIn(makeTown([makeAt('a', 1), makeAt('b', 2)], { residences }), asked);
    expect(found.value?.low).toBeCloseTo((100 * 40) / 240, 10);
    expect(found.failing).toEqual(['c1']);
  });

  it('leave a home open where its community has no polygon, unless every band says the same', () => {
    const areas = makeAreas({ c1: { polygon: null }, c2: { polygon: null }, c3: { polygon: null } });
    const residences = [
      makeResidence('h1', inside(1, 100), { elders: 10, areaId: 'c1' }),
      makeResidence('h2', inside(1, 700), { elders: 20, areaId: 'c2' }),
      makeResidence('h3', inside(1, 1700), { elders: 70, areaId: 'c3' }),
    ];
    const found = measureIn(makeTown([makeAt('a', 1)], { residences, areas }), asked);
    expect(found).toMatchObject({ value: { low: 10, high: 30 }, missing: ['areas.polygon'] });
  });

  it('leave out a community too thin for any band', () => {
    const residences = [makeResidence('h1', inside(1), { elders: 200 }), makeResidence('h2', inside(2), { elders: 4 })];
    const found = measureDensityDistance(
      { ...asked, bands: [{ above: 20, metres: 500 }] },
      momentOf(makeTown([makeAt('a', 1)], { residences })),
    );
    expect(found.heads?.all).toEqual({ low: 200, high: 200 });
    expect(found.value).toEqual({ low: 100, high: 100 });
  });
});

/** All pairs by the geodesic; unknown elders are tried as nobody and as more than anybody could count. */
function rangeByHand(project: Project, asked: DistanceShare, limit: number): Range | null | 'at the limit' {
  const moment = momentOf(project);
  const homes = moment.demand.residences.map((residence, row) => ({ residence, elders: moment.demand.elders[row]! }));
  const types = asked.sets.flatMap((set) => set.types);
  const facilities = project.facilities.filter(
    (one) => one.status === 'open' && [...one.types, ...one.services].some((type) => types.includes(type)),
  );
  const open = project.facilities.filter((one) => one.status === 'open');
  const untyped = open.filter((one) => one.types.length === 0 && !facilities.includes(one));
  if (untyped.length > 0) return 'at the limit';
  const covered = homes.map(({ residence }) => {
    const metres = facilities.map((one) => geodesicMetres(residence.position, one.position));
    if (metres.some((one) => Math.abs(one - limit) < 1e-4 * limit)) return null;
    return metres.filter((one) => one <= limit).length >= (asked.atLeast ?? 1);
  });
  if (covered.includes(null)) return 'at the limit';
  const unknown = homes.flatMap(({ elders }, row) => (Number.isNaN(elders) ? [row] : []));
  const shares: number[] = [];
  for (let choice = 0; choice < 2 ** unknown.length; choice++) {
    const weights = homes.map(({ elders }, row) =>
      Number.isNaN(elders) ? ((choice >> unknown.indexOf(row)) & 1) * 1e13 : elders,
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const some = weights.reduce((sum, weight, row) => sum + (covered[row] ? weight : 0), 0);
    // Where it may be that nobody lives there, there may be nothing to share: nothing is known of the share.
    if (all > 0) shares.push((100 * some) / all);
    else if (unknown.length > 0) shares.push(0, 100);
  }
  return shares.length === 0 ? null : { low: Math.min(...shares), high: Math.max(...shares) };
}

it('agrees with all pairs by the geodesic in odd towns, whatever is not known', () => {
  const question = fc.record({
    types: fc.constantFrom<string[]>(['day_care'], ['canteen', 'meal_point'], ['station']),
    atLeast: fc.constantFrom(1, 2),
    metres: fc.integer({ min: 50, max: 3000 }),
  });
  let compared = 0;
  fc.assert(
    fc.property(oddTown, question, (project, { types, atLeast, metres }) => {
      const asked = within(metres, { sets: [{ types }], atLeast });
      const expected = rangeByHand(project, asked, metres);
      if (expected === 'at the limit') return;
      compared += 1;
      const { value } = measureIn(project, asked);
      if (expected === null) {
        expect(value).toBeNull();
        return;
      }
      expect(value?.low).toBeCloseTo(expected.low, 6);
      expect(value?.high).toBeCloseTo(expected.high, 6);
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(50);
});
