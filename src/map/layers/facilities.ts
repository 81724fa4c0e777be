/** Facilities: those that count with their full symbol at every zoom, all others faint and only from near. */
import { KIND_OF_TYPE } from '../kinds.ts';
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';

const source = SOURCES.facilities;

/** The group of a facility's symbol; a type code is understood as well. */
function createKind(): Expression {
  return ['match', ['get', 'kind'], ...Object.entries(KIND_OF_TYPE).flat(), 'other'] as unknown as Expression;
}

/** Name of the image, as `symbols.ts` draws them: facility-<kind>-<open | planned | closed>. */
const ICON: Expression = [
  'concat',
  'facility-',
  createKind(),
  '-',
  ['match', ['coalesce', ['get', 'status'], 'open'], 'open', 'open', 'closed', 'closed', 'planned'],
];

/** Facilities whose id is among these. A lookup by `match` costs the same for three ids and three thousand. */
export function filterCounting(ids: ReadonlySet<string>, counting: boolean): Expression {
  if (ids.size === 0) return ['literal', !counting];
  return ['match', ['get', 'id'], [...ids], counting, !counting];
}

/** Layers that show the facilities that count (true) and the others (false). */
export const FACILITY_LAYERS: readonly [id: string, counting: boolean][] = [
  ['facilities', true],
  ['facilities-other', false],
  ['label-facility', true],
  ['label-facility-other', false],
];

export function createFacilityLayers(): MapLayer[] {
  const none = new Set<string>();
  return [
    {
      id: 'facilities-other',
      type: 'symbol',
      source,
      minzoom: 13,
      filter: filterCounting(none, false),
      layout: {
        'icon-image': ICON,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.4, 16, 0.7],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: { 'icon-opacity': 0.4 },
    },
    {
      id: 'facilities',
      type: 'symbol',
      source,
      filter: filterCounting(none, true),
      layout: {
        'icon-image': ICON,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.45, 12, 0.62, 14, 0.85, 16, 1],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}
