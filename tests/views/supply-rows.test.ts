import { describe, expect, it } from 'vitest';
import { burdenOf, listSupplyRows, rankLoads, type FacilityLoad } from '../../src/views/review/supply-rows.ts';
import type { Supply } from '../../src/worker/results.ts';
import { makeAreaSummary, makeSummary } from './make-results.ts';

const NOBODY = { people: 0, meanMetres: null, medianMetres: null, alike: null, zoned: null };

function makeLoad(id: string, elders: number, capacity: number | null): FacilityLoad {
  const perPlace = capacity === null || capacity === 0 ? null : elders / capacity;
  return { id, name: id, elders, eldersAnyDistance: elders, oldest: 0, capacity, perPlace };
}

function makeSupply(given: Partial<Supply>): Supply {
  const evenness = { gini: null, curve: { people: [], burden: [] }, leftOut: 0 };
  return {
    unit: 'day_places',
    per: 1000,
    column: 'day_places',
    capacitiesKnown: 0,
    withoutElders: 0,
    facilities: [],
    areas: [],
    everybody: { ...NOBODY, ...evenness },
    oldest: { ...NOBODY, ...evenness, homesKnown: 0, homes: 0 },
    perHead: { alike: new Float64Array(), zoned: new Float64Array() },
    pairs: 0,
    facilitiesUnplaced: 0,
    oldestOfOtherYear: false,
    ...given,
  };
}

describe('loads of facilities', () => {
  const facilities = [makeLoad('a', 90, 30), makeLoad('b', 10, 20), makeLoad('c', 500, null), makeLoad('d', 7, 0)];

  it('are ranked by elders for each place, those that cannot be divided last', () => {
    const { rows, most, known, above } = rankLoads(makeSupply({ facilities }));
    expect(rows.map(({ facility, load }) => [facility.id, load])).toEqual([
      ['a', 3],
      ['b', 0.5],
      ['c', null],
      ['d', null],
    ]);
    expect(rows.filter(({ isAbove }) => isAbove).map(({ facility }) => facility.id)).toEqual(['a', 'd']);
    expect([most, known, above]).toEqual([3, 3, 2]);
  });

  it('have an average of all elders over all places, unknown capacities left out of both', () => {
    expect(rankLoads(makeSupply({ facilities })).average).toBeCloseTo(107 / 50, 12);
    expect(rankLoads(makeSupply({ facilities: [makeLoad('c', 5, null)] })).average).toBeNull();
  });

  it('are elders for each facility where supply is counted in facilities', () => {
    const { rows, average } = rankLoads(makeSupply({ facilities, unit: 'facilities' }));
    expect(rows.map(({ facility, load }) => [facility.id, load])).toEqual([
      ['c', 500],
      ['a', 90],
      ['b', 10],
      ['d', 7],
    ]);
    expect(average).toBe(607 / 4);
  });
});

describe('rows of communities', () => {
  it('begin with the least supply, then the most people; without anybody last; other levels are left out', () => {
    const figures = [
      ['none', null, 0],
      ['some', 2, 50],
      ['zero', 0, 10],
      ['big-zero', 0, 90],
      ['town', 1, 150],
    ] as const;
    const areas = figures.map(([id, alike, people]) => ({
      id,
      ...NOBODY,
      people,
      alike,
      oldest: { ...NOBODY, people: 1, alike: 9 - people / 10 },
    }));
    const summary = makeSummary({
      areas: figures.map(([id]) => makeAreaSummary(id, { level: id === 'town' ? 'subdistrict' : 'community' })),
    });
    const ids = (group: 'everybody' | 'oldest') =>
      listSupplyRows(makeSupply({ areas }), summary, group).map(({ area }) => area.id);
    expect(ids('everybody')).toEqual(['big-zero', 'zero', 'some', 'none']);
    expect(ids('oldest')).toEqual(['big-zero', 'some', 'zero', 'none']);
  });
});

describe('a curve', () => {
  const curve = { people: [0, 0.2, 0.6, 1], burden: [0, 0.1, 0.3, 1] };

  it.each([
    [0, 0],
    [0.1, 0.05],
    [0.2, 0.1],
    [0.5, 0.25],
    [0.8, 0.65],
    [1, 1],
  ])('is read at %d as %d', (share, expected) => {
    expect(burdenOf(curve, share)).toBeCloseTo(expected, 12);
  });

  it('without points is 0', () => {
    expect(burdenOf({ people: [], burden: [] }, 0.5)).toBe(0);
  });
});
