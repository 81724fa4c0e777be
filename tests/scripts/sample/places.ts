/** The samples that several test files look at: each is built once per file. */
import type { Position, Project, Walkways } from '../../../src/core/types.ts';
import { createSample } from '../../../scripts/sample/create.ts';

let district: Project | undefined;

export function readDistrict(): Project {
  district ??= createSample({ size: 'district', seed: 1 });
  return district;
}

/** Metres for each degree at 31.3 N, near enough for what is tested here. */
export const METRES_PER_DEGREE = [95_230, 110_870] as const;

export function findMetresBetween([ax, ay]: Position, [bx, by]: Position): number {
  const dx = (ax - bx) * METRES_PER_DEGREE[0];
  const dy = (ay - by) * METRES_PER_DEGREE[1];
  return Math.sqrt(dx * dx + dy * dy);
}

export interface Segment {
  line: number;
  a: Position;
  b: Position;
}

export function listSegments({ coordinates, starts }: Walkways): Segment[] {
  const at = (k: number): Position => [coordinates[2 * k] ?? 0, coordinates[2 * k + 1] ?? 0];
  const segments: Segment[] = [];
  for (let line = 0; line + 1 < starts.length; line++) {
    for (let k = starts[line] ?? 0; k + 1 < (starts[line + 1] ?? 0); k++)
      segments.push({ line, a: at(k), b: at(k + 1) });
  }
  return segments;
}

/** Crossing number of a ray to the east. */
export function isInside(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false;
  ring.forEach(([ax, ay], k) => {
    const [bx, by] = ring[(k + 1) % ring.length] ?? [0, 0];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  });
  return inside;
}

export function isInPolygon(polygon: readonly (readonly Position[])[], point: Position): boolean {
  return polygon.filter((ring) => isInside(ring, point)).length % 2 === 1;
}
