import { nearbyWords } from '../../src/i18n/nearby/index.ts';
import { messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { expectHeadline, openPage, pressRail, rowsOf, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

const words = messages('zh');

test(
  'the address brings back view, service, limit, year and selection',
  { tag: '@desktop' },
  async ({ page, request }) => {
    const project = await readSample(request);
    const asked = { kind: 'meals', limitMetres: 700, pipeline: true };
    await withoutMap(page);
    await openPage(page, { query: 'kind=meals&limit=700&pipeline=1' });
    await expectHeadline(page, expectFor(project, asked), 'meals', 'zh');
    await rowsOf(page).first().getByRole('button').click();
    const detail = page.getByTestId('detail');
    await expect(detail).toBeVisible();
    const [address, text] = [page.url(), await detail.innerText()];

    await page.reload();
    await expect(detail).toBeVisible();
    expect(page.url()).toBe(address);
    await expect.poll(() => detail.innerText()).toBe(text);
  },
);

test(
  'a language in an address that is typed into the open page is taken the first time',
  { tag: '@desktop' },
  async ({ page }) => {
    await withoutMap(page);
    await openPage(page);
    await page.evaluate(() => (location.hash = '#/review?lang=en'));
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page).toHaveURL(/lang=en/);
  },
);

test('back and forward of the browser go through the views', { tag: '@desktop' }, async ({ page }) => {
  await withoutMap(page);
  await openPage(page, { query: 'limit=500' });
  await pressRail(page, words.views.plan);
  await expect(page).toHaveURL(/#\/plan\?.*limit=500/);
  await expect(page.getByText(words.plan.question)).toBeVisible();
  await pressRail(page, words.views.nearby);
  await expect(page.getByText(nearbyWords('zh').question)).toBeVisible();
  await page.goBack();
  await expect(page.getByText(words.plan.question)).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('headline')).toBeVisible();
  await expect(page).toHaveURL(/#\/review\?.*limit=500/);
  await page.goForward();
  await expect(page.getByText(words.plan.question)).toBeVisible();
});

test(
  'an address that makes no sense opens the review with the usual question',
  { tag: '@desktop' },
  async ({ page, request }) => {
    await withoutMap(page);
    await openPage(page, { query: 'kind=nothing&limit=-5&year=x&select=area:none' });
    await expectHeadline(page, expectFor(await readSample(request)), 'day_care', 'zh');
  },
);
