import { LOCALES, messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { expectHeadline, openPage, rowsOf, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

for (const locale of LOCALES) {
  const words = messages(locale);
  test(`a job that fails says so, and trying again helps, in ${locale}`, async ({ page, request, guard }) => {
    guard.allowErrors(/status of 500/);
    let broken = true;
    await page.context().route('**/sample/project.json', (route) =>
      broken ? route.fulfill({ status: 500 }) : route.continue(),
    );
    await withoutMap(page);
    await page.goto(`./#/review?lang=${locale}`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(words.work.failed);
    await expect(alert).toContainText('500');
    broken = false;
    await alert.getByRole('button', { name: words.work.retry }).click();
    await expect(alert).toBeHidden();
    await expectHeadline(page, expectFor(await readSample(request)), 'day_care', locale);
  });

  test(`without WebGL the lists and figures work, and the page says why there is no map, in ${locale}`, async ({
    page,
    request,
  }) => {
    const expected = expectFor(await readSample(request));
    await withoutMap(page);
    await openPage(page, { locale });
    await expect(page.getByText(words.map.noMap)).toBeAttached();
    await expectHeadline(page, expected, 'day_care', locale);
    await rowsOf(page).first().getByRole('button').click();
    await expect(page.getByTestId('detail')).toContainText(expected.lacking[0]!.name);
  });
}
