/** Walks in places small enough to be worked out by hand. */
import { describe, expect, it } from 'vitest';
import { createSettings, serviceResults } from '../../../src/core/evaluate.ts';
import { prepareStreets } from '../../../src/core/network/streets.ts';
import { finish } from '../../../src/core/types.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS, makeProject } from '../make.ts';
import { geodesicMetres } from '../oracle.ts';
import { createDice, createGround, numbered, rowsOf, walkTown, type Line, type WalkOptions } from './make-streets.ts';

const SETTINGS = createSettings(makeProject());
const at = createGround(CORNERS[0]!.at);

/** Metres and id of the first facility of each home; null metres for unplaced homes. */
function walksIn(lines: Line[], homes: Position[], facilities: Position[], options: WalkOptions = {}) {
  const rows = [...rowsOf(walkTown({ lines, homes, facilities }, options)).values()];
  return rows.map(({ unplaced, metres, facilities: [facility] }) => [unplaced ? null : metres[0]!, facility]);
}

/** Within half a metre: vertices of these places are rounded to a decimetre. */
const near = (metres: number): unknown => expect.closeTo(metres, 0);

describe('places drawn by hand', () => {
  it('a facility in the middle of an edge of 2 km is walked to along the edge, from either side and from its end', () => {
    const homes = [at(900, 10), at(1150, -10), at(0, 0), at(1000, 30)];
    const walks = walksIn([[at(0, 0), at(2000, 0)]], homes, [at(1000, 5)]);
    expect(walks.map(([metres]) => metres)).toEqual([115, 165, 1005, 35].map(near));
  });

  it('two places on an edge are joined along it, or by other streets where that is shorter', () => {
    const bow = [at(0, 0), at(0, 300), at(100, 300), at(100, 0)];
    const [home, facility] = [at(0, 40), at(100, 60)];
    expect(walksIn([bow], [home], [facility])[0]![0]).toEqual(near(260 + 100 + 240));
    expect(walksIn([bow, [at(0, 0), at(100, 0)]], [home], [facility])[0]![0]).toEqual(near(200));
  });

  it('on a loop at a junction the short way round is taken, over the junction or not', () => {
    const loop = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)];
    const stem = [at(0, 0), at(-200, 0)];
    const homes = [at(20, 0), at(100, 50), at(0, 20), at(-100, 0)];
    const walks = walksIn([loop, stem], homes, [at(0, 30)]);
    expect(walks.map(([metres]) => metres)).toEqual([50, 180, 10, 130].map(near));
  });

  it('a ring without any junction is a network', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)];
    const walks = walksIn([ring], [at(50, 0), at(100, 100), at(10, 100)], [at(0, 50), at(90, 0)]);
    expect(walks).toEqual([
      [near(40), 'f0001'],
      [near(110), 'f0001'],
      [near(60), 'f0000'],
    ]);
  });

  it('a river is crossed by its bridge only, and the street on the other bank is nobody’s nearest', () => {
    const [south, north] = [
      [at(-500, -40), at(-200, -40), at(400, -40), at(500, -40)],
      [at(-500, 40), at(400, 40), at(500, 40)],
    ];
    const bridge = [at(400, -40), at(400, 40)];
    const bank = (y: number): number[][] => [at(-600, y), at(600, y)].map(([lon, lat]) => [lon, lat]);
    const [low, high] = [bank(-20), bank(20)];
    const water = { type: 'Polygon' as const, coordinates: [[...low, ...high.reverse(), low[0]!]] };
    const background = [{ kind: 'water', name: '', geometry: water, attributes: {} }];
    // The second home stands on the north bank; its nearest street without the river would be the south one's pier.
    const pier = [at(-200, -40), at(-200, 15)];
    const homes = [at(0, -30), at(-200, 26)];
    const walks = walksIn([south, north, bridge, pier], homes, [at(0, 50)], { background });
    expect(walks.map(([metres]) => metres)).toEqual([10 + 400 + 80 + 400 + 10, 14 + 200 + 10].map(near));
    const dry = walksIn([south, north, bridge, pier], homes, [at(0, 50)]);
    expect(dry[1]![0]).toEqual(near(11 + 55 + 600 + 80 + 400 + 10));
    expect(walksIn([south, north], homes, [at(0, 50)], { background })[0]).toEqual([Infinity, null]);
  });

  it('a facility behind a wall is put on the street it can be left by', () => {
    const streets = [
      [at(0, 0), at(300, 0)],
      [at(0, 0), at(0, -200), at(300, -200)],
    ];
    const coordinates = [at(-10, -20), at(310, -20)].map(([lon, lat]) => [lon, lat]);
    const wall = { kind: 'wall', name: '', geometry: { type: 'LineString' as const, coordinates }, attributes: {} };
    const options = { background: [wall] };
    expect(walksIn(streets, [at(200, 0)], [at(200, -40)])[0]![0]).toEqual(near(40));
    expect(walksIn(streets, [at(200, 0)], [at(200, -40)], options)[0]![0]).toEqual(near(160 + 200 + 200 + 200));
  });

  it('a dead end is walked out of, and a facility at its end is reached', () => {
    const streets = [
      [at(0, 0), at(200, 0), at(400, 0)],
      [at(200, 0), at(200, 150)],
    ];
    const walks = walksIn(streets, [at(200, 150), at(0, 0)], [at(400, 10), at(205, 160)]);
    expect(walks.map(([metres]) => metres)).toEqual([Math.hypot(5, 10), 350 + Math.hypot(5, 10)].map(near));
    expect(walksIn(streets, [at(200, 150)], [at(400, 10)])[0]![0]).toEqual(near(360));
  });

  it('a home on an island is placed and unreachable, and covered by no limit', () => {
    const lines = [
      [at(0, 0), at(300, 0)],
      [at(0, 50), at(20, 50)],
    ];
    const town = { lines, homes: [at(10, 45), at(10, -5), at(0, 900)], facilities: [at(100, 5)] };
    const walked = walkTown(town);
    expect([...walked.placed.unplaced]).toEqual([0, 0, 1]);
    const { metres, facility, facilitiesUnplaced } = walked.nearest;
    expect([...metres]).toEqual([Infinity, near(100), Infinity]);
    expect([...facility]).toEqual([-1, 0, -1]);
    expect(facilitiesUnplaced).toBe(0);
    const { covered } = serviceResults(walked.demand, walked.nearest, { ...SETTINGS, limitMetres: 1e12 });
    expect([...covered]).toEqual([0, 1, 0]);
  });

  it('beyond the snap limit a home is unplaced, at exactly the limit it is not', () => {
    const street = [at(0, 0), at(300, 0)];
    const [home, facility] = [at(100, 150), at(200, 0)];
    const leg = walkTown({ lines: [street], homes: [home], facilities: [facility] }).placed.accesses.leg[0]!;
    expect(walksIn([street], [home], [facility], { limitMetres: leg })[0]![0]).toEqual(near(250));
    expect(walksIn([street], [home], [facility], { limitMetres: leg * (1 - 1e-9) })).toEqual([[null, null]]);
    expect(walksIn([street], [facility], [home], { limitMetres: leg * (1 - 1e-9) })).toEqual([[Infinity, null]]);
  });

  it('facilities that stand on no street are counted', () => {
    const facilities = [at(0, 900), at(50, 0), at(0, 2000)];
    const { nearest } = walkTown({ lines: [[at(0, 0), at(300, 0)]], homes: [at(0, 0)], facilities });
    expect(nearest.facilitiesUnplaced).toBe(2);
    expect([...nearest.facility]).toEqual([1]);
  });

  it('without any line everybody is unplaced; without walkways there are no streets', () => {
    const { nearest, placed } = walkTown({ lines: [], homes: [at(0, 0)], facilities: [at(0, 0)] });
    expect([...placed.unplaced]).toEqual([1]);
    expect([...nearest.metres]).toEqual([Infinity]);
    expect([...nearest.facility]).toEqual([-1]);
    expect(nearest.facilitiesUnplaced).toBe(1);
    expect(finish(prepareStreets({ walkways: null, background: [] }, 200))).toBeNull();
  });

  it('without homes or without facilities there are empty tables', () => {
    const lines = [[at(0, 0), at(300, 0)]];
    expect(walksIn(lines, [], [at(0, 0)])).toEqual([]);
    expect(walksIn(lines, [at(0, 0)], [])).toEqual([[Infinity, null]]);
  });

  it('legs of kilometres are no harm where the limit allows them', () => {
    const walks = walksIn([[at(0, 0), at(30, 0)]], [at(0, 3000)], [at(30, -4000)], { limitMetres: 1e5 });
    expect(walks[0]![0]).toEqual(expect.closeTo(7030, -1));
  });
});

