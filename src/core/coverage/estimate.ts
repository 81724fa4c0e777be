/** Residences for communities of which only the number of elders is known. */
import { AreaIndex } from '../geo/area-index.ts';
import { fromPlane, toPlane } from '../geo/metric.ts';
import { areaOf, boundsOf, isInside, standingPoint } from '../geo/polygons.ts';
import type { Area, BackgroundFeature, Bounds, MultiPolygon, Position, Residence } from '../types.ts';

/** Points an area gets, or a little more: a square kilometre is then seen every 100 m, fine against limits from 300 m on. */
const MOST_POINTS = 100;

export interface AreaToFill {
  area: Area;
  polygon: MultiPolygon;
  /** Elders (more than 0) that tell how many places there are and what part each holds: the same in every year. */
  basis: number;
  /** Elders in the year of analysis; null = not known. */
  elders: number | null;
}

/** A place for elders, with its share in them. */
interface Place {
  position: Position;
  weight: number;
}

/**
 * Made-up residences, `estimated`, for each area: at building footprints inside it by their floor area where
 * `background` has kind `building`, else on an even grid inside the polygon. Elders are whole persons that add up to
 * the area's exactly; ids are `<area id>~1`, ... from south-west on. Where they stand and how they are called does not
 * depend on the year; one may hold nobody in another year. None for an area without elders in the year. Limit: nobody
 * knows where in the area they live.
 */
export function estimateResidences(
  toFill: readonly AreaToFill[],
  background: readonly BackgroundFeature[],
): Residence[][] {
  if (toFill.length === 0) return [];
  const buildings = buildingsByArea(toFill, background);
  return toFill.map(({ area, polygon, basis, elders }, i) => {
    if (elders === null || !(elders > 0)) return [];
    const inBuildings = buildings[i]!;
    const places = settle(inBuildings.length > 0 ? inBuildings : gridPlaces(polygon, basis), basis);
    return shareOut(places, elders).map((part, place) =>
      createResidence(area, place + 1, places[place]!.position, part),
    );
  });
}

function buildingsByArea(toFill: readonly AreaToFill[], background: readonly BackgroundFeature[]): Place[][] {
  const places: Place[][] = toFill.map(() => []);
  const index = new AreaIndex(toFill.map(({ polygon }) => polygon));
  const boxes = toFill.map(({ polygon }) => boundsOf(polygon));
  for (const feature of background) {
    const polygon = feature.kind === 'building' ? polygonOf(feature) : null;
    if (!polygon) continue;
    const bounds = boundsOf(polygon);
    // Few areas are to be filled, and a city has many buildings.
    if (!boxes.some((box) => overlaps(box, bounds))) continue;
    const weight = areaOf(polygon);
    if (!(weight > 0)) continue;
    const position = standingPoint(polygon);
    const found = index.find(position[0], position[1]);
    if (found >= 0) places[found]!.push({ position, weight });
  }
  for (const list of places) list.sort((a, b) => a.position[1] - b.position[1] || a.position[0] - b.position[0]);
  return places;
}

function overlaps(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function polygonOf({ geometry }: BackgroundFeature): MultiPolygon | null {
  // GeoJSON positions may carry a height; nothing here looks past the first two numbers.
  if (geometry.type === 'Polygon') return [geometry.coordinates as unknown as Position[][]];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates as unknown as MultiPolygon;
  return null;
}

/** Centres of a square grid inside the polygon; where it is too thin for any, the point where it stands. */
function gridPlaces(polygon: MultiPolygon, elders: number): Place[] {
  const [west, south, east, north] = boundsOf(polygon);
  const spacing = Math.sqrt(areaOf(polygon) / Math.max(1, Math.min(MOST_POINTS, Math.floor(elders))));
  const meridian = (west + east) / 2;
  const bottom = toPlane([meridian, south], meridian)[1];
  const top = toPlane([meridian, north], meridian)[1];
  const halfWidth = Math.max(toPlane([east, south], meridian)[0], toPlane([east, north], meridian)[0]);
  // Rows by columns make up the cells there should be, also in a strip that is narrower than one cell.
  const cells = Math.max(1, ((top - bottom) * 2 * halfWidth) / (spacing * spacing));
  const rows = Math.max(1, Math.round(Math.min(cells, (top - bottom) / spacing)));
  const columns = Math.max(1, Math.round(cells / rows));
  const places: Place[] = [];
  // A sliver that runs across a whole city has a small area in a huge box: it gets its standing point.
  if (!(spacing > 0) || rows * columns > 100 * MOST_POINTS) return [{ position: standingPoint(polygon), weight: 1 }];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = ((column + 0.5) / columns) * 2 * halfWidth - halfWidth;
      const y = bottom + ((row + 0.5) / rows) * (top - bottom);
      const position = fromPlane(x, y, meridian);
      if (isInside(position, polygon)) places.push({ position, weight: 1 });
    }
  }
  return places.length > 0 ? places : [{ position: standingPoint(polygon), weight: 1 }];
}

/** The places that hold somebody when `elders` are shared out, weighted by how many. */
function settle(places: readonly Place[], elders: number): Place[] {
  const parts = shareOut(places, elders);
  return places.map(({ position }, i) => ({ position, weight: parts[i]! })).filter(({ weight }) => weight > 0);
}

/** Elders of each place. Running totals are rounded, so that parts are whole and add up; a fraction goes to the last. */
function shareOut(places: readonly Place[], elders: number): number[] {
  const whole = Math.floor(elders);
  const total = places.reduce((sum, place) => sum + place.weight, 0);
  let weight = 0;
  let placed = 0;
  return places.map((place, i) => {
    weight += place.weight;
    const until = i === places.length - 1 ? elders : Math.min(whole, Math.round((elders * weight) / total));
    const part = until - placed;
    placed = until;
    return part;
  });
}

function createResidence(area: Area, number: number, position: Position, elders: number): Residence {
  return {
    id: `${area.id}~${number}`,
    name: area.name,
    position,
    polygon: null,
    areaId: area.id,
    households: null,
    population: null,
    elders,
    elders80: null,
    eldersByYear: {},
    stage: null,
    completed: null,
    estimated: true,
    attributes: {},
  };
}
