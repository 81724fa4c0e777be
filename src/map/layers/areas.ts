/**
 * Communities: fill by class, hatch and outline over lacking ones, cross-hatch where data are missing.
 * Everything that changes with an answer hangs on feature state, so that no geometry is sent again.
 */
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import { AREA_CLASSES, type MapPaint } from '../paint.ts';
import { GAP_HATCH, UNKNOWN_HATCH } from '../symbols.ts';

const source = SOURCES.areas;
const CLASS: Expression = ['coalesce', ['feature-state', 'class'], 'none'];

function when(state: Expression, then: number, otherwise = 0): Expression {
  return ['case', state, then, otherwise];
}
const isLacking: Expression = ['==', CLASS, 'lacking'];
const isUnknown: Expression = ['==', CLASS, 'unknown'];
const isHovered: Expression = ['boolean', ['feature-state', 'hovered'], false];
const isSelected: Expression = ['boolean', ['feature-state', 'selected'], false];

/** Layers whose filter follows the level shown. */
export const AREA_LAYERS = [
  'area-fill',
  'area-unknown-hatch',
  'area-gap-hatch',
  'area-edge',
  'area-gap-edge-casing',
  'area-gap-edge',
  'area-hovered',
  'area-selected-casing',
  'area-selected',
] as const;

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

function createOutline(id: string, shown: Expression, colour: string, width: number): MapLayer {
  return {
    id,
    type: 'line',
    source,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': when(shown, 1) },
  };
}

function createHatch(id: string, pattern: string, shown: Expression, opacity: number): MapLayer {
  return { id, type: 'fill', source, paint: { 'fill-pattern': pattern, 'fill-opacity': when(shown, opacity) } };
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
    createHatch('area-unknown-hatch', UNKNOWN_HATCH, isUnknown, 0.9),
    createHatch('area-gap-hatch', GAP_HATCH, isLacking, 1),
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
    createOutline('area-gap-edge-casing', isLacking, paint.halo, 4),
    createOutline('area-gap-edge', isLacking, paint.gap, 2),
    createOutline('area-hovered', isHovered, paint.ink, 2),
    createOutline('area-selected-casing', isSelected, paint.selectionCasing, 7),
    createOutline('area-selected', isSelected, paint.selection, 3.5),
  ];
}