describe('facilities at the same distance', () => {
  const street = [at(-500, 0), at(500, 0)];
  /** Metres east of the middle of the street, not on the grain of vertices. */
  const east = (metres: number): Position => {
    const [lon, lat] = at(0, 0);
    const metresPerDegree = geodesicMetres([lon - 0.005, lat], [lon + 0.005, lat]) * 100;
    return [lon + metres / metresPerDegree, lat];
  };
  const nearestOf = (places: readonly number[], home: number, lines: Line[] = [street]): unknown =>
    walksIn(lines, [east(home)], places.map(east))[0]![1];

  it('within 1 mm go to the smaller id, beyond it to the nearer one', () => {
    for (const side of [1, -1]) {
      expect(nearestOf([side * 100.0009, side * 100], 0)).toBe('f0000');
      expect(nearestOf([side * 100, side * 100.0009], 0)).toBe('f0000');
      expect(nearestOf([side * 100.0012, side * 100], 0)).toBe('f0001');
      expect(nearestOf([side * 100.0009, -side * 100], 0)).toBe('f0000');
      expect(nearestOf([side * 100.0012, -side * 100], 0)).toBe('f0001');
    }
  });

  it('within 1 mm go to the smaller id beyond a junction too', () => {
    const lines = [
      [at(-500, 0), at(0, 0), at(500, 0)],
      [at(0, 0), at(0, 300)],
    ];
    const homes = [at(0, 200)];
    for (const [a, b, expected] of [
      [100.0009, 100, 'f0000'],
      [100.0012, 100, 'f0001'],
      [100, 100.0009, 'f0000'],
    ] as const) {
      expect(walksIn(lines, homes, [east(a), east(-b)])[0]![1]).toBe(expected);
      expect(walksIn(lines, homes, [east(-a), east(b)])[0]![1]).toBe(expected);
      expect(walksIn(lines, homes, [east(a), east(b)])[0]![1]).toBe(expected);
    }
  });

  it('on the same premises go to the smaller id, whatever the order of rows', () => {
    const dice = createDice(9);
    const lines = [
      [at(-500, 0), at(0, 0), at(500, 0)],
      [at(0, 0), at(0, 300)],
    ];
    for (let i = 0; i < 10; i++) {
      const facilityIds = dice.shuffle(numbered('f', 5));
      const spots = facilityIds.map(() => at(300, 10));
      const town = { lines, homes: [at(0, 200)], facilities: spots };
      const row = rowsOf(walkTown(town, { facilityIds })).get('h0000')!;
      expect(row.facilities).toEqual(['f0000', 'f0001']);
      expect(row.metres[0]).toBe(row.metres[1]);
    }
  });
});

