/** Where places lie on the screen. The map tells its centre and zoom while it rests; the projection is Web Mercator. */
import type { Page } from '@playwright/test';
import { prepareDemand } from '../../src/core/evaluate.ts';
import { boundsOf, isInside } from '../../src/core/geo/polygons.ts';
import type { MultiPolygon, Position, Project } from '../../src/core/types.ts';
import { messages } from '../../src/i18n/index.ts';
import { expect } from './fixtures.ts';
import { waitForMap } from './page.ts';

export interface Pixel {
  x: number;
  y: number;
}

export interface Ground {
  /** Pixel of the page where a position lies. */
  project: (position: Position) => Pixel;
  /** Whether nothing but the map is at this pixel. */
  isFree: (pixel: Pixel) => boolean;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const TILE_PIXELS = 512;
/** A finger hits what is this near, and a home's circle has its own radius. */
const CLEAR_PIXELS = 24;

function toWorld([longitude, latitude]: Position, zoom: number): Pixel {
  const size = TILE_PIXELS * 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  return {
    x: size * (longitude / 360 + 0.5),
    y: size * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
  };
}

const contains = ({ left, top, right, bottom }: Box, { x, y }: Pixel): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Waits until the map rests. */
export async function readGround(page: Page): Promise<Ground> {
  await waitForMap(page);
  const camera = await page.locator('[data-camera]').getAttribute('data-camera');
  const [longitude = 0, latitude = 0, zoom = 0] = (camera ?? '').split(' ').map(Number);
  const [map, ...covers] = await page
    .locator('[data-camera], .panel, nav, .legend, .maplibregl-ctrl')
    .evaluateAll((found): Box[] =>
      found
        .sort((a, b) => Number(b.hasAttribute('data-camera')) - Number(a.hasAttribute('data-camera')))
        .map((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return { left, top, right, bottom };
        }),
    );
  if (!map) throw new Error('there is no map on the page');
  const centre = toWorld([longitude, latitude], zoom);
  return {
    project: (position) => {
      const { x, y } = toWorld(position, zoom);
      return { x: (map.left + map.right) / 2 + x - centre.x, y: (map.top + map.bottom) / 2 + y - centre.y };
    },
    isFree: (pixel) => contains(map, pixel) && !covers.some((cover) => contains(cover, pixel)),
  };
}

/** Zooms a step in where the screen is small: at the whole place every pixel of a phone has a home near it. */
export async function comeNearer(page: Page): Promise<void> {
  await waitForMap(page);
  const camera = page.locator('[data-camera]');
  const before = await camera.getAttribute('data-camera');
  await page.getByRole('button', { name: messages('zh').map.zoomIn }).click();
  await expect.poll(() => camera.getAttribute('data-camera')).not.toBe(before);
}

/** All that a click can hit beside areas: facilities, homes of the data, and the estimated ones. */
export function listPoints(project: Project): Position[] {
  return [...prepareDemand(project, null).residences, ...project.facilities].map(({ position }) => position);
}

interface Place {
  id: string;
  pixel: Pixel;
  clear: number;
}

/** The pixel inside one of these polygons that is farthest from all points. Throws where none is far enough. */
export function findOpenGround(
  ground: Ground,
  avoided: readonly Position[],
  polygons: readonly { id: string; polygon: MultiPolygon | null }[],
): Place {
  const points = avoided.map(ground.project);
  let best: Place | undefined;
  for (const { id, polygon } of polygons) {
    for (const position of polygon === null ? [] : listGrid(polygon)) {
      const pixel = ground.project(position);
      if (!ground.isFree(pixel)) continue;
      const clear = Math.min(...points.map((point) => Math.hypot(point.x - pixel.x, point.y - pixel.y)));
      if (clear > (best?.clear ?? CLEAR_PIXELS)) best = { id, pixel, clear };
    }
  }
  if (!best) throw new Error(`no place on the map is ${CLEAR_PIXELS} pixels from every point`);
  return best;
}

function listGrid(polygon: MultiPolygon): Position[] {
  const STEPS = 12;
  const [west, south, east, north] = boundsOf(polygon);
  const found: Position[] = [];
  for (let i = 1; i < STEPS; i++) {
    for (let j = 1; j < STEPS; j++) {
      const position: Position = [west + ((east - west) * i) / STEPS, south + ((north - south) * j) / STEPS];
      if (isInside(position, polygon)) found.push(position);
    }
  }
  return found;
}
