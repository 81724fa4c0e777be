/** Style types, taken from MapLibre's own options so that the style specification is not a dependency of its own. */
import type { MapOptions } from 'maplibre-gl';

export type MapStyle = Exclude<NonNullable<MapOptions['style']>, string>;
export type MapLayer = MapStyle['layers'][number];
type CirclePaint = NonNullable<Extract<MapLayer, { type: 'circle' }>['paint']>;
/** A value that depends on the feature, its state or the zoom. */
export type Expression = Extract<NonNullable<CirclePaint['circle-radius']>, readonly unknown[]>;

/** Sources of the style; every layer but `land` draws one of them. */
export const SOURCES = {
  background: 'background',
  /** What of the background is only seen from near by: most of its features, sent when somebody comes near. */
  detail: 'detail',
  areas: 'areas',
  /** The few areas that are hatched: drawing a hatch over all of them, unseen, costs as much as drawing it. */
  markedAreas: 'marked-areas',
  areaLabels: 'area-labels',
  residences: 'residences',
  facilities: 'facilities',
  buffers: 'buffers',
  /** In a comparison: the straight line's discs, beside the ground that is walked. */
  circles: 'circles',
  /** Streets within reach on foot. */
  reach: 'reach',
  /** One walk. */
  walk: 'walk',
  /** Who supplies whom. */
  links: 'links',
  pointed: 'pointed',
} as const;
