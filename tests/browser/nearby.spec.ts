import { countingFacilities } from '../../src/core/evaluate.ts';
import { distanceMetres } from '../../src/core/geo/metric.ts';
import type { Position, Project } from '../../src/core/types.ts';
import { LOCALES, formatKind, messages } from '../../src/i18n/index.ts';
import { formatMetres } from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { comeNearer, findOpenGround, listPoints, readGround } from './ground.ts';
import { isPhone, openPage, pressRail, withoutMap } from './page.ts';
import { readSample } from './place.ts';

/** The nearest open facility of a kind, by looking at all of them. */
function findNearest(project: Project, kind: string, [longitude, latitude]: Position) {
  return countingFacilities(project.facilities, kind, { year: project.year, pipeline: false })
    .map((facility) => ({
      facility,
      metres: distanceMetres(longitude, latitude, facility.position[0], facility.position[1]),
    }))
    .sort((a, b) => a.metres - b.metres)[0]!;
}

for (const locale of LOCALES) {
  const words = messages(locale).nearby;

  test(`a home found by its name gets the nearest of each kind, with metres and a number to call, in ${locale}`, async ({
    page,
    request,
  }) => {
    const project = await readSample(request);
    const home = project.residences.find(
      ({ name }, _, all) => all.filter((other) => other.name.includes(name)).length === 1,
    )!;
    await withoutMap(page);
    await openPage(page, { view: 'nearby', locale });
    await page.getByRole('searchbox').fill('no such name');
    await expect(page.getByRole('status').getByText(words.nothing)).toBeVisible();
    await page.getByRole('searchbox').fill(home.name);
    await page.getByTestId('home-results').getByRole('button').click();
    await expect(page.getByRole('heading', { name: home.name, exact: true })).toBeVisible();
    await expect(page.getByText(words.straightNote)).toBeVisible();

    for (const kind of ['day_care', 'meals', 'station', 'institution']) {
      const { facility, metres } = findNearest(project, kind, home.position);
      const section = page.getByRole('region', { name: formatKind(kind, locale), exact: true });
      const entry = section.getByRole('listitem').first();
      await expect(entry.getByRole('heading')).toHaveText(facility.name);
      await expect(entry).toContainText(formatMetres(metres, locale));
      await expect(entry).toContainText(words.straight);
      const phone = facility.attributes['phone'];
      if (typeof phone === 'string' && phone !== '') {
        const call = entry.getByRole('link', { name: words.call(phone) });
        await expect(call).toHaveAttribute('href', `tel:${phone.replace(/[^\d+]/g, '')}`);
      } else await expect(entry).toContainText(words.noPhone);
    }
    // How long the walk takes is not known before there is a network to walk on.
    await expect(page.locator('.view')).not.toContainText(/分钟|minute/i);

    await page.getByRole('button', { name: words.change }).click();
    await expect(page.getByRole('searchbox')).toBeVisible();
  });

  test(`what an old person reads is large and what they press is larger, in ${locale}`, async ({ page, request }) => {
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
    expect(await readSmall()).toEqual([]);
  });
}

test('a tap on the map chooses the place there', async ({ page, request }) => {
  const project = await readSample(request);
  const words = messages('zh').nearby;
  await openPage(page, { view: 'nearby' });
  if (isPhone(page)) await page.getByRole('button', { name: words.showMap }).click();
  const communities = project.areas.filter(({ level }) => level === 'community');
  if (isPhone(page)) await comeNearer(page);
  const { x, y } = findOpenGround(await readGround(page), listPoints(project), communities).pixel;
  if (isPhone(page)) await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
  await expect(page.getByRole('heading', { name: words.tapped })).toBeVisible();
  await expect(page.getByRole('region', { name: formatKind('day_care', 'zh') }).first()).toContainText(words.straight);
  // Where somebody lives is nobody else's business: it is not in the address that one may share.
  expect(new URL(page.url()).hash).not.toMatch(/select|\d\.\d/);
  await pressRail(page, messages('zh').views.review);
  await expect(page.getByTestId('headline')).toBeVisible();
});
