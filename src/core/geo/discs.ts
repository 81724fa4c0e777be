/**
 * Discs around facilities, their union, and how much of each area they cover, in our own metric.
 *
 * Everything happens in an equal-area plane (metric.ts, toPlane) on a grid of millimetres. Limit of the answer: a disc
 * is a polygon whose area equals the true disc's (to 1e-9); where discs overlap or an area cuts them the error is of
 * second order, below 0.05 % of the figure (tests/core/geo/discs.test.ts); the share of a single block of 60 m may be
 * 0.5 points off where an edge crosses it, because a straight edge strays 0.4 m from a circle of 1 km.
 */
import type { MultiPolygon, Position, Work } from '../types.ts';
import { areaOfPaths, intersectPaths, unionPaths, unionPolygons } from './clip.ts';
import type { Path64, Paths64 } from './clip.ts';
import { discVertex, VERTICES } from './disc.ts';
import { fromPlane, toPlane, wrapDegrees } from './metric.ts';
import { clipToBox } from './box-clip.ts';

const MILLIMETRES = 1000;
/** Larger discs are no walk and no drive, and bend away from the plane; Clipper fails on discs over half the globe. */
const LARGEST_METRES = 200_000;
/** Discs that are united in one go; more make the sweep slow, fewer make too many rounds. */
const LEAF_DISCS = 12;

/** The union of discs on the millimetre plane. */
export interface DiscUnion {
  /** The meridian of the plane, degrees. */
  meridian: number;
  paths: Paths64;
}

/** How far a union has come, in its smallest groups, and the area of all discs in it, in square units of the grid. */
interface Tally {
  done: number;
  total: number;
  area: number;
}

/**
 * Unites the discs of `metres` (more than 0, at most 200 km) around all centres, near ones first. Yields progress after
 * each small union. Throws if the result is larger than its discs together, which no union can be.
 */
export function* uniteDiscs(centres: readonly Position[], metres: number): Work<DiscUnion> {
  if (!(metres > 0)) throw new Error(`metres of a disc must be positive, got ${metres}`);
  if (metres > LARGEST_METRES) throw new Error(`metres of a disc must be at most ${LARGEST_METRES}, got ${metres}`);
  const distinct = distinctPositions(centres);
  // The middle one: a facility far out by mistake must not shear the city.
  const meridian = distinct[distinct.length >> 1]?.[0] ?? 0;
  const tally = { done: 0, total: Math.max(1, Math.ceil(distinct.length / LEAF_DISCS)), area: 0 };
  const paths = yield* uniteGroup(distinct, metres, meridian, tally);
  // Where edges cross, rounding to the grid moves a vertex by less than a millimetre: at most the length of all edges.
  const rounding = 7 * (metres * MILLIMETRES + 1) * distinct.length;
  if (areaOfPaths(paths) > tally.area * (1 + 1e-9) + rounding) {
    throw new Error(`the union of ${distinct.length} discs of ${metres} m came out larger than the discs together`);
  }
  return { meridian, paths };
}

