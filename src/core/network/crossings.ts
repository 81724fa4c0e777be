/** Lines that cross or touch without a common vertex: nobody turns from one into the other there. */
import type { Attributes, Cell, Walkways } from '../types.ts';
import { hashCell } from './cell-table.ts';

/** Coordinates are compared as whole parts of a degree, as lines are joined: 1 cm. */
const PARTS_PER_DEGREE = 1e7;
/** Side of a cell in parts: about 28 m from south to north. Few stretches lie in one. */
const CELL = 2_500;
/** A longer stretch (about 5 km) is no street, and would lie in thousands of cells. */
const LONGEST = 200 * CELL;
/** Pairs looked at before the count is left as it is: many times what the streets of a city have. */
const MOST_PAIRS = 40_000_000;

/** Stretches by the cells that their boxes touch; two of one cell may share a bucket with those of another. */
interface Buckets {
  starts: Uint32Array;
  /** Vertex at the end of the stretch; the one before it is its start. */
  stretches: Uint32Array;
  columns: Int32Array;
  rows: Int32Array;
}

/**
 * How often lines cross, or one ends or bends on another, without a vertex of both there. Lines on a bridge, in a tunnel
 * or on another level (attributes `bridge`, `tunnel`, `level`, `layer`) are meant to cross and are left out. Time grows
 * with the number of vertices; stops counting after 40 million pairs of stretches.
 */
export function countCrossings(walkways: Walkways): number {
  const points = roundVertices(walkways.coordinates);
  const { ends, isLast } = listStretches(walkways, points);
  const buckets = fillBuckets(points, ends);
  const { starts, stretches, columns, rows } = buckets;
  let crossings = 0;
  let pairs = 0;
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    const last = starts[bucket + 1]!;
    for (let i = starts[bucket]!; i < last; i++) {
      const a = stretches[i]!;
      for (let j = i + 1; j < last; j++) {
        if (++pairs > MOST_PAIRS) return crossings;
        const b = stretches[j]!;
        if (columns[i] !== columns[j] || rows[i] !== rows[j] || areApart(points, a, b)) continue;
        if (areJoined(points, a, b)) continue;
        // Both may share several cells: what counts is the cell where they meet.
        const meet = meetingOf(points, a, b, isLast);
        if (meet === null || Math.floor(meet[0] / CELL) !== columns[i]) continue;
        if (Math.floor(meet[1] / CELL) === rows[i]) crossings++;
      }
    }
  }
  return crossings;
}

function roundVertices(coordinates: Float64Array): Int32Array {
  const points = new Int32Array(coordinates.length);
  for (let i = 0; i < points.length; i++) points[i] = Math.round(coordinates[i]! * PARTS_PER_DEGREE);
  return points;
}

/** Stretches of ground-level lines, by their end; `isLast` marks the last vertex of each line. */
function listStretches({ starts, attributes }: Walkways, points: Int32Array): { ends: Int32Array; isLast: Uint8Array } {
  const ends = new Int32Array(points.length / 2);
  let count = 0;
  const isLast = new Uint8Array(points.length / 2);
  for (let line = 0; line + 1 < starts.length; line++) {
    const after = starts[line + 1]!;
    if (after === starts[line] || isAbove(attributes[line])) continue;
    isLast[after - 1] = 1;
    for (let i = starts[line]! + 1; i < after; i++) {
      const width = Math.abs(points[2 * i]! - points[2 * i - 2]!);
      const height = Math.abs(points[2 * i + 1]! - points[2 * i - 1]!);
      if (width + height > 0 && width < LONGEST && height < LONGEST) ends[count++] = i;
    }
  }
  return { ends: ends.subarray(0, count), isLast };
}

/** Whether a line says that it runs above or below the ground. */
function isAbove(attributes: Attributes | undefined): boolean {
  if (attributes === undefined) return false;
  return [attributes['bridge'], attributes['tunnel'], attributes['level'], attributes['layer']].some(isSaid);
}

function isSaid(cell: Cell | undefined): boolean {
  if (cell === undefined || cell === null || typeof cell !== 'string') return Boolean(cell);
  return !['', 'no', '0', 'false'].includes(cell.trim());
}

function fillBuckets(points: Int32Array, ends: Int32Array): Buckets {
  let size = 16;
  while (size < ends.length) size *= 2;
  const starts = new Uint32Array(size + 1);
  eachCell(points, ends, (_, column, row) => (starts[(hashCell(column, row) & (size - 1)) + 1]! += 1));
  for (let i = 0; i < size; i++) starts[i + 1]! += starts[i]!;
  const total = starts[size]!;
  const filled = { stretches: new Uint32Array(total), columns: new Int32Array(total), rows: new Int32Array(total) };
  const next = starts.slice(0, size);
  eachCell(points, ends, (end, column, row) => {
    const at = next[hashCell(column, row) & (size - 1)]!++;
    filled.stretches[at] = end;
    filled.columns[at] = column;
    filled.rows[at] = row;
  });
  return { starts, ...filled };
}

