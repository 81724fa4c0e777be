/**
 * The streets as edges between nodes of the grid, and the place of every node on the map. Anything drawn at a
 * fractional grid position lies between its four nodes, so it follows every bend of the streets around it.
 */
import type { Position } from '../../src/core/types.ts';
import { mixBits } from './random.ts';
import type { Terrain } from './terrain.ts';

/** What an edge is, as people would walk it. */
export const STREET = {
  none: 0,
  arterial: 1,
  street: 2,
  lane: 3,
  track: 4,
  /** Inside a compound. */
  inner: 5,
  /** From the street through a gate. */
  gate: 6,
  path: 7,
  pedestrian: 8,
} as const;

/** How an edge crosses what lies under or over it. */
export const FORM = { plain: 0, bridge: 1, underpass: 2 } as const;

/** Fractional grid position: whole numbers are nodes. */
export type GridPoint = readonly [i: number, j: number];

/**
 * Middle of the map: open sea, more than 50 km from any island even for the largest sample, so that no real place can
 * be meant. At 31.3 N one degree of longitude is 95,230 m and one of latitude 110,870 m (rounded; the place is made up).
 */
const ORIGIN = [123.6, 31.3] as const;
const METRES_PER_DEGREE = [95_230, 110_870] as const;

function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

export interface StreetGrid {
  /** Number of lines: nodes run from 0 to columns - 1 and rows - 1. */
  columns: number;
  rows: number;
  /** Edge from a node to its east or north neighbour; one of STREET. Index: row * columns + column. */
  east: Uint8Array;
  north: Uint8Array;
  eastForm: Uint8Array;
  northForm: Uint8Array;
  /** Index into names; 0 = no name. */
  eastName: Int32Array;
  northName: Int32Array;
  names: string[];
  /** How far a node may stray from the bent grid, metres; read when `settle` is called. */
  stray: Float32Array;
  /** Metres east and north of the middle, after `settle`. */
  x: Float64Array;
  y: Float64Array;
}

export function createStreetGrid(columns: number, rows: number): StreetGrid {
  const nodes = columns * rows;
  return {
    columns,
    rows,
    east: new Uint8Array(nodes),
    north: new Uint8Array(nodes),
    eastForm: new Uint8Array(nodes),
    northForm: new Uint8Array(nodes),
    eastName: new Int32Array(nodes),
    northName: new Int32Array(nodes),
    names: [''],
    stray: new Float32Array(nodes),
    x: new Float64Array(nodes),
    y: new Float64Array(nodes),
  };
}

/** Puts every node in its place: the bent grid plus a stray of its own. */
export function settleGrid(grid: StreetGrid, terrain: Terrain): void {
  for (let j = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++) {
      const node = j * grid.columns + i;
      const stray = grid.stray[node] ?? 0;
      const dx = stray * (mixBits(terrain.seed, i, j) / 2147483648 - 1);
      const dy = stray * (mixBits(terrain.seed ^ 0x3c6e, i, j) / 2147483648 - 1);
      const [x, y] = terrain.bend((terrain.u.at[i] ?? 0) + dx, (terrain.v.at[j] ?? 0) + dy);
      grid.x[node] = x;
      grid.y[node] = y;
    }
  }
}

/** Between the four nodes around a fractional position (bilinear). */
function blend(grid: StreetGrid, values: Float64Array, fi: number, fj: number): number {
  const i = Math.min(Math.floor(fi), grid.columns - 2);
  const j = Math.min(Math.floor(fj), grid.rows - 2);
  const south = j * grid.columns + i;
  const north = south + grid.columns;
  const [a, b] = [fi - i, fj - j];
  const low = (values[south] ?? 0) * (1 - a) + (values[south + 1] ?? 0) * a;
  const high = (values[north] ?? 0) * (1 - a) + (values[north + 1] ?? 0) * a;
  return low * (1 - b) + high * b;
}

/** Metres east and north of the middle, at a fractional grid position. */
export function findMetres(grid: StreetGrid, [fi, fj]: GridPoint): readonly [x: number, y: number] {
  return [blend(grid, grid.x, fi, fj), blend(grid, grid.y, fi, fj)];
}

export function toDegrees(x: number, y: number): Position {
  return [roundDegrees(ORIGIN[0] + x / METRES_PER_DEGREE[0]), roundDegrees(ORIGIN[1] + y / METRES_PER_DEGREE[1])];
}

/** Degrees, at a fractional grid position. */
export function findPosition(grid: StreetGrid, point: GridPoint): Position {
  const [x, y] = findMetres(grid, point);
  return toDegrees(x, y);
}

/** Sets the edges of a straight run along a line, whatever was there before. */
export function setRun(
  grid: StreetGrid,
  run: { along: 'east' | 'north'; line: number; from: number; to: number },
  street: number,
  nameIndex = 0,
): void {
  const { kinds, names } =
    run.along === 'east' ? { kinds: grid.east, names: grid.eastName } : { kinds: grid.north, names: grid.northName };
  for (let k = run.from; k < run.to; k++) {
    const node = run.along === 'east' ? run.line * grid.columns + k : k * grid.columns + run.line;
    kinds[node] = street;
    names[node] = nameIndex;
  }
}

export function addStreetName(grid: StreetGrid, name: string): number {
  grid.names.push(name);
  return grid.names.length - 1;
}

function isPublic(street: number | undefined): boolean {
  return street !== undefined && street !== STREET.none && street !== STREET.inner && street !== STREET.gate;
}

/** Whether a public street (not the inside of a compound) touches the node. */
export function touchesStreet(grid: StreetGrid, i: number, j: number): boolean {
  const node = j * grid.columns + i;
  return (
    isPublic(grid.east[node]) ||
    isPublic(grid.north[node]) ||
    (i > 0 && isPublic(grid.east[node - 1])) ||
    (j > 0 && isPublic(grid.north[node - grid.columns]))
  );
}