function distinctPositions(centres: readonly Position[]): Position[] {
  const seen = new Map<string, Position>();
  for (const centre of centres) seen.set(`${centre[0]} ${centre[1]}`, centre);
  return [...seen.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Splits across the longer side until a group is small, then unites upwards: neighbours meet early. */
function* uniteGroup(centres: Position[], metres: number, meridian: number, tally: Tally): Work<Paths64> {
  if (centres.length <= LEAF_DISCS) {
    const discs = centres.map((centre) => discPath(centre, metres, meridian));
    for (const disc of discs) tally.area += areaOfPaths([disc]);
    const paths = unionPaths(discs);
    tally.done += 1;
    yield { stage: 'discs', done: Math.min(tally.done, tally.total), total: tally.total };
    return paths;
  }
  const [first, second] = splitInHalf(centres, meridian);
  const a = yield* uniteGroup(first, metres, meridian, tally);
  const b = yield* uniteGroup(second, metres, meridian, tally);
  return unionPaths([...a, ...b]);
}

function splitInHalf(centres: Position[], meridian: number): [Position[], Position[]] {
  const spread = (values: number[]): number => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return high - low;
  };
  const wide = spread(centres.map((centre) => wrapDegrees(centre[0] - meridian)));
  const tall = spread(centres.map((centre) => centre[1]));
  const key = (centre: Position): number => (wide > tall ? wrapDegrees(centre[0] - meridian) : centre[1]);
  const sorted = [...centres].sort((a, b) => key(a) - key(b));
  const middle = sorted.length >> 1;
  return [sorted.slice(0, middle), sorted.slice(middle)];
}

function discPath(centre: Position, metres: number, meridian: number): Path64 {
  const path: Path64 = [];
  for (let i = 0; i < VERTICES; i++) path.push(toGrid(discVertex(centre, metres, i), meridian));
  return path;
}

function toGrid(position: Position, meridian: number): { x: number; y: number } {
  const [x, y] = toPlane(position, meridian);
  return { x: Math.round(x * MILLIMETRES), y: Math.round(y * MILLIMETRES) };
}

/** The union for drawing, WGS-84 degrees rounded to 1e-8 (1 mm). Beyond the antimeridian longitudes run on past 180. */
export function unionOutline(union: DiscUnion): MultiPolygon {
  const round = (degrees: number): number => Math.round(degrees * 1e8) / 1e8;
  return unionPolygons(union.paths, 'non_zero', (x, y) => {
    const [longitude, latitude] = fromPlane(x / MILLIMETRES, y / MILLIMETRES, union.meridian);
    return [round(longitude), round(latitude)];
  });
}

/** Square metres of an area, and of the part of it that lies inside the union. */
export interface CoveredArea {
  area: number;
  inside: number;
}

/**
 * How much of each polygon the union covers. The union is cut down to halves of the polygons again and again, so each
 * polygon meets only what is near it. Polygons must not cross themselves (isSelfCrossing). Same order as the input.
 */
export function* coveredAreas(union: DiscUnion, polygons: readonly MultiPolygon[]): Work<CoveredArea[]> {
  const results: CoveredArea[] = polygons.map(() => ({ area: 0, inside: 0 }));
  const shapes = polygons.map((polygon, i) => createShape(polygon, i, union.meridian));
  let done = 0;
  const open: { group: Shape[]; paths: Paths64 }[] = [{ group: shapes, paths: union.paths }];
  for (let part = open.pop(); part; part = open.pop()) {
    const { group } = part;
    if (group.length === 0) continue;
    const paths = clipToBox(part.paths, boxOfShapes(group));
    if (group.length > 1 && paths.length > 0) {
      const [first, second] = splitShapes(group);
      open.push({ group: second, paths }, { group: first, paths });
      continue;
    }
    for (const shape of group) results[shape.index] = coveredArea(shape, paths);
    done += group.length;
    yield { stage: 'areas', done, total: polygons.length };
  }
  return results;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Shape {
  index: number;
  paths: Paths64;
  box: Box;
}

function createShape(polygon: MultiPolygon, index: number, meridian: number): Shape {
  // Parts of a multipolygon may touch or overlap: uniting them counts ground once. Holes run the other way.
  const parts = polygon.map((part) =>
    part.map((ring, i) =>
      turned(
        ring.map((p) => toGrid(p, meridian)),
        i === 0,
      ),
    ),
  );
  const paths = parts.length === 1 ? parts[0]! : unionPaths(parts.flat());
  return { index, paths, box: boxOfPaths(paths) };
}

function turned(path: Path64, outer: boolean): Path64 {
  return areaOfPaths([path]) >= 0 === outer ? path : path.reverse();
}

function boxOfPaths(paths: Paths64): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const path of paths) {
    for (const { x, y } of path) {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box;
}

function boxOfShapes(shapes: Shape[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const shape of shapes) {
    box.left = Math.min(box.left, shape.box.left);
    box.right = Math.max(box.right, shape.box.right);
    box.top = Math.min(box.top, shape.box.top);
    box.bottom = Math.max(box.bottom, shape.box.bottom);
  }
  return box;
}

function splitShapes(shapes: Shape[]): [Shape[], Shape[]] {
  const box = boxOfShapes(shapes);
  const wide = box.right - box.left > box.bottom - box.top;
  const key = ({ box: own }: Shape): number => (wide ? own.left + own.right : own.top + own.bottom);
  const sorted = [...shapes].sort((a, b) => key(a) - key(b) || a.index - b.index);
  const middle = sorted.length >> 1;
  return [sorted.slice(0, middle), sorted.slice(middle)];
}

function coveredArea(shape: Shape, union: Paths64): CoveredArea {
  const toSquareMetres = 1 / (MILLIMETRES * MILLIMETRES);
  const area = areaOfPaths(shape.paths) * toSquareMetres;
  if (union.length === 0 || !(area > 0)) return { area: Math.max(0, area), inside: 0 };
  const inside = areaOfPaths(intersectPaths(shape.paths, union)) * toSquareMetres;
  return { area, inside: Math.min(area, Math.max(0, inside)) };
}
