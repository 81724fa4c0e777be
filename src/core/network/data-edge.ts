/** Homes so near to where the streets of the data end that something beyond could be within their limit. */
import { createProblem } from '../problems.ts';
import type { Demand } from '../coverage/demand.ts';
import type { Nearest } from '../coverage/nearest.ts';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../geo/metric.ts';
import { compareIds } from '../types.ts';
import type { Kind, Problem, Settings } from '../types.ts';
import type { Network } from './types.ts';

const CELL_METRES = 150;
/** A grid of more cells gets larger ones: streets strewn over a continent must not fill the memory. */
const MOST_CELLS = 4_000_000;

/** Ground by cells: how many steps of a cell, in eight directions, each lies from ground without streets. */
export interface KnownGround {
  cellMetres: number;
  west: number;
  south: number;
  /** Degrees of a cell. */
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** 0 = no streets here nor beside. */
  depths: Uint16Array;
}

export interface HomesNearEdge {
  /** Rows of the demand, ascending. */
  rows: number[];
  /** The elders among them that are known. */
  elders: number;
}

/**
 * Known ground is all cells of 150 m with streets, gaps of one cell closed, and what lies enclosed by them (a park, a
 * lake). Depths are steps to what is not. Linear in vertices and cells; keep it for all kinds of a run.
 */
export function findKnownGround(network: Pick<Network, 'edges' | 'vertexStarts' | 'vertices'>): KnownGround {
  const ground = layGrid(network.vertices);
  const known = new Uint8Array(ground.columns * ground.rows);
  markStreets(ground, network, known);
  markEnclosed(ground, known);
  deepen(ground, known);
  return ground;
}

/**
 * Homes with elders that no facility covers although they are on the streets, from which ground without streets may lie
 * nearer than the limit, in a straight line: a distance is taken too short, by about two cells, never too long. A covered
 * home stays covered whatever lies beyond; an unplaced one is told as such.
 */
export function homesNearEdge(
  ground: KnownGround,
  demand: Demand,
  nearest: Nearest,
  limitMetres: number,
): HomesNearEdge {
  const found: HomesNearEdge = { rows: [], elders: 0 };
  for (let row = 0; row < demand.residences.length; row++) {
    const elders = demand.elders[row]!;
    if (elders === 0 || nearest.metres[row]! <= limitMetres || nearest.unplaced[row] === 1) continue;
    const cell = cellOf(ground, demand.longitudes[row]!, demand.latitudes[row]!);
    // The grown rim is one step deep; in the next streets may end anywhere; a home may stand at the near side of its own.
    if (((ground.depths[cell] ?? 0) - 3) * ground.cellMetres > limitMetres) continue;
    found.rows.push(row);
    found.elders += Number.isNaN(elders) ? 0 : elders;
  }
  return found;
}

/** `streets_end_near` for each kind that has such homes; `nearest` by kind, limits in `settings`. Sorted by kind. */
export function checkEdges(
  ground: KnownGround,
  demand: Demand,
  nearest: ReadonlyMap<Kind, Nearest>,
  { limits }: Pick<Settings, 'limits'>,
): Problem[] {
  return [...nearest.keys()].sort(compareIds).flatMap((kind) => {
    const { rows, elders } = homesNearEdge(ground, demand, nearest.get(kind)!, limits[kind]!.metres);
    if (rows.length === 0) return [];
    const severity = elders > 0 ? 'warning' : 'note';
    const details = { layer: 'walkways', column: kind, value: rows.length, elders } as const;
    return [createProblem('streets_end_near', { severity, ...details })];
  });
}

