import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDemand, type Demand } from '../../../src/core/coverage/demand.ts';
import { placeHomes, prepareStreets, walkByKind, type PlacedHomes } from '../../../src/core/network/streets.ts';
import { createMoments } from '../../../src/core/standards/create-moments.ts';
import type { Moment } from '../../../src/core/standards/moment.ts';
import { finish } from '../../../src/core/types.ts';
import type { Facility, Position, Project, Settings } from '../../../src/core/types.ts';
import { CORNERS, createRandom, deepFreeze, makeArea, makeFacility, makeProject, makeResidence } from '../make.ts';
import { makeWalkways } from '../network/make-streets.ts';
import { geodesicMetres } from '../oracle.ts';

type Given = Pick<Settings, 'mode' | 'speedMetresPerSecond' | 'snapLimitMetres' | 'pipeline'>;
const STRAIGHT: Given = { mode: 'straight', speedMetresPerSecond: 1, snapLimitMetres: 200, pipeline: false };
const WALKING: Given = { ...STRAIGHT, mode: 'walking' };

function at(project: Project, settings: Given = STRAIGHT, year: number | null = null): Moment {
  return finish(createMoments(project, settings).at(year));
}

const [LON, LAT] = [118.7, 32];
const onStreet = (thousandths: number): Position => [LON + thousandths / 1000, LAT + 0.0003];

/** A street of 4 km with a vertex every 100 m or so, and one of 200 m that nothing joins. */
const WALKWAYS = makeWalkways([
  Array.from({ length: 41 }, (_, i): Position => [LON + i / 1000, LAT]),
  [
    [LON, LAT + 0.05],
    [LON + 0.002, LAT + 0.05],
  ],
]);

/** Homes and day care along the street; h-far is off every street, h-island on the island. */
function makeStreetTown(): Project {
  return makeProject({
    walkways: WALKWAYS,
    residences: [
      makeResidence('h1', onStreet(1)),
      makeResidence('h2', onStreet(12)),
      makeResidence('h3', onStreet(30)),
      makeResidence('h-far', [LON, LAT + 0.02]),
      makeResidence('h-island', [LON + 0.001, LAT + 0.05]),
    ],
    facilities: [
      makeFacility('a', onStreet(2)),
      makeFacility('b', onStreet(20)),
      makeFacility('c', onStreet(38), { types: ['canteen'] }),
    ],
  });
}

describe('distances in a straight line', () => {
  it('are those to the nearest and the second nearest by the geodesic, on every side of the globe', () => {
    const corner = fc.constantFrom(...CORNERS.map((one) => one.at));
    const spots = (maxLength: number) => fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 })), { maxLength });
    fc.assert(
      fc.property(corner, spots(8), spots(12), ([lon, lat], homes, sites) => {
        const place = ([x, y]: [number, number]): Position => {
          const east = lon + x / 10_000;
          return [east > 180 ? east - 360 : east, lat + y / 10_000];
        };
        const facilities = sites.map((spot, i) => makeFacility(`f${i}`, place(spot)));
        const residences = homes.map((spot, i) => makeResidence(`h${i}`, place(spot)));
        const moment = at(makeProject({ facilities, residences }));
        const found = moment.distances(facilities, 'straight');
        residences.forEach(({ position }, row) => {
          const byHand = facilities.map((one) => geodesicMetres(position, one.position)).sort((a, b) => a - b);
          const [first = Infinity, second = Infinity] = byHand;
          const metres = [found?.metres[row], found?.second[row]];
          for (const [i, expected] of [first, second].entries()) {
            if (expected === Infinity) expect(metres[i]).toBe(Infinity);
            else expect(Math.abs((metres[i] ?? NaN) - expected)).toBeLessThanOrEqual(1e-6 + expected * 5e-5);
          }
        });
        expect([...(found?.unplaced ?? [])]).toEqual(residences.map(() => 0));
      }),
    );
  });

  it('look for the second nearest far away, and beside a facility at the door', () => {
    const facilities = [
      makeFacility('a', [LON, LAT]),
      makeFacility('b', [LON + 5, LAT]),
      makeFacility('c', [LON, LAT]),
    ];
    const moment = at(makeProject({ facilities, residences: [makeResidence('h', [LON, LAT])] }));
    expect(moment.distances(facilities.slice(0, 2), 'straight')?.second[0]).toBeGreaterThan(400_000);
    expect(moment.distances(facilities, 'straight')?.second[0]).toBe(0);
    expect(moment.distances([], 'straight')?.metres[0]).toBe(Infinity);
  });
});

