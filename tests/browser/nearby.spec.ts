import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { countingFacilities, placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';
import { DEFAULT_SNAP_LIMIT_METRES } from '../../src/core/network/types.ts';
import { finish, type Facility, type Position, type Project, type Residence } from '../../src/core/types.ts';
import { dataWords } from '../../src/i18n/data/index.ts';
import { nearbyWords } from '../../src/i18n/nearby/index.ts';
import { LOCALES, formatKind, messages, type Locale } from '../../src/i18n/index.ts';
import { formatMetres } from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { comeNearer, findOpenGround, listPoints, readGround, type Pixel } from './ground.ts';
import { isPhone, openPage, pressRail, waitForMap, withoutMap, onOneScreen } from './page.ts';
import { readSample } from './place.ts';

const KINDS = ['day_care', 'meals', 'station', 'institution'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Reached {
  facility: Facility;
  walkMetres: number;
}

interface WalkedHome {
  home: Residence;
  isPlaced: boolean;
  /** The two nearest facilities on foot, by kind. */
  nearest: Map<string, Reached[]>;
}

/** Homes of one name, and their walks as the core finds them. */
function walkHomes(project: Project): WalkedHome[] {
  const moment = { year: project.year, pipeline: false };
  const streets = finish(prepareStreets(project, DEFAULT_SNAP_LIMIT_METRES))!;
  const demand = prepareDemand(project, project.year);
  const placed = finish(placeHomes(streets, demand, project.gates));
  const tables = KINDS.map((kind) =>
    finish(walkByKind(streets, placed, { facilities: project.facilities, kind, moment })),
  );
  return demand.residences
    .map((home, row) => ({
      home,
      isPlaced: placed.unplaced[row] === 0,
      nearest: new Map(
        tables.map(({ kind, facilities, homes }) => {
          const { firstSite, firstMetres, secondSite, secondMetres } = homes;
          const reached = [
            { facility: facilities[firstSite[row]!]!, walkMetres: firstMetres[row]! },
            { facility: facilities[secondSite[row]!]!, walkMetres: secondMetres[row]! },
          ];
          return [kind, reached.filter(({ walkMetres }) => walkMetres < Infinity)];
        }),
      ),
    }))
    .filter(({ home }) => isNamedOnce(project, home));
}

const isNamedOnce = (project: Project, { name }: Residence): boolean =>
  project.residences.filter((other) => other.name.includes(name)).length === 1;

/** A home with two facilities of each kind to walk to. */
function findWalkedHome(project: Project): WalkedHome {
  const gated = new Set(project.gates.map(({ residenceId }) => residenceId));
  // One that leaves by a gate: from where it stands it would be another walk.
  const found = walkHomes(project).find(
    ({ home, nearest }) => gated.has(home.id) && KINDS.every((kind) => nearest.get(kind)!.length === 2),
  );
  if (!found) throw new Error('the sample has no such home');
  return found;
}

/** A home on the streets from where no facility can be walked to. */
function findCutOffHome(project: Project): Residence {
  const found = walkHomes(project).find(
    ({ isPlaced, nearest }) => isPlaced && KINDS.every((kind) => nearest.get(kind)!.length === 0),
  );
  if (!found) throw new Error('the sample has no such home');
  return found.home;
}

/** Whole minutes, reckoned here from millimetres: a pace is so many tenths of a metre a second. */
function minutesFor(metres: number, tenthsOfMetres: number, locale: Locale): string {
  const minutes = Math.ceil(Math.round(metres * 1000) / (6000 * tenthsOfMetres));
  return locale === 'zh' ? `步行约 ${minutes} 分钟` : `About ${minutes} min on foot`;
}

/** The nearest open facility of a kind in a straight line, by looking at all of them. */
function findNearest(project: Project, kind: string, [longitude, latitude]: Position) {
  return countingFacilities(project.facilities, kind, { year: project.year, pipeline: false })
    .map((facility) => ({
      facility,
      metres: distanceMetres(longitude, latitude, facility.position[0], facility.position[1]),
    }))
    .sort((a, b) => a.metres - b.metres)[0]!;
}

/** All of a kind, those too that are folded away. */
const entriesOf = (page: Page, kind: string, locale: Locale): Locator =>
  page.getByRole('region', { name: formatKind(kind, locale), exact: true }).locator('li');

async function chooseHome(page: Page, { name }: Residence): Promise<void> {
  await page.getByRole('searchbox').fill(name);
  await page.getByTestId('home-results').getByRole('button').first().click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

for (const locale of LOCALES) {
  const words = nearbyWords(locale);
  const wayTo = ({ name }: Facility) => ({ name: words.wayTo(words.showWay, name), exact: true });
  const wayFrom = ({ name }: Facility) => ({ name: words.wayTo(words.hideWay, name), exact: true });

  test(
    `a home found by its name gets the nearest of each kind on foot, with minutes, metres and a number to call, in ${locale}`,
    { tag: onOneScreen(locale, '@phone') },
    async ({ page, request }) => {
      const { home, nearest } = findWalkedHome(await readSample(request));
      await withoutMap(page);
      await openPage(page, { view: 'nearby', locale });
      await page.getByRole('searchbox').fill('no such name');
      await expect(page.getByRole('status').getByText(words.nothing)).toBeVisible();
      await chooseHome(page, home);

      for (const kind of KINDS) {
        for (const [row, { facility, walkMetres }] of nearest.get(kind)!.entries()) {
          const entry = entriesOf(page, kind, locale).nth(row);
          await expect(entry.locator('h4')).toHaveText(facility.name);
          await expect(entry).toContainText(minutesFor(walkMetres, 10, locale));
          await expect(entry).toContainText(words.walkMetres(formatMetres(walkMetres, locale)));
        }
        const entry = entriesOf(page, kind, locale).first();
        const phone = nearest.get(kind)![0]!.facility.attributes['phone'];
        if (typeof phone === 'string' && phone !== '') {
          const call = entry.getByRole('link', { name: words.call(phone) });
          await expect(call).toHaveAttribute('href', `tel:${phone.replace(/[^\d+]/g, '')}`);
        } else await expect(entry).toContainText(words.noPhone);
      }

      await page.getByRole('button', { name: words.change }).click();
      await expect(page.getByRole('searchbox')).toBeVisible();
    },
  );

  test(
    `a slower pace takes more minutes for the same metres, and is remembered, in ${locale}`,
    { tag: onOneScreen(locale, '@phone') },
    async ({ page, request }) => {
      const { home, nearest } = findWalkedHome(await readSample(request));
      const { walkMetres } = nearest.get('day_care')![0]!;
      await withoutMap(page);
      await openPage(page, { view: 'nearby', locale });
      await chooseHome(page, home);
      const entry = entriesOf(page, 'day_care', locale).first();
      const expectPace = async (pace: keyof typeof words.paces, tenthsOfMetres: number) => {
        await expect(page.getByRole('button', { pressed: true })).toHaveText(words.paces[pace]);
        await expect(entry).toContainText(minutesFor(walkMetres, tenthsOfMetres, locale));
        await expect(entry).toContainText(words.walkMetres(formatMetres(walkMetres, locale)));
      };
      expect(minutesFor(walkMetres, 6, locale)).not.toBe(minutesFor(walkMetres, 10, locale));
      await expectPace('ordinary', 10);
      const paces = page.getByRole('group', { name: words.pace });
      await paces.getByRole('button', { name: words.paces.slow }).click();
      await expectPace('slow', 8);
      await paces.getByRole('button', { name: words.paces.aided }).press('Enter');
      await expectPace('aided', 6);
      // The planner's pace is another matter, and the address says nothing of this one.
      expect(new URL(page.url()).hash).not.toContain('speed');

      await page.reload();
      await chooseHome(page, home);
      await expectPace('aided', 6);
    },
  );

  test(
    `one way is shown at a time, by keyboard too, and goes with the place, in ${locale}`,
    { tag: onOneScreen(locale, '@phone') },
    async ({ page, request }) => {
      const { home, nearest } = findWalkedHome(await readSample(request));
      // The nearest of a kind is not folded away; the second is not one and the same place.
      const tops = KINDS.map((kind) => nearest.get(kind)![0]!);
      const [first] = tops;
      const second = tops.find(({ facility }) => facility.id !== first!.facility.id)!;
      await withoutMap(page);
      await openPage(page, { view: 'nearby', locale });
      await chooseHome(page, home);
      for (const { facility } of [first!, second]) {
        await page.getByRole('button', wayTo(facility)).first().focus();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('button', wayFrom(facility)).first()).toBeFocused();
      }
      await expect(page.getByRole('button', wayTo(first!.facility)).first()).toBeVisible();
      await page.keyboard.press('Space');
      await expect(page.getByRole('button', wayTo(second.facility)).first()).toBeFocused();

      await page.getByRole('button', wayTo(first!.facility)).first().click();
      await page.getByRole('button', { name: words.change }).click();
      await chooseHome(page, home);
      await expect(page.getByRole('button', wayTo(first!.facility)).first()).toBeVisible();
      await expect(page.getByText(words.hideWay)).toBeHidden();
    },
  );

  test(
    `the list with a way shown has no fault that axe finds, in ${locale}`,
    { tag: onOneScreen(locale, '@phone') },
    async ({ page, request }) => {
      const { home, nearest } = findWalkedHome(await readSample(request));
      await openPage(page, { view: 'nearby', locale });
      await chooseHome(page, home);
      await page.getByText(words.more).first().click();
      const { facility } = nearest.get('day_care')![0]!;
      await page.getByRole('button', wayTo(facility)).first().click();
      await expect(page.getByRole('button', wayFrom(facility)).first()).toBeVisible();
      await waitForMap(page);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    },
  );

  test(
    `what an old person reads is large and what they press is larger, in ${locale}`,
    { tag: onOneScreen(locale, '@phone') },
    async ({ page, request }) => {
      const [home] = (await readSample(request)).residences;
      await withoutMap(page);
      await openPage(page, { view: 'nearby', locale });
      const readSmall = () =>
        page.locator('.view > .nearby').evaluate((view) => {
          const small: string[] = [];
          const seen = [...view.querySelectorAll('*')].filter((element) => element.checkVisibility());
          for (const element of seen) {
            const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
            const size = Number.parseFloat(getComputedStyle(element).fontSize);
            if (hasText && size < 18) small.push(`${size} px: ${element.textContent}`);
            if (!element.matches('a, button, input, select, summary')) continue;
            const { width, height } = element.getBoundingClientRect();
            if (Math.min(width, height) < 60) small.push(`${width} x ${height}: ${element.textContent}`);
          }
          return small;
        });
      expect(await readSmall()).toEqual([]);
      await page.getByRole('searchbox').fill(home!.name);
      await expect(page.getByTestId('home-results').getByRole('button').first()).toBeVisible();
      expect(await readSmall()).toEqual([]);
      await page.getByRole('searchbox').press('Enter');
      await page.getByText(words.more).first().click();
      await page.getByText(words.showWay).first().click();
      expect(await readSmall()).toEqual([]);
    },
  );
}

test('a tap on the map chooses the place there', async ({ page, request }) => {
  const project = await readSample(request);
  const words = nearbyWords('zh');
  await openPage(page, { view: 'nearby' });
  if (isPhone(page)) await page.getByRole('button', { name: words.showMap }).click();
  const communities = project.areas.filter(({ level }) => level === 'community');
  if (isPhone(page)) await comeNearer(page);
  const { x, y } = findOpenGround(await readGround(page), listPoints(project), communities).pixel;
  if (isPhone(page)) await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
  await expect(page.getByRole('heading', { name: messages('zh').map.tapped })).toBeVisible();
  // Open ground may lie off the streets: then it is the straight line.
  await expect(entriesOf(page, 'day_care', 'zh').first()).toContainText(/[\d.,]+ (米|公里)/u);
  // Where somebody lives is nobody else's business: it is not in the address that one may share.
  expect(new URL(page.url()).hash).not.toMatch(/select|\d\.\d/);
  await pressRail(page, messages('zh').views.review);
  await expect(page.getByTestId('headline')).toBeVisible();
});

/** What is seen of the map where nothing lies over it: neither sheet nor legend. */
async function photographMap(page: Page): Promise<string> {
  await waitForMap(page);
  const { x, y, width, height } = (await page.locator('[data-camera]').boundingBox())!;
  const clip = { x, y, width, height: Math.round(height * (isPhone(page) ? 0.4 : 0.7)) };
  return (await page.screenshot({ clip })).toString('base64');
}

test('the way is drawn on the map, which a phone uncovers, and taken off again', async ({ page, request }) => {
  const words = nearbyWords('zh');
  const { home } = findWalkedHome(await readSample(request));
  await openPage(page, { view: 'nearby' });
  await chooseHome(page, home);
  await waitForMap(page);
  const camera = page.locator('[data-camera]');
  const before = await camera.getAttribute('data-camera');
  const panel = page.locator('.panel');
  const height = async () => (await panel.boundingBox())!.height;
  const covered = await height();
  await page.getByText(words.showWay).first().click();
  await expect(page.getByText(words.hideWay).first()).toBeInViewport();
  if (isPhone(page)) await expect.poll(height).toBeLessThan(covered / 2);
  await expect(page.locator('.canvas canvas')).toBeVisible();
  const goal = page.locator('.map .goal');
  await expect(goal).toBeVisible();
  await expect(goal).not.toHaveText('');
  if (isPhone(page)) await expect(page.getByRole('button', { name: words.showMap })).toHaveCount(0);
  // The map goes to the whole way, and stays there when it is taken off.
  await expect.poll(() => camera.getAttribute('data-camera')).not.toBe(before);

  const drawn = page.getByText(words.hideWay).first();
  await drawn.click();
  await expect(page.getByText(words.hideWay)).toBeHidden();
  await expect(goal).toHaveCount(0);
  const without = await photographMap(page);
  expect(await photographMap(page), 'a map at rest looks the same twice').toBe(without);
  await page.getByText(words.showWay).first().click();
  await expect.poll(() => photographMap(page)).not.toBe(without);
  await page.getByText(words.hideWay).first().click();
  await expect.poll(() => photographMap(page)).toBe(without);

  // Nor does it stay on the map of another view and come back with this one.
  await page.getByText(words.showWay).first().click();
  await expect.poll(() => photographMap(page)).not.toBe(without);
  await pressRail(page, messages('zh').views.review);
  await pressRail(page, messages('zh').views.nearby);
  await expect(page.getByText(words.showWay).first()).toBeVisible();
  await expect(page.getByText(words.hideWay)).toBeHidden();
});

/** A pixel of the map that nobody can walk from, about a kilometre or more outside all streets; the map goes back for it. */
async function findWilderness(page: Page, { walkways }: Project): Promise<Pixel> {
  await waitForMap(page);
  const camera = page.locator('[data-camera]');
  const before = await camera.getAttribute('data-camera');
  await page.getByRole('button', { name: messages('zh').map.zoomOut }).click();
  await expect.poll(() => camera.getAttribute('data-camera')).not.toBe(before);
  const ground = await readGround(page);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  walkways!.coordinates.forEach((value, i) => {
    if (i % 2 === 0) [west, east] = [Math.min(west, value), Math.max(east, value)];
    else [south, north] = [Math.min(south, value), Math.max(north, value)];
  });
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  for (let away = 0.01; away < 0.12; away += 0.01) {
    const around: Position[] = [
      [west - away, middleY],
      [east + away, middleY],
      [middleX, south - away],
      [middleX, north + away],
    ];
    const free = around.map(ground.project).find(ground.isFree);
    if (free) return free;
  }
  throw new Error('streets reach to every edge of the map');
}

test(
  'a place without a street near it says so, and lists by the straight line',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const words = nearbyWords('zh');
    await openPage(page, { view: 'nearby' });
    if (isPhone(page)) await page.getByRole('button', { name: words.showMap }).click();
    const { x, y } = await findWilderness(page, project);
    if (isPhone(page)) await page.touchscreen.tap(x, y);
    else await page.mouse.click(x, y);
    await expect(page.getByText(words.straightNotes.unplaced)).toBeVisible();
    const entry = entriesOf(page, 'day_care', 'zh').first();
    await expect(entry).toContainText(words.straight);
    await expect(entry).toContainText(/[\d.,]+ (米|公里)/u);
    await expect(entry).not.toContainText(/分钟/u);
    await expect(page.getByText(words.showWay)).toBeHidden();
    await expect(page.getByRole('group', { name: words.pace })).toBeHidden();
  },
);

test('data without streets say so, and list by the straight line', { tag: '@desktop' }, async ({ page, request }) => {
  const { rail } = messages('zh');
  const words = nearbyWords('zh');
  const project = await readSample(request);
  const home = project.residences.find((each) => isNamedOnce(project, each))!;
  const csv = (name: string, lines: string[]) => ({ name, mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  const given = project.facilities
    .filter(({ status }) => status === 'open')
    .map((facility) => ({ ...facility, services: [], opened: null, closes: null }));
  const rows = given.map(({ id, name, types, position }) => [id, name, types.join(';'), ...position].join(','));
  await withoutMap(page);
  await openPage(page, { view: 'nearby' });
  await pressRail(page, rail.data);
  await page
    .getByTestId('file-picker')
    .setInputFiles([
      csv('facilities.csv', ['id,name,types,lon,lat', ...rows]),
      csv('residences.csv', ['id,name,elders,lon,lat', ['R1', home.name, 300, ...home.position].join(',')]),
    ]);
  await expect(page.getByRole('dialog').getByText(dataWords('zh').kept)).toBeVisible();
  await page.keyboard.press('Escape');
  await chooseHome(page, home);
  await expect(page.getByText(words.straightNotes.no_streets)).toBeVisible();
  const { facility, metres } = findNearest({ ...project, facilities: given }, 'day_care', home.position);
  const entry = entriesOf(page, 'day_care', 'zh').first();
  await expect(entry.getByRole('heading')).toHaveText(facility.name);
  await expect(entry).toContainText(formatMetres(metres, 'zh'));
  await expect(entry).toContainText(words.straight);
  await expect(page.getByText(words.showWay)).toBeHidden();
});

test(
  'a home from which no way leads to a facility says so, with the straight line',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const words = nearbyWords('zh');
    const project = await readSample(request);
    const home = findCutOffHome(project);
    await withoutMap(page);
    await openPage(page, { view: 'nearby' });
    await chooseHome(page, home);
    for (const kind of KINDS) {
      const { facility, metres } = findNearest(project, kind, home.position);
      const entry = entriesOf(page, kind, 'zh').first();
      await expect(entry.getByRole('heading')).toHaveText(facility.name);
      await expect(entry).toContainText(words.noWay);
      await expect(entry).toContainText(words.straightMetres(formatMetres(metres, 'zh')));
      await expect(entry).not.toContainText(/分钟/u);
    }
    await expect(page.getByText(words.showWay)).toBeHidden();
  },
);

test('the map is drawn where there is no answer for it to wait for', { tag: '@desktop' }, async ({ page }) => {
  await openPage(page, { view: 'nearby' });
  const ground = await readGround(page);
  const photographs = new Set<string>();
  for (const y of [200, 300, 400]) {
    for (const x of [750, 850, 950]) {
      const clip = { x, y, width: 60, height: 60 };
      expect(ground.isFree(clip)).toBe(true);
      photographs.add((await page.screenshot({ clip })).toString('base64'));
    }
  }
  // Land alone looks the same everywhere.
  expect(photographs.size).toBe(9);
});
