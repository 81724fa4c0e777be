import { describe, expect, it } from 'vitest';
import { clusterPieces, joinParts, shareOut } from '../../../scripts/sample/clusters.ts';
import { traceBorders, traceRegions, type RegionMap } from '../../../scripts/sample/outlines.ts';
import { createRandom, smoothNoise } from '../../../scripts/sample/random.ts';
import type { Position } from '../../../src/core/types.ts';

/** Regions drawn as letters, the first row in the north; `.` is outside. */
function draw(...rows: string[]): RegionMap {
  const columns = rows[0]?.length ?? 0;
  const cells = [...rows].reverse().flatMap((row) => [...row].map((c) => (c === '.' ? -1 : c.charCodeAt(0) - 97)));
  return { columns, rows: rows.length, regionOf: Int32Array.from(cells) };
}

/** Corners as places, southern and western ones too. */
function placeIn(map: RegionMap, [west, south]: Position): (node: number) => Position {
  return (node) => [west + (node % (map.columns + 1)), south + Math.floor(node / (map.columns + 1))];
}

function findSignedArea(ring: readonly Position[]): number {
  return ring.slice(1).reduce((sum, [bx, by], k) => {
    const [ax, ay] = ring[k] ?? [0, 0];
    return sum + (ax * by - bx * ay) / 2;
  }, 0);
}

describe('seeded chance', () => {
  it('gives the same numbers for the same seed, and independent ones to each topic', () => {
    const take = (seed: number, topic: string) => {
      const random = createRandom(seed).fork(topic);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(take(1, 'a')).toEqual(take(1, 'a'));
    expect(take(1, 'a')).not.toEqual(take(1, 'b'));
    expect(take(1, 'a')).not.toEqual(take(2, 'a'));
  });

  it('spreads evenly and draws by weight', () => {
    const random = createRandom(3);
    const counts = [0, 0, 0];
    let sum = 0;
    for (let k = 0; k < 6000; k++) {
      sum += random.next();
      const drawn = random.weighted([1, 0, 3]);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(sum / 6000).toBeCloseTo(0.5, 1);
    expect(counts[1]).toBe(0);
    expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(3, 0);
  });

  it('makes noise that stays in -1..1 and has no steps', () => {
    for (let k = 0; k < 500; k++) {
      const [x, y] = [k * 0.37 - 90, k * 0.11 - 20];
      const value = smoothNoise(5, x, y);
      expect(value).toBeGreaterThanOrEqual(-1);
      expect(value).toBeLessThanOrEqual(1);
      expect(Math.abs(smoothNoise(5, x + 0.001, y) - value)).toBeLessThan(0.01);
    }
  });
});

describe('outlines of regions', () => {
  it.each<[string, Position]>([
    ['in China', [120, 31]],
    ['in the south and west', [-70, -33]],
  ])('have the area of their squares, holes apart (%s)', (_, corner) => {
    const map = draw('aab.', 'aba.', 'aaac');
    const [a, b, c] = traceRegions(map, 3, placeIn(map, corner));
    expect(a?.flat().reduce((sum, ring) => sum + findSignedArea(ring), 0)).toBe(7);
    expect(b?.flat().reduce((sum, ring) => sum + findSignedArea(ring), 0)).toBe(2);
    expect(b).toHaveLength(2);
    const square = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ].map(([i = 0, j = 0]) => [corner[0] + 3 + i, corner[1] + j]);
    expect(c).toEqual([[square]]);
  });

  it('turn a region that touches itself in a corner into rings that name no corner twice', () => {
    const map = draw('aaa', 'aba', 'baa');
    for (const ring of traceRegions(map, 2, placeIn(map, [120, 31])).flat(2)) {
      const corners = ring.slice(1).map((corner) => corner.join());
      expect(new Set(corners).size).toBe(corners.length);
    }
  });

  it('have borders that name each edge once, with its level', () => {
    const map = draw('ab', 'ab');
    const borders = traceBorders(map, (a, b) => (a < 0 || b < 0 ? 1 : 0));
    expect(borders.filter(({ level }) => level === 0).map(({ nodes }) => nodes.length)).toEqual([3]);
    const edges = borders.reduce((sum, { nodes }) => sum + nodes.length - 1, 0);
    expect(edges).toBe(10);
  });
});

describe('groups of plots', () => {
  it('shares out a whole number in proportion, at least one each', () => {
    expect(shareOut(10, [1, 1, 8], [10, 10, 10])).toEqual([1, 1, 8]);
    expect(shareOut(5, [0.01, 3, 3], [9, 9, 9])).toEqual([1, 2, 2]);
    expect(shareOut(6, [9, 1], [3, 9])).toEqual([3, 3]);
    expect(() => shareOut(5, [1, 1], [2, 2])).toThrow('cannot share out 5');
  });

  it('are never empty, and as many as asked for', () => {
    const random = createRandom(11);
    const pieces = Array.from({ length: 40 }, () => ({
      x: random.next(),
      y: random.next(),
      weight: random.between(0, 2),
    }));
    for (const count of [1, 7, 40]) {
      expect(new Set(clusterPieces(pieces, count, createRandom(4))).size).toBe(count);
    }
  });

  it('give away parts that do not hang together', () => {
    // A row of five plots: a a b a b. The lone a goes to b, which then reaches to the end.
    const labels = Int32Array.from([0, 0, 1, 0, 1]);
    const touching = [0, 1, 2, 3, 4].map(
      (k) => new Map([k - 1, k + 1].filter((n) => n >= 0 && n < 5).map((n) => [n, 1])),
    );
    joinParts(labels, touching, () => 0);
    expect([...labels]).toEqual([0, 0, 1, 1, 1]);
  });
});
