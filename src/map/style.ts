/** The whole style: every source and every layer, in the declared order. */
import type { FeatureCollection } from 'geojson';
import { createAreaLayers } from './layers/areas.ts';
import { createBaseLayers } from './layers/base.ts';
import { createBufferLayers } from './layers/buffers.ts';
import { createFacilityLayers } from './layers/facilities.ts';
import { createLabelLayers } from './layers/labels.ts';
import { createLinkLayers } from './layers/links.ts';
import { createReachLayers } from './layers/reach.ts';
import { createResidenceLayers } from './layers/residences.ts';
import { createSelectionLayers } from './layers/selection.ts';
import { SOURCES, type MapLayer, type MapStyle } from './layer-types.ts';
import { sortLayers } from './order.ts';
import type { MapPaint } from './paint.ts';
import type { MapPlaces } from './types.ts';

export const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Sources that have their data from the start. */
export const FIRST_SOURCES = [SOURCES.areas, SOURCES.residences, SOURCES.facilities] as const;

/** Id of the source that a layer draws; empty for the land. */
export function sourceOf(layer: MapLayer): string {
  return 'source' in layer ? layer.source : '';
}

/** A layer whose source has no data yet is hidden: else all tiles of it would be loaded to find nothing in them. */
function hideWithoutData(layer: MapLayer): MapLayer {
  const source = sourceOf(layer);
  if (source === '' || FIRST_SOURCES.some((first) => first === source)) return layer;
  return { ...layer, layout: { ...layer.layout, visibility: 'none' } };
}

export function createLayers(paint: MapPaint): MapLayer[] {
  return sortLayers([
    ...createBaseLayers(paint),
    ...createAreaLayers(paint),
    ...createBufferLayers(paint),
    ...createReachLayers(paint),
    ...createLinkLayers(paint),
    ...createResidenceLayers(paint),
    ...createFacilityLayers(),
    ...createSelectionLayers(paint),
    ...createLabelLayers(paint),
  ]);
}

/** No glyphs and no sprite address: text and symbols are drawn on this machine, and nothing is fetched. */
export function createStyle(places: MapPlaces, paint: MapPaint): MapStyle {
  return {
    version: 8,
    // Colours change at once; a fade would only cost frames.
    transition: { duration: 0, delay: 0 },
    sources: {
      [SOURCES.background]: { type: 'geojson', data: EMPTY },
      [SOURCES.detail]: { type: 'geojson', data: EMPTY },
      // States hang on the ids of areas and on the rows of residences.
      [SOURCES.areas]: { type: 'geojson', data: places.areas, promoteId: 'id' },
      [SOURCES.markedAreas]: { type: 'geojson', data: EMPTY },
      [SOURCES.residences]: { type: 'geojson', data: places.residences, promoteId: 'index' },
      [SOURCES.facilities]: { type: 'geojson', data: places.facilities },
      [SOURCES.areaLabels]: { type: 'geojson', data: EMPTY },
      [SOURCES.buffers]: { type: 'geojson', data: EMPTY },
      [SOURCES.circles]: { type: 'geojson', data: EMPTY },
      [SOURCES.reach]: { type: 'geojson', data: EMPTY },
      [SOURCES.walk]: { type: 'geojson', data: EMPTY },
      [SOURCES.links]: { type: 'geojson', data: EMPTY },
      [SOURCES.pointed]: { type: 'geojson', data: EMPTY },
    },
    layers: createLayers(paint).map(hideWithoutData),
  };
}
