/**
 * Where the streets look incomplete: metres of walkway around what is built. A home in a place that nobody has mapped
 * often has one street within the snap limit, and a walk along it that says nothing.
 */
import type { Geometry } from 'geojson';
import { createHierarchy, upwards, type Hierarchy } from '../coverage/hierarchy.ts';
import type { Demand } from '../coverage/demand.ts';
import { metresPerDegreeEast, planeY, wrapDegrees } from '../geo/metric.ts';
import type { Position, Project } from '../types.ts';
import { CellTable } from './cell-table.ts';
import type { Network } from './types.ts';

/** Side of a cell, metres: a hectare. */
const CELL_METRES = 100;
/** Streets are cut this fine; a piece belongs to the cell of its middle. */
const PIECE_METRES = 20;
/** The plane that the cells divide: equal-area, about a whole degree, so that edits do not move the cells. */
class Plane {
  readonly #meridian: number;

  constructor(longitudes: Float64Array) {
    let [west, east] = [Infinity, -Infinity];
    for (const longitude of longitudes) [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
    this.#meridian = west <= east ? Math.round((west + east) / 2) : 0;
  }

  /** As `toPlane`, in cells. */
  column(longitude: number, latitude: number): number {
    return (wrapDegrees(longitude - this.#meridian) * metresPerDegreeEast(latitude)) / CELL_METRES;
  }

  row(latitude: number): number {
    return planeY(latitude) / CELL_METRES;
  }
}

/**
 * Metres of walkway per built hectare, one an area of the demand; NaN where nothing is known to be built. Built are the
 * hectares that hold a home or the middle of a building's box, and the eight around each, so that a home in the middle
 * of a block has the streets about it. Estimated homes do not tell where is built. Facilities do not count: a facility
 * added to a plan would change what is known of the streets. An area above is the sum of those below it. Linear.
 */
export function streetDensities(
  { areas, background }: Pick<Project, 'areas' | 'background'>,
  demand: Demand,
  network: Network,
): Float64Array {
  const hierarchy = createHierarchy(areas);
  const plane = new Plane(demand.longitudes);
  const table = new CellTable();
  const built = findBuiltCells(plane, table, listPlaces(hierarchy, demand, background));
  const metres = sumStreets(plane, table, network);
  const sumMetres = new Float64Array(areas.length);
  const sumHectares = new Float64Array(areas.length);
  built.forEach((cells, place) => {
    const own = cells.reduce((sum, cell) => sum + metres[cell]!, 0);
    for (const at of upwards(hierarchy.parents, place)) {
      sumMetres[at]! += own;
      sumHectares[at]! += cells.length;
    }
  });
  return sumMetres.map((sum, place) => sum / sumHectares[place]!);
}

/** Homes and middles of buildings, one list an area of the lowest level. */
function listPlaces(hierarchy: Hierarchy, demand: Demand, background: Project['background']): Position[][] {
  const places: Position[][] = hierarchy.areas.map(() => []);
  demand.residences.forEach(({ position, estimated }, row) => {
    if (!estimated) places[demand.area[row]!]?.push(position);
  });
  for (const { kind, geometry } of background) {
    const middle = kind === 'building' ? middleOf(geometry) : null;
    if (middle !== null) places[hierarchy.at(middle)]?.push(middle);
  }
  return places;
}

/** The cells of the places of each area and those around them, each once, by their numbers in `table`. */
function findBuiltCells(plane: Plane, table: CellTable, places: readonly Position[][]): number[][] {
  /** The area, plus 1, for which a cell was last looked at: as one with a place in it, and as one of the grown. */
  const seen: number[] = [];
  const taken: number[] = [];
  return places.map((positions, area) => {
    const cells: number[] = [];
    for (const [longitude, latitude] of positions) {
      const column = Math.floor(plane.column(longitude, latitude));
      const row = Math.floor(plane.row(latitude));
      const middle = table.add(column, row);
      if (seen[middle] === area + 1) continue;
      seen[middle] = area + 1;
      for (let i = 0; i < 9; i++) {
        const cell = table.add(column - 1 + (i % 3), row - 1 + Math.floor(i / 3));
        if (taken[cell] === area + 1) continue;
        taken[cell] = area + 1;
        cells.push(cell);
      }
    }
    return cells;
  });
}

/** The middle of the box of a footprint; null for what is no polygon. */
function middleOf(geometry: Geometry): Position | null {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return null;
  const ring = geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0]?.[0];
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const position of ring ?? []) {
    const longitude = position[0] ?? NaN;
    const latitude = position[1] ?? NaN;
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west <= east && south <= north ? [(west + east) / 2, (south + north) / 2] : null;
}

/** Metres of street in each cell of the table. */
function sumStreets(plane: Plane, table: CellTable, network: Network): Float64Array {
  const metres = new Float64Array(table.size);
  const { edges, vertexStarts, vertices, vertexMetres } = network;
  let lastColumn = NaN;
  let lastRow = NaN;
  let cell = -1;
  const add = (column: number, row: number, length: number): void => {
    // A piece is mostly in the cell of the piece before.
    if (column !== lastColumn || row !== lastRow) cell = table.find(column, row);
    lastColumn = column;
    lastRow = row;
    if (cell >= 0) metres[cell]! += length;
  };
  for (let edge = 0; edge < edges; edge++) {
    let ax = 0;
    let ay = 0;
    for (let i = vertexStarts[edge]!; i < vertexStarts[edge + 1]!; i++) {
      const bx = plane.column(vertices[2 * i]!, vertices[2 * i + 1]!);
      const by = plane.row(vertices[2 * i + 1]!);
      const length = i > vertexStarts[edge]! ? vertexMetres[i]! - vertexMetres[i - 1]! : 0;
      const pieces = Math.ceil(length / PIECE_METRES);
      for (let piece = 0; piece < pieces; piece++) {
        const part = (piece + 0.5) / pieces;
        add(Math.floor(ax + part * (bx - ax)), Math.floor(ay + part * (by - ay)), length / pieces);
      }
      ax = bx;
      ay = by;
    }
  }
  return metres;
}