function layGrid(vertices: Float64Array): KnownGround {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i += 2) {
    [west, east] = [Math.min(west, vertices[i]!), Math.max(east, vertices[i]!)];
    [south, north] = [Math.min(south, vertices[i + 1]!), Math.max(north, vertices[i + 1]!)];
  }
  if (!(west <= east)) [west, south, east, north] = [0, 0, 0, 0];
  for (let cellMetres = CELL_METRES; ; cellMetres *= 2) {
    // The smallest degrees of the box: no cell is smaller than it says. Beyond 85 degrees nobody lives.
    const nearest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
    const width = cellMetres / metresPerDegreeEast(Math.min(85, Math.max(Math.abs(south), Math.abs(north))));
    const height = cellMetres / metresPerDegreeNorth(nearest);
    // Three cells around: one to grow into, one that is surely outside, one for rounding.
    const columns = Math.floor((east - west) / width) + 7;
    const rows = Math.floor((north - south) / height) + 7;
    if (columns * rows > MOST_CELLS) continue;
    const depths = new Uint16Array(columns * rows);
    return { cellMetres, west: west - 3 * width, south: south - 3 * height, width, height, columns, rows, depths };
  }
}

/** The number of the cell; -1 beyond the grid. */
function cellOf(
  { west, south, width, height, columns, rows }: KnownGround,
  longitude: number,
  latitude: number,
): number {
  const column = Math.floor((longitude - west) / width);
  const row = Math.floor((latitude - south) / height);
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
}

/** Marks the cells that streets run through, and the eight around each. */
function markStreets(
  ground: KnownGround,
  { edges, vertexStarts, vertices }: Pick<Network, 'edges' | 'vertexStarts' | 'vertices'>,
  known: Uint8Array,
): void {
  const marked = new Uint8Array(known.length);
  const mark = (longitude: number, latitude: number): void => {
    const cell = cellOf(ground, longitude, latitude);
    if (marked[cell] === 1) return;
    marked[cell] = 1;
    // The grid is three cells wider on every side, so all of them are in it.
    for (const row of [cell - ground.columns, cell, cell + ground.columns]) known.fill(1, row - 1, row + 2);
  };
  for (let edge = 0; edge < edges; edge++) {
    for (let i = vertexStarts[edge]! + 1; i < vertexStarts[edge + 1]!; i++) {
      const [x, y] = [vertices[2 * i - 2]!, vertices[2 * i - 1]!];
      const [dx, dy] = [vertices[2 * i]! - x, vertices[2 * i + 1]! - y];
      const steps = Math.ceil(Math.max(Math.abs(dx) / ground.width, Math.abs(dy) / ground.height));
      for (let step = 0; step <= steps; step++) mark(x + (step / steps) * dx, y + (step / steps) * dy);
    }
  }
}

/** Marks all that one cannot get to from the rim of the grid over cells that are not known. */
function markEnclosed({ columns, rows }: KnownGround, known: Uint8Array): void {
  const isOutside = new Uint8Array(known.length);
  const open = [0];
  isOutside[0] = 1;
  const visit = (cell: number): void => {
    if (isOutside[cell] === 1 || known[cell] === 1) return;
    isOutside[cell] = 1;
    open.push(cell);
  };
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const column = cell % columns;
    if (column > 0) visit(cell - 1);
    if (column < columns - 1) visit(cell + 1);
    if (cell >= columns) visit(cell - columns);
    if (cell < columns * (rows - 1)) visit(cell + columns);
  }
  isOutside.forEach((outside, cell) => (known[cell] = 1 - outside));
}

/** Steps in eight directions to the nearest cell that is not known: there and back over the grid, whose rim is not. */
function deepen({ columns, depths }: KnownGround, known: Uint8Array): void {
  const inner = depths.length - columns - 1;
  for (let cell = columns + 1; cell < inner; cell++) {
    if (known[cell] === 0) continue;
    const north = cell - columns;
    depths[cell] = 1 + Math.min(depths[north - 1]!, depths[north]!, depths[north + 1]!, depths[cell - 1]!);
  }
  for (let cell = inner; cell > columns; cell--) {
    if (known[cell] === 0) continue;
    const south = cell + columns;
    const least = Math.min(depths[south - 1]!, depths[south]!, depths[south + 1]!, depths[cell + 1]!);
    depths[cell] = Math.min(depths[cell]!, 1 + least);
  }
}
