/** Rings of grid points: rectangles of the grid and shores of lakes. */
import type { Random } from './random.ts';
import { findMetres, type GridPoint, type StreetGrid } from './street-grid.ts';
import type { GridRect } from './terrain.ts';

/** From one end to the other by way of every whole number between. */
function createSteps(from: number, to: number): number[] {
  const steps = [from];
  for (let k = Math.floor(from) + 1; k < to; k++) steps.push(k);
  steps.push(to);
  return steps;
}

/** The edge of a rectangle of the grid with a point at every line, so that it follows the streets' bends. Closed. */
export function createRectRing(rect: GridRect, inset: number): GridPoint[] {
  const columns = createSteps(rect.i0 + inset, rect.i1 - inset);
  const rows = createSteps(rect.j0 + inset, rect.j1 - inset);
  const [i0, j0] = [rect.i0 + inset, rect.j0 + inset];
  const [i1, j1] = [rect.i1 - inset, rect.j1 - inset];
  const ring: GridPoint[] = [];
  for (const i of columns) ring.push([i, j0]);
  for (const j of rows.slice(1)) ring.push([i1, j]);
  for (const i of columns.slice(0, -1).reverse()) ring.push([i, j1]);
  for (const j of rows.slice(0, -1).reverse()) ring.push([i0, j]);
  return ring;
}

/** Square metres of a closed ring of grid points. */
export function findRingArea(grid: StreetGrid, ring: readonly GridPoint[]): number {
  let twice = 0;
  let [px, py] = findMetres(grid, ring[0] ?? [0, 0]);
  for (const point of ring) {
    const [x, y] = findMetres(grid, point);
    twice += px * y - x * py;
    [px, py] = [x, y];
  }
  return Math.abs(twice) / 2;
}

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
