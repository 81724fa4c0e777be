/** Reach as ground: what lies near a reached street. For the eye only; whoever counts, counts by metres walked. */
import { latitudeAtY, metresPerDegreeEast, toPlane } from '../geo/metric.ts';
import type { MultiPolygon, Position } from '../types.ts';
import { Contour } from './contour.ts';
import type { ReachedStretches } from './reach.ts';
import { pointAlong } from './route.ts';
import type { Network } from './types.ts';

const USUAL_WIDTH_METRES = 30;
/** The width in cells. From 1.5 on a stretch never slips between nodes: all corners of its cells are within the width. */
const WIDTH = 2;
/** How far distances are needed, in cells: to the node beyond the outline. */
const FAR = WIDTH + 1;
/** Nodes that are in memory at once, 8 MB; a wide reach is drawn in strips. */
const STRIP_NODES = 2 ** 21;
const LEAST_STRIP_ROWS = 16;

/**
 * All ground within `widthMetres` (30) of a stretch, whatever its band, in degrees rounded to 1e-7: outer rings against
 * the clock, holes with it, no ring without area; empty where nothing is reached. Distances are exact at the nodes of a
 * grid of half the width and linear between: every stretch is inside, nothing is that lies a cell farther than the
 * width. Holes stay, for nobody walks to what is in them, except pinholes of less than 1.5 cells (340 m2). Two sides of
 * a river are one ground where streets are nearer to each other than twice the width. Time and memory follow what is
 * reached, not the distance between its parts. The plane is askew far from its meridian: the width is about 1 % off for
 * every 2 degrees of longitude from the middle of the reach. Throws on a width that is not above 0.
 */
export function reachArea(
  network: Network,
  stretches: ReachedStretches,
  { widthMetres = USUAL_WIDTH_METRES }: { widthMetres?: number } = {},
): MultiPolygon {
  if (!(widthMetres > 0 && widthMetres < Infinity)) {
    throw new Error(`widthMetres must be positive, got ${widthMetres}`);
  }
  if (stretches.edge.length === 0) return [];
  const traces = new Traces(network, stretches, widthMetres / WIDTH);
  const grid = traces.findGrid();
  const contour = new Contour(grid.columns, WIDTH);
  const stripRows = Math.max(LEAST_STRIP_ROWS, Math.floor(STRIP_NODES / grid.columns));
  const strip = new Strip(grid.columns, Math.min(stripRows, grid.rows));
  for (let row = 0; row + 1 < grid.rows; row += strip.rows - 1) {
    strip.clear(row);
    if (traces.stampOn(strip, grid)) contour.addRows(strip.squares, row, strip.rows);
  }
  return contour.polygons(createPlacer(grid, traces));
}

/** Where the grid lies in the plane of the traces: its south-west node, in cells, and its size in nodes. */
interface Grid {
  west: number;
  south: number;
  columns: number;
  rows: number;
}

/** Stretches as lines in an equal-area plane, in cells. */
class Traces {
  readonly meridian: number;
  readonly cellMetres: number;
  readonly #network: Network;
  readonly #stretches: ReachedStretches;
  /** The rows that each stretch takes up. */
  readonly #lows: Float64Array;
  readonly #highs: Float64Array;
  /** The stretch traced last: x, y of each vertex. */
  #line = new Float64Array(64);
  #length = 0;

  constructor(network: Network, stretches: ReachedStretches, cellMetres: number) {
    this.#network = network;
    this.#stretches = stretches;
    this.cellMetres = cellMetres;
    const count = stretches.edge.length;
    // The middle one, in tenths of a degree: the grid stays where it is while the start of a walk moves.
    const middle = network.vertices[2 * network.vertexStarts[stretches.edge[count >> 1]!]!]!;
    this.meridian = Math.round(middle * 10) / 10;
    this.#lows = new Float64Array(count);
    this.#highs = new Float64Array(count);
  }

