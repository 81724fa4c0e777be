/** Pairs on foot, against a table of every site alone and by hand. */
import { describe, expect, it } from 'vitest';
import type { Pairs } from '../../../src/core/coverage/supply.ts';
import { tableHomes } from '../../../src/core/network/home-table.ts';
import { pairsOnFoot } from '../../../src/core/network/pairs.ts';
import { labelNodes } from '../../../src/core/network/two-nearest.ts';
import type { Snaps } from '../../../src/core/network/types.ts';
import { Walker } from '../../../src/core/network/walker.ts';
import { finish } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createDice, createGround, makeTown, walkTown, type Town } from './make-streets.ts';

type Walked = ReturnType<typeof walkTown>;

function listPairs({ starts, facility, cost }: Pairs): [home: number, site: number, metres: number][] {
  const rows: [number, number, number][] = [];
  for (let home = 0; home + 1 < starts.length; home++) {
    for (let pair = starts[home]!; pair < starts[home + 1]!; pair++) rows.push([home, facility[pair]!, cost[pair]!]);
  }
  return rows;
}

/** Every site for itself, without limit: all homes, then those within it. */
function pairsOneByOne({ network, placed, table }: Walked, limitMetres: number): [number, number, number][] {
  const { sites } = table;
  const metresBySite = [...sites.edge.keys()].map((site) => {
    const alone: Snaps = {
      edge: sites.edge.slice(site, site + 1),
      along: sites.along.slice(site, site + 1),
      leg: sites.leg.slice(site, site + 1),
    };
    return tableHomes(network, labelNodes(network, alone), alone, placed.accesses).firstMetres;
  });
  const homes = [...placed.unplaced.keys()];
  return homes.flatMap((home) =>
    metresBySite.flatMap((metres, site): [number, number, number][] =>
      metres[home]! <= limitMetres && metres[home]! < Infinity ? [[home, site, metres[home]!]] : [],
    ),
  );
}

/** With two gates for some homes. */
function walkWithGates(seed: number): Walked {
  const town = makeTown(seed, CORNERS[seed % CORNERS.length]!.at, [40, 12]);
  const dice = createDice(seed);
  const gates = [...town.homes.keys()].flatMap((i) => {
    if (!dice.chance(0.3)) return [];
    const residenceId = `h${String(i).padStart(4, '0')}`;
    return [1, 2].map(() => ({
      residenceId,
      position: dice.pick(dice.pick(town.lines.filter(({ length }) => length > 1))),
      attributes: {},
    }));
  });
  return walkTown(town, { gates });
}

describe.each([41, 42, 43, 44, 45, 46, 47, 48])('pairs of town %i', (seed) => {
  const walked = walkWithGates(seed);
  const walker = new Walker(walked.network);
  const { sites } = walked.table;
  const { accesses, unplaced } = walked.placed;

  it.each([60, 300, 900, Infinity])('within %d m are those of every site walked for itself', (limitMetres) => {
    const found = finish(pairsOnFoot(walker, sites, accesses, limitMetres));
    const expected = pairsOneByOne(walked, limitMetres);
    expect(listPairs(found)).toEqual(expected);
    if (limitMetres >= 300) expect(expected.length).toBeGreaterThan(10);
  });

  it('have the figure of the table as the least of a home, to the last bit', () => {
    const { starts, cost } = finish(pairsOnFoot(walker, sites, accesses, 500));
    const least = walked.table.homes.firstMetres.map((metres) => (metres <= 500 ? metres : Infinity));
    // Of two within 1 mm the table names the smaller id, and its metres.
    const found = least.map((_, home) => Math.min(Infinity, ...cost.subarray(starts[home], starts[home + 1])));
    found.forEach((metres, home) => {
      if (metres !== least[home]) expect(Math.abs(metres - least[home]!)).toBeLessThanOrEqual(0.001);
    });
    expect(found.filter((metres, home) => metres === least[home]).length).toBeGreaterThan(0.9 * found.length);
  });

  it('leave out homes off the streets', () => {
    const { starts } = finish(pairsOnFoot(walker, sites, accesses, Infinity));
    unplaced.forEach((isOff, home) => {
      if (isOff === 1) expect(starts[home + 1]).toBe(starts[home]);
    });
  });
});

describe('pairs on one long street', () => {
  const at = createGround([118.77, 32.066]);
  // 2 km without a junction: both ends are farther than the limit, home and site are not.
  const town: Town = {
    lines: [[at(0, 0), at(2000, 0)]],
    homes: [at(900, 0), at(1300, 0), at(1000, 500)],
    facilities: [at(1000, 0), at(5000, 0)],
  };
  const { network, placed, table } = walkTown(town);
  const walker = new Walker(network);
  const ask = (limitMetres: number) =>
    listPairs(finish(pairsOnFoot(walker, table.sites, placed.accesses, limitMetres)));

  it('join those on the same stretch directly; who is off the streets has none', () => {
    const pairs = ask(300.5);
    expect(pairs.map(([home, site]) => [home, site])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(pairs[0]![2]).toBeCloseTo(100, 0);
    expect(pairs[1]![2]).toBeCloseTo(300, 0);
  });

  it('hold what lies at the limit, and not what lies a millimetre beyond', () => {
    const metres = ask(500)[1]![2];
    expect(ask(metres)).toHaveLength(2);
    expect(ask(metres - 0.001)).toHaveLength(1);
  });

  it('need a limit', () => {
    expect(() => ask(0)).toThrow('limitMetres must be positive, got 0');
  });
});
