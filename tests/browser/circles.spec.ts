/** A comparison on the map: the straight line's circles beside the walked ground. */
import type { Page } from '@playwright/test';
import { countingFacilities } from '../../src/core/evaluate.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';
import { isInside } from '../../src/core/geo/polygons.ts';
import type { Position, Project } from '../../src/core/types.ts';
import { LOCALES, messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { readGround, type Ground, type Pixel } from './ground.ts';
import { openPage, waitForMap } from './page.ts';
import { readSample } from './place.ts';

const LIMIT_METRES = 1000;
/** Half a side of what is photographed: more than a dash and a gap, and too little for a label beside it. */
const HALF = 6;

const metresBetween = (a: Position, b: Position): number => distanceMetres(a[0], a[1], b[0], b[1]);

/** A pixel on the rim of the circles, out in the open: no home, no community and no street of the walk is near it. */
function findRim(project: Project, ground: Ground): Pixel {
  const places = countingFacilities(project.facilities, 'day_care', { year: project.year, pipeline: false });
  for (const { position } of places) {
    for (let angle = 0; angle < 2 * Math.PI; angle += Math.PI / 24) {
      const north = (LIMIT_METRES * Math.sin(angle)) / 110_900;
      const east = (LIMIT_METRES * Math.cos(angle)) / (111_300 * Math.cos((position[1] * Math.PI) / 180));
      const rim: Position = [position[0] + east, position[1] + north];
      const nearest = Math.min(...places.map((place) => metresBetween(place.position, rim)));
      const isOut = project.areas.every(({ polygon }) => !polygon || !isInside(rim, polygon));
      const isLonely = project.residences.every((home) => metresBetween(home.position, rim) > 600);
      const pixel = ground.project(rim);
      const corners = [-30, 30].flatMap((x) => [-30, 30].map((y) => ({ x: pixel.x + x, y: pixel.y + y })));
      if (nearest > 0.99 * LIMIT_METRES && isOut && isLonely && corners.every(ground.isFree)) return pixel;
    }
  }
  throw new Error('no circle reaches out of the communities');
}

async function photograph(page: Page, { x, y }: Pixel): Promise<string> {
  await waitForMap(page);
  const clip = { x: Math.round(x) - HALF, y: Math.round(y) - HALF, width: 2 * HALF, height: 2 * HALF };
  return (await page.screenshot({ clip })).toString('base64');
}

test(
  'the rim of the circles is drawn in a comparison, and only then',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const { measures, controls } = messages('zh').review;
    await openPage(page);
    const measureBy = (name: string) =>
      page.getByRole('group', { name: controls, exact: true }).getByText(name, { exact: true }).click();
    const camera = page.locator('[data-camera]');
    // A map that somebody has moved is not fitted again when the legend grows by a line.
    await waitForMap(page);
    const fitted = await camera.getAttribute('data-camera');
    await page.getByRole('button', { name: messages('zh').map.zoomOut }).click();
    await expect.poll(() => camera.getAttribute('data-camera')).not.toBe(fitted);
    const rim = findRim(project, await readGround(page));
    const without = await photograph(page, rim);
    await measureBy(measures.both);
    await expect.poll(() => photograph(page, rim), { timeout: 20_000 }).not.toBe(without);
    await measureBy(measures.walking);
    await expect.poll(() => photograph(page, rim), { timeout: 20_000 }).toBe(without);
  },
);

for (const locale of LOCALES) {
  test(
    `the legend names the circles in a comparison, and only then, in ${locale}`,
    { tag: '@desktop' },
    async ({ page }) => {
      const { map, review } = messages(locale);
      await openPage(page, { locale, query: 'mode=both' });
      const legend = page.locator('details.legend');
      await expect(legend).toContainText(map.circles);
      const controls = page.getByRole('group', { name: review.controls, exact: true });
      for (const measure of [review.measures.walking, review.measures.straight]) {
        await controls.getByText(measure, { exact: true }).click();
        await expect(legend).not.toContainText(map.circles);
      }
    },
  );
}
