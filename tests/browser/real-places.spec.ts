import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatKind, messages } from '../../src/i18n/index.ts';
import { formatInteger, formatLimit } from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { headlineOf, openDialog, openPage, withoutMap } from './page.ts';

const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const absent = !existsSync(DATA);

interface Summary {
  types: Record<string, { straight: Record<string, { residences: number; elders: number }> }>;
}

for (const place of ['taipei', 'porto']) {
  test(`${place}: the page shows the reference figures of every kind${absent ? ' (skipped: ../shared is absent)' : ''}`, async ({
    page,
  }) => {
    test.skip(absent, '../shared is absent');
    const words = messages('zh');
    const { types } = JSON.parse(readFileSync(`${DATA}/${place}/expected/summary.json`, 'utf8')) as Summary;
    await withoutMap(page);
    await openPage(page);
    const dialog = await openDialog(page, 'zh');
    await page.getByTestId('folder-picker').setInputFiles(`${DATA}/${place}`);
    await expect(dialog.getByText(words.data.kept)).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('Escape');

    const controls = page.getByRole('group', { name: words.review.controls });
    const figure = (name: string) => page.locator('.view dl > div', { hasText: name });
    for (const [kind, { straight }] of Object.entries(types)) {
      if (kind === 'day_care') await controls.getByText(formatKind(kind, 'zh', true), { exact: true }).click();
      else await controls.getByLabel(words.review.otherService).selectOption(kind);
      for (const limit of [1000, 1500]) {
        const { residences, elders } = straight[String(limit)]!;
        await controls.locator('fieldset').getByText(formatLimit(limit, 'zh'), { exact: true }).click();
        await expect(headlineOf(page)).toContainText(formatKind(kind, 'zh'));
        await expect(figure(words.review.coveredElders)).toContainText(formatInteger(elders, 'zh'));
        await expect(figure(words.review.coveredHomes)).toContainText(formatInteger(residences, 'zh'));
      }
    }
  });
}
