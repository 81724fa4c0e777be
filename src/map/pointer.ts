/** What the pointer does on the map: points at something, selects it, or picks a position. */
import type { Map as MapLibreMap, MapGeoJSONFeature, MapMouseEvent, Point } from 'maplibre-gl';
import type { Position } from '../core/types.ts';
import type { Selected } from './types.ts';

export type MapMode = 'review' | 'plan' | 'nearby';
export interface ScreenPoint {
  x: number;
  y: number;
}
export interface PointerEvents {
  mode: () => MapMode;
  onselect: (selected: Selected | null) => void;
  onhover: (selected: Selected | null, point: ScreenPoint) => void;
  onpick: (position: Position) => void;
}

type Hit = { layer: string; kind: Selected['kind'] };
const FACILITY: Hit[] = [
  { layer: 'facilities', kind: 'facility' },
  { layer: 'facilities-other', kind: 'facility' },
];
const HOME: Hit = { layer: 'homes', kind: 'residence' };
const AREA: Hit = { layer: 'area-fill', kind: 'area' };

/** What can be hit, in order. Where a click on the ground means "here", areas and (in `plan`) homes do not stop it. */
const CLICKABLE: Readonly<Record<MapMode, readonly Hit[]>> = {
  review: [...FACILITY, HOME, AREA],
  plan: FACILITY,
  nearby: [...FACILITY, HOME],
};
const HOVERABLE: readonly Hit[] = [...FACILITY, HOME, AREA];

/** Pixels around the pointer that still hit: a fingertip covers about 30. */
const REACH = { mouse: 4, touch: 14 } as const;

function measureDistance(map: MapLibreMap, feature: MapGeoJSONFeature, point: Point): number {
  if (feature.geometry.type !== 'Point') return 0;
  const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
  return map.project([longitude, latitude]).dist(point);
}

/** The first kind that is hit, and of that kind the nearest. Areas count only right under the pointer. */
export function findHit(map: MapLibreMap, point: Point, hits: readonly Hit[], reach: number): Selected | null {
  for (const { layer, kind } of hits) {
    const box = kind === 'area' ? point : createBox(point, reach);
    let nearest: MapGeoJSONFeature | undefined;
    let distance = Infinity;
    for (const feature of map.queryRenderedFeatures(box, { layers: [layer] })) {
      const now = measureDistance(map, feature, point);
      if (now < distance) [nearest, distance] = [feature, now];
    }
    const id: unknown = nearest?.properties['id'];
    if (typeof id === 'string' || typeof id === 'number') return { kind, id: String(id) };
  }
  return null;
}

function createBox({ x, y }: Point, reach: number): [[number, number], [number, number]] {
  return [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
}

function isTouch(event: MouseEvent): boolean {
  return 'pointerType' in event && event.pointerType === 'touch';
}

/** Connects the pointer; returns what takes it away again. */
export function connectPointer(map: MapLibreMap, events: PointerEvents): () => void {
  let frame = 0;
  let lastKey = '';

  const hover = (selected: Selected | null, point: ScreenPoint): void => {
    const key = selected === null ? '' : `${selected.kind}:${selected.id}`;
    const clickable = selected !== null && CLICKABLE[events.mode()].some(({ kind }) => kind === selected.kind);
    map.getCanvas().style.cursor = clickable ? 'pointer' : events.mode() === 'review' ? '' : 'crosshair';
    if (key === '' && lastKey === '') return;
    lastKey = key;
    events.onhover(selected, point);
  };
  const onMove = ({ point }: MapMouseEvent): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (!map.isMoving()) hover(findHit(map, point, HOVERABLE, REACH.mouse), { x: point.x, y: point.y });
    });
  };
  const onLeave = (): void => {
    cancelAnimationFrame(frame);
    hover(null, { x: 0, y: 0 });
  };
  const onClick = (event: MapMouseEvent): void => {
    // The second click of a double click is no second answer.
    if (event.originalEvent.detail > 1) return;
    const mode = events.mode();
    const reach = isTouch(event.originalEvent) ? REACH.touch : REACH.mouse;
    const hit = findHit(map, event.point, CLICKABLE[mode], reach);
    if (hit !== null || mode === 'review') events.onselect(hit);
    else events.onpick([event.lngLat.lng, event.lngLat.lat]);
  };

  map.on('mousemove', onMove);
  map.on('mouseout', onLeave);
  map.on('click', onClick);
  return () => {
    cancelAnimationFrame(frame);
    map.off('mousemove', onMove);
    map.off('mouseout', onLeave);
    map.off('click', onClick);
  };
}
