/** The network against the plain list of stretches between vertices. */
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/core/network/build.ts';
import type { Network } from '../../../src/core/network/types.ts';
import { finish } from '../../../src/core/types.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createDice, createGround, makeTown, makeWalkways, vertexAt, type Line } from './make-streets.ts';
import { HandStreets, keyOf } from './walk-by-hand.ts';

const build = (lines: readonly Line[]): Network => finish(buildNetwork(makeWalkways(lines)));
const total = (numbers: Iterable<number>): number => [...numbers].reduce((sum, each) => sum + each, 0);
const at = createGround(CORNERS[0]!.at);

/** Keys of the vertices of an edge, one after the other. */
function keysOf({ vertexStarts, vertices }: Network, edge: number): string[] {
  const keys: string[] = [];
  for (let i = vertexStarts[edge]!; i < vertexStarts[edge + 1]!; i++) keys.push(keyOf(vertexAt(vertices, i)));
  return keys;
}

/** For each vertex the vertices one stretch away. */
function neighboursOf(hand: HandStreets): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  for (const { ends } of hand.stretches.values()) {
    for (const [from, to] of [ends, [ends[1], ends[0]]] as const) {
      neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
    }
  }
  return neighbours;
}

/** Connected parts: for each vertex the smallest key in its part. */
function partsOf(neighbours: Map<string, Set<string>>): Map<string, string> {
  const parts = new Map<string, string>();
  for (const start of [...neighbours.keys()].sort()) {
    const open = parts.has(start) ? [] : [start];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (parts.has(key)) continue;
      parts.set(key, start);
      open.push(...neighbours.get(key)!);
    }
  }
  return parts;
}

/** The edges as lists of their stretches: whatever their numbers and directions, and wherever a ring begins. */
function shapesOf(network: Network): string[] {
  return Array.from({ length: network.edges }, (_, edge) => {
    const keys = keysOf(network, edge);
    const stretches = keys.slice(1).map((key, i) => [keys[i]!, key].sort().join('|'));
    return stretches.sort().join();
  }).sort();
}

const TOWNS = CORNERS.flatMap(({ name, at: corner }, i) => [1, 2, 3].map((n) => ({ name, corner, seed: 100 * i + n })));

