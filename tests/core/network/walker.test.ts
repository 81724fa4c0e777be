/** Walks from one place, against walking by hand. */
import { describe, expect, it } from 'vitest';
import { Walker, type Start } from '../../../src/core/network/walker.ts';
import type { Network } from '../../../src/core/network/types.ts';
import { CORNERS } from '../make.ts';
import { createDice, footOf, makeTown, vertexAt, walkTown } from './make-streets.ts';
import { checkFeet, HandGraph, HandStreets, keyOf } from './walk-by-hand.ts';

const slack = (metres: number): number => 0.012 + 2e-5 * metres;

/** Keys of the vertices that nodes stand on. */
function nodeKeysOf({ edges, edgeFrom, edgeTo, vertexStarts, vertices }: Network): string[] {
  const keys: string[] = [];
  for (let edge = 0; edge < edges; edge++) {
    keys[edgeFrom[edge]!] = keyOf(vertexAt(vertices, vertexStarts[edge]!));
    keys[edgeTo[edge]!] = keyOf(vertexAt(vertices, vertexStarts[edge + 1]! - 1));
  }
  return keys;
}

/** A town, starts at its facilities, and metres by hand from each start to each node. */
function makeWalks(seed: number, corner = CORNERS[seed % CORNERS.length]!.at) {
  const town = makeTown(seed, corner);
  const { network, table } = walkTown(town);
  const { edge, along, leg } = table.sites;
  const hand = new HandStreets(town.lines);
  const found = town.facilities.map((_, i) => footOf(network, table.sites, i));
  const feet = checkFeet(hand, town.facilities, found, 200);
  const graph = new HandGraph(hand, feet);
  const keys = nodeKeysOf(network);
  const walks = feet.flatMap((foot, i) => {
    if (!foot) return [];
    const start: Start = { edge: edge[i]!, along: along[i]!, leg: leg[i]! };
    const metresTo = (closed?: ReadonlySet<string>): number[] => {
      const reached = graph.metresFrom(i, closed);
      return keys.map((key) => foot.metres + (reached.get(key) ?? Infinity));
    };
    return [{ start, metresTo, metres: metresTo() }];
  });
  return { network, keys, walks };
}

const metresOf = (walker: Walker): number[] =>
  Array.from({ length: walker.network.nodes }, (_, node) => walker.metresTo(node));

