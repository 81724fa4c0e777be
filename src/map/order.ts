/**
 * The one drawing order of the map, from the ground up. A layer that is not declared here cannot be added.
 * The order of the texts is also their rank: where two collide, the later one here is drawn.
 */
import type { MapLayer } from './layer-types.ts';

export const DRAWING_ORDER = [
  // Ground
  'land',
  'farmland',
  'green',
  'area-fill',
  'water',
  'water-line',
  'building',
  // Ways
  'lane-casing',
  'street-casing',
  'lane',
  'street',
  'arterial-casing',
  'arterial',
  'rail',
  'rail-gap',
  'expressway-casing',
  'expressway',
  'wall',
  // The answer over areas
  'area-unknown-hatch',
  'area-gap-hatch',
  'buffer-fill',
  'reach-street',
  'area-edge',
  'boundary-fine',
  'boundary-middle',
  'boundary-coarse',
  'buffer-rim',
  'area-gap-edge-casing',
  'area-gap-edge',
  'circle-rim-casing',
  'circle-rim',
  'area-hovered',
  'area-selected-casing',
  'area-selected',
  'walk-casing',
  'walk',
  'walk-leg',
  'link-casing',
  'link',
  // Points
  'homes',
  'facilities-other',
  'facilities',
  'point-hovered',
  'point-selected-casing',
  'point-selected',
  // Text
  'label-lane',
  'label-street',
  'label-green',
  'label-water',
  'label-home',
  'label-area',
  'label-facility-other',
  'label-facility',
  'label-parent',
  'label-gap',
  'label-walk',
] as const;

const RANK: ReadonlyMap<string, number> = new Map(DRAWING_ORDER.map((id, rank) => [id, rank]));

/** The layers in their declared order. Throws on a layer that is not declared and on one that is there twice. */
export function sortLayers(layers: readonly MapLayer[]): MapLayer[] {
  const seen = new Set<string>();
  for (const { id } of layers) {
    if (!RANK.has(id)) throw new Error(`map layer "${id}" is not declared in src/map/order.ts`);
    if (seen.has(id)) throw new Error(`map layer "${id}" is created twice`);
    seen.add(id);
  }
  return [...layers].sort((a, b) => (RANK.get(a.id) ?? 0) - (RANK.get(b.id) ?? 0));
}