it('five thousand islands: everybody walks on the own island only, and as far as there', () => {
  const dice = createDice(5000);
  const islands = Array.from({ length: 5000 }, (_, i) => [(i % 71) * 60, Math.floor(i / 71) * 60] as const);
  const long = islands.map(() => dice.between(8, 30));
  const lines = islands.map(([x, y], i) => [at(x, y), at(x + long[i]!, y)]);
  const isServed = islands.map(() => dice.chance(0.5));
  const homes = islands.map(([x, y]) => at(x, y + 3));
  const facilities = islands.flatMap(([x, y], i) => (isServed[i] ? [at(x + long[i]!, y - 3)] : []));
  const walked = walkTown({ lines, homes, facilities });
  expect(walked.network).toMatchObject({ nodes: 10000, edges: 5000 });
  expect(new Set(walked.network.islands).size).toBe(5000);
  let served = 0;
  islands.forEach((_, row) => {
    const [metres, facility] = [walked.nearest.metres[row]!, walked.nearest.facility[row]!];
    if (!isServed[row]) expect([metres, facility]).toEqual([Infinity, -1]);
    else {
      expect(facility).toBe(served);
      expect(Math.abs(metres - long[row]! - 6)).toBeLessThan(0.25);
      expect(walked.table.homes.secondMetres[row]).toBe(Infinity);
      served += 1;
    }
  });
});
