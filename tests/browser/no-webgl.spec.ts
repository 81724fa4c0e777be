import config from '../../playwright.config.ts';
import { LOCALES, messages } from '../../src/i18n/index.ts';
import { expect, test } from './fixtures.ts';
import { expectHeadline, openPage, rowsOf } from './page.ts';
import { expectFor, readSample } from './place.ts';

test.use({ launchOptions: { ...config.use?.launchOptions, args: ['--disable-3d-apis'] } });

for (const locale of LOCALES) {
  test(
    `without WebGL the lists and figures work, and the page says why there is no map, in ${locale}`,
    { tag: locale === 'en' ? '@desktop' : [] },
    async ({ page, request }) => {
      const expected = expectFor(await readSample(request));
      await openPage(page, { locale });
      await expect(page.getByText(messages(locale).map.noMap)).toBeVisible();
      await expectHeadline(page, expected, 'day_care', locale);
      await rowsOf(page).first().getByRole('button').click();
      await expect(page.getByTestId('detail')).toContainText(expected.lacking[0]!.name);
    },
  );
}
