import { describe, expect, it } from 'vitest';
import {
  compareAreas,
  detourOf,
  isWalked,
  listLostHomes,
  type WalkedResult,
} from '../../src/views/review/comparison.ts';
import type { ProjectSummary } from '../../src/worker/results.ts';
import { makeAreaResult, makeAreaSummary, makeRunResult, makeSummary, makeWalkedResult } from './make-results.ts';

const NO_COUNT = 0;
const OUT = 1;
const IN = 2;
const OFF_STREETS = 4;

/** One home: id, community, elders, state, metres on foot, metres straight. Counted on paper in each test. */
type Row = [id: string, area: string, elders: number, state: number, walk: number, straight: number];

const HOMES: Row[] = [
  ['R1', '桥东', 100, IN, 900, 600],
  ['R2', '桥东', 300, OUT, 1500, 800],
  ['R3', '桥东', 50, OUT, NaN, 400], // an island: no way on foot
  ['R4', '桥西', 80, OFF_STREETS, NaN, 1000],
  ['R5', '桥西', NaN, OUT, 1200, 900],
  ['R6', '桥西', 0, OUT, 1400, 950],
  ['R7', '桥西', 500, OUT, 2500, 1000.5],
  ['R8', '桥西', 70, NO_COUNT, NaN, NaN],
  ['R9', '', 300, OUT, 1100, 1000],
];

function makePlace(rows: Row[], given: Partial<ProjectSummary> = {}): [WalkedResult, ProjectSummary] {
  const column = <T>(pick: (row: Row) => T) => rows.map(pick);
  const summary = makeSummary({
    areas: [
      makeAreaSummary('C1', { name: '桥东' }),
      makeAreaSummary('C2', { name: '桥西' }),
      makeAreaSummary('C3', { name: '桥南' }),
      makeAreaSummary('S1', { name: '大桥街道', level: 'subdistrict' }),
    ],
    homes: {
      ...makeSummary().homes,
      ids: column(([id]) => id),
      areaNames: column(([, area]) => area),
      areaIds: column(([, area]) => ({ 桥东: 'C1', 桥西: 'C2' })[area] ?? ''),
      elders: Float64Array.from(column(([, , elders]) => elders)),
    },
    ...given,
  });
  const shares = (eldersCovered: number, elders: number) => ({
    day_care: { eldersCovered, eldersShare: elders > 0 ? eldersCovered / elders : null },
  });
  const walked = makeWalkedResult(
    [
      makeAreaResult('C1', 450, shares(100, 450)),
      makeAreaResult('C2', null, shares(0, 0)),
      makeAreaResult('C3', 0, shares(0, 0)),
      { ...makeAreaResult('S1', 1330, shares(100, 1330)), level: 'subdistrict' },
    ],
    [
      makeAreaResult('C1', 450, shares(450, 450)),
      makeAreaResult('C2', null, shares(80, 0)),
      makeAreaResult('C3', 0, shares(0, 0)),
      { ...makeAreaResult('S1', 1330, shares(830, 1330)), level: 'subdistrict' },
    ],
    {
      elders: Float64Array.from(column(([, , elders]) => elders)),
      homes: Uint8Array.from(column(([, , , state]) => state)),
      metres: Float64Array.from(column(([, , , , walk]) => walk)),
      straightMetres: Float64Array.from(column(([, , , , , straight]) => straight)),
    },
  );
  return [walked, summary];
}

const [result, summary] = makePlace(HOMES);

