/** The way of `nearby` on the map: all of it is seen, and the legend says what is drawn there. */
import type { Page } from '@playwright/test';
import { placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { DEFAULT_SNAP_LIMIT_METRES } from '../../src/core/network/types.ts';
import { Walker } from '../../src/core/network/walker.ts';
import { finish, type Facility, type Position, type Project, type Residence } from '../../src/core/types.ts';
import { nearbyWords } from '../../src/i18n/nearby/index.ts';
import { LOCALES, messages, type Locale } from '../../src/i18n/index.ts';
import { drawWalk, placeFacilities, startsOfHome } from '../../src/worker/walks.ts';
import { expect, test } from './fixtures.ts';
import { readGround } from './ground.ts';
import { isPhone, openPage, waitForMap, onOneScreen } from './page.ts';
import { readSample } from './place.ts';

interface Way {
  home: Residence;
  facility: Facility;
  /** Every corner of it, both doors included. */
  positions: Position[];
}

/** The way of the home, found by its name, that walks farthest to its station. */
function findLongWay(project: Project): Way {
  const streets = finish(prepareStreets(project, DEFAULT_SNAP_LIMIT_METRES))!;
  const demand = prepareDemand(project, project.year);
  const placed = finish(placeHomes(streets, demand, project.gates));
  const moment = { year: project.year, pipeline: false };
  const { homes, facilities } = finish(
    walkByKind(streets, placed, { facilities: project.facilities, kind: 'station', moment }),
  );
  const [row] = demand.residences
    .map((_, index) => index)
    .filter((index) => homes.firstMetres[index]! < Infinity)
    .filter(
      (index) => project.residences.filter(({ name }) => name.includes(demand.residences[index]!.name)).length === 1,
    )
    .sort((a, b) => homes.firstMetres[b]! - homes.firstMetres[a]!);
  const home = demand.residences[row!]!;
  const facility = facilities[homes.firstSite[row!]!]!;
  const site = finish(placeFacilities(streets, [facility])).get(facility.id)!;
  const starts = startsOfHome(placed.accesses, row!);
  const { line, legs } = drawWalk(new Walker(streets.network), starts, home.position, {
    site,
    position: facility.position,
  })!;
  return { home, facility, positions: [...line, ...legs.flat()] };
}

async function chooseHome(page: Page, { name }: Residence): Promise<void> {
  await page.getByRole('searchbox').fill(name);
  await page.getByTestId('home-results').getByRole('button').first().click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

function wayButton(page: Page, { name }: Facility, locale: Locale) {
  const words = nearbyWords(locale);
  return page.getByRole('button', { name: words.wayTo(words.showWay, name), exact: true }).first();
}

test('a way is brought into view from door to door', async ({ page, request }) => {
  const { home, facility, positions } = findLongWay(await readSample(request));
  await openPage(page, { view: 'nearby' });
  await waitForMap(page);
  await chooseHome(page, home);
  const before = await readGround(page);
  // Otherwise nothing would have had to move.
  expect(positions.some((position) => !before.isFree(before.project(position)))).toBe(true);
  const camera = page.locator('[data-camera]');
  const was = await camera.getAttribute('data-camera');
  await wayButton(page, facility, 'zh').click();
  await expect.poll(() => camera.getAttribute('data-camera')).not.toBe(was);
  const ground = await readGround(page);
  const hidden = positions.map((position) => ground.project(position)).filter((pixel) => !ground.isFree(pixel));
  expect(hidden).toEqual([]);
});

for (const locale of LOCALES) {
  test(
    `the legend names the place and the way, and nothing that is not drawn here, in ${locale}`,
    { tag: onOneScreen(locale, '@phone') },
    async ({ page, request }) => {
      const { map } = messages(locale);
      const [home] = (await readSample(request)).residences;
      await openPage(page, { view: 'nearby', locale });
      await waitForMap(page);
      const legend = page.locator('details.legend');
      if (isPhone(page)) await page.evaluate(() => document.querySelector('details.legend')?.setAttribute('open', ''));
      await expect(legend).not.toContainText(map.walk);
      await chooseHome(page, home!);
      for (const named of [map.place, map.walk, map.home, map.symbols.medical.name])
        await expect(legend).toContainText(named);
      for (const absent of [map.buffer, map.walked, map.homeInside, map.homeOutside]) {
        await expect(legend).not.toContainText(absent);
      }
    },
  );
}