/** Every cell that the box of a stretch touches. */
function eachCell(points: Int32Array, ends: Int32Array, use: (end: number, column: number, row: number) => void): void {
  for (const end of ends) {
    const ax = Math.floor(points[2 * end - 2]! / CELL);
    const ay = Math.floor(points[2 * end - 1]! / CELL);
    const bx = Math.floor(points[2 * end]! / CELL);
    const by = Math.floor(points[2 * end + 1]! / CELL);
    const [east, north] = [Math.max(ax, bx), Math.max(ay, by)];
    for (let column = Math.min(ax, bx); column <= east; column++) {
      for (let row = Math.min(ay, by); row <= north; row++) use(end, column, row);
    }
  }
}

/** Whether the boxes of two stretches are more than 1 cm apart. */
function areApart(points: Int32Array, a: number, b: number): boolean {
  return areApartAlong(points, 2 * a, 2 * b) || areApartAlong(points, 2 * a + 1, 2 * b + 1);
}

/** The same along one axis; `a` and `b` are places of the ends' coordinates. */
function areApartAlong(points: Int32Array, a: number, b: number): boolean {
  const [a0, a1, b0, b1] = [points[a - 2]!, points[a]!, points[b - 2]!, points[b]!];
  return a0 < a1
    ? (b0 > a1 + 1 && b1 > a1 + 1) || (b0 < a0 - 1 && b1 < a0 - 1)
    : (b0 > a0 + 1 && b1 > a0 + 1) || (b0 < a1 - 1 && b1 < a1 - 1);
}

/** Whether two stretches have a vertex in common. */
function areJoined(points: Int32Array, a: number, b: number): boolean {
  return isSame(points, a, b) || isSame(points, a - 1, b) || isSame(points, a, b - 1) || isSame(points, a - 1, b - 1);
}

function isSame(points: Int32Array, i: number, j: number): boolean {
  return points[2 * i] === points[2 * j] && points[2 * i + 1] === points[2 * j + 1];
}

/** Where two stretches without a common vertex cross or touch; null where they do not. */
function meetingOf(points: Int32Array, a: number, b: number, isLast: Uint8Array): readonly [number, number] | null {
  const startA = sideOf(points, b, a - 1);
  const endA = sideOf(points, b, a);
  if (startA * endA > 0) return null;
  const startB = sideOf(points, a, b - 1);
  const endB = sideOf(points, a, b);
  if (startB * endB > 0) return null;
  // Each vertex is the start of one stretch, the last of a line the end of one: no touch is counted twice.
  if (startA === 0 && isBeside(points, a - 1, b)) return at(points, a - 1);
  if (endA === 0 && isLast[a] === 1 && isBeside(points, a, b)) return at(points, a);
  if (startB === 0 && isBeside(points, b - 1, a)) return at(points, b - 1);
  if (endB === 0 && isLast[b] === 1 && isBeside(points, b, a)) return at(points, b);
  if (startA * endA === 0 || startB * endB === 0) return null;
  const part = startA / (startA - endA);
  const [x, y] = at(points, a - 1);
  return [x + part * (points[2 * a]! - x), y + part * (points[2 * a + 1]! - y)];
}

function at(points: Int32Array, vertex: number): readonly [number, number] {
  return [points[2 * vertex]!, points[2 * vertex + 1]!];
}

/** How far a vertex lies from the line through a stretch, in parts; 0 within 1 cm, positive to the left. */
function sideOf(points: Int32Array, stretch: number, vertex: number): number {
  const x = points[2 * stretch - 2]!;
  const y = points[2 * stretch - 1]!;
  const dx = points[2 * stretch]! - x;
  const dy = points[2 * stretch + 1]! - y;
  const parts = (dx * (points[2 * vertex + 1]! - y) - dy * (points[2 * vertex]! - x)) / Math.sqrt(dx * dx + dy * dy);
  return Math.abs(parts) <= 1 ? 0 : parts;
}

/** Whether a vertex on the line through a stretch lies between its ends. */
function isBeside(points: Int32Array, vertex: number, stretch: number): boolean {
  const [x, y] = at(points, stretch - 1);
  const [dx, dy] = [points[2 * stretch]! - x, points[2 * stretch + 1]! - y];
  const along = dx * (points[2 * vertex]! - x) + dy * (points[2 * vertex + 1]! - y);
  return along >= 0 && along <= dx * dx + dy * dy;
}
