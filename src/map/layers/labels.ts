/** Texts: few, none cut, each with a halo of the ground it stands on. What the answer names comes first. */
import { SOURCES, type Expression, type MapLayer } from '../layer-types.ts';
import { FONT, FONT_BOLD, type MapPaint } from '../paint.ts';
import { filterCounting } from './facilities.ts';
import { filterRoads } from './base.ts';

const NAME: Expression = ['coalesce', ['get', 'name'], ''];
type SymbolLayer = Extract<MapLayer, { type: 'symbol' }>;
type Layout = NonNullable<SymbolLayer['layout']>;

interface Look {
  colour: string;
  halo: string;
  size: Expression | number;
  bold?: boolean;
}

/** Names of facilities; the goal of a walk has its own on its pin. */
export function nameFacilities(goal: string | undefined): Expression {
  return goal === undefined ? NAME : ['case', ['==', ['get', 'id'], goal], '', NAME];
}

/** One text layer; `rest` says what it draws and where. */
function createLabel(look: Look, rest: Omit<SymbolLayer, 'type'>): MapLayer {
  const layout: Layout = {
    'text-field': NAME,
    'text-font': look.bold ? FONT_BOLD : FONT,
    'text-size': look.size,
    'text-padding': 6,
    'text-max-width': 9,
    ...rest.layout,
  };
  return {
    ...rest,
    type: 'symbol',
    layout,
    paint: { 'text-color': look.colour, 'text-halo-color': look.halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 },
  };
}

function createGroundLabels(paint: MapPaint): MapLayer[] {
  const along: Layout = { 'symbol-placement': 'line', 'symbol-spacing': 400, 'text-max-angle': 30 };
  const street = { colour: paint.mutedInk, halo: paint.road, size: 11 };
  const ground = (kind: string): Expression => ['==', ['get', 'kind'], kind];
  const source = SOURCES.background;
  return [
    createLabel(street, {
      id: 'label-lane',
      source: SOURCES.detail,
      minzoom: 16,
      filter: filterRoads('lane'),
      layout: along,
    }),
    createLabel(
      { ...street, size: ['interpolate', ['linear'], ['zoom'], 13, 11, 16, 13] },
      {
        id: 'label-street',
        source,
        minzoom: 14,
        filter: ['all', ground('road'), ['!', filterRoads('lane')]],
        layout: along,
      },
    ),
    createLabel(
      { colour: paint.greenText, halo: paint.green, size: 11 },
      { id: 'label-green', source, minzoom: 14, filter: ground('green') },
    ),
    createLabel(
      { colour: paint.waterText, halo: paint.waterHalo, size: 12 },
      {
        id: 'label-water',
        source,
        minzoom: 12,
        filter: ground('water'),
        layout: { 'text-letter-spacing': 0.15, 'symbol-spacing': 500 },
      },
    ),
  ];
}

/** Texts on points: one line below the symbol, or beside it where there is more room. */
const BELOW: Layout = {
  'text-variable-anchor': ['top', 'left', 'right', 'bottom'],
  'text-radial-offset': 1.1,
  'text-justify': 'auto',
  'text-optional': true,
};

function createPointLabels(paint: MapPaint): MapLayer[] {
  const look = { colour: paint.ink, halo: paint.halo, size: 12 };
  const none = new Set<string>();
  return [
    createLabel(
      { ...look, colour: paint.mutedInk, size: 11 },
      {
        id: 'label-home',
        source: SOURCES.residences,
        minzoom: 15.5,
        // Clears the circle, which grows with the zoom.
        layout: { ...BELOW, 'text-radial-offset': ['interpolate', ['linear'], ['zoom'], 15.5, 1.1, 18, 2] },
      },
    ),
    createLabel(
      { ...look, colour: paint.mutedInk, size: 11 },
      {
        id: 'label-facility-other',
        source: SOURCES.facilities,
        minzoom: 16,
        filter: filterCounting(none, false),
        layout: BELOW,
      },
    ),
    createLabel(look, {
      id: 'label-facility',
      source: SOURCES.facilities,
      minzoom: 14,
      filter: filterCounting(none, true),
      layout: { ...BELOW, 'text-radial-offset': 1.3 },
    }),
  ];
}

/** `role` of a label point (set in `label-points.ts`): a lacking area, another area of the level, one above it. */
export type AreaLabelRole = 'gap' | 'area' | 'parent';

function createAreaLabels(paint: MapPaint): MapLayer[] {
  const source = SOURCES.areaLabels;
  const role = (name: AreaLabelRole): Expression => ['==', ['get', 'role'], name];
  const first: Layout = { 'symbol-sort-key': ['get', 'rank'] };
  return [
    createLabel(
      { colour: paint.mutedInk, halo: paint.halo, size: ['interpolate', ['linear'], ['zoom'], 12.5, 11, 15, 13] },
      { id: 'label-area', source, minzoom: 12.8, filter: role('area'), layout: first },
    ),
    createLabel(
      { colour: paint.ink, halo: paint.halo, size: ['interpolate', ['linear'], ['zoom'], 10, 12, 14, 16] },
      {
        id: 'label-parent',
        source,
        minzoom: 9,
        maxzoom: 15,
        filter: role('parent'),
        layout: { 'text-letter-spacing': 0.2, 'text-padding': 10 },
      },
    ),
    createLabel(
      {
        colour: paint.gapText,
        halo: paint.halo,
        size: ['interpolate', ['linear'], ['zoom'], 10, 11, 14, 14],
        bold: true,
      },
      {
        id: 'label-gap',
        source,
        minzoom: 9.5,
        filter: role('gap'),
        layout: {
          ...first,
          'text-padding': 3,
          'text-line-height': 1.15,
          'text-field': ['case', ['==', ['get', 'note'], ''], NAME, ['concat', NAME, '\n', ['get', 'note']]],
        },
      },
    ),
  ];
}

export function createLabelLayers(paint: MapPaint): MapLayer[] {
  return [...createGroundLabels(paint), ...createPointLabels(paint), ...createAreaLabels(paint)];
}
