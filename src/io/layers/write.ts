/** Layers -> tables for writing: the columns of the schema from the core's types, and what the user had besides. */
import type { Geometry, LineString, Position as JsonPosition } from 'geojson';
import type {
  Area,
  BackgroundFeature,
  Candidate,
  Cell,
  Facility,
  Gate,
  MultiPolygon,
  Position,
  ReportedFigure,
  Residence,
  Walkways,
} from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { createTable } from './table.ts';

/** Facilities as a table of points. */
export function writeFacilities(facilities: readonly Facility[], file: string): Table {
  return createTable(file, 'facilities', facilities, (facility) => ({
    cells: {
      id: facility.id,
      name: facility.name,
      types: facility.types.join(';'),
      services: facility.services.join(';'),
      status: facility.status,
      opened: facility.opened,
      closes: facility.closes,
      area_id: facility.areaId,
    },
    geometry: writePoint(facility.position),
  }));
}

/** Areas as a table; rows without a polygon have no geometry. */
export function writeAreas(areas: readonly Area[], file: string): Table {
  return createTable(file, 'areas', areas, (area) => ({
    cells: {
      id: area.id,
      name: area.name,
      level: area.level,
      parent_id: area.parentId,
      setting: area.setting,
      population: area.population,
      households: area.households,
      elders: area.elders,
      elders_80: area.elders80,
      ...writeEldersByYear(area.eldersByYear),
    },
    geometry: area.polygon === null ? null : writePolygon(area.polygon),
  }));
}

/** Residences as a table of points and polygons. */
export function writeResidences(residences: readonly Residence[], file: string): Table {
  return createTable(file, 'residences', residences, (residence) => ({
    cells: {
      id: residence.id,
      name: residence.name,
      area_id: residence.areaId,
      households: residence.households,
      population: residence.population,
      elders: residence.elders,
      elders_80: residence.elders80,
      ...writeEldersByYear(residence.eldersByYear),
      stage: residence.stage,
      completed: residence.completed,
      estimated: residence.estimated || null,
    },
    geometry: residence.polygon === null ? writePoint(residence.position) : writePolygon(residence.polygon),
  }));
}

/** `elders_<year>` columns. */
function writeEldersByYear(eldersByYear: Record<number, number>): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const [year, elders] of Object.entries(eldersByYear)) cells[`elders_${year}`] = elders;
  return cells;
}

/** Walkways as a table of lines. */
export function writeWalkways(walkways: Walkways, file: string): Table {
  const lines = walkways.ids.map((id, i) => ({
    id,
    kind: walkways.kinds[i] ?? '',
    attributes: walkways.attributes[i] ?? {},
    from: walkways.starts[i] ?? 0,
    to: walkways.starts[i + 1] ?? 0,
  }));
  return createTable(file, 'walkways', lines, ({ id, kind, from, to }) => ({
    cells: { id, kind },
    geometry: writeLine(walkways.coordinates, from, to),
  }));
}

function writeLine(flat: Float64Array, from: number, to: number): LineString {
  const coordinates: JsonPosition[] = [];
  for (let i = from; i < to; i++) coordinates.push([flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);
  return { type: 'LineString', coordinates };
}

/** Candidates as a table of points. */
export function writeCandidatePoints(candidates: readonly Candidate[], file: string): Table {
  return createTable(file, 'candidates', candidates, ({ id, name, position }) => ({
    cells: { id, name },
    geometry: { type: 'Point', coordinates: [position[0], position[1]] },
  }));
}

/** Candidates as a table of rows with `lon` and `lat`, to be edited in a spreadsheet. */
export function writeCandidates(candidates: readonly Candidate[], file: string): Table {
  const table = createTable(file, 'candidates', candidates, ({ id, name, position }) => ({
    cells: { id, name, lon: position[0], lat: position[1] },
    geometry: null,
  }));
  const others = table.columns.filter((column) => column !== 'lon' && column !== 'lat');
  // The position stands even where the user has columns of these names (beside a geometry) of their own.
  table.rows.forEach((row, i) => {
    const position = candidates[i]?.position;
    row.cells.lon = position?.[0] ?? null;
    row.cells.lat = position?.[1] ?? null;
  });
  return { ...table, columns: [...others.slice(0, 2), 'lon', 'lat', ...others.slice(2)] };
}

export function writeBackground(features: readonly BackgroundFeature[], file: string): Table {
  return createTable(file, 'background', features, ({ kind, name, geometry }) => ({ cells: { kind, name }, geometry }));
}

export function writeGates(gates: readonly Gate[], file: string): Table {
  return createTable(file, 'gates', gates, ({ residenceId, position }) => ({
    cells: { residence_id: residenceId },
    geometry: writePoint(position),
  }));
}

export function writeReported(figures: readonly ReportedFigure[], file: string): Table {
  return createTable(file, 'reported', figures, ({ requirementId, value, source, date }) => ({
    cells: { requirement_id: requirementId, value, source, date },
    geometry: null,
  }));
}

/** Polygons of core as GeoJSON geometry for writing; one part is a Polygon. Not copied: writers only read. */
function writePolygon(polygon: MultiPolygon): Geometry {
  const first = polygon[0];
  // Same data; only the compiler's read-only mark of Position is in the way of GeoJSON's mutable type.
  if (polygon.length === 1 && first !== undefined) {
    return { type: 'Polygon', coordinates: first as unknown as JsonPosition[][] };
  }
  return { type: 'MultiPolygon', coordinates: polygon as unknown as JsonPosition[][][] };
}

function writePoint(position: Position): Geometry {
  return { type: 'Point', coordinates: [position[0], position[1]] };
}
