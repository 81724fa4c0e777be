/** Walking: streets within reach by minutes, and one walk drawn from door to door. */
import type { MapPaint } from '../paint.ts';
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';

const WIDTH: Expression = ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.5, 12, 1, 14, 2.4, 16, 5, 18, 12];

/** `band` counts steps of five minutes from 0; beyond the last colour all are alike. */
function colourByBand(steps: readonly string[]): Expression {
  const [nearest = '', ...farther] = steps;
  return [
    'step',
    ['get', 'band'],
    nearest,
    ...farther.flatMap((colour, i) => [i + 1, colour]),
  ] as unknown as Expression;
}

export function createReachLayers(paint: MapPaint): MapLayer[] {
  return [
    {
      id: 'reach-street',
      type: 'line',
      source: SOURCES.reach,
      layout: { 'line-cap': 'butt', 'line-join': 'round' },
      paint: {
        'line-color': colourByBand(paint.reach),
        'line-width': WIDTH,
        // From afar the communities are the answer, from near the streets.
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 11, 0.12, 12.5, 0.3, 14, 0.95],
      },
    },
    ...createWalk(paint),
  ];
}

/**
 * `part` of a feature of this source: the line along the streets, a straight leg between door and street, or an end. The
 * pins at the ends say their names themselves; drawn here they are not seen, and all other texts give way to them.
 */
function createWalk(paint: MapPaint): MapLayer[] {
  const isPart = (part: 'line' | 'leg' | 'end'): Expression => ['==', ['get', 'part'], part];
  const line = (id: string, colour: string, width: number): MapLayer => ({
    id,
    type: 'line',
    source: SOURCES.walk,
    filter: isPart('line'),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  });
  return [
    line('walk-casing', paint.selectionCasing, 8),
    line('walk', paint.selection, 4.5),
    {
      id: 'walk-leg',
      type: 'line',
      source: SOURCES.walk,
      filter: isPart('leg'),
      paint: { 'line-color': paint.selection, 'line-width': 3, 'line-dasharray': [1.2, 1.2] },
    },
    {
      id: 'label-walk',
      type: 'symbol',
      source: SOURCES.walk,
      filter: isPart('end'),
      layout: {
        'text-field': ['get', 'name'],
        'text-size': 13,
        'text-anchor': 'bottom',
        // Above a pin of 50 pixels.
        'text-offset': [0, -3.9],
        'text-allow-overlap': true,
      },
      paint: { 'text-opacity': 0 },
    },
  ];
}
