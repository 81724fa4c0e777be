import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { LOCALES, messages } from '../../src/i18n/index.ts';
import { csv } from '../../src/io/formats/csv.ts';
import { xlsx } from '../../src/io/formats/xlsx.ts';
import type { Cell } from '../../src/core/types.ts';
import { expect, test } from './fixtures.ts';
import { openPage, withoutMap } from './page.ts';
import { expectFor, readSample } from './place.ts';

async function download(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}

for (const locale of LOCALES) {
  test(
    `the list as CSV and as a workbook holds the same rows, in ${locale}`,
    { tag: locale === 'en' ? '@desktop' : [] },
    async ({ page, request }) => {
      const words = messages(locale);
      const { lacking, evaluation } = expectFor(await readSample(request));
      await withoutMap(page);
      await openPage(page, { locale });
      for (const [format, button] of [
        [csv, words.review.exportCsv],
        [xlsx, words.review.exportXlsx],
      ] as const) {
        const file = await download(page, button);
        expect(file.name).toMatch(new RegExp(`\\.${format.id}$`));
        const [table] = (await format.read(file)).tables;
        const column = (name: string): Cell[] => table!.rows.map(({ cells }) => cells[name] ?? null);
        expect(table!.rows).toHaveLength(evaluation.areas.length);
        const count = lacking.length;
        expect(column(words.areaSheet.id).slice(0, count).map(String)).toEqual(lacking.map(({ id }) => id));
        expect(column(words.areaSheet.name).slice(0, count)).toEqual(lacking.map(({ name }) => name));
        expect(column(words.areaSheet.uncovered).slice(0, count).map(Number)).toEqual(
          lacking.map(({ uncovered }) => uncovered),
        );
        expect(column(words.areaSheet.status).slice(0, count + 1)).not.toContain(null);
      }
    },
  );
}
