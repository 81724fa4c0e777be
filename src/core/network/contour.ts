/**
 * The outline of all ground nearer than some distance, from distances at the nodes of a square grid: marching squares
 * with linear interpolation (Maple 2003), swept from south to north, so that the grid may come in strips.
 */
import type { MultiPolygon, Position, Ring } from '../types.ts';

const NONE = -1;
/** No crossing lies nearer to a node than this part of a cell: outlines keep apart, and survive rounding and thinning. */
const CLEARANCE = 0.05;
/** Cells that a vertex may stray from the outline when others beside it are left out; far less than the clearance. */
const THINNING = 0.02;
/** Holes of fewer cells than this are filled: nothing in one is farther than a cell from its rim. */
const PINHOLE_CELLS = 1.5;

/** Columns and rows are counted in cells from the south-west node. */
export class Contour {
  readonly #columns: number;
  readonly #level: number;
  /** The crossing east of each node of the row last swept. */
  readonly #onRow: Int32Array;
  /** Crossings: places where an edge of the grid passes the level. */
  #count = 0;
  #x = new Float32Array(1024);
  #y = new Float32Array(1024);
  /** The crossing that follows on the outline, near ground to the left. */
  #next = new Int32Array(1024);
  /** On the same row the crossing west of this one, with nothing but near ground between; -1 where there is none. */
  #across = new Int32Array(1024);

  /** `level`: the distance of the outline, in cells. */
  constructor(columns: number, level: number) {
    this.#columns = columns;
    this.#level = level;
    this.#onRow = new Int32Array(columns).fill(NONE);
  }

  /**
   * Sweeps rows of nodes with the squares of their distances. Rows come in ascending order, the first of a call again
   * the last of the one before; rows left out, and all on the rim, must lie beyond the level.
   */
  addRows(squares: Float32Array, firstRow: number, rows: number): void {
    for (let row = 0; row + 1 < rows; row++) this.#addRow(squares, row * this.#columns, firstRow + row);
  }

