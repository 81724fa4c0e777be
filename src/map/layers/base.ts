/** The ground: land, water, green, buildings, ways, walls and boundaries of the project's own background. */
import type { RoadClass } from '../../core/roads.ts';
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import type { MapPaint } from '../paint.ts';

const source = SOURCES.background;
const KIND: Expression = ['get', 'kind'];

/** MapLibre would fill a line as if it were a ring: only polygons may reach a fill layer. */
const POLYGON: Expression = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]];

function filterPolygons(...kinds: string[]): Expression {
  return ['all', ['in', KIND, ['literal', kinds]], POLYGON];
}

export function filterRoads(roadClass: RoadClass): Expression {
  return ['all', ['==', KIND, 'road'], ['==', ['get', 'class'], roadClass]];
}

/** Below this zoom no layer draws anything of the source `detail`. */
export const DETAIL_ZOOM = 13.5;

/** Width in pixels by zoom; doubles with every zoom in between, as the ground does. */
function createWidth(...stops: [zoom: number, pixels: number][]): Expression {
  return ['interpolate', ['exponential', 1.6], ['zoom'], ...stops.flat()] as Expression;
}

interface RoadLook {
  minzoom: number;
  colour: string;
  casing: string;
  /** Pixels by zoom of the way itself; the casing adds its rim on both sides. */
  stops: [number, number][];
  rim: number;
}

function createRoad(roadClass: RoadClass, look: RoadLook): MapLayer[] {
  const line = (id: string, colour: string, width: Expression, minzoom: number): MapLayer => ({
    id,
    type: 'line',
    source: roadClass === 'lane' ? SOURCES.detail : source,
    minzoom,
    filter: filterRoads(roadClass),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  });
  const rimmed = look.stops.map(([zoom, pixels]): [number, number] => [zoom, pixels + 2 * look.rim]);
  return [
    line(`${roadClass}-casing`, look.casing, createWidth(...rimmed), look.minzoom + 0.5),
    line(roadClass, look.colour, createWidth(...look.stops), look.minzoom),
  ];
}

function createRoads(paint: MapPaint): MapLayer[] {
  const minor = { colour: paint.road, casing: paint.roadCasing };
  const major = { colour: paint.roadMajor, casing: paint.roadMajorCasing };
  return [
    ...createRoad('lane', {
      ...minor,
      minzoom: DETAIL_ZOOM,
      rim: 0.6,
      stops: [
        [DETAIL_ZOOM, 0.6],
        [16, 2.5],
        [18, 7],
      ],
    }),
    ...createRoad('street', {
      ...minor,
      minzoom: 12,
      rim: 0.8,
      stops: [
        [12, 0.7],
        [14, 2],
        [16, 5],
        [18, 14],
      ],
    }),
    ...createRoad('arterial', {
      ...minor,
      minzoom: 9,
      rim: 0.9,
      stops: [
        [9, 0.7],
        [12, 1.8],
        [14, 3.6],
        [16, 8],
        [18, 20],
      ],
    }),
    ...createRoad('expressway', {
      ...major,
      minzoom: 7,
      rim: 1,
      stops: [
        [7, 0.8],
        [10, 1.6],
        [12, 2.6],
        [14, 5],
        [16, 10],
        [18, 24],
      ],
    }),
  ];
}

function createRails(paint: MapPaint): MapLayer[] {
  const filter: Expression = ['==', KIND, 'rail'];
  return [
    {
      id: 'rail',
      type: 'line',
      source,
      minzoom: 10,
      filter,
      paint: { 'line-color': paint.rail, 'line-width': createWidth([10, 0.8], [14, 2.4], [18, 5]) },
    },
    {
      id: 'rail-gap',
      type: 'line',
      source,
      minzoom: 11,
      filter,
      paint: {
        'line-color': paint.railGap,
        'line-width': createWidth([11, 0.5], [14, 1.4], [18, 3.4]),
        'line-dasharray': [4, 4],
      },
    },
  ];
}

/** Boundaries by level. The same line may also be the rim of an area: both are drawn alike, so neither disturbs. */
function createBoundaries(paint: MapPaint): MapLayer[] {
  const boundary = (id: string, levels: string[], colour: string, stops: [number, number][]): MapLayer => ({
    id,
    type: 'line',
    source,
    minzoom: stops[0]?.[0] ?? 0,
    filter: ['all', ['==', KIND, 'boundary'], ['in', ['coalesce', ['get', 'level'], 'community'], ['literal', levels]]],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': createWidth(...stops) },
  });
  return [
    boundary('boundary-fine', ['community', 'unit'], paint.boundaryFine, [
      [11, 0.5],
      [16, 1.2],
    ]),
    boundary('boundary-middle', ['subdistrict'], paint.boundaryMiddle, [
      [9, 0.7],
      [16, 2],
    ]),
    boundary('boundary-coarse', ['county', 'city'], paint.boundaryCoarse, [
      [6, 0.9],
      [16, 2.8],
    ]),
  ];
}

function createFill(id: string, kinds: string[], colour: string): MapLayer {
  return { id, type: 'fill', source, filter: filterPolygons(...kinds), paint: { 'fill-color': colour } };
}

export function createBaseLayers(paint: MapPaint): MapLayer[] {
  return [
    { id: 'land', type: 'background', paint: { 'background-color': paint.land } },
    createFill('farmland', ['farmland'], paint.farmland),
    createFill('green', ['green'], paint.green),
    createFill('water', ['water'], paint.water),
    {
      id: 'water-line',
      type: 'line',
      source,
      filter: ['all', ['==', KIND, 'water'], ['!', POLYGON]],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': paint.water, 'line-width': createWidth([10, 0.8], [14, 2.5], [18, 9]) },
    },
    {
      id: 'building',
      type: 'fill',
      source: SOURCES.detail,
      minzoom: 14.5,
      filter: filterPolygons('building'),
      paint: {
        'fill-color': paint.building,
        'fill-outline-color': paint.buildingEdge,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14.5, 0, 15.5, 0.8],
      },
    },
    ...createRoads(paint),
    ...createRails(paint),
    {
      id: 'wall',
      type: 'line',
      source: SOURCES.detail,
      minzoom: 14,
      filter: ['==', KIND, 'wall'],
      paint: { 'line-color': paint.wall, 'line-width': createWidth([14, 0.6], [18, 2]) },
    },
    ...createBoundaries(paint),
  ];
}
