/** A facility held for a moment on the map comes into the hand: then it is dragged, and the map stays. */
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { Position } from '../core/types.ts';
import type { findHit } from './pointer.ts';

/** So long it is held, milliseconds; and so far the pointer may stray meanwhile, pixels. */
const HOLD_MILLISECONDS = 450;
const STRAY_PIXELS = 8;
/** A click comes this soon after its press ends. */
const CLICK_MILLISECONDS = 350;
const REACH_PIXELS = { mouse: 6, touch: 16 } as const;

type Press = MapMouseEvent | MapTouchEvent;

const LAYERS = [
  { layer: 'facilities', kind: 'facility' },
  { layer: 'facilities-other', kind: 'facility' },
] as const;

/** Connects it (`find`: the map's own way to see what is hit, so that this file stands alone); returns what takes it away again. `ongrab` is told every place (null before the first), `done` with the last. */
export function connectGrab(
  map: MapLibreMap,
  find: typeof findHit,
  ongrab: (id: string, position: Position | null, done: boolean) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: Press['point'] | null = null;
  let held: string | null = null;
  let frame = 0;
  let last: Position | null = null;

  const letGo = (): void => {
    clearTimeout(timer);
    start = null;
  };
  const onStart = (event: Press): void => {
    letGo();
    if ('points' in event ? event.points.length > 1 : event.originalEvent.button !== 0) return;
    // The map hears of presses on pins too: what lies under a pin is not what the hand is on.
    if (event.originalEvent.target !== map.getCanvas()) return;
    const reach = 'points' in event ? REACH_PIXELS.touch : REACH_PIXELS.mouse;
    const hit = find(map, event.point, LAYERS, reach);
    if (!hit) return;
    start = event.point;
    last = null;
    timer = setTimeout(() => {
      held = hit.id;
      map.dragPan.disable();
      map.getCanvas().style.cursor = 'grabbing';
      ongrab(held, null, false);
    }, HOLD_MILLISECONDS);
  };
  const onMove = (event: Press): void => {
    if (held === null) {
      if (start && start.dist(event.point) > STRAY_PIXELS) letGo();
      return;
    }
    event.preventDefault();
    last = [event.lngLat.lng, event.lngLat.lat];
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (held !== null && last) ongrab(held, last, false);
    });
  };
  const onEnd = (): void => {
    letGo();
    if (held === null) return;
    cancelAnimationFrame(frame);
    const id = held;
    held = null;
    map.getCanvas().style.cursor = '';
    swallowClick(map.getCanvas());
    setTimeout(() => map.dragPan.enable());
    ongrab(id, last, true);
  };
  const handlers = [
    ['mousedown', onStart],
    ['touchstart', onStart],
    ['mousemove', onMove],
    ['touchmove', onMove],
  ] as const;
  for (const [name, handler] of handlers) map.on(name, handler);
  addEventListener('mouseup', onEnd);
  addEventListener('touchend', onEnd);
  addEventListener('touchcancel', onEnd);
  return () => {
    letGo();
    for (const [name, handler] of handlers) map.off(name, handler);
    removeEventListener('mouseup', onEnd);
    removeEventListener('touchend', onEnd);
    removeEventListener('touchcancel', onEnd);
  };
}

/** The click that ends the press, if there is one, is no click on the map. */
function swallowClick(canvas: HTMLElement): void {
  const swallow = (event: Event): void => event.stopImmediatePropagation();
  canvas.addEventListener('click', swallow, { capture: true });
  setTimeout(() => canvas.removeEventListener('click', swallow, { capture: true }), CLICK_MILLISECONDS);
}
