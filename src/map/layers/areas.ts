/**
 * Communities: fill by class, hatch and outline over lacking ones, cross-hatch where data are missing. The fill hangs on
 * feature state, so that no geometry is sent again; the few that are hatched or pointed at have sources of their own.
 */
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import { AREA_CLASSES, type MapPaint } from '../paint.ts';
import { GAP_HATCH, UNKNOWN_HATCH } from '../symbols.ts';

const source = SOURCES.areas;
const CLASS: Expression = ['coalesce', ['feature-state', 'class'], 'none'];

/** Layers whose filter follows the level shown. */
export const AREA_LAYERS = ['area-fill', 'area-edge'] as const;

export function filterLevel(level: string): Expression {
  return ['==', ['get', 'level'], level];
}

function createFillColour(paint: MapPaint): Expression {
  const pairs = [...AREA_CLASSES, 'unknown' as const].flatMap((name) => [name, paint.areas[name]]);
  return ['match', CLASS, ...pairs, paint.areas.empty] as unknown as Expression;
}

function createFillOpacity(opacity: number): Expression {
  return ['match', CLASS, ['none', 'empty'], 0, opacity];
}

type MarkedClass = 'lacking' | 'unknown';
const isMarked = (name: MarkedClass): Expression => ['==', ['get', 'class'], name];
const LACKING = { source: SOURCES.markedAreas, filter: isMarked('lacking') };
const isPointed = (role: 'hovered' | 'selected'): Expression => [
  'all',
  ['==', ['get', 'role'], role],
  ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]],
];

const HOVERED = { source: SOURCES.pointed, filter: isPointed('hovered') };
const SELECTED = { source: SOURCES.pointed, filter: isPointed('selected') };

function createOutline(
  id: string,
  { source, filter }: { source: string; filter: Expression },
  colour: string,
  width: number,
): MapLayer {
  return {
    id,
    type: 'line',
    source,
    filter,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  };
}

function createHatch(id: string, pattern: string, name: MarkedClass, opacity: number): MapLayer {
  return {
    id,
    type: 'fill',
    source: SOURCES.markedAreas,
    filter: isMarked(name),
    paint: { 'fill-pattern': pattern, 'fill-opacity': opacity },
  };
}

export function createAreaLayers(paint: MapPaint): MapLayer[] {
  return [
    {
      id: 'area-fill',
      type: 'fill',
      source,
      paint: {
        'fill-color': createFillColour(paint),
        // From near the ground matters more and shimmers through; an area without an answer leaves it as it is.
        'fill-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          12,
          createFillOpacity(0.88),
          15.5,
          createFillOpacity(0.5),
        ],
      },
    },
    createHatch('area-unknown-hatch', UNKNOWN_HATCH, 'unknown', 0.9),
    createHatch('area-gap-hatch', GAP_HATCH, 'lacking', 1),
    {
      id: 'area-edge',
      type: 'line',
      source,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': paint.boundaryMiddle,
        'line-opacity': 0.5,
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.4, 12, 0.8, 16, 1.6],
      },
    },
    createOutline('area-gap-edge-casing', LACKING, paint.halo, 4),
    createOutline('area-gap-edge', LACKING, paint.gap, 2),
    createOutline('area-hovered', HOVERED, paint.ink, 2),
    createOutline('area-selected-casing', SELECTED, paint.selectionCasing, 7),
    createOutline('area-selected', SELECTED, paint.selection, 3.5),
  ];
}