  /** The grid of whole cells that has room for all distances that are needed. */
  findGrid(): Grid {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < this.#lows.length; i++) {
      this.#trace(i);
      let [low, high] = [Infinity, -Infinity];
      for (let at = 0; at < this.#length; at += 2) {
        const x = this.#line[at]!;
        const y = this.#line[at + 1]!;
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < low) low = y;
        if (y > high) high = y;
      }
      this.#lows[i] = low;
      this.#highs[i] = high;
      if (low < south) south = low;
      if (high > north) north = high;
    }
    const grid = { west: Math.floor(west) - FAR - 1, south: Math.floor(south) - FAR - 1 };
    return { ...grid, columns: Math.ceil(east) - grid.west + FAR + 2, rows: Math.ceil(north) - grid.south + FAR + 2 };
  }

  /** Enters the distances to all stretches near a strip; false where there are none. */
  stampOn(strip: Strip, { west, south }: Grid): boolean {
    const low = south + strip.firstRow - FAR;
    const high = south + strip.firstRow + strip.rows - 1 + FAR;
    let isNear = false;
    for (let i = 0; i < this.#lows.length; i++) {
      if (this.#lows[i]! > high || this.#highs[i]! < low) continue;
      isNear = true;
      this.#trace(i);
      const line = this.#line;
      for (let at = 2; at < this.#length; at += 2) {
        strip.stamp(line[at - 2]! - west, line[at - 1]! - south, line[at]! - west, line[at + 1]! - south);
      }
    }
    return isNear;
  }

  #trace(i: number): void {
    const { vertexStarts, vertices, vertexMetres } = this.#network;
    const edge = this.#stretches.edge[i]!;
    const start = this.#stretches.start[i]!;
    const end = this.#stretches.end[i]!;
    const first = vertexStarts[edge]!;
    const last = vertexStarts[edge + 1]! - 1;
    this.#length = 0;
    if (start > 0) this.#add(pointAlong(this.#network, edge, start));
    for (let at = first; at <= last; at++) {
      const metres = vertexMetres[at]!;
      if (metres >= start && metres <= end) this.#add([vertices[2 * at]!, vertices[2 * at + 1]!]);
    }
    if (end < vertexMetres[last]!) this.#add(pointAlong(this.#network, edge, end));
  }

  #add(position: Position): void {
    if (this.#length === this.#line.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#line);
      this.#line = longer;
    }
    const [x, y] = toPlane(position, this.meridian);
    this.#line[this.#length++] = x / this.cellMetres;
    this.#line[this.#length++] = y / this.cellMetres;
  }
}

/** Some rows of the grid: at each node the square of the distance to the nearest stretch, in cells; FAR where farther. */
class Strip {
  readonly columns: number;
  readonly rows: number;
  readonly squares: Float32Array;
  firstRow = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.squares = new Float32Array(columns * rows);
  }

  clear(firstRow: number): void {
    this.firstRow = firstRow;
    this.squares.fill(FAR * FAR);
  }

  /** Enters the distances to a straight piece from a to b. */
  stamp(ax: number, ay: number, bx: number, by: number): void {
    const { squares, columns, firstRow } = this;
    const dx = bx - ax;
    const dy = by - ay;
    const square = dx * dx + dy * dy;
    const scale = square > 0 ? 1 / square : 0;
    const low = Math.max(firstRow, Math.ceil(Math.min(ay, by) - FAR));
    const high = Math.min(firstRow + this.rows - 1, Math.floor(Math.max(ay, by) + FAR));
    for (let row = low; row <= high; row++) {
      const py = row - ay;
      // Only the part of the piece that is near this row.
      const partA = dy === 0 ? 0 : clamp((py - FAR) / dy);
      const partB = dy === 0 ? 1 : clamp((py + FAR) / dy);
      const xA = ax + partA * dx;
      const xB = ax + partB * dx;
      const from = Math.ceil((xA < xB ? xA : xB) - FAR);
      const to = Math.floor((xA < xB ? xB : xA) + FAR);
      let at = (row - firstRow) * columns + from;
      for (let column = from; column <= to; column++, at++) {
        const px = column - ax;
        const part = clamp((px * dx + py * dy) * scale);
        const ex = px - part * dx;
        const ey = py - part * dy;
        const away = ex * ex + ey * ey;
        if (away < squares[at]!) squares[at] = away;
      }
    }
  }
}

function clamp(part: number): number {
  return part > 0 ? (part < 1 ? part : 1) : 0;
}

/** From places on the grid to degrees. Rows are looked up: between two of them a degree's length does not change. */
function createPlacer(grid: Grid, { meridian, cellMetres }: Traces): (column: number, row: number) => Position {
  const latitudes = Float64Array.from({ length: grid.rows }, (_, row) => latitudeAtY((grid.south + row) * cellMetres));
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
  return (column, row) => {
    const below = Math.floor(row);
    const south = latitudes[below]!;
    const latitude = row === below ? south : south + (row - below) * (latitudes[below + 1]! - south);
    const longitude = meridian + ((grid.west + column) * cellMetres) / metresPerDegreeEast(latitude);
    return [round(longitude), round(latitude)];
  };
}