describe.each(TOWNS)('the network of a town in $name, seed $seed', ({ corner, seed }) => {
  const { lines } = makeTown(seed, corner);
  const network = build(lines);
  const hand = new HandStreets(lines);
  const neighbours = neighboursOf(hand);
  const nodeKeys: string[] = [];
  for (let edge = 0; edge < network.edges; edge++) {
    const keys = keysOf(network, edge);
    nodeKeys[network.edgeFrom[edge]!] = keys[0]!;
    nodeKeys[network.edgeTo[edge]!] = keys.at(-1)!;
  }

  it('has every stretch of the lines once, and no other', () => {
    const walked: string[] = [];
    for (let edge = 0; edge < network.edges; edge++) {
      const keys = keysOf(network, edge);
      for (let i = 1; i < keys.length; i++) walked.push([keys[i - 1]!, keys[i]!].sort().join('|'));
    }
    expect(walked.sort()).toEqual([...hand.stretches.keys()].sort());
  });

  it('is as long as its stretches, edge by edge and island by island', () => {
    const length = total([...hand.stretches.values()].map(({ metres }) => metres));
    expect(Math.abs(total(network.edgeMetres) - length)).toBeLessThan(1e-6 * length);
    expect(total(network.islandMetres)).toBeCloseTo(total(network.edgeMetres), 6);
    for (let edge = 0; edge < network.edges; edge++) {
      const [first, last] = [network.vertexStarts[edge]!, network.vertexStarts[edge + 1]! - 1];
      expect(network.vertexMetres[first]).toBe(0);
      expect(network.vertexMetres[last]).toBe(network.edgeMetres[edge]);
      const keys = keysOf(network, edge);
      for (let i = first + 1; i <= last; i++) {
        const { metres } = hand.stretches.get([keys[i - first - 1]!, keys[i - first]!].sort().join('|'))!;
        const step = network.vertexMetres[i]! - network.vertexMetres[i - 1]!;
        expect(Math.abs(step - metres)).toBeLessThan(1e-6 * metres + 1e-6);
      }
    }
  });

  it('has every arc in both directions, and two of each edge', () => {
    const { arcStarts, arcTargets, arcMetres, arcEdges, nodes, edges } = network;
    expect(arcStarts[0]).toBe(0);
    expect(arcStarts[nodes]).toBe(2 * edges);
    const listed: string[] = [];
    for (let node = 0; node < nodes; node++) {
      for (let arc = arcStarts[node]!; arc < arcStarts[node + 1]!; arc++) {
        listed.push([arcEdges[arc], node, arcTargets[arc], arcMetres[arc]].join(' '));
      }
    }
    const expected = Array.from({ length: edges }, (_, edge) => {
      const [from, to, metres] = [network.edgeFrom[edge], network.edgeTo[edge], network.edgeMetres[edge]];
      return [[edge, from, to, metres].join(' '), [edge, to, from, metres].join(' ')];
    });
    expect(listed.sort()).toEqual(expected.flat().sort());
  });

  it('has a node at every junction and dead end, and elsewhere one on each ring without a junction', () => {
    const junctions = [...neighbours].filter(([, around]) => around.size !== 2).map(([key]) => key);
    expect(new Set(nodeKeys).size).toBe(network.nodes);
    expect(nodeKeys).toEqual(expect.arrayContaining(junctions));
    const parts = partsOf(neighbours);
    const ringParts = new Set(parts.values());
    for (const key of junctions) ringParts.delete(parts.get(key)!);
    const anchors = nodeKeys.filter((key) => neighbours.get(key)!.size === 2);
    expect(anchors.map((key) => parts.get(key)!).sort()).toEqual([...ringParts].sort());
  });

  it('has two edges at no node but the anchor of a ring', () => {
    for (let node = 0; node < network.nodes; node++) {
      const [first, last] = [network.arcStarts[node]!, network.arcStarts[node + 1]!];
      expect(last - first).toBeGreaterThan(0);
      if (last - first === 2) expect(network.arcTargets[first]).toBe(node);
    }
  });

  it('tells islands apart as a search over vertices does, the longest first', () => {
    const parts = partsOf(neighbours);
    const pairs = new Set(nodeKeys.map((key, node) => `${parts.get(key)} ${network.islands[node]}`));
    expect(pairs.size).toBe(new Set(parts.values()).size);
    expect(pairs.size).toBe(network.islandMetres.length);
    const metres = [...network.islandMetres];
    expect(metres).toEqual([...metres].sort((a, b) => b - a));
    for (const [island, length] of metres.entries()) {
      const own = [...network.edgeMetres].filter((_, edge) => network.islands[network.edgeFrom[edge]!] === island);
      expect(total(own)).toBeCloseTo(length, 6);
    }
  });

  it('is the same network of lines that run backwards, in another order, cut at vertices', () => {
    const dice = createDice(seed);
    const cut = lines.flatMap((line) => {
      const middle = 1 + dice.whole(line.length);
      return [line.slice(0, middle), line.slice(middle - 1)];
    });
    const other = build(dice.shuffle(cut.map((line) => (dice.chance(0.5) ? [...line].reverse() : line))));
    expect(shapesOf(other)).toEqual(shapesOf(network));
    expect(other.nodes).toBe(network.nodes);
    expect(total(other.edgeMetres)).toBeCloseTo(total(network.edgeMetres), 6);
    const byMetres = [...other.islandMetres].map((metres, i) => metres - network.islandMetres[i]!);
    expect(Math.max(...byMetres.map(Math.abs))).toBeLessThan(1e-6);
  });
});