describe('distances on foot', () => {
  it('are those of the table of walks, and homes off the streets are told', () => {
    const project = makeStreetTown();
    const moment = at(project, WALKING);
    const demand = prepareDemand(project, null);
    const streets = finish(prepareStreets(project, 200));
    if (!streets) throw new Error('the town has streets');
    const homes = finish(placeHomes(streets, demand, []));
    const question = { facilities: project.facilities, kind: 'day_care', moment: { year: null, pipeline: false } };
    const table = finish(walkByKind(streets, homes, question));
    const dayCare = project.facilities.filter(({ types }) => types.includes('day_care'));
    const found = moment.distances(dayCare, 'walking');
    expect(found?.metres).toEqual(table.homes.firstMetres);
    expect(found?.second).toEqual(table.homes.secondMetres);
    const unplaced = moment.demand.residences.filter((_, row) => found?.unplaced[row] === 1).map(({ id }) => id);
    expect(unplaced).toEqual(['h-far']);
    const island = moment.demand.residences.findIndex(({ id }) => id === 'h-island');
    expect(found?.metres[island]).toBe(Infinity);
  });

  it('are not to be had without streets, while straight lines are', () => {
    const moment = at({ ...makeStreetTown(), walkways: null }, WALKING);
    expect(moment.distances(moment.facilities, 'walking')).toBeNull();
    const straight = moment.distances(moment.facilities, 'straight');
    expect([...(straight?.metres ?? [])].every((metres) => metres < 10_000)).toBe(true);
  });

  it('are found for a row that asks for walks in a run of straight lines', () => {
    const project = makeStreetTown();
    const [straight, walking] = [at(project), at(project, WALKING)];
    expect(straight.distances(straight.facilities, 'walking')?.metres).toEqual(
      walking.distances(walking.facilities, 'walking')?.metres,
    );
  });
});

describe('a moment', () => {
  const facilities: Facility[] = [
    makeFacility('later', onStreet(1), { opened: 2026 }),
    makeFacility('open', onStreet(2)),
    makeFacility('gone', onStreet(3), { closes: 2024 }),
    makeFacility('planned', onStreet(4), { status: 'approved', opened: 2024 }),
  ];
  const residences = [makeResidence('old', onStreet(5)), makeResidence('new', onStreet(6), { completed: 2025 })];
  const project = deepFreeze(makeProject({ facilities, residences, areas: [makeArea('c1')] }));
  const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

  it('holds the facilities and homes that count in its year, by id', () => {
    expect(idsOf(at(project, STRAIGHT, 2023).facilities)).toEqual(['gone', 'open']);
    expect(idsOf(at(project, STRAIGHT, 2026).facilities)).toEqual(['later', 'open']);
    expect(idsOf(at(project, { ...STRAIGHT, pipeline: true }, 2025).facilities)).toEqual(['open', 'planned']);
    expect(idsOf(at(project, STRAIGHT, 2024).demand.residences)).toEqual(['old']);
    expect(idsOf(at(project, STRAIGHT, 2025).demand.residences)).toEqual(['new', 'old']);
    expect(idsOf(at(project, STRAIGHT, 2025).records)).toHaveLength(4);
  });

  it('computes a set of facilities once a set of homes, whatever the year, the order and the parameters', () => {
    const moments = createMoments(project, STRAIGHT);
    const [early, late] = [finish(moments.at(2020)), finish(moments.at(2022, { served_metres: 1 }))];
    const asked = early.distances(facilities, 'straight');
    expect(late.distances([...facilities].reverse(), 'straight')).toBe(asked);
    expect(finish(moments.at(2025)).distances(facilities, 'straight')).not.toBe(asked);
    expect(early.distances(facilities.slice(1), 'straight')).not.toBe(asked);
  });

  it('knows the parameters it was asked with, and no others', () => {
    const moments = createMoments(project, STRAIGHT);
    expect(finish(moments.at(null, { served_metres: 700 })).parameter('served_metres')).toBe(700);
    expect(() => finish(moments.at(null)).parameter('served_metres')).toThrow('no parameter served_metres');
    expect(() => finish(moments.at(null)).parameter('constructor')).toThrow('no parameter constructor');
  });

  it('takes streets, homes and demands that were made before, and adds to them', () => {
    const town = makeStreetTown();
    const streets = finish(prepareStreets(town, 200));
    if (!streets) throw new Error('the town has streets');
    const demand = prepareDemand(town, null);
    const placed = finish(placeHomes(streets, demand, []));
    const homes = new Map<number | null, PlacedHomes>([[null, placed]]);
    const demands = new Map<number | null, Demand>([[null, demand]]);
    const moments = createMoments(town, WALKING, { streets, homes, demands });
    expect(finish(moments.at(null)).demand).toBe(demand);
    const later = finish(moments.at(2030));
    expect(demands.get(2030)).toBe(later.demand);
    // The same homes stand in both years: nothing is placed again.
    expect(finish(moments.walks(2030))?.homes).toBe(placed);
    expect(later.distances(later.facilities, 'walking')?.unplaced).toEqual(placed.unplaced);
  });

  it('does the same whatever the order of rows', () => {
    const random = createRandom(7);
    const town = makeStreetTown();
    const shuffled = { ...town, facilities: [...town.facilities].sort(() => random() - 0.5) };
    const [a, b] = [at(town, WALKING), at(shuffled, WALKING)];
    expect(b.distances(b.facilities, 'walking')).toEqual(a.distances(a.facilities, 'walking'));
  });
});
