/** An OpenStreetMap extract opened in the page as it is: the very figures of the command line, which makes streets of it first. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Evaluation } from '../../src/core/types.ts';
import { dataWords } from '../../src/i18n/data/index.ts';
import { formatKind, messages } from '../../src/i18n/index.ts';
import { formatInteger, formatLimit, formatShare } from '../../src/i18n/numbers.ts';
import { formatWalk } from '../../src/views/shared/distances.ts';
import { expect, test } from './fixtures.ts';
import { headlineOf, openDialog, openPage, withoutMap } from './page.ts';

const PORTO = fileURLToPath(new URL('../../../shared/data/porto/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../scripts/care-circle.mjs', import.meta.url));
const absent = !existsSync(PORTO);

const KINDS = ['bank', 'medical', 'park', 'pharmacy', 'post_office', 'supermarket'];
const LIMIT_METRES = 1000;
const LEDGERS = ['facilities.csv', 'residences.csv', 'areas.geojson'].map((name) => PORTO + name);
const EXTRACT = `${PORTO}porto.osm.pbf`;

/** `network`, then `analyse`, as the README says them. */
function analyseByCommand(): Evaluation {
  const folder = mkdtempSync(join(tmpdir(), 'care-circle-extract-'));
  const run = (...words: string[]) =>
    execFileSync(process.execPath, [PROGRAM, ...words], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: 'pipe',
    });
  try {
    run('network', EXTRACT, '--clip', `${PORTO}areas.geojson`, '-o', 'walkways.fgb');
    const limits = KINDS.flatMap((kind) => ['--limit', `${kind}=${LIMIT_METRES}m`]);
    return JSON.parse(run('analyse', ...LEDGERS, 'walkways.fgb', ...limits)) as Evaluation;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(
  `porto: ledgers and an .osm.pbf opened together give the walking figures of the command line, kind by kind${absent ? ' (skipped: ../shared is absent)' : ''}`,
  { tag: '@desktop' },
  async ({ page }) => {
    test.skip(absent, '../shared is absent');
    test.setTimeout(240_000);
    const { settings, services, totals } = analyseByCommand();
    const { review, units } = messages('zh');
    // Otherwise equal figures would prove nothing.
    expect([settings.mode, Object.keys(services).sort()]).toEqual(['walking', KINDS]);
    expect(new Set(Object.values(services).map(({ eldersCovered }) => eldersCovered)).size).toBe(KINDS.length);

    await withoutMap(page);
    await openPage(page);
    const dialog = await openDialog(page, 'zh');
    await page.getByTestId('file-picker').setInputFiles([...LEDGERS, EXTRACT]);
    await expect(dialog.getByText(dataWords('zh').kept)).toBeVisible({ timeout: 120_000 });
    await page.keyboard.press('Escape');

    const limit = formatLimit(LIMIT_METRES, 'zh');
    const figure = (name: string) => page.locator('.view dl > div', { hasText: name });
    const by = review.by.walking;
    for (const kind of KINDS) {
      const service = services[kind]!;
      await page.getByLabel(review.otherService).selectOption(kind);
      const headline = headlineOf(page);
      await expect(headline).toContainText(review.headline.within.walking(formatKind(kind, 'zh'), limit));
      await expect(headline).toContainText(review.headline.elders(formatInteger(totals.elders, 'zh')));
      await expect(headline).toContainText(formatShare(service.eldersShare, 'zh'));
      const shown = [
        [review.facilitiesCounted, units.places(formatInteger(service.facilities, 'zh'))],
        [review.coveredElders, units.people(formatInteger(service.eldersCovered, 'zh'))],
        [review.coveredHomes, units.places(formatInteger(service.homesCovered, 'zh'))],
        [review.meanMetres(by), formatWalk(service.meanMetres, settings, 'zh')],
        [review.medianMetres(by), formatWalk(service.medianMetres, settings, 'zh')],
        [review.worstMetres(by), formatWalk(service.worstMetres, settings, 'zh')],
      ] as const;
      for (const [name, value] of shown) await expect(figure(name).locator('dd')).toHaveText(value);
    }
  },
);
