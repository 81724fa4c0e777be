/** Walks from lines to table: what must not matter, and what can only help. */
import { describe, expect, it } from 'vitest';
import { createSettings, nearestByKind, serviceResults } from '../../../src/core/evaluate.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS, makeProject } from '../make.ts';
import {
  createDice,
  makeTown,
  numbered,
  rowsOf,
  walkTown,
  type Line,
  type Town,
  type WalkOptions,
} from './make-streets.ts';
import { HandStreets } from './walk-by-hand.ts';

type Rows = ReturnType<typeof rowsOf>;

const TOWNS = CORNERS.flatMap(({ name, at }, i) => [1, 2, 3].map((n) => ({ name, at, seed: 300 + 10 * i + n })));
const SETTINGS = createSettings(makeProject());

const walk = (town: Town, options: WalkOptions = {}): Rows => rowsOf(walkTown(town, options));

/** The same states and walks; the same facilities unless another is as near. */
function expectSame(after: Rows, before: Rows, tolerance: number): void {
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [id, row] of before) {
    const other = after.get(id)!;
    expect(other.unplaced).toBe(row.unplaced);
    row.metres.forEach((metres, i) => {
      if (metres === Infinity) expect(other.metres[i]).toBe(Infinity);
      else expect(Math.abs(other.metres[i]! - metres), `${id} ${metres} ${other.metres[i]}`).toBeLessThan(tolerance);
    });
    const isClear = Math.abs(row.metres[0]! - row.metres[1]!) > 2 * tolerance + 0.002;
    if (isClear || row.metres[1] === Infinity) expect(other.facilities[0]).toBe(row.facilities[0]);
  }
}

describe.each(TOWNS)('a town in $name, seed $seed', ({ at, seed }) => {
  const town = withoutCrossroads(makeTown(seed, at));
  const walked = walkTown(town);
  const before = rowsOf(walked);

  it('is the same with its lines backwards and in another order', () => {
    const dice = createDice(seed);
    const backwards = town.lines.map((line) => [...line].reverse());
    expectSame(walk({ ...town, lines: backwards }), before, 1e-6);
    for (let i = 0; i < 3; i++) expectSame(walk({ ...town, lines: dice.shuffle(town.lines) }), before, 1e-6);
  });

  it('is the same to the last bit with homes and facilities in another order', () => {
    const dice = createDice(seed);
    const homeIds = dice.shuffle(numbered('h', town.homes.length));
    const facilityIds = dice.shuffle(numbered('f', town.facilities.length));
    const homes = homeIds.map((id) => town.homes[Number(id.slice(1))]!);
    const facilities = facilityIds.map((id) => town.facilities[Number(id.slice(1))]!);
    expect(walk({ ...town, homes, facilities }, { homeIds, facilityIds })).toEqual(before);
  });

  it('is the same with new vertices on its stretches', () => {
    const dice = createDice(seed);
    const lines = town.lines.map((line) => line.flatMap((position, i) => [...dividers(dice, line, i), position]));
    expect(lines.flat().length).toBeGreaterThan(town.lines.flat().length + 20);
    // Metres along a long slanting stretch are shares of the whole: 3 mm off in 700 m where the scale changes with latitude.
    expectSame(walk({ ...town, lines }), before, 3e-3);
  });

  it('has no longer walk with another facility', () => {
    const dice = createDice(seed);
    const facilities = [
      ...town.facilities,
      dice.pick(town.homes),
      dice.pick(town.lines.filter((l) => l.length > 1))[0]!,
    ];
    // New ones by number first, last, and between.
    for (const turn of [0, 1, 5]) {
      const ids = numbered('f', facilities.length);
      const after = walk({ ...town, facilities }, { facilityIds: [...ids.slice(turn), ...ids.slice(0, turn)] });
      for (const [id, { metres }] of before) {
        expect(after.get(id)!.metres[0]).toBeLessThanOrEqual(metres[0]! + 0.001);
        expect(after.get(id)!.metres[1]).toBeLessThanOrEqual(metres[1]! + 0.001);
      }
    }
  });

  it('has no longer walk with a footbridge that is farther from every place than its street', () => {
    const few = makeTown(seed, at, [12, 4]);
    const present = walkTown(few);
    const rows = rowsOf(present);
    let shorter = 0;
    for (const bridge of findBridges(few, present, createDice(seed))) {
      const after = walk({ ...few, lines: [...few.lines, bridge] });
      for (const [id, { metres }] of rows) {
        expect(after.get(id)!.metres[0]).toBeLessThanOrEqual(metres[0]! + 1e-6);
        expect(after.get(id)!.metres[1]).toBeLessThanOrEqual(metres[1]! + 1e-6);
        if (after.get(id)!.metres[0]! < metres[0]! - 0.01) shorter += 1;
      }
    }
    bridgesThatHelped.push(shorter);
  });

  it('covers on foot nobody whom a straight line of the same metres does not cover', () => {
    const moment = { year: null, pipeline: false };
    const straight = nearestByKind(walked.demand, walked.project.facilities, 'day_care', moment);
    for (const limitMetres of [30, 100, 250, 500, 800, 2000]) {
      const judgement = { ...SETTINGS, limitMetres };
      const onFoot = serviceResults(walked.demand, walked.nearest, judgement).covered;
      const inReach = serviceResults(walked.demand, straight, { ...judgement, limitMetres: limitMetres * (1 + 1e-6) });
      onFoot.forEach((covered, row) => expect(covered).toBeLessThanOrEqual(inReach.covered[row]!));
    }
  });
});