describe('homes inside the circle but outside the walk', () => {
  const lost = listLostHomes(summary.homes, result);

  it('are those the straight line holds (its end included) and the walk does not, most elders first', () => {
    // R1 is inside, R7 is half a metre outside the circle, R8 does not count this year.
    expect(lost.map(({ row, elders }) => [HOMES[row]![0], elders])).toEqual([
      ['R2', 300],
      ['R9', 300],
      ['R4', 80],
      ['R3', 50],
      ['R6', 0],
      ['R5', null],
    ]);
  });

  it('say how long the walk is, that there is none, or that nobody knows', () => {
    const walks = new Map(lost.map(({ row, walk }) => [HOMES[row]![0], walk]));
    expect(walks.get('R2')).toEqual({ state: 'reached', metres: 1500 });
    expect(walks.get('R3')).toEqual({ state: 'unreachable' });
    expect(walks.get('R4')).toEqual({ state: 'unplaced' });
    expect(lost.find(({ row }) => HOMES[row]![0] === 'R2')!.straightMetres).toBe(800);
  });

  it('are none where every home of the circle is inside the walk', () => {
    const [all, place] = makePlace(HOMES.filter(([, , , state]) => state !== OUT && state !== OFF_STREETS));
    expect(listLostHomes(place.homes, all)).toEqual([]);
  });
});

describe('the communities compared', () => {
  const compared = compareAreas(result, summary);

  it('are those of the level shown, most elders lost first, unknown ones last and never 0', () => {
    expect(compared.map(({ area, lostElders }) => [area.id, lostElders])).toEqual([
      ['C1', 350],
      ['C3', 0],
      ['C2', null],
    ]);
  });

  it('have both shares of the core', () => {
    expect(compared[0]).toMatchObject({ elders: 450, walkingShare: 100 / 450, straightShare: 1 });
    expect(compared[1]).toMatchObject({ elders: 0, walkingShare: null, straightShare: null });
  });

  it('have a detour over homes with elders that are reached on foot, and none where there is none', () => {
    const detours = new Map(compared.map(({ area, detour }) => [area.id, detour]));
    // C1: R3 has no way, so (100 x 900 + 300 x 1500) / (100 x 600 + 300 x 800) = 540,000 / 300,000.
    expect(detours.get('C1')).toBeCloseTo(1.8, 12);
    // C2: R4 is off the streets, R5 has unknown elders, R6 nobody, R8 does not count: R7 alone.
    expect(detours.get('C2')).toBeCloseTo(2500 / 1000.5, 12);
    expect(detours.get('C3')).toBeNull();
  });

  it('join by id, whatever the order of the rows', () => {
    const turned: WalkedResult = {
      ...result,
      evaluation: { ...result.evaluation, areas: [...result.evaluation.areas].reverse() },
    };
    expect(compareAreas(turned, { ...summary, areas: [...summary.areas].reverse() })).toEqual(compared);
  });

  it('that share a name are not mixed', () => {
    const [walked, place] = makePlace(HOMES, {
      areas: [makeAreaSummary('C1', { name: '桥东' }), makeAreaSummary('C2', { name: '桥东' })],
    });
    expect(compareAreas(walked, place).map(({ detour }) => detour)).toEqual([
      expect.closeTo(1.8, 12),
      expect.closeTo(2500 / 1000.5, 12),
    ]);
  });
});

describe('the detour of all homes', () => {
  it('takes in homes outside every community, and those at the door of a facility', () => {
    const walk = 100 * 900 + 300 * 1500 + 500 * 2500 + 300 * 1100;
    const straight = 100 * 600 + 300 * 800 + 500 * 1000.5 + 300 * 1000;
    expect(detourOf(result)).toBeCloseTo(walk / straight, 12);
  });

  it('is not there where nobody is reached, or all live in the facility itself', () => {
    const [island] = makePlace([['R1', '桥东', 100, OUT, NaN, 600]]);
    expect(detourOf(island)).toBeNull();
    const [door] = makePlace([['R1', '桥东', 100, IN, 0, 0]]);
    expect(detourOf(door)).toBeNull();
  });
});

describe('an answer in a straight line', () => {
  it('has nothing to compare with', () => {
    expect(isWalked(makeRunResult([]))).toBe(false);
    expect(isWalked(result)).toBe(true);
  });
});
