import { boundsOf } from '../../src/core/geo/polygons.ts';
import { LOCALES, formatKind, messages } from '../../src/i18n/index.ts';
import { formatInteger, formatLimit, formatShare } from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { comeNearer, findOpenGround, listPoints, readGround } from './ground.ts';
import { expectHeadline, headlineOf, isPhone, openPage, rowsOf, waitForMap, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

for (const locale of LOCALES) {
  const words = messages(locale);

  test.describe(`review in ${locale}`, () => {
    test('opens on the sample with the figures of the core, and follows every control', async ({ page, request }) => {
      const project = await readSample(request);
      await withoutMap(page);
      await openPage(page, { locale });
      await expect(page.getByText(words.data.sampleBadge, { exact: true })).toBeVisible();
      await expectHeadline(page, expectFor(project), 'day_care', locale);

      const controls = page.getByRole('group', { name: words.review.controls });
      await controls.getByText(formatKind('meals', locale, true), { exact: true }).click();
      await expectHeadline(page, expectFor(project, { kind: 'meals' }), 'meals', locale);

      await controls.getByText(formatLimit(500, locale), { exact: true }).click();
      await expectHeadline(page, expectFor(project, { kind: 'meals', limitMetres: 500 }), 'meals', locale);

      await page.getByRole('slider', { name: words.review.customLimit }).press('ArrowRight');
      await expectHeadline(page, expectFor(project, { kind: 'meals', limitMetres: 550 }), 'meals', locale);

      const kind = 'institution';
      await page.getByLabel(words.review.otherService).selectOption(kind);
      await expectHeadline(page, expectFor(project, { kind, limitMetres: 550 }), kind, locale);

      const yearControl = page.getByRole('combobox', { name: words.review.year });
      const years = await yearControl
        .locator('option')
        .evaluateAll((all) => all.map((one) => one.getAttribute('value')));
      const year = Math.max(...years.filter((value) => value !== 'any').map(Number));
      await yearControl.selectOption(String(year));
      await expectHeadline(page, expectFor(project, { kind, limitMetres: 550, year }), kind, locale);

      await page.getByLabel(words.review.pipeline).check();
      await controls.getByText(formatKind('day_care', locale, true), { exact: true }).click();
      const planned = { limitMetres: 550, year, pipeline: true };
      await expectHeadline(page, expectFor(project, planned), 'day_care', locale);
      // The control did something: otherwise equal figures would prove nothing.
      expect(expectFor(project, planned).service.facilities).toBeGreaterThan(
        expectFor(project, { limitMetres: 550, year }).service.facilities,
      );
    });

    test(
      'lists the lacking communities, most elders not covered first',
      { tag: '@desktop' },
      async ({ page, request }) => {
        const { lacking } = expectFor(await readSample(request));
        await withoutMap(page);
        await openPage(page, { locale });
        await expect(rowsOf(page)).toHaveCount(lacking.length);
        const texts = await rowsOf(page).allInnerTexts();
        for (const [row, { name, uncovered, service }] of lacking.entries()) {
          expect(texts[row]).toContain(name);
          expect(texts[row]).toContain(words.review.uncovered(formatInteger(uncovered, locale)));
          expect(texts[row]).toContain(formatShare(service.eldersShare, locale));
          expect(texts[row]).toContain(words.reasons[service.reason!]);
        }

        const wanted = lacking[1]!;
        const same = lacking.filter(({ name }) => name.includes(wanted.name));
        await page.getByLabel(words.review.listFilter).fill(wanted.name);
        await expect(rowsOf(page)).toHaveCount(same.length);
        await page.getByLabel(words.review.listFilter).fill('no such name');
        await expect(page.getByText(words.review.listNothing)).toBeVisible();
      },
    );
  });
}

test('a row opens its community by click and by Enter; Escape, the button and the browser go back', async ({
  page,
  request,
}) => {
  const [first, second] = expectFor(await readSample(request)).lacking;
  const words = messages('zh');
  await openPage(page);
  await rowsOf(page).nth(0).getByRole('button').click();
  const detail = page.getByTestId('detail');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(first!.name);
  await expect(detail).toContainText(words.units.people(formatInteger(first!.uncovered, 'zh')));
  await expect(page).toHaveURL(new RegExp(`select=area%3A${first!.id}`));

  await page.keyboard.press('Escape');
  await expect(headlineOf(page)).toBeVisible();
  await expect(page).not.toHaveURL(/select=/);

  await rowsOf(page).nth(1).getByRole('button').press('Enter');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(second!.name);
  await detail.getByRole('button', { name: words.area.back }).click();
  await expect(detail).toBeHidden();
  await expect(rowsOf(page).first()).toBeVisible();
});

test(
  'a community that is a speck on a phone comes closer when it is chosen, free of the panel',
  { tag: '@phone' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const [first] = expectFor(project).lacking;
    const [west, south, east, north] = boundsOf(project.areas.find(({ id }) => id === first!.id)!.polygon!);
    await openPage(page);
    const size = async (): Promise<number> => {
      const { project: place, isFree } = await readGround(page);
      const [upperLeft, lowerRight] = [place([west, north]), place([east, south])];
      const middle = { x: (upperLeft.x + lowerRight.x) / 2, y: (upperLeft.y + lowerRight.y) / 2 };
      return isFree(middle) ? Math.max(lowerRight.x - upperLeft.x, lowerRight.y - upperLeft.y) : 0;
    };
    expect(await size()).toBeLessThan(40);
    await rowsOf(page).first().getByRole('button').click();
    await expect(page.getByTestId('detail')).toBeVisible();
    await expect.poll(size).toBeGreaterThan(90);
    expect(await size()).toBeLessThan(110);
  },
);

test('a row that is pointed at is marked on the map', async ({ page }) => {
  await openPage(page);
  await readGround(page);
  const map = page.locator('.maplibregl-canvas');
  const before = await map.screenshot();
  await rowsOf(page).nth(0).getByRole('button').focus();
  await expect.poll(async () => before.equals(await map.screenshot())).toBe(false);
});

test('a click on the map opens the community there, and pointing at it names it', async ({ page, request }) => {
  const project = await readSample(request);
  await openPage(page);
  const communities = project.areas.filter(({ level }) => level === 'community');
  if (isPhone(page)) await comeNearer(page);
  const place = findOpenGround(await readGround(page), listPoints(project), communities);
  const area = communities.find(({ id }) => id === place.id)!;
  if (!isPhone(page)) {
    await page.mouse.move(place.pixel.x, place.pixel.y);
    await expect(page.locator('.card')).toContainText(area.name);
  }
  if (isPhone(page)) await page.touchscreen.tap(place.pixel.x, place.pixel.y);
  else await page.mouse.click(place.pixel.x, place.pixel.y);
  await expect(page.getByTestId('detail').getByRole('heading', { level: 2 })).toHaveText(area.name);
});

test('a click on a facility tells what it is and for how many elders it is the nearest', async ({ page, request }) => {
  const project = await readSample(request);
  const words = messages('zh');
  await openPage(page);
  const ground = await readGround(page);
  const isCounting = (types: string[]) => types.includes('day_care');
  const facility = project.facilities.find(
    ({ types, status, opened, position }) =>
      isCounting(types) && status === 'open' && (opened ?? 0) < 2020 && ground.isFree(ground.project(position)),
  );
  const { x, y } = ground.project(facility!.position);
  if (isPhone(page)) await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
  const detail = page.getByTestId('detail');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(facility!.name);
  await expect(detail).toContainText(words.facility.counts);
  await expect(detail).toContainText(words.facility.eldersNearest(words.review.by.walking));
  await expect(page).toHaveURL(new RegExp(`select=facility%3A${facility!.id}`));
  await waitForMap(page);
});
