/** Which homes a site would serve: every pair by the geodesic library, and walks counted on paper. */
import { describe, expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import { distanceMetres } from '../../../src/core/geo/metric.ts';
import { snapPlaces } from '../../../src/core/network/snap.ts';
import { placeHomes, prepareStreets, walkByKind } from '../../../src/core/network/streets.ts';
import { FARTHEST_METRES, pairsInLineOf, pairsOnFootOf } from '../../../src/core/siting/site-pairs.ts';
import type { Pairs } from '../../../src/core/siting/types.ts';
import { finish, type Position } from '../../../src/core/types.ts';
import { CORNERS, createRandom, makeFacility, makeProject, makeResidence } from '../make.ts';
import { createGround, makeWalkways, type Line } from '../network/make-streets.ts';
import { geodesicMetres } from '../oracle.ts';

/** Metres of each pair by its site and row; no pair twice, rows of a site ascending. */
function read({ starts, rows, metres }: Pairs): Map<string, number> {
  const found = new Map<string, number>();
  for (let site = 0; site + 1 < starts.length; site++) {
    const own = [...rows.subarray(starts[site], starts[site + 1])];
    expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
    own.forEach((row, i) => found.set(`${site} ${row}`, metres[starts[site]! + i]!));
  }
  return found;
}

/** Relative error that our metres may have (design: 0.02 % up to 10 km). */
const ERROR = 2e-4;

describe.each(CORNERS)('in a straight line around $name', ({ name, at }) => {
  const random = createRandom(name.length);
  const wrap = (degrees: number): number => (degrees > 180 ? degrees - 360 : degrees);
  const draw = (count: number): Position[] =>
    Array.from({ length: count }, () => [wrap(at[0] + (random() - 0.5) * 0.05), at[1] + (random() - 0.5) * 0.04]);
  const homes = draw(70);
  // Two premises in one house, one on a doorstep.
  const sites = [...draw(30), homes[3]!, homes[3]!].map((position) => ({ position }));
  const demand = {
    longitudes: Float64Array.from(homes, ([longitude]) => longitude),
    latitudes: Float64Array.from(homes, ([, latitude]) => latitude),
  };
  const existing = Float64Array.from(homes, (_, row) => (row % 5 === 0 ? Infinity : 100 + random() * 2000));

  const check = (pairs: Pairs, limitOf: (row: number) => number): number => {
    const found = read(pairs);
    let unsure = 0;
    sites.forEach(({ position }, site) => {
      homes.forEach((home, row) => {
        const metres = geodesicMetres(home, position);
        const is = found.get(`${site} ${row}`);
        if (is !== undefined) expect(Math.abs(is - metres)).toBeLessThanOrEqual(metres * ERROR + 1e-6);
        if (Math.abs(metres - limitOf(row)) <= metres * ERROR) unsure++;
        else expect(is !== undefined).toBe(metres < limitOf(row));
      });
    });
    expect(found.size).toBe(pairs.rows.length);
    expect(unsure).toBeLessThan(5);
    return found.size;
  };

  it('with a limit they are all pairs within it, but for homes that have a facility within it', () => {
    const pairs = finish(pairsInLineOf(demand, sites, { existing, withinMetres: 800 }));
    expect(check(pairs, (row) => (existing[row]! <= 800 ? -1 : 800))).toBeGreaterThan(50);
  });

  it('without one they are all that are nearer than what stands; of a home with nothing, all', () => {
    const pairs = finish(pairsInLineOf(demand, sites, { existing, withinMetres: null }));
    expect(check(pairs, (row) => existing[row]!)).toBeGreaterThan(14 * sites.length);
  });

  it('the limit is closed, and what is no nearer than what stands is none', () => {
    const rows = homes.slice(0, 12);
    rows.forEach((home, row) => {
      const metres = distanceMetres(home[0], home[1], sites[0]!.position[0], sites[0]!.position[1]);
      const one = {
        longitudes: demand.longitudes.slice(row, row + 1),
        latitudes: demand.latitudes.slice(row, row + 1),
      };
      const count = (stands: number, withinMetres: number | null): number =>
        finish(pairsInLineOf(one, sites.slice(0, 1), { existing: Float64Array.of(stands), withinMetres })).rows.length;
      expect([count(Infinity, metres), count(Infinity, metres - 1e-6), count(metres, metres)]).toEqual([1, 0, 0]);
      expect([count(metres, null), count(metres + 1e-6, null), count(0, null)]).toEqual([0, 1, 0]);
    });
  });

  it('without homes or sites there are none', () => {
    const none = { longitudes: new Float64Array(0), latitudes: new Float64Array(0) };
    expect(finish(pairsInLineOf(none, sites, { existing: new Float64Array(0), withinMetres: 500 })).rows).toHaveLength(
      0,
    );
    const empty = finish(pairsInLineOf(demand, [], { existing, withinMetres: null }));
    expect([...empty.starts]).toEqual([0]);
  });
});

describe.each(CORNERS.slice(0, 5))('on foot in $name', ({ at: corner }) => {
  const at = createGround(corner);
  // A street of 2 km, a lane off it at 600 m, and an island beyond the river.
  const lines: Line[] = [
    [at(0, 0), at(600, 0), at(2000, 0)],
    [at(600, 0), at(600, 400)],
    [at(0, -900), at(500, -900)],
  ];
  const homes = new Map<string, Position>([
    ['h0', at(100, 20)],
    ['h1', at(700, 0)],
    ['h2', at(600, 300)],
    ['h3', at(200, -900)],
    ['h4', at(1000, 500)],
  ]);
  const places = [at(300, -30), at(1900, 0), at(610, 200), at(450, -900), at(1000, -500)];
  const project = makeProject({
    walkways: makeWalkways(lines),
    residences: [...homes].map(([id, position]) => makeResidence(id, position)),
    facilities: [makeFacility('f', at(1000, 20))],
  });
  const streets = finish(prepareStreets(project, 200))!;
  const demand = prepareDemand(project, null);
  const placed = finish(placeHomes(streets, demand, []));
  const moment = { year: null, pipeline: false };
  const table = finish(walkByKind(streets, placed, { facilities: project.facilities, kind: 'day_care', moment }));
  const sites = finish(
    snapPlaces(
      streets.network,
      { longitudes: places.map(([x]) => x), latitudes: places.map(([, y]) => y) },
      streets.snapLimitMetres,
      streets.barriers,
    ),
  );
  // Rows h0, h1, h2, h3, h4; both h4 and the last site stand 500 m off every street. Leg, street, leg.
  const METRES = [
    [20 + 200 + 30, 400 + 30, 600 + 30, Infinity, Infinity],
    [20 + 1800, 1200, 1600, Infinity, Infinity],
    [20 + 700 + 10, 300 + 10, 100 + 10, Infinity, Infinity],
    [Infinity, Infinity, Infinity, 250, Infinity],
    [Infinity, Infinity, Infinity, Infinity, Infinity],
  ];
  // 20 + 900 + 20; 300 + 20; 300 + 400 + 20; the island and the field have nothing.
  const stands = Float64Array.of(940, 320, 720, Infinity, Infinity);

  const expectPairs = (pairs: Pairs, isIn: (metres: number, row: number) => boolean): void => {
    const expected = METRES.flatMap((row, site) =>
      row.flatMap((metres, home) =>
        metres < Infinity && isIn(metres, home) ? [[`${site} ${home}`, metres] as const] : [],
      ),
    );
    const found = read(pairs);
    expect([...found.keys()].sort()).toEqual(expected.map(([key]) => key).sort());
    for (const [key, metres] of expected) expect(Math.abs(found.get(key)! - metres)).toBeLessThan(0.5);
  };

  it('they are walks along the streets with both legs; what is off the streets or on an island has none', () => {
    const everything = Float64Array.from(stands, () => Infinity);
    const all = finish(
      pairsOnFootOf(
        { streets, homes: placed, table: null, sites },
        { existing: everything, withinMetres: FARTHEST_METRES },
      ),
    );
    expectPairs(all, () => true);
    const within = finish(
      pairsOnFootOf({ streets, homes: placed, table: null, sites }, { existing: everything, withinMetres: 500 }),
    );
    expectPairs(within, (metres) => metres <= 500);
  });

  it('homes with a facility within the limit have none, those without it all within', () => {
    const pairs = finish(
      pairsOnFootOf({ streets, homes: placed, table: null, sites }, { existing: stands, withinMetres: 700 }),
    );
    expectPairs(pairs, (metres, row) => metres <= 700 && stands[row]! > 700);
  });

  it('without limit they are those nearer than what stands, by the table of it', () => {
    const { firstMetres } = table.homes;
    stands.forEach((metres, row) => {
      if (metres === Infinity) expect(firstMetres[row]).toBe(Infinity);
      else expect(Math.abs(firstMetres[row]! - metres)).toBeLessThan(0.5);
    });
    const pairs = finish(
      pairsOnFootOf({ streets, homes: placed, table, sites }, { existing: firstMetres, withinMetres: null }),
    );
    expectPairs(pairs, (metres, row) => metres < stands[row]! - 1);
    const noTable = { streets, homes: placed, table: null, sites };
    expect(() => pairsOnFootOf(noTable, { existing: firstMetres, withinMetres: null })).toThrow('need the table');
  });
});
