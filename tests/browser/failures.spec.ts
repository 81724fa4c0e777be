import { LOCALES, messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { expectHeadline, openDialog, openPage, pressRail, rowsOf, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

for (const locale of LOCALES) {
  const words = messages(locale);
  test(
    `a job that fails says so, and trying again helps, in ${locale}`,
    { tag: '@desktop' },
    async ({ page, request, guard }) => {
      guard.allowErrors(/status of 500/);
      let broken = true;
      await page
        .context()
        .route('**/sample/project.json', (route) => (broken ? route.fulfill({ status: 500 }) : route.continue()));
      await withoutMap(page);
      await page.goto(`./#/review?lang=${locale}`);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(words.work.failed);
      await expect(alert).toContainText('500');
      broken = false;
      await alert.getByRole('button', { name: words.work.retry }).click();
      await expect(alert).toBeHidden();
      await expectHeadline(page, expectFor(await readSample(request)), 'day_care', locale);
    },
  );
}

test('opening can be cancelled, and the data from before stay', { tag: '@desktop' }, async ({ page, request }) => {
  const words = messages('zh');
  const expected = expectFor(await readSample(request));
  await withoutMap(page);
  await openPage(page);
  const dialog = await openDialog(page, 'zh');
  const rows = Array.from({ length: 400_000 }, (_, row) => `R${row},home ${row},${(row % 90) + 1},121.5,31.${row}`);
  const text = ['id,name,elders,lon,lat', ...rows].join('\n');
  const file = { name: 'residences.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByTestId('file-picker').setInputFiles(file);
  await dialog.getByRole('button', { name: words.work.cancel }).click();
  await expect(dialog.getByRole('progressbar')).toBeHidden({ timeout: 30_000 });
  await expect(dialog.getByRole('alert')).toBeHidden();
  await page.keyboard.press('Escape');
  await expectHeadline(page, expected, 'day_care', 'zh');
});

test(
  'a view that cannot be loaded says so, and the page stays of use',
  { tag: '@desktop' },
  async ({ page, guard }) => {
    guard.allowErrors(/ERR_FAILED/);
    const { work, views, review } = messages('zh');
    await page.route('**/assets/Plan-*.js', (route) => route.abort());
    await withoutMap(page);
    await openPage(page);
    await pressRail(page, views.plan);
    await expect(page.getByRole('alert')).toContainText(work.failed);
    await pressRail(page, views.review);
    await expect(page.getByRole('alert')).toBeHidden();
    await expect(page.getByRole('heading', { name: review.list })).toBeVisible();
  },
);

test('a card that cannot be loaded says so, and the list stays', { tag: '@desktop' }, async ({ page, guard }) => {
  guard.allowErrors(/ERR_FAILED/);
  const { work, review } = messages('zh');
  await page.route('**/assets/Card-*.js', (route) => route.abort());
  await withoutMap(page);
  await openPage(page);
  await rowsOf(page).first().click();
  await expect(page.getByRole('alert')).toContainText(work.failed);
  await expect(page.getByRole('heading', { name: review.list })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toBeHidden();
});

test('without the English sentences the page stays Chinese', { tag: '@desktop' }, async ({ page, guard }) => {
  guard.allowErrors(/ERR_FAILED/);
  const { rail, otherLanguage } = messages('zh');
  let reachable = false;
  await page.route('**/assets/en-*.js', (route) => (reachable ? route.continue() : route.abort()));
  await withoutMap(page);
  await openPage(page, { locale: 'en' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('navigation')).toContainText(rail.help);
  // The button takes no second press as long as the first is being answered.
  const failed = page.waitForEvent('requestfailed');
  await pressRail(page, otherLanguage);
  await failed;
  await expect(page.getByRole('navigation')).toContainText(rail.help);
  reachable = true;
  await pressRail(page, otherLanguage);
  await expect(page.getByRole('navigation')).toContainText(messages('en').rail.help);
});
