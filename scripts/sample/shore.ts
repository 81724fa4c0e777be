/** Shores of lakes. */
import type { Random } from './random.ts';
import type { GridPoint } from './street-grid.ts';
import type { GridRect } from './terrain.ts';

/** A shore that fills a rectangle of the grid: an oval with a few bays, 32 points, not closed. */
export function createShore(block: GridRect, random: Random): GridPoint[] {
  // Sixteen directions: cosines and sines of multiples of 22.5 degrees.
  const [a, b, c] = [0.92388, 0.70711, 0.38268];
  const compass = [
    [1, 0],
    [a, c],
    [b, b],
    [c, a],
    [0, 1],
    [-c, a],
    [-b, b],
    [-a, c],
    [-1, 0],
    [-a, -c],
    [-b, -b],
    [-c, -a],
    [0, -1],
    [c, -a],
    [b, -b],
    [a, -c],
  ] as const;
  const [mi, mj] = [(block.i0 + block.i1) / 2, (block.j0 + block.j1) / 2];
  const radii = compass.map(() => random.between(0.78, 1));
  return Array.from({ length: 32 }, (_, k): GridPoint => {
    const [p, q] = [Math.floor(k / 2) % 16, (Math.floor(k / 2) + 1) % 16];
    const half = k % 2;
    const [ux, uy] = compass[p] ?? [1, 0];
    const [wx, wy] = compass[q] ?? [1, 0];
    const radius = half ? (((radii[p] ?? 1) + (radii[q] ?? 1)) / 2) * 1.02 : (radii[p] ?? 1);
    const [x, y] = half ? [(ux + wx) / 2, (uy + wy) / 2] : [ux, uy];
    return [mi + (x * radius * (block.i1 - block.i0)) / 2, mj + (y * radius * (block.j1 - block.j0)) / 2];
  });
}

/** The shore drawn in towards its middle (or out, with a size above 1). */
export function scaleShore(lake: GridRect & { shore: GridPoint[] }, size: number): GridPoint[] {
  const [mi, mj] = [(lake.i0 + lake.i1) / 2, (lake.j0 + lake.j1) / 2];
  return lake.shore.map(([i, j]): GridPoint => [mi + (i - mi) * size, mj + (j - mj) * size]);
}
