/** Straight lines between facilities that supply each other: thin, for they are no ways that anybody goes. */
import { SOURCES, type MapLayer } from '../layer-types.ts';
import type { MapPaint } from '../paint.ts';

export function createLinkLayers(paint: MapPaint): MapLayer[] {
  const line = (id: string, colour: string, width: number): MapLayer => ({
    id,
    type: 'line',
    source: SOURCES.links,
    layout: { 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  });
  return [line('link-casing', paint.halo, 3.2), line('link', paint.ink, 1.4)];
}
