/** Homes: circles by the square root of elders. Inside the limit filled, outside hollow with a dark ring. */
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import type { MapPaint } from '../paint.ts';

/** Values of `MapAnswer.homes`; a home without a state (no answer yet) is drawn neutral. */
export const HOME_STATES = { ignored: 0, outside: 1, inside: 2, none: 3 } as const;
const HOME: Expression = ['coalesce', ['feature-state', 'home'], HOME_STATES.none];

/** Circle area follows elders. Unknown elders get the size of a small home, so that the home is not lost. */
const ROOT_OF_ELDERS: Expression = ['sqrt', ['max', 9, ['coalesce', ['get', 'elders'], 9]]];

function scaleRadius(factor: number): Expression {
  const radius: Expression = ['*', factor, ROOT_OF_ELDERS];
  return ['case', ['==', HOME, HOME_STATES.ignored], ['min', 2, radius], radius];
}

function byHome<T extends string | number>(ignored: T, outside: T, inside: T, none: T): Expression {
  const { ignored: i, outside: o, inside: n } = HOME_STATES;
  return ['match', HOME, i, ignored, o, outside, n, inside, none] as unknown as Expression;
}

export function createResidenceLayers(paint: MapPaint): MapLayer[] {
  return [
    {
      id: 'homes',
      type: 'circle',
      source: SOURCES.residences,
      minzoom: 10,
      paint: {
        'circle-radius': [
          'interpolate',
          ['exponential', 1.6],
          ['zoom'],
          10,
          scaleRadius(0.06),
          12,
          scaleRadius(0.16),
          14,
          scaleRadius(0.42),
          16,
          scaleRadius(0.85),
          18,
          scaleRadius(1.3),
        ],
        'circle-color': byHome(paint.homeIgnored, paint.homeOutsideFill, paint.homeInside, paint.homeNeutral),
        'circle-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11.5,
          byHome(0.15, 0.45, 0.3, 0.25),
          13.5,
          byHome(0.6, 0.95, 0.8, 0.6),
        ],
        'circle-stroke-color': byHome(
          paint.homeIgnored,
          paint.homeOutsideRing,
          paint.homeOutsideFill,
          paint.homeOutsideFill,
        ),
        'circle-stroke-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11.5,
          byHome(0, 0.6, 0, 0),
          13.5,
          byHome(0, 1.4, 0.5, 0.5),
          16,
          byHome(0, 2.4, 0.8, 0.8),
        ],
        'circle-stroke-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11.5,
          byHome(0, 0.5, 0, 0),
          13.5,
          byHome(0, 1, 0.8, 0.8),
        ],
      },
    },
  ];
}
