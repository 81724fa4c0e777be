import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mode } from '../../src/core/types.ts';
import { dataWords } from '../../src/i18n/data/index.ts';
import { formatKind, messages } from '../../src/i18n/index.ts';
import { formatInteger, formatLimit } from '../../src/i18n/numbers.ts';
import { expect, test } from './fixtures.ts';
import { headlineOf, openDialog, openPage, withoutMap } from './page.ts';

const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const absent = !existsSync(DATA);

type Figures = Record<string, { residences: number; elders: number }>;
interface Summary {
  types: Record<string, { straight: Figures; walking: Figures }>;
}

/** Straight lines and walks of an independent computation; walks are looked at where the data folder has streets. */
const PLACES: Record<string, { mode: Mode; limits: number[] }[]> = {
  taipei: [{ mode: 'straight', limits: [1000, 1500] }],
  porto: [
    { mode: 'straight', limits: [1000, 1500] },
    { mode: 'walking', limits: [1000] },
  ],
};

for (const [place, asked] of Object.entries(PLACES)) {
  test(
    `${place}: the page shows the reference figures of every kind${absent ? ' (skipped: ../shared is absent)' : ''}`,
    { tag: '@desktop' },
    async ({ page }) => {
      test.skip(absent, '../shared is absent');
      const words = messages('zh');
      const { types } = JSON.parse(readFileSync(`${DATA}/${place}/expected/summary.json`, 'utf8')) as Summary;
      await withoutMap(page);
      await openPage(page);
      const dialog = await openDialog(page, 'zh');
      await page.getByTestId('folder-picker').setInputFiles(`${DATA}/${place}`);
      await expect(dialog.getByText(dataWords('zh').kept)).toBeVisible({ timeout: 30_000 });
      await page.keyboard.press('Escape');

      const controls = page.getByRole('group', { name: words.review.controls });
      const figure = (name: string) => page.locator('.view dl > div', { hasText: name });
      for (const [kind, expected] of Object.entries(types)) {
        if (kind === 'day_care') await controls.getByText(formatKind(kind, 'zh', true), { exact: true }).click();
        else await controls.getByLabel(words.review.otherService).selectOption(kind);
        for (const { mode, limits } of asked) {
          // Without streets there is nothing to choose.
          if (asked.length > 1) await controls.getByText(words.review.measures[mode], { exact: true }).click();
          for (const limit of limits) {
            const { residences, elders } = expected[mode][String(limit)]!;
            const within = words.review.headline.within[mode](formatKind(kind, 'zh'), formatLimit(limit, 'zh'));
            // Figures that arrive while the mouse comes down may move what is under it: whoever missed presses again.
            await expect(async () => {
              await controls.locator('fieldset').getByText(formatLimit(limit, 'zh'), { exact: true }).click();
              await expect(headlineOf(page)).toContainText(within, { timeout: 5000 });
            }).toPass({ timeout: 30_000 });
            await expect(figure(words.review.coveredElders)).toContainText(formatInteger(elders, 'zh'));
            await expect(figure(words.review.coveredHomes)).toContainText(formatInteger(residences, 'zh'));
          }
        }
      }
    },
  );
}
