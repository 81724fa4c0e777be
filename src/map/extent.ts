/** What has to be in view, and whether it is. Pixels are CSS pixels of the map's container. */
import type { Geometry, Position } from 'geojson';
import type { Bounds } from '../core/types.ts';

export interface Padding {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Pixels of map that must stay free on each axis: a panel that covers nearly all leaves nothing to fit into. */
const LEAST_ROOM = 80;

/** The padding, reduced where the panel leaves too little of the map: fitting into nothing is an error in MapLibre. */
export function clampPadding(padding: Padding, width: number, height: number): Padding {
  const across = padding.left + padding.right;
  const down = padding.top + padding.bottom;
  const scaleX = across > 0 ? Math.max(0, Math.min(1, (width - LEAST_ROOM) / across)) : 1;
  const scaleY = down > 0 ? Math.max(0, Math.min(1, (height - LEAST_ROOM) / down)) : 1;
  return {
    left: padding.left * scaleX,
    right: padding.right * scaleX,
    top: padding.top * scaleY,
    bottom: padding.bottom * scaleY,
  };
}

/** West, south, east, north of a point, line or polygon; undefined where it has no coordinates. */
export function findBounds(geometry: Geometry): Bounds | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as Position;
    if (typeof x !== 'number' || typeof y !== 'number') {
      value.forEach(visit);
      return;
    }
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  };
  if (geometry.type === 'GeometryCollection') return undefined;
  visit(geometry.coordinates);
  return west <= east ? [west, south, east, north] : undefined;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether a box is in the free part of the map: all of it, or, for one larger than the view, so that it fills it. */
export function isInView(box: Box, view: Box): boolean {
  const inside = box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
  const [x, y] = [(view.left + view.right) / 2, (view.top + view.bottom) / 2];
  return inside || (box.left <= x && box.right >= x && box.top <= y && box.bottom >= y);
}

/** An area smaller than this on both axes is lost under its own name; it is then shown at the second size. Pixels. */
const LEAST_AREA = 40;
const CLEAR_AREA = 100;
const MOST_STEPS = 4;

/** Zoom levels by which an area has to come closer so that it is told from its neighbours; 0 where it is large enough. */
export function findMissingZoom({ left, top, right, bottom }: Box): number {
  const size = Math.max(right - left, bottom - top);
  return size < LEAST_AREA ? Math.min(MOST_STEPS, Math.log2(CLEAR_AREA / size)) : 0;
}