describe('odd networks', () => {
  it('has nothing of no lines, of lines without length, and of single vertices', () => {
    const [p, q] = [at(0, 0), at(50, 20)];
    for (const lines of [
      [],
      [[]],
      [[p]],
      [
        [p, p],
        [q, q, q],
      ],
      [[p, [p[0] + 3e-8, p[1]]]],
    ] satisfies Line[][]) {
      const network = build(lines);
      expect(network).toMatchObject({ nodes: 0, edges: 0, boxes: null });
      expect(network.arcStarts).toEqual(Uint32Array.of(0));
      expect(network.islandMetres).toHaveLength(0);
    }
  });

  it('keeps one node on a ring, whose edge begins and ends there', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100)];
    for (let turn = 0; turn < 4; turn++) {
      const turned = [...ring.slice(turn), ...ring.slice(0, turn)];
      const network = build([[...turned, turned[0]!]]);
      expect(network).toMatchObject({ nodes: 1, edges: 1 });
      expect([network.edgeFrom[0], network.edgeTo[0]]).toEqual([0, 0]);
      expect(network.arcStarts).toEqual(Uint32Array.of(0, 2));
      expect(Math.abs(network.edgeMetres[0]! - 400)).toBeLessThan(0.1);
    }
  });

  it('joins no lines that cross without a common vertex, and joins those whose vertices agree after rounding', () => {
    const [a, b, c, d, middle] = [at(-50, 0), at(50, 0), at(0, -50), at(0, 50), at(0, 0)];
    expect(
      build([
        [a, b],
        [c, d],
      ]),
    ).toMatchObject({ nodes: 4, edges: 2 });
    expect(
      build([
        [a, middle, b],
        [c, d],
      ]),
    ).toMatchObject({ nodes: 4, edges: 2 });
    expect(
      build([
        [a, middle, b],
        [c, middle, d],
      ]),
    ).toMatchObject({ nodes: 5, edges: 4 });
    const [lon, lat] = middle;
    const noisy: Position = [lon + 4e-8, lat - 4e-8];
    expect(
      build([
        [a, middle, b],
        [c, noisy, d],
      ]),
    ).toMatchObject({ nodes: 5, edges: 4 });
    const aside: Position = [lon + 1e-7, lat];
    expect(
      build([
        [a, middle, b],
        [c, aside, d],
      ]),
    ).toMatchObject({ nodes: 4, edges: 2 });
  });

  it('joins the end of one line to a vertex amid another', () => {
    const [a, b, middle, up] = [at(-50, 0), at(50, 0), at(0, 0), at(0, 80)];
    const network = build([
      [a, middle, b],
      [up, middle],
    ]);
    expect(network).toMatchObject({ nodes: 4, edges: 3 });
    expect([...network.edgeMetres].map(Math.round).sort()).toEqual([50, 50, 80]);
  });

  it('has both of two ways between the same places, and one of two equal ones', () => {
    const [a, b, upper, lower] = [at(0, 0), at(100, 0), at(50, 40), at(50, -40)];
    const [left, right] = [at(-50, 0), at(150, 0)];
    const ends = [
      [left, a],
      [b, right],
    ];
    const ways = [
      [a, upper, b],
      [b, lower, a],
      [a, b],
    ];
    expect(build([...ends, ...ways])).toMatchObject({ nodes: 4, edges: 5 });
    expect(build([...ends, ...ways, ...ways])).toMatchObject({ nodes: 4, edges: 5 });
  });

  it('works either side of the meridian of Greenwich and of the equator', () => {
    for (const corner of [
      [0, 0],
      [0, 51.48],
      [-78.45, 0],
    ] satisfies Position[]) {
      const ground = createGround(corner);
      const network = build([
        [ground(-60, -80), ground(0, 0), ground(60, 80)],
        [ground(60, -80), ground(0, 0)],
      ]);
      expect(network).toMatchObject({ nodes: 4, edges: 3 });
      for (const metres of network.edgeMetres) expect(Math.abs(metres - 100)).toBeLessThan(0.15);
    }
  });
});
