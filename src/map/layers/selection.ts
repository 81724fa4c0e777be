/** Rings around the facility or home that is pointed at or selected. Areas have their own outlines. */
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import type { MapPaint } from '../paint.ts';

/** Radius that clears a facility's symbol (`facilities.ts`) at the same zoom. */
const RADIUS: Expression = ['interpolate', ['linear'], ['zoom'], 10, 10, 12, 13, 14, 16, 16, 19];

export function createSelectionLayers(paint: MapPaint): MapLayer[] {
  const ring = (id: string, role: string, colour: string, width: number): MapLayer => ({
    id,
    type: 'circle',
    source: SOURCES.pointed,
    // An area that is pointed at is in the same source; a circle layer would draw its corners.
    filter: ['all', ['==', ['get', 'role'], role], ['==', ['geometry-type'], 'Point']],
    paint: {
      'circle-radius': RADIUS,
      'circle-opacity': 0,
      'circle-stroke-color': colour,
      'circle-stroke-width': width,
    },
  });
  return [
    ring('point-hovered', 'hovered', paint.ink, 2),
    ring('point-selected-casing', 'selected', paint.selectionCasing, 6),
    ring('point-selected', 'selected', paint.selection, 3.5),
  ];
}
