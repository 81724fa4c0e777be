/** The open project as the page sees it: lists for the panel, GeoJSON texts for the map. */
import type { FeatureCollection, Geometry } from 'geojson';
import { prepareDemand } from '../core/coverage/demand.ts';
import { listKinds } from '../core/coverage/kinds.ts';
import { boundsOf, standingPoint } from '../core/geo/polygons.ts';
import { findRoadClass } from '../core/roads.ts';
import { membersOf } from '../core/standards/places.ts';
import {
  AREA_LEVELS,
  compareIds,
  type Area,
  type AreaLevel,
  type Bounds,
  type LayerName,
  type MultiPolygon,
  type Position,
  type Project,
} from '../core/types.ts';
import type { Opened } from '../io/open.ts';
import type { AreaSummary, GroundLayers, Homes, ListedUnit, PlaceLayers, ProjectSummary } from './results.ts';

/** Kinds that stand first wherever kinds are listed. */
const FIRST_KINDS = ['day_care', 'meals'];

export function createHomes(project: Project): Homes {
  const demand = prepareDemand(project, null);
  const { residences } = demand;
  const count = residences.length;
  const positions = new Float64Array(count * 2);
  residences.forEach(({ position }, row) => positions.set(position, row * 2));
  return {
    ids: residences.map(({ id }) => id),
    names: residences.map(({ name }) => name),
    areaNames: Array.from(demand.area, (place) => demand.areas[place]?.name ?? ''),
    areaIds: Array.from(demand.area, (place) => demand.areas[place]?.id ?? ''),
    positions,
    elders: demand.elders,
    households: Float64Array.from(residences, ({ households }) => households ?? NaN),
    estimated: Uint8Array.from(residences, ({ estimated }) => Number(estimated)),
  };
}

export async function createSummary(
  origin: ProjectSummary['origin'],
  opened: Opened,
  homes: Homes,
  layers: PlaceLayers,
): Promise<ProjectSummary> {
  const { project, problems, roles, systems } = opened;
  return {
    origin,
    name: project.name,
    year: project.year,
    years: listYears(project),
    level: findLevel(project),
    counts: countLayers(project),
    kinds: rankKinds(project),
    bounds: findBounds(project),
    areas: await listAreas(project),
    units: listListedUnits(project),
    facilities: [...project.facilities].sort((a, b) => compareIds(a.id, b.id)),
    homes,
    candidates: project.candidates.map(({ id, name, position, attributes }) => ({
      id,
      name,
      position,
      floorAreaM2: typeof attributes['floor_area_m2'] === 'number' ? attributes['floor_area_m2'] : null,
    })),
    layers,
    sources: project.sources,
    reported: project.reported,
    scenarios: project.scenarios,
    problems,
    roles,
    systems,
  };
}

export async function createAreaLayer(project: Project): Promise<FeatureCollection> {
  const shapeOf = await createShapes(project);
  return createCollection(
    project.areas.flatMap((area) => {
      const shape = shapeOf(area);
      const { id, name, level } = area;
      return shape ? [{ geometry: asGeometry(shape), properties: { id, name, level } }] : [];
    }),
  );
}

/** A unit without a polygon of its own that says what it holds. */
export function isListedUnit(area: Area): boolean {
  return area.level === 'unit' && area.polygon === null && membersOf(area).size > 0;
}

export function listListedUnits({ areas }: Project): ListedUnit[] {
  return areas
    .filter(isListedUnit)
    .map((area) => ({ id: area.id, name: area.name, members: [...membersOf(area)] }))
    .sort((a, b) => compareIds(a.id, b.id));
}

/** Where an area lies; a listed unit lies where its members do. */
async function createShapes({ areas }: Project): Promise<(area: Area) => MultiPolygon | null> {
  if (!areas.some(isListedUnit)) return ({ polygon }) => polygon;
  const { unitePolygons } = await import('../core/geo/clip.ts');
  const polygons = new Map(areas.map(({ id, polygon }) => [id, polygon]));
  return (area) => {
    if (!isListedUnit(area)) return area.polygon;
    const parts = [...membersOf(area)].flatMap((id) => {
      const polygon = polygons.get(id);
      return polygon ? [polygon] : [];
    });
    return parts.length > 0 ? unitePolygons(parts) : null;
  };
}

/** The texts of the ground. A road's class is one of ours, whatever word its row has. */
export function createGroundTexts({ background }: Project): Record<keyof GroundLayers, string> {
  const features = background.map(({ kind, name, geometry, attributes }) => ({
    geometry,
    properties: { ...attributes, kind, name, ...(kind === 'road' && { class: findRoadClass(attributes['class']) }) },
  }));
  return {
    background: collectionText(features.filter(({ properties }) => !isDetail(properties))),
    detail: collectionText(features.filter(({ properties }) => isDetail(properties))),
  };
}

