/** Homes: circles by the square root of elders. Inside the limit filled, outside hollow with a dark ring. */
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import type { MapPaint } from '../paint.ts';

/** Values of `MapAnswer.homes`; a home without a state (no answer yet) is drawn neutral. */
export const HOME_STATES = {
  ignored: 0,
  outside: 1,
  inside: 2,
  none: 3,
  unplaced: 4,
  lost: 5,
  gained: 6,
  given: 7,
} as const;
const HOME: Expression = ['coalesce', ['feature-state', 'home'], HOME_STATES.none];

/** Circle area follows elders. Unknown elders get the size of a small home, so that the home is not lost. */
const ROOT_OF_ELDERS: Expression = ['sqrt', ['max', 9, ['coalesce', ['get', 'elders'], 9]]];

const CHANGED_FACTOR = 1.6;

function scaleRadius(factor: number): Expression {
  const radius: Expression = ['*', factor, ROOT_OF_ELDERS];
  return [
    'case',
    ['==', HOME, HOME_STATES.ignored],
    ['min', 2, radius],
    // What a scenario changes stands out among many.
    ['>=', HOME, HOME_STATES.gained],
    ['*', CHANGED_FACTOR, radius],
    radius,
  ];
}

type HomeState = keyof typeof HOME_STATES;

function byHome<T extends string | number>(values: Readonly<Record<HomeState, T>>): Expression {
  const { none, ...others } = values;
  const pairs = Object.entries(others).flatMap(([state, value]) => [HOME_STATES[state as HomeState], value]);
  return ['match', HOME, ...pairs, none] as unknown as Expression;
}

/** By zoom and state. */
function zoomed(...stops: [zoom: number, values: Readonly<Record<HomeState, number>>][]): Expression {
  return [
    'interpolate',
    ['linear'],
    ['zoom'],
    ...stops.flatMap(([zoom, values]) => [zoom, byHome(values)]),
  ] as unknown as Expression;
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
        'circle-color': byHome({
          ignored: paint.homeIgnored,
          outside: paint.homeOutsideFill,
          inside: paint.homeInside,
          none: paint.homeNeutral,
          unplaced: paint.areas.unknown,
          lost: paint.gap,
          gained: paint.homeInside,
          given: paint.gap,
        }),
        'circle-opacity': zoomed(
          [
            11.5,
            {
              ignored: 0.15,
              outside: 0.45,
              inside: 0.3,
              none: 0.25,
              unplaced: 0.45,
              lost: 0.7,
              gained: 0.7,
              given: 0.7,
            },
          ],
          [
            13.5,
            { ignored: 0.6, outside: 0.95, inside: 0.8, none: 0.6, unplaced: 0.9, lost: 0.9, gained: 0.9, given: 0.9 },
          ],
        ),
        'circle-stroke-color': byHome({
          ignored: paint.homeIgnored,
          outside: paint.homeOutsideRing,
          inside: paint.homeOutsideFill,
          none: paint.homeOutsideFill,
          unplaced: paint.unknownLine,
          lost: paint.homeOutsideRing,
          gained: paint.homeOutsideRing,
          given: paint.homeOutsideRing,
        }),
        'circle-stroke-width': zoomed(
          [11.5, { ignored: 0, outside: 0.6, inside: 0, none: 0, unplaced: 0.6, lost: 0.8, gained: 0.8, given: 0.8 }],
          [
            13.5,
            { ignored: 0, outside: 1.4, inside: 0.5, none: 0.5, unplaced: 1.4, lost: 1.6, gained: 1.6, given: 1.6 },
          ],
          [16, { ignored: 0, outside: 2.4, inside: 0.8, none: 0.8, unplaced: 2.4, lost: 2.6, gained: 2.6, given: 2.6 }],
        ),
        'circle-stroke-opacity': zoomed(
          [11.5, { ignored: 0, outside: 0.5, inside: 0, none: 0, unplaced: 0.5, lost: 0.9, gained: 0.9, given: 0.9 }],
          [13.5, { ignored: 0, outside: 1, inside: 0.8, none: 0.8, unplaced: 1, lost: 1, gained: 1, given: 1 }],
        ),
      },
    },
  ];
}
