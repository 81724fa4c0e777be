import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import type { Demand } from '../../../src/core/coverage/demand.ts';
import { areaOf, isInside } from '../../../src/core/geo/polygons.ts';
import type { Area, MultiPolygon, Position } from '../../../src/core/types.ts';
import { box, CORNERS, makeArea, makeProject, makeResidence } from '../make.ts';

const NANJING: Position = [118.77, 32.066];
const square = (at: Position, size = 0.01): MultiPolygon => box(at[0], at[1], at[0] + size, at[1] + size);

/** Where each home stands, by id, in a year. */
function standing(areas: Area[], year: number | null, yearOfData: number | null = 2025): Record<string, Position> {
  const demand = prepareDemand(makeProject({ year: yearOfData, areas }), year);
  return Object.fromEntries(demand.residences.map(({ id, position }) => [id, position]));
}

const eldersOf = (demand: Demand): number => demand.elders.reduce((sum, elders) => sum + elders, 0);

describe('estimated homes of a community whose elders change with the years', () => {
  for (const { name, at } of CORNERS.slice(0, 5)) {
    it(`stand at the same places under the same ids in every year, at ${name}`, () => {
      const growing = makeArea('v', { polygon: square(at), elders: 40, eldersByYear: { 2030: 400, 2035: 7 } });
      const now = standing([growing], 2025);
      expect(Object.keys(now).length).toBeGreaterThan(30);
      for (const year of [null, 2020, 2028, 2030, 2035, 2050]) expect(standing([growing], year)).toEqual(now);
    });
  }

  it('hold that year’s elders, whole persons that add up, some homes with nobody where they are fewer', () => {
    const shrinking = makeArea('v', { polygon: square(NANJING), elders: 150, eldersByYear: { 2030: 33 } });
    const project = makeProject({ year: 2025, areas: [shrinking] });
    for (const [year, elders] of [
      [2025, 150],
      [2026, 127],
      [2030, 33],
    ] as const) {
      const demand = prepareDemand(project, year);
      expect(eldersOf(demand)).toBe(elders);
      expect(demand.totals.estimatedElders).toBe(elders);
      expect(demand.elders.every((each) => Number.isInteger(each) && each >= 0)).toBe(true);
    }
    expect([...prepareDemand(project, 2030).elders].filter((each) => each === 0).length).toBeGreaterThan(0);
  });

  it('are told by the largest figure where the year of the data has none', () => {
    const later = makeArea('v', { polygon: square(NANJING), elders: 0, eldersByYear: { 2030: 90 } });
    expect(prepareDemand(makeProject({ year: 2025, areas: [later] }), 2025).residences).toEqual([]);
    const homes = standing([later], 2030);
    expect(Object.keys(homes).length).toBeGreaterThan(50);
    expect(standing([later], 2028)).toEqual(homes);
    const unknown = makeArea('v', { polygon: square(NANJING), eldersByYear: { 2030: 90 } });
    expect(standing([unknown], 2030, null)).toEqual(homes);
    expect(standing([unknown], null, null)).toEqual({});
  });

  it('are no mismatch in a year in which nobody is left', () => {
    const leaving = makeArea('v', { polygon: square(NANJING), elders: 100, eldersByYear: { 2030: 0 } });
    const demand = prepareDemand(makeProject({ year: 2025, areas: [leaving] }), 2030);
    expect(demand.residences).toEqual([]);
    expect([...demand.areaElders]).toEqual([0]);
    expect(demand.problems).toEqual([]);
  });

  it('keep their buildings when a neighbour over the same ground appears in another year', () => {
    const buildings = [0.002, 0.005, 0.008].map((east) => ({
      kind: 'building',
      name: '',
      geometry: {
        type: 'Polygon' as const,
        coordinates: square([NANJING[0] + east, NANJING[1] + 0.005], 0.001)[0]! as [number, number][][],
      },
      attributes: {},
    }));
    const areas = [
      makeArea('a', { polygon: square(NANJING, 0.006), elders: 0, eldersByYear: { 2030: 60 } }),
      makeArea('b', { polygon: square(NANJING), elders: 90 }),
    ];
    const at = (year: number): string[] =>
      prepareDemand(makeProject({ year: 2025, areas, background: buildings }), year).residences.map(
        ({ id, position }) => `${id} ${position[0].toFixed(4)}`,
      );
    const ofB = (rows: string[]): string[] => rows.filter((row) => row.startsWith('b'));
    expect(ofB(at(2030))).toEqual(ofB(at(2025)));
    expect(at(2030).filter((row) => row.startsWith('a')).length).toBeGreaterThan(0);
  });
});

