/** The limit around the facilities that count: the union of the discs, a tint inside and a thin dashed rim; beside a walk the rim alone. */
import type { FeatureCollection } from 'geojson';
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import type { MapPaint } from '../paint.ts';

/** Set on the ground within a walk. */
const IS_WALKED: Expression = ['==', ['get', 'mode'], 'walking'];

/** The same, asked of the data. Such ground has a rim round every block: it takes longer to draw than all fills. */
export function isWalked({ features }: FeatureCollection): boolean {
  return features[0]?.properties?.['mode'] === 'walking';
}

export function createBufferLayers(paint: MapPaint): MapLayer[] {
  return [
    {
      id: 'buffer-fill',
      type: 'fill',
      source: SOURCES.buffers,
      paint: { 'fill-color': paint.buffer, 'fill-opacity': 0.06, 'fill-antialias': false },
    },
    {
      id: 'buffer-rim',
      type: 'line',
      source: SOURCES.buffers,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': paint.buffer,
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.7, 13, 1.1, 16, 1.6],
        // On foot the rim follows every block: from afar it would cover what it bounds.
        'line-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11,
          ['case', IS_WALKED, 0.15, 0.75],
          14.5,
          ['case', IS_WALKED, 0.6, 0.75],
        ],
        'line-dasharray': [3, 2.5],
      },
    },
    {
      id: 'circle-rim-casing',
      type: 'line',
      source: SOURCES.circles,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': paint.halo, 'line-width': 3.2, 'line-opacity': 0.7 },
    },
    {
      id: 'circle-rim',
      type: 'line',
      source: SOURCES.circles,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': paint.circle, 'line-width': 1.4, 'line-dasharray': [4, 3] },
    },
  ];
}
