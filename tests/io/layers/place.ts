/** Rows as tables, and the project that they make. */
import type { Geometry } from 'geojson';
import { repairPolygon } from '../../../src/core/geo/clip.ts';
import type { Cell, CoordinateSystem, LayerName, Problem } from '../../../src/core/types.ts';
import { createContext } from '../../../src/io/layers/layer.ts';
import { readLayers, type LayerData, type LayerTables } from '../../../src/io/layers/layers.ts';
import type { Format, Table } from '../../../src/io/tables.ts';

/** Rows of cells under a header, as a sheet has them: the header is row 1. */
export function sheet(file: string, columns: string[], ...rows: (Cell | undefined)[][]): Table {
  return {
    file,
    columns,
    rows: rows.map((cells, i) => ({
      row: i + 2,
      cells: Object.fromEntries(columns.map((column, k) => [column, cells[k] ?? null])),
      geometry: null,
    })),
  };
}

/** Features with a geometry, as a map file has them: the first is row 1. */
export function features(file: string, ...list: [Record<string, Cell>, Geometry | null][]): Table {
  return {
    file,
    columns: [...new Set(list.flatMap(([cells]) => Object.keys(cells)))],
    rows: list.map(([cells, geometry], i) => ({ row: i + 1, cells, geometry })),
  };
}

export interface Reading extends LayerData {
  problems: Problem[];
}

/** What the readers of a project folder start from. */
export const IN_PROJECT = { inProject: true, crs: null, types: {}, repair: repairPolygon };

export interface ReadOptions {
  inProject?: boolean;
  crs?: CoordinateSystem;
  types?: Record<string, string>;
}

export function read(tables: LayerTables, { inProject = false, crs, types = {} }: ReadOptions = {}): Reading {
  const context = createContext({ inProject, crs: crs ?? null, types, repair: repairPolygon });
  const data = readLayers(tables, context, () => undefined);
  return { ...data, problems: context.problems };
}

/** Reads a table as it comes back from the bytes of a format, as a layer of a project folder. */
export async function readBack(layer: LayerName, table: Table, format: Format): Promise<Reading> {
  const bytes = await format.write(table);
  const { tables, problems } = await format.read({ name: table.file, bytes });
  if (problems.length > 0) throw new Error(`reading back ${table.file} tells ${JSON.stringify(problems)}`);
  return read({ [layer]: tables }, { inProject: true });
}

export function told(problems: readonly Problem[], code: Problem['code']): Problem[] {
  return problems.filter((problem) => problem.code === code);
}

/** Codes of the problems that are no matter of course in these small tables. */
export function oddities(problems: readonly Problem[]): string[] {
  const usual = ['layer_missing', 'column_renamed', 'column_unknown', 'id_missing'];
  return problems.map((problem) => problem.code).filter((code) => !usual.includes(code));
}

export type Ring = [number, number][];

/** Degrees to 1e-7 (1 cm), so that sums are the numbers that a map file holds. */
export function degrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

export function ring(west: number, south: number, width: number, height = width): Ring {
  const [east, north] = [degrees(west + width), degrees(south + height)];
  const [x, y] = [degrees(west), degrees(south)];
  return [
    [x, y],
    [east, y],
    [east, north],
    [x, north],
    [x, y],
  ];
}

export function polygon(...rings: Ring[]): Geometry {
  return { type: 'Polygon', coordinates: rings };
}

export function point(longitude: number, latitude: number): Geometry {
  return { type: 'Point', coordinates: [longitude, latitude] };
}

/** Even-odd rule over all rings: an oracle that shares nothing with the code. */
export function isInRings([x, y]: readonly [number, number], rings: readonly Ring[]): boolean {
  let inside = false;
  for (const corners of rings) {
    for (let i = 0; i + 1 < corners.length; i++) {
      const [ax, ay] = corners[i] ?? [0, 0];
      const [bx, by] = corners[i + 1] ?? [0, 0];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

/** A Chinese place and one in the southern and western hemispheres. */
export const PLACES: [string, number, number][] = [
  ['Nanjing', 118.75, 32.05],
  ['Belo Horizonte', -43.94, -19.92],
];