describe('estimated homes count nobody twice', () => {
  const parts = (size: number, parentId: string | null): Area[] =>
    [0, 1].map((i) =>
      makeArea(`c${i}`, {
        parentId,
        polygon: square([NANJING[0] + i * size, NANJING[1]], size),
      }),
    );

  it('where a unit is drawn over communities that do not name it', () => {
    const unit = makeArea('u', { level: 'unit', polygon: square(NANJING, 0.02), elders: 200 });
    const residences = [makeResidence('r', [NANJING[0] + 0.005, NANJING[1] + 0.005], { elders: 200 })];
    const demand = prepareDemand(makeProject({ areas: [...parts(0.01, null), unit], residences }), null);
    expect(demand.totals).toMatchObject({ elders: 200, estimatedElders: 0 });
  });

  it('where a residence names only the subdistrict around the community it stands in', () => {
    const [community] = parts(0.01, 's');
    const areas = [{ ...community!, elders: 120 }, makeArea('s', { level: 'subdistrict' })];
    const home = makeResidence('r', [NANJING[0] + 0.005, NANJING[1] + 0.005], { areaId: 's', elders: 118 });
    const demand = prepareDemand(makeProject({ areas, residences: [home] }), null);
    expect(demand.totals).toMatchObject({ elders: 118, estimatedElders: 0 });
  });

  it('where one community lies under another, whatever their ids', () => {
    for (const [upper, lower] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const areas = [
        makeArea(upper, { polygon: square(NANJING, 0.02), elders: 300 }),
        makeArea(lower, { parentId: upper, polygon: square(NANJING), elders: 100 }),
      ];
      const demand = prepareDemand(makeProject({ areas }), null);
      expect(new Set(demand.residences.map(({ areaId }) => areaId))).toEqual(new Set([lower]));
      expect(demand.totals.elders).toBe(100);
    }
  });

  it('and a unit has its own where the project knows no communities', () => {
    const unit = makeArea('u', { level: 'unit', polygon: square([-58.4, -34.6]), elders: 77 });
    expect(prepareDemand(makeProject({ areas: [unit] }), null).totals.elders).toBe(77);
  });
});

describe('any figure and any polygon', () => {
  const shape = fc
    .tuple(
      fc.constantFrom(...CORNERS.slice(0, 5).map(({ at }) => at)),
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 4000 }),
      fc.boolean(),
    )
    .map(([[lon, lat], wide, tall, holed]): MultiPolygon => {
      const [east, north] = [wide * 1e-5, tall * 1e-5];
      const [outer] = box(lon, lat, lon + east, lat + north);
      const hole = box(lon + east / 4, lat + north / 4, lon + (3 * east) / 4, lat + (3 * north) / 4)[0]![0]!;
      return [holed ? [...outer!, hole] : outer!];
    });

  it('is kept to the last elder, inside the polygon and outside its hole, also fractions of elders', () => {
    const figure = fc.oneof(
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: 40_000 }).map((n) => n / 8),
    );
    fc.assert(
      fc.property(shape, figure, (polygon, elders) => {
        const demand = prepareDemand(makeProject({ areas: [makeArea('v', { polygon, elders })] }), null);
        expect(eldersOf(demand)).toBe(elders);
        expect(demand.residences.every(({ position }) => isInside(position, polygon))).toBe(true);
        expect(demand.residences.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(elders)));
        // The grid is fitted to whole rows and columns, and a hole may lie between them.
        expect(demand.residences.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 150 },
    );
  });

  it('is spread evenly: each quarter of a square has a quarter of its elders', () => {
    for (const { at } of CORNERS.slice(0, 5)) {
      const polygon = square(at);
      const demand = prepareDemand(makeProject({ areas: [makeArea('v', { polygon, elders: 6400 })] }), null);
      const quarter = square(at, 0.005);
      const share = areaOf(quarter) / areaOf(polygon);
      let inside = 0;
      demand.residences.forEach(({ position }, row) => {
        if (isInside(position, quarter)) inside += demand.elders[row]!;
      });
      expect(Math.abs(inside / 6400 - share)).toBeLessThan(0.06);
    }
  });
});