/** Within the limit as by hand, Infinity beyond; what is as near to the limit as a foot can be off may be either. */
function expectMetres(walker: Walker, expected: readonly number[], limitMetres: number): void {
  for (const [node, must] of expected.entries()) {
    const is = walker.metresTo(node);
    if (is <= limitMetres || must <= limitMetres - slack(must)) {
      if (must === Infinity) expect(is).toBe(Infinity);
      else expect(Math.abs(is - must), `node ${node}: ${is}, by hand ${must}`).toBeLessThan(slack(must));
    } else expect(is).toBe(Infinity);
  }
  const reached = [...walker.reached.subarray(0, walker.count)];
  const finite = [...metresOf(walker).entries()].filter(([, metres]) => metres < Infinity).map(([node]) => node);
  expect(reached.sort((a, b) => a - b)).toEqual(finite);
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('walks in town %i', (seed) => {
  const { network, keys, walks } = makeWalks(seed);

  it('come to every node within the limit, on the shortest way, and to none beyond', () => {
    const walker = new Walker(network);
    for (const limitMetres of [Infinity, 900, 250, 40, 0]) {
      for (const { start, metres } of walks) {
        walker.walk([start], limitMetres);
        expectMetres(walker, metres, limitMetres);
      }
    }
  });

  it('are the same whatever was walked before', () => {
    const dice = createDice(seed);
    const walker = new Walker(network);
    const limits = [Infinity, 700, 150];
    const jobs = walks.flatMap(({ start }) => limits.map((limitMetres) => ({ start, limitMetres })));
    const fresh = jobs.map(({ start, limitMetres }) => {
      const own = new Walker(network);
      own.walk([start], limitMetres);
      return metresOf(own);
    });
    for (const i of dice.shuffle([...jobs.keys(), ...jobs.keys()])) {
      const { start, limitMetres } = jobs[i]!;
      // A start far off the network, and one that stops at once, must leave nothing behind.
      if (dice.chance(0.3)) walker.walk([{ ...start, leg: dice.pick([0.1, 5000, 1e6]) }], dice.pick([50, Infinity]));
      if (dice.chance(0.3)) walker.walk([start], Infinity, () => false);
      walker.walk([start], limitMetres);
      expect(metresOf(walker)).toEqual(fresh[i]);
    }
  });

  it('take the nearest of several starts', () => {
    const walker = new Walker(network);
    walker.walk(
      walks.map(({ start }) => start),
      600,
    );
    const nearest = keys.map((_, node) => Math.min(...walks.map(({ metres }) => metres[node]!)));
    expectMetres(walker, nearest, 600);
  });

  it('do not go on from a node where they are told to stop, and ask once with the metres to it', () => {
    const dice = createDice(seed + 1000);
    const walker = new Walker(network);
    for (const { start, metresTo } of walks) {
      const closed = new Set(keys.flatMap((_, node) => (dice.chance(0.25) ? [node] : [])));
      const asked = new Map<number, number>();
      walker.walk([start], Infinity, (node, metres) => {
        expect(asked.has(node), `node ${node} asked twice`).toBe(false);
        asked.set(node, metres);
        return !closed.has(node);
      });
      expectMetres(walker, metresTo(new Set([...closed].map((node) => keys[node]!))), Infinity);
      for (const [node, metres] of asked) expect(metres).toBe(walker.metresTo(node));
      expect(asked.size).toBe(walker.count);
    }
  });

  it('can be cut short by metres', () => {
    const walker = new Walker(network);
    for (const { start, metres } of walks) {
      walker.walk([start], Infinity, (_, far) => far <= 300);
      const within = new Walker(network);
      within.walk([start], 300);
      for (const [node, must] of metres.entries()) {
        if (within.metresTo(node) < Infinity) expect(walker.metresTo(node)).toBe(within.metresTo(node));
        else if (walker.metresTo(node) < Infinity) expect(walker.metresTo(node)).toBeGreaterThan(must - slack(must));
      }
    }
  });

  it('know the arcs they came by', () => {
    const { arcTargets, arcMetres, edgeFrom, edgeTo, edgeMetres } = network;
    const walker = new Walker(network);
    for (const { start } of walks) {
      walker.walk([start], Infinity);
      const { edge, along, leg } = start;
      const ends = new Map([[edgeTo[edge]!, edgeMetres[edge]! - along + leg]]);
      ends.set(edgeFrom[edge]!, Math.min(along + leg, ends.get(edgeFrom[edge]!) ?? Infinity));
      for (const node of walker.reached.subarray(0, walker.count)) {
        const arcs = walker.arcsTo(node);
        expect(arcs.length === 0 ? node : arcTargets[arcs.at(-1)!]).toBe(node);
        const walked = arcs.reduce((sum, arc) => sum + arcMetres[arc]!, 0);
        const firsts = [...ends].map(([, metres]) => metres + walked);
        expect(Math.min(...firsts.map((metres) => Math.abs(metres - walker.metresTo(node))))).toBeLessThan(1e-6);
      }
    }
  });
});

it('a limit is closed: the farthest node is reached at exactly its metres, and not a hair below', () => {
  const { network, walks } = makeWalks(5);
  const walker = new Walker(network);
  let tried = 0;
  for (const { start } of walks) {
    walker.walk([start], Infinity);
    for (const [node, metres] of metresOf(walker).entries()) {
      if (metres === Infinity || tried > 200) continue;
      walker.walk([start], metres);
      expect(walker.metresTo(node)).toBe(metres);
      walker.walk([start], metres * (1 - 1e-12));
      expect(walker.metresTo(node)).toBe(Infinity);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(100);
});
