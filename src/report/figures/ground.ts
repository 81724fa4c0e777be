/** The ground that all maps of a report share: one extent, one scale, and the shapes of the areas in pixels. */
import type { Geometry, Position as JsonPosition } from 'geojson';
import type { MultiPolygon, Position } from '../../core/types.ts';
import type { Context } from '../context.ts';
import { formatNumber } from '../markup.ts';
import { FIGURE_WIDTH } from './drawing.ts';

export type Point = [x: number, y: number];

export interface Shape {
  id: string;
  name: string;
  /** Data of an SVG path. */
  path: string;
  /** A point inside, where it is wide. */
  label: Point;
}

export interface Ground {
  width: number;
  height: number;
  metresPerPixel: number;
  place(position: Position): Point;
  /** Of the listed level, by id. */
  units: ReadonlyMap<string, Shape>;
  towns: Shape[];
  water: string;
}

/** Of a sphere; the scale bar is drawn with it, and is right within half a per cent. */
const METRES_PER_DEGREE = 111_195;
const MARGIN = 10;
const HEIGHTS = { least: 300, most: 600 };
/** Vertices nearer to each other than this many pixels are one. */
const FINEST = 0.5;
const LEAST_WATER = 3;

/** null where neither areas have polygons nor homes are known: there is nothing to draw. */
export function createGround(context: Context): Ground | null {
  const { areas, units, project } = context;
  const polygons = units.flatMap(({ id }) => areas.get(id)?.polygon ?? []);
  const positions = polygons.length > 0 ? polygons.flat(2) : project.residences.map(({ position }) => position);
  const frame = createFrame(positions);
  if (!frame) return null;
  const shapes = (list: readonly { id: string; name: string }[]): Shape[] =>
    list.flatMap(({ id, name }) => {
      const polygon = areas.get(id)?.polygon;
      return polygon ? [createShape(id, name, polygon, frame.place)] : [];
    });
  const towns = project.areas.filter(({ level }) => level === 'subdistrict' && level !== context.level);
  return {
    ...frame,
    units: new Map(shapes(units).map((shape) => [shape.id, shape])),
    towns: shapes(towns),
    water: drawWater(context, frame),
  };
}

type Frame = Pick<Ground, 'width' | 'height' | 'metresPerPixel' | 'place'>;

/** Equirectangular at the middle latitude, which is true to scale along both axes there; north is up. */
function createFrame(positions: readonly Position[]): Frame | null {
  const [first] = positions;
  if (!first) return null;
  // Longitudes counted on from the first, so that a place on the antimeridian stays in one piece.
  const unwrap = (longitude: number): number => longitude - 360 * Math.round((longitude - first[0]) / 360);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of positions) {
    const x = unwrap(longitude);
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // A place of one point still gets a map of a kilometre.
  const across = Math.max((east - west) * squeeze, 0.01);
  const along = Math.max(north - south, 0.01);
  const inside = FIGURE_WIDTH - 2 * MARGIN;
  const scale = Math.min(inside / across, (HEIGHTS.most - 2 * MARGIN) / along);
  const height = Math.max(HEIGHTS.least, Math.round(along * scale) + 2 * MARGIN);
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  return {
    width: FIGURE_WIDTH,
    height,
    metresPerPixel: METRES_PER_DEGREE / scale,
    place: ([longitude, latitude]) => [
      FIGURE_WIDTH / 2 + (unwrap(longitude) - middleX) * squeeze * scale,
      height / 2 - (latitude - middleY) * scale,
    ],
  };
}

function createShape(id: string, name: string, polygon: MultiPolygon, place: Frame['place']): Shape {
  const rings = polygon.flat().map((ring) => ring.map(place));
  return { id, name, path: rings.map(drawRing).join(''), label: findLabel(rings) };
}

function drawRing(ring: readonly Point[]): string {
  const kept: Point[] = [];
  for (const point of ring) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= FINEST) kept.push(point);
  }
  if (kept.length < 3) return '';
  return `M${kept.map(([x, y]) => `${formatTenth(x)} ${formatTenth(y)}`).join('L')}Z`;
}

function formatTenth(value: number): string {
  return formatNumber(Math.round(value * 10) / 10);
}

/** The middle of the widest run inside, over nine horizontal lines; lines near the middle are preferred. */
export function findLabel(rings: readonly (readonly Point[])[]): Point {
  const all = rings.flat();
  const [top, bottom] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
  let best: Point = all[0] ?? [0, 0];
  let widest = -1;
  for (let step = 1; step <= 9; step++) {
    const along = step / 10;
    const y = top + along * (bottom - top);
    const crossings = findCrossings(rings, y);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [from = 0, to = 0] = [crossings[i], crossings[i + 1]];
      const score = (to - from) * (1 - Math.abs(along - 0.5));
      if (score > widest) [best, widest] = [[(from + to) / 2, y], score];
    }
  }
  return best;
}

function findCrossings(rings: readonly (readonly Point[])[], y: number): number[] {
  const found: number[] = [];
  for (const ring of rings) {
    for (const [place, from] of ring.entries()) {
      const to = ring[(place + 1) % ring.length] ?? from;
      if (from[1] <= y === to[1] <= y) continue;
      found.push(from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]));
    }
  }
  return found.sort((a, b) => a - b);
}

/** Waters that can be seen at this scale, as one path. */
function drawWater({ project }: Context, { place, width, height }: Frame): string {
  return project.background
    .filter(({ kind }) => kind === 'water')
    .flatMap(({ geometry }) => polygonsOf(geometry))
    .map((polygon) => polygon.map((ring) => ring.map(([x = 0, y = 0]) => place([x, y]))))
    .filter(([outer = []]) => {
      const [xs, ys] = [outer.map(([x]) => x), outer.map(([, y]) => y)];
      const [left, right] = [Math.min(...xs), Math.max(...xs)];
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
      const isSeen = right > 0 && left < width && bottom > 0 && top < height;
      return isSeen && Math.max(right - left, bottom - top) >= LEAST_WATER;
    })
    .map((rings) => rings.map(drawRing).join(''))
    .join('');
}

function polygonsOf(geometry: Geometry): JsonPosition[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}
