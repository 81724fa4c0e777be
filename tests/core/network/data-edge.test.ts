/** Homes near where the streets of the data end. */
import { describe, expect, it } from 'vitest';
import { findKnownGround, homesNearEdge } from '../../../src/core/network/data-edge.ts';
import type { Position } from '../../../src/core/types.ts';
import { CORNERS } from '../make.ts';
import { createGround, walkTown, type Line } from './make-streets.ts';

const SIDE = 6000;

/** Streets every 200 m over 6 km, but for a lake of 1.4 km in the middle. */
function layStreets(place: (east: number, north: number) => Position): Line[] {
  const isLake = (metres: number): boolean => metres > 2300 && metres < 3700;
  const lines: Line[] = [];
  for (let aside = 0; aside <= SIDE; aside += 200) {
    for (let along = 0; along < SIDE; along += 200) {
      if (isLake(aside) && (isLake(along) || isLake(along + 200))) continue;
      lines.push([place(along, aside), place(along + 200, aside)], [place(aside, along), place(aside, along + 200)]);
    }
  }
  return lines;
}

describe.each(CORNERS.filter(({ name }) => !name.includes('antimeridian')))('at $name', ({ at }) => {
  const place = createGround(at);
  const homes = [place(100, 10), place(1500, 3010), place(2250, 3010), place(5900, 5900), place(2700, 200)];
  const town = walkTown({ lines: layStreets(place), homes, facilities: [place(3000, 10)] });
  const near = (limitMetres: number): number[] =>
    homesNearEdge(findKnownGround(town.network), town.demand, town.nearest, limitMetres).rows;

  it('are told where nothing covers them and the edge lies within the limit', () => {
    expect(near(500)).toEqual([0, 3]);
    // The home in the middle stands 1,500 m from the edge; cells take up to 500 m off.
    expect(near(850)).not.toContain(1);
    expect(near(1500)).toContain(1);
  });

  it('are never left out within the limit, and the shore of a lake is no edge', () => {
    for (const limit of [100, 300, 700, 1200, 1600]) {
      const rows = near(limit);
      const edges = [10, 1500, 2250, 100, 200];
      edges.forEach((metres, row) => {
        if (metres < limit && town.nearest.metres[row]! > limit) expect(rows).toContain(row);
      });
    }
    expect(near(900)).not.toContain(2);
  });

  it('count elders, and not those who are covered or on no street', () => {
    const ground = findKnownGround(town.network);
    expect(homesNearEdge(ground, town.demand, town.nearest, 500).elders).toBe(200);
    const unplaced = new Uint8Array([1, 0, 0, 0, 0]);
    expect(homesNearEdge(ground, town.demand, { ...town.nearest, unplaced }, 500).rows).toEqual([3]);
    // The last home has about 500 m to walk: within 500 it is covered, although the edge is near.
    expect(near(520)).not.toContain(4);
    expect(near(400)).toContain(4);
  });
});

it('streets strewn over a continent get larger cells, no streets none', () => {
  const far = walkTown({
    lines: [
      [
        [110, 20],
        [110.001, 20],
      ],
      [
        [130, 50],
        [130.001, 50],
      ],
    ],
    homes: [[110, 20]],
    facilities: [[130, 50]],
  });
  const ground = findKnownGround(far.network);
  expect(ground.columns * ground.rows).toBeLessThanOrEqual(4_000_000);
  expect(homesNearEdge(ground, far.demand, far.nearest, 500).rows).toEqual([0]);
  const none = findKnownGround({ edges: 0, vertexStarts: new Uint32Array(1), vertices: new Float64Array(0) });
  expect(none.depths.every((depth) => depth === 0)).toBe(true);
});
