import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { nearestOnFoot, placeHomes, prepareDemand, prepareStreets, walkByKind } from '../../src/core/evaluate.ts';
import { gini, weightedMean, weightedMedian } from '../../src/core/coverage/equity.ts';
import { finish, type Project } from '../../src/core/types.ts';
import { formatKind, LOCALES, messages } from '../../src/i18n/index.ts';
import { formatInteger, formatRatio } from '../../src/i18n/numbers.ts';
import { supplyWords } from '../../src/i18n/supply/index.ts';
import { csv } from '../../src/io/formats/csv.ts';
import { expect, test } from './fixtures.ts';
import { openPage, withoutMap, onOneScreen } from './page.ts';
import { readSample } from './place.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The walk to the nearest day care of all homes, by the core alone. */
function walkSample(project: Project) {
  const streets = finish(prepareStreets(project, 200))!;
  const demand = prepareDemand(project, project.year);
  const homes = finish(placeHomes(streets, demand, project.gates));
  const moment = { year: project.year, pipeline: false };
  const table = finish(walkByKind(streets, homes, { facilities: project.facilities, kind: 'day_care', moment }));
  return { demand, nearest: nearestOnFoot(table, homes) };
}

for (const locale of LOCALES) {
  const { review, areaSheet } = messages(locale);
  const words = supplyWords(locale);

  test(
    `supply and evenness open below the figures, and go into the export, in ${locale}`,
    { tag: onOneScreen(locale, '@desktop') },
    async ({ page, request }) => {
      const { demand, nearest } = walkSample(await readSample(request));
      await withoutMap(page);
      await openPage(page, { locale });
      const open = page.getByRole('button', { name: review.supply });
      await open.press('Enter');
      const drawer = page.getByRole('dialog', { name: words.title(formatKind('day_care', locale, true)) });
      const figures = drawer.getByTestId('supply-figures');
      const ofRow = (name: string) => figures.getByRole('row').filter({ hasText: name });
      await expect(ofRow(words.gini)).toContainText(formatRatio(gini(nearest.metres, demand.elders)!, locale));
      const mean = formatInteger(weightedMean(nearest.metres, demand.elders)!, locale);
      await expect(ofRow(words.mean(review.by.walking))).toContainText(mean);
      await expect(drawer.getByText(words.alikeMeaning)).toBeVisible();
      await expect(drawer.getByTestId('load-chart').getByRole('listitem')).toHaveCount(20);

      // The other group has its own curve and its own rows.
      const oldest = Float64Array.from(demand.residences, ({ elders80 }) => elders80 ?? NaN);
      await drawer.getByText(words.oldest, { exact: true }).last().click();
      const giniOfOldest = words.lorenzGini(formatRatio(gini(nearest.metres, oldest)!, locale));
      await expect(drawer.getByRole('img').getByText(giniOfOldest)).toBeAttached();

      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      for (const size of [page.viewportSize()!, { width: 320, height: 568 }]) {
        await page.setViewportSize(size);
        expect(await drawer.evaluate(findStickingOut), `at ${size.width}`).toEqual([]);
      }

      await page.setViewportSize({ width: 1280, height: 720 });
      await page.keyboard.press('Escape');
      await expect(drawer).toBeHidden();
      await expect(open).toBeFocused();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: review.exportCsv }).click(),
      ]);
      const [table] = (await csv.read({ name: 'list.csv', bytes: new Uint8Array(await readFile(await file.path())) }))
        .tables;
      const id = String(table!.rows[0]!.cells[areaSheet.id]);
      const place = demand.areas.findIndex((area) => area.id === id);
      const rows = demand.members.slice(demand.memberStarts[place], demand.memberStarts[place + 1]);
      const pick = (from: Float64Array) => Float64Array.from(rows, (row) => from[row]!);
      const median = weightedMedian(pick(nearest.metres), pick(demand.elders));
      expect(table!.rows[0]!.cells[words.sheet.median(review.by.walking)]).toBe(String(Math.round(median!)));
    },
  );
}

/** Runs in the page: what is wider than the drawer. */
function findStickingOut(drawer: Element): string[] {
  const { left, right } = drawer.getBoundingClientRect();
  return [...drawer.querySelectorAll('*')]
    .filter((element) => element.checkVisibility() && element.closest('.hidden-visually, details') === null)
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 1 || box.left < left - 1 || element.scrollWidth > right - left);
    })
    .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
}