  /** The cells between the row that begins at `below` and the next. */
  #addRow(squares: Float32Array, below: number, row: number): void {
    const above = below + this.#columns;
    const level = this.#level * this.#level;
    const onRow = this.#onRow;
    let left = NONE;
    let opened = NONE;
    let southWest = squares[below]! < level;
    let northWest = squares[above]! < level;
    for (let column = 0; column + 1 < this.#columns; column++) {
      const southEast = squares[below + column + 1]! < level;
      const northEast = squares[above + column + 1]! < level;
      if (southWest !== southEast || northWest !== northEast || southWest !== northWest) {
        const bottom = onRow[column]!;
        let right = NONE;
        let top = NONE;
        if (southEast !== northEast) {
          const part = this.#partOf(squares[below + column + 1]!, squares[above + column + 1]!);
          right = this.#cross(column + 1, row + part);
        }
        if (northWest !== northEast) {
          top = this.#cross(column + this.#partOf(squares[above + column]!, squares[above + column + 1]!), row + 1);
          if (northEast) opened = top;
          else this.#across[top] = opened;
        }
        onRow[column] = top;
        if (southWest === northEast && southEast === northWest) {
          const isJoined = this.#isNear(squares, below + column, above + column);
          // Near ground in two opposite corners: they are joined, or each is cut off for itself.
          if (southWest) this.#link(bottom, isJoined ? right : left, top, isJoined ? left : right);
          else this.#link(right, isJoined ? top : bottom, left, isJoined ? bottom : top);
        } else {
          // Round the cell against the clock the outline begins where near ground ends.
          const start =
            southWest && !southEast ? bottom : southEast && !northEast ? right : northEast && !northWest ? top : left;
          const end =
            southEast && !southWest ? bottom : northEast && !southEast ? right : northWest && !northEast ? top : left;
          this.#next[start] = end;
        }
        left = right;
      }
      southWest = southEast;
      northWest = northEast;
    }
  }

  #link(startA: number, endA: number, startB: number, endB: number): void {
    this.#next[startA] = endA;
    this.#next[startB] = endB;
  }

  /** How far between two nodes the level lies, 0 to 1. */
  #partOf(squareA: number, squareB: number): number {
    const a = Math.sqrt(squareA);
    const part = (this.#level - a) / (Math.sqrt(squareB) - a);
    return part < CLEARANCE ? CLEARANCE : part > 1 - CLEARANCE ? 1 - CLEARANCE : part;
  }

  /** Whether the middle of a cell is near, by the mean of its corners. */
  #isNear(squares: Float32Array, below: number, above: number): boolean {
    const south = Math.sqrt(squares[below]!) + Math.sqrt(squares[below + 1]!);
    const north = Math.sqrt(squares[above]!) + Math.sqrt(squares[above + 1]!);
    return (south + north) / 4 < this.#level;
  }

  #cross(x: number, y: number): number {
    if (this.#count === this.#x.length) this.#grow();
    this.#x[this.#count] = x;
    this.#y[this.#count] = y;
    this.#across[this.#count] = NONE;
    return this.#count++;
  }

  #grow(): void {
    const length = 2 * this.#count;
    const grown = <T extends Int32Array | Float32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#x = grown(this.#x, new Float32Array(length));
    this.#y = grown(this.#y, new Float32Array(length));
    this.#next = grown(this.#next, new Int32Array(length));
    this.#across = grown(this.#across, new Int32Array(length));
  }

  /** Outer rings against the clock, each with its holes with the clock, closed, through `toPosition`. */
  polygons(toPosition: (column: number, row: number) => Position): MultiPolygon {
    const { ringOf, firsts, areas } = this.#findRings();
    const roots = this.#joinRings(ringOf, firsts.length);
    const polygons: MultiPolygon = [];
    const polygonOf = new Map<number, Ring[]>();
    firsts.forEach((first, ring) => {
      if (areas[ring]! <= 0) return;
      const polygon = [this.#draw(first, toPosition)];
      polygonOf.set(roots[ring]!, polygon);
      polygons.push(polygon);
    });
    firsts.forEach((first, ring) => {
      if (areas[ring]! <= -PINHOLE_CELLS) polygonOf.get(roots[ring]!)!.push(this.#draw(first, toPosition));
    });
    return polygons;
  }

  /** The ring of each crossing; of each ring a crossing and the area in cells, that of a hole below 0. */
  #findRings(): { ringOf: Int32Array; firsts: number[]; areas: number[] } {
    const ringOf = new Int32Array(this.#count).fill(NONE);
    const firsts: number[] = [];
    const areas: number[] = [];
    for (let first = 0; first < this.#count; first++) {
      if (ringOf[first] !== NONE) continue;
      let twice = 0;
      let at = first;
      do {
        const next = this.#next[at]!;
        ringOf[at] = firsts.length;
        twice += this.#x[at]! * this.#y[next]! - this.#x[next]! * this.#y[at]!;
        at = next;
      } while (at !== first);
      firsts.push(first);
      areas.push(twice / 2);
    }
    return { ringOf, firsts, areas };
  }

  /**
   * One number for all rings of one polygon. West of a hole's westernmost crossing lies near ground, and west of that a
   * ring of the same polygon that goes farther west: from hole to hole one comes to the outer ring.
   */
  #joinRings(ringOf: Int32Array, rings: number): Int32Array {
    const roots = Int32Array.from({ length: rings }, (_, ring) => ring);
    const rootOf = (ring: number): number => {
      let root = ring;
      while (roots[root] !== root) root = roots[root] = roots[roots[root]!]!;
      return root;
    };
    for (let crossing = 0; crossing < this.#count; crossing++) {
      const across = this.#across[crossing]!;
      if (across !== NONE) roots[rootOf(ringOf[crossing]!)] = rootOf(ringOf[across]!);
    }
    return roots.map((_, ring) => rootOf(ring));
  }

  /** A ring without the vertices that lie on a line with others. */
  #draw(first: number, toPosition: (column: number, row: number) => Position): Ring {
    const ring: Ring = [toPosition(this.#x[first]!, this.#y[first]!)];
    const cone = new Cone(this.#x[first]!, this.#y[first]!);
    let before = first;
    do {
      const at = this.#next[before]!;
      if (!cone.take(this.#x[at]!, this.#y[at]!)) {
        ring.push(toPosition(this.#x[before]!, this.#y[before]!));
        cone.restart(this.#x[before]!, this.#y[before]!);
        cone.take(this.#x[at]!, this.#y[at]!);
      }
      before = at;
    } while (before !== first);
    ring.push(ring[0]!);
    return ring;
  }
}

/** All directions in which a line from one vertex passes near enough to those after it (Williams 1978). */
class Cone {
  #x: number;
  #y: number;
  #isOpen = true;
  /** The sides of the cone. */
  #leftX = 0;
  #leftY = 0;
  #rightX = 0;
  #rightY = 0;

  constructor(x: number, y: number) {
    this.#x = x;
    this.#y = y;
  }

  restart(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
    this.#isOpen = true;
  }

  /** Narrows the cone by a further vertex; false, and nothing done, where the vertex lies outside. */
  take(x: number, y: number): boolean {
    const dx = x - this.#x;
    const dy = y - this.#y;
    const isInside =
      this.#isOpen || (this.#rightX * dy - this.#rightY * dx >= 0 && dx * this.#leftY - dy * this.#leftX >= 0);
    if (!isInside) return false;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length <= THINNING) return true;
    const aside = THINNING / length;
    const leftX = dx - dy * aside;
    const leftY = dy + dx * aside;
    const rightX = dx + dy * aside;
    const rightY = dy - dx * aside;
    if (this.#isOpen || leftX * this.#leftY - leftY * this.#leftX > 0) [this.#leftX, this.#leftY] = [leftX, leftY];
    if (this.#isOpen || this.#rightX * rightY - this.#rightY * rightX > 0) {
      [this.#rightX, this.#rightY] = [rightX, rightY];
    }
    this.#isOpen = false;
    return true;
  }
}
