/**
 * Polygon clipping on an integer grid, with the repair of crossed polygons. Taken from the parts of clipper2-ts that do
 * it: the package's own door brings offsets and triangulation along, as much again for the page to load.
 */
import { ClipType, FillRule, PathType, type Path64, type Paths64 } from 'clipper2-ts/dist/Core.js';
import { Clipper64, PolyTree64, type PolyPath64 } from 'clipper2-ts/dist/Engine.js';
import type { MultiPolygon, Polygon, Position, Ring } from '../types.ts';

export type { Path64, Paths64 };

/** Union of closed paths; overlaps count once, whatever way the paths turn round. */
export function unionPaths(paths: Paths64): Paths64 {
  const union: Paths64 = [];
  const clipper = new Clipper64();
  clipper.addPaths(paths, PathType.Subject);
  clipper.execute(ClipType.Union, FillRule.NonZero, union);
  return union;
}

/** What two sets of closed paths have in common. Both must be free of overlaps within themselves. */
export function intersectPaths(a: Paths64, b: Paths64): Paths64 {
  const common: Paths64 = [];
  const clipper = new Clipper64();
  clipper.addPaths(a, PathType.Subject);
  clipper.addPaths(b, PathType.Clip);
  clipper.execute(ClipType.Intersection, FillRule.EvenOdd, common);
  return common;
}

/** Signed area of paths, in square units of the grid; holes turn the other way and so are taken off. */
export function areaOfPaths(paths: Paths64): number {
  return paths.reduce((sum, path) => sum + areaOfPath(path), 0);
}

function areaOfPath(path: Path64): number {
  let doubled = 0;
  let before = path.at(-1);
  for (const point of path) {
    if (before) doubled += (before.y + point.y) * (before.x - point.x);
    before = point;
  }
  return doubled / 2;
}

/** Union as polygons with their holes, each ring through `toPosition` and closed. */
export function unionPolygons(
  paths: Paths64,
  fillRule: 'even_odd' | 'non_zero',
  toPosition: (x: number, y: number) => Position,
): MultiPolygon {
  const tree = new PolyTree64();
  const clipper = new Clipper64();
  clipper.addPaths(paths, PathType.Subject);
  clipper.execute(ClipType.Union, fillRule === 'even_odd' ? FillRule.EvenOdd : FillRule.NonZero, tree);
  const polygons: MultiPolygon = [];
  collectPolygons(tree, polygons, toPosition);
  return polygons;
}

/** Children of the tree (or of a hole) are outer rings, their children holes, whose children are islands again. */
function collectPolygons(
  parent: PolyPath64,
  polygons: MultiPolygon,
  toPosition: (x: number, y: number) => Position,
): void {
  for (let i = 0; i < parent.count; i++) {
    const outer = parent.child(i);
    const polygon: Polygon = [toRing(outer.poly ?? [], toPosition)];
    for (let j = 0; j < outer.count; j++) {
      const hole = outer.child(j);
      polygon.push(toRing(hole.poly ?? [], toPosition));
      collectPolygons(hole, polygons, toPosition);
    }
    polygons.push(polygon);
  }
}

function toRing(path: Path64, toPosition: (x: number, y: number) => Position): Ring {
  const ring = path.map((point) => toPosition(point.x, point.y));
  const first = ring[0];
  if (first) ring.push(first);
  return ring;
}

/** 1e-9 degrees: 0.1 mm, finer than any survey, and far from the end of exact integers. */
const DEGREES_TO_GRID = 1e9;

/**
 * A polygon without self-crossings that covers what an even-odd reading of the given one covers (a bow tie becomes its
 * two halves). Parts of a multipolygon are repaired each for itself. Empty where nothing with an area is left.
 */
export function repairPolygon(polygon: MultiPolygon): MultiPolygon {
  return polygon.flatMap((part) => unionPolygons(toGrid(part), 'even_odd', fromGrid));
}

/** The ground of several polygons as one, without the borders that they share. */
export function unitePolygons(polygons: readonly MultiPolygon[]): MultiPolygon {
  // Repaired, all outer rings turn one way and all holes the other.
  return unionPolygons(
    polygons.flatMap((polygon) => repairPolygon(polygon).flatMap(toGrid)),
    'non_zero',
    fromGrid,
  );
}

function toGrid(polygon: Polygon): Paths64 {
  return polygon
    .map((ring) =>
      ring.map(([lon, lat]) => ({ x: Math.round(lon * DEGREES_TO_GRID), y: Math.round(lat * DEGREES_TO_GRID) })),
    )
    .filter((path) => path.length >= 3);
}

function fromGrid(x: number, y: number): Position {
  return [x / DEGREES_TO_GRID, y / DEGREES_TO_GRID];
}
