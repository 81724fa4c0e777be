/** Results as map layers for a GIS: areas with their polygons, homes as points. One geometry type a layer. */
import type { Geometry } from 'geojson';
import { prepareDemand } from '../core/coverage/demand.ts';
import { nullIfUnknown } from '../core/coverage/shares.ts';
import type { Area, Cell, Evaluation, Kind, MultiPolygon, Position } from '../core/types.ts';
import { findEstimated } from './context.ts';
import type { ReportInput } from './model.ts';
import { findSuppressed, type Suppression } from './suppression.ts';

/** As the writers of GeoJSON and FlatGeobuf take it. */
export interface ReportLayer {
  /** Name of the file, without what its format adds. */
  file: string;
  columns: string[];
  rows: { row: number; cells: Record<string, Cell>; geometry: Geometry | null }[];
}

type LayerInput = Pick<ReportInput, 'project' | 'evaluation' | 'isPublic'>;

/** What each kind has in a row of an area; codes and unrounded figures, as in the evaluation. */
const AREA_FIGURES = ['elders_covered', 'elders_share', 'status', 'reason', 'mean_metres', 'worst_metres'] as const;
const HOME_FIGURES = ['metres', 'facility', 'state', 'within_limit'] as const;

/**
 * All areas of the evaluation, those without a polygon included. `estimated`: homes were made up there, so that figures,
 * unrounded here, are "about" in the report. For the public an area with fewer than 10 elders has
 * no figures, nor has one that would give it away; `suppressed` says so.
 */
export function createAreaLayer({ project, evaluation, isPublic }: LayerInput): ReportLayer {
  const areas = new Map(project.areas.map((area) => [area.id, area]));
  const suppressed: ReadonlyMap<string, Suppression> = isPublic ? findSuppressed(evaluation.areas, areas) : new Map();
  const estimated = findEstimated({ project, evaluation }, areas);
  const kinds = Object.keys(evaluation.services);
  const figureColumns = nameColumns(kinds, AREA_FIGURES);
  const columns = ['id', 'name', 'level', 'parent_id', 'elders', 'estimated', ...figureColumns, 'suppressed'];
  const rows = evaluation.areas.map(({ id, name, level, elders, services }, at) => {
    const why = suppressed.get(id) ?? null;
    const area = areas.get(id);
    const figures = kinds.map((kind) => {
      const found = services[kind];
      const values = [
        elders === null ? null : found?.eldersCovered,
        found?.eldersShare,
        found?.status,
        found?.reason,
        found?.meanMetres,
        found?.worstMetres,
      ];
      return listFigures(kind, AREA_FIGURES, why === null ? values : []);
    });
    const cells: Record<string, Cell> = {
      id,
      name,
      level,
      parent_id: area?.parentId ?? null,
      elders: why === null ? elders : null,
      estimated: estimated.has(id),
      ...Object.fromEntries(figures.flat()),
      suppressed: why,
    };
    return { row: at + 1, cells, geometry: area ? geometryOf(area) : null };
  });
  return { file: 'areas', columns, rows };
}

/**
 * Homes with their nearest facility, those included that were made up inside areas (`estimated`). Null for the public,
 * because most homes have fewer than 10 elders, and where the evaluation lists none.
 */
export function createHomeLayer({ project, evaluation, isPublic }: LayerInput): ReportLayer | null {
  if (isPublic || evaluation.residences === undefined) return null;
  const kinds = Object.keys(evaluation.services);
  const columns = ['id', 'name', 'level', 'area_id', 'elders', 'estimated', ...nameColumns(kinds, HOME_FIGURES)];
  const results = new Map(evaluation.residences.map((home) => [home.id, home]));
  // Elders are those of the year of the evaluation, which does not list them.
  const { residences, elders } = prepareDemand(project, evaluation.settings.year);
  const rows = residences.map(({ id, name, areaId, estimated, position }, at) => {
    const services = results.get(id)?.services ?? {};
    const figures = kinds.map((kind) => {
      const { metres = null, facility = null, state = null } = services[kind] ?? {};
      return listFigures(kind, HOME_FIGURES, [metres, facility, state, isWithin(kind, metres, state, evaluation)]);
    });
    const cells: Record<string, Cell> = {
      id,
      name,
      level: 'residence',
      area_id: areaId,
      elders: nullIfUnknown(elders[at] ?? NaN),
      estimated,
      ...Object.fromEntries(figures.flat()),
    };
    const geometry: Geometry = { type: 'Point', coordinates: [...position] };
    return { row: at + 1, cells, geometry };
  });
  return { file: 'residences', columns, rows };
}

/** Null where a home could not be put on the streets: what it could reach is not known. */
function isWithin(kind: Kind, metres: number | null, state: string | null, { services }: Evaluation): boolean | null {
  if (state === null || state === 'unplaced') return null;
  return metres !== null && metres <= (services[kind]?.limitMetres ?? 0);
}

function nameColumns(kinds: readonly Kind[], figures: readonly string[]): string[] {
  return kinds.flatMap((kind) => figures.map((figure) => `${kind}_${figure}`));
}

function listFigures(kind: Kind, names: readonly string[], values: readonly (Cell | undefined)[]): [string, Cell][] {
  return names.map((name, at) => [`${kind}_${name}`, values[at] ?? null]);
}

function geometryOf({ polygon }: Pick<Area, 'polygon'>): Geometry | null {
  return polygon && { type: 'MultiPolygon', coordinates: asNumbers(polygon) };
}

/** GeoJSON's own types have no positions that cannot be written to. */
function asNumbers(polygon: MultiPolygon): number[][][][] {
  const copy = ([longitude, latitude]: Position): number[] => [longitude, latitude];
  return polygon.map((part) => part.map((ring) => ring.map(copy)));
}