/** Leaves out places that stand as near to two streets: which of the two they take is not told by any rule. */
function withoutCrossroads(town: Town): Town {
  const hand = new HandStreets(town.lines);
  const isClear = (place: Position): boolean => hand.hasOneFoot(place, 200);
  return { ...town, homes: town.homes.filter(isClear), facilities: town.facilities.filter(isClear) };
}

const bridgesThatHelped: number[] = [];

it('footbridges of those towns made some walks shorter', () => {
  expect(bridgesThatHelped).toHaveLength(TOWNS.length);
  expect(bridgesThatHelped.filter((count) => count > 0).length).toBeGreaterThan(TOWNS.length / 3);
});

/** New vertices on the stretch that ends at vertex i: its middle, or its quarters, all of whole 1e-7 degrees. */
function dividers(dice: ReturnType<typeof createDice>, line: Line, i: number): Position[] {
  if (i === 0 || dice.chance(0.5)) return [];
  const [[lonA, latA], [lonB, latB]] = [line[i - 1]!, line[i]!];
  const parts = dice.chance(0.5) ? [0.5] : [0.25, 0.5, 0.75];
  return parts.map((part): Position => [lonA + part * (lonB - lonA), latA + part * (latB - latA)]);
}

/** Lines between two vertices that pass every place farther off than the street it is on. */
function findBridges(town: Town, { placed, table }: ReturnType<typeof walkTown>, dice: ReturnType<typeof createDice>) {
  const { starts, leg } = placed.accesses;
  const places = [
    ...town.homes.map((place, row) => ({ place, leg: starts[row] === starts[row + 1] ? 0 : leg[starts[row]!]! })),
    ...town.facilities.map((place, i) => ({ place, leg: table.sites.leg[i]! })),
  ];
  const bridges: Line[] = [];
  for (let tries = 0; tries < 200 && bridges.length < 8; tries++) {
    const bridge = [0, 1].map(() => dice.pick(dice.pick(town.lines.filter((line) => line.length > 0))));
    const hand = new HandStreets([bridge]);
    if (hand.stretches.size > 0 && places.every((each) => hand.feet(each.place, each.leg + 0.01).length === 0)) {
      bridges.push(bridge);
    }
  }
  return bridges;
}