function isDetail({ kind, class: roadClass }: { kind: string; class?: unknown }): boolean {
  return kind === 'building' || kind === 'wall' || (kind === 'road' && roadClass === 'lane');
}

/** The texts of the map's large layers. Small homes come last, to be drawn on top of large ones. */
export function createLayerTexts(project: Project, homes: Homes): Record<Exclude<keyof PlaceLayers, 'areas'>, string> {
  return {
    residences: collectionText(
      rowsFromLargest(homes).map((index) => ({
        id: index,
        geometry: {
          type: 'Point',
          coordinates: [homes.positions[index * 2] ?? 0, homes.positions[index * 2 + 1] ?? 0],
        },
        properties: {
          index,
          id: homes.ids[index] ?? '',
          name: homes.names[index] ?? '',
          elders: finiteOrNull(homes.elders[index]),
        },
      })),
    ),
    facilities: collectionText(
      project.facilities.map(({ id, name, types, status, position }) => ({
        geometry: { type: 'Point', coordinates: [position[0], position[1]] },
        properties: { id, name, kind: types[0] ?? '', status },
      })),
    ),
  };
}

/** A sort key in the style would have the map draw each size apart. */
function rowsFromLargest({ elders }: Homes): number[] {
  return Array.from(elders.keys()).sort((a, b) => (elders[b] || 0) - (elders[a] || 0));
}

interface PlainFeature {
  id?: number;
  geometry: Geometry;
  properties: Record<string, unknown>;
}

function collectionText(features: PlainFeature[]): string {
  return JSON.stringify(createCollection(features));
}

function createCollection(features: PlainFeature[]): FeatureCollection {
  return { type: 'FeatureCollection', features: features.map((feature) => ({ type: 'Feature', ...feature })) };
}

export function asGeometry(polygon: MultiPolygon): Geometry {
  // GeoJSON's type asks for arrays that may be written to; nothing writes to these.
  return { type: 'MultiPolygon', coordinates: polygon as unknown as number[][][][] };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

export async function listAreas(project: Project): Promise<AreaSummary[]> {
  const names = new Map(project.areas.map((area) => [area.id, area.name]));
  const shapeOf = await createShapes(project);
  return project.areas.map((area) => {
    const { id, name, level, parentId, setting } = area;
    const shape = shapeOf(area);
    return {
      id,
      name,
      level,
      parentName: parentId === null ? null : (names.get(parentId) ?? null),
      setting,
      position: shape ? standingPoint(shape) : null,
      bounds: shape ? boundsOf(shape) : null,
    };
  });
}

/** The finest level of administrative areas in the data. */
export function findLevel(project: Project): AreaLevel | null {
  const present = new Set(project.areas.map(({ level }) => level));
  const fromBelow = [...AREA_LEVELS].filter((level) => level !== 'unit').reverse();
  return fromBelow.find((level) => present.has(level)) ?? (present.has('unit') ? 'unit' : null);
}

/** Years at which something opens, closes, is completed or is forecast, from the year of the data on. */
function listYears(project: Project): number[] {
  const { year } = project;
  if (year === null) return [];
  const years = new Set<number>([year]);
  for (const { opened, closes } of project.facilities) {
    if (opened !== null) years.add(opened);
    if (closes !== null) years.add(closes);
  }
  for (const { completed, eldersByYear } of project.residences) {
    if (completed !== null) years.add(completed);
    for (const forecast of Object.keys(eldersByYear)) years.add(Number(forecast));
  }
  return [...years].filter((each) => each >= year).sort((a, b) => a - b);
}

function rankKinds(project: Project): ProjectSummary['kinds'] {
  const rank = (kind: string) => (FIRST_KINDS.indexOf(kind) + 1 || FIRST_KINDS.length + 1) - 1;
  return listKinds(project.facilities, { year: null, pipeline: true })
    .map(({ kind, facilities }) => ({ kind, facilities }))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || b.facilities - a.facilities || compareIds(a.kind, b.kind));
}

function countLayers(project: Project): Record<LayerName, number> {
  return {
    facilities: project.facilities.length,
    areas: project.areas.length,
    residences: project.residences.length,
    walkways: project.walkways?.ids.length ?? 0,
    candidates: project.candidates.length,
    background: project.background.length,
    gates: project.gates.length,
    reported: project.reported.length,
  };
}

/** The ground the map shows first: the areas, else the homes, else the facilities. */
function findBounds(project: Project): Bounds {
  const polygons = project.areas.flatMap(({ polygon }) => polygon ?? []);
  if (polygons.length > 0) return boundsOf(polygons);
  const places = project.residences.length > 0 ? project.residences : project.facilities;
  return boundsOfPoints(places.map(({ position }) => position));
}

function boundsOfPoints(positions: Position[]): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of positions) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}
